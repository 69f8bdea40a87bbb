//! Who is meant by what a reader typed into a field for people: an address, a full name, or part of a name that only one
//! person here has. Knows no page.

use super::{AppState, PageError, paths};
use crate::store::{ArticleFilter, NamedPerson};

/// How many are offered where several may be meant.
const OFFERED: usize = 8;

/// What was found for one of the people asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    One(NamedPerson),
    /// The words, and those who have them in their names: nobody, or several.
    Unclear(String, Vec<NamedPerson>),
}

/// Something to tell the reader, with links to the people it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unclear {
    pub(super) words: String,
    pub(super) people: Vec<(String, String)>,
}

impl AppState {
    /// Who is meant by `slug`, which is an address or was made from what was typed.
    pub(super) async fn meant(&self, slug: &str) -> Result<Meant, PageError> {
        if let Some(name) = self.store.person_name(slug).await? {
            return Ok(Meant::One(NamedPerson { slug: slug.to_owned(), name }));
        }
        if let [one] = self.store.successors(slug).await?.as_slice()
            && let Some(name) = self.store.person_name(one).await?
        {
            return Ok(Meant::One(NamedPerson { slug: one.clone(), name }));
        }
        let words = slug.replace('-', " ");
        let found = self.store.suggested_people(&format!("{words} "), OFFERED).await?;
        let mut people: Vec<NamedPerson> =
            found.into_iter().map(|found| NamedPerson { slug: found.slug, name: found.name }).collect();
        match (people.len(), people.pop()) {
            (1, Some(one)) => Ok(Meant::One(one)),
            (_, last) => {
                people.extend(last);
                Ok(Meant::Unclear(words, people))
            }
        }
    }
}

impl AppState {
    /// A choice of articles with the person who is meant, and what they are called; as it was typed where nobody is, or
    /// several are.
    pub(super) async fn chosen_by(&self, filter: ArticleFilter) -> Result<(ArticleFilter, Option<String>), PageError> {
        let Some(slug) = &filter.person else { return Ok((filter, None)) };
        Ok(match self.meant(slug).await? {
            Meant::One(person) => (ArticleFilter { person: Some(person.slug), ..filter }, Some(person.name)),
            Meant::Unclear(words, _) => (filter, Some(words)),
        })
    }
}

impl Unclear {
    pub(super) fn of(words: &str, people: &[NamedPerson]) -> Self {
        let people = people.iter().map(|person| (person.name.clone(), paths::person(&person.slug)));
        Self { words: words.to_owned(), people: people.collect() }
    }
}
