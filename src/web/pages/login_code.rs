//! The second step of signing in, for those who have a second factor.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use crate::library::accounts::SignIn;
use crate::web::auth::{Asker, cookie};
use crate::web::form::InForm;
use crate::web::page::{Frame, PageResult, Section, html_once, leads_to};
use crate::web::{AppState, clock, paths, way_back, wording};

#[derive(Template)]
#[template(path = "pages/login_code.html")]
struct Page<'a> {
    frame: Frame,
    /// What ties this step to the one before.
    waiting: &'a str,
    next: &'a str,
    fault: Option<&'a str>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Typed {
    waiting: String,
    code: String,
    next: String,
}

/// The form, where the first step was right or this one was wrong.
pub(in crate::web) fn page(
    state: &AppState,
    status: StatusCode,
    (waiting, next): (&str, &str),
    fault: Option<&str>,
) -> PageResult {
    let frame = state.frame("The code", Section::None, paths::LOGIN_CODE);
    html_once(status, &Page { frame, waiting, next, fault })
}

/// Whoever reloads the second step begins with the first.
pub(in crate::web) async fn show() -> PageResult {
    Ok(Redirect::to(&paths::login("")).into_response())
}

pub(in crate::web) async fn sign_in(
    State(state): State<AppState>,
    asker: Asker,
    InForm(typed): InForm<Typed>,
) -> PageResult {
    let next = way_back::inside(&typed.next);
    let place = (typed.waiting.as_str(), next.as_str());
    match state.accounts.sign_in_with_code(&typed.waiting, &typed.code, asker.came(), clock::now()).await? {
        None | Some(SignIn::CodeWanted(_)) => Ok(Redirect::to(&paths::login(&next)).into_response()),
        Some(SignIn::In(session)) => Ok(leads_to(&next, cookie::begin(state.base_url.as_ref(), &session))),
        Some(SignIn::Wrong) => page(&state, StatusCode::UNPROCESSABLE_ENTITY, place, Some(WRONG)),
        Some(SignIn::Throttled(wait)) => {
            let page = page(&state, StatusCode::TOO_MANY_REQUESTS, place, Some(&wording::too_many(wait)))?;
            Ok(([(RETRY_AFTER, wait.as_secs().max(1).to_string())], page).into_response())
        }
    }
}

const WRONG: &str = "This is not the code of now, or it was used already.";
