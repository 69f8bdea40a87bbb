//! What two or three people said, side by side on one axis of time.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use jiff::civil::Date;
use serde::Deserialize;

use super::person::SaidView;
use crate::analysis::same::Change;
use crate::store::{Comparison, PersonHead, Said};
use crate::web::chart::{Axis, Chart};
use crate::web::extract::InQuery;
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::{AppState, PageError, paths, places, wording};

const SIZE: usize = 40;

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    people: String,
    from: Option<String>,
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
    let slugs = several(&asked.people)?;
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
const TWO_OR_THREE: &str = "Two or three people can be compared: their addresses, with commas, as in people=one,other.";

/// The people asked for, each once.
fn several(asked: &str) -> Result<Vec<String>, PageError> {
    let mut slugs: Vec<String> = Vec::new();
    for slug in asked.split(',').map(str::trim).filter(|slug| !slug.is_empty()) {
        if !slugs.iter().any(|known| known == slug) {
            slugs.push(slug.to_owned());
        }
    }
    if (2..=3).contains(&slugs.len()) { Ok(slugs) } else { Err(PageError::BadRequest(TWO_OR_THREE)) }
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
    fn two_or_three_are_compared_each_once() {
        assert_eq!(several("a, b,a,").unwrap(), ["a", "b"]);
        for asked in ["", "a", "a,a", "a,b,c,d", ",,"] {
            assert!(several(asked).is_err(), "{asked}");
        }
    }
}
