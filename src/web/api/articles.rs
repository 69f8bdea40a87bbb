//! `GET /api/v1/articles`: articles, the newest first, or those that a choice leaves.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::rows::ArticleRow;
use super::{NO_PLACE, json, size};
use crate::web::extract::{InQuery, Origin};
use crate::web::filter::AskedFilter;
use crate::web::page::PageResult;
use crate::web::problem::Problem;
use crate::web::{AppState, PageError, paths, places};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::web) struct Asked {
    /// From where the last answer ended: follow its `next` instead of making one up.
    before: Option<String>,
    /// How many rows there are at most.
    #[param(minimum = 1, maximum = 100, default = 25)]
    limit: Option<u32>,
}

/// A page of articles.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Articles)]
pub(in crate::web) struct Answer<'a> {
    articles: Vec<ArticleRow<'a>>,
    /// The address of the next page; null on the last.
    next: Option<String>,
}

/// Articles, the newest first; those without a date come last.
#[utoipa::path(
    get, path = paths::api::ARTICLES, operation_id = "list_articles", tag = "read",
    params(AskedFilter, Asked),
    responses(
        (status = 200, description = "A page of articles", body = Answer),
        (status = 400, description = "A value that means nothing", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No list has the place that `before` names", body = Problem,
         content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn list(
    State(state): State<AppState>,
    InQuery(asked): InQuery<Asked>,
    InQuery(filter): InQuery<AskedFilter>,
    Origin(site): Origin,
) -> PageResult {
    let rows = size(asked.limit)?;
    let before = asked.before.as_deref().filter(|text| !text.is_empty());
    let before = before.map(|text| places::parse_article(text).ok_or(PageError::Missing(NO_PLACE))).transpose()?;
    let filter = filter.read_strictly()?;
    let page = state.store.newest_articles(&filter, before.as_ref(), rows).await?;
    let last = page.rows.last().filter(|_| page.more);
    json(&Answer {
        next: last.map(|last| format!("{site}{}", paths::api::articles(&filter, &last.place(), rows))),
        articles: page.rows.iter().map(|article| ArticleRow::of(&site, article)).collect(),
    })
}
