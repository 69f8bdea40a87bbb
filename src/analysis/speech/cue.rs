//! Finds what reports speech on a line: verbs of speech that really are verbs here, "according to", a colon. Imports
//! the line and the lexicon.

use super::super::lexicon::{
    ADVERB, AUXILIARY, BE, CONJUNCTION, DETERMINER, DOCUMENT, FINITE, NEGATION, NUMBER, PLURAL_PEOPLE, POSSESSIVE,
    PREPOSITION, PRONOUN, PRONOUN_PLURAL, RELATIVE, SPEECH, SPEECH_ACT, SPEECH_PHRASE, SUBORDINATOR, TAKES_CLAUSE,
    TAKES_HEARER, TAKES_NOUN, Tags, VERB_BASE, VERB_GERUND, VERB_PARTICIPLE, VERB_PAST, VERB_PRESENT, WEAK,
};
use super::super::line::Line;

/// How a cue reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// "said", "has told", "is saying": a verb with a subject.
    Finite,
    /// ", adding", "by calling": a verb whose subject is that of the clause it hangs on.
    Participle,
    /// "according to".
    According,
    /// "Smith: We are ready."
    Colon,
    /// "Smith's claim that": a noun of speech with its owner.
    Noun,
}

/// A cue: `first..end` are the tokens from the first auxiliary to the verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    pub(crate) form: Form,
    pub(crate) first: usize,
    /// The verb itself, or the last token of the phrase.
    pub(crate) verb: usize,
    pub(crate) negated: bool,
}

impl Cue {
    /// The first token behind the cue.
    pub(crate) fn end(&self) -> usize {
        self.verb + 1
    }
}

/// All cues of a sentence, in order.
pub(crate) fn cues(line: &Line<'_>, from: usize, to: usize) -> Vec<Cue> {
    let mut found: Vec<Cue> = (from..to).filter_map(|at| cue_at(line, at, from)).collect();
    if found.is_empty() {
        found.extend(colon(line, from, to));
    }
    found
}

fn cue_at(line: &Line<'_>, at: usize, from: usize) -> Option<Cue> {
    if !line.is(at, SPEECH.or(SPEECH_ACT).or(SPEECH_PHRASE)) || line.in_quote(at) || line.name_index(at).is_some() {
        return None;
    }
    let according = line.is(at, SPEECH_PHRASE) && line.one_of(at + 1, &["to"]);
    if according || is_reported_by(line, at, from) {
        return Some(Cue { form: Form::According, first: at, verb: at + 1, negated: false });
    }
    if line.is(at, SPEECH_ACT)
        && let Some(cue) = super::noun::cue_at(line, at)
    {
        return Some(cue);
    }
    if at == from && line.one_of(at, &["said", "says", "added", "wrote"]) {
        return Some(Cue { form: Form::Finite, first: at, verb: at, negated: false });
    }
    // "Did Ms Berg say so?"
    let asked = line.is(at, VERB_BASE) && !line.is(at, VERB_PAST) && line.is(from, AUXILIARY) && !line.in_quote(from);
    if asked || !line.is(at, SPEECH) || line.is_capital(at) || is_supposed(line, at, from) {
        return None;
    }
    if line.one_of(at + 1, &["by"]) {
        return quoted_as_saying(line, at, from);
    }
    let quoted =
        || quoting(line, at, from).map(|_| Cue { form: Form::Finite, first: at - 1, verb: at, negated: false });
    quoted_as_saying(line, at, from)
        .or_else(|| overheard(line, at, from))
        .or_else(quoted)
        .or_else(|| verb(line, at, from))
}

/// "as first reported by the Times": as much as "according to".
fn is_reported_by(line: &Line<'_>, at: usize, from: usize) -> bool {
    let passive = line.one_of(at, &["reported", "noted", "told"]) && line.one_of(at + 1, &["by"]);
    let as_at = at.saturating_sub(if line.one_of(at.wrapping_sub(1), &["first"]) { 2 } else { 1 });
    passive && as_at >= from && line.one_of(as_at, &["as"])
}

