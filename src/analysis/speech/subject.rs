//! Finds who a cue's subject is: the phrase before the verb, behind it ("said Ms X"), or that of the clause it hangs
//! on. Answers with a place on the line; whose name that is, `speaker` says. Imports the line and the lexicon.

use std::ops::Range;

use super::super::lexicon::{
    ADVERBIAL_START, AUXILIARY, CONJUNCTION, DETERMINER, DOCUMENT, ORGANIZATION, PLURAL_PEOPLE, POSSESSIVE,
    PREPOSITION, PRONOUN, RELATIVE, ROLE, SENTENCE_ADVERB, SPEECH_NOUN, SUBORDINATOR, TIME, TITLE_MODIFIER, VERB,
};
use super::super::line::Line;
use super::super::names::{Class, Name};
use super::super::titles::address_before;
use super::cue::CLAUSE_VERBS;
use super::phrase::{POSTPOSITIVE, classify, is_quantity};
use super::{other, several};

/// What sort of phrase the subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// A person's name: index into the line's names.
    Name(usize),
    /// "he", "she", "they": the token.
    Pronoun(usize),
    /// "the president": a role that may be somebody's title.
    Role,
    /// "a spokesman": somebody without a name.
    Unnamed,
    /// "Smith and Jones", "both": several people who are not one body.
    Plural,
    /// "Israeli officials", "residents": a group that is named as one.
    Group,
    /// "the State Department", "Moscow", "the report".
    Body,
}

/// A subject: the tokens of its head phrase, without determiner, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) who: Who,
    pub(crate) tokens: Range<usize>,
    /// The first token of the whole phrase, determiner and title included.
    pub(crate) first: usize,
    /// The first token behind the whole phrase, appositions included.
    pub(crate) end: usize,
}

/// The subject that ends right before token `at`, looking no further left than `from`.
pub(crate) fn before(line: &Line<'_>, at: usize, from: usize) -> Option<Subject> {
    let end = skip_interrupter(line, skip_time(line, at, from), from);
    if let Some(subject) = named_in_apposition(line, end, at) {
        return Some(subject);
    }
    let end = before_brackets(line, end, from);
    let end = before_point(line, end, from);
    let last = end.checked_sub(1).filter(|&l| l >= from)?;
    if let Some(who) = before_quoted_clause(line, last, from) {
        return before(line, who, from);
    }
    if line.in_quote(last) || !(line.is_word(last) || line.is_number(last) || line.word(last) == "%") {
        return None;
    }
    if line.is(last, RELATIVE) && line.name_index(last).is_none() {
        let antecedent = if last > from && line.is_comma(last - 1) { last - 1 } else { last };
        return (antecedent > from).then(|| before(line, antecedent, from)).flatten();
    }
    if line.is(last, PRONOUN) && line.name_index(last).is_none() {
        return Some(Subject { who: Who::Pronoun(last), tokens: last..last + 1, first: last, end: at });
    }
    let mut subject = phrase_ending_at(line, last, from)?;
    if let Some(who) = other::relative_before(line, &subject, from) {
        // "The minister who met Berg": which minister, the clause says, and not the title.
        let role = |who: Who| if who == Who::Role { Who::Unnamed } else { who };
        return before(line, who, from).map(|subject| Subject { who: role(subject.who), end: at, ..subject });
    }
    if other::is_another(line, &subject, from) {
        return None;
    }
    if several::adds_somebody(line, end..at) {
        subject.who = Who::Plural;
    }
    subject.end = at;
    Some(subject)
}

/// `Berg, who calls it a “farce,” said`: where the clause that ends in a quotation opens, if "who" opens one.
fn before_quoted_clause(line: &Line<'_>, last: usize, from: usize) -> Option<usize> {
    let quote = &line.quotes[line.quote_at(last)?];
    let closed = quote.end > quote.first && line.is_comma(quote.end - 1);
    let lowest = from.max(quote.start().saturating_sub(24)) + 1;
    let opens = |i: &usize| line.is_comma(*i) && !line.in_quote(*i);
    let comma = (lowest..quote.start()).rev().find(opens)?;
    (closed && line.one_of(comma + 1, &["who", "which"])).then_some(comma)
}

