//! `GET /api/v1/openapi.json`: what can be asked here, for programs (`OpenAPI` 3.1). Made from the handlers themselves, so
//! that it cannot say anything else than they do.

use std::sync::LazyLock;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde_json::{Map, Value, json};
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

/// By what programs are recognized.
struct Token;

impl Modify for Token {
    fn modify(&self, contract: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        contract.components.get_or_insert_default().add_security_scheme("token", scheme);
    }
}

/// What holds for all addresses that are only read, and stands beside none of them: in a private house they need a token.
fn for_whom(contract: &mut Value) {
    let problem = |description: &str| {
        let schema = json!({"$ref": "#/components/schemas/Problem"});
        json!({"description": description, "content": {"application/problem+json": {"schema": schema}}})
    };
    let of_paths = contract["paths"].as_object_mut().into_iter().flat_map(Map::values_mut);
    let operations = of_paths.filter_map(|path| path.get_mut("get")).filter(|get| get["tags"] == json!(["read"]));
    for get in operations {
        get["security"] = json!([{}, {"token": []}]);
        get["responses"]["401"] = problem("The house is private, and there is no token that is known");
        get["responses"]["403"] = problem("The house is private, and the token may not read");
    }
}

/// Which values an article needs, which no attribute can say.
fn of_what(contract: &mut Value) {
    let some = json!({"type": "string", "minLength": 1});
    let none = json!({"type": "null"});
    contract["components"]["schemas"]["NewArticle"]["anyOf"] = json!([
        {"required": ["url"], "properties": {"url": some, "text": none}},
        {"required": ["title", "text"], "properties": {"title": some, "text": some, "html": none}},
    ]);
}

fn written() -> Result<String, serde_json::Error> {
    let mut contract = serde_json::to_value(Contract::openapi())?;
    for_whom(&mut contract);
    of_what(&mut contract);
    serde_json::to_string(&contract)
}

static TEXT: LazyLock<Result<String, String>> = LazyLock::new(|| written().map_err(|error| error.to_string()));

pub(in crate::web) async fn show(State(_): State<AppState>) -> PageResult {
    let text = TEXT.as_ref().map_err(|error| PageError::Contract(error.clone()))?;
    Ok(([(CONTENT_TYPE, "application/json")], text.as_str()).into_response())
}
