//! Who said what on one line: cues, their subjects, their words. Reads one sentence at a time. Imports the cast, the
//! line and the lexicon.

mod behind;
pub(crate) mod below;
mod body;
mod clause;
mod closing;
mod content;
mod cue;
mod ending;
mod floating;
mod idle;
mod leads;
mod noun;
mod other;
mod past;
mod phrase;
mod several;
mod speaker;
mod subject;
mod words;

use std::ops::Range;

use self::cue::{Cue, Form};
pub(crate) use self::past::Past;
pub(crate) use self::speaker::Scene;
use self::subject::Subject;
use super::lexicon::{
    CONJUNCTION, DETERMINER, PREPOSITION, RELATIVE, SUBORDINATOR, TAKES_CLAUSE, TAKES_HEARER, TIME, VERB_BASE,
    VERB_PAST, VERB_PRESENT, WEAK,
};
use super::line::Line;
use crate::domain::{Kind, Span, Statement};

/// All statements of a line.
pub(crate) fn statements(scene: Scene<'_>) -> Vec<Statement> {
    let mut found = Vec::new();
    for sentence in &scene.line.sentences {
        found.extend(in_sentence(scene, sentence.clone()));
    }
    drop_nested(&mut found);
    floating::add(scene, &mut found);
    found.sort_by_key(|s| (s.words.first().map(|w| w.start), s.words.last().map(|w| std::cmp::Reverse(w.end)), s.cue));
    found.dedup_by(|b, a| a.words == b.words);
    found
}

/// What stands inside somebody's reported words is theirs: `she said he had told her "no"` is her statement alone.
fn drop_nested(found: &mut Vec<Statement>) {
    let outer = found.iter().filter(|s| s.kind != Kind::Direct && s.cue.is_some());
    let mut reported: Vec<Span> = outer.filter_map(|s| s.words.first().copied()).collect();
    reported.sort_unstable();
    // For each place, how far the words that began by then reach: one look-up tells whether a cue stands inside any.
    (1..reported.len()).for_each(|i| reported[i].end = reported[i].end.max(reported[i - 1].end));
    found.retain(|s| {
        let Some(cue) = s.cue else { return true };
        let begun = reported.partition_point(|words| words.start <= cue.start);
        begun == 0 || reported[begun - 1].end < cue.end
    });
}

/// A cue with its subject.
struct Report {
    cue: Cue,
    subject: Option<Subject>,
    /// Where the clause of the report begins: its subject's or its own first token.
    zone: usize,
    /// The first token behind cue and, where it stands there, subject.
    end: usize,
    /// The subject stands behind the verb.
    inverted: bool,
    /// Shares the subject of a verb before: "went home and said".
    joined: bool,
    /// Begins a part of the sentence of its own, so that the words of an earlier cue end before it.
    cuts: bool,
}

impl Report {
    /// "who wrote": the token of "who", where the report is a relative clause.
    fn relative(&self, line: &Line<'_>) -> Option<usize> {
        self.cue.first.checked_sub(1).filter(|&who| line.is(who, RELATIVE) && line.name_index(who).is_none())
    }
}

fn in_sentence(scene: Scene<'_>, sentence: Range<usize>) -> Vec<Statement> {
    let line = scene.line;
    let cues = cue::cues(line, sentence.start, sentence.end);
    let mut reports: Vec<Report> = Vec::new();
    for cue in cues {
        let report = report(line, cue, &sentence, &reports);
        // ", responding to pressure": a participle that no words follow reports nothing.
        let idle = cue.form == Form::Participle && content::start_behind(line, &cue, sentence.end).is_none();
        if !idle {
            reports.push(report);
        }
    }
    if let Some(last) = reports.last().filter(|last| closing::closes(line, last, &reports, &sentence)) {
        let words = content::trim(line, content::behind_dateline(line, &sentence)..last.zone);
        return statement(scene, last, &[words]).into_iter().collect();
    }
    let mut found = Vec::new();
    let mut from = sentence.start;
    for (index, report) in reports.iter().enumerate() {
        let next = reports[index + 1..].iter().find(|r| r.cuts && r.zone > report.end && !is_within(line, report, r));
        let limit = next.map_or(sentence.end, |r| cut_before(line, r.zone));
        let ranges = words::words_of(line, report, from, limit, &sentence);
        if let Some(statement) = statement(scene, report, &ranges) {
            let end = ranges.iter().map(|r| r.end).fold(report.end, usize::max);
            from = if end == report.end || line.is_comma(end) { end } else { limit };
            found.push(statement);
        }
    }
    found
}

/// No clause or phrase that opens reported words is longer.
const LONGEST_OPENING: usize = 40;

