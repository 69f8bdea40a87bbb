//! The two lists of a person that are too long for their page: what others say about them, and their articles.

use askama::Template;
use axum::response::Response;

use super::person::SaidView;
use crate::analysis::same::Change;
use crate::store::{ArticlePlace, PersonArticle, PersonHead, SaidPlace};
use crate::web::page::{Frame, Section, html};
use crate::web::{AppState, PageError, paths, wording};

const SIZE: usize = 25;

#[derive(Template)]
#[template(path = "pages/person_about.html")]
struct Others<'a> {
    frame: Frame,
    head: PersonHead,
    about: Vec<SaidView<'a>>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/person_articles.html")]
struct NamedIn {
    frame: Frame,
    head: PersonHead,
    articles: Vec<PersonArticle>,
    next: Option<String>,
}

pub(super) async fn about(
    state: &AppState,
    slug: &str,
    from: Option<&SaidPlace>,
) -> Result<Option<Response>, PageError> {
    let Some((head, page)) = state.store.person_about(slug, from, SIZE).await? else { return Ok(None) };
    let title = format!("What others say about {}", head.name);
    let last = page.rows.last().filter(|_| page.more);
    html(&Others {
        frame: state.frame(title, Section::People, &paths::person_about(slug, from)),
        next: last.map(|said| paths::person_about(slug, Some(&said.place))),
        about: page.rows.iter().map(SaidView::of).collect(),
        head,
    })
    .map(Some)
}

pub(super) async fn articles(
    state: &AppState,
    slug: &str,
    before: Option<&ArticlePlace>,
) -> Result<Option<Response>, PageError> {
    let Some((head, page)) = state.store.person_articles(slug, before, SIZE).await? else { return Ok(None) };
    let title = format!("Articles that name {}", head.name);
    let last = page.rows.last().filter(|_| page.more);
    html(&NamedIn {
        frame: state.frame(title, Section::People, &paths::person_articles(slug, before)),
        next: last.map(|article| paths::person_articles(slug, Some(&article.place()))),
        articles: page.rows,
        head,
    })
    .map(Some)
}