/// "Berg on Sunday said", "the bank just this month said": where what says when begins, if a noun stands before it.
fn skip_time(line: &Line<'_>, at: usize, from: usize) -> usize {
    let when = |i: usize| line.is(i, TIME) || line.is_number(i) && i > from && line.is(i - 1, TIME);
    let lowest = from.max(at.saturating_sub(6));
    let mut first = at;
    while first > lowest && when(first - 1) && line.name_index(first - 1).is_none() && !line.in_quote(first - 1) {
        first -= 1;
    }
    if first == at {
        return at;
    }
    while first > lowest
        && line.one_of(first - 1, &["this", "the", "just", "only", "late", "early", "on", "in", "at", "that"])
    {
        first -= 1;
    }
    let noun = first > from
        && !line.is(first - 1, PREPOSITION.or(CONJUNCTION).or(SUBORDINATOR).or(CLAUSE_VERBS))
        && (line.is_word(first - 1) || line.word(first - 1) == ")");
    if noun { first } else { at }
}

/// "Karl Osei Jr. said": where what stands before the point of an abbreviation ends.
fn before_point(line: &Line<'_>, end: usize, from: usize) -> usize {
    let point = end.checked_sub(1).filter(|&p| p > from && line.word(p) == "." && line.touches(p - 1));
    point.filter(|&p| line.one_of(p - 1, &["jr", "sr", "inc", "corp", "co", "ltd"])).unwrap_or(end)
}

/// "Ann Smith (R-Ohio)": where what stands before a bracket ends.
pub(super) fn before_brackets(line: &Line<'_>, end: usize, from: usize) -> usize {
    let closed = end.checked_sub(1).is_some_and(|c| line.word(c) == ")");
    let near = from.max(end.saturating_sub(8));
    if closed { (near..end).rev().find(|&i| line.word(i) == "(").unwrap_or(end) } else { end }
}

/// "Her lawyer, Ann Smith, said": the name between the commas is the subject.
fn named_in_apposition(line: &Line<'_>, open: usize, at: usize) -> Option<Subject> {
    if open >= at || !line.is_comma(open) {
        return None;
    }
    let close = at - 1;
    let last = before_brackets(line, close, open).checked_sub(1)?;
    let of = || (open + 1..close).find(|&i| line.one_of(i, &["of", "from"])).and_then(|of| line.name_at(of - 1));
    let person = |name: &&Name| name.class == Class::Person;
    let name = line.name_at(last).filter(person).or_else(|| of().filter(person))?;
    let first = phrase_start(line, name.first_token);
    let role =
        open.checked_sub(1).is_some_and(|r| line.name_index(r).is_none_or(|n| line.names[n].class != Class::Person));
    let who = Who::Name(line.name_index(name.first_token)?);
    let phrase = noun_start(line, open - 1, 0);
    (first == open + 1 && role).then(|| Subject {
        who,
        tokens: name.first_token..name.last_token + 1,
        first: phrase,
        end: at,
    })
}

/// Where the phrase before a parenthesis ends: "Smith, who lives in Leeds, said" is `Smith`.
pub(super) fn skip_interrupter(line: &Line<'_>, at: usize, from: usize) -> usize {
    let Some(close) = at.checked_sub(1).filter(|&c| c > from) else { return at };
    if line.word(close) == ")" {
        return (from..close).rev().find(|&i| line.word(i) == "(").unwrap_or(at);
    }
    if !line.is_comma(close) && !line.is_dash(close) {
        return at;
    }
    let mark = line.word(close);
    let opens = |i: &usize| line.word(*i) == mark && !line.in_quote(*i) && *i > from;
    let named = |i: &usize| {
        let last = before_brackets(line, *i, from).saturating_sub(1);
        opens(i) && line.is_person(last) && !name_depends(line, last) && !is_unfinished(line, *i, close)
    };
    let near = close.saturating_sub(40).max(from);
    let stray = if near == from && is_stray(line, from, close) { close } else { at };
    (near..close).rev().find(named).or_else(|| (near..close).rev().find(opens)).unwrap_or(stray)
}

/// "Berg, whose deputy, | Osei, | said": a relative clause that has no verb yet does not end there.
fn is_unfinished(line: &Line<'_>, open: usize, close: usize) -> bool {
    let verb = |i: usize| line.is(i, CLAUSE_VERBS) || line.word(i).ends_with("ed");
    line.one_of(open + 1, &["whose"]) && !(open + 2..close).any(verb)
}

