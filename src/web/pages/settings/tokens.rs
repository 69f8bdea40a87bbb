//! Makes tokens, each shown once, and revokes them. Somebody else's are as if they were not there.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::Tab;
use super::account::{Faults, page};
use crate::domain::{Role, Scopes, shown_name};
use crate::library::accounts::Changed;
use crate::web::auth::{SignedIn, User};
use crate::web::form::InForm;
use crate::web::page::{Frame, PageResult, Section, html_once};
use crate::web::{AppState, PageError, clock, paths, wording};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typed {
    name: String,
    read: Option<String>,
    add: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/settings_token.html")]
struct Page<'a> {
    frame: Frame,
    tab: Tab,
    user: &'a User,
    name: &'a str,
    scopes: Scopes,
    secret: &'a str,
}

pub(in crate::web) async fn make(
    State(state): State<AppState>,
    SignedIn(user): SignedIn,
    InForm(typed): InForm<Typed>,
) -> PageResult {
    let scopes = Scopes { read: typed.read.is_some(), add: typed.add.is_some() };
    let name = match (shown_name(&typed.name), scopes) {
        (None, _) => Err("A token has a name, of 1 to 60 letters."),
        (_, Scopes { read: false, add: false }) => Err("A token is for reading, for adding, or for both."),
        (_, Scopes { add: true, .. }) if user.role < Role::Editor => Err("Only editors can make tokens for adding."),
        (Some(name), _) => Ok(name),
    };
    let name = match name {
        Ok(name) => name,
        Err(fault) => {
            let faults = Faults { token: Some(fault), ..Faults::default() };
            return page(&state, &user, &user.shown_name, &faults, None).await;
        }
    };
    let fresh = state.accounts.make_token(user.id, &name, scopes, &user.who(), clock::now()).await?;
    let frame = state.frame("A new token", Section::None, &paths::settings());
    let page = Page { frame, tab: Tab::Account, user: &user, name: &name, scopes, secret: fresh.text() };
    html_once(StatusCode::OK, &page)
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Chosen {
    #[serde(default)]
    token: String,
}

pub(in crate::web) async fn revoke(
    State(state): State<AppState>,
    SignedIn(user): SignedIn,
    InForm(chosen): InForm<Chosen>,
) -> PageResult {
    let id = chosen.token.parse().map_err(|_| PageError::NotFound)?;
    match state.accounts.revoke_token(user.id, id, &user.who(), clock::now()).await? {
        Changed::Done => Ok(Redirect::to(&paths::settings_done("token")).into_response()),
        _ => Err(PageError::NotFound),
    }
}
