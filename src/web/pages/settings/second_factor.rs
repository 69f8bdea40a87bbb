//! The second factor: turned on by a code of the phone that has the secret, off by the password.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::Tab;
use super::account::{account, wrong};
use crate::domain::Role;
use crate::library::accounts::{Password, Proof, totp};
use crate::web::auth::{Asker, SignedIn, User};
use crate::web::form::InForm;
use crate::web::page::{Frame, PageResult, Section, html_once};
use crate::web::{AppState, clock, paths, qr, wording};

#[derive(Template)]
#[template(path = "pages/settings_second_factor.html")]
struct Page<'a> {
    frame: Frame,
    tab: Tab,
    user: &'a User,
    codes_left: i64,
    /// What a phone takes the secret from, where there is none yet.
    offer: Option<Offer>,
    code_fault: Option<&'static str>,
    old_fault: Option<String>,
}

struct Offer {
    secret: String,
    address: String,
    drawing: Option<qr::Drawing>,
}

#[derive(Template)]
#[template(path = "pages/settings_recovery_codes.html")]
struct Codes<'a> {
    frame: Frame,
    tab: Tab,
    user: &'a User,
    recovery: Vec<String>,
}

impl Offer {
    fn of(state: &AppState, user: &User, secret: &[u8]) -> Self {
        let house = state.own_name();
        let address = totp::address(secret, if house.is_empty() { "Onrecord" } else { &house }, &user.name);
        let spelled = totp::spelled(secret);
        let groups: Vec<&str> = (0..spelled.len()).step_by(4).filter_map(|at| spelled.get(at..at + 4)).collect();
        Self { secret: groups.join(" "), drawing: qr::draw(&address), address }
    }
}

pub(in crate::web) async fn show(State(state): State<AppState>, SignedIn(user): SignedIn) -> PageResult {
    page(&state, &user, &totp::new_secret()?, None, None).await
}

async fn page(
    state: &AppState,
    user: &User,
    secret: &[u8],
    code_fault: Option<&'static str>,
    old_fault: Option<String>,
) -> PageResult {
    let is_on = account(state, user).await?.has_second_factor;
    let is_fine = code_fault.is_none() && old_fault.is_none();
    let status = if is_fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page {
        frame: state.frame("Second factor", Section::None, &paths::second_factor()),
        tab: Tab::Account,
        user,
        codes_left: state.store.recovery_codes_left(user.id).await?,
        offer: (!is_on).then(|| Offer::of(state, user, secret)),
        code_fault,
        old_fault,
    };
    html_once(status, &page)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typed {
    secret: String,
    code: String,
    old: Password,
}

pub(in crate::web) async fn turn_on(
    State(state): State<AppState>,
    asker: Asker,
    SignedIn(user): SignedIn,
    InForm(typed): InForm<Typed>,
) -> PageResult {
    let account = account(&state, &user).await?;
    let Some(secret) = totp::read_secret(&typed.secret).filter(|_| !account.has_second_factor) else {
        return Ok(Redirect::to(&paths::second_factor()).into_response());
    };
    let now = clock::now();
    let proof = state.accounts.prove(&account, typed.old, asker.came(), now).await?;
    if proof != Proof::Right {
        return page(&state, &user, &secret, None, wrong(proof)).await;
    }
    let shown = (secret.clone(), typed.code.as_str());
    let Some(codes) = state.accounts.turn_on_second_factor(&account, shown, &user.who(), now).await? else {
        let fault = "This is not the code of now. Does the phone have the right time?";
        return page(&state, &user, &secret, Some(fault), None).await;
    };
    let frame = state.frame("Recovery codes", Section::None, &paths::second_factor());
    html_once(StatusCode::OK, &Codes { frame, tab: Tab::Account, user: &user, recovery: codes })
}

pub(in crate::web) async fn turn_off(
    State(state): State<AppState>,
    asker: Asker,
    SignedIn(user): SignedIn,
    InForm(typed): InForm<Typed>,
) -> PageResult {
    let account = account(&state, &user).await?;
    let now = clock::now();
    let proof = state.accounts.prove(&account, typed.old, asker.came(), now).await?;
    if proof != Proof::Right {
        return page(&state, &user, &[], None, wrong(proof)).await;
    }
    state.accounts.turn_off_second_factor(&account, &user.who(), now).await?;
    Ok(Redirect::to(&paths::settings_done("second-factor")).into_response())
}
