//! What a search finds, as a feed: the newest articles, or where statements are asked for, the newest statements.

use askama::Template;
use axum::extract::State;

use super::search::Asked;
use super::search_views::{ArticleView, Snippet};
use crate::domain::{SearchQuery, Sought, spoken, urn};
use crate::library::{Looking, search};
use crate::store::{Fed, FoundArticle, FoundLine, FoundSpeaker, FoundStatement, SearchOrder, SearchPart};
use crate::web::atom::{Entry, Feed, StatementIds, shortened};
use crate::web::extract::{InQuery, Origin};
use crate::web::page::PageResult;
use crate::web::{AppState, paths, wording};

const SIZE: usize = 50;

#[derive(Template)]
#[template(path = "feeds/found_article.html")]
struct ArticleContent<'a> {
    site: &'a str,
    article: &'a FoundArticle,
    line: Option<(&'a FoundLine, Snippet<'a>)>,
}

#[derive(Template)]
#[template(path = "feeds/found_statement.html")]
struct StatementContent<'a> {
    site: &'a str,
    found: &'a FoundStatement,
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    InQuery(asked): InQuery<Asked>,
    Origin(site): Origin,
) -> PageResult {
    let typed = asked.typed();
    let part = if asked.is_of_statements() { SearchPart::Statements } else { SearchPart::Articles };
    let mut query = SearchQuery::parse(&typed);
    let looking = Looking { part, order: SearchOrder::Newest, before: None, size: SIZE };
    let hits = search(&state.store, &mut query, looking).await?;
    let articles = hits.articles.map(|page| page.rows).unwrap_or_default();
    let articles = state.store.fed(articles, |article| &article.id).await?;
    let statements = hits.statements.map(|page| page.rows).unwrap_or_default();
    let statements = state.store.fed(statements, |found| &found.article_id).await?;
    let (sought, mut ids) = (Sought::of(&query), StatementIds::default());
    let articles = articles.iter().map(|fed| Entry::of_found(&site, fed, &sought));
    let statements = statements.iter().map(|fed| Entry::of_found_statement(&site, fed, &mut ids));
    let address = paths::search_feed(&typed, part);
    let shown = if part == SearchPart::Statements { part } else { SearchPart::All };
    Feed {
        id: urn(&["feed", &state.own_name(), &address]),
        title: format!("Onrecord: {typed}"),
        page: format!("{site}{}", paths::search(&typed, shown, SearchOrder::Newest, None)),
        address: format!("{site}{address}"),
        entries: articles.chain(statements).collect::<Result<_, _>>()?,
    }
    .answer()
}

impl Entry {
    fn of_found(site: &str, fed: &Fed<FoundArticle>, sought: &[Sought]) -> Result<Self, askama::Error> {
        let article = &fed.row;
        let line = ArticleView::of(article, sought).line;
        let content = ArticleContent { site, article, line }.render()?;
        Ok(Self::of_article_found(site, article, fed.loaded_at, content))
    }

    /// Of an article, whatever is told of it.
    pub(super) fn of_article_found(
        site: &str,
        article: &FoundArticle,
        loaded_at: jiff::Timestamp,
        content: String,
    ) -> Self {
        Self {
            id: urn(&["article", &article.id]),
            title: article.title.clone(),
            language: "",
            address: format!("{site}{}", paths::article(&article.id, &article.slug)),
            published: article.published_on,
            loaded_at,
            author: article.site.clone(),
            author_page: None,
            content,
        }
    }

    fn of_found_statement(
        site: &str,
        fed: &Fed<FoundStatement>,
        ids: &mut StatementIds,
    ) -> Result<Self, askama::Error> {
        let found = &fed.row;
        let words = spoken(&found.line, &found.words);
        let (author, page) = match &found.speaker {
            FoundSpeaker::Person { slug, name } => (name.clone(), Some(format!("{site}{}", paths::person(slug)))),
            FoundSpeaker::Organization(name) => (name.clone(), None),
            FoundSpeaker::Unresolved => (String::new(), None),
        };
        Ok(Self {
            id: ids.of(&found.article_id, &found.line_key, &words),
            title: shortened(&words),
            language: "",
            address: format!("{site}{}", paths::line(&found.article_id, &found.article_slug, &found.line_key)),
            published: found.published_on,
            loaded_at: fed.loaded_at,
            author,
            author_page: page,
            content: StatementContent { site, found }.render()?,
        })
    }
}
