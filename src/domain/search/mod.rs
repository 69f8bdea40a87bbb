//! What a reader looks for: the query, as it was understood, and what was wrong with it. A query is never refused: where
//! it cannot be read as it stands, the nearest reading is taken and said. Imports only its neighbours in `domain`.

mod dates;
mod marks;
mod parse;
mod pieces;
mod question;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

use jiff::civil::Date;

pub use marks::{Sought, excerpt, found};
pub use words::{search_words, spaced};

use super::Kind;
use super::month::MONTHS;

/// The longest query that is read, in characters; the rest is left out.
pub const LONGEST_QUERY: usize = 300;

const NO_YEAR: &str = "A month needs its year, as in “March 2024”; without one it is left out.";

/// A query, as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchQuery {
    /// None where nothing is asked for but days, or nothing at all.
    pub wanted: Option<Wanted>,
    /// The first day, and the day before which the last one is.
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// A month whose year is not said, until `settle_month` finds it.
    pub month: Option<i8>,
    /// What could not be read as it stood, and how it was taken.
    pub notes: Vec<String>,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    Text(Text),
    Person { standing: Standing, name: String },
    Source(String),
    Kind(Kind),
    All(Vec<Wanted>),
    Any(Vec<Wanted>),
    Not(Box<Wanted>),
}

/// Words that stand one behind the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub words: String,
    /// In quotation marks: no other spelling will do.
    pub exact: bool,
    /// The last word may go on.
    pub prefix: bool,
}

/// What somebody has to do with what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Says it.
    By,
    /// Is named in what others say.
    About,
    /// Is named at all.
    Named,
}

impl Standing {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::By => "by",
            Self::About => "about",
            Self::Named => "person",
        }
    }
}

impl SearchQuery {
    /// Reads what somebody typed.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        parse::parse(typed)
    }

    /// Takes a month without a year for the newest one up to `newest`, the day of the newest article, and says so.
    pub fn settle_month(&mut self, newest: Option<Date>) {
        let (Some(number), Some(newest)) = (self.month.take(), newest) else { return };
        let this_year = number <= newest.month();
        let Some((from, until)) = dates::month(newest.year() - i16::from(!this_year), number) else { return };
        (self.from, self.until) = (self.from.max(Some(from)), Some(self.until.map_or(until, |day| day.min(until))));
        self.notes.retain(|note| note != NO_YEAR);
        let name = usize::try_from(number - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"");
        self.notes.push(format!(
            "“{name}” is taken for {name} {}, the newest here; for another, name the year.",
            from.year()
        ));
    }

    /// The same with any of its words, where it asks for several at once: for those whom it found nothing.
    #[must_use]
    pub fn looser(&self) -> Option<Self> {
        let Some(Wanted::All(parts)) = &self.wanted else { return None };
        let (mut texts, mut rest): (Vec<Wanted>, Vec<Wanted>) =
            parts.iter().cloned().partition(|part| matches!(part, Wanted::Text(_)));
        if texts.len() < 2 {
            return None;
        }
        texts.retain(tells);
        let any = if texts.len() > 1 { Wanted::Any(texts) } else { texts.pop()? };
        rest.push(any);
        let wanted = if rest.len() > 1 { Wanted::All(rest) } else { rest.pop()? };
        Some(Self { wanted: Some(wanted), notes: Vec::new(), ..self.clone() })
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wanted.is_none() && self.from.is_none() && self.until.is_none()
    }

    /// All that must or may be there; not what must not.
    #[must_use]
    pub fn positive(&self) -> Vec<&Wanted> {
        let mut found = Vec::new();
        if let Some(wanted) = &self.wanted {
            wanted.collect(&mut found);
        }
        found
    }
}

impl Wanted {
    fn collect<'a>(&'a self, found: &mut Vec<&'a Self>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.collect(found)),
            Self::Not(_) => {}
            one => found.push(one),
        }
    }

    fn is_group(&self) -> bool {
        matches!(self, Self::All(_) | Self::Any(_))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.exact || self.words.contains(char::is_whitespace) { "\"" } else { "" };
        write!(f, "{mark}{}{mark}{}", self.words, if self.prefix { "*" } else { "" })
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => text.fmt(f),
            Self::Person { standing, name } => field(f, standing.as_str(), name),
            Self::Source(name) => field(f, "source", name),
            Self::Kind(kind) => field(f, "kind", kind.as_str()),
            Self::All(parts) => joined(f, parts, " "),
            Self::Any(parts) => joined(f, parts, " OR "),
            Self::Not(part) if part.is_group() => write!(f, "-({part})"),
            Self::Not(part) => write!(f, "-{part}"),
        }
    }
}

/// Reads as it was understood: reading that again gives the same.
impl fmt::Display for SearchQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wanted = self.wanted.as_ref().map(|wanted| {
            let beside = self.from.is_some() || self.until.is_some();
            if beside && matches!(wanted, Wanted::Any(_)) { format!("({wanted})") } else { wanted.to_string() }
        });
        let from = self.from.map(|day| format!("after:{day}"));
        let until = self.until.map(|day| format!("before:{day}"));
        f.write_str(&[wanted, from, until].into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

/// Words as short as “in” are nearly everywhere; in some scripts short ones say all.
fn tells(part: &Wanted) -> bool {
    matches!(part, Wanted::Text(text) if text.words.len() > 2 || !text.words.is_ascii())
}

fn field(f: &mut fmt::Formatter<'_>, name: &str, value: &str) -> fmt::Result {
    let mark = if value.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-')) { "" } else { "\"" };
    write!(f, "{name}:{mark}{value}{mark}")
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Wanted], between: &str) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        let between = if at == 0 { "" } else { between };
        if part.is_group() { write!(f, "{between}({part})")? } else { write!(f, "{between}{part}")? }
    }
    Ok(())
}
