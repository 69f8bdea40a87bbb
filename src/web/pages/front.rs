//! The front page: the newest articles, by day.

use askama::Template;
use axum::extract::State;
use jiff::civil::Date;
use serde::Deserialize;

use crate::store::{ListedArticle, Page, TellingStatement};
use crate::web::extract::InQuery;
use crate::web::marked::{Mark, Piece, marked};
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::schema::About;
use crate::web::{AppState, PageError, paths, places, wording};

const SIZE: usize = 20;

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    before: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/front.html")]
struct Front<'a> {
    frame: Frame,
    later_page: bool,
    days: Vec<DayOfArticles<'a>>,
    older: Option<String>,
}

struct DayOfArticles<'a> {
    day: Option<Date>,
    articles: Vec<Entry<'a>>,
}

struct Entry<'a> {
    article: &'a ListedArticle,
    telling: Option<Telling<'a>>,
}

struct Telling<'a> {
    statement: &'a TellingStatement,
    pieces: Vec<Piece<'a>>,
}

pub(in crate::web) async fn show(State(state): State<AppState>, InQuery(asked): InQuery<Asked>) -> PageResult {
    let before = match asked.before.as_deref().filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => Some(places::parse_article(text).ok_or(PageError::BadRequest(NO_PLACE))?),
    };
    let page = state.store.newest_articles(before.as_ref(), SIZE).await?;
    let (title, path) = match &before {
        None => ("Newest articles", paths::front()),
        Some(place) => ("Older articles", paths::front_before(place)),
    };
    html(&Front {
        frame: state
            .frame(title, Section::Articles, &path)
            .with_feed("Newest articles", paths::feed())
            .about(About::house(state.site())),
        later_page: before.is_some(),
        days: by_day(&page.rows),
        older: older(&page),
    })
}

const NO_PLACE: &str = "The address asks for articles before a place that it does not name rightly.";

fn older(page: &Page<ListedArticle>) -> Option<String> {
    let last = page.rows.last().filter(|_| page.more)?;
    Some(paths::front_before(&last.place()))
}

fn by_day(articles: &[ListedArticle]) -> Vec<DayOfArticles<'_>> {
    articles
        .chunk_by(|a, b| a.published_on == b.published_on)
        .map(|same| DayOfArticles {
            day: same.first().and_then(|article| article.published_on),
            articles: same.iter().map(Entry::of).collect(),
        })
        .collect()
}

impl<'a> Entry<'a> {
    fn of(article: &'a ListedArticle) -> Self {
        let telling = article.telling.as_ref().map(|statement| {
            let mark = Mark { kind: statement.kind, words: &statement.words, number: None };
            Telling { statement, pieces: marked(&statement.line, &[mark]) }
        });
        Self { article, telling }
    }

    fn more_people(&self) -> i64 {
        let shown = i64::try_from(self.article.people.len()).unwrap_or(i64::MAX);
        self.article.people_count - shown
    }
}
