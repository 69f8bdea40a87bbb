//! `GET /api/v1/openapi.json`: what can be asked here, for programs (`OpenAPI` 3.1). Made from the handlers themselves, so
//! that it cannot say anything else than they do.

use std::sync::LazyLock;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::{add, article, articles, job, people, person, search, singlefile, statements};
use crate::web::page::PageResult;
use crate::web::{AppState, PageError};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Onrecord",
        description = "Saved news, and what everybody in it is on record as saying. Lists come page by page: each answer \
            has the address of the next. Answers have an `ETag`; with it in `If-None-Match`, what did not change is not \
            sent again. Errors are problem details (RFC 9457).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    paths(
        articles::list,
        article::show,
        people::list,
        person::show,
        statements::list,
        search::find,
        add::add,
        singlefile::add,
        job::show,
    ),
    modifiers(&Token),
    tags((name = "read", description = "What is here"), (name = "add", description = "What comes in")),
)]
struct Contract;

/// By what programs are recognized. Where the house is private, what is only read needs it too.
struct Token;

impl Modify for Token {
    fn modify(&self, contract: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        contract.components.get_or_insert_default().add_security_scheme("token", scheme);
    }
}

static TEXT: LazyLock<Result<String, String>> =
    LazyLock::new(|| Contract::openapi().to_json().map_err(|error| error.to_string()));

pub(in crate::web) async fn show(State(_): State<AppState>) -> PageResult {
    let text = TEXT.as_ref().map_err(|error| PageError::Contract(error.clone()))?;
    Ok(([(CONTENT_TYPE, "application/json")], text.as_str()).into_response())
}
