//! The cookie that holds the secret of a session. No script can read it, and forms of other sites do not send it.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use url::Url;

use crate::library::accounts::Fresh;

/// With this beginning a browser takes the cookie from this very host alone, and over HTTPS alone.
const SECURE_NAME: &str = "__Host-session";
const PLAIN_NAME: &str = "session";
const NINETY_DAYS: u32 = 90 * 24 * 60 * 60;

/// Whether readers reach the house by HTTPS.
fn is_secure(base: Option<&Url>) -> bool {
    base.is_some_and(|base| base.scheme() == "https")
}

fn name(base: Option<&Url>) -> &'static str {
    if is_secure(base) { SECURE_NAME } else { PLAIN_NAME }
}

/// The line that gives a browser its session.
pub(in crate::web) fn begin(base: Option<&Url>, session: &Fresh) -> String {
    line(base, session.text(), NINETY_DAYS)
}

/// The line that takes it away.
pub(in crate::web) fn end(base: Option<&Url>) -> String {
    line(base, "", 0)
}

fn line(base: Option<&Url>, value: &str, age: u32) -> String {
    let secure = if is_secure(base) { "; Secure" } else { "" };
    format!("{}={value}; Path=/; Max-Age={age}; SameSite=Lax; HttpOnly{secure}", name(base))
}

/// The secret that a browser shows.
pub(in crate::web) fn shown<'a>(base: Option<&Url>, headers: &'a HeaderMap) -> Option<&'a str> {
    value(headers, name(base)).filter(|value| !value.is_empty())
}

/// The value of the first cookie of this name.
pub(in crate::web) fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut pairs = cookies.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn case_22_the_cookie_is_bound_to_its_host_where_there_is_https() {
        let secret = Fresh::make("").unwrap();
        let https = Url::parse("https://reading.example.org").unwrap();
        let http = Url::parse("http://reading.example.org").unwrap();
        let flags = "Path=/; Max-Age=7776000; SameSite=Lax; HttpOnly";
        assert_eq!(begin(Some(&https), &secret), format!("__Host-session={}; {flags}; Secure", secret.text()));
        for plain in [Some(&http), None] {
            assert_eq!(begin(plain, &secret), format!("session={}; {flags}", secret.text()));
        }
        assert_eq!(end(Some(&https)), "__Host-session=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly; Secure");
        let both = HeaderMap::from_iter([(COOKIE, HeaderValue::from_static("session=a; __Host-session=b; x=c"))]);
        assert_eq!((shown(Some(&https), &both), shown(None, &both)), (Some("b"), Some("a")));
        assert_eq!(value(&both, "y"), None);
    }
}
