//! What programs ask for and add: JSON below `/api/v1`, described by `openapi`. One file per address. Errors are problem
//! details (`web/problem.rs`): whatever makes an error page elsewhere makes them here.

pub(super) mod add;
pub(super) mod article;
pub(super) mod articles;
pub(super) mod job;
pub(super) mod openapi;
pub(super) mod people;
pub(super) mod person;
mod rows;
pub(super) mod search;
pub(super) mod singlefile;
pub(super) mod statements;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::PageError;

/// How many rows a page has, where nobody says how many.
const SIZE: u32 = 25;
const LARGEST: u32 = 100;

/// An answer in JSON.
fn json(rows: &impl Serialize) -> Result<Response, PageError> {
    let text = serde_json::to_string(rows).map_err(PageError::Json)?;
    Ok(([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-cache")], text).into_response())
}

/// How many rows are asked for.
fn size(limit: Option<u32>) -> Result<usize, PageError> {
    let limit = limit.unwrap_or(SIZE);
    let fits = (1..=LARGEST).contains(&limit);
    fits.then_some(limit).and_then(|limit| usize::try_from(limit).ok()).ok_or(PageError::BadRequest(NO_LIMIT))
}

const NO_LIMIT: &str = "`limit` must be a number from 1 to 100.";
const NO_PLACE: &str = "`before` must be left as the last answer's `next` has it.";
