//! Finds out who asks, before anything is answered. Where that cannot be found out, nothing is.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, USER_AGENT, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use jiff::Timestamp;

use super::user::Known;
use super::{Asker, How, Peer, User, cookie};
use crate::domain::UserName;
use crate::library::accounts::{Came, alive, hash_of, is_due};
use crate::store::{Store, StoreError};
use crate::web::{AppState, PageError, clock, here, paths};

/// How much of what a browser says of itself is kept.
const LONGEST_BROWSER: usize = 200;

/// Makes it known to all that answers the request who asks.
pub(in crate::web) async fn known(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let asker = match ask(&state, &parts).await {
        Ok(known) => Asker(Arc::new(known)),
        Err(e) => return PageError::from(e).into_response(),
    };
    here::tell_asker(&asker);
    parts.extensions.insert(asker.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    if asker.is_private() { kept_private(response) } else { response }
}

async fn ask(state: &AppState, request: &Parts) -> Result<Known, StoreError> {
    let headers = &request.headers;
    let peer = request.extensions.get::<Peer>().copied();
    let shown = cookie::shown(state.base_url.as_ref(), headers).map(hash_of);
    let came = Came {
        address: state.proxies.sender(peer, headers),
        browser: browser(headers),
        session: shown,
        at: Some(Instant::now()),
    };
    let instance = state.store.instance().await?;
    let user = if instance.has_users { user(state, request, peer, &came).await? } else { None };
    Ok(Known { user, instance, came })
}

/// A token goes before all, so that a program is never more than its token allows; then the proxy's word, then the cookie.
async fn user(state: &AppState, request: &Parts, peer: Option<Peer>, came: &Came) -> Result<Option<User>, StoreError> {
    let headers = &request.headers;
    if let Some(token) = said(headers, "bearer") {
        return of_token(state, token, came).await;
    }
    // A proxy may have passwords of its own, which say nothing here.
    if let Some(token) = feed_password(request)
        && let Some(user) = of_token(state, &token, came).await?
    {
        return Ok(Some(user));
    }
    match state.proxies.user(peer, headers) {
        Some(name) => of_proxy(state, name, came).await,
        None => of_session(state, came).await,
    }
}

async fn of_proxy(state: &AppState, name: &str, came: &Came) -> Result<Option<User>, StoreError> {
    let account = match UserName::parse(name) {
        Some(name) => state.store.account_named(&name).await?,
        None => None,
    };
    if account.is_none() {
        tracing::warn!(?name, "the proxy has signed in somebody who has no account here");
    }
    Ok(account.map(|account| User::of(account, How::Proxy, came.address)))
}

async fn of_session(state: &AppState, came: &Came) -> Result<Option<User>, StoreError> {
    let (Some(hash), now) = (&came.session, clock::now()) else { return Ok(None) };
    let Some(found) = state.store.session(hash, &alive(now)).await? else { return Ok(None) };
    if is_due(found.seen_at, now) {
        seen(state, Seen::Session(found.session_id, came.from()), now);
    }
    Ok(Some(User::of(found.account, How::Session(found.session_id), came.address)))
}

async fn of_token(state: &AppState, token: &str, came: &Came) -> Result<Option<User>, StoreError> {
    let now = clock::now();
    let Some(found) = state.store.token(&hash_of(token)).await? else { return Ok(None) };
    if found.used_at.is_none_or(|used_at| is_due(used_at, now)) {
        seen(state, Seen::Token(found.token_id), now);
    }
    Ok(Some(User::of(found.account, How::Token(found.scopes), came.address)))
}

enum Seen {
    Session(i64, String),
    Token(i64),
}

/// Writes down that a session or token was seen, without the reader having to wait for it.
fn seen(state: &AppState, what: Seen, now: Timestamp) {
    let store = state.store.clone();
    tokio::spawn(async move {
        if let Err(e) = write_seen(&store, what, now).await {
            tracing::warn!(error = %e, "it cannot be written down who was here: {e}");
        }
    });
}

async fn write_seen(store: &Store, what: Seen, now: Timestamp) -> Result<(), StoreError> {
    let mut writing = store.write().await?;
    match what {
        Seen::Session(id, address) => writing.see_session(id, &address, now).await?,
        Seen::Token(id) => writing.see_token(id, now).await?,
    }
    writing.commit_unseen().await
}

/// What stands behind a scheme in the header that says who asks.
fn said<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    let (found, value) = headers.get(AUTHORIZATION)?.to_str().ok()?.trim().split_once(' ')?;
    found.eq_ignore_ascii_case(scheme).then(|| value.trim())
}

/// Feed readers know nothing but a name and a password: the password is a token, the name anything.
fn feed_password(request: &Parts) -> Option<String> {
    let is_read = matches!(request.method, Method::GET | Method::HEAD);
    let value = said(&request.headers, "basic").filter(|_| is_read && paths::is_feed(request.uri.path()))?;
    let pair = String::from_utf8(BASE64.decode(value.as_bytes()).ok()?).ok()?;
    pair.split_once(':').map(|(_, password)| password.to_owned())
}

fn browser(headers: &HeaderMap) -> String {
    let said = headers.get(USER_AGENT).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let said = said.unwrap_or_default();
    said.chars().filter(|c| !c.is_control()).take(LONGEST_BROWSER).collect()
}

/// No cache but the reader's own may keep it, and that one asks each time.
fn kept_private(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let kept_nowhere = headers.get(CACHE_CONTROL).is_some_and(|value| value == "no-store");
    if !kept_nowhere {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    headers.append(VARY, HeaderValue::from_static("authorization"));
    response
}
