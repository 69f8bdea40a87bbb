//! What a form sends. What cannot be read of it becomes a page, like every other error; what is wrong in its fields is
//! the page's own to say.

use axum::Form;
use axum::extract::{FromRequest, Multipart, Request};
use serde::de::DeserializeOwned;

use super::PageError;

/// The fields of a form. Those that are missing are as if they were empty, where the page has it so.
#[derive(Debug)]
pub(super) struct InForm<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for InForm<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let form = Form::<T>::from_request(request, state).await;
        form.map(|Form(fields)| Self(fields)).map_err(|_| PageError::BadRequest(UNREADABLE))
    }
}

/// A form of several parts, such as files.
#[derive(Debug)]
pub(super) struct InParts(pub(super) Multipart);

impl<S: Send + Sync> FromRequest<S> for InParts {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let form = Multipart::from_request(request, state).await;
        form.map(Self).map_err(|_| PageError::BadRequest(NO_PARTS))
    }
}

const NO_PARTS: &str = "A form of several parts is expected here (multipart/form-data, with its boundary).";
const UNREADABLE: &str = "This is not what the form on this page sends.";
