//! `GET /api/v1/jobs/{id}`: how far an article is that is still being fetched.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::json;
use crate::domain::JobState;
use crate::store::Job;
use crate::web::auth::Editor;
use crate::web::extract::{InPath, Origin};
use crate::web::page::PageResult;
use crate::web::problem::Problem;
use crate::web::{AppState, PageError, paths};

/// Work that goes on behind a request.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Job)]
pub(in crate::web) struct Answer {
    id: i64,
    /// `waiting`, `running`, `done`, `failed` or `cancelled`.
    #[schema(pattern = "^(waiting|running|done|failed|cancelled)$")]
    state: &'static str,
    /// How often it was begun.
    attempts: i64,
    /// What it is at, what came of it, or why it failed.
    message: String,
    /// The article that came of it, here.
    article: Option<String>,
    /// When it will be tried again, while it waits.
    #[schema(format = DateTime)]
    next_attempt_at: Option<String>,
    /// The job's page.
    address: String,
    /// The job here.
    whole: String,
}

impl Answer {
    pub(super) fn of(site: &str, job: &Job) -> Self {
        let waits = job.state == JobState::Waiting;
        Self {
            id: job.id,
            state: job.state.as_str(),
            attempts: job.attempts,
            message: job.message.clone(),
            article: job.article.as_ref().map(|article| format!("{site}{}", paths::api::article(&article.id))),
            next_attempt_at: waits.then(|| job.run_after.to_string()),
            address: format!("{site}{}", paths::adding::job(job.id)),
            whole: format!("{site}{}", paths::api::job(job.id)),
        }
    }
}

/// How far a job is. Needs a token that may add.
#[utoipa::path(
    get, path = paths::api::JOB, operation_id = "get_job", tag = "add",
    params(("id" = i64, Path, description = "The job's number", minimum = 1)),
    security(("token" = [])),
    responses(
        (status = 200, description = "The job", body = Answer),
        (status = 401, description = "No token that is known", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not add", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is none", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn show(
    State(state): State<AppState>,
    Editor(_): Editor,
    InPath(id): InPath<i64>,
    Origin(site): Origin,
) -> PageResult {
    let job = state.store.job(id).await?.ok_or(PageError::NotFound)?;
    json(&Answer::of(&site, &job))
}
