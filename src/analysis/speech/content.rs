//! Finds the words that a cue reports: behind it, before it, or on both sides. Answers with token ranges. Imports the
//! line and the lexicon.

use std::ops::Range;

use super::super::lexicon::{
    ADVERB, AUXILIARY, CONJUNCTION, DETERMINER, POSSESSIVE, PREPOSITION, PRONOUN, SENTENCE_ADVERB, SPEECH_NOUN,
    SUBORDINATOR, TAKES_CLAUSE, TAKES_HEARER, TAKES_INFINITIVE, TAKES_NOUN, TIME, WEAK,
};
use super::super::line::Line;
use super::cue::{CLAUSE_VERBS, Cue, Form};

/// Where the words behind a cue begin; `None` where only circumstances follow ("said on Tuesday in a statement").
pub(crate) fn start_behind(line: &Line<'_>, cue: &Cue, to: usize) -> Option<usize> {
    let mut at = cue.end();
    if matches!(cue.form, Form::Colon) {
        return (at < to).then_some(at);
    }
    if let Some(object) = behind_particle(line, cue) {
        return (object < to).then_some(object);
    }
    if line.is(cue.verb, TAKES_HEARER) {
        at = skip_hearer(line, at, to)?;
    }
    at = skip_circumstances(line, at, to)?;
    let that = line.one_of(at, &["that", "whether", "if", "why", "how", "what"]);
    let mark = matches!(line.word(at), ":" | "," | "—" | "–");
    if mark {
        at += 1;
        let words = line.in_quote(at) || line.word(at - 1) == ":" || line.one_of(at, &["that"]);
        return (words && at < to).then_some(at);
    }
    let open = at < to && (that || line.in_quote(at) || reports_plainly(line, cue, at, to));
    open.then_some(at)
}

/// Verbs with the particles that lead to what is said: "called for a vote", "pointed out that", "warned against it".
const PARTICLES: &[(&str, &[&str])] = &[
    ("call", &["for", "on", "upon"]),
    ("warn", &["against"]),
    ("caution", &["against"]),
    ("point", &["out"]),
    ("hint", &["at"]),
];

/// The first token behind such a particle.
fn behind_particle(line: &Line<'_>, cue: &Cue) -> Option<usize> {
    let verb = line.word(cue.verb);
    let (_, particles) = PARTICLES.iter().find(|(stem, _)| verb.starts_with(stem))?;
    line.one_of(cue.end(), particles).then(|| cue.end() + 1)
}

/// Whether words follow the verb without "that" or a mark: "said the road was closed", "promised to go".
fn reports_plainly(line: &Line<'_>, cue: &Cue, at: usize, to: usize) -> bool {
    let verb = line.tag(cue.verb);
    let has_word = line.is_word(at) || line.is_number(at) || matches!(line.word(at), "$" | "£" | "€");
    let infinitive = line.one_of(at, &["to"]);
    let quoted = (at..to).any(|i| line.in_quote(i));
    if !has_word || line.is(at, CONJUNCTION) {
        return false;
    }
    let clause = verb.has(TAKES_CLAUSE) && (!verb.has(WEAK) || opens_clause(line, at, to)) && !line.is(at, PREPOSITION);
    clause
        || verb.has(TAKES_INFINITIVE) && (infinitive || verb.has(TAKES_HEARER))
        || verb.has(TAKES_NOUN)
        || (verb.has(TAKES_HEARER) && !verb.has(WEAK))
        || quoted && !line.is(at, SUBORDINATOR)
}

/// Whether a clause of its own begins here: a subject and, within few words, a verb.
fn opens_clause(line: &Line<'_>, at: usize, to: usize) -> bool {
    let verb = |i: usize| line.is(i, CLAUSE_VERBS) && !line.in_quote(i);
    line.is(at, PRONOUN) && verb(at + 1) || (at + 1..to.min(at + 8)).take_while(|&i| !line.is_comma(i)).any(verb)
}

/// "told reporters", "asked him": the first token behind the hearer.
fn skip_hearer(line: &Line<'_>, at: usize, to: usize) -> Option<usize> {
    let near = to.min(at + 14);
    if let Some(mark) = (at..near).find(|&i| {
        line.one_of(i, &["that", "to", "whether", "if", "about", "why", "how"])
            || matches!(line.word(i), "," | ":")
            || line.in_quote(i)
    }) {
        let appositive = line.is_comma(mark) && !line.in_quote(mark + 1);
        if mark > at || !appositive {
            return (!appositive).then_some(mark);
        }
    }
    if at >= to {
        return None;
    }
    // "told me he would", "told CNN the plan": the hearer is one pronoun, one name or one noun phrase.
    let end = match line.name_at(at) {
        Some(name) => name.last_token + 1,
        None if line.is(at, DETERMINER.or(POSSESSIVE)) => (at + 1..to)
            .find(|&i| line.is(i, DETERMINER.or(PRONOUN).or(TIME).or(PREPOSITION)) || line.name_index(i).is_some())?,
        None => at + 1,
    };
    (end < to).then_some(end)
}

