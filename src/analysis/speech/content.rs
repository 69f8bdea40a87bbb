//! Finds the words that a cue reports: behind it, before it, or on both sides. Answers with token ranges. Imports the
//! line and the lexicon.

use std::ops::Range;

use super::super::lexicon::{
    ADDRESS, ADVERB, AUXILIARY, CONJUNCTION, DETERMINER, NUMBER, POSSESSIVE, PREPOSITION, PRONOUN, RELATIVE,
    SPEECH_NOUN, SUBORDINATOR, TAKES_CLAUSE, TAKES_HEARER, TAKES_INFINITIVE, TAKES_NOUN, TIME, WEAK,
};
use super::super::line::Line;
use super::cue::{CLAUSE_VERBS, Cue, Form};
use super::subject::HEADS;

/// Where the words behind a cue begin; `None` where only circumstances follow ("said on Tuesday in a statement").
pub(crate) fn start_behind(line: &Line<'_>, cue: &Cue, to: usize) -> Option<usize> {
    let mut at = cue.end();
    match cue.form {
        Form::Colon => return (at < to).then_some(at),
        Form::Noun => return Some(at + usize::from(line.one_of(at, &["for"]))).filter(|&start| start < to),
        _ => {}
    }
    if let Some(object) = behind_particle(line, cue) {
        return (object < to).then_some(object);
    }
    if line.is(cue.verb, TAKES_HEARER) {
        let behind = skip_hearer(line, at, to)?;
        let infinitive = line.one_of(behind, &["to"]) && behind > at;
        // "asked Osei to go": whom it is asked of belongs to what is asked.
        if infinitive && line.is(cue.verb, TAKES_INFINITIVE) {
            return Some(at);
        }
        // "told them not to go"
        at = behind - usize::from(infinitive && line.one_of(behind - 1, &["not"]));
    } else if line.is(cue.verb, TAKES_NOUN) && line.one_of(at, &["as"]) {
        at += 1;
    } else if line.one_of(at, &["to"]) && !line.is(cue.verb, TAKES_INFINITIVE) {
        at = behind_to_hearer(line, at, to).unwrap_or(at);
    }
    at = skip_circumstances(line, at, to)?;
    let that = line.one_of(at, &["that", "whether", "if", "why", "how", "what"]);
    let mark = matches!(line.word(at), ":" | "," | "—" | "–");
    if mark {
        at += 1;
        let words = |at: usize| line.in_quote(at) || line.word(at - 1) == ":" || line.one_of(at, &["that"]);
        if words(at) {
            return (at < to).then_some(at);
        }
        // "said, per a translator, that", "said — on the radio — that"
        let closes = |i: usize| if line.is_dash(at - 1) { line.is_dash(i) } else { line.is_comma(i) };
        let close = (at..to.min(at + 8)).find(|&i| closes(i) || line.is(i, CLAUSE_VERBS));
        return close.filter(|&c| closes(c) && c + 1 < to && words(c + 1)).map(|c| c + 1);
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
    let opens = !verb.has(WEAK) || opens_clause(line, at, to);
    let clause = verb.has(TAKES_CLAUSE)
        && opens
        && (!line.is(at, PREPOSITION) || line.one_of(at, FRONTED) || line.one_of(at + 1, &["least", "most"]));
    clause
        || verb.has(TAKES_INFINITIVE) && (infinitive || verb.has(TAKES_HEARER))
        || verb.has(TAKES_NOUN)
        || (verb.has(TAKES_HEARER) && !verb.has(WEAK))
        || quoted && !line.is(at, SUBORDINATOR) && (verb.has(TAKES_NOUN) || !verb.has(WEAK))
}

/// Whether a clause of its own begins here: a subject and, within few words, a verb.
fn opens_clause(line: &Line<'_>, at: usize, to: usize) -> bool {
    // `the mayor “makes you weep”`
    let quoted = |i: usize| line.quote_at(i).is_some_and(|q| line.quotes[q].first == i);
    let verb = |i: usize| {
        let free = !line.in_quote(i) || quoted(i);
        line.is(i, CLAUSE_VERBS) && free && !line.is_capital(i) && !line.is(i, PREPOSITION)
    };
    let phrase = |&i: &usize| !line.is_comma(i) && !line.one_of(i, &["but", "and", "or", "which", "who", "whose", "("]);
    line.is(at, PRONOUN) && verb(at + 1) || (at + 1..to.min(at + 14)).take_while(phrase).any(verb)
}

/// "told reporters", "asked him": the first token behind the hearer.
fn skip_hearer(line: &Line<'_>, at: usize, to: usize) -> Option<usize> {
    let near = to.min(at + 14);
    let infinitive = |i: usize| !line.is(i + 1, DETERMINER.or(POSSESSIVE)) && line.name_index(i + 1).is_none();
    let leads = |i: usize| {
        line.one_of(i, &["that", "whether", "if", "about", "why", "how"])
            || line.one_of(i, &["to"]) && infinitive(i)
            || line.in_quote(i)
    };
    // "assured them he would win", "assured them he's ready"
    let verb = |i: usize| line.is(i, CLAUSE_VERBS) || line.is_possessive(i);
    let clause =
        (at + 1..near).find(|&i| line.is(i, PRONOUN) && verb(i + 1) && !line.is(i, RELATIVE) && !line.in_quote(i));
    if let Some(clause) = clause_behind_name(line, at, to) {
        return Some(clause);
    }
    if let Some(mark) = (at..near).find(|&i| leads(i) || matches!(line.word(i), "," | ":")) {
        let appositive = line.is_comma(mark) && !line.in_quote(mark + 1);
        if let Some(clause) = clause.filter(|&c| c < mark) {
            return Some(clause);
        }
        if appositive && mark > at {
            // "asked Osei, who is fourth on the list, to lay out his plans"
            let close = (mark + 1..to.min(mark + 24)).find(|&i| line.is_comma(i))?;
            return (close + 1 < to && leads(close + 1)).then_some(close + 1);
        }
        if mark > at || !appositive {
            return (!appositive).then_some(mark);
        }
    }
    if at >= to {
        return None;
    }
    // "told Ms Osei he had heard enough"
    let addressed = line.is(at, ADDRESS) && line.name_index(at).is_none();
    let at = if addressed { at + 1 + usize::from(line.word(at + 1) == ".") } else { at };
    if let Some(clause) = clause_behind_name(line, at, to) {
        return Some(clause);
    }
    // "told me he would", "told CNN the plan": the hearer is one pronoun, one name or one noun phrase.
    let end = match line.name_at(at) {
        Some(name) => name.last_token + 1 + usize::from(line.is(name.last_token + 1, HEADS)),
        // "told the Times the road was closed"
        None if line.is(at, DETERMINER) && line.name_at(at + 1).is_some() => {
            let end = line.name_at(at + 1)?.last_token + 1;
            end + usize::from(line.is(end, HEADS))
        }
        None if line.is(at, DETERMINER.or(POSSESSIVE)) => (at + 1..to)
            .find(|&i| line.is(i, DETERMINER.or(PRONOUN).or(TIME).or(PREPOSITION)) || line.name_index(i).is_some())?,
        None => at + 1,
    };
    (end < to).then_some(end)
}

/// "told the Times he planned to stay": where a clause opens right behind the hearer's name.
fn clause_behind_name(line: &Line<'_>, at: usize, to: usize) -> Option<usize> {
    let first = at + usize::from(line.is(at, DETERMINER) && line.name_index(at).is_none());
    let next = line.name_at(first)?.last_token + 1;
    let pronoun = line.one_of(next, &["he", "she", "they", "it", "we", "i"]) && line.is_word(next + 1);
    // "told the Times the rules are “good”"
    let subject = pronoun || line.is(next, DETERMINER) && opens_clause(line, next, to);
    (subject && next + 1 < to && !line.in_quote(next)).then_some(next)
}

/// "joked to the chair that", "boasted to reporters of": what follows the hearer.
fn behind_to_hearer(line: &Line<'_>, at: usize, to: usize) -> Option<usize> {
    let mark = (at + 2..to.min(at + 10)).find(|&i| {
        line.one_of(i, &["that", "about", "of", "how", "why"])
            || line.word(i) == ":"
            || line.in_quote(i)
            || line.is_comma(i)
    })?;
    Some(mark + usize::from(line.one_of(mark, &["of", "about"])))
}

/// Skips what says when and where: "on Tuesday", "in a statement", "later"; `None` where nothing else follows.
fn skip_circumstances(line: &Line<'_>, at: usize, to: usize) -> Option<usize> {
    let mut at = at;
    while at < to {
        let time =
            line.is(at, TIME) && !line.is(at, DETERMINER) && !line.is_possessive(at + 1) && !opens_subject(line, at);
        let manner = line.is(at, ADVERB) && !line.is(at, DETERMINER.or(PRONOUN).or(PREPOSITION))
            || line.is_word(at) && line.word(at).ends_with("ly") && !line.is_capital(at);
        let this_week =
            line.one_of(at, &["this", "last", "earlier"]) && line.is(at + 1, TIME) && !opens_subject(line, at + 1);
        if let Some(behind) = behind_time_ago(line, at) {
            at = behind;
        } else if this_week {
            at += 2;
        } else if time || manner && !line.one_of(at, &["only", "no"]) {
            at += 1;
        } else if line.is(at, PREPOSITION)
            && !line.one_of(at, &["that", "like", "than", "to"])
            && !line.one_of(at + 1, &["least", "most"])
            && line.name_index(at).is_none()
        {
            let next = skip_prepositional(line, at, to)?;
            if next == at {
                break;
            }
            at = next;
        } else {
            break;
        }
    }
    (at < to && !matches!(line.word(at), "." | ";")).then_some(at)
}

/// "a day earlier", "two weeks ago": the first token behind it.
fn behind_time_ago(line: &Line<'_>, at: usize) -> Option<usize> {
    let number = line.one_of(at, &["a", "an", "several"]) || line.is(at, NUMBER) || line.is_number(at);
    let unit = &["day", "week", "month", "year", "hour", "days", "weeks", "months", "years", "hours", "minutes"];
    let told = number && line.one_of(at + 1, unit) && line.one_of(at + 2, &["earlier", "later", "ago", "before"]);
    told.then_some(at + 3)
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
    let quoted = |i: usize| line.quote_at(i).is_some_and(|q| !is_work(line, q));
    let sign = (at + 1..near).find(|&i| {
        line.one_of(i, &["that"]) && !line.is(i - 1, PREPOSITION)
            || line.word(i) == ":"
            || line.is_comma(i) && !line.in_quote(i)
            || quoted(i)
    });
    if let Some(mark) = sign {
        if line.is_comma(mark) {
            let words = |i: usize| line.is_comma(i) && (quoted(i + 1) || line.one_of(i + 1, &["that"]));
            let own = line.one_of(at, FRONTED) && (mark + 1..mark + 3).any(|i| line.is(i, PRONOUN));
            return (mark..near).find(|&i| words(i)).or(own.then_some(at));
        }
        return Some(if is_part_of_phrase(line, mark, to) { at + 1 } else { mark });
    }
    let clause = |i: usize| line.is(i, PRONOUN) && line.is(i + 1, CLAUSE_VERBS) && !line.is(i - 1, PREPOSITION);
    if let Some(pronoun) = (at + 2..to.min(at + 7)).find(|&i| clause(i)) {
        return Some(pronoun);
    }
    // "told friends in Leeds the gate was shut"
    let place = line.name_at(at + 1).map(|name| name.last_token + 1);
    if let Some(clause) = place.filter(|&p| line.is(p, PRONOUN.or(DETERMINER)) && opens_clause(line, p, to)) {
        return Some(clause);
    }
    let noun = (at + 1..to.min(at + 6)).find(|&i| line.is(i, SPEECH_NOUN))?;
    (noun + 1 < to && line.is(noun + 1, PRONOUN.or(DETERMINER))).then_some(noun + 1)
}

/// Prepositions with which reported words may open: "says despite her age, she will run".
const FRONTED: &[&str] = &["despite", "without", "unlike", "besides", "given", "because", "after", "before", "since"];

/// Whether a quotation is the title of a work: `her memoir, "Hard Choices"`, `the radio's "Morning Bell"`.
pub(super) fn is_work(line: &Line<'_>, quote: usize) -> bool {
    let quote = &line.quotes[quote];
    let mut words = (quote.first..quote.end).filter(|&i| line.is_word(i) && line.word(i).len() > 3);
    let capital = words.clone().count() > 0 && words.all(|i| line.is_capital(i));
    let ended = quote.end > quote.first && matches!(line.word(quote.end - 1), "!" | "?");
    let before = quote.start().checked_sub(1).map(|b| if line.is_comma(b) { b.saturating_sub(1) } else { b });
    let owned = before.is_some_and(|b| {
        line.is_possessive(b)
            || line.is(b, SPEECH_NOUN.or(super::super::lexicon::DOCUMENT))
            || line.one_of(b, &["on", "called", "titled", "entitled", "in"])
    });
    capital && owned && !ended && quote.end - quote.first <= 9
}

/// Whether a quotation is part of a longer phrase: `warned of a "swift" answer if`.
fn is_part_of_phrase(line: &Line<'_>, mark: usize, to: usize) -> bool {
    line.quote_at(mark).is_some_and(|q| (line.quotes[q].after()..to).any(|i| line.is_word(i)))
}

/// Where the clause of a report begins when a quotation stands right before it: all between belongs to its subject, as
/// in `"No," political scientist Ann Smith told`.
pub(crate) fn zone_behind_quote(line: &Line<'_>, zone: usize, from: usize) -> usize {
    let lowest = from.max(zone.saturating_sub(12));
    let plain = |i: &usize| {
        let word = line.is_word(*i) && (!line.is(*i, CLAUSE_VERBS) || line.is(*i, HEADS));
        !line.in_quote(*i) && (word || line.is_possessive(*i) || line.word(*i) == "." && *i > 0 && line.touches(*i - 1))
    };
    let start = (lowest..zone).rev().take_while(plain).last().unwrap_or(zone);
    if start > from
        && (line.in_quote(start - 1) || line.is_comma(start - 1) && start > from + 1 && line.in_quote(start - 2))
    {
        start
    } else {
        zone
    }
}

/// "LEEDS, May 8 (QP) — The gate": where a sentence begins behind the place and day that an agency sets before it.
pub(crate) fn behind_dateline(line: &Line<'_>, sentence: &Range<usize>) -> usize {
    let start = sentence.start;
    let shouted = |i: usize| line.word(i).len() > 3 && !line.word(i).contains(char::is_lowercase) && line.is_capital(i);
    let near = start + 1..sentence.end.min(start + 14);
    let dash = near.take_while(|&i| !line.is(i, CLAUSE_VERBS) || line.is_capital(i)).find(|&i| line.is_dash(i));
    dash.filter(|_| start == 0 && shouted(start)).map_or(start, |dash| dash + 1)
}

/// Trims marks, and joining words at its end, from a range of words.
pub(crate) fn trim(line: &Line<'_>, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    let joins = |i: usize| matches!(line.word(i), "and" | "but") && line.in_quote(i + 1);
    while start < end && !line.in_quote(start) && (is_loose(line, start) || joins(start)) {
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
