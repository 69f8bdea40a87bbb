//! Questions as people put them: “What did Ada Quill say about the gate in March 2024?” is what she says, with the word
//! “gate”, in that month. Imports only its neighbours in `domain`.

use jiff::civil::Date;

use super::dates::{month, year};
use crate::domain::month_of;

/// The query that a question asks, and the month whose year it does not say.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub query: String,
    pub month: Option<i8>,
}

pub(super) fn asked(typed: &str) -> Option<Question> {
    // Signs of the language of queries are no question.
    if typed.contains(['"', '(', ':', '*']) {
        return None;
    }
    let words: Vec<&str> = typed.trim().trim_end_matches('?').split_whitespace().collect();
    let (words, when) = time(&words);
    let (who, about) = said_by(words).or_else(|| was_said(words)).or_else(|| who_said(words))?;
    let about: Vec<&str> = about
        .iter()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty() && !is(word, &SMALL))
        .collect();
    let query = asked_of(who, &about)?;
    let (days, month) = match when {
        When::Days(from, until) => (format!(" after:{from} before:{until}"), None),
        When::Month(month) => (String::new(), Some(month)),
        When::Never => (String::new(), None),
    };
    Some(Question { query: query + &days, month })
}

/// Words that say nothing of what is looked for.
const SMALL: [&str; 10] = ["about", "on", "of", "the", "a", "an", "regarding", "concerning", "that", "it"];
const SAY: [&str; 3] = ["say", "said", "says"];
const ANYBODY: [&str; 8] = ["anybody", "anyone", "everybody", "everyone", "people", "somebody", "someone", "they"];
const BUT: [&str; 3] = ["but", "except", "besides"];

fn is(word: &str, any: &[&str]) -> bool {
    any.contains(&word.to_lowercase().as_str())
}

/// “What did X say about Y”, “everything X said about Y”: who, and about what.
fn said_by<'a>(words: &'a [&'a str]) -> Option<(&'a [&'a str], &'a [&'a str])> {
    let behind = match words {
        [what, did, behind @ ..] if is(what, &["what"]) && is(did, &["did", "does", "do", "has", "have"]) => behind,
        [everything, that, behind @ ..] if is(everything, &["everything"]) && is(that, &["that"]) => behind,
        [everything, behind @ ..] if is(everything, &["everything"]) => behind,
        _ => return None,
    };
    let said = behind.iter().position(|word| is(word, &SAY)).filter(|at| *at > 0)?;
    (!is(behind[0], &["was", "is"])).then(|| (&behind[..said], &behind[said + 1..]))
}

/// “What was said about Y by X”, “everything said about Y by X”.
fn was_said<'a>(words: &'a [&'a str]) -> Option<(&'a [&'a str], &'a [&'a str])> {
    let said = match words {
        [what, was, said, ..] if is(what, &["what", "everything"]) && is(was, &["was", "is"]) && is(said, &SAY) => 2,
        [everything, said, ..] if is(everything, &["everything"]) && is(said, &SAY) => 1,
        _ => return None,
    };
    let rest = &words[said + 1..];
    Some(rest.iter().rposition(|word| is(word, &["by"])).map_or((&[], rest), |by| (&rest[by + 1..], &rest[..by])))
}

/// “Who said that Y”.
fn who_said<'a>(words: &'a [&'a str]) -> Option<(&'a [&'a str], &'a [&'a str])> {
    match words {
        [who, said, rest @ ..] if is(who, &["who"]) && is(said, &SAY) => Some((&[], rest)),
        _ => None,
    }
}

/// None where nothing is asked for.
fn asked_of(who: &[&str], about: &[&str]) -> Option<String> {
    let words = about.join(" ");
    let by = match who {
        [] => String::new(),
        ["others"] if !about.is_empty() => return Some(format!("about:\"{words}\"")),
        [anybody, but, name @ ..] if is(anybody, &ANYBODY) && is(but, &BUT) && !name.is_empty() => {
            format!("-by:\"{}\"", name.join(" "))
        }
        [anybody] if is(anybody, &ANYBODY) => String::new(),
        name => format!("by:\"{}\"", name.join(" ")),
    };
    Some(format!("{by} {words}").trim().to_owned()).filter(|query| !query.is_empty())
}

enum When {
    Days(Date, Date),
    /// A month whose year is not said.
    Month(i8),
    Never,
}

/// The words before “in March 2024”, “in 2024” or “in March”, and the days of that.
fn time<'a>(words: &'a [&'a str]) -> (&'a [&'a str], When) {
    let days = |days: Option<(Date, Date)>| days.map_or(When::Never, |(from, until)| When::Days(from, until));
    let number = |word: &str| word.parse().ok().filter(|number| (1000_i16..=9999).contains(number));
    match words {
        [before @ .., small, name, digits] if is_in(small) && month_of(name).is_some() => {
            (before, days(month_of(name).zip(number(digits)).and_then(|(number, of)| month(of, number))))
        }
        [before @ .., small, digits] if is_in(small) && number(digits).is_some() => {
            (before, days(number(digits).and_then(year)))
        }
        [before @ .., small, name] if is_in(small) => match month_of(name) {
            Some(number) => (before, When::Month(number)),
            None => (words, When::Never),
        },
        _ => (words, When::Never),
    }
}

fn is_in(word: &str) -> bool {
    is(word, &["in", "during"])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(typed: &str) -> String {
        let question = asked(typed).unwrap_or_else(|| panic!("no question: {typed}"));
        assert_eq!(question.month, None, "{typed}");
        question.query
    }

    #[test]
    fn what_somebody_said_is_asked_in_many_ways() {
        for (typed, expected) in [
            (
                "What did Ada Quill say about the gate in March 2024?",
                "by:\"Ada Quill\" gate after:2024-03-01 before:2024-04-01",
            ),
            ("what has ada quill said about Bo Marsh", "by:\"ada quill\" Bo Marsh"),
            ("What did Quill say on the flood, in 2023?", "by:\"Quill\" flood after:2023-01-01 before:2024-01-01"),
            ("what did the mayor say", "by:\"the mayor\""),
            ("What did Quill say in December 2023", "by:\"Quill\" after:2023-12-01 before:2024-01-01"),
            ("everything that Ada Quill said about ice", "by:\"Ada Quill\" ice"),
        ] {
            assert_eq!(query(typed), expected, "{typed}");
        }
    }

    #[test]
    fn whoever_said_it_is_asked_too() {
        for (typed, expected) in [
            ("What was said about the gate by Ada Quill?", "by:\"Ada Quill\" gate"),
            ("everything said on the gate by anybody but Ada Quill", "-by:\"Ada Quill\" gate"),
            ("What did anyone except Quill say about ice?", "-by:\"Quill\" ice"),
            ("what do people say about the ferry", "ferry"),
            ("what do others say about Ada Quill", "about:\"Ada Quill\""),
            ("Who said that the gate was shut?", "gate was shut"),
        ] {
            assert_eq!(query(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_month_without_its_year_is_kept_apart() {
        let question = asked("what did Quill say about ice in March?");
        assert_eq!(question, Some(Question { query: "by:\"Quill\" ice".to_owned(), month: Some(3) }));
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
            "what was said",
            "everything",
            "everything is lost",
        ] {
            assert_eq!(asked(typed), None, "{typed}");
        }
    }
}
