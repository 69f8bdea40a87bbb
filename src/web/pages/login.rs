//! Where one signs in. What it says of a wrong password it says of a wrong name too.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use crate::library::accounts::{Attempt, Password, SignIn};
use crate::web::auth::{Asker, cookie};
use crate::web::extract::InQuery;
use crate::web::form::InForm;
use crate::web::page::{Frame, PageResult, Section, html_once, leads_to};
use crate::web::pages::login_code;
use crate::web::{AppState, clock, paths, way_back, wording};

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    next: String,
}

#[derive(Debug, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typed {
    name: String,
    password: Password,
    next: String,
}

impl Default for Typed {
    fn default() -> Self {
        Self { name: String::new(), password: Password::default(), next: paths::front() }
    }
}

#[derive(Template)]
#[template(path = "pages/login.html")]
struct Login<'a> {
    frame: Frame,
    has_users: bool,
    is_private: bool,
    name: &'a str,
    next: &'a str,
    fault: Option<&'a str>,
}

impl<'a> Login<'a> {
    fn new(state: &AppState, asker: &Asker, name: &'a str, next: &'a str, fault: Option<&'a str>) -> Self {
        let instance = asker.instance();
        let frame = state.frame("Sign in", Section::None, &paths::login(""));
        Self { frame, has_users: instance.has_users, is_private: instance.is_private(), name, next, fault }
    }
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    asker: Asker,
    InQuery(wish): InQuery<Asked>,
) -> PageResult {
    let next = way_back::inside(&wish.next);
    if asker.user().is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    html_once(StatusCode::OK, &Login::new(&state, &asker, "", &next, None))
}

pub(in crate::web) async fn sign_in(
    State(state): State<AppState>,
    asker: Asker,
    InForm(typed): InForm<Typed>,
) -> PageResult {
    let Typed { name, password, next } = typed;
    let (name, next) = (name.trim(), way_back::inside(&next));
    let attempt = Attempt { name, password, came: asker.came() };
    match state.accounts.sign_in(attempt, clock::now()).await? {
        SignIn::In(session) => Ok(leads_to(&next, cookie::begin(state.base_url.as_ref(), &session))),
        SignIn::CodeWanted(waiting) => login_code::page(&state, StatusCode::OK, (waiting.text(), &next), None),
        SignIn::Wrong => {
            html_once(StatusCode::UNPROCESSABLE_ENTITY, &Login::new(&state, &asker, name, &next, Some(WRONG)))
        }
        SignIn::Throttled(wait) => {
            let fault = wording::too_many(wait);
            let page = Login::new(&state, &asker, name, &next, Some(&fault));
            let page = html_once(StatusCode::TOO_MANY_REQUESTS, &page)?;
            Ok(([(RETRY_AFTER, wait.as_secs().max(1).to_string())], page).into_response())
        }
    }
}

const WRONG: &str = "This name and this password do not belong together.";
