//! Ends sessions of one's own. Somebody else's are as if they were not there.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use crate::library::accounts::Changed;
use crate::web::auth::{How, SignedIn};
use crate::web::form::InForm;
use crate::web::page::PageResult;
use crate::web::{AppState, PageError, clock, paths};

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Chosen {
    /// Its number, or `others`.
    #[serde(default)]
    session: String,
}

pub(in crate::web) async fn end(
    State(state): State<AppState>,
    SignedIn(user): SignedIn,
    InForm(chosen): InForm<Chosen>,
) -> PageResult {
    let (who, now) = (user.who(), clock::now());
    if chosen.session == "others" {
        let kept = match user.how {
            How::Session(id) => Some(id),
            How::Token(_) | How::Proxy => None,
        };
        state.accounts.revoke_sessions_but((user.id, &user.name), kept, &who, now).await?;
        return Ok(Redirect::to(&paths::settings_done("ended")).into_response());
    }
    let id = chosen.session.parse().map_err(|_| PageError::NotFound)?;
    match state.accounts.revoke_session(user.id, id, &who, now).await? {
        Changed::Done => Ok(Redirect::to(&paths::settings_done("sessions")).into_response()),
        _ => Err(PageError::NotFound),
    }
}
