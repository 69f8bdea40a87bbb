//! A saved article: its title, date, source and lines. Imports only its neighbours in `domain`.

use jiff::civil::Date;

use super::{ArticleId, Imprint, Layout, canonical_url, site_of};

/// A saved article, as some format of `ingest` gave it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    pub title: String,
    /// The day of publication; `None` where the source does not say.
    pub published_on: Option<Date>,
    pub source: Source,
    /// The sentence-lines, verbatim.
    pub lines: Vec<String>,
    /// Whether `lines` stand in the order of publication. The seed format lost it.
    pub ordered: bool,
    /// How the lines stand on the page; nothing where that is not known.
    pub layout: Layout,
    pub imprint: Imprint,
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

    /// Whether a text that a program fetched is clearly poorer than the `shown` one, so that it must not take its place by
    /// itself: it has less than 7 of 10 words of it, or its sentences lost their order.
    #[must_use]
    pub fn is_poorer_than(&self, shown: &Self) -> bool {
        self.words() * 10 < shown.words() * 7 || (shown.ordered && !self.ordered)
    }

    /// How many words its lines have; in scripts without blanks, very roughly.
    #[must_use]
    pub fn words(&self) -> usize {
        let of = |line: &String| {
            let wide = line.chars().filter(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')).count();
            line.split_whitespace().count() + wide / 2
        };
        self.lines.iter().map(of).sum()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: usize, ordered: bool) -> Article {
        Article { lines: vec!["word ".repeat(words)], ordered, ..Article::default() }
    }

    #[test]
    fn a_much_shorter_text_is_poorer() {
        assert!(of(69, true).is_poorer_than(&of(100, true)));
        assert!(!of(70, true).is_poorer_than(&of(100, true)) && !of(300, true).is_poorer_than(&of(100, true)));
    }

    #[test]
    fn a_text_that_lost_its_order_is_poorer() {
        assert!(of(200, false).is_poorer_than(&of(100, true)) && !of(100, true).is_poorer_than(&of(100, false)));
    }

    #[test]
    fn words_are_counted_in_any_script() {
        let lines = vec!["It rained.".into(), "今日は雨です。".into()];
        assert_eq!(Article { lines, ..Article::default() }.words(), 2 + 1 + 3);
    }
}
