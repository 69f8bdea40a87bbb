//! A web page, as bytes -> an article that keeps its order, its blocks and its links, with a note on how each part of it
//! was found; or why there is none. Pure: it fetches nothing. No markup gets through: what comes out is text and spans.
//!
//! The steps: characters (`charset`), is it safe to parse (`nesting`), what the page says of itself (`meta`), the article's
//! part of it (the library `dom_smoothie`), only known elements and addresses (`sanitise`, always), blocks and lines
//! (`blocks`), and whether that is an article at all (`walls`).

mod blocks;
mod charset;
mod meta;
mod nesting;
mod reason;
mod sanitise;
#[cfg(test)]
mod tests;
mod tokens;
mod walls;

use dom_smoothie::{Config, Readability, ReadabilityError};
use url::Url;

use super::{Given, pasted};
use crate::domain::{Article, Field, FieldNote, Source};

pub use reason::NotAnArticle;

pub(super) use blocks::{Cut, cut};
pub(super) use charset::{Decoded, decode};
pub(super) use meta::Facts;
pub(super) use nesting::check as check_nesting;
pub(super) use sanitise::sanitise;

use tokens::text_of;

/// No page for people has more elements.
const MOST_ELEMENTS: usize = 100_000;

/// An article, and how each part of it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub article: Article,
    pub log: Vec<FieldNote>,
}

/// Reads a page that stood at `url`, where that is known; `content_type` is what its server called it.
pub fn read(bytes: &[u8], content_type: Option<&str>, url: Option<&Url>) -> Result<Found, NotAnArticle> {
    let page = decode(bytes, content_type)?;
    if content_type.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/plain")) {
        let given = Given { url: url.cloned(), ..Given::default() };
        return pasted::text(&page.text, &given);
    }
    let (found, partly_free) = whole(&page, url, &Given::default())?;
    walls::check(&found.article, &page.text, partly_free)?;
    Ok(found)
}

/// The article of a whole page, and whether the page says that not all of it can be read without paying.
pub(super) fn whole(page: &Decoded, url: Option<&Url>, given: &Given) -> Result<(Found, bool), NotAnArticle> {
    if !tokens::is_markup(&page.text) {
        return Err(NotAnArticle::NotHtml);
    }
    check_nesting(&page.text)?;
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, disable_json_ld: true, ..Config::default() };
    let address = url.filter(|url| matches!(url.scheme(), "http" | "https")).map(Url::as_str);
    let readable = Readability::new(page.text.as_str(), address, Some(config));
    let mut readable = readable.map_err(|_| NotAnArticle::NotHtml)?;
    let mut facts = Facts::of(&readable, url);
    let article = readable.parse().map_err(|error| match error {
        ReadabilityError::TooManyElements(..) => NotAnArticle::TooDeep,
        ReadabilityError::BadDocumentURL | ReadabilityError::GrabFailed => walls::nothing(&page.text),
    })?;
    facts.complete(&article.title, article.byline.as_deref());
    facts.give(given);
    let cut = cut(&sanitise(&article.content, url));
    if facts.title().is_none() {
        facts.find_title(&first_words(&cut), "the first words of the text");
    }
    let note = FieldNote::new(Field::Encoding, page.encoding, page.how);
    let found = found(cut, &facts, note)?;
    Ok((found, facts.is_partly_free()))
}

/// What a page without any title is called: by what its text begins with.
fn first_words(cut: &Cut) -> String {
    let first = cut.lines.first().map(String::as_str).unwrap_or_default();
    let mut words: Vec<&str> = first.split_whitespace().take(13).collect();
    if words.len() > 12 {
        words[12] = "…";
    }
    words.join(" ").chars().take(100).collect()
}

/// Puts an article together.
pub(super) fn found(cut: Cut, facts: &Facts, note: FieldNote) -> Result<Found, NotAnArticle> {
    let article = Article {
        title: facts.title().ok_or(NotAnArticle::NoTitle)?,
        published_on: facts.published_on(),
        source: Source { url: facts.address() },
        lines: cut.lines,
        ordered: true,
        layout: cut.layout,
        imprint: facts.imprint(),
    };
    let mut log = facts.notes();
    log.push(note);
    Ok(Found { article, log })
}

impl Found {
    /// Puts in who sent it, where nobody is known to have written it.
    pub(super) fn sent_by(&mut self, name: &str) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.article.imprint.byline.is_none() && !name.is_empty() {
            self.log.retain(|note| note.field != Field::Byline);
            self.log.push(FieldNote::new(Field::Byline, &name, "who sent the message"));
            self.article.imprint.byline = Some(name);
        }
    }
}