/// "The firm's chief in Leeds, has said that": whether the comma at `close` parts the subject from its verb.
fn is_stray(line: &Line<'_>, from: usize, close: usize) -> bool {
    let verb = |i: usize| line.is(i, CLAUSE_VERBS) && !line.is(i, HEADS) && !line.is_capital(i);
    let follows = (close + 2..close + 5).any(|i| line.one_of(i, &["that", "it", "he", "she", "they"]));
    // "Sen. Ann Smith (R-Ohio), said on Monday"
    let home = line.word(close - 1) == ")";
    line.is_comma(close) && (line.is_word(close - 1) && follows || home) && !(from..close).any(verb)
}

/// Whether the name ending at `last` hangs on a preposition: "like Smith".
fn name_depends(line: &Line<'_>, last: usize) -> bool {
    line.name_at(last)
        .is_some_and(|n| phrase_start(line, n.first_token).checked_sub(1).is_some_and(|p| line.is(p, PREPOSITION)))
}

/// The first token of the title and word of address before a name's first token.
pub(super) fn phrase_start(line: &Line<'_>, name_first: usize) -> usize {
    let own = line.name_at(name_first).and_then(|n| address_before(line, n)).unwrap_or(name_first);
    let mut first = own;
    let part = |i: usize| {
        let other_name = line.name_at(i).is_some_and(|n| n.class != Class::Person);
        (line.is(i, ROLE.or(TITLE_MODIFIER)) || other_name || line.is_capital(i) && !line.is_person(i))
            && !line.is(i, TIME.or(PRONOUN).or(SENTENCE_ADVERB).or(SUBORDINATOR).or(PREPOSITION))
            && !line.in_quote(i)
    };
    // "President of Kenya Ann Smith"; but "a friend of Ann Smith" is somebody else.
    let of = |i: usize| line.one_of(i, &["of"]) && i > 0 && line.is(i - 1, ROLE) && i + 1 < own;
    let closed = PREPOSITION
        .or(CONJUNCTION)
        .or(SUBORDINATOR)
        .or(TIME)
        .or(PRONOUN)
        .or(DETERMINER)
        .or(POSSESSIVE)
        .or(CLAUSE_VERBS);
    let noun = |i: usize| line.is_word(i) && line.is(i + 1, ROLE) && !line.is(i, closed) && !line.in_quote(i);
    while first > 0 && (part(first - 1) || of(first - 1) || noun(first - 1)) {
        first -= 1;
    }
    first
}

/// The phrase whose last token is `last`: its head may stand further left ("the mayor of London").
fn phrase_ending_at(line: &Line<'_>, last: usize, from: usize) -> Option<Subject> {
    let first = whole_name_start(line, noun_start(line, last, from), last, from);
    let first = body_of_title(line, first, last, from).unwrap_or(first);
    // "friends of the mayor Ann Smith"
    let titled = line.name_index(last).is_some() && first > from && line.is(first - 1, DETERMINER);
    let first = if titled { first - 1 } else { first };
    if let Some(preposition) = first.checked_sub(1).filter(|&p| {
        p > from
            && line.is(p, PREPOSITION)
            && !line.is(p, SUBORDINATOR)
            && (!line.one_of(p, &["with"]) || line.one_of(p - 1, POSTPOSITIVE))
            && !line.in_quote(p)
    }) {
        let noun = preposition - 1;
        let heads = line.is_word(noun)
            && !line.is(noun, CLAUSE_VERBS.or(TIME).or(PREPOSITION).or(ADVERBIAL_START).or(CONJUNCTION))
            || line.is(noun, HEADS);
        if heads && !line.in_quote(noun) {
            let head = phrase_ending_at(line, noun, from)?;
            let people = line.name_index(last).is_none() && classify(line, first, last) == Some(Who::Group);
            let quantity = people && is_quantity(line, noun);
            return Some(if quantity {
                Subject { who: Who::Group, tokens: head.first..last + 1, ..head }
            } else {
                head
            });
        }
        // "but in a later interview said"
        if line.is_person(last) || line.is(last, SPEECH_NOUN) && !line.is_capital(last) {
            return None;
        }
    }
    let joined =
        first.checked_sub(1).filter(|&c| line.one_of(c, &["and", "or", "nor", "&"]) && c > from && !line.in_quote(c));
    let who = match joined {
        Some(and)
            if several::closes_person(line, and - 1, from)
                || line.is(and - 1, HEADS) && line.is(last, HEADS)
                || line.is(and - 1, PRONOUN) =>
        {
            Who::Plural
        }
        _ => classify(line, first, last)?,
    };
    Some(Subject { tokens: head_tokens(line, who, first, last), who, first, end: last + 1 })
}

