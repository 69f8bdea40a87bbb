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
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// `path` with the query of another address, as it stands there.
#[must_use]
pub fn with_raw_query(path: String, query: Option<&str>) -> String {
    query.filter(|query| !query.is_empty()).map(|query| format!("{path}?{query}")).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These addresses are bookmarked and linked to from elsewhere. A line may be added; none may ever change.
    #[test]
    fn addresses_never_change() {
        let place = ArticlePlace { day: "2022-01-21".into(), id: "abcdefghijkl".into() };
        let none = ArticleFilter::default();
        let day = Some(jiff::civil::date(2022, 1, 21));
        let all = ArticleFilter {
            source: Some("example.org".into()),
            person: Some("x".into()),
            from: day,
            to: day,
            with_statements: true,
        };
        let undated = ArticlePlace { day: String::new(), id: "abcdefghijkl".into() };
        let said = SaidPlace { day: "2022-01-21".into(), article: "abcdefghijkl".into(), position: 7 };
        let by_statements =
            PeopleQuery { order: PeopleOrder::Statements, name: "la v".into(), after: Some("sergei-lavrov".into()) };
        let oldest = SaidQuery { order: SaidOrder::Oldest, from: Some(said.clone()), ..SaidQuery::default() };
        let filter = SaidFilter {
            kind: Some(Kind::Direct),
            year: Some("2022".into()),
            source: Some("example.org".into()),
            about: Some("sergei-lavrov".into()),
            words: Some("gas oil".into()),
        };
        let chosen = SaidQuery { filter, ..SaidQuery::default() };
        let held = [
            (front(), "/"),
            (articles(&none, Some(&place)), "/?before=2022-01-21.abcdefghijkl"),
            (articles(&none, Some(&undated)), "/?before=undated.abcdefghijkl"),
            (articles(&all, None), "/?source=example.org&person=x&from=2022-01-21&to=2022-01-21&statements=only"),
            (articles_of("example.org"), "/?source=example.org"),
            (feed_of(&all), "/feed.atom?source=example.org&person=x&from=2022-01-21&to=2022-01-21&statements=only"),
            (article("abcdefghijkl", "a-title"), "/articles/abcdefghijkl/a-title"),
            (article_by_speaker("abcdefghijkl", "a-title"), "/articles/abcdefghijkl/a-title?view=speakers"),
            (line("abcdefghijkl", "a-title", "k7k7k7k7-2"), "/articles/abcdefghijkl/a-title#k7k7k7k7-2"),
            (article_cite("abcdefghijkl", "gas", "k2a", "ris"), "/articles/abcdefghijkl/gas/cite?line=k2a&format=ris"),
            (article_cite("abcdefghijkl", "a-title", "", ""), "/articles/abcdefghijkl/a-title/cite"),
            (article_cite("abcdefghijkl", "a-title", "", "ris"), "/articles/abcdefghijkl/a-title/cite?format=ris"),
            (article_revision("abcdefghijkl", "a-title", 1), "/articles/abcdefghijkl/a-title?revision=1"),
            (people(), "/people"),
            (people_list(&PeopleQuery::default()), "/people"),
            (people_list(&by_statements), "/people?sort=statements&q=la+v&after=sergei-lavrov"),
            (people_named("de-la-haye_abcdefghijkl"), "/people?q=de+la+haye"),
            (person("sergei-lavrov"), "/people/sergei-lavrov"),
            (person_statements("x", &SaidQuery::default()), "/people/x"),
            (person_statements("x", &oldest), "/people/x?order=oldest&from=2022-01-21.abcdefghijkl.7"),
            (
                person_statements("x", &chosen),
                "/people/x?kind=direct&year=2022&source=example.org&about=sergei-lavrov&words=gas+oil",
            ),
            (person_on("x", "y"), "/people/x?about=y"),
            (
                person_feed_of("x", &chosen.filter),
                "/people/x/feed.atom?kind=direct&year=2022&source=example.org&about=sergei-lavrov&words=gas+oil",
            ),
            (compare(&["x".into(), "y".into()], None), "/compare?people=x,y"),
            (compare(&["x".into(), "y".into()], Some(&said)), "/compare?people=x,y&from=2022-01-21.abcdefghijkl.7"),
            (person_about("x", Some(&said)), "/people/x?view=about&from=2022-01-21.abcdefghijkl.7"),
            (person_articles("x", Some(&place)), "/people/x?view=articles&before=2022-01-21.abcdefghijkl"),
            (asset("0a1b2c", "style.css"), "/static/0a1b2c/style.css"),
            (picture("0a1b2c.png"), "/pictures/0a1b2c.png"),
            (about_reading(), "/about/reading"),
            (about_reading_part("evidence"), "/about/reading#evidence"),
            (feed(), "/feed.atom"),
            (person_feed("sergei-lavrov"), "/people/sergei-lavrov/feed.atom"),
            (reading_settings(""), "/settings/reading"),
            (reading_settings("/people?q=a"), "/settings/reading?back=%2Fpeople%3Fq%3Da"),
            (person_csv("sergei-lavrov"), "/people/sergei-lavrov/statements.csv"),
            (person_json("sergei-lavrov"), "/people/sergei-lavrov/statements.json"),
            (sitemap(), "/sitemap.xml"),
            (sitemap_part(2), "/sitemap.xml?part=2"),
            (ROBOTS.to_owned(), "/robots.txt"),
            (MANIFEST.to_owned(), "/manifest.webmanifest"),
            (search_page(), "/search"),
            (search("gas oil", SearchPart::All, SearchOrder::Newest, None), "/search?q=gas+oil"),
            (
                search("gas", SearchPart::Statements, SearchOrder::Best, Some(7)),
                "/search?q=gas&in=statements&sort=best&before=7",
            ),
            (search("gas", SearchPart::Articles, SearchOrder::Newest, None), "/search?q=gas&in=articles"),
            (SUGGEST.to_owned(), "/search/suggest"),
            (opensearch(), "/opensearch.xml"),
            (SERVICE_WORKER.to_owned(), "/service-worker.js"),
            (OFFLINE.to_owned(), "/offline"),
            (HEALTHZ.to_owned(), "/healthz"),
        ];
        for (spelled, address) in held {
            assert_eq!(spelled, address);
        }
    }

    #[test]
    fn what_readers_typed_is_encoded() {
        let query = PeopleQuery { name: "\"><svg onload=x>&after=y\0".into(), ..PeopleQuery::default() };
        assert_eq!(people_list(&query), "/people?q=%22%3E%3Csvg+onload%3Dx%3E%26after%3Dy%00");
    }
}
