//! What is known of the request under way, wherever a page is made of it: what its reader chose, and its address.
//! Kept beside the task and not handed through every handler, since error pages are made where no handler is left.

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use axum::middleware::Next;
use axum::response::Response;

use super::paths;
use super::reading::Reading;

/// The name of the cookie that holds what a reader chose.
pub(super) const COOKIE_NAME: &str = "reading";

#[derive(Debug, Clone)]
struct Here {
    reading: Reading,
    address: String,
}

tokio::task_local! {
    static HERE: Here;
}

/// Makes the request known to all that answers it.
pub(super) async fn known(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map(ToString::to_string);
    let here = Here { reading: chosen(request.headers()), address: address.unwrap_or_else(paths::front) };
    HERE.scope(here, next.run(request)).await
}

/// What the reader of this page chose.
pub(super) fn reading() -> Reading {
    HERE.try_with(|here| here.reading).unwrap_or_default()
}

/// Where this page's reader can choose otherwise, and come back from.
pub(super) fn settings() -> String {
    let back = HERE.try_with(|here| here.address.clone()).unwrap_or_default();
    let already_there = back.split('?').next() == Some(paths::READING_SETTINGS);
    paths::reading_settings(if already_there { "" } else { &back })
}

/// Whether a program asks, who wants errors as data.
pub(super) fn is_api() -> bool {
    HERE.try_with(|here| here.address.starts_with(paths::api::ROOT)).unwrap_or_default()
}

/// What the cookie says; as usual where it says nothing that can be read.
fn chosen(headers: &HeaderMap) -> Reading {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut pairs = cookies.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE_NAME).and_then(|(_, value)| Reading::from_cookie(value)).unwrap_or_default()
}
