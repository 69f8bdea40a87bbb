//! Where the first owner makes an account. It is opened by the secret that the program has shown where it runs, and only
//! for as long as nobody has an account.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::domain::{Role, UserName, Who, password_fault};
use crate::library::accounts::{Added, NewAccount, Password, add_user};
use crate::store::Account;
use crate::web::auth::{Asker, cookie};
use crate::web::extract::InQuery;
use crate::web::form::InForm;
use crate::web::page::{Frame, PageResult, Section, html_once, leads_to};
use crate::web::{AppState, PageError, clock, paths};

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Shown {
    #[serde(default)]
    secret: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typed {
    secret: String,
    name: String,
    password: Password,
    again: Password,
}

#[derive(Template)]
#[template(path = "pages/setup.html")]
struct SetUpPage<'a> {
    frame: Frame,
    secret: &'a str,
    name: &'a str,
    name_fault: Option<&'static str>,
    password_fault: Option<&'static str>,
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    asker: Asker,
    InQuery(shown): InQuery<Shown>,
) -> PageResult {
    opened(&state, &asker, &shown.secret)?;
    page(&state, &Typed { secret: shown.secret, ..Typed::default() }, (None, None))
}

pub(in crate::web) async fn make(
    State(state): State<AppState>,
    asker: Asker,
    InForm(typed): InForm<Typed>,
) -> PageResult {
    opened(&state, &asker, &typed.secret)?;
    let name = UserName::parse(typed.name.trim());
    let faults = (name.is_none().then_some(UserName::RULE), fault(&typed));
    let (Some(name), (None, None)) = (name, faults) else { return page(&state, &typed, faults) };
    let (now, hash) = (clock::now(), state.accounts.passwords.hash(typed.password).await?);
    let new = NewAccount { name: &name, role: Some(Role::Owner), password_hash: Some(&hash), must_be_first: true };
    let by = Who::set_up_link(asker.came().from());
    let Added::User(id, role) = add_user(&state.store, &new, &by, now).await? else {
        return Err(PageError::Forbidden(DONE));
    };
    let (shown_name, name) = (name.as_str().to_owned(), name.as_str().to_owned());
    let account = Account { id, name, shown_name, role, password_hash: None, has_second_factor: false };
    let session = state.accounts.begin(&account, asker.came(), now).await?;
    Ok(leads_to(&paths::front(), cookie::begin(state.base_url.as_ref(), &session)))
}

/// Refuses whoever does not have the secret, and everybody once there is an account.
fn opened(state: &AppState, asker: &Asker, secret: &str) -> Result<(), PageError> {
    if asker.instance().has_users {
        return Err(PageError::Forbidden(DONE));
    }
    if state.accounts.set_up.is_opened_by(secret) { Ok(()) } else { Err(PageError::Forbidden(NOT_OPEN)) }
}

fn fault(typed: &Typed) -> Option<&'static str> {
    let differs = typed.password.typed() != typed.again.typed();
    let fault = password_fault(typed.password.typed(), typed.name.trim());
    fault.or(differs.then_some("The two passwords are not the same."))
}

fn page(state: &AppState, typed: &Typed, faults: (Option<&'static str>, Option<&'static str>)) -> PageResult {
    let (name_fault, password_fault) = faults;
    let status = if faults == (None, None) { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = SetUpPage {
        frame: state.frame("Set up", Section::None, &paths::set_up("")),
        secret: &typed.secret,
        name: typed.name.trim(),
        name_fault,
        password_fault,
    };
    html_once(status, &page)
}

const DONE: &str = "This house is set up already. Its owners can let others in.";
const NOT_OPEN: &str = "This page is opened by the link that the program wrote when it started, where it runs.";
