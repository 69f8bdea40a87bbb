//! What the service worker shows of a page that it has not kept, where there is no network: it puts the list of those that
//! it has into this one.

use askama::Template;
use axum::extract::State;

use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::{AppState, paths};

#[derive(Template)]
#[template(path = "pages/offline.html")]
struct Offline {
    frame: Frame,
}

pub(in crate::web) async fn show(State(state): State<AppState>) -> PageResult {
    html(&Offline { frame: state.frame("Without a network", Section::None, paths::OFFLINE) })
}
