//! The feeds of lists: the newest articles, and a person's newest statements.

use askama::Template;
use axum::extract::{RawQuery, State};

use crate::domain::{spoken, urn};
use crate::store::{Fed, ListedArticle, Said, SaidQuery};
use crate::web::atom::{Entry, Feed, StatementIds, shortened};
use crate::web::chosen::ChosenAsked;
use crate::web::extract::{InPath, InQuery, Origin};
use crate::web::filter::AskedFilter;
use crate::web::page::PageResult;
use crate::web::{AppState, paths, wording};

const ARTICLES: usize = 50;
const STATEMENTS: usize = 50;

#[derive(Template)]
#[template(path = "feeds/article.html")]
struct ArticleContent<'a> {
    site: &'a str,
    article: &'a ListedArticle,
}

#[derive(Template)]
#[template(path = "feeds/said.html")]
struct SaidContent<'a> {
    site: &'a str,
    said: &'a Said,
}

/// The newest articles of those that the address asks for.
pub(in crate::web) async fn articles(
    State(state): State<AppState>,
    InQuery(asked): InQuery<AskedFilter>,
    Origin(site): Origin,
) -> PageResult {
    let (filter, _) = state.chosen_by(asked.read()?).await?;
    let articles = state.store.article_feed(&filter, ARTICLES).await?;
    let (address, page) = (paths::feed_of(&filter), paths::articles(&filter, None));
    // Each choice of articles is a feed of its own.
    let own_name = state.own_name();
    let mut name = vec!["feed", &own_name, "articles"];
    name.extend(page.split_once('?').map(|(_, choice)| choice));
    let entries = articles.iter().map(|fed| Entry::of_article(&site, fed)).collect::<Result<_, _>>()?;
    Feed {
        id: urn(&name),
        title: "Onrecord: newest articles".to_owned(),
        address: format!("{site}{address}"),
        page: format!("{site}{page}"),
        entries,
    }
    .answer()
}

/// What a person says.
pub(in crate::web) async fn person(
    State(state): State<AppState>,
    InPath(slug): InPath<String>,
    Origin(site): Origin,
    InQuery(asked): InQuery<ChosenAsked>,
    RawQuery(query): RawQuery,
) -> PageResult {
    let filter = asked.read()?;
    let Some((head, statements)) = state.store.person_feed(&slug, &filter, STATEMENTS).await? else {
        return state.moved(&slug, paths::person_feed, query.as_deref()).await;
    };
    let mut ids = StatementIds::default();
    let entries = statements.iter().map(|fed| Entry::of_said(&site, fed, &mut ids)).collect::<Result<_, _>>()?;
    Feed {
        id: urn(&["feed", &state.own_name(), "person", &paths::person_feed_of(&head.slug, &filter)]),
        title: if filter.is_empty() {
            format!("{} on record", head.name)
        } else {
            format!("{} on record, a choice", head.name)
        },
        address: format!("{site}{}", paths::person_feed_of(&head.slug, &filter)),
        page: format!("{site}{}", paths::person_statements(&head.slug, &SaidQuery { filter, ..SaidQuery::default() })),
        entries,
    }
    .answer()
}

impl Entry {
    fn of_article(site: &str, fed: &Fed<ListedArticle>) -> Result<Self, askama::Error> {
        let article = &fed.row;
        Ok(Self {
            id: urn(&["article", &article.id]),
            title: article.title.clone(),
            language: article.language.filter(|language| !language.is_english()).map_or("", |language| language.tag()),
            address: format!("{site}{}", paths::article(&article.id, &article.slug)),
            published: article.published_on,
            loaded_at: fed.loaded_at,
            author: article.site.clone(),
            author_page: None,
            content: ArticleContent { site, article }.render()?,
        })
    }

    fn of_said(site: &str, fed: &Fed<Said>, ids: &mut StatementIds) -> Result<Self, askama::Error> {
        let said = &fed.row;
        let words = spoken(&said.line, &said.words);
        Ok(Self {
            id: ids.of(&said.article_id, &said.line_key, &words),
            title: shortened(&words),
            language: "",
            address: format!("{site}{}", paths::line(&said.article_id, &said.article_slug, &said.line_key)),
            published: said.published_on,
            loaded_at: fed.loaded_at,
            author: said.speaker.clone(),
            author_page: said.speaker_slug.as_deref().map(|slug| format!("{site}{}", paths::person(slug))),
            content: SaidContent { site, said }.render()?,
        })
    }
}
