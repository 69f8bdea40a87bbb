//! The Atom feeds (RFC 4287): the newest articles, and a person's newest statements. An entry's id is made from its
//! article's id and its line's key, never from an address, so that it is the same wherever the house stands.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::{spoken, urn};
use crate::store::{Fed, ListedArticle, Said, SaidQuery};
use crate::web::chosen::ChosenAsked;
use crate::web::extract::{InPath, InQuery, Origin};
use crate::web::filter::AskedFilter;
use crate::web::page::PageResult;
use crate::web::{AppState, paths, wording};

const ARTICLES: usize = 50;
const STATEMENTS: usize = 50;
/// A title is cut behind a word at about so many letters.
const TITLE: usize = 120;

#[derive(Template)]
#[template(path = "feeds/atom.xml")]
struct Feed {
    id: String,
    title: String,
    address: String,
    page: String,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    title: String,
    /// Empty where it is the feed's own.
    language: &'static str,
    address: String,
    published: Option<Date>,
    loaded_at: Timestamp,
    author: String,
    author_page: Option<String>,
    /// HTML, which the feed escapes once more.
    content: String,
}

#[derive(Template)]
#[template(path = "feeds/article.html")]
struct ArticleContent<'a> {
    site: &'a str,
    article: &'a ListedArticle,
}

#[derive(Template)]
#[template(path = "feeds/said.html")]
struct SaidContent<'a> {
    site: &'a str,
    said: &'a Said,
}

/// The newest articles of those that the address asks for.
pub(in crate::web) async fn articles(
    State(state): State<AppState>,
    InQuery(asked): InQuery<AskedFilter>,
    Origin(site): Origin,
) -> PageResult {
    let filter = asked.read()?;
    let articles = state.store.article_feed(&filter, ARTICLES).await?;
    let (address, page) = (paths::feed_of(&filter), paths::articles(&filter, None));
    // Each choice of articles is a feed of its own.
    let own_name = state.own_name();
    let mut name = vec!["feed", &own_name, "articles"];
    name.extend(page.split_once('?').map(|(_, choice)| choice));
    let entries = articles.iter().map(|fed| Entry::of_article(&site, fed)).collect::<Result<_, _>>()?;
    Feed {
        id: urn(&name),
        title: "Onrecord: newest articles".to_owned(),
        address: format!("{site}{address}"),
        page: format!("{site}{page}"),
        entries,
    }
    .answer()
}

/// What a person says.
pub(in crate::web) async fn person(
    State(state): State<AppState>,
    InPath(slug): InPath<String>,
    Origin(site): Origin,
    InQuery(asked): InQuery<ChosenAsked>,
) -> PageResult {
    let filter = asked.read()?;
    let Some((head, statements)) = state.store.person_feed(&slug, &filter, STATEMENTS).await? else {
        return state.moved(&slug, paths::person_feed).await;
    };
    let mut times = BTreeMap::new();
    let entries = statements.iter().map(|fed| Entry::of_said(&site, fed, &mut times)).collect::<Result<_, _>>()?;
    Feed {
        id: urn(&["feed", &state.own_name(), "person", &paths::person_feed_of(&head.slug, &filter)]),
        title: if filter.is_empty() {
            format!("{} on record", head.name)
        } else {
            format!("{} on record, a choice", head.name)
        },
        address: format!("{site}{}", paths::person_feed_of(&head.slug, &filter)),
        page: format!("{site}{}", paths::person_statements(&head.slug, &SaidQuery { filter, ..SaidQuery::default() })),
        entries,
    }
    .answer()
}

impl Feed {
    /// When its newest entry was loaded. An empty feed has never been updated.
    fn updated(&self) -> String {
        seconds(self.entries.iter().map(|entry| entry.loaded_at).max().unwrap_or(Timestamp::UNIX_EPOCH))
    }

    fn answer(&self) -> PageResult {
        let mut text = self.render()?;
        text.retain(is_in_xml);
        Ok(([(CONTENT_TYPE, "application/atom+xml; charset=utf-8")], text).into_response())
    }
}

impl Entry {
    fn of_article(site: &str, fed: &Fed<ListedArticle>) -> Result<Self, askama::Error> {
        let article = &fed.row;
        Ok(Self {
            id: urn(&["article", &article.id]),
            title: article.title.clone(),
            language: article.language.filter(|language| !language.is_english()).map_or("", |language| language.tag()),
            address: format!("{site}{}", paths::article(&article.id, &article.slug)),
            published: article.published_on,
            loaded_at: fed.loaded_at,
            author: article.site.clone(),
            author_page: None,
            content: ArticleContent { site, article }.render()?,
        })
    }

    /// `times` counts how often the same words of one line were there before.
    fn of_said(site: &str, fed: &Fed<Said>, times: &mut BTreeMap<String, usize>) -> Result<Self, askama::Error> {
        let said = &fed.row;
        let words = spoken(&said.line, &said.words);
        let mut id = urn(&["statement", &said.article_id, &said.line_key, &words]);
        let time = times.entry(id.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *time > 1 {
            id = urn(&["statement", &said.article_id, &said.line_key, &words, &time.to_string()]);
        }
        Ok(Self {
            id,
            title: shortened(&words),
            language: "",
            address: format!("{site}{}", paths::line(&said.article_id, &said.article_slug, &said.line_key)),
            published: said.published_on,
            loaded_at: fed.loaded_at,
            author: said.speaker.clone(),
            author_page: said.speaker_slug.as_deref().map(|slug| format!("{site}{}", paths::person(slug))),
            content: SaidContent { site, said }.render()?,
        })
    }

    fn updated(&self) -> String {
        seconds(self.loaded_at)
    }
}

/// RFC 3339, as Atom wants it.
fn seconds(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What XML 1.0 can hold; the rest cannot even be escaped.
fn is_in_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// As many whole words as a title has room for.
fn shortened(words: &str) -> String {
    if words.chars().count() <= TITLE {
        return words.to_owned();
    }
    let cut: String = words.chars().take(TITLE).collect();
    let whole = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end_behind_a_word() {
        assert_eq!(shortened("short"), "short");
        let long = shortened(&"seven 7 ".repeat(30));
        assert!(long.ends_with("7 …") || long.ends_with("seven …"), "{long}");
        assert!(long.chars().count() <= TITLE + 2, "{long}");
        assert_eq!(shortened(&"漢".repeat(200)), format!("{} …", "漢".repeat(TITLE)));
    }

    #[test]
    fn what_xml_cannot_hold_is_known() {
        assert!("a\tß\u{10ffff}".chars().all(is_in_xml));
        assert!(!"\0\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}".chars().any(is_in_xml));
    }
}
