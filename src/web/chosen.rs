//! Which of a person's statements an address asks for, as the page and the feed read it. Knows no page.

use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

use super::PageError;
use crate::domain::{Kind, LONGEST_QUERY};
use crate::store::SaidFilter;

/// No name of a source or a person is longer.
const LONGEST: usize = 300;

/// The values as they stand in the address; a form sends empty ones for what was not chosen.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct ChosenAsked {
    /// `direct`, `mixed` or `indirect`.
    #[param(pattern = "^(direct|mixed|indirect)?$")]
    kind: String,
    /// A year or a month.
    #[param(pattern = r"^(\d{4}(-(0[1-9]|1[0-2]))?)?$", example = "2024-03")]
    year: String,
    /// The host that published it.
    #[param(max_length = 300)]
    source: String,
    /// The slug of a person whom the words name.
    #[param(max_length = 300)]
    about: String,
    /// What the line must have, as it is written into the search box; of the statements of one person only.
    #[param(max_length = 300)]
    words: String,
}

impl ChosenAsked {
    pub(super) fn read(self) -> Result<SaidFilter, PageError> {
        let kind = match self.kind.as_str() {
            "" => None,
            kind => Some(Kind::parse(kind).ok_or(PageError::BadRequest(NO_KIND))?),
        };
        if !(self.year.is_empty() || is_year(&self.year) || is_month(&self.year)) {
            return Err(PageError::BadRequest("A year is written in four digits, a month as 2024-03."));
        }
        if self.source.len() > LONGEST || self.about.len() > LONGEST {
            return Err(PageError::BadRequest("No source and nobody here has a name as long as that."));
        }
        let words: String = self.words.trim().chars().filter(|c| !c.is_control()).take(LONGEST_QUERY).collect();
        Ok(SaidFilter {
            kind,
            year: given(self.year),
            source: given(self.source),
            about: given(self.about),
            words: given(words),
        })
    }
}

const NO_KIND: &str = "The kinds of statements are direct, mixed and indirect.";

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_month(text: &str) -> bool {
    let year = text.split_once('-').is_some_and(|(year, month)| is_year(year) && month.len() == 2);
    year && format!("{text}-01").parse::<Date>().is_ok()
}

fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_chosen_is_not_asked_for() {
        assert!(ChosenAsked::default().read().unwrap().is_empty());
        let asked = ChosenAsked { kind: "mixed".into(), year: "2024".into(), ..ChosenAsked::default() };
        assert_eq!((asked.read().unwrap().kind), Some(Kind::Mixed));
        let asked = ChosenAsked { year: "2024-03".into(), ..ChosenAsked::default() };
        assert_eq!(asked.read().unwrap().year.as_deref(), Some("2024-03"));
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        for (kind, year) in
            [("evil", ""), ("", "24"), ("", "20x4"), ("", "２０２４"), ("", "2024-13"), ("", "2024-3"), ("", "2024-+1")]
        {
            let asked = ChosenAsked { kind: kind.into(), year: year.into(), ..ChosenAsked::default() };
            assert!(asked.read().is_err(), "{kind} {year}");
        }
    }
}
