//! Which host names this server answers to. A page on another site whose name is made to lead here (DNS rebinding) would
//! otherwise be read from this house; an address in numbers cannot be made to lead anywhere. Knows no page.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use url::{Host, Url};

use super::AppState;

/// Passes on what is addressed to this house; answers all else 421.
pub(super) async fn ours(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if asked(&request).is_none_or(|host| is_ours(&host, state.base_url.as_ref())) {
        next.run(request).await
    } else {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    }
}

/// The host and port a request asks for. Programs that say none are no browsers, and are answered.
fn asked(request: &Request) -> Option<String> {
    let named = request.uri().authority().map(ToString::to_string);
    let mut headers = request.headers().get_all(HOST).iter();
    let first = headers.next().map(|host| String::from_utf8_lossy(host.as_bytes()).into_owned());
    match headers.next() {
        Some(_) => Some(String::new()),
        None => named.or(first),
    }
}

fn is_ours(asked: &str, base: Option<&Url>) -> bool {
    let Ok(url) = Url::parse(&format!("http://{asked}/")) else { return false };
    if url.path() != "/" || !url.username().is_empty() || url.query().is_some() || url.fragment().is_some() {
        return false;
    }
    match url.host() {
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || base.and_then(Url::host_str).is_some_and(|ours| ours.trim_end_matches('.') == name)
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ours_or_not() {
        let base = Url::parse("https://reading.example.org").unwrap();
        for host in ["localhost:8080", "LOCALHOST", "127.0.0.1:1", "[::1]:8080", "192.168.1.7:8080", "10.0.0.1"] {
            assert!(is_ours(host, None) && is_ours(host, Some(&base)), "{host}");
        }
        for host in ["reading.example.org", "Reading.Example.org.:443"] {
            assert!(is_ours(host, Some(&base)) && !is_ours(host, None), "{host}");
        }
        let others = [
            "evil.example",
            "localhost.evil.example",
            "reading.example.org.evil.example",
            "",
            "a b",
            "me@localhost",
            "x/y",
        ];
        for host in others {
            assert!(!is_ours(host, Some(&base)) && !is_ours(host, None), "{host}");
        }
    }
}
