//! How to cite an article: a page with every form to copy, or one form as a file.

use askama::Template;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use crate::domain::site_of;
use crate::store::ArticlePage;
use crate::web::cite::{Cited, Format};
use crate::web::extract::{InPath, InQuery};
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::{AppState, PageError, paths};

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    format: String,
}

#[derive(Template)]
#[template(path = "pages/article_cite.html")]
struct Cite<'a> {
    frame: Frame,
    article: &'a ArticlePage,
    forms: Vec<(Format, String)>,
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    InPath((id, slug)): InPath<(String, String)>,
    InQuery(asked): InQuery<Asked>,
) -> PageResult {
    let format = match asked.format.as_str() {
        "" => None,
        name => Some(Format::parse(name).ok_or(PageError::BadRequest(NO_FORMAT))?),
    };
    let article = &state.article(&id).await?;
    let path = paths::article_cite(&article.id, &article.slug, format.map_or("", Format::name));
    if slug != article.slug {
        return Ok(Redirect::permanent(&path).into_response());
    }
    let cited = Cited {
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
