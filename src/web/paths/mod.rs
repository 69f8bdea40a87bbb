//! The only place that spells an address: the patterns the routes match, and a function for every link.
//! Addresses are never changed once published, only redirected; the test below holds the list. What programs ask stands
//! in `api`, what concerns accounts in `account`, stories and what is found as a feed in `stories`.

mod account;
pub mod adding;
pub mod api;
mod stories;

pub use account::*;

use std::borrow::Borrow;

use jiff::civil::Date;
use url::form_urlencoded::Serializer;

use crate::domain::Kind;
use crate::store::{
    ArticleFilter, ArticlePlace, PeopleOrder, PeopleQuery, SaidFilter, SaidOrder, SaidPlace, SaidQuery, SearchOrder,
    SearchPart,
};
use crate::web::places;

pub(in crate::web) use stories::{SEARCH_FEED, STORY, STORY_FEED};
pub use stories::{search_feed, stories, story, story_feed, story_of};

pub(in crate::web) const FRONT: &str = "/";
pub(in crate::web) const ARTICLE: &str = "/articles/{id}/{slug}";
pub(in crate::web) const ARTICLE_ID: &str = "/articles/{id}";
pub(in crate::web) const ARTICLE_ID_SLASH: &str = "/articles/{id}/";
pub(in crate::web) const ARTICLE_CITE: &str = "/articles/{id}/{slug}/cite";
pub(in crate::web) const PICTURE: &str = "/pictures/{file}";
pub(in crate::web) const PEOPLE: &str = "/people";
pub(in crate::web) const PEOPLE_SLASH: &str = "/people/";
pub(in crate::web) const PERSON: &str = "/people/{slug}";
pub(in crate::web) const FEED: &str = "/feed.atom";
pub(in crate::web) const PERSON_FEED: &str = "/people/{slug}/feed.atom";
pub(in crate::web) const COMPARE: &str = "/compare";
pub(in crate::web) const PERSON_CSV: &str = "/people/{slug}/statements.csv";
pub(in crate::web) const PERSON_JSON: &str = "/people/{slug}/statements.json";
pub(in crate::web) const SITEMAP: &str = "/sitemap.xml";
pub(in crate::web) const ROBOTS: &str = "/robots.txt";
pub(in crate::web) const MANIFEST: &str = "/manifest.webmanifest";
pub(in crate::web) const SEARCH: &str = "/search";
pub(in crate::web) const SUGGEST: &str = "/search/suggest";
pub(in crate::web) const OPENSEARCH: &str = "/opensearch.xml";
pub(in crate::web) const ABOUT_READING: &str = "/about/reading";
pub(in crate::web) const READING_SETTINGS: &str = "/settings/reading";
pub(in crate::web) const SERVICE_WORKER: &str = "/service-worker.js";
pub(in crate::web) const OFFLINE: &str = "/offline";
pub(in crate::web) const HEALTHZ: &str = "/healthz";
pub(in crate::web) const ASSET: &str = "/static/{hash}/{name}";

/// The newest articles.
#[must_use]
pub fn front() -> String {
    FRONT.to_owned()
}

/// The articles that `filter` leaves, from behind `place` on.
#[must_use]
pub fn articles(filter: &ArticleFilter, before: Option<&ArticlePlace>) -> String {
    filtered(FRONT, filter, &before.map(places::write_article).unwrap_or_default())
}

/// The articles of a source.
#[must_use]
pub fn articles_of(source: &str) -> String {
    with_query(FRONT, &[("source", source)])
}

fn filtered(path: &str, filter: &ArticleFilter, before: &str) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let statements = if filter.with_statements { "only" } else { "" };
    let source = filter.source.as_deref().unwrap_or_default();
    let person = filter.person.as_deref().unwrap_or_default();
    let (from, to) = (day(filter.from), day(filter.to));
    let pairs = [
        ("source", source),
        ("person", person),
        ("from", &from),
        ("to", &to),
        ("statements", statements),
        ("before", before),
    ];
    with_query(path, &pairs)
}

