//! How to cite an article or a line of it: a page with every form to copy, or one form as a file.

use askama::Template;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use crate::domain::{ArticleId, site_of};
use crate::store::{ArticlePage, PageLine, StoodLine};
use crate::web::cite::{Cited, CitedLine, Format};
use crate::web::extract::{InPath, InQuery, Origin};
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::{AppState, PageError, paths, wording};

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    format: String,
    /// The key of the line that is cited.
    #[serde(default)]
    line: String,
}

#[derive(Template)]
#[template(path = "pages/article_cite.html")]
struct Cite<'a> {
    frame: Frame,
    article: &'a ArticlePage,
    line: Option<&'a PageLine>,
    forms: Vec<(Format, String)>,
}

impl Cite<'_> {
    fn file(&self, format: Format) -> String {
        let line = self.line.map(|line| line.key.as_str()).unwrap_or_default();
        paths::article_cite(&self.article.id, &self.article.slug, line, format.name())
    }
}

/// In place of the forms, for a line that was left out since its address was taken.
#[derive(Template)]
#[template(path = "pages/article_line_gone.html")]
struct Gone<'a> {
    frame: Frame,
    article: &'a ArticlePage,
    stood: StoodLine,
}

/// The page for a line that only an earlier revision has: no address of a line is ever lost.
async fn gone(state: &AppState, article: &ArticlePage, key: &str, path: &str) -> PageResult {
    let id = ArticleId::parse(&article.id).ok_or(PageError::NotFound)?;
    let stood = state.store.line_of_old(&id, key).await?.ok_or(PageError::NotFound)?;
    let title = format!("A line of “{}” that was left out", article.title);
    html(&Gone { frame: state.frame(title, Section::Articles, path), article, stood })
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    InPath((id, slug)): InPath<(String, String)>,
    InQuery(asked): InQuery<Asked>,
    Origin(site): Origin,
) -> PageResult {
    let format = match asked.format.as_str() {
        "" => None,
        name => Some(Format::parse(name).ok_or(PageError::BadRequest(NO_FORMAT))?),
    };
    let article = &state.article(&id).await?;
    let path = paths::article_cite(&article.id, &article.slug, &asked.line, format.map_or("", Format::name));
    if slug != article.slug {
        return Ok(Redirect::permanent(&path).into_response());
    }
    let line = article.lines.iter().find(|line| line.key == asked.line);
    if line.is_none() && !asked.line.is_empty() {
        return gone(&state, article, &asked.line, &path).await;
    }
    let address = line.map(|line| format!("{site}{}", paths::line(&article.id, &article.slug, &line.key)));
    let cited = Cited {
        line: line.zip(address.as_deref()).map(|(line, address)| CitedLine { text: &line.text, address }),
        id: &article.id,
        title: &article.title,
        site: &article.site,
        published_on: article.published_on,
        url: article.source_url.as_deref().filter(|url| site_of(url).is_some()),
    };
    match format {
        Some(format) => Ok(file(format, &cited, &article.slug)),
        None => html(&Cite {
            frame: state.frame(format!("How to cite “{}”", article.title), Section::Articles, &path),
            article,
            line,
            forms: Format::ALL.map(|format| (format, format.write(&cited))).into(),
        }),
    }
}

const NO_FORMAT: &str = "An article can be cited as plain, bibtex, ris or csl; the address asks for another form.";

fn file(format: Format, cited: &Cited<'_>, slug: &str) -> axum::response::Response {
    let headers = [
        (CONTENT_TYPE, format.media_type().to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{slug}.{}\"", format.ending())),
        (CACHE_CONTROL, "no-cache".to_owned()),
    ];
    (headers, format.write(cited)).into_response()
}
