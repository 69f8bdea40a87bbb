//! Every address of the program, on one screen.

use axum::Router;
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::{get, post};

use super::limits::limited;
use super::{AppState, PageError, api, assets, auth, error, headers, here, host, pages, paths, unchanged};

/// All pages, behind the limits, with the headers that every answer has.
pub fn router(state: AppState) -> Router {
    let house = readable(&state)
        .merge(settings())
        .merge(adding())
        .layer(from_fn(auth::gate))
        .merge(way_in(&state))
        .layer(auth::no_foreign_forms(state.base_url.as_ref()))
        .layer(from_fn_with_state(state.clone(), auth::known))
        .layer(from_fn(auth::tokens_need_no_origin))
        .merge(files())
        .with_state(state.clone())
        .layer(from_fn_with_state(state, host::ours));
    limited(house).layer(map_response(async |answer: Response| dressed(answer))).layer(from_fn(here::known))
}

/// What is there to be read: behind the gate, where the house is private.
fn readable(state: &AppState) -> Router<AppState> {
    Router::new()
        .route(paths::FRONT, get(pages::front::show))
        .route(paths::ARTICLE, get(pages::article::show))
        .route(paths::ARTICLE_CITE, get(pages::article_cite::show))
        .route(paths::ARTICLE_ID, get(pages::article::add_slug))
        .route(paths::ARTICLE_ID_SLASH, get(pages::article::add_slug))
        .route(paths::PICTURE, get(pages::picture::show))
        .route(paths::PEOPLE, get(pages::people::show))
        .route(paths::PEOPLE_SLASH, get(pages::people::drop_slash))
        .route(paths::PERSON, get(pages::person::show))
        .route(paths::FEED, get(pages::feeds::articles))
        .route(paths::PERSON_FEED, get(pages::feeds::person))
        .route(paths::COMPARE, get(pages::compare::show))
        .route(paths::PERSON_CSV, get(pages::export::csv))
        .route(paths::PERSON_JSON, get(pages::export::json))
        .route(paths::SITEMAP, get(pages::machines::sitemap))
        .route(paths::SEARCH, get(pages::search::show))
        .route(paths::SEARCH_FEED, get(pages::search_feed::show))
        .route(paths::STORY, get(pages::story::show))
        .route(paths::STORY_FEED, get(pages::story_feed::show))
        .route(paths::SUGGEST, get(pages::suggest::show))
        .route(paths::OPENSEARCH, get(pages::search::describe))
        .route(paths::ABOUT_READING, get(pages::about_reading::show))
        .route(paths::api::ARTICLES, get(api::articles::list))
        .route(paths::api::ARTICLE, get(api::article::show))
        .route(paths::api::PEOPLE, get(api::people::list))
        .route(paths::api::PERSON, get(api::person::show))
        .route(paths::api::STATEMENTS, get(api::statements::list))
        .route(paths::api::SEARCH, get(api::search::find))
        .route(paths::api::OPENAPI, get(api::openapi::show))
        .route_layer(from_fn_with_state(state.clone(), unchanged::tagged))
        .fallback(nothing_here)
        .method_not_allowed_fallback(async || PageError::MethodNotAllowed)
}

/// How articles come in and go. Nobody keeps these pages: what stands on them holds for the moment.
fn adding() -> Router<AppState> {
    Router::new()
        .route(paths::adding::ADD, get(pages::add::show).post(pages::add::by_address))
        .route(paths::adding::ADD_TEXT, post(pages::add::by_text))
        .route(paths::adding::ADD_FILES, post(pages::add::by_file))
        .route(paths::adding::ADD_WINDOW, get(pages::add_window::show).post(pages::add_window::save))
        .route(paths::adding::SHARE, get(pages::add_window::share))
        .route(paths::adding::JOBS, get(pages::jobs::list))
        .route(paths::adding::JOBS_NEWS, get(pages::jobs::news))
        .route(paths::adding::JOB, get(pages::jobs::show))
        .route(paths::adding::JOB_CANCEL, post(pages::jobs::cancel))
        .route(paths::adding::JOB_RETRY, post(pages::jobs::retry))
        .route(paths::adding::ARTICLE_FETCH, post(pages::article_actions::fetch))
        .route(
            paths::adding::ARTICLE_DELETE,
            get(pages::article_actions::ask_delete).post(pages::article_actions::delete),
        )
        .route(paths::adding::DELETED, get(pages::deleted::list))
        .route(paths::adding::DELETED_RESTORE, post(pages::deleted::bring_back))
        .route(paths::adding::DELETED_PURGE, post(pages::deleted::take_away))
        .route(paths::api::ARTICLES, post(api::add::add))
        .route(paths::api::SINGLEFILE, post(api::singlefile::add))
        .route(paths::api::JOB, get(api::job::show))
}

/// The way in, and what says nothing of what is inside.
fn way_in(state: &AppState) -> Router<AppState> {
    let kept = Router::new()
        .route(paths::READING_SETTINGS, get(pages::settings_reading::show).post(pages::settings_reading::save))
        .route(paths::OFFLINE, get(pages::offline::show))
        .route(paths::ROBOTS, get(pages::machines::robots))
        .route(paths::MANIFEST, get(pages::machines::manifest))
        .route_layer(from_fn_with_state(state.clone(), unchanged::tagged));
    Router::new()
        .route(paths::LOGIN, get(pages::login::show).post(pages::login::sign_in))
        .route(paths::LOGIN_CODE, get(pages::login_code::show).post(pages::login_code::sign_in))
        .route(paths::LOGOUT, post(pages::logout::sign_out))
        .route(paths::SET_UP, get(pages::set_up::show).post(pages::set_up::make))
        .merge(kept)
        .method_not_allowed_fallback(async || PageError::MethodNotAllowed)
}

/// What somebody sets who is signed in; each page says itself who that may be.
fn settings() -> Router<AppState> {
    use pages::settings::{account, audit, instance, lead_back, second_factor, sessions, tokens, user, users};
    Router::new()
        .route(paths::SETTINGS, get(account::show).post(account::rename))
        .route(paths::PASSWORD, get(lead_back).post(account::change_password))
        .route(paths::SESSIONS, get(lead_back).post(sessions::end))
        .route(paths::TOKENS, get(lead_back).post(tokens::make))
        .route(paths::REVOKE_TOKEN, get(lead_back).post(tokens::revoke))
        .route(paths::SECOND_FACTOR, get(second_factor::show).post(second_factor::turn_on))
        .route(paths::SECOND_FACTOR_OFF, get(lead_back).post(second_factor::turn_off))
        .route(paths::USERS, get(users::show).post(users::add))
        .route(paths::USER, get(user::show).post(user::change))
        .route(paths::INSTANCE, get(instance::show).post(instance::change))
        .route(paths::AUDIT, get(audit::show))
        .method_not_allowed_fallback(async || PageError::MethodNotAllowed)
}

/// What is the same for everybody, so that it does not matter who asks.
fn files() -> Router<AppState> {
    Router::new()
        .route(paths::HEALTHZ, get(pages::healthz::show))
        .route(paths::SERVICE_WORKER, get(assets::service_worker))
        .route(paths::ASSET, get(assets::show))
        .method_not_allowed_fallback(async || PageError::MethodNotAllowed)
}

fn dressed(answer: Response) -> Response {
    unchanged::tell_codings_apart(headers::add(error::dress(answer)))
}

async fn nothing_here(method: Method) -> PageError {
    if matches!(method, Method::GET | Method::HEAD) { PageError::NotFound } else { PageError::MethodNotAllowed }
}
