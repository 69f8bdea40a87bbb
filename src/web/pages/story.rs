//! A story: a choice of articles with an address of its own, its articles on an axis of time, and who speaks in it. Without
//! a choice, where stories are made.

use askama::Template;
use axum::extract::State;
use jiff::civil::Date;
use serde::Deserialize;

use super::search_views::{ArticleView, StatementView, statements};
use crate::domain::{SearchQuery, Sought, Story};
use crate::library;
use crate::store::{
    COUNTED_ARTICLES, FoundSpeaker, Lately, NamedPerson, SearchOrder, SearchPart, StoryArticle, StoryOrder, StoryPage,
};
use crate::web::asked_story::AskedStory;
use crate::web::chart::{Axis, Chart};
use crate::web::extract::InQuery;
use crate::web::meant::{Meant, Unclear};
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::{AppState, PageError, paths, wording};

const SIZE: usize = 20;

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
    order: Order,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/story.html")]
struct Told<'a> {
    frame: Frame,
    story: &'a Story,
    choice: String,
    people: &'a [NamedPerson],
    notes: Vec<String>,
    unclear: Vec<Unclear>,
    order: StoryOrder,
    days: Vec<DayOfStory<'a>>,
    page: &'a StoryPage,
    chart: Option<Chart>,
    next: Option<String>,
    later_page: bool,
    lately: &'a Lately,
}

#[derive(Template)]
#[template(path = "pages/story_new.html")]
struct New<'a> {
    frame: Frame,
    story: &'a Story,
    people: &'a [NamedPerson],
    unclear: Vec<Unclear>,
    lately: &'a Lately,
}

struct DayOfStory<'a> {
    day: Option<Date>,
    articles: Vec<Entry<'a>>,
}

/// An article, and what it reports that belongs to the story; where that is nothing, its line that has most of the words.
struct Entry<'a> {
    article: ArticleView<'a>,
    statements: Vec<StatementView<'a>>,
    more: i64,
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    InQuery(asked): InQuery<Asked>,
    InQuery(story): InQuery<AskedStory>,
) -> PageResult {
    let (story, people, unclear) = found(&state, story.read()?).await?;
    let lately = &state.store.lately().await?;
    if story.is_empty() {
        let frame = state.frame("Stories", Section::Stories, paths::STORY);
        return html(&New { frame, story: &story, people: &people, unclear, lately });
    }
    let order = match asked.order {
        Order::Newest => StoryOrder::Newest,
        Order::Oldest => StoryOrder::Oldest,
    };
    let from = asked.place()?;
    let page = &library::story(&state.store, &story, order, from, SIZE).await?;
    let query = SearchQuery::parse(&story.words);
    let sought = Sought::of(&query);
    let choice = choice(&story, &people);
    let title = if story.name.is_empty() { choice.clone() } else { story.name.clone() };
    let last = page.articles.rows.last().filter(|_| page.articles.more);
    let frame = state.frame(&title, Section::Stories, &paths::story(&story, order, from));
    html(&Told {
        frame: frame.with_feed(title, paths::story_feed(&story)),
        notes: query.notes.into_iter().chain(page.unknown.iter().map(|name| nobody(name))).collect(),
        unclear,
        days: days(&page.articles.rows, &sought),
        next: last.map(|last| paths::story(&story, order, Some(last.article.place))),
        chart: Axis::of(&page.months).map(|axis| {
            let chart = Chart::of(axis, &page.months, "").counting("article");
            chart.linked(|time| paths::story(&within(&story, time), order, None))
        }),
        story: &story,
        choice,
        people: &people,
        order,
        page,
        later_page: from.is_some(),
        lately,
    })
}

const NO_PLACE: &str = "The address asks for a page of the story by a place that it does not name rightly.";

impl Asked {
    fn place(&self) -> Result<Option<i64>, PageError> {
        let text = self.after.as_deref().filter(|text| !text.is_empty());
        let place = |text: &str| text.parse().ok().filter(|place| *place >= 0).ok_or(PageError::BadRequest(NO_PLACE));
        text.map(place).transpose()
    }
}

