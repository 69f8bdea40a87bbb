//! What an editor does to an article: has it fetched anew, or deletes it, once asked whether that is meant.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use url::Url;

use crate::domain::{ArticleId, Task};
use crate::library::remove;
use crate::store::ArticlePage;
use crate::web::auth::Editor;
use crate::web::extract::InPath;
use crate::web::page::{Frame, PageResult, Section, html_once};
use crate::web::{AppState, PageError, clock, paths};

#[derive(Template)]
#[template(path = "pages/article_delete.html")]
struct Delete<'a> {
    frame: Frame,
    article: &'a ArticlePage,
}

/// Asks whether that is meant.
pub(in crate::web) async fn ask_delete(
    State(state): State<AppState>,
    Editor(_): Editor,
    InPath((id, _)): InPath<(String, String)>,
) -> PageResult {
    let article = &state.article(&id).await?;
    let path = paths::adding::article_delete(&article.id, &article.slug);
    html_once(StatusCode::OK, &Delete { frame: state.frame("Delete an article", Section::None, &path), article })
}

pub(in crate::web) async fn delete(
    State(state): State<AppState>,
    Editor(user): Editor,
    InPath((id, slug)): InPath<(String, String)>,
) -> PageResult {
    let id = ArticleId::parse(&id).ok_or(PageError::NotFound)?;
    match remove(&state.store, &id, &user.who(), clock::now()).await? {
        // Its own address says from now on that it was deleted, and to an owner how to bring it back.
        Some(_) => Ok(Redirect::to(&paths::article(id.as_str(), &slug)).into_response()),
        None => Err(state.gone(&id).await),
    }
}

/// Asks for the page once more. A poorer text does not take the place of a better one.
pub(in crate::web) async fn fetch(
    State(state): State<AppState>,
    Editor(user): Editor,
    InPath((id, _)): InPath<(String, String)>,
) -> PageResult {
    let article = state.article(&id).await?;
    let url = article.source_link().and_then(|url| Url::parse(url).ok()).ok_or(PageError::BadRequest(NO_SOURCE))?;
    let task = Task::Fetch { url: url.to_string(), again: true };
    let id = state.adding.jobs.ask_one(&task, Some(&user.name)).await?;
    Ok(Redirect::to(&paths::adding::job_followed(id)).into_response())
}

const NO_SOURCE: &str = "This article has no address from which it could be fetched.";
