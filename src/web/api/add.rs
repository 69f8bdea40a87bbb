//! `POST /api/v1/articles`: adds an article by its address, by its address with the page, or by its text. Answers when it is
//! there; where that takes long, with the job that goes on.

use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

use super::{job, json};
use crate::domain::{JobState, Outcome, Task};
use crate::library::add::{AddError, Added, Incoming, Typed};
use crate::store::JobArticle;
use crate::web::auth::{Editor, User};
use crate::web::extract::Origin;
use crate::web::faults::Faults;
use crate::web::page::PageResult;
use crate::web::problem::Problem;
use crate::web::{AppState, PageError, paths};

/// So long a page is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// An article to be added: by `url` alone it is fetched; with `html` the page is taken as it is handed over; with `text` (and a
/// `title`) no page is needed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = NewArticle, example = json!({"url": "https://example.org/news/1"}))]
pub(in crate::web) struct Asked {
    /// Where it was published.
    #[schema(pattern = "^https?://[^/?#]", max_length = 4000)]
    url: Option<String>,
    /// The page as a browser has it.
    html: Option<String>,
    /// The text, or HTML; needs a `title`.
    text: Option<String>,
    #[schema(max_length = 500)]
    title: Option<String>,
    /// The day of publication, where the article is added as text.
    #[schema(format = Date)]
    published_on: Option<String>,
}

/// An article that was added, or was here.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AddedArticle)]
pub(in crate::web) struct Answer<'a> {
    id: &'a str,
    title: &'a str,
    /// `loaded` is new, `revised` has a new text, `unchanged` was here.
    #[schema(pattern = "^(loaded|revised|unchanged)$")]
    outcome: &'static str,
    /// The article's page.
    address: String,
    /// The article here, with its lines and its reading.
    whole: String,
    /// A word on it, where there is something to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

