//! Everyone whom the articles name, by name or by number of statements, with a filter.

use askama::Template;
use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;

use crate::store::{ListedPerson, Page, PeopleOrder, PeopleQuery};
use crate::web::extract::InQuery;
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::{AppState, PageError, paths, wording};

const SIZE: usize = 50;
const LONGEST_NAME: usize = 200;

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Sort {
    #[default]
    Name,
    Statements,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    sort: Sort,
    #[serde(default)]
    q: String,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/people.html")]
struct Everyone<'a> {
    frame: Frame,
    query: &'a PeopleQuery,
    people: Vec<ListedPerson>,
    next: Option<String>,
}

pub(in crate::web) async fn show(State(state): State<AppState>, InQuery(asked): InQuery<Asked>) -> PageResult {
    let query = asked.query()?;
    let page = state.store.people(&query, SIZE).await?;
    let page = page.ok_or(PageError::BadRequest("The address asks for people after somebody who is not here."))?;
    html(&Everyone {
        frame: state.frame("People", Section::People, &paths::people_list(&query)),
        query: &query,
        next: next(&query, &page),
        people: page.rows,
    })
}

pub(in crate::web) async fn drop_slash() -> Redirect {
    Redirect::permanent(&paths::people())
}

impl Asked {
    fn query(self) -> Result<PeopleQuery, PageError> {
        if self.q.len() > LONGEST_NAME {
            return Err(PageError::BadRequest("A name to look for has at most 200 characters."));
        }
        let order = match self.sort {
            Sort::Name => PeopleOrder::Name,
            Sort::Statements => PeopleOrder::Statements,
        };
        Ok(PeopleQuery { order, name: self.q.trim().to_owned(), after: self.after.filter(|slug| !slug.is_empty()) })
    }
}

fn next(query: &PeopleQuery, page: &Page<ListedPerson>) -> Option<String> {
    let last = page.rows.last().filter(|_| page.more)?;
    Some(paths::people_list(&PeopleQuery { after: Some(last.slug.clone()), ..query.clone() }))
}

impl Everyone<'_> {
    /// The same list in another order, from its start.
    fn sorted_by(&self, order: PeopleOrder) -> String {
        paths::people_list(&PeopleQuery { order, after: None, ..self.query.clone() })
    }

    fn is_by_name(&self) -> bool {
        self.query.order == PeopleOrder::Name
    }
}
