//! The one error of all pages: rendered as a page with a title, one sentence and ways onward. Its detail is logged
//! once, here, and never shown.

use std::time::Duration;

use askama::Template;
use axum::extract::multipart::MultipartError;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use thiserror::Error;

use super::faults::Faults;
use super::page::{self, Frame, Section};
use super::{here, masthead, paths, problem};
use crate::library::accounts::AccountError;
use crate::library::add::AddError;
use crate::store::StoreError;

/// Why there is no page.
#[derive(Debug, Error)]
pub enum PageError {
    #[error("nothing at this address")]
    NotFound,
    /// The sentence is shown: what the address should have said.
    #[error("{0}")]
    BadRequest(&'static str),
    /// The same, with a sentence that is shown.
    #[error("{0}")]
    Missing(&'static str),
    /// There was something, and somebody deleted it.
    #[error("deleted")]
    Gone,
    #[error("method not allowed")]
    MethodNotAllowed,
    /// A guest wants what guests don't get.
    #[error("nobody is signed in")]
    SignIn,
    /// The same, of a feed, whose readers ask for a name and a password.
    #[error("nobody is signed in")]
    FeedPassword,
    /// Somebody wants what is not for them; the sentence is shown.
    #[error("{0}")]
    Forbidden(&'static str),
    /// A form that another site has sent.
    #[error("a form of another site")]
    Foreign,
    /// Too many attempts; how long to wait.
    #[error("too many attempts")]
    TooMany(Duration),
    /// What a program sent is not what it can send here; the sentence is shown.
    #[error("{0}")]
    MediaType(&'static str),
    /// What a program sent cannot be read; the sentence is shown.
    #[error("{0}")]
    Unreadable(String),
    /// Values that cannot be right, of a program: forms say it beside their fields.
    #[error("values that cannot be right")]
    Invalid(Faults),
    #[error("a form of several parts: {0}")]
    Multipart(#[from] MultipartError),
    #[error(transparent)]
    Add(#[from] AddError),
    #[error("nobody has found out who asks")]
    NobodyKnown,
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("template: {0}")]
    Template(#[from] askama::Error),
    #[error("JSON: {0}")]
    Json(#[source] serde_json::Error),
    #[error("the description of the API: {0}")]
    Contract(String),
}

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    frame: Frame,
    sentence: &'a str,
    /// Where an owner can bring back what was deleted.
    deleted: Option<String>,
}

impl PageError {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::Missing(_) => StatusCode::NOT_FOUND,
            Self::Gone | Self::Add(AddError::Deleted(_)) => StatusCode::GONE,
            Self::BadRequest(_) | Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignIn | Self::FeedPassword => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) | Self::Foreign => StatusCode::FORBIDDEN,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Multipart(error) => error.status(),
            Self::Store(store) | Self::Account(AccountError::Store(store)) | Self::Add(AddError::Store(store)) => {
                of_store(store)
            }
            Self::Account(AccountError::Crowded) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Account(_)
            | Self::Add(AddError::Analysis)
            | Self::NobodyKnown
            | Self::Template(_)
            | Self::Json(_)
            | Self::Contract(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What the page says, for readers.
    fn sentence(&self) -> &str {
        match self {
            Self::BadRequest(sentence)
            | Self::Missing(sentence)
            | Self::Forbidden(sentence)
            | Self::MediaType(sentence) => sentence,
            Self::Unreadable(sentence) => sentence,
            Self::Invalid(faults) => faults.first(),
            Self::Foreign => {
                "This form came from another site, so nothing was changed. Please use the page of this house."
            }
            _ => words(self.status()).1,
        }
    }
}

fn of_store(error: &StoreError) -> StatusCode {
    match error {
        StoreError::Busy | StoreError::Crowded | StoreError::ReadOnly => StatusCode::SERVICE_UNAVAILABLE,
        StoreError::Full => StatusCode::INSUFFICIENT_STORAGE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        if let (Self::SignIn, true, false) = (&self, here::only_reads(), here::is_api()) {
            return Redirect::to(&here::sign_in()).into_response();
        }
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(status = status.as_u16(), error = %self, "a page could not be made: {self}");
        }
        let mut response = match &self {
            Self::Invalid(faults) if here::is_api() => {
                problem::answer(status, words(status).0, self.sentence(), faults.problems())
            }
            _ => page(status, self.sentence()),
        };
        let more = match self {
            Self::FeedPassword => Some((WWW_AUTHENTICATE, HeaderValue::from_static(FEED_PASSWORD))),
            Self::SignIn => Some((WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))),
            Self::TooMany(wait) => Some((RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)))),
            _ => None,
        };
        response.headers_mut().extend(more);
        response
    }
}

/// What makes a feed reader ask for a name and a password.
const FEED_PASSWORD: &str = "Basic realm=\"Onrecord: any name, and a token as the password\", charset=\"UTF-8\"";

/// Makes pages of the refusals that say nothing, such as those of the limits; their headers stay.
pub(super) fn dress(response: Response) -> Response {
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    if !failed || response.headers().contains_key(CONTENT_TYPE) {
        return response;
    }
    let mut dressed = page(status, words(status).1);
    let kept = response.headers().iter().filter(|(name, _)| *name != CONTENT_LENGTH);
    dressed.headers_mut().extend(kept.map(|(name, value)| (name.clone(), value.clone())));
    dressed
}

fn page(status: StatusCode, sentence: &str) -> Response {
    if here::is_api() {
        return problem::answer(status, words(status).0, sentence, Vec::new());
    }
    let frame =
        Frame { title: words(status).0.to_owned(), section: Section::None, canonical: None, feed: None, about: None };
    let deleted = (status == StatusCode::GONE && masthead::owns()).then(|| paths::adding::deleted(""));
    let page = page::html(&ErrorPage { frame, sentence, deleted });
    let mut response = page.unwrap_or_else(|_| sentence.to_owned().into_response());
    *response.status_mut() = status;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
    }
    response
}

/// Title and sentence of the page for `status`.
fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::NOT_FOUND => ("Not found", "Nothing stands at this address."),
        StatusCode::GONE => ("Deleted", "The article that stood here was deleted."),
        StatusCode::UNAUTHORIZED => ("Sign in first", "This is for those who are signed in."),
        StatusCode::FORBIDDEN => ("Not for you", "What you are signed in as does not allow this."),
        StatusCode::PAYLOAD_TOO_LARGE => ("Too large", "This is larger than what can be sent to this address."),
        StatusCode::UNPROCESSABLE_ENTITY => ("Not right", "Something that was sent cannot be right."),
        StatusCode::TOO_MANY_REQUESTS => {
            ("Too many attempts", "There were too many attempts. Please wait a while and try again.")
        }
        StatusCode::INSUFFICIENT_STORAGE => {
            ("No room left", "The disk of this house is full, so nothing can be changed.")
        }
        StatusCode::METHOD_NOT_ALLOWED => ("Not allowed", "This address can only be read."),
        StatusCode::URI_TOO_LONG => ("Address too long", "No page here has an address as long as this one."),
        StatusCode::SERVICE_UNAVAILABLE => ("Too busy", "Too much is going on at once. Please try again shortly."),
        StatusCode::MISDIRECTED_REQUEST => (
            "Another host",
            "This server does not answer to the name in this address. Whoever runs it can name it with --base-url.",
        ),
        other if other.is_client_error() => ("Not understood", "This request is not one that a page here can answer."),
        _ => ("Something went wrong", "This page could not be made. The fault is ours, and it has been noted."),
    }
}