/// "said that if it rained, he would advise it": what follows a clause or phrase that opens the words is of the words.
fn is_within(line: &Line<'_>, report: &Report, next: &Report) -> bool {
    let opens = |that: usize| {
        line.one_of(that, &["that"]) && line.is(that + 1, SUBORDINATOR.or(PREPOSITION)) && !line.in_quote(that)
    };
    let comma = next.zone - 1;
    let near = report.end.max(comma.saturating_sub(LONGEST_OPENING))..comma;
    let mut opening = near.rev().take_while(|&i| !line.is_comma(i));
    line.is_comma(comma) && opening.any(opens)
}

/// "executives who know Berg say": a plural verb has not the one person before it for its subject, but some before her.
fn agreeing(line: &Line<'_>, cue: &Cue, subject: Subject) -> Subject {
    let plural = cue.first == cue.verb
        && line.is(cue.verb, VERB_BASE)
        && !line.is(cue.verb, VERB_PAST.or(VERB_PRESENT))
        && !cue::went_on(line, cue.verb.wrapping_sub(1));
    let one = matches!(subject.who, subject::Who::Name(_) | subject::Who::Role | subject::Who::Unnamed);
    if plural && one { Subject { who: subject::Who::Plural, ..subject } } else { subject }
}

/// Where the words before a report end: before the word that joins it, as in ", though she said".
fn cut_before(line: &Line<'_>, zone: usize) -> usize {
    let joined = zone >= 2 && line.is(zone - 1, SUBORDINATOR) && line.is_comma(zone - 2);
    if joined { zone - 2 } else { before_adverbial(line, zone).unwrap_or(zone) }
}

/// ", at the meeting on Monday she said": where the phrase opens that tells when and where the next thing was said.
fn before_adverbial(line: &Line<'_>, zone: usize) -> Option<usize> {
    let near = zone.saturating_sub(10)..zone;
    let comma = near.rev().find(|&i| line.is_comma(i) && !line.in_quote(i))?;
    let first = comma + 1 + usize::from(line.is(comma + 1, CONJUNCTION));
    let told = line.is(first, PREPOSITION.or(TIME)) && line.name_index(first).is_none() && first < zone;
    let plain = |i: usize| {
        let verb = line.is(i, cue::CLAUSE_VERBS) && !line.is_capital(i);
        !line.in_quote(i) && !verb && (i == first || !line.is(i, RELATIVE.or(SUBORDINATOR)))
    };
    (told && (first..zone).all(plain)).then_some(comma)
}

/// Finds the subject of a cue and how far its clause reaches.
fn report(line: &Line<'_>, cue: Cue, sentence: &Range<usize>, earlier: &[Report]) -> Report {
    let behind_quote =
        cue.first.checked_sub(1).is_some_and(|b| b >= sentence.start && (line.in_quote(b) || line.is_comma(b)));
    let cuts = |zone: usize| {
        zone.checked_sub(1).is_none_or(|b| {
            b < sentence.start
                || line.is_comma(b)
                || line.is_dash(b)
                || line.word(b) == ";"
                || line.is(b, CONJUNCTION)
                || ends_quotation(line, b)
                || before_adverbial(line, zone).is_some()
                || line.is(b, SUBORDINATOR) && b > sentence.start && line.is_comma(b - 1)
        })
    };
    let joint = clause::joint(line, &cue, sentence.start);
    let mut report =
        Report { zone: cue.first, end: cue.end(), subject: None, inverted: false, joined: false, cuts: true, cue };
    match cue.form {
        Form::According => {
            report.subject = behind::behind(line, cue.end(), sentence.end);
            report.end = report.subject.as_ref().map_or(cue.end(), |s| s.end);
            report.inverted = true;
            // "as first reported by"
            let by = line.one_of(cue.verb, &["by"]);
            let near = cue.first.saturating_sub(2).max(sentence.start)..cue.first;
            report.zone = near.rev().find(|&i| by && line.one_of(i, &["as"])).unwrap_or(cue.first);
        }
        Form::Colon => {
            report.subject =
                subject::before(line, cue.first, sentence.start).filter(|s| s.first <= sentence.start + 1).or_else(
                    || clause::subject(line, sentence.start, cue.first).filter(|s| leads::leads(line, s, cue.first)),
                );
            report.zone = sentence.start;
        }
        Form::Participle => {
            report.subject = match noun::noun_of_speech(line, cue.first, sentence.start) {
                Some(noun) if !noun::is_issued(line, noun, sentence.start) => {
                    subject::before(line, noun + 1, sentence.start)
                }
                _ => shared(line, &cue, sentence, earlier),
            };
        }
        Form::Noun => {
            report.subject = noun::owner(line, cue.first);
            report.zone = report.subject.as_ref().map_or(cue.first, |s| s.first);
            report.cuts = false;
        }
        Form::Finite if (behind_quote || cue.first == sentence.start) && inverts(line, &cue, sentence) => {
            report.subject = behind::behind(line, cue.end(), sentence.end);
            report.end = report.subject.as_ref().map_or(cue.end(), |s| s.end);
            report.inverted = true;
        }
        Form::Finite if joint.is_some() || clause::is_listed(line, &cue, sentence) => {
            let within = in_that_clause(line, &cue, sentence, earlier);
            let subject = shared(line, &cue, sentence, earlier).filter(|_| !within);
            report.subject = subject.map(|s| agreeing(line, &cue, s));
            report.cuts = !goes_on_in_words(line, &cue, earlier);
            report.zone = joint.unwrap_or(cue.first - 1);
            report.joined = true;
        }
        Form::Finite => {
            // "Lind quoted her as saying": not Lind, but who else cannot be told.
            let quoting = cue::quoting(line, cue.verb, sentence.start);
            let told = |s: &Subject| quoting.is_none() || !matches!(s.who, subject::Who::Pronoun(_));
            let from = quoting.map_or(sentence.start, |verb| verb + 1);
            let subject = subject::before(line, cue.first, from).filter(told);
            report.subject = subject.map(|s| agreeing(line, &cue, s));
            report.zone = report.subject.as_ref().map_or(cue.first, |s| s.first);
            // Its "as" belongs to the report.
            report.zone -= usize::from(is_aside(line, report.zone, sentence.start));
            report.cuts = cuts(report.zone);
        }
    }
    report
}

