//! What handlers take from a request. What cannot be read becomes a page, like every other error.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::header::HOST;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use url::Url;

use super::{AppState, PageError};

/// The values in the path. A path that is no text names nothing.
#[derive(Debug)]
pub(super) struct InPath<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for InPath<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(value)| Self(value)).map_err(|_| PageError::NotFound)
    }
}

/// The values behind the question mark. Those that the page does not know are ignored, as the web expects.
#[derive(Debug)]
pub(super) struct InQuery<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for InQuery<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, PageError> {
        let query = Query::<T>::try_from_uri(&parts.uri);
        query.map(|Query(value)| Self(value)).map_err(|_| PageError::BadRequest(UNREADABLE))
    }
}

/// What whole addresses begin with: the base URL; where none is set, the host that was asked, which `host` has found to
/// be ours. Without either, addresses begin with their path.
#[derive(Debug)]
pub(super) struct Origin(pub(super) String);

impl FromRequestParts<AppState> for Origin {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, PageError> {
        if let Some(base) = &state.base_url {
            return Ok(Self(base.as_str().trim_end_matches('/').to_owned()));
        }
        let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
        let url = host.and_then(|host| Url::parse(&format!("http://{host}/")).ok());
        Ok(Self(url.map(|url| url.origin().ascii_serialization()).unwrap_or_default()))
    }
}

const UNREADABLE: &str = "The part of the address behind the question mark has a value that this page does not know.";