/// "if the council had said": what might be said is not.
fn is_supposed(line: &Line<'_>, at: usize, from: usize) -> bool {
    let near = from.max(at.saturating_sub(16));
    let mut clause = (near..at).rev().take_while(|&i| !line.is_comma(i) && !line.is(i, SPEECH) && !line.in_quote(i));
    clause.any(|i| line.one_of(i, &["if", "unless", "wish", "wishes", "wished", "nobody"]))
}

/// "was quoted as saying", "was quoted by the Post as saying": the one passive whose subject speaks.
fn quoted_as_saying(line: &Line<'_>, at: usize, from: usize) -> Option<Cue> {
    let by = line.one_of(at + 1, &["by"]);
    let mut near = at + 1..if by { at + LONGEST_QUOTED } else { at + 2 };
    let as_at = near.find(|&i| line.one_of(i, &["as"]) && line.is(i + 1, VERB_GERUND))?;
    let group = Group::before(line, at, from);
    let quoted = line.one_of(at, &["quoted", "cited", "reported"]) && group.be;
    quoted.then_some(Cue { form: Form::Finite, first: group.first, verb: as_at + 1, negated: false })
}

/// "quoted Berg as saying": for the gerund, the verb that quotes; who is quoted speaks.
pub(super) fn quoting(line: &Line<'_>, gerund: usize, from: usize) -> Option<usize> {
    let as_at = gerund.checked_sub(1).filter(|&a| line.one_of(a, &["as"]) && line.is(gerund, VERB_GERUND))?;
    let near = from.max(as_at.saturating_sub(LONGEST_QUOTED))..as_at;
    let mut near = near.rev().take_while(|&i| !line.is_comma(i) && !line.in_quote(i));
    near.find(|&i| line.one_of(i, QUOTING)).filter(|verb| verb + 1 < as_at && !line.one_of(verb + 1, &["by"]))
}

/// No more tokens stand between "quoted" and "as saying".
const LONGEST_QUOTED: usize = 12;
const QUOTING: &[&str] = &["quoted", "quotes", "quoting", "cited", "cites", "citing"];

/// "could be heard yelling that": who is heard speaks.
fn overheard(line: &Line<'_>, at: usize, from: usize) -> Option<Cue> {
    let heard = at.checked_sub(1).filter(|&h| h > from && line.one_of(h, &["heard", "seen", "caught", "filmed"]))?;
    let group = Group::before(line, heard, from);
    (line.is(at, VERB_GERUND) && group.be && !group.negated).then_some(Cue {
        form: Form::Finite,
        first: group.first,
        verb: at,
        negated: false,
    })
}

fn verb(line: &Line<'_>, at: usize, from: usize) -> Option<Cue> {
    let group = Group::before(line, at, from);
    // "when asked about it": a passive without its auxiliary.
    if group.first > from && line.one_of(group.first - 1, &["when", "if", "as", "once", "though", "unless"]) {
        return None;
    }
    let tags = line.tag(at);
    let finite = if group.be {
        tags.has(VERB_GERUND)
    } else if group.auxiliary {
        tags.has(VERB_PARTICIPLE.or(VERB_BASE).or(VERB_PAST))
    } else {
        tags.has(FINITE) && stands_as_verb(line, at, group.first)
    };
    let form = match (finite, tags.has(VERB_GERUND) && !group.be) {
        (true, _) => Form::Finite,
        (false, true) if is_absolute(line, group.first, from) => Form::Finite,
        (false, true) if hangs(line, at, group.first, from) => Form::Participle,
        _ => return None,
    };
    let ought = (group.first..at).any(|i| line.one_of(i, &["should", "must", "might", "could", "ought", "may"]));
    // "would have said": what might be said is not.
    let unreal = ought || line.one_of(group.first, &["would"]) && line.one_of(group.first + 1, &["have"]);
    if part_of_other_phrase(line, at) || unreal || is_asked(line, at) {
        return None;
    }
    Some(Cue { form, first: start_of_going_on(line, group.first), verb: at, negated: group.negated })
}

/// "Berg, asked about it, ": who is asked, not who asks.
fn is_asked(line: &Line<'_>, at: usize) -> bool {
    let named = at >= 2 && line.is_comma(at - 1) && line.is_person(at - 2);
    named
        && line.one_of(at, &["asked", "told", "pressed"])
        && line.one_of(at + 1, &["about", "whether", "if", "why", "how"])
}

