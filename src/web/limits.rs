//! What a request may be, before any page sees it: its method, the length of its address, the size of its body and the
//! time it takes; and what happens when a page panics. Knows nothing of pages.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use http_body_util::Limited;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::timeout::DeadlineBody;
use tracing::error;

use super::paths::{self, BodySize};

/// The longest address answered, as most servers have it.
const MAX_ADDRESS: usize = 8 << 10;
/// The largest body of a request, and how long it may take to arrive whole.
const BODY: Most = Most { bytes: 2 << 20, time: Duration::from_secs(30) };
/// The same of text that is pasted, and of pages as a browser saves them.
const TEXT: Most = Most { bytes: 16 << 20, time: Duration::from_mins(1) };
/// The same of files; shorter than a connection lasts (`server::Limits`).
const FILES: Most = Most { bytes: 64 << 20, time: Duration::from_secs(110) };
/// Brotli's level: beyond it, pages get hardly smaller and much slower.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(4);

/// `router` behind all limits. Headers that every answer must have go round the result, so that refusals have them too.
pub fn limited(router: Router) -> Router {
    router
        .layer(CatchPanicLayer::custom(panicked))
        // What a body may be is said here, for each address, and not once more by what reads it.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(bounded))
        .layer(from_fn(refuse))
        .layer(CompressionLayer::new().quality(COMPRESSION).compress_when(compressible()))
}

/// All but what is compressed in itself.
fn compressible() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new("font/"))
}

async fn refuse(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::TRACE | Method::CONNECT) {
        StatusCode::METHOD_NOT_ALLOWED.into_response()
    } else if address_length(&request) > MAX_ADDRESS {
        StatusCode::URI_TOO_LONG.into_response()
    } else {
        next.run(request).await
    }
}

#[derive(Debug, Clone, Copy)]
struct Most {
    bytes: usize,
    time: Duration,
}

impl Most {
    fn of(path: &str) -> Self {
        match paths::size_of_body(path) {
            BodySize::Small => BODY,
            BodySize::Text => TEXT,
            BodySize::Files => FILES,
        }
    }
}

/// Refuses a body that says that it is too large, and breaks one off that turns out to be.
async fn bounded(request: Request, next: Next) -> Response {
    let most = Most::of(request.uri().path());
    let said = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|bytes| bytes > most.bytes) {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    let bounded = |body| Body::new(DeadlineBody::new(most.time, Limited::new(body, most.bytes)));
    next.run(request.map(bounded)).await
}

fn address_length(request: &Request) -> usize {
    request.uri().path_and_query().map_or(0, |address| address.as_str().len())
}

/// A fault in the program: the reader is told nothing of it, the log all.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let what = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
    error!(panic = what, "a page panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests {
    use axum::routing::{get, post};
    use http_body_util::channel::Channel;
    use tower::ServiceExt;

    use super::*;

    async fn answer(request: Request) -> StatusCode {
        let pages = Router::new().route("/", get(|| async { "hello" })).route("/", post(|body: String| async { body }));
        limited(pages).oneshot(request).await.unwrap().status()
    }

    fn ask(method: &str, path: &str) -> Request {
        Request::builder().method(method).uri(path).body(Body::empty()).unwrap()
    }

    #[tokio::test]
    async fn tracing_is_refused_on_any_address() {
        assert_eq!(answer(ask("TRACE", "/")).await, 405);
        assert_eq!(answer(ask("TRACE", "/nowhere")).await, 405);
    }

    #[tokio::test]
    async fn long_addresses_are_refused() {
        assert_eq!(answer(ask("GET", &format!("/?{}", "q".repeat(8000)))).await, 200);
        assert_eq!(answer(ask("GET", &format!("/?{}", "q".repeat(9000)))).await, 414);
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_does_not_end_is_refused_in_time() {
        let (_sender, never_ending) = Channel::<axum::body::Bytes, axum::Error>::new(1);
        let start = tokio::time::Instant::now();
        let request = Request::post("/").body(Body::new(never_ending)).unwrap();
        let status = answer(request).await;
        assert!(status.is_client_error(), "{status}");
        assert_eq!(start.elapsed().as_secs(), 30);
    }
}
