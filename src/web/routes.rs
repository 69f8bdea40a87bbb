//! Every address of the program, on one screen.

use axum::Router;
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::get;

use super::limits::limited;
use super::{AppState, PageError, api, assets, error, headers, here, host, pages, paths, unchanged};

/// All pages, behind the limits, with the headers that every answer has. GET and HEAD only, but for a reader's settings,
/// which their browser keeps: no address changes anything here.
pub fn router(state: AppState) -> Router {
    let pages = Router::new()
        .route(paths::FRONT, get(pages::front::show))
        .route(paths::ARTICLE, get(pages::article::show))
        .route(paths::ARTICLE_CITE, get(pages::article_cite::show))
        .route(paths::ARTICLE_ID, get(pages::article::add_slug))
        .route(paths::ARTICLE_ID_SLASH, get(pages::article::add_slug))
        .route(paths::PEOPLE, get(pages::people::show))
        .route(paths::PEOPLE_SLASH, get(pages::people::drop_slash))
        .route(paths::PERSON, get(pages::person::show))
        .route(paths::FEED, get(pages::feeds::articles))
        .route(paths::PERSON_FEED, get(pages::feeds::person))
        .route(paths::COMPARE, get(pages::compare::show))
        .route(paths::PERSON_CSV, get(pages::export::csv))
        .route(paths::PERSON_JSON, get(pages::export::json))
        .route(paths::SITEMAP, get(pages::machines::sitemap))
        .route(paths::ROBOTS, get(pages::machines::robots))
        .route(paths::MANIFEST, get(pages::machines::manifest))
        .route(paths::SEARCH, get(pages::search::show))
        .route(paths::SUGGEST, get(pages::suggest::show))
        .route(paths::OPENSEARCH, get(pages::search::describe))
        .route(paths::ABOUT_READING, get(pages::about_reading::show))
        .route(paths::READING_SETTINGS, get(pages::settings_reading::show).post(pages::settings_reading::save))
        .route(paths::api::ARTICLES, get(api::articles::list))
        .route(paths::api::ARTICLE, get(api::article::show))
        .route(paths::api::PEOPLE, get(api::people::list))
        .route(paths::api::PERSON, get(api::person::show))
        .route(paths::api::STATEMENTS, get(api::statements::list))
        .route(paths::api::SEARCH, get(api::search::find))
        .route(paths::api::OPENAPI, get(api::openapi::show))
        .route_layer(from_fn_with_state(state.clone(), unchanged::tagged))
        .route(paths::HEALTHZ, get(pages::healthz::show))
        .route(paths::ASSET, get(assets::show))
        .fallback(nothing_here)
        .method_not_allowed_fallback(async || PageError::MethodNotAllowed)
        .with_state(state.clone())
        .layer(from_fn_with_state(state, host::ours));
    limited(pages).layer(map_response(async |answer: Response| dressed(answer))).layer(from_fn(here::known))
}

fn dressed(answer: Response) -> Response {
    unchanged::tell_codings_apart(headers::add(error::dress(answer)))
}

async fn nothing_here(method: Method) -> PageError {
    if matches!(method, Method::GET | Method::HEAD) { PageError::NotFound } else { PageError::MethodNotAllowed }
}