/// "called Acme", "asked if" and the like belong here only with their own words; "reported for duty" never does.
fn part_of_other_phrase(line: &Line<'_>, at: usize) -> bool {
    let saying_as =
        line.one_of(at.wrapping_sub(1), &["as"]) && line.one_of(at.wrapping_sub(2), &["quoted", "cited", "reported"]);
    let quotes_as = line.one_of(at, QUOTING) && (at + 2..at + LONGEST_QUOTED).any(|i| quoting(line, i, at) == Some(at));
    let pointing = line.word(at).starts_with("point") && !line.one_of(at + 1, &["out"]);
    let asking_for = line.one_of(at, &["asked", "asks", "ask"]) && line.one_of(at + 1, &["for"]);
    other_sense(line, at)
        || saying_as
        || asking_for
        || pointing
        || quotes_as
        || (line.one_of(at, &["reported"]) && line.one_of(at + 1, &["to", "for"]))
}

/// Verbs of speech in another sense: "continues to lead", "maintained his lead", "denied her a photograph", "called
/// Berg.", "charged the firm for rent", "insist on being", "claimed 40 percent", "pledged delegates".
fn other_sense(line: &Line<'_>, at: usize) -> bool {
    let word = line.word(at).as_bytes();
    let verb = |stem: &str| word.get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem.as_bytes()));
    let next = at + 1;
    let name_end = line.name_at(next).map_or(next, |n| n.last_token + 1);
    let article = |i: usize| line.one_of(i, &["a", "an", "his", "her", "their", "its"]);
    let ends = |i: usize| {
        i >= line.len() || matches!(line.word(i), "." | "," | ";") || line.is(i, PREPOSITION.or(CONJUNCTION))
    };
    verb("continu") && line.one_of(next, &["to", "with", "a", "his", "her", "their", "its"])
        || verb("maintain") && article(next)
        || verb("claim") && (line.is_number(next) || line.is(next, NUMBER))
        || verb("add") && (line.is_number(next) || line.is(next, NUMBER) || line.word(next) == "$")
        || verb("remind") && (next..next + 4).any(|i| line.one_of(i, &["of"]))
        || verb("relat") && line.one_of(next, &["to"])
        || verb("insist") && line.one_of(next, &["on", "upon"])
        || verb("jok") && line.one_of(next, &["with", "around"])
        || verb("declar") && line.one_of(next, &["war", "bankruptcy"])
        || verb("agree") && line.one_of(next, &["to"]) && !(next..next + 8).any(|i| line.in_quote(i))
        || verb("respon") && line.one_of(next, &["as", "with", "well"])
        || verb("pledg")
            && line.is_word(next)
            && line.one_of(next, &["delegates", "money", "funds", "votes", "support"])
        || verb("charg") && (next..at + 8).any(|i| line.one_of(i, &["for", "with"])) && !line.in_quote(next)
        || verb("den") && name_end > next && article(name_end)
        || verb("call") && name_end > next && ends(name_end) && !line.in_quote(name_end)
}

/// The auxiliaries and adverbs before a verb.
struct Group {
    first: usize,
    be: bool,
    auxiliary: bool,
    negated: bool,
}

impl Group {
    fn before(line: &Line<'_>, verb: usize, from: usize) -> Self {
        let mut group = Self { first: verb, be: false, auxiliary: false, negated: false };
        let mut nearest = true;
        while group.first > from {
            let at = group.first - 1;
            // "he's said": has; "he's telling": is.
            let short =
                line.is_possessive(at) && at > from && line.is(at - 1, PRONOUN) && line.name_index(at - 1).is_none();
            let tags = match short {
                true if line.is(verb, VERB_GERUND) => AUXILIARY.or(BE),
                true => AUXILIARY,
                false => line.tag(at),
            };
            let manner = line.is_word(at) && line.word(at).ends_with("ly") && !line.is_capital(at);
            if line.in_quote(at)
                || line.name_index(at).is_some()
                || !(tags.has(AUXILIARY.or(NEGATION)) || (tags.has(ADVERB) || manner) && !tags.has(PRONOUN))
            {
                break;
            }
            group.negated |= tags.has(NEGATION) && !line.one_of(at, &["nor", "neither"]);
            if tags.has(AUXILIARY) {
                group.be |= nearest && tags.has(BE);
                group.auxiliary = true;
                nearest = false;
            }
            group.first = at;
        }
        group
    }
}

