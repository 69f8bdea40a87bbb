//! Errors as programs want them: problem details (RFC 9457). Knows no address.

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Problem {
    /// Always `about:blank`: the status says what kind of problem it is.
    r#type: &'static str,
    title: String,
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What was wrong, in a sentence or two.
    detail: String,
    /// Each value that was wrong, where the problem is with values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Fault>,
}

/// A value that was wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Fault {
    /// The field it stands in.
    pub(super) field: &'static str,
    /// What was expected there.
    pub(super) expected: String,
}

/// `title` and `detail` are the words that an error page would have.
pub(super) fn answer(status: StatusCode, title: &str, detail: &str, errors: Vec<Fault>) -> Response {
    let problem = Problem {
        r#type: "about:blank",
        title: title.to_owned(),
        status: status.as_u16(),
        detail: detail.to_owned(),
        errors,
    };
    let text = serde_json::to_string(&problem).unwrap_or_else(|_| "{}".to_owned());
    (status, [(CONTENT_TYPE, "application/problem+json")], text).into_response()
}
