//! `POST /api/v1/singlefile`: what the browser extension `SingleFile` sends to a "REST Form API": the page as one file, and
//! its address, as a form of several parts. The names of the parts are set in the extension: `file` and `url`.

use std::time::Instant;

use axum::extract::State;
use utoipa::ToSchema;

use super::add;
use crate::library::add::Incoming;
use crate::web::auth::Editor;
use crate::web::extract::Origin;
use crate::web::form::InParts;
use crate::web::page::PageResult;
use crate::web::problem::Problem;
use crate::web::{AppState, PageError, paths};

/// A page that a browser saved.
#[derive(ToSchema)]
#[schema(as = SavedPage)]
#[expect(dead_code, reason = "it describes the form, whose parts are read one by one")]
pub(in crate::web) struct Form {
    /// The page, as one file of HTML.
    #[schema(format = Binary)]
    file: String,
    /// Where it stood.
    #[schema(pattern = "^https?://[^/?#]", max_length = 4000)]
    url: String,
}

/// Adds a page that a browser saved as one file. Needs a token that may add.
#[utoipa::path(
    post, path = paths::api::SINGLEFILE, operation_id = "add_saved_page", tag = "add",
    request_body(content = inline(Form), content_type = "multipart/form-data"),
    security(("token" = [])),
    responses(
        (status = 201, description = "It was added", body = add::Answer),
        (status = 200, description = "It was here, or has a new text", body = add::Answer),
        (status = 400, description = "This is no form of several parts", body = Problem,
         content_type = "application/problem+json"),
        (status = 401, description = "No token that is known", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not add", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "It was deleted here", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "More than 64 MiB", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A part is missing, or there is no article in the page", body = Problem,
         content_type = "application/problem+json"),
        (status = 429, description = "Too many at once", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn add(
    State(state): State<AppState>,
    Editor(user): Editor,
    Origin(site): Origin,
    InParts(mut form): InParts,
) -> PageResult {
    state.pace.one(user.id, Instant::now()).map_err(PageError::TooMany)?;
    let (mut file, mut url) = (None, None);
    while let Some(field) = form.next_field().await? {
        match field.name() {
            Some("file") => file = Some(field.bytes().await?),
            Some("url") => url = Some(field.text().await?),
            _ => {}
        }
    }
    let url = url.ok_or_else(|| add::invalid("url", "Expected the address of the page."))?;
    let url = add::address(url.trim())?;
    let file = file.filter(|file| !file.is_empty()).ok_or_else(|| add::invalid("file", "Expected the page."))?;
    let incoming = Incoming::saved(file.into(), url).await;
    let incoming = incoming.map_err(|reason| add::invalid("file", reason.sentence()))?;
    add::added(&state, &user, &site, &incoming).await
}
