//! Whether the house is open: answers after a read from the database. Says nothing else about itself.

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::web::{AppState, PageError};

pub(in crate::web) async fn show(State(state): State<AppState>) -> Result<Response, PageError> {
    state.store.ping().await?;
    Ok("ok\n".into_response())
}
