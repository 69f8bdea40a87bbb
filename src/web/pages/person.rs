//! A person's page: who they are, and everything they are on record as saying, in date order.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use jiff::civil::Date;
use serde::Deserialize;

use super::person_lists;
use super::reports::ReportsView;
use crate::analysis::same::Change;
use crate::domain::{Evidence, Kind, SearchQuery, spoken};
use crate::store::{HeldTitle, PersonPage, PersonSizes, Said, SaidFilter, SaidOrder, SaidQuery};
use crate::web::arcs::Arcs;
use crate::web::chart::{Axis, Chart};
use crate::web::chosen::ChosenAsked;
use crate::web::extract::{InPath, InQuery};
use crate::web::marked::{Mark, Piece, marked_near};
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::schema::About;
use crate::web::{AppState, PageError, paths, places, wording};

const SIZES: PersonSizes =
    PersonSizes { possible: 8, statements: 25, about: 5, companions: 12, articles: 8, named: 30 };

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum View {
    #[default]
    Statements,
    About,
    Articles,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Order {
    #[default]
    Newest,
    Oldest,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    view: View,
    #[serde(default)]
    order: Order,
    from: Option<String>,
    before: Option<String>,
    #[serde(flatten)]
    filter: ChosenAsked,
}

#[derive(Template)]
#[template(path = "pages/person.html")]
struct Record<'a> {
    frame: Frame,
    person: &'a PersonPage,
    query: &'a SaidQuery,
    statements: Vec<SaidView<'a>>,
    about: Vec<SaidView<'a>>,
    next: Option<String>,
    chart: Option<Chart>,
    arcs: Option<Arcs<'a>>,
    notes: Vec<String>,
}

/// A statement with its line marked, for `parts/said.html`.
pub(super) struct SaidView<'a> {
    pub(super) said: &'a Said,
    pub(super) pieces: Vec<Piece<'a>>,
    pub(super) reports: ReportsView<'a>,
}

impl SaidView<'_> {
    pub(super) fn is_inferred(&self) -> bool {
        self.said.evidence != Evidence::Named
    }
}

impl<'a> SaidView<'a> {
    pub(super) fn of(said: &'a Said) -> Self {
        let mark = Mark { kind: said.kind, words: &said.words, number: None };
        let reports = ReportsView::of(&said.reports, &spoken(&said.line, &said.words));
        Self { said, pieces: marked_near(&said.line, &mark, ""), reports }
    }
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    InPath(slug): InPath<String>,
    InQuery(asked): InQuery<Asked>,
    RawQuery(query): RawQuery,
) -> PageResult {
    let from = asked.from.as_deref().filter(|text| !text.is_empty());
    let from = from.map(|text| places::parse_said(text).ok_or(PageError::BadRequest(NO_PLACE))).transpose()?;
    let before = asked.before.as_deref().filter(|text| !text.is_empty());
    let before = before.map(|text| places::parse_article(text).ok_or(PageError::BadRequest(NO_PLACE))).transpose()?;
    let page = match asked.view {
        View::Statements => {
            let order = match asked.order {
                Order::Newest => SaidOrder::Newest,
                Order::Oldest => SaidOrder::Oldest,
            };
            statements(&state, &slug, &SaidQuery { order, filter: asked.filter.read()?, from }).await?
        }
        View::About => person_lists::about(&state, &slug, from.as_ref()).await?,
        View::Articles => person_lists::articles(&state, &slug, before.as_ref()).await?,
    };
    match page {
        Some(page) => Ok(page),
        None => elsewhere(&state, &slug, query.as_deref()).await,
    }
}

const NO_PLACE: &str = "The address asks for a page of the list by a place that it does not name rightly.";

async fn statements(
    state: &AppState,
    slug: &str,
    query: &SaidQuery,
) -> Result<Option<axum::response::Response>, PageError> {
    let Some(person) = &state.store.person_page(slug, query, SIZES).await? else { return Ok(None) };
    let last = person.statements.rows.last().filter(|_| person.statements.more);
    let about = About::person(state.site(), person, latest_title(person));
    let frame = state.frame(&person.head.name, Section::People, &paths::person_statements(slug, query)).about(about);
    let feed = format!("{} on record{}", person.head.name, if query.filter.is_empty() { "" } else { ", this choice" });
    html(&Record {
        frame: frame.with_feed(feed, paths::person_feed_of(slug, &query.filter)),
        person,
        query,
        statements: person.statements.rows.iter().map(SaidView::of).collect(),
        about: person.about.rows.iter().map(SaidView::of).collect(),
        next: last
            .map(|said| paths::person_statements(slug, &SaidQuery { from: Some(said.place.clone()), ..query.clone() })),
        notes: query.filter.words.as_deref().map(|words| SearchQuery::parse(words).notes).unwrap_or_default(),
        arcs: Arcs::of(&person.companions, &person.ties),
        chart: Axis::of(&person.months).map(|axis| {
            Chart::of(axis, &person.months, slug).linked(|time| {
                let filter = SaidFilter { year: Some(time.to_owned()), ..query.filter.clone() };
                paths::person_statements(slug, &SaidQuery { filter, from: None, ..query.clone() })
            })
        }),
    })
    .map(Some)
}

