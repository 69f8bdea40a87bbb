//! Who said what on one line: cues, their subjects, their words. Reads one sentence at a time. Imports the cast, the
//! line and the lexicon.

mod content;
mod cue;
mod floating;
mod past;
mod speaker;
mod subject;

use std::ops::Range;

use self::cue::{Cue, Form};
pub(crate) use self::past::Past;
pub(crate) use self::speaker::Scene;
use self::subject::Subject;
use super::lexicon::{CONJUNCTION, PREPOSITION, RELATIVE, TAKES_CLAUSE, TAKES_HEARER, VERB_PAST, VERB_PRESENT, WEAK};
use super::line::Line;
use crate::domain::{Kind, Span, Statement};

/// All statements of a line.
pub(crate) fn statements(scene: Scene<'_>) -> Vec<Statement> {
    let mut found = Vec::new();
    for sentence in scene.line.sentences.clone() {
        found.extend(in_sentence(scene, sentence));
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
    let furthest = |far: &mut u32, words: &Span| {
        *far = words.end.max(*far);
        Some(*far)
    };
    let reach: Vec<u32> = reported.iter().scan(0, furthest).collect();
    found.retain(|s| {
        let Some(cue) = s.cue else { return true };
        let begun = reported.partition_point(|words| words.start <= cue.start);
        begun == 0 || reach[begun - 1] < cue.end
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

fn in_sentence(scene: Scene<'_>, sentence: Range<usize>) -> Vec<Statement> {
    let line = scene.line;
    let cues = cue::cues(line, sentence.start, sentence.end);
    let mut reports: Vec<Report> = Vec::new();
    for cue in cues {
        let report = report(line, cue, &sentence, &reports);
        reports.push(report);
    }
    let mut found = Vec::new();
    let mut from = sentence.start;
    for (index, report) in reports.iter().enumerate() {
        let next = reports[index + 1..].iter().find(|r| r.cuts && r.zone > report.end);
        let limit = next.map_or(sentence.end, |r| r.zone);
        let ranges = words_of(line, report, from, limit, &sentence);
        if let Some(statement) = statement(scene, report, &ranges) {
            if ranges.iter().any(|r| r.end > report.end) {
                from = limit;
            } else {
                from = report.end;
            }
            found.push(statement);
        }
    }
    found
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
                || line.in_quote(b)
        })
    };
    let mut report =
        Report { zone: cue.first, end: cue.end(), subject: None, inverted: false, joined: false, cuts: true, cue };
    match cue.form {
        Form::According => {
            report.subject = subject::behind(line, cue.end(), sentence.end);
            report.end = report.subject.as_ref().map_or(cue.end(), |s| s.end);
            report.inverted = true;
        }
        Form::Colon => {
            report.subject = subject::before(line, cue.first, sentence.start)
                .filter(|s| s.first <= sentence.start + 1)
                .or_else(|| subject::of_clause(line, sentence.start, cue.first));
            report.zone = sentence.start;
        }
        Form::Participle => report.subject = shared(line, &cue, sentence, earlier),
        Form::Finite if behind_quote && inverts(line, &cue, sentence) => {
            report.subject = subject::behind(line, cue.end(), sentence.end);
            report.end = report.subject.as_ref().map_or(cue.end(), |s| s.end);
            report.inverted = true;
        }
        Form::Finite if subject::is_joined(line, &cue, sentence.start) => {
            report.subject =
                shared(line, &cue, sentence, earlier).filter(|_| !in_that_clause(line, &cue, sentence, earlier));
            report.zone = cue.first - 1;
            report.joined = true;
        }
        Form::Finite => {
            report.subject = subject::before(line, cue.first, sentence.start);
            report.zone = report.subject.as_ref().map_or(cue.first, |s| s.first);
            report.cuts = cuts(report.zone);
        }
    }
    report
}

/// "found that the board knew and told the press": the second verb belongs to the clause behind "that"; and in "says
/// Smith rang him and said" to the nearer subject.
fn in_that_clause(line: &Line<'_>, cue: &Cue, sentence: &Range<usize>, earlier: &[Report]) -> bool {
    match earlier.last() {
        None => (sentence.start + 1..cue.first)
            .any(|i| line.one_of(i, &["that"]) && !line.in_quote(i) && !line.is_comma(i - 1)),
        Some(last) => {
            line.is(last.cue.verb, VERB_PRESENT) && line.is(cue.verb, VERB_PAST) && !line.is(cue.verb, VERB_PRESENT)
        }
    }
}

/// Verbs that may stand before their subject without a quotation; none takes a person as its object.
const INVERTING: &[&str] = &[
    "said",
    "says",
    "added",
    "wrote",
    "writes",
    "argued",
    "claimed",
    "insisted",
    "noted",
    "predicted",
    "concluded",
    "explained",
    "suggested",
];

/// The subject of the report before, or of the sentence's first clause.
fn shared(line: &Line<'_>, cue: &Cue, sentence: &Range<usize>, earlier: &[Report]) -> Option<Subject> {
    let last = earlier.iter().rev().find(|r| r.cue.form == Form::Finite).and_then(|r| r.subject.clone());
    last.or_else(|| subject::of_clause(line, sentence.start, cue.first))
}

/// Whether the subject stands behind the verb: `"No," said Ms X`.
fn inverts(line: &Line<'_>, cue: &Cue, sentence: &Range<usize>) -> bool {
    let bare = cue.first == cue.verb && line.is(cue.verb, TAKES_CLAUSE);
    if !bare || line.is(cue.verb, TAKES_HEARER) && !line.in_quote(cue.first - 1) {
        return false;
    }
    let Some(subject) = subject::behind(line, cue.end(), sentence.end) else { return false };
    let quoted = line.in_quote(cue.first - 1) || (cue.first >= 2 && line.in_quote(cue.first - 2));
    let ends =
        subject.end >= sentence.end || matches!(line.word(subject.end), "." | "," | ";") || line.is_dash(subject.end);
    let relative = (sentence.start..cue.first).any(|i| line.one_of(i, &["who", "which", "whose"]) && !line.in_quote(i));
    quoted || !relative && ends && matches!(subject.who, subject::Who::Name(_)) && line.one_of(cue.verb, INVERTING)
}

/// The token ranges of the words that a report reports.
fn words_of(line: &Line<'_>, report: &Report, from: usize, limit: usize, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let zone = content::zone_behind_quote(line, report.zone, from);
    let head = content::trim(line, from..zone);
    let parted =
        zone > sentence.start && (line.is_comma(zone - 1) || line.is_dash(zone - 1) || line.in_quote(zone - 1));
    let fronted = subject::skip_fronted(line, head.start, zone) >= zone && !head.clone().any(|i| line.in_quote(i));
    let reports =
        line.is(report.cue.verb, TAKES_CLAUSE.or(TAKES_HEARER)) && report.cue.form == Form::Finite && !report.joined
            || report.cue.form == Form::According;
    let head_ok = parted && !head.is_empty() && !fronted && reports && zone > from;
    let tail = if report.inverted {
        behind_inverted(line, report, limit)
    } else {
        content::start_behind(line, &report.cue, limit)
    };
    let tail = tail.map(|start| start..content::end_behind(line, start, limit));
    let quoted_head = head_ok && ends_in_quote(line, head.end);
    let breaks = head_ok && !quoted_head && !report.inverted && interrupts(line, report, limit);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    match tail {
        Some(tail) if quoted_head && line.in_quote(tail.start) => ranges.extend([head, tail]),
        Some(_) if quoted_head => ranges.push(head),
        Some(tail) => ranges.push(tail),
        None if breaks => ranges.extend([head, report.end + 1..limit]),
        None if head_ok => ranges.push(head),
        None => {}
    }
    ranges.into_iter().map(|r| content::trim(line, r)).filter(|r| !r.is_empty()).collect()
}

fn ends_in_quote(line: &Line<'_>, end: usize) -> bool {
    end > 0 && line.in_quote(end - 1)
}

/// Behind an inverted subject only a quotation, or with "according to" the whole clause, belongs to the words.
fn behind_inverted(line: &Line<'_>, report: &Report, limit: usize) -> Option<usize> {
    let opening = report.cue.form == Form::According && report.zone == line.sentence_of(report.zone).start;
    let mut commas = (report.end..limit).filter(|&i| line.is_comma(i) && !line.in_quote(i));
    let behind = if opening {
        let first = commas.next();
        let title = |next: &usize| first.is_some_and(|c| subject::is_title(line, c + 1..*next));
        commas.next().filter(title).or(first)
    } else {
        commas.find(|&c| line.in_quote(c + 1))
    };
    behind.map(|c| c + 1).filter(|&start| start < limit)
}

/// ", she said, " within a clause: the words go on behind the second comma.
fn interrupts(line: &Line<'_>, report: &Report, limit: usize) -> bool {
    let next = report.end + 1;
    line.is_comma(report.end)
        && next + 1 < limit
        && !line.is(next, CONJUNCTION.or(super::lexicon::RELATIVE))
        && !line.one_of(next, &["a", "an"])
        && !line.is(next, super::lexicon::VERB_GERUND)
        && !line.word(next).ends_with("ing")
}

/// The statement that a report makes of its words; none where the verb is too weak for what follows it.
fn statement(scene: Scene<'_>, report: &Report, ranges: &[Range<usize>]) -> Option<Statement> {
    let line = scene.line;
    let (first, last) = (ranges.first()?, ranges.last()?);
    let (kind, words) = spans(line, ranges);
    if report.cue.negated && kind == Kind::Indirect {
        return None;
    }
    let describes = names_a_thing(line, report) || describes_somebody(line, report, first.start);
    if kind == Kind::Indirect && (describes || !has_speaker(line, report)) {
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
    Some(Statement { line: scene.index, kind, words, cue, speaker: scene.speaker(report.subject.as_ref()) })
}

/// Without a subject, or with "nobody" for one, nothing is said.
fn has_speaker(line: &Line<'_>, report: &Report) -> bool {
    let nobody = |s: &Subject| {
        line.one_of(s.tokens.start, &["nobody", "neither", "none", "no"]) || line.one_of(s.first, &["no", "neither"])
    };
    report.subject.as_ref().is_some_and(|s| !nobody(s))
}

/// "the engineer who wrote it": a relative clause that says who somebody is, unless "that" or "said" makes it a report.
fn describes_somebody(line: &Line<'_>, report: &Report, words: usize) -> bool {
    let relative =
        report.cue.first.checked_sub(1).is_some_and(|i| line.is(i, RELATIVE) && line.name_index(i).is_none());
    relative
        && !line.one_of(report.cue.verb, &["said", "says", "told", "argues", "argued"])
        && !line.one_of(words, &["that"])
}

/// "a firm called Alpha": a participle that gives a name, not a report.
fn names_a_thing(line: &Line<'_>, report: &Report) -> bool {
    let who = report.subject.as_ref().map(|s| s.who);
    let somebody = matches!(who, Some(subject::Who::Name(_) | subject::Who::Pronoun(_)));
    line.one_of(report.cue.verb, &["called"]) && !somebody && !line.is(report.cue.end(), PREPOSITION)
}

/// How the words stand, and their spans: within the marks for a whole quotation, else with them.
fn spans(line: &Line<'_>, ranges: &[Range<usize>]) -> (Kind, Vec<Span>) {
    let letters = |inside: bool| -> usize {
        let counted = ranges.iter().flat_map(Clone::clone).filter(|&i| line.in_quote(i) == inside);
        counted.map(|i| line.word(i).chars().filter(|c| c.is_alphanumeric()).count()).sum()
    };
    let (quoted, plain) = (letters(true), letters(false));
    if quoted > 0 && plain * 9 <= quoted {
        let spans: Vec<Span> =
            ranges.iter().flat_map(|r| quoted_parts(line, r)).map(|r| line.span(r)).filter(|s| !s.is_empty()).collect();
        if !spans.is_empty() {
            return (Kind::Direct, spans);
        }
    }
    let kind = if quoted > 0 { Kind::Mixed } else { Kind::Indirect };
    (kind, ranges.iter().map(|r| line.span(r.clone())).collect())
}

/// What of a range stands within quotation marks, the marks themselves and a last comma left out.
fn quoted_parts<'a>(line: &'a Line<'_>, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> + 'a {
    let range = range.clone();
    let first = line.quotes.partition_point(|q| q.after() <= range.start);
    line.quotes[first..].iter().take_while(move |q| q.start() < range.end).filter_map(move |q| {
        let (first, mut end) = (q.first.max(range.start), q.end.min(range.end));
        while end > first && line.is_comma(end - 1) {
            end -= 1;
        }
        (first < end).then_some(first..end)
    })
}
