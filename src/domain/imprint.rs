//! What a page says of its article besides the text, and how each part of it was found. Imports nothing of ours.

use serde::{Deserialize, Serialize};

/// What the publisher says of the article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Imprint {
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// The name of the site, where it has one besides its host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_name: Option<String>,
    /// The language, by its tag (BCP 47). What it really is in is read from the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// How one part of an article was found, for readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldNote {
    pub field: Field,
    /// What was found, cut where it is long; empty where nothing was.
    pub found: String,
    /// Where, in a few words: "JSON-LD datePublished".
    pub how: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Title,
    Byline,
    Date,
    Address,
    Site,
    Language,
    Encoding,
    Text,
}

/// Longer values are cut in a note.
const LONGEST: usize = 200;

impl FieldNote {
    #[must_use]
    pub fn new(field: Field, found: &str, how: impl Into<String>) -> Self {
        let mut short: String = found.chars().take(LONGEST).collect();
        if short.len() < found.len() {
            short.push('…');
        }
        Self { field, found: short, how: how.into() }
    }
}