/// Whether a form without auxiliary is a verb here: not behind a word that only nouns and adjectives follow.
fn stands_as_verb(line: &Line<'_>, at: usize, first: usize) -> bool {
    let Some(before) = first.checked_sub(1).map(|before| before_aside(line, before, at)) else { return false };
    let tags = line.tag(at);
    let barred = DETERMINER.or(POSSESSIVE).or(PREPOSITION);
    if line.one_of(before, &["which", "what"]) && !tags.has(VERB_PAST) {
        return false;
    }
    // ", remarks that were widely heard"
    if line.is_comma(before) && line.is(at, SPEECH_ACT) && line.one_of(at + 1, &["that"]) {
        let open = super::subject::skip_interrupter(line, before + 1, line.sentence_of(before).start);
        return open <= before && line.is_person(open - 1);
    }
    let noun_follows = line.is(before, barred) && !line.is(before, PRONOUN.or(RELATIVE)) || line.is_possessive(before);
    if (noun_follows && !line.in_quote(before) || line.one_of(before, &["to"])) && !went_on(line, before) {
        return false;
    }
    if tags.has(VERB_PAST) || line.in_quote(before) && tags.has(VERB_PRESENT) {
        return true;
    }
    // "claims", "reports", "say": nouns and commands unless a subject stands before or words follow.
    let one = line.is(before, PRONOUN) && !line.is(before, PRONOUN_PLURAL);
    let subject = line.is_person(before) || one || line.name_index(before).is_some();
    let plural = line.word(before).ends_with('s')
        || line.is(before, PLURAL_PEOPLE.or(NUMBER).or(PRONOUN_PLURAL))
        || line.is_number(before)
        || line.one_of(before, &["percent", "%"])
        || are_two(line, before)
        || hangs_on_plural(line, before);
    let follows = line.one_of(at + 1, &["that", ":", ",", "."])
        || line.in_quote(at + 1)
        || line.is(at + 1, DETERMINER.or(PRONOUN))
        || tags.has(TAKES_NOUN) && line.name_index(at + 1).is_some();
    let sure =
        line.one_of(at, &["says", "say", "tells", "argues", "writes", "insists", "adds", "asks", "argue", "insist"]);
    if line.one_of(at, &["states"]) {
        let document = line.is(before, DOCUMENT) && !plural && follows;
        one || document || line.is_person(before) && follows && !line.one_of(at + 1, &["that"])
    } else if tags.has(VERB_PRESENT) {
        subject || sure || (follows && !plural)
    } else {
        (plural || line.is(before, PRONOUN)) && (follows || sure) || went_on(line, before) || is_said(line, at, before)
    }
}

/// "Some, however, say", "Those of Leeds, who came first, say": the token before what stands between commas.
fn before_aside(line: &Line<'_>, before: usize, verb: usize) -> usize {
    let sure = line.one_of(verb, &["say", "argue", "insist", "calls", "describes"]) && line.is_comma(before);
    let word = line.one_of(before.wrapping_sub(1), &["however", "though", "meanwhile", "too", "also"]);
    if !(sure || word && line.is_comma(before)) {
        return before;
    }
    let open = super::subject::skip_interrupter(line, before + 1, line.sentence_of(before).start);
    open.checked_sub(1).filter(|_| open <= before).unwrap_or(before)
}

/// "advisers to Ms Berg": whether the phrase that ends at `last` hangs on a plural noun.
fn hangs_on_plural(line: &Line<'_>, last: usize) -> bool {
    let noun =
        |i: usize| line.is(i, PLURAL_PEOPLE) || line.is_word(i) && !line.is_capital(i) && line.word(i).ends_with('s');
    (last.saturating_sub(6)..last)
        .any(|i| noun(i) && line.is(i + 1, PREPOSITION) && !line.is(i, AUXILIARY.or(PREPOSITION)))
}

