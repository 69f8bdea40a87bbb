//! The headers of every response, errors included: nothing from elsewhere is loaded, nothing inline runs, nobody
//! frames us, and no other site learns what is read here.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; worker-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// Of files that others made: even what should not be one of those that are served can do nothing.
const FILE_POLICY: &str = "default-src 'none'; form-action 'none'; sandbox";

/// Marks an answer whose bytes others made.
#[derive(Debug, Clone, Copy)]
pub(super) struct MadeByOthers;

const ALWAYS: [(HeaderName, &str); 5] = [
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

pub(super) fn add(mut response: Response) -> Response {
    let failed = response.status() != StatusCode::OK;
    let policy = if response.extensions().get::<MadeByOthers>().is_some() { FILE_POLICY } else { POLICY };
    let headers = response.headers_mut();
    for (name, value) in ALWAYS.into_iter().chain([(CONTENT_SECURITY_POLICY, policy)]) {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Redirects and errors may change with the next load; what is one reader's stays theirs.
    let kept_for_all = headers.get(CACHE_CONTROL).is_none_or(|value| !is_for_one(value));
    if kept_for_all && (failed || !headers.contains_key(CACHE_CONTROL)) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    response
}

fn is_for_one(cache_control: &HeaderValue) -> bool {
    cache_control.to_str().is_ok_and(|value| value.contains("private") || value.contains("no-store"))
}
