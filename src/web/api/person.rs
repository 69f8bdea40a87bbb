//! `GET /api/v1/people/{slug}`: who somebody is. What they say is asked for at `statements`.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::json;
use super::rows::day;
use crate::store::{PersonPage, PersonSizes, SaidQuery, StatementQuery};
use crate::web::extract::{InPath, Origin};
use crate::web::page::PageResult;
use crate::web::problem::Problem;
use crate::web::{AppState, paths};

const SIZES: PersonSizes = PersonSizes { possible: 50, statements: 0, about: 0, companions: 40, articles: 0, named: 0 };
/// How many statements the page has to which the answer leads.
const STATEMENTS: usize = 25;

/// Who somebody is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Person)]
pub(in crate::web) struct Answer<'a> {
    slug: &'a str,
    name: &'a str,
    /// In the order in which they were first used.
    titles: Vec<TitleRow<'a>>,
    forms: Vec<FormRow<'a>>,
    /// What is said again counts once.
    statement_count: i64,
    /// In how many places those statements are reported.
    report_count: i64,
    article_count: i64,
    #[schema(format = Date)]
    first_on: Option<String>,
    #[schema(format = Date)]
    last_on: Option<String>,
    /// Who may be the same person, but was not joined.
    possibly_same: Vec<OtherRow<'a>>,
    /// Who is named in the same articles, most often first.
    named_with: Vec<OtherRow<'a>>,
    /// The person's page.
    address: String,
    /// Their statements here.
    statements: String,
}

/// What articles call a person, and from when to when.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HeldTitle)]
struct TitleRow<'a> {
    title: &'a str,
    #[schema(format = Date)]
    first_on: Option<String>,
    #[schema(format = Date)]
    last_on: Option<String>,
    article_count: i64,
}

/// A way in which articles name a person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NameForm)]
struct FormRow<'a> {
    form: &'a str,
    article_count: i64,
}

/// Somebody else.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OtherPerson)]
struct OtherRow<'a> {
    slug: &'a str,
    name: &'a str,
    /// In how many articles both are named; not said of those who may be the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    article_count: Option<i64>,
    /// The person here.
    whole: String,
}

/// Who somebody is. Whoever turned out to be one with somebody else is led to.
#[utoipa::path(
    get, path = paths::api::PERSON, operation_id = "get_person", tag = "read",
    params(("slug" = String, Path, description = "The last part of the address of the person's page")),
    responses(
        (status = 200, description = "The person", body = Answer),
        (status = 307, description = "The person has another slug now"),
        (status = 404, description = "Nobody is here", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn show(
    State(state): State<AppState>,
    InPath(slug): InPath<String>,
    Origin(site): Origin,
) -> PageResult {
    let Some(person) = &state.store.person_page(&slug, &SaidQuery::default(), SIZES).await? else {
        return state.moved(&slug, paths::api::person, None).await;
    };
    json(&answer(&site, person))
}

fn answer<'a>(site: &str, person: &'a PersonPage) -> Answer<'a> {
    let head = &person.head;
    let other = |slug: &'a str, name: &'a str, article_count| OtherRow {
        slug,
        name,
        article_count,
        whole: format!("{site}{}", paths::api::person(slug)),
    };
    let statements = StatementQuery { person: Some(head.slug.clone()), ..StatementQuery::default() };
    Answer {
        slug: &head.slug,
        name: &head.name,
        titles: person.titles.iter().map(TitleRow::of).collect(),
        forms: person.forms.iter().map(|f| FormRow { form: &f.form, article_count: f.article_count }).collect(),
        statement_count: head.statement_count,
        report_count: head.report_count,
        article_count: head.article_count,
        first_on: day(head.first_on),
        last_on: day(head.last_on),
        possibly_same: person.possible.rows.iter().map(|one| other(&one.slug, &one.name, None)).collect(),
        named_with: person.companions.iter().map(|one| other(&one.slug, &one.name, Some(one.article_count))).collect(),
        address: format!("{site}{}", paths::person(&head.slug)),
        statements: format!("{site}{}", paths::api::statements(&statements, STATEMENTS)),
    }
}

impl<'a> TitleRow<'a> {
    fn of(held: &'a crate::store::HeldTitle) -> Self {
        Self {
            title: &held.title,
            first_on: day(held.first_on),
            last_on: day(held.last_on),
            article_count: held.article_count,
        }
    }
}
