//! The one error of all pages: rendered as a page with a title, one sentence and ways onward. Its detail is logged
//! once, here, and never shown.

use std::any::Any;

use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use thiserror::Error;

use super::page::{self, Frame, Section};
use crate::store::StoreError;

/// Why there is no page.
#[derive(Debug, Error)]
pub enum PageError {
    #[error("nothing at this address")]
    NotFound,
    /// The sentence is shown: what the address should have said.
    #[error("{0}")]
    BadRequest(&'static str),
    #[error("method not allowed")]
    MethodNotAllowed,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("template: {0}")]
    Template(#[from] askama::Error),
    #[error("a handler panicked: {0}")]
    Panic(String),
}

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    frame: Frame,
    sentence: &'a str,
}

impl PageError {
    pub(super) fn from_panic(panic: &(dyn Any + Send)) -> Response {
        let text = panic.downcast_ref::<&str>().map(ToString::to_string);
        Self::Panic(text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()).into_response()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Store(StoreError::Busy | StoreError::Sqlite(sqlx::Error::PoolTimedOut)) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Store(_) | Self::Template(_) | Self::Panic(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Title and sentence, for readers.
    fn words(&self) -> (&'static str, &'static str) {
        match (self, self.status()) {
            (Self::NotFound, _) => ("Not found", "Nothing stands at this address."),
            (Self::BadRequest(sentence), _) => ("Not understood", sentence),
            (Self::MethodNotAllowed, _) => ("Not allowed", "This address can only be read."),
            (_, StatusCode::SERVICE_UNAVAILABLE) => ("Too busy", "Too many readers at once. Please try again shortly."),
            _ => ("Something went wrong", "This page could not be made. The fault is ours, and it has been noted."),
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(status = status.as_u16(), error = %self, "a page could not be made: {self}");
        }
        let (title, sentence) = self.words();
        let frame = Frame { title: title.to_owned(), section: Section::None, canonical: None };
        let page = page::html(&ErrorPage { frame, sentence });
        let mut response = page.unwrap_or_else(|_| sentence.into_response());
        *response.status_mut() = status;
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response
    }
}
