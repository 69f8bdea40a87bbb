//! The words for readers: days, counts, kinds, evidence, reasons. Knows no page.
//! Templates hand over fields by reference, hence `Borrow`.

use std::borrow::Borrow;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::{Difference, Doubt, Evidence, Field, JobState, Kind, Language, Outcome, Reason, Role, Scopes};
use crate::store::PossibleSelf;

/// A day as readers write it, or that there is none. Only behind the weekday may the line break.
pub(super) fn long_day(day: impl Borrow<Option<Date>>) -> String {
    day.borrow().map_or_else(|| "No date".to_owned(), |day| day.strftime("%A, %-d\u{a0}%B\u{a0}%Y").to_string())
}

pub(super) fn short_day(day: impl Borrow<Option<Date>>) -> String {
    day.borrow().map_or_else(|| "no date".to_owned(), |day| day.strftime("%-d %b %Y").to_string())
}

/// A year or a month, as addresses write it: `2024` stays, `2024-03` is “March 2024”.
pub(super) fn month(text: &str) -> String {
    let first = format!("{text}-01").parse::<Date>();
    first.map_or_else(|_| text.to_owned(), |first| first.strftime("%B %Y").to_string())
}

/// From when to when: one day where both are the same, nothing known where there is none.
pub(super) fn period(first: impl Borrow<Option<Date>>, last: impl Borrow<Option<Date>>) -> String {
    match (*first.borrow(), *last.borrow()) {
        (Some(first), Some(last)) if first != last => format!("{} – {}", short_day(Some(first)), short_day(Some(last))),
        (Some(day), _) | (None, Some(day)) => short_day(Some(day)),
        (None, None) => short_day(None),
    }
}

/// The days of the first and the last article that names somebody.
pub(super) fn seen(first: impl Borrow<Option<Date>>, last: impl Borrow<Option<Date>>) -> String {
    match (*first.borrow(), *last.borrow()) {
        (Some(first), Some(last)) if first != last => {
            format!("first seen {}, last seen {}", short_day(Some(first)), short_day(Some(last)))
        }
        (None, None) => "seen in articles without a date".to_owned(),
        (first, last) => format!("seen {}", short_day(first.or(last))),
    }
}

/// "1 statement", "2 statements".
pub(super) fn count(number: impl Borrow<i64>, one: &str) -> String {
    match (*number.borrow(), one) {
        (1, one) => format!("1 {one}"),
        (n, "person") => format!("{n} people"),
        (n, one) => format!("{n} {one}s"),
    }
}

/// How long to wait, rounded up: "40 seconds", "12 minutes".
pub(super) fn wait(time: Duration) -> String {
    let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX).max(1);
    if seconds < 100 { count(seconds, "second") } else { count(seconds.saturating_add(59) / 60, "minute") }
}

/// What to say where there were too many attempts.
pub(super) fn too_many(time: Duration) -> String {
    format!("There were too many attempts. Please try again in {}.", wait(time))
}

/// An instant, as lists of what was done have it.
pub(super) fn moment(instant: impl Borrow<Timestamp>) -> String {
    instant.borrow().strftime("%-d %b %Y, %H:%M UTC").to_string()
}

/// "an owner"
pub(super) fn role(role: impl Borrow<Role>) -> &'static str {
    match role.borrow() {
        Role::Reader => "a reader",
        Role::Editor => "an editor",
        Role::Owner => "an owner",
    }
}

pub(super) fn role_explained(role: impl Borrow<Role>) -> &'static str {
    match role.borrow() {
        Role::Reader => "Reader: reads",
        Role::Editor => "Editor: also adds and corrects",
        Role::Owner => "Owner: also decides who comes in",
    }
}

pub(super) fn scopes(scopes: impl Borrow<Scopes>) -> &'static str {
    match scopes.borrow() {
        Scopes { read: true, add: true } => "reading and adding",
        Scopes { add: true, .. } => "adding",
        Scopes { .. } => "reading",
    }
}

/// A browser by what it says of itself: "Firefox on Linux". Nearly all say that they are others too, so the order matters.
pub(super) fn device(browser: &str) -> String {
    let first =
        |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| browser.contains(mark)).map(|(_, name)| *name);
    let name = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (name, system) {
        (Some(name), Some(system)) => format!("{name} on {system}"),
        (Some(name), None) => name.to_owned(),
        (None, Some(system)) => format!("A browser on {system}"),
        (None, None) => "A browser".to_owned(),
    }
}

/// What the jobs of a state are called.
pub(super) fn job_state(state: JobState) -> &'static str {
    match state {
        JobState::Waiting => "Waiting",
        JobState::Running => "Under way",
        JobState::Done => "Done",
        JobState::Failed => "Failed",
        JobState::Cancelled => "Cancelled",
    }
}

/// What became of an article.
pub(super) fn outcome(outcome: impl Borrow<Outcome>) -> &'static str {
    match outcome.borrow() {
        Outcome::Loaded => "added",
        Outcome::Revised => "has a new text",
        Outcome::Unchanged => "as before",
        Outcome::Deleted => "deleted here",
        Outcome::Skipped => "left out",
    }
}

