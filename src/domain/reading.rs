//! What the analysis makes of one article: cast, mentions, statements. Imports only its neighbours in `domain`.

use super::{Language, Span};

/// What the analysis makes of one article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// `None` where it is not clear. Only what is in English has a cast, mentions and statements.
    pub language: Option<Language>,
    /// The cast: all persons of the article, sorted by name.
    pub persons: Vec<CastMember>,
    /// In order of line and start.
    pub mentions: Vec<Mention>,
    /// In order of line and first word.
    pub statements: Vec<Statement>,
}

/// A person as one article shows them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CastMember {
    /// The fullest name the article gives: "Sergei Lavrov", or "Lavrov" where it gives no more.
    pub name: String,
    /// Every way the article names them, honorific included ("Mr Lavrov"), sorted.
    pub forms: Vec<String>,
    /// What they are called: "Russian Foreign Minister". Sorted by how often, then by text.
    pub titles: Vec<String>,
    pub gender: Option<Gender>,
}

impl CastMember {
    /// Whether the name has a given name or initial before the surname, so that it may name one person in the world.
    #[must_use]
    pub fn is_full_name(&self) -> bool {
        super::is_full_name(&self.name)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    Female,
    Male,
}

impl Gender {
    /// The word for it in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Female, Self::Male].into_iter().find(|g| g.as_str() == text)
    }
}

/// A span of a line that names a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Index of the line, from 0.
    pub line: usize,
    /// The name without honorific or title.
    pub span: Span,
    /// Index into [`Reading::persons`].
    pub person: usize,
}

/// Something said. `words` and `cue` are spans of `line`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub line: usize,
    pub kind: Kind,
    /// The words said, in order; never empty. More than one where the line breaks them: "A," she said, "B."
    pub words: Vec<Span>,
    /// What reports it: "said", "according to".
    pub cue: Option<Span>,
    pub speaker: Speaker,
}

/// How the words are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A whole quotation.
    Direct,
    /// A partial quotation inside reported speech.
    Mixed,
    /// Reported speech without quotation marks.
    Indirect,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Direct, Self::Mixed, Self::Indirect];

    /// The word for it in JSON, addresses and the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == text)
    }
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// `person` indexes [`Reading::persons`]; `span` of `line` is what names them there.
    Person { person: usize, line: usize, span: Span, evidence: Evidence },
    /// An organization that speaks as such: "the State Department said".
    Organization { name: String, line: usize, span: Span },
    /// Nobody can be named, and why. `span` of the statement's line is what stands there for the speaker: "he", "a
    /// spokesman"; none where nothing does.
    Unresolved { reason: Reason, span: Option<Span> },
}

/// The class by which a span was taken for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// By name: "Mr Lavrov said".
    Named,
    /// By a title that only one of the cast has: "the president said".
    Title,
    /// By a pronoun that only one person fits.
    Pronoun,
    /// Carried over from a neighbouring line; ordered articles only.
    Carried,
}

impl Evidence {
    pub const ALL: [Self; 4] = [Self::Named, Self::Title, Self::Pronoun, Self::Carried];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Title => "title",
            Self::Pronoun => "pronoun",
            Self::Carried => "carried",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|e| e.as_str() == text)
    }
}

/// Why nobody is named as the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// "He said", and the line does not settle who that is.
    Pronoun,
    /// "Smith and Jones said", "both said": more than one speaker, and no group that is named as one.
    Plural,
    /// "A spokesman said": somebody without a name.
    Unnamed,
    /// The name fits more than one person of the article.
    Ambiguous,
    /// The line names no speaker at all.
    NobodyOnLine,
}

impl Reason {
    pub const ALL: [Self; 5] = [Self::Pronoun, Self::Plural, Self::Unnamed, Self::Ambiguous, Self::NobodyOnLine];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pronoun => "pronoun",
            Self::Plural => "plural",
            Self::Unnamed => "unnamed",
            Self::Ambiguous => "ambiguous",
            Self::NobodyOnLine => "nobody on the line",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == text)
    }
}
