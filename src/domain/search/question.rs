//! Questions as people put them: “What did Ada Quill say about the gate in March 2024?” is what she says, with the word
//! “gate”, in that month. Imports only its neighbours in `domain`.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::domain::month_of;

/// The query that a question asks, and what of it could not be taken.
pub(super) fn asked(typed: &str) -> Option<(String, Option<&'static str>)> {
    let words: Vec<&str> = typed.trim().trim_end_matches('?').split_whitespace().collect();
    let is = |at: usize, any: &[&str]| words.get(at).is_some_and(|word| any.contains(&word.to_lowercase().as_str()));
    if !(is(0, &["what"]) && is(1, &["did", "does", "has", "have"])) {
        return None;
    }
    let said = (3..words.len()).find(|&at| is(at, &["say", "said", "says"]))?;
    // Signs of the language of queries are no question.
    if typed.contains(['"', '(', ':', '*']) {
        return None;
    }
    let (rest, when, note) = time(&words[said + 1..]);
    let about = rest.iter().filter(|word| !SMALL.contains(&word.to_lowercase().as_str()));
    let about: Vec<&str> = about.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let by = format!("by:\"{}\"", words[2..said].join(" "));
    Some(([&[by.as_str()], about.as_slice(), &[when.as_str()]].concat().join(" ").trim_end().to_owned(), note))
}

/// Words that say nothing of what is looked for.
const SMALL: [&str; 8] = ["about", "on", "of", "the", "a", "an", "regarding", "concerning"];
const NO_YEAR: &str = "A month needs its year, as in “March 2024”; without one it is left out.";

/// The words before “in March 2024” or “in 2024”, and the days of that.
fn time<'a>(words: &'a [&'a str]) -> (&'a [&'a str], String, Option<&'static str>) {
    let year = |word: &str| word.parse().ok().filter(|year| (1000_i16..=9999).contains(year));
    let (before, days, note) = match words {
        [before @ .., small, name, number] if is_in(small) && month_of(name).is_some() => {
            (before, month_of(name).zip(year(number)).and_then(|(month, year)| span(year, month, 1.month())), None)
        }
        [before @ .., small, number] if is_in(small) && year(number).is_some() => {
            (before, year(number).and_then(|year| span(year, 1, 1.year())), None)
        }
        [before @ .., small, name] if is_in(small) && month_of(name).is_some() => (before, None, Some(NO_YEAR)),
        _ => (words, None, None),
    };
    let days = days.map(|(from, until)| format!("after:{from} before:{until}")).unwrap_or_default();
    (before, days, note)
}

fn is_in(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "in" | "during")
}

fn span(year: i16, month: i8, long: jiff::Span) -> Option<(Date, Date)> {
    let from = Date::new(year, month, 1).ok()?;
    Some((from, from.checked_add(long).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_said_is_asked_in_many_ways() {
        for (typed, query) in [
            (
                "What did Ada Quill say about the gate in March 2024?",
                "by:\"Ada Quill\" gate after:2024-03-01 before:2024-04-01",
            ),
            ("what has ada quill said about Bo Marsh", "by:\"ada quill\" Bo Marsh"),
            ("What did Quill say on the flood, in 2023?", "by:\"Quill\" flood after:2023-01-01 before:2024-01-01"),
            ("what did the mayor say", "by:\"the mayor\""),
            ("What did Quill say in December 2023", "by:\"Quill\" after:2023-12-01 before:2024-01-01"),
        ] {
            assert_eq!(asked(typed), Some((query.to_owned(), None)), "{typed}");
        }
        assert_eq!(
            asked("what did Quill say about ice in March?"),
            Some(("by:\"Quill\" ice".to_owned(), Some(NO_YEAR)))
        );
    }

    #[test]
    fn anything_else_is_no_question() {
        for typed in [
            "",
            "what",
            "what did",
            "what did say",
            "what the mayor said",
            "say what",
            "what did by:x say",
            "who said it?",
        ] {
            assert_eq!(asked(typed), None, "{typed}");
        }
    }
}
