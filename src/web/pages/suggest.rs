//! What the search box suggests while somebody types: people and titles of articles, with their addresses. For the script;
//! whoever has none sends the form and finds the same.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::domain::LONGEST_QUERY;
use crate::store::{SuggestedArticle, SuggestedPerson};
use crate::web::extract::InQuery;
use crate::web::page::PageResult;
use crate::web::{AppState, paths, wording};

const PEOPLE: usize = 6;
const ARTICLES: usize = 5;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    q: String,
}

pub(in crate::web) async fn show(State(state): State<AppState>, InQuery(asked): InQuery<Asked>) -> PageResult {
    let typed: String = asked.q.chars().take(LONGEST_QUERY).collect();
    let people = state.store.suggested_people(&typed, PEOPLE).await?;
    let articles = state.store.suggested_articles(&typed, ARTICLES).await?;
    let groups = [
        ("People", people.iter().map(of_person).collect::<Vec<Value>>()),
        ("Articles", articles.iter().map(of_article).collect()),
    ];
    let groups = groups.into_iter().filter(|(_, rows)| !rows.is_empty());
    let groups: Value = groups.map(|(name, rows)| json!({"name": name, "rows": rows})).collect();
    Ok(([(CONTENT_TYPE, "application/json")], groups.to_string()).into_response())
}

fn of_person(person: &SuggestedPerson) -> Value {
    let note = wording::count(person.statement_count, "statement");
    json!({"text": person.name, "note": note, "path": paths::person(&person.slug)})
}

fn of_article(article: &SuggestedArticle) -> Value {
    let note = format!("{}, {}", article.site, wording::short_day(article.published_on));
    json!({"text": article.title, "note": note, "path": paths::article(&article.id, &article.slug)})
}
