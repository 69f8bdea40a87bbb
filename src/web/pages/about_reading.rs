//! How the articles are read, for readers: what is found, what the marks and the words of evidence mean, how well it
//! works. The examples are read by the analysis itself; the figures are those of docs/reading.md.

use std::sync::LazyLock;

use askama::Template;
use axum::extract::State;

use crate::analysis;
use crate::domain::{Article, Evidence, Kind, Reading, Reason, Speaker};
use crate::web::marked::{Mark, Piece, marked};
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::prose::{Block, Inline, section};
use crate::web::{AppState, paths, wording};

#[derive(Template)]
#[template(path = "pages/about_reading.html")]
struct About {
    frame: Frame,
    kinds: Vec<Example<'static>>,
    evidence: Vec<Example<'static>>,
    reasons: Vec<Example<'static>>,
    languages: Vec<Block>,
    limits: Vec<Block>,
    figures: Vec<Block>,
}

/// Lines, read and marked as on an article's page.
struct Example<'a> {
    /// What it is an example of.
    heading: &'static str,
    /// Empty where the notes of its lines say it.
    explained: &'static str,
    lines: Vec<ExampleLine<'a>>,
}

struct ExampleLine<'a> {
    pieces: Vec<Piece<'a>>,
    /// Who speaks, "" where nobody is named; and how that is known, or why not. None where nothing is said.
    note: Option<(&'a str, &'static str, bool)>,
}

/// The lines of an example, and their reading.
struct Sample {
    article: Article,
    reading: Reading,
}

static KINDS: LazyLock<Vec<(Kind, Sample)>> = LazyLock::new(|| Kind::ALL.map(|k| (k, of_kind(k))).into());
static EVIDENCE: LazyLock<Vec<(Evidence, Sample)>> =
    LazyLock::new(|| Evidence::ALL.map(|e| (e, of_evidence(e))).into());
static REASONS: LazyLock<Vec<(Reason, Sample)>> = LazyLock::new(|| Reason::ALL.map(|r| (r, of_reason(r))).into());

pub(in crate::web) async fn show(State(state): State<AppState>) -> PageResult {
    html(&About {
        frame: state.frame("How the articles are read", Section::None, &paths::about_reading()),
        kinds: KINDS.iter().map(|(kind, s)| s.shown(wording::kind(kind), wording::kind_explained(*kind))).collect(),
        evidence: EVIDENCE
            .iter()
            .map(|(e, s)| s.shown(wording::evidence_name(*e), wording::evidence_explained(*e)))
            .collect(),
        reasons: REASONS.iter().map(|(r, s)| s.shown(wording::reason_name(*r), "")).collect(),
        languages: section("Languages"),
        limits: section("What it does not know"),
        figures: section("How well it reads"),
    })
}

fn of_kind(kind: Kind) -> Sample {
    Sample::read(match kind {
        Kind::Direct => &["“The gate stays open,” said Mayor Anna Berg."],
        Kind::Mixed => &["Mayor Anna Berg said that the gate had cost “an arm and a leg”."],
        Kind::Indirect => &["Mayor Anna Berg said that the gate had cost too much."],
    })
}

fn of_evidence(evidence: Evidence) -> Sample {
    Sample::read(match evidence {
        Evidence::Named => {
            &["Mayor Anna Berg opened the gate on Monday.", "Ms Berg said that it had cost two million."]
        }
        Evidence::Title => &["Mayor Anna Berg opened the gate on Monday.", "The mayor said that it would last."],
        Evidence::Pronoun => &["Anna Berg came late and she said that the gate was shut."],
        Evidence::Carried => &["“The gate stays open,” Anna Berg said.", "“It will stay so for good.”"],
    })
}

fn of_reason(reason: Reason) -> Sample {
    Sample::read(match reason {
        Reason::Pronoun => &["She said that nobody had been told."],
        Reason::Plural => &["Paul Osei and Ines Duarte said that they would go to court."],
        Reason::Unnamed => &["A spokesman said that the chain was new."],
        Reason::Ambiguous => &["Anna Berg and Karl Berg came to the harbour.", "Berg said that the chain was old."],
        Reason::NobodyOnLine => &["“Nobody told us anything about a chain.”"],
    })
}

impl Sample {
    /// In the order in which they stand: the examples show what an ordered article allows as well.
    fn read(lines: &[&str]) -> Self {
        let lines = lines.iter().map(|&line| line.to_owned()).collect();
        let article = Article { lines, ordered: true, ..Article::default() };
        Self { reading: analysis::read(&article), article }
    }

    fn shown(&self, heading: &'static str, explained: &'static str) -> Example<'_> {
        let lines = self.article.lines.iter().enumerate().map(|(at, line)| self.line(at, line));
        Example { heading, explained, lines: lines.collect() }
    }

    fn line<'a>(&'a self, at: usize, line: &'a str) -> ExampleLine<'a> {
        let said: Vec<_> = self.reading.statements.iter().filter(|s| s.line == at).collect();
        let marks: Vec<Mark<'_>> = said.iter().map(|s| Mark { kind: s.kind, words: &s.words, number: None }).collect();
        let note = said.first().map(|statement| match &statement.speaker {
            Speaker::Person { person, evidence, .. } => {
                let name = self.reading.persons.get(*person).map_or("", |member| &member.name);
                (name, wording::evidence(*evidence), *evidence != Evidence::Named)
            }
            Speaker::Organization { name, .. } => (name.as_str(), wording::evidence(Evidence::Named), false),
            Speaker::Unresolved { reason, .. } => ("", wording::reason(*reason), false),
        });
        ExampleLine { pieces: marked(line, &marks), note }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_shows_what_it_stands_for() {
        for (kind, sample) in KINDS.iter() {
            let kinds: Vec<Kind> = sample.reading.statements.iter().map(|s| s.kind).collect();
            assert_eq!(kinds, [*kind], "{:?}", sample.article.lines);
        }
        for (wanted, sample) in EVIDENCE.iter() {
            let last = sample.reading.statements.last().map(|s| &s.speaker);
            assert!(
                matches!(last, Some(Speaker::Person { evidence, .. }) if evidence == wanted),
                "{wanted:?}: {last:?}"
            );
        }
        for (wanted, sample) in REASONS.iter() {
            let last = sample.reading.statements.last().map(|s| &s.speaker);
            assert!(
                matches!(last, Some(Speaker::Unresolved { reason, .. }) if reason == wanted),
                "{wanted:?}: {last:?}"
            );
        }
    }

    #[test]
    fn every_section_of_the_document_is_there() {
        for title in ["Languages", "What it does not know", "How well it reads"] {
            assert!(!section(title).is_empty(), "{title}");
        }
    }
}
