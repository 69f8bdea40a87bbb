//! What programs ask a site for: `robots.txt`, the sitemap, and the manifest that lets a phone keep the site as an app.

use askama::Template;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::store::Place;
use crate::web::auth::Asker;
use crate::web::extract::{InQuery, Origin};
use crate::web::page::PageResult;
use crate::web::{AppState, PageError, assets, paths};

/// How many articles and persons one sitemap has at most; larger ones come in parts, with an index. It may have 50,000, but
/// many small parts are read and written as other pages are.
const LARGEST: i64 = 2000;
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
    let numbers = state.store.place_numbers().await?;
    let part = match (parts(numbers.last()), asked.part.map(i64::from)) {
        (1, None) => 1,
        (parts, None) => return xml(&SitemapIndex { site, parts }),
        (parts, Some(part)) if (1..=parts).contains(&part) => part,
        _ => return Err(PageError::NotFound),
    };
    let places = state.store.places(numbers, (part - 1) * LARGEST, part * LARGEST).await?;
    let own = if part == 1 { vec![paths::front(), paths::people(), paths::about_reading()] } else { Vec::new() };
    xml(&Sitemap { site, own, places })
}

fn xml(template: &impl Template) -> PageResult {
    Ok(([(CONTENT_TYPE, XML)], template.render()?).into_response())
}

/// How many sitemaps it takes.
fn parts(last: i64) -> i64 {
    ((last + LARGEST - 1) / LARGEST).max(1)
}

pub(in crate::web) async fn robots(asker: Asker, Origin(site): Origin) -> PageResult {
    let text = if asker.instance().is_private() {
        "User-agent: *\nDisallow: /\n".to_owned()
    } else {
        format!("User-agent: *\nDisallow: {}\nAllow: /\n\nSitemap: {site}{}\n", paths::HEALTHZ, paths::sitemap())
    };
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

pub(in crate::web) async fn manifest() -> PageResult {
    let drawn = json!({"src": assets::icon(), "sizes": "any", "type": "image/svg+xml", "purpose": "any"});
    let in_pixels = assets::icons_in_pixels()
        .map(|(src, sizes, purpose)| json!({"src": src, "sizes": sizes, "type": "image/png", "purpose": purpose}));
    let icons: Value = [drawn].into_iter().chain(in_pixels).collect();
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
        "share_target": {
            "action": paths::adding::SHARE,
            "method": "GET",
            "enctype": "application/x-www-form-urlencoded",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
        "icons": icons,
    });
    Ok(([(CONTENT_TYPE, "application/manifest+json")], manifest.to_string()).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_has_as_many_parts_as_it_needs() {
        assert_eq!([0, 1, 2000, 2001, 4001].map(parts), [1, 1, 1, 2, 3]);
    }
}
