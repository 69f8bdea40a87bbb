//! The gate of a private house: past it come only those who are signed in. Where the house is public it stands open.

use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Asker, User};
use crate::domain::Scope;
use crate::web::{PageError, paths};

pub(in crate::web) async fn gate(asker: Asker, request: Request, next: Next) -> Response {
    match refusal(&asker, request.method(), request.uri().path()) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    }
}

/// What may be changed is decided where it is changed; here, only who may read.
fn refusal(asker: &Asker, method: &Method, path: &str) -> Option<PageError> {
    let reads = matches!(*method, Method::GET | Method::HEAD);
    match asker.user() {
        _ if !asker.instance().is_private() => None,
        None if reads && paths::is_feed(path) => Some(PageError::FeedPassword),
        None => Some(PageError::SignIn),
        Some(user) if reads && !may_read(user) => Some(PageError::Forbidden(NOT_FOR_READING)),
        Some(_) => None,
    }
}

fn may_read(user: &User) -> bool {
    user.allows(Scope::Read)
}

const NOT_FOR_READING: &str = "This token is not for reading.";
