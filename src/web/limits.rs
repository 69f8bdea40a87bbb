//! What a request may be, before any page sees it: its method, the length of its address, the size of its body and the
//! time it takes; and what happens when a page panics. Knows nothing of pages.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::RequestBodyDeadlineLayer;
use tracing::error;

/// The longest address answered, as most servers have it.
const MAX_ADDRESS: usize = 8 << 10;
/// The largest body of a request.
const MAX_BODY: usize = 2 << 20;
/// For a request's body to arrive whole.
const BODY_DEADLINE: Duration = Duration::from_secs(30);
/// Brotli's level: beyond it, pages get hardly smaller and much slower.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(4);

/// `router` behind all limits. Headers that every answer must have go round the result, so that refusals have them too.
pub fn limited(router: Router) -> Router {
    router
        .layer(CatchPanicLayer::custom(panicked))
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .layer(RequestBodyDeadlineLayer::new(BODY_DEADLINE))
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
    use axum::body::Body;
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