#[must_use]
pub fn article(id: &str, slug: &str) -> String {
    format!("/articles/{id}/{slug}")
}

/// The same article, grouped by speaker.
#[must_use]
pub fn article_by_speaker(id: &str, slug: &str) -> String {
    with_query(&article(id, slug), &[("view", "speakers")])
}

/// How to cite an article, or the line of it with a key; with a format, the citation itself.
#[must_use]
pub fn article_cite(id: &str, slug: &str, line: &str, format: &str) -> String {
    with_query(&format!("/articles/{id}/{slug}/cite"), &[("line", line), ("format", format)])
}

/// An earlier revision of an article.
#[must_use]
pub fn article_revision(id: &str, slug: &str, number: impl Borrow<i64>) -> String {
    with_query(&article(id, slug), &[("revision", &number.borrow().to_string())])
}

/// One line of an article.
#[must_use]
pub fn line(id: &str, slug: &str, key: &str) -> String {
    format!("{}#{key}", article(id, slug))
}

#[must_use]
pub fn people() -> String {
    PEOPLE.to_owned()
}

/// A list of people. What is as it would be anyway is not spelled out.
#[must_use]
pub fn people_list(query: &PeopleQuery) -> String {
    let sort = match query.order {
        PeopleOrder::Name => "",
        PeopleOrder::Statements => "statements",
    };
    let after = query.after.as_deref().unwrap_or_default();
    with_query(PEOPLE, &[("sort", sort), ("q", &query.name), ("after", after)])
}

/// Everyone with the words of an old address in their name. An article's id behind `_` is no such word.
#[must_use]
pub fn people_named(old_slug: &str) -> String {
    let name = old_slug.split('_').next().unwrap_or_default().replace('-', " ");
    people_list(&PeopleQuery { name, ..PeopleQuery::default() })
}

#[must_use]
pub fn person(slug: &str) -> String {
    format!("/people/{slug}")
}

/// Those of a person's statements that are asked for. What is as it would be anyway is not spelled out.
#[must_use]
pub fn person_statements(slug: &str, query: &SaidQuery) -> String {
    let order = match query.order {
        SaidOrder::Newest => "",
        SaidOrder::Oldest => "oldest",
    };
    let from = query.from.as_ref().map(places::write_said).unwrap_or_default();
    let [kind, year, source, about, words] = filter_pairs(&query.filter);
    with_query(&person(slug), &[("order", order), kind, year, source, about, words, ("from", &from)])
}

/// What a person says about another.
#[must_use]
pub fn person_on(slug: &str, other: &str) -> String {
    let filter = SaidFilter { about: Some(other.to_owned()), ..SaidFilter::default() };
    person_statements(slug, &SaidQuery { filter, ..SaidQuery::default() })
}

fn filter_pairs(filter: &SaidFilter) -> [(&str, &str); 5] {
    [
        ("kind", filter.kind.map(Kind::as_str).unwrap_or_default()),
        ("year", filter.year.as_deref().unwrap_or_default()),
        ("source", filter.source.as_deref().unwrap_or_default()),
        ("about", filter.about.as_deref().unwrap_or_default()),
        ("words", filter.words.as_deref().unwrap_or_default()),
    ]
}

/// Where those are named who are to be compared.
#[must_use]
pub fn compare_page() -> String {
    COMPARE.to_owned()
}

/// What several people say, side by side, from some place on.
#[must_use]
pub fn compare(slugs: &[String], from: Option<&SaidPlace>) -> String {
    let from = from.map(places::write_said).unwrap_or_default();
    with_commas(&with_query(COMPARE, &[("people", &slugs.join(",")), ("from", &from)]))
}

/// A comma separates in lists, and may stand in a query as it is.
fn with_commas(address: &str) -> String {
    address.replace("%2C", ",")
}

/// What others say about a person.
#[must_use]
pub fn person_about(slug: &str, from: Option<&SaidPlace>) -> String {
    let from = from.map(places::write_said).unwrap_or_default();
    with_query(&person(slug), &[("view", "about"), ("from", &from)])
}

