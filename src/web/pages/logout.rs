//! Signing out: the session ends, and the browser forgets it and all that it kept of the pages.

use axum::extract::State;
use axum::http::HeaderName;
use axum::response::IntoResponse;

use crate::library::accounts::end_session;
use crate::web::auth::{Asker, cookie};
use crate::web::page::{PageResult, leads_to};
use crate::web::{AppState, clock, paths};

/// Pages that the browser keeps, and what the house's own script keeps of them.
const FORGET: (HeaderName, &str) = (HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\"");

pub(in crate::web) async fn sign_out(State(state): State<AppState>, asker: Asker) -> PageResult {
    if let (Some(session), Some(user)) = (&asker.came().session, asker.user()) {
        end_session(&state.store, session, &user.who(), clock::now()).await?;
    }
    let leads = leads_to(&paths::front(), cookie::end(state.base_url.as_ref()));
    Ok(([FORGET], leads).into_response())
}
