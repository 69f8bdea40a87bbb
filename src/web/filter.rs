//! How a choice of articles is written in an address: `?source=&person=&from=&to=&statements=only`. Knows no page.

use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

use super::PageError;
use crate::domain::slug;
use crate::store::ArticleFilter;

/// What an address says, still unread. Empty values are those of fields that were left empty.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct AskedFilter {
    /// The host that published them.
    source: String,
    /// The name or the slug of somebody whom they name.
    person: String,
    /// The first day.
    #[param(format = Date)]
    from: Option<String>,
    /// The last day.
    #[param(format = Date)]
    to: Option<String>,
    /// Only those in which somebody says something.
    #[param(pattern = "^(only)?$")]
    statements: String,
}

impl AskedFilter {
    pub(super) fn read(&self) -> Result<ArticleFilter, PageError> {
        let source = self.source.trim().to_lowercase();
        let person = person(&self.person);
        let with_statements = match self.statements.as_str() {
            "" => false,
            "only" => true,
            _ => return Err(PageError::BadRequest(NO_CHOICE)),
        };
        Ok(ArticleFilter {
            source: Some(source).filter(|source| !source.is_empty()),
            person: Some(person).filter(|_| !self.person.trim().is_empty()),
            from: day(self.from.as_deref().unwrap_or_default())?,
            to: day(self.to.as_deref().unwrap_or_default())?,
            with_statements,
        })
    }
}

impl AskedFilter {
    /// The same for programs, which leave out what they do not ask for, where a form sends it empty.
    pub(super) fn read_strictly(&self) -> Result<ArticleFilter, PageError> {
        let empty = |day: &Option<String>| day.as_deref().is_some_and(|day| day.trim().is_empty());
        if empty(&self.from) || empty(&self.to) { Err(PageError::BadRequest(NO_DAY)) } else { self.read() }
    }
}

const NO_CHOICE: &str = "Of statements an address can only say “only”.";
const NO_DAY: &str = "The address asks for a day that is none; days are written as 2024-01-31.";

/// Readers write a name, links an address; the address of a name is the name's slug.
pub(super) fn person(text: &str) -> String {
    if text.contains('_') { text.trim().to_owned() } else { slug(text) }
}

pub(super) fn day(text: &str) -> Result<Option<Date>, PageError> {
    match text.trim() {
        "" => Ok(None),
        day => day.parse().map(Some).map_err(|_| PageError::BadRequest(NO_DAY)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_of_people_are_read() {
        let person = |text: &str| AskedFilter { person: text.into(), ..AskedFilter::default() }.read().unwrap().person;
        for text in ["ada-quill", "Ada Quill", " Ada  Quill "] {
            assert_eq!(person(text).as_deref(), Some("ada-quill"), "{text}");
        }
        assert_eq!(person("quill_abcdefghijkl").as_deref(), Some("quill_abcdefghijkl"));
        assert_eq!(person(" "), None);
    }

    #[test]
    fn days_are_days() {
        let from = |text: &str| AskedFilter { from: Some(text.into()), ..AskedFilter::default() }.read();
        assert!(from("2024-02-29").unwrap().from.is_some() && from("").unwrap().from.is_none());
        for text in ["2023-02-29", "yesterday", "'", "9e99"] {
            assert!(from(text).is_err(), "{text}");
        }
    }
}