/// Adds an article. Needs a token that may add.
#[utoipa::path(
    post, path = paths::api::ARTICLES, operation_id = "add_article", tag = "add",
    request_body(content = Asked, content_type = "application/json"),
    security(("token" = [])),
    responses(
        (status = 201, description = "It was added", body = Answer),
        (status = 200, description = "It was here, or has a new text", body = Answer),
        (status = 202, description = "It is still being fetched", body = job::Answer),
        (status = 400, description = "This is no JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token that is known", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not add", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "It was deleted here", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "More than 16 MiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A value that cannot be right, or no article there", body = Problem,
         content_type = "application/problem+json"),
        (status = 429, description = "Too many at once", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn add(
    State(state): State<AppState>,
    Editor(user): Editor,
    Origin(site): Origin,
    headers: HeaderMap,
    body: Bytes,
) -> PageResult {
    state.pace.one(user.id, Instant::now()).map_err(PageError::TooMany)?;
    if !is_json(&headers) {
        return Err(PageError::MediaType("Send JSON, with `Content-Type: application/json`."));
    }
    let asked = read(&body)?;
    let url = asked.address()?;
    match (&asked.html, &asked.text, url) {
        (None, None, Some(url)) => fetched(&state, &user, &site, &url).await,
        (Some(html), None, Some(url)) => {
            let incoming = Incoming::handed(html.clone(), url).await;
            let incoming = incoming.map_err(|reason| invalid("html", reason.sentence()))?;
            added(&state, &user, &site, &incoming).await
        }
        (None, Some(text), _) => {
            let text_of = |field: &'_ Option<String>| field.clone().unwrap_or_default();
            let (title, date, url) = (text_of(&asked.title), text_of(&asked.published_on), text_of(&asked.url));
            let typed = Typed { title: &title, date: &date, url: &url, text };
            let incoming = typed.read().map_err(|wrong| {
                let mut faults = Faults::default();
                for one in wrong {
                    faults.add(if one.field == "date" { "published_on" } else { one.field }, one.sentence);
                }
                PageError::Invalid(faults)
            })?;
            added(&state, &user, &site, &incoming).await
        }
        (Some(_), Some(_), _) => Err(invalid("html", "Expected `html` or `text`, not both.")),
        (Some(_), None, None) => Err(invalid("url", "Expected the address of the page in `html`.")),
        (None, None, None) => Err(invalid("url", "Expected an address, or a text.")),
    }
}

pub(super) fn invalid(field: &'static str, sentence: impl Into<String>) -> PageError {
    let mut faults = Faults::default();
    faults.add(field, sentence);
    PageError::Invalid(faults)
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(axum::http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json") || kind.to_ascii_lowercase().ends_with("+json")
}

/// An object alone: the library would also take a list for its values.
fn read(body: &[u8]) -> Result<Asked, PageError> {
    if !body.trim_ascii_start().starts_with(b"{") {
        return Err(PageError::Unreadable("This is no JSON object.".to_owned()));
    }
    // The library's message names the place and what was expected there.
    let explain = |error: serde_json::Error| format!("This is not the JSON that is expected: {error}.");
    serde_json::from_slice(body).map_err(|error| PageError::Unreadable(explain(error)))
}

impl Asked {
    /// The address, if there is one; it must be one of the web.
    fn address(&self) -> Result<Option<Url>, PageError> {
        let Some(url) = self.url.as_deref().map(str::trim).filter(|url| !url.is_empty()) else { return Ok(None) };
        address(url).map(Some)
    }
}

pub(super) fn address(url: &str) -> Result<Url, PageError> {
    let parsed = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    parsed
        .filter(|url| url.as_str().len() <= 4000)
        .ok_or_else(|| invalid("url", "Expected an address with http or https."))
}

async fn fetched(state: &AppState, user: &User, site: &str, url: &Url) -> PageResult {
    state.adding.check(url).map_err(|why| invalid("url", format!("{why}.")))?;
    if let Some(article) = state.adding.known(url).await? {
        return answer(site, &article, Outcome::Unchanged, None);
    }
    if state.adding.is_deleted(url).await? {
        return Err(PageError::Gone);
    }
    let task = Task::Fetch { url: url.to_string(), again: false };
    let id = state.adding.jobs.ask_one(&task, Some(&user.name)).await?;
    let Some(job) = state.adding.jobs.ended(id, PATIENCE).await? else { return going_on(state, site, id).await };
    match (job.state, &job.article) {
        (JobState::Done, Some(article)) => answer(site, article, job.outcome.unwrap_or(Outcome::Loaded), None),
        // Deleted between the two.
        (JobState::Done, None) => Err(PageError::Gone),
        _ => Err(invalid("url", job.message)),
    }
}

/// The job, for what takes long.
async fn going_on(state: &AppState, site: &str, id: i64) -> PageResult {
    let job = state.store.job(id).await?.ok_or(PageError::NotFound)?;
    let mut response = json(&job::Answer::of(site, &job))?;
    *response.status_mut() = StatusCode::ACCEPTED;
    Ok(([(LOCATION, format!("{site}{}", paths::api::job(id)))], response).into_response())
}

/// Saves what was handed over.
pub(super) async fn added(state: &AppState, user: &User, site: &str, incoming: &Incoming) -> PageResult {
    match state.adding.add(incoming, &user.who()).await {
        Ok(Added { outcome, article, note }) => answer(site, &article, outcome, note),
        Err(AddError::Deleted(_)) => Err(PageError::Gone),
        Err(error) => Err(error.into()),
    }
}

fn answer(site: &str, article: &JobArticle, outcome: Outcome, note: Option<&str>) -> Result<Response, PageError> {
    let address = format!("{site}{}", paths::article(&article.id, &article.slug));
    let mut response = json(&Answer {
        id: &article.id,
        title: &article.title,
        outcome: outcome.as_str(),
        whole: format!("{site}{}", paths::api::article(&article.id)),
        address: address.clone(),
        note,
    })?;
    if outcome == Outcome::Loaded {
        *response.status_mut() = StatusCode::CREATED;
    }
    Ok(([(LOCATION, address)], response).into_response())
}
