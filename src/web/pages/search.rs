//! What readers look for: people, statements and articles, with what was found marked; and how a browser can ask here.

use askama::Template;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use serde::Deserialize;

use super::search_views::{ArticleView, StatementView, articles, statements};
use crate::domain::{LONGEST_QUERY, SearchQuery, Sought, Text, Wanted};
use crate::library::{Looking, search};
use crate::store::{FoundPerson, FoundSpeaker, SearchHits, SearchOrder, SearchPart};
use crate::web::extract::InQuery;
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::{AppState, PageError, paths, wording};

/// How many rows of each kind stand on the page of everything, and on one of a kind alone.
const FEW: usize = 10;
const SIZE: usize = 25;

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Part {
    #[default]
    All,
    Statements,
    Articles,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Sort {
    #[default]
    Newest,
    Best,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default, rename = "in")]
    part: Part,
    #[serde(default)]
    sort: Sort,
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/search.html")]
struct Findings<'a> {
    frame: Frame,
    typed: &'a str,
    query: &'a SearchQuery,
    looking: Looking,
    people: &'a [FoundPerson],
    /// None where none was found.
    statements: Option<Vec<StatementView<'a>>>,
    articles: Option<Vec<ArticleView<'a>>>,
    more_statements: Option<String>,
    more_articles: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/opensearch.xml", escape = "xml")]
struct Description<'a> {
    base: &'a str,
}

pub(in crate::web) async fn show(State(state): State<AppState>, InQuery(asked): InQuery<Asked>) -> PageResult {
    let looking = asked.looking()?;
    let typed = asked.typed();
    let mut query = SearchQuery::parse(&asked.q);
    let hits = search(&state.store, &mut query, looking).await?;
    let title = if typed.is_empty() { "Search".to_owned() } else { format!("{typed} – Search") };
    let path = paths::search(&typed, looking.part, looking.order, looking.before);
    let sought = Sought::of(&query);
    let mut frame = state.frame(title, Section::Search, &path);
    if !query.is_empty() {
        frame = frame.with_feed(typed.clone(), paths::search_feed(&typed, looking.part));
    }
    html(&Findings {
        frame,
        people: &hits.people,
        statements: hits
            .statements
            .as_ref()
            .map(|page| statements(&page.rows, &sought))
            .filter(|rows| !rows.is_empty()),
        articles: hits.articles.as_ref().map(|page| articles(&page.rows, &sought)).filter(|rows| !rows.is_empty()),
        more_statements: more(&typed, looking, SearchPart::Statements, &hits),
        more_articles: more(&typed, looking, SearchPart::Articles, &hits),
        typed: &typed,
        query: &query,
        looking,
    })
}

/// The description that lets a browser search here. It needs the house's own address.
pub(in crate::web) async fn describe(State(state): State<AppState>) -> PageResult {
    let base = state.base_url.as_ref().ok_or(PageError::NotFound)?;
    let page = Description { base: base.as_str().trim_end_matches('/') }.render()?;
    let headers = [(CONTENT_TYPE, "application/opensearchdescription+xml"), (CACHE_CONTROL, "no-cache")];
    Ok((headers, page).into_response())
}

const NO_PLACE: &str = "The address asks for a page of what was found by a place that it does not name rightly.";

impl Asked {
    fn looking(&self) -> Result<Looking, PageError> {
        let before = self.before.as_deref().filter(|text| !text.is_empty());
        let place = |text: &str| text.parse().ok().filter(|place| *place >= 0).ok_or(PageError::BadRequest(NO_PLACE));
        let part = match self.part {
            Part::All => SearchPart::All,
            Part::Statements => SearchPart::Statements,
            Part::Articles => SearchPart::Articles,
        };
        let order = match self.sort {
            Sort::Newest => SearchOrder::Newest,
            Sort::Best => SearchOrder::Best,
        };
        let size = if part == SearchPart::All { FEW } else { SIZE };
        Ok(Looking { part, order, before: before.map(place).transpose()?, size })
    }

    pub(super) fn is_of_statements(&self) -> bool {
        matches!(self.part, Part::Statements)
    }

    /// What was typed, as far as it is read and shown again.
    pub(super) fn typed(&self) -> String {
        self.q.trim().chars().filter(|c| !c.is_control()).take(LONGEST_QUERY).collect()
    }
}

/// The way to more of a kind: from the page of everything to its first page, from there to the next. The best are shown
/// as far as they were compared, and no further.
fn more(typed: &str, looking: Looking, part: SearchPart, hits: &SearchHits) -> Option<String> {
    let (more, last) = match part {
        SearchPart::Articles => {
            hits.articles.as_ref().map(|page| (page.more, page.rows.last().map(|row| row.place)))?
        }
        _ => hits.statements.as_ref().map(|page| (page.more, page.rows.last().map(|row| row.place)))?,
    };
    match (looking.part, looking.order) {
        _ if !more => None,
        (SearchPart::All, order) => Some(paths::search(typed, part, order, None)),
        (_, SearchOrder::Newest) => Some(paths::search(typed, part, SearchOrder::Newest, last)),
        (_, SearchOrder::Best) => None,
    }
}

impl Findings<'_> {
    fn is_newest_first(&self) -> bool {
        self.looking.order == SearchOrder::Newest
    }

    fn is_part(&self, part: SearchPart) -> bool {
        self.looking.part == part
    }

    /// The same search in another order, from its start.
    fn in_order(&self, order: SearchOrder) -> String {
        paths::search(self.typed, self.looking.part, order, None)
    }

    fn of_part(&self, part: SearchPart) -> String {
        paths::search(self.typed, part, self.looking.order, None)
    }

    fn feed(&self) -> String {
        paths::search_feed(self.typed, self.looking.part)
    }

    /// The articles found, as a story: in words that will mean the same for ever, which a question's may not.
    fn as_story(&self) -> String {
        paths::story_of(&[], &self.reading().unwrap_or_else(|| self.typed.to_owned()))
    }

    /// The same with any of its words, and its address: where all of them together are nowhere.
    fn looser(&self) -> Option<(String, String)> {
        let looser = self.query.looser().filter(|_| self.looking.before.is_none())?.to_string();
        let address = paths::search(&looser, self.looking.part, SearchOrder::Best, None);
        Some((looser, address))
    }

    /// One word may be the name of a newspaper: what that published.
    fn as_source(&self) -> Option<(String, String)> {
        let Some(Wanted::Text(Text { words, prefix: false, .. })) = &self.query.wanted else { return None };
        let query = SearchQuery { wanted: Some(Wanted::Source(words.clone())), ..self.query.clone() }.to_string();
        let address = paths::search(&query, self.looking.part, self.looking.order, None);
        (!words.contains(char::is_whitespace)).then_some((query, address))
    }

    fn found_nothing(&self) -> bool {
        self.people.is_empty() && self.statements.is_none() && self.articles.is_none()
    }

    /// How the query was understood, where it was not read as it stands.
    fn reading(&self) -> Option<String> {
        Some(self.query.to_string())
            .filter(|reading| !self.query.notes.is_empty() && reading != self.typed && !reading.is_empty())
    }
}
