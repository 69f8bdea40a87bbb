//! Who has an account; for owners.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::{Asked, NOT_THE_SAME, Tab};
use crate::domain::{Role, UserName, password_fault};
use crate::library::accounts::{Added, NewAccount, Password, add_user};
use crate::store::UserRow;
use crate::web::auth::{Owner, User};
use crate::web::extract::InQuery;
use crate::web::form::InForm;
use crate::web::page::{Frame, PageResult, Section, html_once};
use crate::web::{AppState, clock, paths, wording};

#[derive(Template)]
#[template(path = "pages/settings_users.html")]
struct Page<'a> {
    frame: Frame,
    tab: Tab,
    user: &'a User,
    users: Vec<UserRow>,
    told: Option<&'static str>,
    name: &'a str,
    role: Role,
    name_fault: Option<&'static str>,
    password_fault: Option<&'static str>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typed {
    name: String,
    role: String,
    password: Password,
    again: Password,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Faults {
    name: Option<&'static str>,
    password: Option<&'static str>,
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    Owner(user): Owner,
    InQuery(asked): InQuery<Asked>,
) -> PageResult {
    page(&state, &user, &Typed::default(), Faults::default(), asked.words()).await
}

async fn page(state: &AppState, user: &User, typed: &Typed, faults: Faults, told: Option<&'static str>) -> PageResult {
    let status = if faults == Faults::default() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page {
        frame: state.frame("Users", Section::None, &paths::users()),
        tab: Tab::Users,
        user,
        users: state.store.users().await?,
        told,
        name: typed.name.trim(),
        role: Role::parse(&typed.role).unwrap_or(Role::Reader),
        name_fault: faults.name,
        password_fault: faults.password,
    };
    html_once(status, &page)
}

pub(in crate::web) async fn add(
    State(state): State<AppState>,
    Owner(user): Owner,
    InForm(typed): InForm<Typed>,
) -> PageResult {
    let name = UserName::parse(typed.name.trim());
    let differs = typed.password.typed() != typed.again.typed();
    let fault = password_fault(typed.password.typed(), typed.name.trim());
    let mut faults =
        Faults { name: name.is_none().then_some(UserName::RULE), password: fault.or(differs.then_some(NOT_THE_SAME)) };
    if let (Some(name), true) = (name, faults == Faults::default()) {
        let hash = state.accounts.passwords.hash(typed.password.clone()).await?;
        let role = Some(Role::parse(&typed.role).unwrap_or(Role::Reader));
        let new = NewAccount { name: &name, role, password_hash: Some(&hash), must_be_first: false };
        if let Added::User(..) = add_user(&state.store, &new, &user.who(), clock::now()).await? {
            return Ok(Redirect::to(&paths::users_done("added")).into_response());
        }
        faults.name = Some("Somebody has this name already.");
    }
    page(&state, &user, &typed, faults, None).await
}
