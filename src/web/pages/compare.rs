//! What two or three people said, side by side on one axis of time.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use jiff::civil::Date;
use serde::Deserialize;

use super::person::SaidView;
use crate::analysis::same::Change;
use crate::store::{Comparison, Lately, PersonHead, Said};
use crate::web::chart::{Axis, Chart};
use crate::web::extract::InQuery;
use crate::web::filter::person;
use crate::web::meant::{Meant, Unclear};
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::{AppState, PageError, paths, places, wording};

const SIZE: usize = 40;

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    people: String,
    /// Who else; a form has a field for it.
    #[serde(default)]
    with: String,
    from: Option<String>,
}

/// Asks who is to be compared.
#[derive(Template)]
#[template(path = "pages/compare_new.html")]
struct Whom {
    frame: Frame,
    people: String,
    with: String,
    unclear: Vec<Unclear>,
    /// One person was named twice.
    one_alone: bool,
    lately: Lately,
}

#[derive(Template)]
#[template(path = "pages/compare.html")]
struct SideBySide<'a> {
    frame: Frame,
    people: Vec<Compared<'a>>,
    days: Vec<DayOfStatements<'a>>,
    next: Option<String>,
    later_page: bool,
}

struct Compared<'a> {
    head: &'a PersonHead,
    chart: Option<Chart>,
    others: Vec<&'a PersonHead>,
}

struct DayOfStatements<'a> {
    day: Option<Date>,
    /// One for each person, in their order; empty where they say nothing on the day.
    columns: Vec<Vec<SaidView<'a>>>,
}

pub(in crate::web) async fn show(State(state): State<AppState>, InQuery(asked): InQuery<Asked>) -> PageResult {
    let slugs = several(&format!("{},{}", asked.people, asked.with))?;
    if slugs.len() < 2 || !asked.with.trim().is_empty() {
        return whom(&state, &asked, &slugs).await;
    }
    let from = asked.from.as_deref().filter(|text| !text.is_empty());
    let from = from.map(|text| places::parse_said(text).ok_or(PageError::BadRequest(NO_PLACE))).transpose()?;
    let comparison = &state.store.compare(&slugs, from.as_ref(), SIZE).await?;
    let heads = &comparison.people;
    if heads.len() < slugs.len() {
        return elsewhere(&state, &slugs).await;
    }
    let names: Vec<&str> = heads.iter().map(|head| head.name.as_str()).collect();
    let last = comparison.statements.rows.last().filter(|_| comparison.statements.more);
    let axis = Axis::of(&comparison.months);
    html(&SideBySide {
        frame: state.frame(wording::list(&names), Section::People, &paths::compare(&slugs, from.as_ref())),
        people: heads.iter().map(|head| Compared::of(head, heads, axis, comparison)).collect(),
        days: days(comparison),
        next: last.map(|said| paths::compare(&slugs, Some(&said.place))),
        later_page: from.is_some(),
    })
}

const NO_PLACE: &str = "The address asks for a page of the list by a place that it does not name rightly.";
const THREE: &str = "At most three people can be compared.";

/// The people asked for, by name or address, each once.
fn several(asked: &str) -> Result<Vec<String>, PageError> {
    let mut slugs: Vec<String> = Vec::new();
    for slug in asked.split(',').map(str::trim).filter(|name| !name.is_empty()).map(person) {
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    if slugs.len() <= 3 { Ok(slugs) } else { Err(PageError::BadRequest(THREE)) }
}

/// Leads on from the form, where it names at least two who are here; else shows it again, with what is wrong.
async fn whom(state: &AppState, asked: &Asked, slugs: &[String]) -> PageResult {
    let (mut found, mut unclear): (Vec<String>, _) = (Vec::new(), Vec::new());
    for slug in slugs {
        match state.meant(slug).await? {
            Meant::One(person) if found.contains(&person.slug) => {}
            Meant::One(person) => found.push(person.slug),
            Meant::Unclear(words, several) => unclear.push(Unclear::of(&words, &several)),
        }
    }
    if unclear.is_empty() && found.len() >= 2 {
        return Ok(Redirect::to(&paths::compare(&found, None)).into_response());
    }
    let one_alone = unclear.is_empty() && !asked.with.trim().is_empty();
    let status = if unclear.is_empty() && !one_alone { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = html(&Whom {
        frame: state.frame("Compare people", Section::People, paths::COMPARE),
        people: asked.people.trim().to_owned(),
        with: asked.with.trim().to_owned(),
        lately: state.store.lately().await?,
        unclear,
        one_alone,
    })?;
    Ok((status, page).into_response())
}

/// Where those now are who once stood at `slugs`, where each is one person.
async fn elsewhere(state: &AppState, slugs: &[String]) -> PageResult {
    let mut now: Vec<String> = Vec::new();
    for slug in slugs {
        let found = match state.store.successors(slug).await?.as_slice() {
            [one] => one.clone(),
            _ => slug.clone(),
        };
        if !now.contains(&found) {
            now.push(found);
        }
    }
    match now.as_slice() {
        [one] => Ok(Redirect::temporary(&paths::person(one)).into_response()),
        several if several != slugs => Ok(Redirect::temporary(&paths::compare(several, None)).into_response()),
        _ => Err(PageError::NotFound),
    }
}

impl Whom {
    fn is_wrong(&self) -> bool {
        self.one_alone || !self.unclear.is_empty()
    }
}

fn days(comparison: &Comparison) -> Vec<DayOfStatements<'_>> {
    let of_day = comparison.statements.rows.chunk_by(|a, b| a.published_on == b.published_on);
    of_day
        .map(|same| DayOfStatements {
            day: same.first().and_then(|said| said.published_on),
            columns: comparison.people.iter().map(|head| column(head, same)).collect(),
        })
        .collect()
}

fn column<'a>(head: &PersonHead, said: &'a [Said]) -> Vec<SaidView<'a>> {
    said.iter().filter(|said| said.speaker_slug.as_ref() == Some(&head.slug)).map(SaidView::of).collect()
}

impl<'a> Compared<'a> {
    fn of(head: &'a PersonHead, all: &'a [PersonHead], axis: Option<Axis>, comparison: &Comparison) -> Self {
        Self {
            head,
            chart: axis.map(|axis| Chart::of(axis, &comparison.months, &head.slug)),
            others: all.iter().filter(|other| other.slug != head.slug).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_compared_each_once_and_at_most_three() {
        assert_eq!(several("a, b,a,").unwrap(), ["a", "b"]);
        assert_eq!(several("Ada Quill, ada-quill , Bo Marsh,").unwrap(), ["ada-quill", "bo-marsh"]);
        assert!(several(",,").unwrap().is_empty() && several("a,b,c,d").is_err());
    }
}