/// "A", "A and B", "A, B and C".
pub(super) fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// "A", "A or B", "A, B or C".
pub(super) fn list_or(names: &[&str]) -> String {
    match names {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        names => list(names),
    }
}

pub(super) fn kind(kind: impl Borrow<Kind>) -> &'static str {
    match kind.borrow() {
        Kind::Direct => "Quoted",
        Kind::Mixed => "Partly quoted",
        Kind::Indirect => "Reported",
    }
}

/// That an article is not read, and why.
pub(super) fn not_read(language: impl Borrow<Option<Language>>) -> String {
    match language.borrow() {
        Some(language) => format!("This article is in {}.", language.name()),
        None => "It is not clear which language this article is in.".to_owned(),
    }
}

/// What a note on the reading of a page is about.
pub(super) fn field(field: impl Borrow<Field>) -> &'static str {
    match field.borrow() {
        Field::Title => "Title",
        Field::Byline => "Written by",
        Field::Date => "Date",
        Field::Address => "Address",
        Field::Site => "Site",
        Field::Language => "Language",
        Field::Encoding => "Characters",
        Field::Text => "Text",
    }
}

/// The same, for a list.
pub(super) fn in_language(language: impl Borrow<Option<Language>>) -> String {
    language.borrow().map_or_else(|| "language unclear".to_owned(), |language| format!("in {}", language.name()))
}

/// What a kind means.
pub(super) fn kind_explained(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "The speaker’s own words, inside quotation marks: a solid line.",
        Kind::Mixed => "Reported, with some of the speaker’s own words in it: a dashed line.",
        Kind::Indirect => "What was said, in the writer’s words: a dotted line.",
    }
}

/// What a class of evidence is called.
pub(super) fn evidence_name(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Named => "By name",
        Evidence::Title => "By title",
        Evidence::Pronoun => "By a pronoun",
        Evidence::Carried => "Carried over",
    }
}

/// What a class of evidence means.
pub(super) fn evidence_explained(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Named => {
            "The line names the speaker. A surname is enough where only one person in the article can be meant."
        }
        Evidence::Title => "The line says “the mayor”, and only one person in the article is called mayor.",
        Evidence::Pronoun => {
            "The line says “he” or “she”, and just one person fits: named before in the sentence or, where the order of \
             the lines is known, on a line shortly before."
        }
        Evidence::Carried => {
            "A quotation goes on with the words of the line before, or the line after it tells whose it is. Only where the order \
             of the lines is known."
        }
    }
}

/// What a reason is called.
pub(super) fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Pronoun => "A pronoun that may be anybody",
        Reason::Plural => "Several speakers",
        Reason::Unnamed => "Somebody unnamed",
        Reason::Ambiguous => "A name that fits several people",
        Reason::NobodyOnLine => "Nobody on the line",
    }
}

/// How the speaker was found; anything but the name is an inference, and says so.
pub(super) fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Named => "The name, on this line.",
        Evidence::Title => "Inferred from a title that only this person has in the article.",
        Evidence::Pronoun => "Inferred from a pronoun that only this person fits.",
        Evidence::Carried => "Inferred from a neighbouring line.",
    }
}

/// Why nobody is named.
pub(super) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Pronoun => "The line says only “he”, “she” or “they”, and does not settle who that is.",
        Reason::Plural => "More than one person is said to have said this.",
        Reason::Unnamed => "Somebody without a name.",
        Reason::Ambiguous => "The name fits more than one person in this article.",
        Reason::NobodyOnLine => "The line does not say who is speaking.",
    }
}

/// How the names of two people differ who may be one, and why they are not joined.
pub(super) fn possible(other: &PossibleSelf) -> String {
    let detail = &other.detail;
    let how = match other.difference {
        Difference::SameName => "the same name".to_owned(),
        Difference::Spelling => format!("the name in another spelling: {detail}"),
        Difference::Middle => format!("with or without a middle name: {detail}"),
        Difference::ShortForm => format!("a short form of the given name: {detail}"),
        Difference::Initial => format!("an initial that may be the given name: {detail}"),
        Difference::Generation => format!("with or without “{detail}” behind the name"),
        Difference::Surname => format!("{detail} alone, in one article"),
    };
    let why = match other.doubt {
        Doubt::Untied => "no office or company ties the two",
        Doubt::Several => "more than one person fits",
        Doubt::Gender => "one is spoken of as a woman, the other as a man",
    };
    format!("{how}; {why}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_counts_read_as_english() {
        assert_eq!(long_day(Some(jiff::civil::date(2022, 1, 21))), "Friday, 21\u{a0}January\u{a0}2022");
        assert_eq!(short_day(Some(jiff::civil::date(2022, 5, 1))), "1 May 2022");
        assert_eq!((count(1, "statement"), count(0, "article")), ("1 statement".into(), "0 articles".into()));
        assert_eq!(count(3, "person"), "3 people");
        assert_eq!([list(&["A"]), list(&["A", "B", "C"])], ["A", "A, B and C"]);
    }
}
