//! One's own account: name, password, sessions, tokens, and the way to the second factor.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::{Asked, Tab};
use crate::domain::{Role, password_fault, shown_name};
use crate::library::accounts::{Password, Proof, alive};
use crate::store::{Account, SessionRow, TokenRow};
use crate::web::auth::{Asker, How, SignedIn, User};
use crate::web::extract::InQuery;
use crate::web::form::InForm;
use crate::web::page::{Frame, PageResult, Section, html_once};
use crate::web::{AppState, PageError, clock, paths, wording};

/// What is wrong with what was typed, by field.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) shown_name: Option<&'static str>,
    pub(super) old: Option<String>,
    pub(super) password: Option<&'static str>,
    pub(super) token: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "pages/settings.html")]
struct Page<'a> {
    frame: Frame,
    tab: Tab,
    user: &'a User,
    account: Account,
    session: Option<i64>,
    sessions: Vec<SessionRow>,
    tokens: Vec<TokenRow>,
    codes_left: i64,
    told: Option<&'static str>,
    shown_name: &'a str,
    faults: &'a Faults,
    password_fault: Option<&'static str>,
}

impl Page<'_> {
    fn is_this_one(&self, row: &SessionRow) -> bool {
        self.session == Some(row.id)
    }
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    SignedIn(user): SignedIn,
    InQuery(asked): InQuery<Asked>,
) -> PageResult {
    page(&state, &user, &user.shown_name, &Faults::default(), asked.words()).await
}

/// The page, with what was typed and what is wrong with it.
pub(super) async fn page(
    state: &AppState,
    user: &User,
    shown_name: &str,
    faults: &Faults,
    told: Option<&'static str>,
) -> PageResult {
    let account = account(state, user).await?;
    let is_fine = matches!(faults, Faults { shown_name: None, old: None, password: None, token: None });
    let status = if is_fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page {
        frame: state.frame("Your settings", Section::None, &paths::settings()),
        tab: Tab::Account,
        user,
        session: session(user),
        sessions: state.store.sessions(user.id, &alive(clock::now())).await?,
        tokens: state.store.tokens(user.id).await?,
        codes_left: state.store.recovery_codes_left(user.id).await?,
        account,
        told,
        shown_name,
        faults,
        password_fault: faults.password,
    };
    html_once(status, &page)
}

/// The account itself. It may have been removed since it was asked who asks.
pub(super) async fn account(state: &AppState, user: &User) -> Result<Account, PageError> {
    state.store.account(user.id).await?.ok_or(PageError::SignIn)
}

fn session(user: &User) -> Option<i64> {
    match user.how {
        How::Session(id) => Some(id),
        How::Token(_) | How::Proxy => None,
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct TypedName {
    #[serde(default)]
    shown_name: String,
}

pub(in crate::web) async fn rename(
    State(state): State<AppState>,
    SignedIn(user): SignedIn,
    InForm(typed): InForm<TypedName>,
) -> PageResult {
    let Some(name) = shown_name(&typed.shown_name) else {
        let faults = Faults { shown_name: Some("A name has 1 to 60 letters, on one line."), ..Faults::default() };
        return page(&state, &user, &typed.shown_name, &faults, None).await;
    };
    state.accounts.change_shown_name(user.id, &name, &user.who(), clock::now()).await?;
    Ok(Redirect::to(&paths::settings_done("name")).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct TypedPassword {
    old: Password,
    password: Password,
    again: Password,
}

pub(in crate::web) async fn change_password(
    State(state): State<AppState>,
    asker: Asker,
    SignedIn(user): SignedIn,
    InForm(typed): InForm<TypedPassword>,
) -> PageResult {
    let account = account(&state, &user).await?;
    let differs = typed.password.typed() != typed.again.typed();
    let fault = password_fault(typed.password.typed(), &account.name);
    let mut faults = Faults { password: fault.or(differs.then_some(super::NOT_THE_SAME)), ..Faults::default() };
    if faults.password.is_none() {
        let passwords = (typed.old, typed.password);
        let from = (asker.came(), session(&user));
        let proof = state.accounts.change_password(&account, passwords, from, clock::now()).await?;
        faults.old = wrong(proof);
        if proof == Proof::Right {
            return Ok(Redirect::to(&paths::settings_done("password")).into_response());
        }
    }
    page(&state, &user, &user.shown_name, &faults, None).await
}

/// What to say beside the field where one's own password was asked for.
pub(super) fn wrong(proof: Proof) -> Option<String> {
    match proof {
        Proof::Right => None,
        Proof::Wrong => Some("This is not your password.".to_owned()),
        Proof::Throttled(wait) => Some(wording::too_many(wait)),
    }
}
