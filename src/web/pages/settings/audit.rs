//! Who did what, for owners; the newest first.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use super::Tab;
use crate::domain::Role;
use crate::store::Done;
use crate::web::auth::{Owner, User};
use crate::web::extract::InQuery;
use crate::web::page::{Frame, PageResult, Section, html_once};
use crate::web::{AppState, PageError, paths, wording};

const SIZE: usize = 50;

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/settings_audit.html")]
struct Page<'a> {
    frame: Frame,
    tab: Tab,
    user: &'a User,
    done: Vec<Done>,
    is_first: bool,
    older: Option<String>,
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    Owner(user): Owner,
    InQuery(asked): InQuery<Asked>,
) -> PageResult {
    let before = asked.before.filter(|text| !text.is_empty()).map(|text| text.parse::<u32>());
    let before = before.transpose().map_err(|_| PageError::BadRequest("The list has no such place."))?;
    let page = state.store.audit(before.map(i64::from), SIZE).await?;
    let older = page.rows.last().filter(|_| page.more).map(|last| paths::audit(Some(last.id)));
    let frame = state.frame("What was done", Section::None, &paths::audit(None));
    let page = Page { frame, tab: Tab::Audit, user: &user, done: page.rows, is_first: before.is_none(), older };
    html_once(StatusCode::OK, &page)
}
