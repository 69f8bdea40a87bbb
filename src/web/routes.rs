//! Every address of the program, on one screen.

use std::any::Any;

use axum::Router;
use axum::http::Method;
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};

use super::{AppState, PageError, assets, headers, pages, paths};

/// All pages, with the headers that every response has. GET and HEAD only: no address changes anything.
pub fn router(state: AppState) -> Router {
    Router::new()
        .route(paths::FRONT, get(pages::front::show))
        .route(paths::ARTICLE, get(pages::article::show))
        .route(paths::ARTICLE_ID, get(pages::article::add_slug))
        .route(paths::ARTICLE_ID_SLASH, get(pages::article::add_slug))
        .route(paths::PEOPLE, get(pages::people::show))
        .route(paths::PEOPLE_SLASH, get(pages::people::drop_slash))
        .route(paths::PERSON, get(pages::person::show))
        .route(paths::HEALTHZ, get(pages::healthz::show))
        .route(paths::ASSET, get(assets::show))
        .fallback(nothing_here)
        .method_not_allowed_fallback(async || PageError::MethodNotAllowed)
        .with_state(state)
        .layer(CatchPanicLayer::custom(|panic: Box<dyn Any + Send>| PageError::from_panic(&*panic)))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(map_response(async |response: Response| headers::add(response)))
}

async fn nothing_here(method: Method) -> PageError {
    if matches!(method, Method::GET | Method::HEAD) { PageError::NotFound } else { PageError::MethodNotAllowed }
}
