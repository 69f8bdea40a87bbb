//! `GET /api/v1/search`: people, statements and articles, as the page of search finds them.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::rows::{FoundArticleRow, PersonRow, StatementRow};
use super::{NO_PLACE, json, size};
use crate::domain::{LONGEST_QUERY, SearchQuery};
use crate::library::{Looking, search};
use crate::store::{Page, SearchOrder, SearchPart};
use crate::web::extract::{InQuery, Origin};
use crate::web::page::PageResult;
use crate::web::problem::Problem;
use crate::web::{AppState, PageError, paths};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::web) struct Asked {
    /// As in the search box: words, "phrases", begin*, -without, OR, and `by:`, `about:`, `person:`, `source:`, `kind:`,
    /// `before:`, `after:`.
    #[serde(default)]
    q: String,
    /// One kind of what is found, which can be followed page by page; without it, the first of each kind and the people.
    #[serde(default, rename = "in")]
    #[param(inline)]
    part: Part,
    #[serde(default)]
    #[param(inline)]
    sort: Sort,
    /// From where the last answer ended: follow its `next` instead of making one up.
    #[param(minimum = 0)]
    before: Option<i64>,
    /// How many rows of each kind there are at most.
    #[param(minimum = 1, maximum = 100, default = 25)]
    limit: Option<u32>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Part {
    #[default]
    All,
    Statements,
    Articles,
}

#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Sort {
    #[default]
    Newest,
    /// The best of the newest 300.
    Best,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Findings)]
pub(in crate::web) struct Answer<'a> {
    /// How the query was understood.
    query: String,
    /// What could not be read in it, or is looked for in another way too.
    notes: &'a [String],
    people: Vec<PersonRow<'a>>,
    statements: Vec<StatementRow<'a>>,
    articles: Vec<FoundArticleRow<'a>>,
    /// The address of the next page of the kind that is asked for; null on the last.
    next: Option<String>,
}

/// People, statements and articles. There is no query that cannot be read: what makes no sense is read as near as can be.
#[utoipa::path(
    get, path = paths::api::SEARCH, operation_id = "search", tag = "read",
    params(Asked),
    responses(
        (status = 200, description = "What was found", body = Answer),
        (status = 400, description = "A value that means nothing", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn find(
    State(state): State<AppState>,
    InQuery(asked): InQuery<Asked>,
    Origin(site): Origin,
) -> PageResult {
    let looking = asked.looking()?;
    let typed: String = asked.q.trim().chars().filter(|c| !c.is_control()).take(LONGEST_QUERY).collect();
    let mut query = SearchQuery::parse(&typed);
    let hits = search(&state.store, &mut query, looking).await?;
    let statements = hits.statements.as_ref();
    let articles = hits.articles.as_ref();
    let last = match looking.part {
        SearchPart::All => None,
        SearchPart::Statements => statements.and_then(|page| last(page, |row| row.place)),
        SearchPart::Articles => articles.and_then(|page| last(page, |row| row.place)),
    };
    let next = last.filter(|_| looking.order == SearchOrder::Newest).map(|place| {
        format!("{site}{}", paths::api::search(&typed, looking.part, looking.order, Some(place), looking.size))
    });
    json(&Answer {
        query: query.to_string(),
        notes: &query.notes,
        people: hits.people.iter().map(|person| PersonRow::found(&site, person)).collect(),
        statements: statements
            .map(|page| page.rows.iter().map(|row| StatementRow::found(&site, row)).collect())
            .unwrap_or_default(),
        articles: articles
            .map(|page| page.rows.iter().map(|row| FoundArticleRow::of(&site, row)).collect())
            .unwrap_or_default(),
        next,
    })
}

fn last<T>(page: &Page<T>, place: impl Fn(&T) -> i64) -> Option<i64> {
    page.rows.last().filter(|_| page.more).map(place)
}

impl Asked {
    fn looking(&self) -> Result<Looking, PageError> {
        let part = match self.part {
            Part::All => SearchPart::All,
            Part::Statements => SearchPart::Statements,
            Part::Articles => SearchPart::Articles,
        };
        let order = match self.sort {
            Sort::Newest => SearchOrder::Newest,
            Sort::Best => SearchOrder::Best,
        };
        if self.before.is_some_and(|place| place < 0) {
            return Err(PageError::BadRequest(NO_PLACE));
        }
        Ok(Looking { part, order, before: self.before, size: size(self.limit)? })
    }
}
