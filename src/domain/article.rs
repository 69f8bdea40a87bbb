//! A saved article: its title, date, source and lines. Imports only its neighbours in `domain`.

use jiff::civil::Date;

use super::{ArticleId, canonical_url, site_of};

/// A saved article, as some format of `ingest` gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    pub title: String,
    /// The day of publication; `None` where the source does not say.
    pub published_on: Option<Date>,
    pub source: Source,
    /// The sentence-lines, verbatim.
    pub lines: Vec<String>,
    /// Whether `lines` stand in the order of publication. The seed format lost it.
    pub ordered: bool,
}

impl Article {
    /// The permanent id: from the canonical source address, else from title and date.
    #[must_use]
    pub fn id(&self) -> ArticleId {
        match self.source.canonical() {
            Some(url) => ArticleId::of_url(&url),
            None => ArticleId::of_title(&self.title, self.published_on),
        }
    }
}

/// Where an article was published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The address as the file gave it, shown as it is; linked only where it is http or https.
    pub url: Option<String>,
}

impl Source {
    #[must_use]
    pub fn new(url: &str) -> Self {
        let url = url.trim();
        Self { url: (!url.is_empty()).then(|| url.to_owned()) }
    }

    /// The address without what does not change the article: scheme, fragment, tracking parameters, trailing slash.
    #[must_use]
    pub fn canonical(&self) -> Option<String> {
        self.url.as_deref().and_then(canonical_url)
    }

    /// The site's name for readers: the host without `www.`; `None` where there is no usable address.
    #[must_use]
    pub fn site(&self) -> Option<String> {
        self.url.as_deref().and_then(site_of)
    }
}