/// "As Ms Berg noted, ", ", as Ms Berg noted": whether "as" sets a report beside its words.
fn is_aside(line: &Line<'_>, zone: usize, from: usize) -> bool {
    let Some(at) = zone.checked_sub(1).filter(|&a| a >= from && line.one_of(a, &["as"])) else { return false };
    at == from || line.is_comma(at - 1) || at == from + 1 && line.is(from, CONJUNCTION)
}

/// Whether a whole quotation ends at `at`, and not one that is part of a longer phrase.
fn ends_quotation(line: &Line<'_>, at: usize) -> bool {
    line.quote_at(at).is_some_and(|q| {
        let last = line.quotes[q].end.saturating_sub(1);
        !line.is_word(last) && !line.is_number(last)
    })
}

/// "found that the board knew and told the press": the second verb belongs to the clause behind "that"; and in "says
/// Smith rang him and said" to the nearer subject.
fn in_that_clause(line: &Line<'_>, cue: &Cue, sentence: &Range<usize>, earlier: &[Report]) -> bool {
    match earlier.last() {
        // "brought that down to ten": this "that" opens no clause.
        None => (sentence.start + 1..cue.first).any(|i| {
            line.one_of(i, &["that"])
                && !line.in_quote(i)
                && !line.is_comma(i - 1)
                && !line.is(i + 1, PREPOSITION)
                && !line.one_of(i + 1, &["down", "up", "out", "off", "back", "away"])
        }),
        Some(last) => {
            let perfect = line.one_of(cue.first, &["has", "have"]);
            let later = line.is(last.cue.verb, VERB_PRESENT) && line.is(cue.verb, VERB_PAST) && !perfect;
            later && !line.is(cue.verb, VERB_PRESENT) || goes_on_in_words(line, cue, earlier)
        }
    }
}

/// "said she had read it and would answer", "says it will close and will answer": a verb that is joined with "would", or
/// with the word that the words have already, goes on telling what was said.
fn goes_on_in_words(line: &Line<'_>, cue: &Cue, earlier: &[Report]) -> bool {
    let Some(last) = earlier.last().filter(|last| last.cue.form == Form::Finite) else { return false };
    let same = |i: usize| line.word(i) == line.word(cue.first) && !line.in_quote(i);
    let modal = line.one_of(cue.first, &["will", "should", "must", "can", "may"]);
    let past = line.one_of(cue.first, &["would", "could", "might"]);
    past || modal && (last.end..cue.first).any(same)
}

/// Verbs that may stand before their subject without a quotation; none takes a person as its object.
const INVERTING: &[&str] = &[
    "said",
    "says",
    "say",
    "added",
    "wrote",
    "writes",
    "argued",
    "claimed",
    "insisted",
    "noted",
    "predicted",
    "reported",
    "concluded",
    "explained",
    "suggested",
];

