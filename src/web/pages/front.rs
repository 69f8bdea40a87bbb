//! The front page: the newest articles, by day, or those that its filter leaves; and what the collection is about.

use askama::Template;
use axum::extract::State;
use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::Story;
use crate::store::{ArticleFilter, Lately, ListedArticle, StoryOrder, TellingStatement};
use crate::web::extract::InQuery;
use crate::web::filter::AskedFilter;
use crate::web::marked::{Mark, Piece, marked_near};
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
    filter: &'a ArticleFilter,
    /// The name of the person whom the articles name, if that is asked for.
    person: String,
    is_filtered: bool,
    later_page: bool,
    days: Vec<DayOfArticles<'a>>,
    older: Option<String>,
    lately: &'a Lately,
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

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    InQuery(asked): InQuery<Asked>,
    InQuery(filter): InQuery<AskedFilter>,
) -> PageResult {
    let before = match asked.before.as_deref().filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => Some(places::parse_article(text).ok_or(PageError::BadRequest(NO_PLACE))?),
    };
    let (filter, person) = state.chosen_by(filter.read()?).await?;
    let filter = &filter;
    let page = state.store.newest_articles(filter, before.as_ref(), SIZE).await?;
    let lately = &state.store.lately().await?;
    let is_filtered = *filter != ArticleFilter::default();
    let title = title(filter, person.as_deref(), before.is_some());
    let feed = if is_filtered { title.clone() } else { "Newest articles".to_owned() };
    let path = paths::articles(filter, before.as_ref());
    html(&Front {
        frame: state
            .frame(title, Section::Articles, &path)
            .with_feed(feed, paths::feed_of(filter))
            .about(About::house(state.site())),
        filter,
        person: person.unwrap_or_default(),
        is_filtered,
        later_page: before.is_some(),
        days: by_day(&page.rows),
        older: page.rows.last().filter(|_| page.more).map(|last| paths::articles(filter, Some(&last.place()))),
        lately,
    })
}

const NO_PLACE: &str = "The address asks for articles before a place that it does not name rightly.";

/// What the page has, in words.
fn title(filter: &ArticleFilter, person: Option<&str>, later_page: bool) -> String {
    if *filter == ArticleFilter::default() {
        return if later_page { "Older articles" } else { "Newest articles" }.to_owned();
    }
    let mut title = "Articles".to_owned();
    title.extend(filter.source.as_deref().map(|source| format!(" from {source}")));
    title.extend(person.map(|name| format!(" that name {name}")));
    let days = match (filter.from, filter.to) {
        (None, None) => String::new(),
        (Some(from), None) => format!(" since {}", wording::short_day(Some(from))),
        (None, Some(to)) => format!(" until {}", wording::short_day(Some(to))),
        (from, to) => format!(", {}", wording::period(from, to)),
    };
    title.push_str(&days);
    if filter.with_statements {
        title.push_str(", with statements");
    }
    title
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

impl Front<'_> {
    /// The same choice as a story.
    fn as_story(&self) -> Option<String> {
        let story = Story {
            people: self.filter.person.iter().cloned().collect(),
            sources: self.filter.source.iter().cloned().collect(),
            from: self.filter.from,
            to: self.filter.to,
            ..Story::default()
        };
        (!story.is_empty()).then(|| paths::story(&story, StoryOrder::Newest, None))
    }

    fn day(day: Option<Date>) -> String {
        day.map(|day| day.to_string()).unwrap_or_default()
    }
}

impl<'a> Entry<'a> {
    fn of(article: &'a ListedArticle) -> Self {
        let telling = article.telling.as_ref().map(|statement| {
            let mark = Mark { kind: statement.kind, words: &statement.words, number: None };
            Telling { statement, pieces: marked_near(&statement.line, &mark, "") }
        });
        Self { article, telling }
    }

    fn more_people(&self) -> i64 {
        let shown = i64::try_from(self.article.people.len()).unwrap_or(i64::MAX);
        self.article.people_count - shown
    }
}
