//! A picture of an article, as it is kept here, where the owner wants pictures at all.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use tokio::task::spawn_blocking;

use crate::web::extract::InPath;
use crate::web::headers::MadeByOthers;
use crate::web::page::PageResult;
use crate::web::{AppState, PageError};

/// Its name is made from its bytes, so it never changes; whoever may not read the house may not keep it for others.
const KEPT: &str = "private, max-age=31536000, immutable";

pub(in crate::web) async fn show(State(state): State<AppState>, InPath(file): InPath<String>) -> PageResult {
    let gallery = state.adding.gallery().cloned().ok_or(PageError::NotFound)?;
    // A fault while reading is the same to a reader as no picture.
    let read = spawn_blocking(move || gallery.read(&file)).await.ok().flatten();
    let (kind, bytes) = read.ok_or(PageError::NotFound)?;
    let headers = [(CONTENT_TYPE, kind.media_type()), (CACHE_CONTROL, KEPT), (CONTENT_DISPOSITION, "inline")];
    let mut response = (headers, bytes).into_response();
    response.extensions_mut().insert(MadeByOthers);
    Ok(response)
}
