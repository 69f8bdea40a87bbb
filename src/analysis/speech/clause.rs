//! The clause that opens a sentence: its subject, which verbs joined by "and" and participles share. Imports the line and
//! the lexicon.

use std::ops::Range;

use super::super::lexicon::{
    ADVERB, ADVERBIAL_START, DETERMINER, PREPOSITION, PRONOUN, ROLE, SENTENCE_ADVERB, SPEECH_NOUN, TIME, VERB,
    VERB_PAST,
};
use super::super::line::Line;
use super::super::names::{Class, Name};
use super::behind::is_noun;
use super::cue::{CLAUSE_VERBS, Cue};
use super::several::behind_home;
use super::subject::{HEADS, Subject, Who, before, phrase_start};

/// No more nouns than this stand between a name and the name it describes.
const MODIFIERS: usize = 5;

/// The subject of the sentence's first clause: for verbs joined by "and" and for participles.
pub(super) fn subject(line: &Line<'_>, from: usize, to: usize) -> Option<Subject> {
    let start = skip_fronted(line, from, to);
    let named = (start..to.min(start + 8)).find(|&i| line.is_person(i));
    if let Some(name) = named.and_then(|i| line.name_at(i)).map(|name| behind_modifier(line, name)) {
        let opens = phrase_start(line, name.first_token) <= start + usize::from(line.is(start, DETERMINER));
        if opens
            && !line.is_possessive(name.last_token + 1)
            && !line.one_of(behind_home(line, name.last_token + 1), &["and"])
        {
            let who = Who::Name(line.name_index(name.first_token)?);
            return Some(Subject {
                who,
                tokens: name.first_token..name.last_token + 1,
                first: start,
                end: name.last_token + 1,
            });
        }
    }
    // "He's going and says"
    let short = line.one_of(start, &["he", "she"]) && line.is_possessive(start + 1);
    if short && !(start..to).any(|i| line.is_comma(i)) {
        return Some(Subject { who: Who::Pronoun(start), tokens: start..start + 1, first: start, end: start + 1 });
    }
    let verb = (start..to).find(|&i| i > start && is_clause_verb(line, i))?;
    let adverbs = (start..verb)
        .rev()
        .take_while(|&i| line.is(i, ADVERB) && !line.is(i, PRONOUN) || line.word(i).ends_with("ly"))
        .count();
    // "The talk with Berg comes late": the talk, not Berg; but "As Berg put it: “..”".
    let put = line.one_of(verb, &["put", "puts"]);
    let hangs = |s: &Subject| s.first > start && line.is(s.first - 1, PREPOSITION) && !put;
    before(line, verb - adverbs, start).filter(|subject| !hangs(subject))
}

/// "Berg adviser Karl Osei", "Berg campaign manager Karl Osei": the name that another one only describes.
fn behind_modifier<'a>(line: &'a Line<'_>, name: &'a Name) -> &'a Name {
    let first = name.last_token + 1;
    let end = (first..first + MODIFIERS).find(|&i| !is_noun(line, i)).unwrap_or(first);
    let described = end > first && line.is(end - 1, ROLE);
    line.name_at(end).filter(|next| described && next.class == Class::Person).unwrap_or(name)
}

fn is_clause_verb(line: &Line<'_>, at: usize) -> bool {
    let known = line.is(at, CLAUSE_VERBS) && !line.is(at, HEADS) || line.is_word(at) && line.word(at).ends_with("ed");
    known && !line.in_quote(at) && !line.is_capital(at) && line.name_index(at).is_none()
}

/// The first token behind what opens a sentence before its subject: "But on Tuesday, ".
pub(super) fn skip_fronted(line: &Line<'_>, from: usize, to: usize) -> usize {
    let mut start = from;
    while start < to
        && (line.is(start, SENTENCE_ADVERB)
            || line.is_comma(start)
            || line.word(start).ends_with("ly") && line.is_comma(start + 1))
    {
        start += 1;
    }
    let opens = line.is(start, ADVERBIAL_START.or(TIME))
        || line.is_word(start) && line.name_index(start).is_none() && line.word(start).ends_with("ing");
    if !opens {
        return start;
    }
    (start..to).find(|&i| line.is_comma(i) && !line.in_quote(i)).map_or(start, |comma| comma + 1)
}

/// "hid the facts, admitted it knew, and left": a verb in a row of verbs that share the first one's subject.
pub(super) fn is_listed(line: &Line<'_>, cue: &Cue, sentence: &Range<usize>) -> bool {
    let verb = |i: usize| line.is(i, VERB_PAST.or(VERB)) || line.word(i).ends_with("ed");
    let Some(comma) = cue.first.checked_sub(1).filter(|&c| c > sentence.start && line.is_comma(c)) else {
        return false;
    };
    let first = (sentence.start..comma).any(verb) && !(sentence.start..comma).any(|i| line.is_comma(i));
    let last = (cue.end()..sentence.end).any(|i| line.is_comma(i) && line.one_of(i + 1, &["and"]) && verb(i + 2));
    first && last && line.is(cue.verb, VERB_PAST) && cue.first == cue.verb
}

/// Where the clause of `cue` is joined to one before whose subject it shares: "went home and said", "but on Tuesday wrote".
pub(super) fn joint(line: &Line<'_>, cue: &Cue, from: usize) -> Option<usize> {
    let joins = |i: &usize| line.one_of(*i, &["and", "but", "or", "then", "nor"]) && !line.in_quote(*i);
    let told = |i: &usize| line.is(*i, TIME.or(PREPOSITION).or(DETERMINER).or(SPEECH_NOUN));
    let last = cue.first.checked_sub(1).filter(|&b| b >= from)?;
    let phrase = (from.max(cue.first.saturating_sub(5))..cue.first).rev().take_while(|i| told(i) && !joins(i)).last();
    let when = phrase.filter(|&p| line.is(p, PREPOSITION) && line.is(last, TIME.or(SPEECH_NOUN)));
    when.unwrap_or(cue.first).checked_sub(1).filter(|b| *b >= from && joins(b))
}
