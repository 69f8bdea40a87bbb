//! What a load tells whoever started it: one report per file, and a summary. Knows nothing of terminals.

use std::path::Path;

use serde::Serialize;

use crate::domain::{ArticleId, Outcome};

/// What became of one file. Given out only when what it says is on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// The file's path, with control characters and stray bytes written out.
    pub file: String,
    pub outcome: Outcome,
    /// The article's permanent id; `None` where the file was skipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Why it was skipped: the line and what was expected there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What was not as the format says, and was loaded all the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

impl FileReport {
    pub(super) fn skipped(path: &Path, reason: String) -> Self {
        Self { file: shown(path), outcome: Outcome::Skipped, id: None, reason: Some(reason), warnings: Vec::new() }
    }

    /// Of an article that somebody deleted: its file does not bring it back.
    pub(super) fn deleted(path: &Path, id: &ArticleId) -> Self {
        let reason = Some("the article was deleted here, and stays so; the owner can restore it".to_owned());
        Self { file: shown(path), outcome: Outcome::Deleted, id: Some(id.to_string()), reason, warnings: Vec::new() }
    }
}

/// How far a load is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub total: usize,
}

/// What a whole load did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    pub loaded: usize,
    pub revised: usize,
    pub unchanged: usize,
    /// Articles that somebody deleted here.
    pub deleted: usize,
    /// Files that gave no article: the load should end with a status that says so.
    pub skipped: usize,
}

impl Summary {
    pub(super) fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Loaded => self.loaded += 1,
            Outcome::Revised => self.revised += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Deleted => self.deleted += 1,
            Outcome::Skipped => self.skipped += 1,
        }
    }

    /// How many files were looked at.
    #[must_use]
    pub fn files(&self) -> usize {
        self.written() + self.unchanged + self.deleted + self.skipped
    }

    pub(super) fn written(&self) -> usize {
        self.loaded + self.revised
    }
}

/// A path on one line, whatever its name holds.
pub(super) fn shown(path: &Path) -> String {
    let mut text = String::new();
    for c in path.to_string_lossy().chars() {
        if c.is_control() { text.extend(c.escape_default()) } else { text.push(c) }
    }
    text
}