/// The articles that name a person.
#[must_use]
pub fn person_articles(slug: &str, before: Option<&ArticlePlace>) -> String {
    let before = before.map(places::write_article).unwrap_or_default();
    with_query(&person(slug), &[("view", "articles"), ("before", &before)])
}

/// The newest articles, as a feed.
#[must_use]
pub fn feed() -> String {
    FEED.to_owned()
}

/// The articles that `filter` leaves, as a feed.
#[must_use]
pub fn feed_of(filter: &ArticleFilter) -> String {
    filtered(FEED, filter, "")
}

/// A person's statements, as a feed.
#[must_use]
pub fn person_feed(slug: &str) -> String {
    format!("/people/{slug}/feed.atom")
}

/// Those of them that fit.
#[must_use]
pub fn person_feed_of(slug: &str, filter: &SaidFilter) -> String {
    with_query(&person_feed(slug), &filter_pairs(filter))
}

/// A person's statements, as a table.
#[must_use]
pub fn person_csv(slug: &str) -> String {
    format!("/people/{slug}/statements.csv")
}

/// The same for programs.
#[must_use]
pub fn person_json(slug: &str) -> String {
    format!("/people/{slug}/statements.json")
}

/// All addresses there are.
#[must_use]
pub fn sitemap() -> String {
    SITEMAP.to_owned()
}

/// A part of them, where they are too many for one sitemap.
#[must_use]
pub fn sitemap_part(part: i64) -> String {
    with_query(SITEMAP, &[("part", &part.to_string())])
}

#[must_use]
pub fn search_page() -> String {
    SEARCH.to_owned()
}

/// What is found: all kinds of it or one, from some place on.
#[must_use]
pub fn search(typed: &str, part: SearchPart, order: SearchOrder, before: Option<i64>) -> String {
    let part = match part {
        SearchPart::All => "",
        SearchPart::Statements => "statements",
        SearchPart::Articles => "articles",
    };
    let order = match order {
        SearchOrder::Newest => "",
        SearchOrder::Best => "best",
    };
    let before = before.map(|place| place.to_string()).unwrap_or_default();
    with_query(SEARCH, &[("q", typed), ("in", part), ("sort", order), ("before", &before)])
}

/// How a browser can search here.
#[must_use]
pub fn opensearch() -> String {
    OPENSEARCH.to_owned()
}

/// How the articles are read.
#[must_use]
pub fn about_reading() -> String {
    ABOUT_READING.to_owned()
}

/// A part of that page.
#[must_use]
pub fn about_reading_part(part: &str) -> String {
    format!("{ABOUT_READING}#{part}")
}

/// Where readers choose how pages look; `back` is the page they come from.
#[must_use]
pub fn reading_settings(back: &str) -> String {
    with_query(READING_SETTINGS, &[("back", back)])
}

/// A picture of an article, by the name of its file.
#[must_use]
pub fn picture(file: &str) -> String {
    format!("/pictures/{file}")
}

/// An embedded file; the hash of its content makes its address.
#[must_use]
pub fn asset(hash: &str, name: &str) -> String {
    format!("/static/{hash}/{name}")
}

/// How large what is sent to an address may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum BodySize {
    Small,
    /// Text that is pasted, and pages as a browser has them.
    Text,
    Files,
}

pub(in crate::web) fn size_of_body(path: &str) -> BodySize {
    match path {
        adding::ADD_FILES | api::SINGLEFILE => BodySize::Files,
        adding::ADD | adding::ADD_TEXT | adding::ADD_WINDOW | api::ARTICLES => BodySize::Text,
        _ => BodySize::Small,
    }
}

/// `path` with those of `pairs` that have a value.
fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut query = Serializer::new(String::new());
    query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    with_raw_query(path.to_owned(), Some(&query.finish()))
}

/// `path` with the query of another address, as it stands there.
#[must_use]
pub fn with_raw_query(path: String, query: Option<&str>) -> String {
    query.filter(|query| !query.is_empty()).map(|query| format!("{path}?{query}")).unwrap_or(path)
}

#[cfg(test)]
mod tests;