/// The story with its people where they now are, what they are called, and who else may be meant.
pub(super) async fn found(
    state: &AppState,
    mut story: Story,
) -> Result<(Story, Vec<NamedPerson>, Vec<Unclear>), PageError> {
    let (mut people, mut unclear): (Vec<NamedPerson>, _) = (Vec::new(), Vec::new());
    for slug in std::mem::take(&mut story.people) {
        match state.meant(&slug).await? {
            Meant::One(person) if people.contains(&person) => {}
            Meant::One(person) => {
                story.people.push(person.slug.clone());
                people.push(person);
            }
            // Left in, so that a story of nobody is empty, and not one of everybody.
            Meant::Unclear(words, several) => {
                story.people.push(slug);
                unclear.push(Unclear::of(&words, &several));
            }
        }
    }
    Ok((story, people, unclear))
}

fn nobody(name: &str) -> String {
    format!("Nobody here is called “{name}”.")
}

/// What of the story is of a year, or of a month as `2024-03`.
fn within(story: &Story, time: &str) -> Story {
    let first = match time.len() {
        4 => format!("{time}-01-01").parse::<Date>(),
        _ => format!("{time}-01").parse(),
    };
    let Ok(first) = first else { return story.clone() };
    let last = if time.len() == 4 { first.last_of_year() } else { first.last_of_month() };
    Story { from: Some(first).max(story.from), to: Some(story.to.map_or(last, |to| to.min(last))), ..story.clone() }
}

/// What the story has, in words.
pub(super) fn choice(story: &Story, people: &[NamedPerson]) -> String {
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    let sources: Vec<&str> = story.sources.iter().map(String::as_str).collect();
    let mut parts = vec![if names.is_empty() { "Articles".to_owned() } else { wording::list_or(&names) }];
    parts.extend(Some(&story.words).filter(|words| !words.is_empty()).map(|words| format!("with “{words}”")));
    parts.extend(Some(sources).filter(|sources| !sources.is_empty()).map(|s| format!("from {}", wording::list_or(&s))));
    parts.extend(match (story.from, story.to) {
        (None, None) => None,
        (Some(from), None) => Some(format!("since {}", wording::short_day(Some(from)))),
        (None, Some(to)) => Some(format!("until {}", wording::short_day(Some(to)))),
        (from, to) => Some(format!("of {}", wording::period(from, to))),
    });
    parts.join(" ")
}

fn days<'a>(found: &'a [StoryArticle], sought: &[Sought]) -> Vec<DayOfStory<'a>> {
    let of_day = found.chunk_by(|a, b| a.article.published_on == b.article.published_on);
    of_day
        .map(|same| DayOfStory {
            day: same.first().and_then(|one| one.article.published_on),
            articles: same.iter().map(|one| Entry::of(one, sought)).collect(),
        })
        .collect()
}

impl<'a> Entry<'a> {
    fn of(one: &'a StoryArticle, sought: &[Sought]) -> Self {
        let told = i64::try_from(one.statements.len()).unwrap_or(i64::MAX);
        Self {
            article: ArticleView::of(&one.article, sought),
            statements: statements(&one.statements, sought),
            more: one.statement_count - told,
        }
    }
}

impl New<'_> {
    /// Stories of those who are quoted most just now, and of what was loaded last.
    fn examples(&self) -> Vec<(String, String)> {
        let named = self.lately.most_quoted.iter().map(|quoted| quoted.person.clone()).collect::<Vec<_>>();
        let of_people = [named.get(..1), named.get(..3)].into_iter().flatten().map(|people| Story {
            people: people.iter().map(|person| person.slug.clone()).collect(),
            ..Story::default()
        });
        let of_source =
            self.lately.sources.first().map(|source| Story { sources: vec![source.site.clone()], ..Story::default() });
        let title = |story: &Story| choice(story, named.get(..story.people.len()).unwrap_or_default());
        let address = |story: &Story| paths::story(story, StoryOrder::Newest, None);
        of_people.chain(of_source).map(|story| (title(&story), address(&story))).collect()
    }
}

impl Told<'_> {
    fn in_order(&self, order: StoryOrder) -> String {
        paths::story(self.story, order, None)
    }

    fn is_newest_first(&self) -> bool {
        self.order == StoryOrder::Newest
    }

    /// How many articles with a day there are, as far as they were counted.
    fn size(&self) -> String {
        match self.page.months.iter().map(|month| month.count).sum() {
            COUNTED_ARTICLES.. => format!("{} and more", wording::count(COUNTED_ARTICLES, "article")),
            count => wording::count(count, "article"),
        }
    }
}

/// What the form has for the people: their names.
pub(super) fn names(people: &[NamedPerson]) -> String {
    people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

pub(super) fn value(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
