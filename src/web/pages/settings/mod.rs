//! What readers set of their own account, and owners of the house: one file per page.

pub(in crate::web) mod account;
pub(in crate::web) mod audit;
pub(in crate::web) mod instance;
pub(in crate::web) mod second_factor;
pub(in crate::web) mod sessions;
pub(in crate::web) mod tokens;
pub(in crate::web) mod user;
pub(in crate::web) mod users;

use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::web::paths;

/// One of the settings' pages; the list of them marks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum Tab {
    Account,
    Users,
    House,
    Audit,
}

/// What was just done, as the address says; the page confirms it.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    done: String,
}

impl Asked {
    fn words(&self) -> Option<&'static str> {
        let known = DONE.iter().find(|(word, _)| *word == self.done);
        known.map(|(_, sentence)| *sentence)
    }
}

/// What to say where a password was typed twice.
const NOT_THE_SAME: &str = "The two passwords are not the same.";

const DONE: [(&str, &str); 10] = [
    ("name", "Your name is changed."),
    ("password", "The password is changed, and all other sessions are ended."),
    ("sessions", "The session is ended."),
    ("token", "The token is revoked."),
    ("second-factor", "The second factor is off."),
    ("added", "The account is made."),
    ("role", "The role is changed."),
    ("removed", "The account is removed."),
    ("house", "The setting is changed."),
    ("ended", "The sessions are ended."),
];

/// Addresses that only take forms: whoever reads them, as by reloading, is led to the page with the form.
pub(in crate::web) async fn lead_back() -> Response {
    Redirect::to(&paths::settings()).into_response()
}