/// "University of Leeds president Ann Smith": where the body opens whose title stands before the name.
fn body_of_title(line: &Line<'_>, first: usize, last: usize, from: usize) -> Option<usize> {
    let name = line.name_at(last).filter(|n| n.class == Class::Person)?;
    let of = first.checked_sub(1).filter(|&of| of > from && line.one_of(of, &["of"]) && !line.in_quote(of))?;
    let role = (first..name.first_token).find(|&i| line.is(i, ROLE) && !line.is_capital(i))?;
    let named = (first..role).all(|i| line.is_capital(i)) && line.is_capital(of - 1) && line.is(of - 1, ORGANIZATION);
    (role > first && named).then(|| noun_start(line, of - 1, from))
}

pub(super) const HEADS: super::super::lexicon::Tags = ROLE.or(PLURAL_PEOPLE).or(ORGANIZATION).or(DOCUMENT);

/// "The Quay and Ferry Workers' Union": where a body's name goes on left of an "and".
fn whole_name_start(line: &Line<'_>, first: usize, last: usize, from: usize) -> usize {
    let body = line.is_capital(last) && line.is(last, ORGANIZATION) && line.is_capital(first);
    let and = first.checked_sub(1).filter(|&c| c > from && body && line.one_of(c, &["and", "&"]));
    match and {
        Some(and) if line.is_capital(and - 1) && !line.is_person(and - 1) => noun_start(line, and - 1, from),
        _ => first,
    }
}

/// The first token of the noun phrase that ends at `last`, prepositions not crossed.
fn noun_start(line: &Line<'_>, last: usize, from: usize) -> usize {
    let mut first = match line.name_at(last) {
        Some(name) if name.class == Class::Person => return phrase_start(line, name.first_token).max(from),
        Some(name) => name.first_token,
        None => last,
    };
    let lowest = from.max(last.saturating_sub(12));
    while first > lowest {
        let at = first - 1;
        if line.in_quote(at)
            || !(line.is_word(at) || line.is_number(at) || line.is_possessive(at) || line.word(at) == "$")
        {
            break;
        }
        if line.is(at, DETERMINER.or(POSSESSIVE)) {
            return at;
        }
        if line.one_of(at, &["many", "some", "most", "several", "few", "all"]) && first == last {
            return at;
        }
        let closed =
            PREPOSITION.or(CONJUNCTION).or(SUBORDINATOR).or(TIME).or(AUXILIARY).or(PRONOUN).or(SENTENCE_ADVERB);
        let verb =
            line.is(at, VERB.or(super::super::lexicon::FINITE)) && !line.is(at, HEADS) && line.name_index(at).is_none();
        // "current and former officials"
        let joins = line.one_of(at, &["and"]) && line.one_of(at + 1, &["former"]);
        if line.is(at, closed) && !line.is_number(at) && !joins || verb {
            break;
        }
        first = at;
    }
    first
}

/// Where what hangs on a role ends: "the mayor | of Leeds |", "the senator | from Ohio |".
pub(crate) fn tail_end(line: &Line<'_>, from: usize) -> usize {
    if !line.one_of(from, &["of", "from", "for"]) || line.in_quote(from) {
        return from;
    }
    let part = |i: usize| {
        line.is_word(i)
            && !line.in_quote(i)
            && (!line.is(i, PREPOSITION.or(CONJUNCTION).or(TIME).or(CLAUSE_VERBS).or(AUXILIARY)) || line.is(i, HEADS))
    };
    (from + 1..from + 7).find(|&i| !part(i)).unwrap_or(from + 7).min(line.len())
}

/// The tokens that name the subject: for a body, the phrase without its determiner.
pub(super) fn head_tokens(line: &Line<'_>, who: Who, first: usize, last: usize) -> Range<usize> {
    match who {
        Who::Name(index) => line.names[index].first_token..line.names[index].last_token + 1,
        _ if line.is(first, DETERMINER) && first < last && !line.one_of(first, &["those"]) => first + 1..last + 1,
        _ => first..last + 1,
    }
}
