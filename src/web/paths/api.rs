//! The addresses that programs ask, below `/api/v1`. Their form is part of the contract that `openapi` describes.

use super::{filter_pairs, filtered, with_query};
use crate::store::{ArticleFilter, ArticlePlace, PeopleOrder, PeopleQuery, SearchOrder, SearchPart, StatementQuery};
use crate::web::places;

/// What all of them begin with.
pub(in crate::web) const ROOT: &str = "/api/";

pub(in crate::web) const ARTICLES: &str = "/api/v1/articles";
pub(in crate::web) const ARTICLE: &str = "/api/v1/articles/{id}";
pub(in crate::web) const PEOPLE: &str = "/api/v1/people";
pub(in crate::web) const PERSON: &str = "/api/v1/people/{slug}";
pub(in crate::web) const STATEMENTS: &str = "/api/v1/statements";
pub(in crate::web) const SEARCH: &str = "/api/v1/search";
pub(in crate::web) const SINGLEFILE: &str = "/api/v1/singlefile";
pub(in crate::web) const JOB: &str = "/api/v1/jobs/{id}";
pub(in crate::web) const OPENAPI: &str = "/api/v1/openapi.json";

/// The articles that `filter` leaves, from behind `before` on.
#[must_use]
pub fn articles(filter: &ArticleFilter, before: &ArticlePlace, size: usize) -> String {
    sized(&filtered(ARTICLES, filter, &places::write_article(before)), size)
}

#[must_use]
pub fn article(id: &str) -> String {
    format!("{ARTICLES}/{id}")
}

#[must_use]
pub fn job(id: i64) -> String {
    format!("/api/v1/jobs/{id}")
}

/// The people that `query` asks for, from behind one of them on.
#[must_use]
pub fn people(query: &PeopleQuery, size: usize) -> String {
    let sort = match query.order {
        PeopleOrder::Name => "",
        PeopleOrder::Statements => "statements",
    };
    let after = query.after.as_deref().unwrap_or_default();
    sized(&with_query(PEOPLE, &[("sort", sort), ("q", &query.name), ("after", after)]), size)
}

#[must_use]
pub fn person(slug: &str) -> String {
    format!("{PEOPLE}/{slug}")
}

#[must_use]
pub fn statements(query: &StatementQuery, size: usize) -> String {
    let person = query.person.as_deref().unwrap_or_default();
    let before = query.before.as_ref().map(places::write_said).unwrap_or_default();
    let [kind, year, source, about, words] = filter_pairs(&query.filter);
    let pairs = [("person", person), kind, year, source, about, words, ("before", &before)];
    sized(&with_query(STATEMENTS, &pairs), size)
}

/// What is found of one kind, from behind `before` on.
#[must_use]
pub fn search(typed: &str, part: SearchPart, order: SearchOrder, before: Option<i64>, size: usize) -> String {
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
    sized(&with_query(SEARCH, &[("q", typed), ("in", part), ("sort", order), ("before", &before)]), size)
}

/// The same with so many rows.
fn sized(path: &str, size: usize) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}limit={size}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::SaidPlace;

    /// Programs have been written for these. A line may be added; none may ever change.
    #[test]
    fn addresses_never_change() {
        let place = ArticlePlace { day: "2022-01-21".into(), id: "abcdefghijkl".into() };
        let source = ArticleFilter { source: Some("example.org".into()), ..ArticleFilter::default() };
        let ada = PeopleQuery { name: "ada".into(), after: Some("ada-quill".into()), ..PeopleQuery::default() };
        let said = SaidPlace { day: "2022-01-21".into(), article: "abcdefghijkl".into(), position: 7 };
        let by = StatementQuery { person: Some("ada-quill".into()), before: Some(said), ..StatementQuery::default() };
        let held = [
            (
                articles(&source, &place, 25),
                "/api/v1/articles?source=example.org&before=2022-01-21.abcdefghijkl&limit=25",
            ),
            (article("abcdefghijkl"), "/api/v1/articles/abcdefghijkl"),
            (people(&ada, 50), "/api/v1/people?q=ada&after=ada-quill&limit=50"),
            (people(&PeopleQuery::default(), 25), "/api/v1/people?limit=25"),
            (person("ada-quill"), "/api/v1/people/ada-quill"),
            (statements(&by, 25), "/api/v1/statements?person=ada-quill&before=2022-01-21.abcdefghijkl.7&limit=25"),
            (
                search("gas", SearchPart::Statements, SearchOrder::Best, Some(7), 25),
                "/api/v1/search?q=gas&in=statements&sort=best&before=7&limit=25",
            ),
            (job(7), "/api/v1/jobs/7"),
            (SINGLEFILE.to_owned(), "/api/v1/singlefile"),
            (OPENAPI.to_owned(), "/api/v1/openapi.json"),
        ];
        for (spelled, address) in held {
            assert_eq!(spelled, address);
        }
    }
}
