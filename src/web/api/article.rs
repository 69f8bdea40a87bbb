//! `GET /api/v1/articles/{id}`: one article, its lines, and what it was read to say, as `onrecord analyse` writes it.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::json;
use super::rows::{PersonLink, day};
use crate::domain::{ArticleId, Language};
use crate::library::analyse::ReadingRow;
use crate::web::extract::{InPath, Origin};
use crate::web::page::PageResult;
use crate::web::problem::Problem;
use crate::web::{AppState, PageError, paths};

/// One article, whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Article)]
pub(in crate::web) struct Answer<'a> {
    /// For ever the article's.
    id: &'a str,
    title: &'a str,
    /// A day as `2022-01-21`; null where the source does not say.
    #[schema(format = Date)]
    published_on: Option<String>,
    /// The address where it was published, as it was given.
    source_url: Option<&'a str>,
    /// The host that published it.
    site: &'a str,
    /// A tag of BCP 47; null where it is not clear.
    language: Option<&'static str>,
    /// Whether the lines stand in the order of publication.
    ordered: bool,
    /// The article's page.
    address: String,
    lines: Vec<LineRow<'a>>,
    /// Who the persons of the reading are in this house, in the same order; null where that is not settled.
    people: Vec<Option<PersonLink<'a>>>,
    /// What `onrecord analyse` writes for it. Offsets are Unicode code points in the line, the end not included.
    reading: ReadingRow<'a>,
}

/// A line of an article.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Line)]
struct LineRow<'a> {
    /// What stands behind the `#` of its address.
    key: &'a str,
    text: &'a str,
}

/// One article, whole, with who says what in it.
#[utoipa::path(
    get, path = paths::api::ARTICLE, operation_id = "get_article", tag = "read",
    params(("id" = String, Path, description = "The article's permanent id", pattern = "^[a-z2-7]{12}$")),
    responses(
        (status = 200, description = "The article", body = Answer),
        (status = 404, description = "There is none", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "It was deleted", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn show(
    State(state): State<AppState>,
    InPath(id): InPath<String>,
    Origin(site): Origin,
) -> PageResult {
    let id = ArticleId::parse(&id).ok_or(PageError::NotFound)?;
    let Some(stored) = state.store.stored_reading(&id).await? else { return Err(state.gone(&id).await) };
    let article = &stored.article;
    json(&Answer {
        id: &stored.id,
        title: &article.title,
        published_on: day(article.published_on),
        source_url: article.source.url.as_deref(),
        site: &stored.site,
        language: stored.reading.language.map(Language::tag),
        ordered: article.ordered,
        address: format!("{site}{}", paths::article(&stored.id, &stored.slug)),
        lines: stored.keys.iter().zip(&article.lines).map(|(key, text)| LineRow { key, text }).collect(),
        people: stored
            .people
            .iter()
            .map(|person| person.as_ref().map(|(slug, name)| PersonLink::new(&site, slug, name)))
            .collect(),
        reading: ReadingRow::new(&stored.id, article, &stored.reading),
    })
}
