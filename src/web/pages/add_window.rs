//! A small window for what a reader has before them: the bookmarklet opens it with the address, and hands the page itself
//! over behind the `#`, which no server sees; a phone opens it with what was shared. Nothing is saved until the reader says so.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use crate::domain::{ArticleId, addresses_in};
use crate::library::add::{AddError, Incoming};
use crate::store::JobArticle;
use crate::web::adding::Led;
use crate::web::auth::Editor;
use crate::web::extract::InQuery;
use crate::web::faults::Faults;
use crate::web::form::InForm;
use crate::web::page::{Frame, PageResult, Section, html_once};
use crate::web::{AppState, paths};

const DELETED: &str = "This article was deleted here. An owner of this house can restore it.";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    url: String,
    /// The id of the article that was just saved.
    saved: String,
}

/// What a phone shares: the address is often in the text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Shared {
    title: String,
    text: String,
    url: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Handed {
    url: String,
    /// The page as the browser shows it; empty where the script could not hand it over.
    html: String,
}

#[derive(Template)]
#[template(path = "pages/add_window.html")]
struct Window<'a> {
    frame: Frame,
    url: &'a str,
    faults: &'a Faults,
    saved: Option<JobArticle>,
}

fn page(state: &AppState, url: &str, faults: &Faults, saved: Option<JobArticle>) -> PageResult {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = state.frame("Save this page", Section::Add, paths::adding::ADD_WINDOW);
    html_once(status, &Window { frame, url, faults, saved })
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    Editor(_): Editor,
    InQuery(asked): InQuery<Asked>,
) -> PageResult {
    let saved = match ArticleId::parse(&asked.saved) {
        Some(id) => state.store.article_at(&id).await?,
        None => None,
    };
    page(&state, &asked.url, &Faults::default(), saved)
}

pub(in crate::web) async fn share(
    State(state): State<AppState>,
    Editor(_): Editor,
    InQuery(shared): InQuery<Shared>,
) -> PageResult {
    let given = [&shared.url, &shared.text, &shared.title];
    let found = given.into_iter().find_map(|text| addresses_in(text, 1).pop());
    let url = found.map_or_else(|| shared.text.clone(), String::from);
    page(&state, &url, &Faults::default(), None)
}

pub(in crate::web) async fn save(
    State(state): State<AppState>,
    Editor(user): Editor,
    InForm(handed): InForm<Handed>,
) -> PageResult {
    let mut faults = Faults::default();
    let Some(url) = addresses_in(&handed.url, 1).pop() else {
        faults.add("url", "Expected an address such as https://example.org/news.");
        return page(&state, &handed.url, &faults, None);
    };
    if state.adding.is_deleted(&url).await? {
        faults.add("url", DELETED);
        return page(&state, &handed.url, &faults, None);
    }
    if handed.html.is_empty() {
        if let Err(why) = state.adding.check(&url) {
            faults.add("url", format!("{why}."));
            return page(&state, &handed.url, &faults, None);
        }
        let led = state.add_one(&user, &url).await?;
        let saved = if let Led::Here(article) = &led { paths::adding::window_saved(&article.id) } else { led.path() };
        return Ok(Redirect::to(&saved).into_response());
    }
    let added = match Incoming::handed(handed.html, url).await {
        Ok(incoming) => state.adding.add(&incoming, &user.who()).await,
        Err(reason) => {
            faults.add("url", reason.sentence());
            return page(&state, &handed.url, &faults, None);
        }
    };
    match added {
        Ok(added) => Ok(Redirect::to(&paths::adding::window_saved(&added.article.id)).into_response()),
        Err(AddError::Deleted(_)) => {
            faults.add("url", DELETED);
            page(&state, &handed.url, &faults, None)
        }
        Err(error) => Err(error.into()),
    }
}
