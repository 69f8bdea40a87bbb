//! Tells a browser that what it keeps of a page is still what it would get. The tag of a page is made from all that the
//! page is made from: the data, the program, the address, the settings, who asks, and what their cookie says. Knows no page.

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, COOKIE, ETAG, HOST, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use super::auth::Asker;
use super::{AppState, PageError};

/// Of the program's source: see `build.rs`.
const BUILD: &str = env!("BUILD_HASH");
/// How many bytes of the hash a tag has.
const LENGTH: usize = 15;

/// Answers 304 where the browser has the page; else adds its tag to the page.
pub(super) async fn tagged(
    State(state): State<AppState>,
    asker: Asker,
    request: Request,
    next: Next,
) -> Result<Response, PageError> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(next.run(request).await);
    }
    // Before the page is read: what is written meanwhile may then be under the old tag, which nobody is given again, but
    // never the old text under the new one.
    let data = state.store.data_stamp().await?;
    let base = state.base_url.as_ref().map(ToString::to_string).unwrap_or_default();
    let tag = tag(&[BUILD, &data, &base, &request.uri().to_string(), &asker.stamp()], request.headers());
    if let Some(kept) = kept(&tag, request.headers()) {
        let headers = [(ETAG, kept), (VARY, format!("{COOKIE}, {ACCEPT_ENCODING}"))];
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK
        && let Ok(tag) = HeaderValue::try_from(format!("\"{tag}\""))
    {
        response.headers_mut().insert(ETAG, tag);
    }
    Ok(response)
}

/// The same page in another coding has another tag, as strong tags must; to be called once it is compressed.
pub(super) fn tell_codings_apart(mut response: Response) -> Response {
    let header = |name| response.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let (Some(tag), Some(coding)) = (header(ETAG), header(CONTENT_ENCODING))
        && let Ok(tag) = HeaderValue::try_from(format!("{}-{coding}\"", tag.trim_end_matches('"')))
    {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}

fn tag(parts: &[&str], headers: &HeaderMap) -> String {
    let said = [HOST, COOKIE].into_iter().flat_map(|name| headers.get_all(name)).map(HeaderValue::as_bytes);
    let mut hash = Sha256::new();
    for part in parts.iter().map(|part| part.as_bytes()).chain(said) {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    BASE64URL_NOPAD.encode(&hash.finalize()[..LENGTH])
}

/// The tag of the browser's copy, where it is `tag` in any coding.
pub(super) fn kept(tag: &str, headers: &HeaderMap) -> Option<String> {
    let asked = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = asked.flat_map(|list| list.split(',')).map(|tag| tag.trim().trim_start_matches("W/"));
    let is_it = |found: &str| {
        let bare = found.strip_prefix('"').and_then(|found| found.strip_suffix('"'));
        let coding = bare.and_then(|bare| bare.strip_prefix(tag));
        coding.is_some_and(|coding| matches!(coding, "" | "-br" | "-gzip"))
    };
    tags.find(|found| is_it(found)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(IF_NONE_MATCH, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_copy_is_known_by_its_tag_in_any_coding() {
        for (value, known) in [
            ("\"abc\"", Some("\"abc\"")),
            ("\"x\", W/\"abc-br\"", Some("\"abc-br\"")),
            ("\"abc-gzip\",\"y\"", Some("\"abc-gzip\"")),
            ("\"abcd\"", None),
            ("abc", None),
            ("\"abc-", None),
            ("*", None),
            ("", None),
        ] {
            assert_eq!(kept("abc", &asking(value)).as_deref(), known, "{value}");
        }
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let none = HeaderMap::new();
        assert_ne!(tag(&["ab", "c"], &none), tag(&["a", "bc"], &none));
        assert_eq!(tag(&["ab", "c"], &none), tag(&["ab", "c"], &none));
    }
}
