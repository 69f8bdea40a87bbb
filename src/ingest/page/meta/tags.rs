//! What a page says of its article in its meta and link elements: Open Graph, Dublin Core and the names that publishers
//! use besides.

use std::collections::BTreeMap;

use dom_smoothie::Readability;

use super::Fact;
use crate::ingest::page::text_of;

/// More elements than this are not looked at.
const MOST: usize = 2_000;

/// Contents of meta elements by their name, property or itemprop in small letters; the first of each.
#[derive(Debug, Default)]
pub(super) struct Tags {
    named: BTreeMap<String, String>,
    canonical: Option<String>,
    /// The content of the title element.
    title: Option<String>,
    /// The only heading of the first rank.
    heading: Option<String>,
}

impl Tags {
    pub(super) fn of(page: &Readability) -> Self {
        let mut named = BTreeMap::new();
        for meta in page.doc.select("meta[content]").nodes().iter().take(MOST) {
            let Some(content) = meta.attr("content").map(|content| content.trim().to_owned()) else { continue };
            for name in ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(|of| meta.attr(of)) {
                for name in name.split_whitespace().take(4).filter(|_| !content.is_empty()) {
                    named.entry(name.to_ascii_lowercase()).or_insert_with(|| content.clone());
                }
            }
        }
        let canonical = page.doc.select("link[rel='canonical'][href]").attr("href").map(|href| href.trim().to_owned());
        let headings = page.doc.select("h1");
        let heading = (headings.length() == 1).then(|| text_of(&headings.html()));
        let title = Some(text_of(&page.doc.select_single("head title").text())).filter(|title| !title.is_empty());
        Self { named, canonical, title, heading: heading.filter(|heading| !heading.is_empty()) }
    }

    /// The first of `names` that the page has.
    pub(super) fn first(&self, names: &[&str]) -> Option<Fact<String>> {
        let found = names.iter().find_map(|name| self.named.get(*name).map(|content| (name, text_of(content))));
        let (name, value) = found.filter(|(_, value)| !value.is_empty())?;
        let how = if name.starts_with("og:") || name.starts_with("article:") { "Open Graph" } else { "meta element" };
        Some(Fact { value, how: format!("{how} {name}") })
    }

    pub(super) fn title(&self) -> Option<Fact<String>> {
        const NAMES: [&str; 8] = [
            "og:title",
            "parsely-title",
            "dc.title",
            "dcterm:title",
            "dcterms.title",
            "citation_title",
            "twitter:title",
            "weibo:article:title",
        ];
        let element = self.title.clone().map(|value| Fact { value, how: "title element".to_owned() });
        let named = self.first(&NAMES).or(element)?;
        // The heading of a name like "Heading | Site" is the title.
        let heading = self.heading.as_ref().filter(|heading| {
            let rest = named.value.strip_prefix(heading.as_str()).map(str::trim_start);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['|', '-', '–', '—', '·', '»', ':']))
        });
        let how = "the page’s only main heading".to_owned();
        Some(heading.map_or(named, |heading| Fact { value: heading.clone(), how }))
    }

    pub(super) fn byline(&self) -> Option<Fact<String>> {
        const NAMES: [&str; 9] = [
            "author",
            "parsely-author",
            "article:author",
            "article:author_name",
            "dc.creator",
            "dcterm:creator",
            "dcterms.creator",
            "citation_author",
            "sailthru.author",
        ];
        NAMES.iter().filter_map(|name| self.first(&[name])).find(|found| !found.value.starts_with("http"))
    }

    pub(super) fn site(&self) -> Option<Fact<String>> {
        self.first(&["og:site_name", "application-name", "dc.publisher", "twitter:app:name:iphone"])
    }

    pub(super) fn language(&self, page: &Readability) -> Option<Fact<String>> {
        let html = page.doc.select("html[lang]").attr("lang").filter(|lang| !lang.trim().is_empty());
        let html =
            html.map(|lang| Fact { value: lang.trim().to_owned(), how: "the lang attribute of html".to_owned() });
        html.or_else(|| self.first(&["content-language", "og:locale", "dc.language", "inlanguage"]))
    }

    pub(super) fn canonical(&self) -> Option<Fact<String>> {
        let link = self.canonical.clone().filter(|link| !link.is_empty());
        let link = link.map(|value| Fact { value, how: "link element canonical".to_owned() });
        link.or_else(|| self.first(&["og:url"]))
    }
}
