//! What is known of the request under way, wherever a page is made of it: what its reader chose, its address, who asks.
//! Kept beside the task and not handed through every handler, since error pages are made where no handler is left.

use std::sync::OnceLock;

use axum::extract::Request;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;

use super::auth::{Asker, cookie};
use super::paths;
use super::reading::Reading;

/// The name of the cookie that holds what a reader chose.
pub(super) const COOKIE_NAME: &str = "reading";

#[derive(Debug)]
struct Here {
    reading: Reading,
    address: String,
    method: Method,
    /// Known a little later, and never where the request is refused before.
    asker: OnceLock<Asker>,
}

tokio::task_local! {
    static HERE: Here;
}

/// Makes the request known to all that answers it.
pub(super) async fn known(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map(ToString::to_string);
    let here = Here {
        reading: chosen(request.headers()),
        address: address.unwrap_or_else(paths::front),
        method: request.method().clone(),
        asker: OnceLock::new(),
    };
    HERE.scope(here, next.run(request)).await
}

/// From now on it is known who asks.
pub(super) fn tell_asker(asker: &Asker) {
    // Outside of a request there is nobody to tell.
    let _ = HERE.try_with(|here| here.asker.set(asker.clone()));
}

/// Who asks, once that is known.
pub(super) fn asker() -> Option<Asker> {
    HERE.try_with(|here| here.asker.get().cloned()).ok().flatten()
}

/// Whether the request only reads.
pub(super) fn only_reads() -> bool {
    HERE.try_with(|here| matches!(here.method, Method::GET | Method::HEAD)).unwrap_or_default()
}

/// Where the reader of this page can sign in, and come back from.
pub(super) fn sign_in() -> String {
    let back = HERE.try_with(|here| here.address.clone()).unwrap_or_default();
    let path = back.split('?').next().unwrap_or_default();
    let is_way_in = [paths::LOGIN, paths::LOGIN_CODE, paths::LOGOUT, paths::SET_UP].contains(&path);
    paths::login(if is_way_in { "" } else { &back })
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
    cookie::value(headers, COOKIE_NAME).and_then(Reading::from_cookie).unwrap_or_default()
}