/// The subject of the report before, or of the sentence's first clause.
fn shared(line: &Line<'_>, cue: &Cue, sentence: &Range<usize>, earlier: &[Report]) -> Option<Subject> {
    let own = |s: &Subject| cue.form != Form::Participle || !another_acts(line, s.end, cue.first);
    // "When Lind spoke, Berg rose and said": what opens the sentence does not lend its subject.
    let main = clause::skip_fronted(line, sentence.start, cue.first);
    // "rebuked critics who say so, saying": not the critics.
    let who = |at: usize| at >= 2 && line.is(at - 1, RELATIVE) && !line.is_comma(at - 2);
    let relative = |r: &Report| cue.form == Form::Participle && who(r.cue.first);
    let finite = |r: &&Report| r.cue.form == Form::Finite && r.cue.first >= main && !relative(r);
    let last = earlier.iter().rev().find(finite).and_then(|r| r.subject.clone());
    if last.as_ref().is_some_and(|s| !own(s)) {
        return None;
    }
    last.or_else(|| clause::subject(line, sentence.start, cue.first).filter(own))
}

/// "Lind asks as a workman walks by, saying": who acts last may be who speaks.
fn another_acts(line: &Line<'_>, from: usize, to: usize) -> bool {
    let clause = |i: usize| line.one_of(i, &["as", "while", "when", "after", "because"]) && line.is(i + 1, DETERMINER);
    (from..to).any(|i| clause(i) && !line.in_quote(i))
}

/// Whether the subject stands behind the verb: `"No," said Ms X`.
fn inverts(line: &Line<'_>, cue: &Cue, sentence: &Range<usize>) -> bool {
    let bare = cue.first == cue.verb && line.is(cue.verb, TAKES_CLAUSE);
    let quote_at = |back: usize| cue.first >= sentence.start + back && line.in_quote(cue.first - back);
    if !bare || line.is(cue.verb, TAKES_HEARER) && !quote_at(1) {
        return false;
    }
    if line.one_of(cue.end(), &["that", "whether", "if", "how"]) {
        return false;
    }
    let Some(subject) = behind::behind(line, cue.end(), sentence.end) else { return false };
    if cue.first == sentence.start {
        return matches!(subject.who, subject::Who::Name(_));
    }
    // "said she does not": the pronoun opens what is said.
    if matches!(subject.who, subject::Who::Pronoun(_)) && line.is(subject.end, cue::CLAUSE_VERBS) {
        return false;
    }
    let quoted = quote_at(1) || quote_at(2);
    let ends =
        subject.end >= sentence.end || matches!(line.word(subject.end), "." | "," | ";") || line.is_dash(subject.end);
    let relative = (sentence.start..cue.first).any(|i| line.one_of(i, &["who", "which", "whose"]) && !line.in_quote(i));
    let some =
        line.one_of(subject.first, &["some", "many", "most", "several", "few"]) && subject.end - subject.first < 5;
    let who = matches!(subject.who, subject::Who::Name(_)) || some && subject.who == subject::Who::Group;
    quoted || !relative && ends && who && line.one_of(cue.verb, INVERTING)
}

/// The statement that a report makes of its words; none where the verb is too weak for what follows it.
fn statement(scene: Scene<'_>, report: &Report, ranges: &[Range<usize>]) -> Option<Statement> {
    let line = scene.line;
    let (first, last) = (ranges.first()?, ranges.last()?);
    let (kind, words) = words::spans(line, ranges);
    if report.cue.negated && kind == Kind::Indirect {
        return None;
    }
    let led_by = |words: &[&str]| report.zone > 0 && line.one_of(report.zone - 1, words);
    // "What she said is not known"; but "What she said was that it is late".
    let opens = report.zone == line.sentence_of(report.zone).start + 1;
    let what = opens && led_by(&["what"]) && !line.one_of(first.start + 1, &["that"]);
    let asked = (what || led_by(&["how", "whom", "whatever"])) && kind == Kind::Indirect;
    let empty =
        asked || kind == Kind::Indirect && ranges.iter().flat_map(Clone::clone).all(|i| idle::says_nothing(line, i));
    if empty || idle::is_work_named(line, report, kind, ranges) {
        return None;
    }
    let describes = idle::names_a_thing(line, report) || idle::describes_somebody(line, report, first.start);
    if kind == Kind::Indirect && (describes || !idle::has_speaker(line, report)) {
        return None;
    }
    let weak = line.is(report.cue.verb, WEAK) && !line.is(report.cue.verb, TAKES_CLAUSE);
    if weak
        && kind == Kind::Indirect
        && last.end > report.end
        && first.start >= report.end
        && !line.one_of(first.start, &["that"])
    {
        return None;
    }
    let cue = Some(line.span(report.cue.first..report.cue.end()));
    let speaker = scene.speaker(report.subject.as_ref());
    let own = ranges.iter().filter(|range| range.start < report.zone && kind != Kind::Direct);
    let speaker = scene.unless_spoken_of(speaker, own);
    Some(Statement { line: scene.index, kind, words, cue, speaker })
}
