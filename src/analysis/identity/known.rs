//! What all articles together tell of one person: offices, gender, company. Knows no name.

use std::collections::BTreeSet;

use super::given;
use super::office::Offices;
use crate::analysis::gender;
use crate::analysis::lexicon::{HONORIFIC_FEMALE, HONORIFIC_MALE, tags_of};
use crate::domain::{Gender, Member, name_words};

/// So many companions in common are no chance: most articles of a country name its president.
const TELLING_COMPANY: usize = 2;

#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    pub(super) offices: Offices,
    /// As words of address and titles say.
    said: BTreeSet<Gender>,
    /// As the given name lets expect.
    expected: Option<Gender>,
    company: BTreeSet<&'a str>,
    articles: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    pub(super) fn of(members: &[&'a Member]) -> Self {
        let each = || members.iter().copied();
        Self {
            offices: Offices::of(each().flat_map(|m| m.titles.iter().map(String::as_str))),
            said: each().filter_map(said).collect(),
            expected: each().find_map(|m| expected(&m.name)),
            company: each().flat_map(|m| m.company.iter().map(String::as_str)).collect(),
            articles: each().map(|m| m.article.as_str()).collect(),
        }
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.offices.extend(&other.offices);
        self.said.extend(&other.said);
        self.expected = self.expected.or(other.expected);
        self.company.extend(&other.company);
        self.articles.extend(&other.articles);
    }

    /// What is said counts more than what the given name lets expect; contradictions tell nothing.
    pub(super) fn gender(&self) -> Option<Gender> {
        match self.said.len() {
            0 => self.expected,
            1 => self.said.first().copied(),
            _ => None,
        }
    }

    /// Whether one is a woman and the other a man, or an article has both of them.
    pub(super) fn speaks_against(&self, other: &Self) -> bool {
        let clash = self.gender().zip(other.gender()).is_some_and(|(one, two)| one != two);
        let (few, many) = if self.articles.len() <= other.articles.len() { (self, other) } else { (other, self) };
        clash || few.articles.iter().any(|article| many.articles.contains(article))
    }

    /// Whether the same person is named with both, often enough to mean something, and no titles say otherwise.
    pub(super) fn shares_telling_company(&self, other: &Self) -> bool {
        self.is_silent_beside(other) && self.common_company(other) >= TELLING_COMPANY
    }

    /// Whether somebody in the company is as `fits` says.
    pub(super) fn is_named_with(&self, fits: impl Fn(&str) -> bool) -> bool {
        self.company.iter().any(|slug| fits(slug))
    }

    /// For a surname that only one person has, one companion is enough.
    pub(super) fn shares_company(&self, other: &Self) -> bool {
        self.is_silent_beside(other) && self.common_company(other) > 0
    }

    fn is_silent_beside(&self, other: &Self) -> bool {
        self.offices.is_silent() || other.offices.is_silent()
    }

    fn common_company(&self, other: &Self) -> usize {
        let (few, many) = if self.company.len() <= other.company.len() { (self, other) } else { (other, self) };
        few.company.iter().filter(|slug| many.company.contains(*slug)).take(TELLING_COMPANY).count()
    }
}

/// What an article says of a person's gender; contradictions tell nothing. A gender that is not what the given name lets
/// expect must have been said.
pub(super) fn said(member: &Member) -> Option<Gender> {
    let address = member.forms.iter().filter_map(|form| of_address(form));
    let titles = member.titles.iter().filter_map(|title| gender::of_title(title));
    let read = member
        .gender
        .filter(|gender| given_name(&member.name).and_then(|name| gender::of_given_name(&name)) != Some(*gender));
    let all: BTreeSet<Gender> = address.chain(titles).chain(read).collect();
    all.first().copied().filter(|_| all.len() == 1)
}

fn of_address(form: &str) -> Option<Gender> {
    let (first, _) = form.split_once(' ')?;
    let tags = tags_of(first);
    match (tags.has(HONORIFIC_FEMALE), tags.has(HONORIFIC_MALE)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

/// What a full name's given name lets expect.
pub(super) fn expected(name: &str) -> Option<Gender> {
    given_name(name).and_then(|name| given::gender_of(&name))
}

fn given_name(name: &str) -> Option<String> {
    let words = name_words(name);
    (words.len() > 1).then(|| words.into_iter().next()).flatten()
}
