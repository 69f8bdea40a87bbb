//! What the identity rules see of each article's persons, and what they make of them. Imports only its neighbours in
//! `domain`.

use super::{ArticleId, Gender};

/// A cast member as the identity rules see them: one person of one article, and who else is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub article: ArticleId,
    pub name: String,
    /// From [`super::own_slugs`].
    pub own_slug: String,
    pub gender: Option<Gender>,
    pub titles: Vec<String>,
    /// Every way the article names them: "Mr Lavrov".
    pub forms: Vec<String>,
    /// The slugs of the other full-named members of the same article.
    pub company: Vec<String>,
}

/// Who is who among the cast members that are settled together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settlement {
    /// Sorted by slug; every member is in exactly one.
    pub persons: Vec<Settled>,
    /// Pairs that may be one person, where the articles do not settle it.
    pub possible: Vec<PossibleMatch>,
}

/// Two persons who may be one, for a reader to decide.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PossibleMatch {
    /// Indices of the persons, the smaller first.
    pub one: usize,
    pub other: usize,
    pub difference: Difference,
    /// The words that differ: "Joe / Joseph".
    pub detail: String,
    pub doubt: Doubt,
}

/// How the names of two persons differ that may be one person's; from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    SameName,
    Spelling,
    Middle,
    ShortForm,
    Initial,
    Generation,
    Surname,
}

impl Difference {
    const ALL: [Self; 7] =
        [Self::SameName, Self::Spelling, Self::Middle, Self::ShortForm, Self::Initial, Self::Generation, Self::Surname];

    /// The word for it in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SameName => "same-name",
            Self::Spelling => "spelling",
            Self::Middle => "middle",
            Self::ShortForm => "short-form",
            Self::Initial => "initial",
            Self::Generation => "generation",
            Self::Surname => "surname",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.as_str() == text)
    }
}

/// Why two persons who may be one were not joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Neither an office nor company ties the two.
    Untied,
    /// More than one person fits.
    Several,
    /// One is spoken of as a woman, the other as a man.
    Gender,
}

impl Doubt {
    /// The word for it in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Untied => "untied",
            Self::Several => "several",
            Self::Gender => "gender",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Untied, Self::Several, Self::Gender].into_iter().find(|d| d.as_str() == text)
    }
}

/// Cast members that are one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub slug: String,
    pub name: String,
    /// Indices of the members, ascending.
    pub members: Vec<usize>,
}
