//! An earlier revision of an article, beside what stands there now: line by line, with what was left out and put in.

use askama::Template;
use axum::response::{IntoResponse, Redirect};

use crate::domain::ArticleId;
use crate::store::{ArticlePage, RevisionText};
use crate::web::line_diff::{DiffLine, Fate, line_diff};
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::{AppState, PageError, paths, wording};

#[derive(Template)]
#[template(path = "pages/article_revision.html")]
struct Earlier<'a> {
    frame: Frame,
    article: &'a ArticlePage,
    revision: &'a RevisionText,
    lines: Vec<DiffLine<'a>>,
}

/// Revision `number` of `article`, where `slug` is what the address says.
pub(super) async fn show(state: &AppState, article: &ArticlePage, slug: &str, number: i64) -> PageResult {
    let id = ArticleId::parse(&article.id).ok_or(PageError::NotFound)?;
    let revision = &state.store.revision(&id, number).await?.ok_or(PageError::NotFound)?;
    let path = paths::article_revision(&article.id, &article.slug, number);
    if slug != article.slug {
        return Ok(Redirect::permanent(&path).into_response());
    }
    let old: Vec<&str> = revision.lines.iter().map(String::as_str).collect();
    let new: Vec<&str> = article.lines.iter().map(|line| line.text.as_str()).collect();
    html(&Earlier {
        frame: state.frame(format!("Revision {number} of “{}”", article.title), Section::Articles, &path),
        article,
        revision,
        lines: line_diff(&old, &new),
    })
}

impl Earlier<'_> {
    fn of(&self, fate: Fate) -> i64 {
        i64::try_from(self.lines.iter().filter(|line| line.fate == fate).count()).unwrap_or(i64::MAX)
    }
}
