//! The frame that all pages share, and how a template becomes a response.

use askama::Template;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::{AppState, PageError};

/// What a handler gives back.
pub(super) type PageResult = Result<Response, PageError>;

/// The part of the house a page belongs to; the navigation marks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Articles,
    People,
    None,
}

/// What the base template needs of every page.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) title: String,
    pub(super) section: Section,
    /// The page's one absolute address, where the house knows its own.
    pub(super) canonical: Option<String>,
}

impl AppState {
    /// The frame of the page at `path`.
    pub(super) fn frame(&self, title: impl Into<String>, section: Section, path: &str) -> Frame {
        let canonical = self.base_url.as_ref().map(|base| format!("{}{path}", base.as_str().trim_end_matches('/')));
        Frame { title: title.into(), section, canonical }
    }
}

/// A rendered page. Browsers ask again each time, because a load may have changed it.
pub(super) fn html(template: &impl Template) -> PageResult {
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    Ok((headers, template.render()?).into_response())
}
