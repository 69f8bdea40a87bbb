//! The reader's settings: a form, and the cookie it sets. Nothing is kept on this side.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde::Deserialize;
use url::Url;

use crate::web::extract::InQuery;
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::reading::{CHOICES, Choice, Reading};
use crate::web::{AppState, PageError, here, paths};

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
        back: same_origin(&asked.back),
    })
}

/// Sets the cookie, and leads back to the page the reader came from.
pub(in crate::web) async fn save(
    State(state): State<AppState>,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> PageResult {
    // Another site must not be able to change the looks of this one.
    if headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site") {
        return Err(PageError::BadRequest("These settings can be changed from their own page only."));
    }
    let Ok(Form(fields)) = form else { return Err(PageError::BadRequest(UNKNOWN)) };
    let back = fields.iter().find(|(name, _)| name == "back").map(|(_, value)| value.as_str());
    let chosen = fields.iter().filter(|(name, _)| name != "back").map(|(name, value)| (name.as_str(), value.as_str()));
    let reading = Reading::parse(chosen).ok_or(PageError::BadRequest(UNKNOWN))?;
    let to = same_origin(back.unwrap_or_default());
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

/// `back` where it is a page of this house, else the front page.
fn same_origin(back: &str) -> String {
    let here = Url::parse("http://here.invalid/").ok();
    let there = here.as_ref().filter(|_| back.starts_with('/')).and_then(|here| here.join(back).ok());
    match there {
        Some(url) if here.is_some_and(|here| here.origin() == url.origin()) => {
            let whole = url[url::Position::BeforePath..].to_owned();
            // A path that begins with two slashes would be another host to the browser.
            if whole.starts_with("//") { paths::front() } else { whole }
        }
        _ => paths::front(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_in_the_house() {
        for back in ["/", "/people?q=a+b", "/articles/abc/d#k7", "/people/%2F"] {
            assert_eq!(same_origin(back), back);
        }
        let elsewhere = [
            "",
            "people",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example/",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/.//evil.example",
            "/a/..//evil.example",
            "///evil.example",
        ];
        for back in elsewhere {
            assert_eq!(same_origin(back), "/", "{back:?}");
        }
        assert_eq!(same_origin("/a\r\nSet-Cookie: b=c"), "/aSet-Cookie:%20b=c");
    }

    #[test]
    fn the_cookie_says_where_it_is_valid() {
        let dark = Reading::from_cookie("theme-dark").unwrap();
        let kept = "reading=theme-dark; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly";
        assert_eq!(cookie(dark, false), kept);
        assert_eq!(cookie(dark, true), format!("{kept}; Secure"));
        assert_eq!(cookie(Reading::default(), false), "reading=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly");
    }
}