/// Where a person now is who once stood at `slug`, with what the address chooses of the page. Where that may be several, the
/// list of those with that name.
async fn elsewhere(state: &AppState, slug: &str, query: Option<&str>) -> PageResult {
    match state.store.successors(slug).await?.as_slice() {
        [] => Err(PageError::NotFound),
        // Not for ever: with other articles, two who were joined may turn out to be two, or the other name the usual one.
        [one] => Ok(Redirect::temporary(&paths::with_raw_query(paths::person(one), query)).into_response()),
        _ => Ok(Redirect::temporary(&paths::people_named(slug)).into_response()),
    }
}

/// The title used last, and of several the one used most.
fn latest_title(person: &PersonPage) -> Option<&str> {
    let latest = person.titles.iter().max_by_key(|held| (held.last_on, held.article_count))?;
    Some(&latest.title)
}

/// So broad is the mark of a title that was used on one day.
const SHORTEST: i32 = 16;

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

impl Record<'_> {
    fn is_newest_first(&self) -> bool {
        self.query.order == SaidOrder::Newest
    }

    fn has_inferred(&self) -> bool {
        self.statements.iter().any(SaidView::is_inferred)
    }

    fn latest_title(&self) -> Option<&str> {
        latest_title(self.person)
    }

    /// From when a title was used and how long, in thousandths of the time from which there are articles. None where all
    /// were used all the time, or nobody knows when.
    fn when_held(&self, held: &HeldTitle) -> Option<(i32, i32)> {
        let whole = days(self.person.head.first_on?, self.person.head.last_on?);
        if whole == 0 || self.person.titles.len() < 2 {
            return None;
        }
        let from = days(self.person.head.first_on?, held.first_on?) * 1000 / whole;
        let until = days(self.person.head.first_on?, held.last_on?) * 1000 / whole;
        let long = (until - from).max(SHORTEST);
        Some((from.min(1000 - long), long))
    }

    /// What the person said while they were called so.
    fn said_meanwhile(&self, held: &HeldTitle) -> Option<String> {
        let query =
            SearchQuery { from: held.first_on, until: Some(held.last_on?.tomorrow().ok()?), ..SearchQuery::default() };
        let filter = SaidFilter { words: Some(query.to_string()), ..SaidFilter::default() };
        let said = SaidQuery { order: SaidOrder::Oldest, filter, from: None };
        (self.person.head.statement_count > 0).then(|| paths::person_statements(&self.person.head.slug, &said))
    }

    fn in_order(&self, order: SaidOrder) -> String {
        paths::person_statements(&self.person.head.slug, &SaidQuery { order, from: None, ..self.query.clone() })
    }

    /// The years and their months in which there are statements, the newest first, as addresses write them.
    fn years(&self) -> Vec<(String, Vec<String>)> {
        let mut years: Vec<(String, Vec<String>)> = Vec::new();
        for count in self.person.months.iter().rev() {
            let (year, month) = (count.month.strftime("%Y").to_string(), count.month.strftime("%Y-%m").to_string());
            match years.last_mut() {
                Some((last, months)) if *last == year => months.push(month),
                _ => years.push((year, vec![month])),
            }
        }
        years
    }

    fn is_chosen(&self, time: &str) -> bool {
        self.query.filter.year.as_deref() == Some(time)
    }

    /// What the choice is, in words; what is not in the lists to choose from, as the address has it.
    fn chosen(&self) -> String {
        let filter = &self.query.filter;
        let about = filter.about.as_ref().map(|slug| {
            let other = self.person.named.iter().find(|other| other.key == *slug);
            format!("about {}", other.map_or(slug.as_str(), |other| other.name.as_str()))
        });
        let kind = filter.kind.map(|kind| wording::kind(kind).to_lowercase());
        let year = filter.year.as_ref().map(|year| format!("of {}", wording::month(year)));
        let source = filter.source.as_ref().map(|source| format!("in {source}"));
        let words = filter.words.as_deref().map(SearchQuery::parse).map(|query| {
            let words = query.wanted.map(|wanted| format!("with “{wanted}”"));
            let from = query.from.map(|day| format!("since {}", wording::short_day(Some(day))));
            let until = query.until.map(|day| format!("before {}", wording::short_day(Some(day))));
            [words, from, until].into_iter().flatten().collect::<Vec<_>>().join(", ")
        });
        [kind, about, words.filter(|words| !words.is_empty()), source, year]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The articles that name this person, as a story.
    fn as_story(&self) -> String {
        paths::story_of(std::slice::from_ref(&self.person.head.slug), "")
    }

    /// This person beside another.
    fn beside(&self, other: &str) -> String {
        paths::compare(&[self.person.head.slug.clone(), other.to_owned()], None)
    }
}
