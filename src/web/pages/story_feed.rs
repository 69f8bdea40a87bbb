//! A story as a feed: its newest articles, each with what it reports that belongs there.

use askama::Template;
use axum::extract::State;

use super::story::{choice, found};
use crate::domain::urn;
use crate::library;
use crate::store::{FoundSpeaker, StoryArticle, StoryOrder};
use crate::web::asked_story::AskedStory;
use crate::web::atom::{Entry, Feed};
use crate::web::extract::{InQuery, Origin};
use crate::web::page::PageResult;
use crate::web::{AppState, PageError, paths, wording};

const SIZE: usize = 50;

#[derive(Template)]
#[template(path = "feeds/story_article.html")]
struct Content<'a> {
    site: &'a str,
    told: &'a StoryArticle,
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    InQuery(story): InQuery<AskedStory>,
    Origin(site): Origin,
) -> PageResult {
    let (story, people, _) = found(&state, story.read()?).await?;
    if story.is_empty() {
        return Err(PageError::BadRequest(NO_CHOICE));
    }
    let page = library::story(&state.store, &story, StoryOrder::Newest, None, SIZE).await?;
    let rows = state.store.fed(page.articles.rows, |told| &told.article.id).await?;
    let entries = rows.iter().map(|fed| {
        let content = Content { site: &site, told: &fed.row }.render()?;
        Ok(Entry::of_article_found(&site, &fed.row.article, fed.loaded_at, content))
    });
    let address = paths::story_feed(&story);
    Feed {
        id: urn(&["feed", &state.own_name(), &address]),
        title: if story.name.is_empty() { choice(&story, &people) } else { story.name.clone() },
        page: format!("{site}{}", paths::story(&story, StoryOrder::Newest, None)),
        address: format!("{site}{address}"),
        entries: entries.collect::<Result<_, askama::Error>>()?,
    }
    .answer()
}

const NO_CHOICE: &str = "The feed of a story needs people, words, sources or days in its address.";
