//! What owners set for the house: who can read in it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::{Asked, Tab};
use crate::domain::{Role, Visibility};
use crate::library::accounts::change_visibility;
use crate::web::auth::{Asker, Owner, User};
use crate::web::extract::InQuery;
use crate::web::form::InForm;
use crate::web::page::{Frame, PageResult, Section, html_once};
use crate::web::{AppState, PageError, clock, paths};

#[derive(Template)]
#[template(path = "pages/settings_instance.html")]
struct Page<'a> {
    frame: Frame,
    tab: Tab,
    user: &'a User,
    is_private: bool,
    told: Option<&'static str>,
    /// The address that the house knows of itself.
    base: Option<&'a str>,
    is_https: bool,
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    asker: Asker,
    Owner(user): Owner,
    InQuery(wish): InQuery<Asked>,
) -> PageResult {
    let page = Page {
        frame: state.frame("This house", Section::None, &paths::instance()),
        tab: Tab::House,
        user: &user,
        is_private: asker.instance().is_private(),
        told: wish.words(),
        base: state.base_url.as_ref().map(|_| state.site()),
        is_https: state.base_url.as_ref().is_some_and(|base| base.scheme() == "https"),
    };
    html_once(StatusCode::OK, &page)
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Typed {
    #[serde(default)]
    visibility: String,
}

pub(in crate::web) async fn change(
    State(state): State<AppState>,
    Owner(user): Owner,
    InForm(typed): InForm<Typed>,
) -> PageResult {
    let visibility = Visibility::parse(&typed.visibility);
    let visibility = visibility.ok_or(PageError::BadRequest("A house is public or private."))?;
    change_visibility(&state.store, visibility, &user.who(), clock::now()).await?;
    Ok(Redirect::to(&paths::instance_done("house")).into_response())
}
