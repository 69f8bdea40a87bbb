//! `GET /api/v1/people`: everybody, by name or by number of statements.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::rows::PersonRow;
use super::{json, size};
use crate::store::{PeopleOrder, PeopleQuery};
use crate::web::extract::{InQuery, Origin};
use crate::web::page::PageResult;
use crate::web::problem::Problem;
use crate::web::{AppState, PageError, paths};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::web) struct Asked {
    /// Every word of it must be part of the name.
    #[param(max_length = 300)]
    #[serde(default)]
    q: String,
    /// By name, or those with most statements first.
    #[serde(default)]
    #[param(inline)]
    sort: Sort,
    /// The slug of the person behind whom the page begins: follow the last answer's `next` instead of making one up.
    after: Option<String>,
    /// How many rows there are at most.
    #[param(minimum = 1, maximum = 100, default = 25)]
    limit: Option<u32>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Sort {
    #[default]
    Name,
    Statements,
}

/// A page of people.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = People)]
pub(in crate::web) struct Answer<'a> {
    people: Vec<PersonRow<'a>>,
    /// The address of the next page; null on the last.
    next: Option<String>,
}

/// Everybody whom an article names.
#[utoipa::path(
    get, path = paths::api::PEOPLE, operation_id = "list_people", tag = "read",
    params(Asked),
    responses(
        (status = 200, description = "A page of people", body = Answer),
        (status = 400, description = "A value that means nothing", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Nobody is behind whom the page could begin", body = Problem,
         content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn list(
    State(state): State<AppState>,
    InQuery(asked): InQuery<Asked>,
    Origin(site): Origin,
) -> PageResult {
    let rows = size(asked.limit)?;
    if asked.q.chars().count() > LONGEST {
        return Err(PageError::BadRequest("`q` has more than 300 characters, as no name has."));
    }
    let order = if asked.sort == Sort::Name { PeopleOrder::Name } else { PeopleOrder::Statements };
    let query = PeopleQuery { order, name: asked.q, after: asked.after.filter(|slug| !slug.is_empty()) };
    let page = state.store.people(&query, rows).await?.ok_or(PageError::NotFound)?;
    let next =
        page.rows.last().filter(|_| page.more).map(|last| PeopleQuery { after: Some(last.slug.clone()), ..query });
    json(&Answer {
        next: next.map(|next| format!("{site}{}", paths::api::people(&next, rows))),
        people: page.rows.iter().map(|person| PersonRow::of(&site, person)).collect(),
    })
}

/// No name is longer.
const LONGEST: usize = 300;
