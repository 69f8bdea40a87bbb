//! What is to be added, read: a page that was fetched or handed over, a text that was typed, a file.

use jiff::civil::Date;
use tokio::task::spawn_blocking;
use url::Url;

use crate::domain::{Article, FieldNote};
use crate::ingest::page::{Found, NotAnArticle};
use crate::ingest::{Given, pasted};
use crate::store::Showing;

/// Longer titles are no titles.
const LONGEST_TITLE: usize = 500;

/// An article on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    pub(super) article: Article,
    /// How each part of it was found.
    pub(super) notes: Vec<FieldNote>,
    /// Where it came from, for readers.
    pub(super) origin: String,
    pub(super) showing: Showing,
    /// The address that was asked for.
    pub(super) asked: Option<Url>,
}

/// Why a page gave no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTaken {
    Page(NotAnArticle),
    /// A fault of the program.
    Fault,
}

/// What somebody typed into a form, or a program sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Typed<'a> {
    pub title: &'a str,
    pub date: &'a str,
    pub url: &'a str,
    pub text: &'a str,
}

/// A field that is wrong, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub field: &'static str,
    pub sentence: String,
}

impl NotTaken {
    /// Why, for readers.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::Page(reason) => sentence(&reason.to_string()),
            Self::Fault => FAULT.to_owned(),
        }
    }
}

pub(super) const FAULT: &str = "A fault of this program kept the page from being read. It has been noted.";

/// A reason as a sentence of its own.
pub(super) fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let rest = letters.as_str().trim_end_matches('.');
    if rest.ends_with('?') { format!("{first}{rest}") } else { format!("{first}{rest}.") }
}

impl Incoming {
    fn of(found: Found, origin: &str, asked: Option<Url>) -> Self {
        Self { article: found.article, notes: found.log, origin: origin.to_owned(), showing: Showing::Always, asked }
    }

    /// What stood at `asked`. Nobody chose this text, so it does not take the place of a better one.
    pub(super) fn fetched(found: Found, asked: Url) -> Self {
        Self { showing: Showing::UnlessPoorer, ..Self::of(found, "fetched", Some(asked)) }
    }

    /// From a file of this name.
    pub(super) fn uploaded(found: Found, name: &str) -> Self {
        Self::of(found, name, None)
    }

    /// A page that stands at `url`, as somebody's browser shows it.
    pub async fn handed(html: String, url: Url) -> Result<Self, NotTaken> {
        Self::page(html, url, "as a browser showed it").await
    }

    /// A page that stands at `url`, as somebody's browser saved it.
    pub async fn saved(file: Vec<u8>, url: Url) -> Result<Self, NotTaken> {
        let html =
            String::from_utf8(file).unwrap_or_else(|bytes| String::from_utf8_lossy(bytes.as_bytes()).into_owned());
        Self::page(html, url, "as a browser saved it").await
    }

    async fn page(html: String, url: Url, origin: &str) -> Result<Self, NotTaken> {
        let given = Given { url: Some(url.clone()), ..Given::default() };
        let found = spawn_blocking(move || pasted::html(&html, &given)).await.map_err(|error| {
            tracing::error!(%error, "reading a page failed by a fault of the program");
            NotTaken::Fault
        })?;
        Ok(Self::of(found.map_err(NotTaken::Page)?, origin, Some(url)))
    }

    /// What is written down of it, in the list of what was done.
    pub(super) fn about(&self) -> String {
        let url = self.article.source.url.as_deref().unwrap_or_default();
        format!("{} {url}", self.article.title).trim_end().to_owned()
    }
}

impl Typed<'_> {
    /// The article, or all that is wrong with it.
    pub fn read(&self) -> Result<Incoming, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut expect = |field, sentence: &str| wrong.push(Wrong { field, sentence: sentence.to_owned() });
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            expect("title", "Expected a title.");
        } else if title.chars().count() > LONGEST_TITLE {
            expect("title", "Expected a title of at most 500 characters.");
        }
        let published_on = Some(self.date.trim()).filter(|date| !date.is_empty()).map(str::parse::<Date>);
        if matches!(published_on, Some(Err(_))) {
            expect("date", "Expected a day such as 2024-01-31, or nothing.");
        }
        let url = Some(self.url.trim()).filter(|url| !url.is_empty()).map(web_address);
        if matches!(url, Some(None)) {
            expect("url", "Expected an address with http or https, or nothing.");
        }
        if self.text.trim().is_empty() {
            expect("text", "Expected the text of the article.");
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let given = Given { title: Some(title), published_on: published_on.and_then(Result::ok), url: url.flatten() };
        let found =
            if is_markup(self.text) { pasted::html(self.text, &given) } else { pasted::text(self.text, &given) };
        let found = found.map_err(|reason| vec![Wrong { field: "text", sentence: sentence(&reason.to_string()) }])?;
        Ok(Incoming::of(found, "pasted", None))
    }
}

fn web_address(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Whether a text is meant as HTML: it begins with a tag of a page or of a piece of one.
fn is_markup(text: &str) -> bool {
    const TAGS: [&str; 19] = [
        "!doctype",
        "html",
        "head",
        "body",
        "article",
        "main",
        "section",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "blockquote",
        "figure",
        "table",
        "header",
        "!--",
    ];
    let Some(rest) = text.trim_start().strip_prefix('<') else { return false };
    let tag = |name: &str| rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    TAGS.iter().any(|name| {
        tag(name) && rest[name.len()..].starts_with(|c: char| c == '>' || c.is_whitespace() || *name == "!--")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed<'a>(title: &'a str, date: &'a str, url: &'a str, text: &'a str) -> Typed<'a> {
        Typed { title, date, url, text }
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let wrong = typed(" ", "yesterday", "javascript:alert(1)", "\n").read().unwrap_err();
        assert_eq!(wrong.iter().map(|one| one.field).collect::<Vec<_>>(), ["title", "date", "url", "text"]);
        assert!(typed(&"a".repeat(501), "", "", "Text.").read().unwrap_err()[0].sentence.contains("500"));
    }

    #[test]
    fn only_the_title_and_the_text_are_needed() {
        let incoming = typed(" A  title ", "", "", "One line.\n\nAnother.").read().unwrap();
        assert_eq!((incoming.article.title.as_str(), incoming.article.published_on), ("A title", None));
        assert_eq!(incoming.article.lines, ["One line.", "Another."]);
        let dated = typed("T", "2024-01-31", "https://example.org/a", "One.").read().unwrap();
        assert_eq!(dated.article.published_on.unwrap().to_string(), "2024-01-31");
        assert_eq!(dated.article.source.url.as_deref(), Some("https://example.org/a"));
    }

    #[test]
    fn markup_is_told_from_text_that_has_some() {
        for html in ["<p>One.</p>", " <!DOCTYPE html><html>", "<DIV class=x>One.", "<!-- saved --><p>One."] {
            assert!(is_markup(html), "{html}");
        }
        for text in ["One <b>two</b>", "<script>alert(1)</script>", "<pre", "<3 this", "", "<", "<é"] {
            assert!(!is_markup(text), "{text}");
        }
    }

    #[test]
    fn reasons_are_sentences() {
        assert_eq!(sentence("the page has no text"), "The page has no text.");
        assert_eq!(sentence("it failed; is it right?"), "It failed; is it right?");
        assert_eq!(sentence(""), ".");
    }
}
