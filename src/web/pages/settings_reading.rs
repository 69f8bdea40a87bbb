//! The reader's settings: a form, and the cookie it sets. Nothing is kept on this side.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::IntoResponse;
use serde::Deserialize;

use crate::web::extract::InQuery;
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::reading::{CHOICES, Choice, Reading};
use crate::web::{AppState, PageError, here, paths, way_back};

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    back: String,
}

#[derive(Template)]
#[template(path = "pages/settings_reading.html")]
struct Settings {
    frame: Frame,
    choices: &'static [Choice],
    reading: Reading,
    back: String,
}

pub(in crate::web) async fn show(State(state): State<AppState>, InQuery(asked): InQuery<Asked>) -> PageResult {
    html(&Settings {
        frame: state.frame("Reading settings", Section::None, &paths::reading_settings("")),
        choices: &CHOICES,
        reading: here::reading(),
        back: way_back::inside(&asked.back),
    })
}

/// Sets the cookie, and leads back to the page the reader came from.
pub(in crate::web) async fn save(
    State(state): State<AppState>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> PageResult {
    let Ok(Form(fields)) = form else { return Err(PageError::BadRequest(UNKNOWN)) };
    let back = fields.iter().find(|(name, _)| name == "back").map(|(_, value)| value.as_str());
    let chosen = fields.iter().filter(|(name, _)| name != "back").map(|(name, value)| (name.as_str(), value.as_str()));
    let reading = Reading::parse(chosen).ok_or(PageError::BadRequest(UNKNOWN))?;
    let to = way_back::inside(back.unwrap_or_default());
    let is_secure = state.base_url.as_ref().is_some_and(|base| base.scheme() == "https");
    Ok((StatusCode::SEE_OTHER, [(LOCATION, to), (SET_COOKIE, cookie(reading, is_secure))]).into_response())
}

const UNKNOWN: &str = "The form has a setting that this page does not know.";

/// Kept for a year; thrown away where all is as usual. No script needs to read it.
fn cookie(reading: Reading, is_secure: bool) -> String {
    let value = reading.cookie();
    let age = if value.is_empty() { 0 } else { 365 * 24 * 60 * 60 };
    let secure = if is_secure { "; Secure" } else { "" };
    format!("{}={value}; Path=/; Max-Age={age}; SameSite=Lax; HttpOnly{secure}", here::COOKIE_NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_says_where_it_is_valid() {
        let dark = Reading::from_cookie("theme-dark").unwrap();
        let kept = "reading=theme-dark; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly";
        assert_eq!(cookie(dark, false), kept);
        assert_eq!(cookie(dark, true), format!("{kept}; Secure"));
        assert_eq!(cookie(Reading::default(), false), "reading=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly");
    }
}
