//! What programs ask a site for: `robots.txt`, the sitemap, and the manifest that lets a phone keep the site as an app.

use askama::Template;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::json;

use crate::store::Place;
use crate::web::extract::{InQuery, Origin};
use crate::web::page::PageResult;
use crate::web::{AppState, PageError, assets, paths};

/// The most addresses that one sitemap may have; larger ones come in parts, with an index.
const LARGEST: i64 = 50_000;
const XML: &str = "application/xml; charset=utf-8";

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    part: Option<u32>,
}

#[derive(Template)]
#[template(path = "feeds/sitemap.xml")]
struct Sitemap {
    site: String,
    own: Vec<String>,
    places: Vec<Place>,
}

#[derive(Template)]
#[template(path = "feeds/sitemap_index.xml")]
struct SitemapIndex {
    site: String,
    parts: i64,
}

pub(in crate::web) async fn sitemap(
    State(state): State<AppState>,
    Origin(site): Origin,
    InQuery(asked): InQuery<Asked>,
) -> PageResult {
    let own = vec![paths::front(), paths::people(), paths::about_reading()];
    let own_count = i64::try_from(own.len()).unwrap_or(LARGEST);
    let text = match (parts(state.store.place_count().await?, own_count), asked.part.map(i64::from)) {
        (1, None | Some(1)) => {
            let places = state.store.places(0, LARGEST - own_count).await?;
            Sitemap { site, own, places }.render()?
        }
        (parts, None) => SitemapIndex { site, parts }.render()?,
        (parts, Some(part)) if (1..=parts).contains(&part) => {
            // The first part has room for our own pages.
            let (own, skipped) = if part == 1 { (own, 0) } else { (Vec::new(), (part - 1) * LARGEST - own_count) };
            let room = if part == 1 { LARGEST - own_count } else { LARGEST };
            Sitemap { site, own, places: state.store.places(skipped, room).await? }.render()?
        }
        _ => return Err(PageError::NotFound),
    };
    Ok(([(CONTENT_TYPE, XML)], text).into_response())
}

/// How many sitemaps it takes.
fn parts(places: i64, own: i64) -> i64 {
    (places + own + LARGEST - 1) / LARGEST
}

pub(in crate::web) async fn robots(Origin(site): Origin) -> PageResult {
    let text =
        format!("User-agent: *\nDisallow: {}\nAllow: /\n\nSitemap: {site}{}\n", paths::HEALTHZ, paths::sitemap());
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

pub(in crate::web) async fn manifest() -> PageResult {
    let manifest = json!({
        "id": paths::front(),
        "name": "Onrecord",
        "short_name": "Onrecord",
        "description": "Saved news, and what everybody in it is on record as saying.",
        "lang": "en",
        "start_url": paths::front(),
        "scope": paths::front(),
        "display": "minimal-ui",
        "background_color": "#fcfaf5",
        "theme_color": "#7b1e22",
        "icons": [{"src": assets::icon(), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    });
    Ok(([(CONTENT_TYPE, "application/manifest+json")], manifest.to_string()).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_has_as_many_parts_as_it_needs() {
        assert_eq!([parts(0, 3), parts(49_997, 3), parts(49_998, 3), parts(99_998, 3)], [1, 1, 2, 3]);
    }
}