/// "Mr Osei and Ms Duarte": whether the name that ends at `last` is the second of two.
fn are_two(line: &Line<'_>, last: usize) -> bool {
    let Some(name) = line.name_at(last) else { return false };
    let first = super::super::titles::address_before(line, name).unwrap_or(name.first_token);
    first >= 2 && line.one_of(first - 1, &["and"]) && line.is_person(first - 2)
}

/// "sources close to her say", "officials whose laws fell say": hardly ever a noun.
fn is_said(line: &Line<'_>, at: usize, before: usize) -> bool {
    let parted = line.is_comma(before) || line.is_dash(before);
    let subject = line.is_word(before) && !line.is(before, AUXILIARY.or(NEGATION).or(CONJUNCTION).or(SUBORDINATOR));
    let sure =
        line.one_of(at, &["say"]) && !line.one_of(before, &["us", "me", "let's", "please", "final", "his", "her"]);
    sure && (subject || parted && line.one_of(at + 1, &["that"]))
}

/// "went on to say", "continued to say".
pub(super) fn went_on(line: &Line<'_>, to: usize) -> bool {
    let on = to >= 2 && line.one_of(to - 1, &["on"]) && line.one_of(to - 2, &["went", "goes", "gone"]);
    let still = to >= 1 && line.one_of(to - 1, &["continued", "continues", "began"]);
    (on || still) && line.one_of(to, &["to"])
}

/// The first token of "went on to say".
fn start_of_going_on(line: &Line<'_>, first: usize) -> usize {
    match first.checked_sub(1) {
        Some(to) if went_on(line, to) => to - if line.one_of(to - 1, &["on"]) { 2 } else { 1 },
        _ => first,
    }
}

/// Whether a gerund reports for the clause before it: ", adding that", "by saying", "and calling".
fn hangs(line: &Line<'_>, at: usize, first: usize, from: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let noun = line.is(before, DETERMINER.or(POSSESSIVE)) || line.is_possessive(before);
    let reply = super::noun::noun_of_speech(line, first, from).is_some();
    let joined = reply
        || line.in_quote(before)
        || line.is_comma(before)
        || line.is_dash(before)
        || line.one_of(before, &["by", "while", "and", "after", "before", "with", "without"]);
    let object = line.is(at + 1, PRONOUN.or(DETERMINER).or(POSSESSIVE)) && !line.is(at + 1, RELATIVE)
        || line.one_of(at + 1, &["him", "them", "me", "us", "on", "for"])
        || line.name_index(at + 1).is_some();
    // ", telling reporters in May that"
    let hearers = line.is(at, TAKES_HEARER) && line.is(at + 1, PLURAL_PEOPLE);
    let words = line.one_of(at + 1, &["that", ":", "it", "he", "she", "they", "the", "his", "her"])
        || (object || hearers) && !line.is(at, WEAK)
        || line.in_quote(at + 1)
        || line.in_quote(at + 2);
    first > from && !noun && joined && (words || line.is(at, TAKES_CLAUSE))
}

/// "with the minister saying": a gerund with a subject of its own.
fn is_absolute(line: &Line<'_>, first: usize, from: usize) -> bool {
    let near = from.max(first.saturating_sub(8));
    let phrase = (near..first)
        .rev()
        .take_while(|&i| {
            (line.is_word(i) || line.is_number(i)) && !line.is(i, CLAUSE_VERBS) && !line.one_of(i, &["with"])
        })
        .count();
    phrase > 0 && first > near + phrase && line.one_of(first - phrase - 1, &["with"])
}

/// "Name: words", or a clause, a colon and a quotation.
fn colon(line: &Line<'_>, from: usize, to: usize) -> Option<Cue> {
    let at = (from..to).find(|&i| line.word(i) == ":" && !line.in_quote(i))?;
    let clause = (at + 1..to).any(|i| line.is(i, AUXILIARY) || line.is(i, PRONOUN) && line.name_index(i).is_none());
    let named = line.is_person(at.checked_sub(1)?) && at - from <= 8 && clause;
    let quoted = line.in_quote(at + 1);
    (named || quoted).then_some(Cue { form: Form::Colon, first: at, verb: at, negated: false })
}

/// Tags that a verb before which nothing else may stand as a subject has.
pub(crate) const CLAUSE_VERBS: Tags = FINITE.or(AUXILIARY).or(super::super::lexicon::VERB);
