//! What was deleted, for owners: to bring it back, or to take its text away for good.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use jiff::Timestamp;
use serde::Deserialize;

use crate::domain::ArticleId;
use crate::library::{purge, restore};
use crate::store::RemovedArticle;
use crate::web::auth::Owner;
use crate::web::extract::{InPath, InQuery};
use crate::web::page::{Frame, PageResult, Section, html_once};
use crate::web::{AppState, PageError, clock, paths, wording};

const SIZE: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    before: String,
}

#[derive(Template)]
#[template(path = "pages/deleted.html")]
struct Deleted {
    frame: Frame,
    articles: Vec<RemovedArticle>,
    older: Option<String>,
}

pub(in crate::web) async fn list(
    State(state): State<AppState>,
    Owner(_): Owner,
    InQuery(asked): InQuery<Asked>,
) -> PageResult {
    let before = match asked.before.as_str() {
        "" => None,
        text => Some(place(text).ok_or(PageError::BadRequest(NO_PLACE))?),
    };
    let page = state.store.removed_articles(before.as_ref().map(|(at, id)| (*at, id.as_str())), SIZE).await?;
    let last = page.rows.last().filter(|_| page.more);
    let older = last.map(|last| paths::adding::deleted(&format!("{}~{}", last.removed_at, last.id)));
    let frame = state.frame("Deleted articles", Section::None, &paths::adding::deleted(""));
    html_once(StatusCode::OK, &Deleted { frame, articles: page.rows, older })
}

const NO_PLACE: &str = "The address asks for what was deleted before a place that it does not name rightly.";

fn place(text: &str) -> Option<(Timestamp, String)> {
    let (at, id) = text.split_once('~')?;
    Some((at.parse().ok()?, ArticleId::parse(id)?.to_string()))
}

pub(in crate::web) async fn bring_back(
    State(state): State<AppState>,
    Owner(user): Owner,
    InPath(id): InPath<String>,
) -> PageResult {
    let id = ArticleId::parse(&id).ok_or(PageError::NotFound)?;
    restore(&state.store, &id, &user.who(), clock::now()).await?.ok_or(PageError::NotFound)?;
    let article = state.store.article_at(&id).await?.ok_or(PageError::NotFound)?;
    Ok(Redirect::to(&paths::article(&article.id, &article.slug)).into_response())
}

pub(in crate::web) async fn take_away(
    State(state): State<AppState>,
    Owner(user): Owner,
    InPath(id): InPath<String>,
) -> PageResult {
    let id = ArticleId::parse(&id).ok_or(PageError::NotFound)?;
    purge(&state.store, state.adding.old_pictures(), &id, &user.who(), clock::now())
        .await?
        .ok_or(PageError::NotFound)?;
    Ok(Redirect::to(&paths::adding::deleted("")).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_or_refused() {
        assert!(place("2026-11-28T12:00:00Z~abcdefghijkl").is_some());
        for wrong in ["", "~", "2026~abcdefghijkl", "2026-11-28T12:00:00Z~ABC", "2026-11-28T12:00:00Z"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
