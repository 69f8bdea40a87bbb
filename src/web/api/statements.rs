//! `GET /api/v1/statements`: what somebody says, what is said about somebody, or all of it.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::rows::StatementRow;
use super::{NO_PLACE, json, size};
use crate::store::StatementQuery;
use crate::web::chosen::ChosenAsked;
use crate::web::extract::{InQuery, Origin};
use crate::web::page::PageResult;
use crate::web::problem::Problem;
use crate::web::{AppState, PageError, paths, places};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::web) struct Asked {
    /// The slug of the person who says it.
    person: Option<String>,
    /// From where the last answer ended: follow its `next` instead of making one up.
    before: Option<String>,
    /// How many rows there are at most.
    #[param(minimum = 1, maximum = 100, default = 25)]
    limit: Option<u32>,
}

/// A page of statements.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Statements)]
pub(in crate::web) struct Answer<'a> {
    statements: Vec<StatementRow<'a>>,
    /// The address of the next page; null on the last.
    next: Option<String>,
}

/// Statements of named people and organizations, the newest first. What several articles report is there once. Those whose
/// speaker could not be named stand in their article's reading alone.
#[utoipa::path(
    get, path = paths::api::STATEMENTS, operation_id = "list_statements", tag = "read",
    params(Asked, ChosenAsked),
    responses(
        (status = 200, description = "A page of statements", body = Answer),
        (status = 307, description = "The person has another slug now"),
        (status = 400, description = "A value that means nothing", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such person, or no such place in the list", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn list(
    State(state): State<AppState>,
    InQuery(asked): InQuery<Asked>,
    InQuery(chosen): InQuery<ChosenAsked>,
    Origin(site): Origin,
) -> PageResult {
    let rows = size(asked.limit)?;
    let before = asked.before.as_deref().filter(|text| !text.is_empty());
    let before = before.map(|text| places::parse_said(text).ok_or(PageError::Missing(NO_PLACE))).transpose()?;
    let person = asked.person.filter(|slug| !slug.is_empty());
    let query = StatementQuery { person, filter: chosen.read()?, before };
    if query.person.is_none() && query.filter.words.is_some() {
        return Err(PageError::BadRequest(OF_NOBODY));
    }
    let Some(page) = state.store.statements(&query, rows).await? else {
        return moved(&state, query, rows).await;
    };
    let last = page.rows.last().filter(|_| page.more);
    let next = last.map(|last| StatementQuery { before: Some(last.place.clone()), ..query });
    json(&Answer {
        next: next.map(|next| format!("{site}{}", paths::api::statements(&next, rows))),
        statements: page.rows.iter().map(|said| StatementRow::of(&site, said)).collect(),
    })
}

/// Sends on to the same choice of statements of the one person who once stood at the slug that is asked for.
async fn moved(state: &AppState, query: StatementQuery, rows: usize) -> PageResult {
    let successors = state.store.successors(query.person.as_deref().unwrap_or_default()).await?;
    let [one] = successors.as_slice() else { return Err(PageError::NotFound) };
    let query = StatementQuery { person: Some(one.clone()), ..query };
    Ok(Redirect::temporary(&paths::api::statements(&query, rows)).into_response())
}

const OF_NOBODY: &str = "Words choose among the statements of one person, whom the address does not name; the search looks for words in all.";