/// Skips what says when and where: "on Tuesday", "in a statement", "later"; `None` where nothing else follows.
fn skip_circumstances(line: &Line<'_>, at: usize, to: usize) -> Option<usize> {
    let mut at = at;
    while at < to {
        let time =
            line.is(at, TIME) && !line.is(at, DETERMINER) && !line.is_possessive(at + 1) && !opens_subject(line, at);
        let manner = line.is(at, ADVERB) && !line.is(at, DETERMINER.or(PRONOUN).or(PREPOSITION))
            || line.is_word(at) && line.word(at).ends_with("ly") && !line.is_capital(at);
        if time || manner && !line.one_of(at, &["only", "no"]) {
            at += 1;
        } else if line.is(at, PREPOSITION)
            && !line.one_of(at, &["that", "like", "than", "to"])
            && line.name_index(at).is_none()
        {
            at = skip_prepositional(line, at, to)?;
        } else {
            break;
        }
    }
    (at < to && !matches!(line.word(at), "." | ";")).then_some(at)
}

fn opens_subject(line: &Line<'_>, at: usize) -> bool {
    line.is(at + 1, CLAUSE_VERBS) && line.is(at + 1, AUXILIARY)
}

/// The first token behind a prepositional phrase that follows the cue.
fn skip_prepositional(line: &Line<'_>, at: usize, to: usize) -> Option<usize> {
    if line.is(at + 1, TIME) {
        return Some((at + 1..to).find(|&i| !line.is(i, TIME) && !line.is_number(i)).unwrap_or(to));
    }
    let near = to.min(at + 24);
    let sign = (at + 1..near).find(|&i| {
        line.one_of(i, &["that"]) && !line.is(i - 1, PREPOSITION)
            || line.word(i) == ":"
            || line.is_comma(i)
            || line.in_quote(i)
    });
    if let Some(mark) = sign {
        if line.is_comma(mark) {
            let words = |i: usize| line.is_comma(i) && (line.in_quote(i + 1) || line.one_of(i + 1, &["that"]));
            return (mark..near).find(|&i| words(i));
        }
        return Some(if is_part_of_phrase(line, mark, to) { at + 1 } else { mark });
    }
    let clause = |i: usize| line.is(i, PRONOUN) && line.is(i + 1, CLAUSE_VERBS) && !line.is(i - 1, PREPOSITION);
    if let Some(pronoun) = (at + 2..to.min(at + 7)).find(|&i| clause(i)) {
        return Some(pronoun);
    }
    let noun = (at + 1..to.min(at + 6)).find(|&i| line.is(i, SPEECH_NOUN))?;
    (noun + 1 < to && line.is(noun + 1, PRONOUN.or(DETERMINER))).then_some(noun + 1)
}

/// Whether a quotation is part of a longer phrase: `warned of a "swift" answer if`.
fn is_part_of_phrase(line: &Line<'_>, mark: usize, to: usize) -> bool {
    line.quote_at(mark).is_some_and(|q| (line.quotes[q].after()..to).any(|i| line.is_word(i)))
}

/// Where the words behind a cue end: at the sentence's end, or where the next report begins.
pub(crate) fn end_behind(line: &Line<'_>, start: usize, limit: usize) -> usize {
    if let Some(quote) = line.quote_at(start) {
        let after = line.quotes[quote].after();
        let only = (after..limit).all(|i| !line.in_quote(i));
        let goes_on = line.is_word(after) && !line.is(after, PREPOSITION.or(TIME).or(CONJUNCTION).or(SUBORDINATOR));
        if only && !goes_on && line.quotes[quote].start() == start {
            return after.min(limit);
        }
    }
    limit
}

/// Where the clause of a report begins when a quotation stands right before it: all between belongs to its subject, as
/// in `"No," political scientist Ann Smith told`.
pub(crate) fn zone_behind_quote(line: &Line<'_>, zone: usize, from: usize) -> usize {
    let lowest = from.max(zone.saturating_sub(12));
    let plain = |i: &usize| !line.in_quote(*i) && line.is_word(*i) && !line.is(*i, CLAUSE_VERBS);
    let start = (lowest..zone).rev().take_while(plain).last().unwrap_or(zone);
    if start > from
        && (line.in_quote(start - 1) || line.is_comma(start - 1) && start > from + 1 && line.in_quote(start - 2))
    {
        start
    } else {
        zone
    }
}

/// Trims marks and joining words from a range of words.
pub(crate) fn trim(line: &Line<'_>, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    while start < end && (!line.in_quote(start) && is_loose(line, start) || leads(line, start)) {
        start += 1;
    }
    while start < end
        && !line.in_quote(end - 1)
        && (is_loose(line, end - 1) || line.one_of(end - 1, &["and", "but", "or", "while"]))
    {
        end -= 1;
    }
    start..end
}

fn is_loose(line: &Line<'_>, at: usize) -> bool {
    matches!(line.word(at), "," | "." | ";" | ":" | "!" | "?" | "…") || line.is_dash(at)
}

fn leads(line: &Line<'_>, at: usize) -> bool {
    !line.in_quote(at) && line.one_of(at, &["and", "but"]) && line.is(at, SENTENCE_ADVERB)
}
