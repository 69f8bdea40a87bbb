//! One account, for owners: its role, another password, its sessions and second factor, its end.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::{Asked, NOT_THE_SAME, Tab};
use crate::domain::{Role, UserName, password_fault};
use crate::library::accounts::{Changed, Password, alive, change_role, drop_second_factor, remove_user, set_password};
use crate::store::{Account, SessionRow};
use crate::web::auth::{Owner, User};
use crate::web::extract::{InPath, InQuery};
use crate::web::form::InForm;
use crate::web::page::{Frame, PageResult, Section, html_once};
use crate::web::{AppState, PageError, clock, paths, wording};

#[derive(Template)]
#[template(path = "pages/settings_user.html")]
struct Page<'a> {
    frame: Frame,
    tab: Tab,
    user: &'a User,
    account: Account,
    sessions: Vec<SessionRow>,
    told: Option<&'static str>,
    role_fault: Option<&'static str>,
    password_fault: Option<&'static str>,
    remove_fault: Option<&'static str>,
}

/// What the form changes, and to what.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typed {
    change: String,
    role: String,
    password: Password,
    again: Password,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Faults {
    role: Option<&'static str>,
    password: Option<&'static str>,
    remove: Option<&'static str>,
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    Owner(user): Owner,
    InPath(name): InPath<String>,
    InQuery(asked): InQuery<Asked>,
) -> PageResult {
    let account = named(&state, &name).await?;
    page(&state, &user, account, Faults::default(), asked.words()).await
}

async fn named(state: &AppState, name: &str) -> Result<Account, PageError> {
    let name = UserName::parse(name).ok_or(PageError::NotFound)?;
    state.store.account_named(&name).await?.ok_or(PageError::NotFound)
}

async fn page(
    state: &AppState,
    user: &User,
    account: Account,
    faults: Faults,
    told: Option<&'static str>,
) -> PageResult {
    let status = if faults == Faults::default() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page {
        frame: state.frame(account.name.clone(), Section::None, &paths::user(&account.name)),
        tab: Tab::Users,
        user,
        sessions: state.store.sessions(account.id, &alive(clock::now())).await?,
        account,
        told,
        role_fault: faults.role,
        password_fault: faults.password,
        remove_fault: faults.remove,
    };
    html_once(status, &page)
}

pub(in crate::web) async fn change(
    State(state): State<AppState>,
    Owner(user): Owner,
    InPath(name): InPath<String>,
    InForm(typed): InForm<Typed>,
) -> PageResult {
    let account = named(&state, &name).await?;
    let (who, now) = (user.who(), clock::now());
    let mut faults = Faults::default();
    let done = match typed.change.as_str() {
        "role" => {
            let role = Role::parse(&typed.role).ok_or(PageError::BadRequest("There is no such role."))?;
            faults.role = fault(change_role(&state.store, &account, role, &who, now).await?)?;
            "role"
        }
        "password" => {
            faults.password = give_password(&state, &user, &account, typed).await?;
            "password"
        }
        "sessions" => {
            state.accounts.revoke_sessions_but((account.id, &account.name), None, &who, now).await?;
            "ended"
        }
        "second-factor" => {
            drop_second_factor(&state.store, &account, &who, now).await?;
            "second-factor"
        }
        "remove" => {
            faults.remove = fault(remove_user(&state.store, &account, &who, now).await?)?;
            "removed"
        }
        _ => return Err(PageError::BadRequest("There is nothing of this kind to change.")),
    };
    if faults != Faults::default() {
        return page(&state, &user, account, faults, None).await;
    }
    let to = if done == "removed" { paths::users_done(done) } else { paths::user_done(&account.name, done) };
    Ok(Redirect::to(&to).into_response())
}

fn fault(changed: Changed) -> Result<Option<&'static str>, PageError> {
    match changed {
        Changed::Done => Ok(None),
        Changed::LastOwner => Ok(Some("This is the only owner. Make somebody else one first.")),
        Changed::NoSuchOne => Err(PageError::NotFound),
    }
}

/// Gives the account another password; or says what is wrong with it.
async fn give_password(
    state: &AppState,
    user: &User,
    account: &Account,
    typed: Typed,
) -> Result<Option<&'static str>, PageError> {
    let differs = typed.password.typed() != typed.again.typed();
    let fault = password_fault(typed.password.typed(), &account.name).or(differs.then_some(NOT_THE_SAME));
    if fault.is_none() {
        let hash = state.accounts.passwords.hash(typed.password).await?;
        set_password(&state.store, account, &hash, None, &user.who(), clock::now()).await?;
    }
    Ok(fault)
}
