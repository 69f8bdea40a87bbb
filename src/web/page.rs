//! The frame that all pages share, and how a template becomes a response.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, SET_COOKIE, VARY};
use axum::response::{IntoResponse, Redirect, Response};
use url::Url;

use super::schema::About;
use super::{AppState, PageError, paths};
use crate::domain::ArticleId;
use crate::store::ArticlePage;

/// What a handler gives back.
pub(super) type PageResult = Result<Response, PageError>;

/// The part of the house a page belongs to; the navigation marks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Articles,
    People,
    Search,
    Add,
    Stories,
    None,
}

/// What the base template needs of every page.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) title: String,
    pub(super) section: Section,
    /// The page's one absolute address, where the house knows its own.
    pub(super) canonical: Option<String>,
    /// The feed of what the page shows: its title and path.
    pub(super) feed: Option<(String, String)>,
    /// What the page is about, for programs.
    pub(super) about: Option<About>,
}

impl Frame {
    pub(super) fn with_feed(mut self, title: impl Into<String>, path: String) -> Self {
        self.feed = Some((title.into(), path));
        self
    }

    pub(super) fn about(mut self, about: About) -> Self {
        self.about = Some(about);
        self
    }
}

impl AppState {
    /// The frame of the page at `path`.
    pub(super) fn frame(&self, title: impl Into<String>, section: Section, path: &str) -> Frame {
        let canonical = self.base_url.as_ref().map(|_| format!("{}{path}", self.site()));
        Frame { title: title.into(), section, canonical, feed: None, about: None }
    }

    /// What addresses in a page begin with, to be whole: nothing where the house does not know its own, since a page knows
    /// where it came from.
    pub(super) fn site(&self) -> &str {
        self.base_url.as_ref().map(|base| base.as_str().trim_end_matches('/')).unwrap_or_default()
    }

    /// Sends on to where the one person now is who once stood at `slug`, with the query of the old address; programs can make
    /// nothing of a choice of several.
    pub(super) async fn moved(&self, slug: &str, to: fn(&str) -> String, query: Option<&str>) -> PageResult {
        match self.store.successors(slug).await?.as_slice() {
            [one] => Ok(Redirect::temporary(&paths::with_raw_query(to(one), query)).into_response()),
            _ => Err(PageError::NotFound),
        }
    }

    /// The article that an address names.
    pub(super) async fn article(&self, id: &str) -> Result<ArticlePage, PageError> {
        let id = ArticleId::parse(id).ok_or(PageError::NotFound)?;
        match self.store.article_page(&id).await? {
            Some(article) => Ok(article),
            None => Err(self.gone(&id).await),
        }
    }

    /// Why there is no article at `id`.
    pub(super) async fn gone(&self, id: &ArticleId) -> PageError {
        match self.store.is_removed(id).await {
            Ok(true) => PageError::Gone,
            Ok(false) => PageError::NotFound,
            Err(error) => error.into(),
        }
    }

    /// What tells this house from others, where it has a name of its own.
    pub(super) fn own_name(&self) -> String {
        self.base_url.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned()
    }
}

/// A rendered page. Browsers ask again each time, because a load may have changed it;
/// what a reader chose is part of it.
pub(super) fn html(template: &impl Template) -> PageResult {
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-cache"), (VARY, "cookie")];
    Ok((headers, template.render()?).into_response())
}

/// A page that nobody keeps: what stands on it holds for this moment, or is not for others who use this browser.
pub(super) fn html_once(status: StatusCode, template: &impl Template) -> PageResult {
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-store"), (VARY, "cookie")];
    Ok((status, headers, template.render()?).into_response())
}

/// Leads on to another page of this house, with a line for the browser's cookies.
pub(super) fn leads_to(path: &str, cookie: String) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, path.to_owned()), (SET_COOKIE, cookie)]).into_response()
}
