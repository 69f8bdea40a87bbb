//! The words that a report reports: before its cue, behind it or on both sides; and how they stand. Imports the line
//! and the lexicon.

use std::ops::Range;

use super::super::lexicon::{
    ADVERB, ADVERBIAL_START, AUXILIARY, CONJUNCTION, DETERMINER, NEGATION, NUMBER, PREPOSITION, PRONOUN, RELATIVE,
    ROLE, SUBORDINATOR, TAKES_CLAUSE, TAKES_HEARER, TIME, VERB_GERUND,
};
use super::super::line::Line;
use super::cue::{CLAUSE_VERBS, Form};
use super::subject::Who;
use super::{Report, behind, content, ending};
use crate::domain::{Kind, Span};

/// The token ranges of the words that a report reports.
pub(super) fn words_of(
    line: &Line<'_>,
    report: &Report,
    from: usize,
    limit: usize,
    sentence: &Range<usize>,
) -> Vec<Range<usize>> {
    let zone = content::zone_behind_quote(line, report.zone, from);
    let head = head(line, report, from.max(content::behind_dateline(line, sentence)), zone);
    let tail = if report.inverted {
        behind_inverted(line, report, limit)
    } else {
        content::start_behind(line, &report.cue, limit)
    };
    let tail = tail.map(|start| start..ending::of_words(line, report, start, limit, sentence));
    let head = head.filter(|head| tail.is_none() || !is_fronted_quote(line, head));
    let quoted_head = head.as_ref().is_some_and(|h| ends_in_quote(line, h.end));
    let close = if tail.is_none() { closing_mark(line, report, limit) } else { report.end };
    let breaks = tail.is_none() && parts(line, report, zone, from, close, limit);
    let explains = |head: &Range<usize>, tail: &Range<usize>| {
        line.word(tail.start - 1) == ":" && !head.clone().any(|i| line.in_quote(i)) && is_main_clause(line, head)
    };
    let mut ranges: Vec<Range<usize>> = Vec::new();
    match (head, tail) {
        (Some(head), Some(tail)) if quoted_head && line.in_quote(tail.start) => ranges.extend([head, tail]),
        (Some(head), Some(tail)) if explains(&head, &tail) => ranges.extend([head, tail]),
        (Some(head), Some(tail)) if line.in_quote(tail.start) && goes_on(line, report, &head, tail.start) => {
            ranges.extend([head, tail]);
        }
        (Some(head), Some(tail)) if quoted_head && tail.start == report.cue.end() && is_partly_quoted(line, &head) => {
            ranges.push(tail);
        }
        (Some(head), Some(_)) if quoted_head => ranges.push(head),
        (None, Some(tail)) if opens_words(line, report, from, zone) && goes_on_small(line, report, tail.start) => {
            ranges.extend([from..zone, tail]);
        }
        (_, Some(tail)) => ranges.push(tail),
        (Some(head), None) if quoted_head && !(breaks && is_partly_quoted(line, &head)) => ranges.push(head),
        (None, None) if is_opening_aside(line, report) && line.is_comma(close) => ranges.push(close + 1..limit),
        (_, None) if breaks => ranges.extend([from..zone, close + 1..limit]),
        (Some(head), None) => ranges.push(head),
        (None, None) => {}
    }
    ranges.into_iter().map(|r| content::trim(line, r)).filter(|r| !r.is_empty()).collect()
}

/// The words before a report, where it reports any: `"No," she said`, "The road is closed, she said".
fn head(line: &Line<'_>, report: &Report, from: usize, zone: usize) -> Option<Range<usize>> {
    let parted = zone > from && (line.is_comma(zone - 1) || line.is_dash(zone - 1) || line.in_quote(zone - 1));
    if !parted || !may_follow(line, report) {
        return None;
    }
    let head = content::trim(line, in_brackets(line, report, from, zone)..zone);
    if ends_in_quote(line, head.end) {
        return Some(behind_colon(line, head)).filter(|h| !h.is_empty());
    }
    let last = report.end >= line.len() || matches!(line.word(report.end), "." | ")" | ";");
    let according = report.cue.form == Form::According;
    let clause = (according || last || is_clause(line, &head)) && (report.inverted || !has_object(line, report));
    (clause && !head.is_empty()).then_some(head)
}

/// "(it was fifteen, according to the board)", "— it hurts, she said —": words stand with their report between brackets
/// or dashes.
fn in_brackets(line: &Line<'_>, report: &Report, from: usize, zone: usize) -> usize {
    let dash = line.is_dash(report.end);
    let opens = |i: &usize| !line.in_quote(*i) && (line.word(*i) == "(" || dash && line.is_dash(*i));
    let open = (from..zone.saturating_sub(1)).rev().find(opens);
    let closed = |open: usize| line.word(open) == "(" && (open..zone).any(|i| line.word(i) == ")");
    open.filter(|&o| !closed(o)).map_or(from, |o| o + 1)
}

/// Whether a report of this kind may stand behind its words.
fn may_follow(line: &Line<'_>, report: &Report) -> bool {
    let verb = report.cue.form == Form::Finite && !report.joined && report.relative(line).is_none();
    verb && line.is(report.cue.verb, TAKES_CLAUSE.or(TAKES_HEARER)) || report.cue.form == Form::According
}

/// `He was sorry: "I fell," he said`: the quotation alone is said.
fn behind_colon(line: &Line<'_>, head: Range<usize>) -> Range<usize> {
    let quote =
        head.end.checked_sub(1).and_then(|last| line.quote_at(last)).map_or(head.start, |q| line.quotes[q].start());
    let colon = quote > head.start && line.word(quote - 1) == ":";
    if colon { quote..head.end } else { head }
}

/// Whether a stretch before a report can be its words, and not just say when or where it was said: "On Monday, ".
fn is_clause(line: &Line<'_>, head: &Range<usize>) -> bool {
    if head.clone().any(|i| line.in_quote(i)) {
        return true;
    }
    !is_fronted(line, head.start) || segments(line, head).any(|segment| has_subject_and_verb(line, &segment))
}

/// "On Monday, ", "When asked, ", "Speaking of it, ": what opens a sentence before its subject.
fn is_fronted(line: &Line<'_>, at: usize) -> bool {
    line.is(at, ADVERBIAL_START.or(TIME).or(PREPOSITION).or(SUBORDINATOR))
        || line.is_word(at) && line.word(at).ends_with("ing")
}

/// Whether nothing opens a stretch before its subject and verb.
fn is_main_clause(line: &Line<'_>, head: &Range<usize>) -> bool {
    let participle = line.is_word(head.start) && line.word(head.start).ends_with("ed");
    !is_fronted(line, head.start) && !participle && has_subject_and_verb(line, head)
}

/// What stands between the commas.
fn segments<'a>(line: &'a Line<'_>, head: &Range<usize>) -> impl Iterator<Item = Range<usize>> + 'a {
    let (mut start, end) = (head.start, head.end);
    std::iter::from_fn(move || {
        (start < end).then(|| {
            let comma = (start..end).find(|&i| line.is_comma(i)).unwrap_or(end);
            std::mem::replace(&mut start, comma + 1)..comma
        })
    })
}

/// Whether a main clause stands in a segment: a verb behind its subject, and no "when", "who" or "that" before it.
fn has_subject_and_verb(line: &Line<'_>, segment: &Range<usize>) -> bool {
    let verb = segment.clone().skip(1).find(|&i| line.is(i, CLAUSE_VERBS) && line.name_index(i).is_none());
    verb.is_some_and(|verb| {
        let led = |i: usize| line.is(i, SUBORDINATOR.or(RELATIVE)) && line.name_index(i).is_none();
        !(segment.start..verb).any(led) && !line.is(verb - 1, CONJUNCTION)
    })
}

/// Whether something of its own follows the verb, so that the words cannot stand before it: "Ann told the old story".
fn has_object(line: &Line<'_>, report: &Report) -> bool {
    let manner = |i: usize| line.is(i, ADVERB) || line.word(i).ends_with("ly");
    let Some(next) = (report.end..line.len()).find(|&i| !manner(i)) else { return false };
    let free = PREPOSITION.or(CONJUNCTION).or(SUBORDINATOR).or(RELATIVE).or(TIME);
    let story = line.is(report.cue.verb, TAKES_HEARER) && story_follows(line, next);
    let object = line.is_word(next) && !line.is(next, free) && !line.is(report.cue.verb, TAKES_HEARER);
    story || object && !line.is(next, PRONOUN)
}

/// "told the story", "told a joke": what is told, not to whom.
fn story_follows(line: &Line<'_>, at: usize) -> bool {
    (at..at + 4).any(|i| line.one_of(i, &["story", "stories", "tale", "joke", "jokes", "truth", "lie", "lies"]))
}

/// `The price, she said, “is right”`: a quotation that begins small goes on with the words before the report.
fn goes_on(line: &Line<'_>, report: &Report, head: &Range<usize>, quoted: usize) -> bool {
    goes_on_small(line, report, quoted) && !head.clone().any(|i| line.in_quote(i))
}

fn goes_on_small(line: &Line<'_>, report: &Report, quoted: usize) -> bool {
    let small = line.quote_at(quoted).is_some_and(|q| {
        let first = line.quotes[q].first;
        line.is_word(first) && !line.is_capital(first)
    });
    small && line.is_comma(report.end) && quoted <= report.end + 2
}

/// `If the gate is shut, she said, “we will wait”`: a clause or phrase before the report that only what is said has.
fn opens_words(line: &Line<'_>, report: &Report, from: usize, zone: usize) -> bool {
    let clause =
        line.one_of(from, &["if", "when", "because", "while", "although", "though", "once", "unless", "until"]);
    let subject = line.is(from + 1, PRONOUN.or(DETERMINER)) || line.is_capital(from + 1);
    let phrase = line.one_of(from, &["in", "after", "of"])
        && line.one_of(zone.saturating_sub(2), &["words", "all", "course", "fact"])
        && zone <= from + 5;
    let parted = zone > from && line.is_comma(zone - 1) && !(from..zone).any(|i| line.in_quote(i));
    parted && !report.joined && (clause && subject || phrase)
}

fn ends_in_quote(line: &Line<'_>, end: usize) -> bool {
    end > 0 && line.in_quote(end - 1)
}

/// "As Ms Berg noted, the gate is open": "as" opens the sentence.
fn is_opening_aside(line: &Line<'_>, report: &Report) -> bool {
    let start = line.sentence_of(report.zone).start;
    line.one_of(report.zone, &["as"]) && report.zone <= start + 1
}

/// `Conceding that it was “hard” she added: “We go.”`: the quotation before the report is part of the writer's clause.
fn is_fronted_quote(line: &Line<'_>, head: &Range<usize>) -> bool {
    let fronted = is_fronted(line, head.start) && !segments(line, head).any(|s| has_subject_and_verb(line, &s));
    fronted && is_partly_quoted(line, head)
}

fn is_partly_quoted(line: &Line<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| !line.in_quote(i) && line.is_word(i))
}

/// Behind an inverted subject only a quotation, or with "according to" the whole clause, belongs to the words.
fn behind_inverted(line: &Line<'_>, report: &Report, limit: usize) -> Option<usize> {
    let opening = report.cue.form == Form::According && report.zone == line.sentence_of(report.zone).start;
    let mut commas = (report.end..limit).filter(|&i| line.is_comma(i) && !line.in_quote(i));
    let opening = opening || report.cue.form == Form::According && is_opening_aside(line, report);
    let behind = if opening {
        if let Some(start) = clause_without_comma(line, report, limit) {
            return Some(start);
        }
        let first = commas.next();
        let title = |next: &usize| first.is_some_and(|c| behind::is_title(line, c + 1..*next));
        commas.next().filter(title).or(first)
    } else {
        commas.find(|&c| line.in_quote(c + 1))
    };
    behind.map(|c| c + 1).filter(|&start| start < limit)
}

/// "According to the board the gate is open": the clause that follows with no comma before its verb.
fn clause_without_comma(line: &Line<'_>, report: &Report, limit: usize) -> Option<usize> {
    let start = report.end;
    let subject =
        line.is(start, DETERMINER.or(PRONOUN).or(NUMBER)) || line.is_capital(start) || line.is_number(start + 1);
    let near = || start + 1..limit.min(start + 12);
    let comma = near().find(|&i| line.is_comma(i)).unwrap_or(limit);
    let verb = near().find(|&i| line.is(i, AUXILIARY) && !line.in_quote(i))?;
    let body = report.subject.as_ref().is_some_and(|s| matches!(s.who, Who::Name(_) | Who::Body | Who::Group));
    (subject && body && verb < comma && !line.is(start, RELATIVE)).then_some(start)
}

/// The mark that closes a report which stands within its words, behind whom and when it was told: ", she told reporters on
/// Monday, ". The report's end where there is none.
fn closing_mark(line: &Line<'_>, report: &Report, limit: usize) -> usize {
    let opens = line.is(report.end, PREPOSITION.or(TIME)) || line.is(report.cue.verb, TAKES_HEARER);
    let plain = |i: &usize| {
        let verb = line.is(*i, CLAUSE_VERBS) && !line.is_capital(*i) && line.name_index(*i).is_none();
        !line.in_quote(*i) && !verb && line.word(*i) != ":"
    };
    let near = limit.min(report.end + 12);
    let mark = (report.end..near).take_while(plain).find(|&i| line.is_comma(i) || line.is_dash(i));
    mark.filter(|_| opens && !report.inverted).unwrap_or(report.end)
}

/// Words with which a clause may go on behind ", she said,".
const GOING_ON: &[&str] = &["so", "because", "if", "unless", "until", "since", "as", "when", "while", "that"];

/// Whether a report stands within its words: ", she said, ".
fn parts(line: &Line<'_>, report: &Report, zone: usize, from: usize, close: usize, limit: usize) -> bool {
    let next = close + 1;
    let inside = zone > from
        && (line.is_comma(zone - 1) || line.is_dash(zone - 1) || line.in_quote(zone - 1))
        && (line.is_comma(close) || line.is_dash(close));
    let title = report.inverted && {
        let comma = (next..limit).find(|&i| line.is_comma(i)).unwrap_or(limit);
        let named = report.subject.as_ref().is_some_and(|s| matches!(s.who, Who::Name(_)));
        behind::is_title(line, next..comma) || named && line.is(next, ROLE)
    };
    let aside = line.one_of(zone, &["as"]);
    let verb = line.is(next + 1, CLAUSE_VERBS.or(NEGATION)) || line.word(next + 1).ends_with("ed");
    let another = !aside
        && !verb
        && !report.inverted
        && line.one_of(next, &["and", "but"])
        && ending::opens_main_clause(line, next + 1, limit);
    let clause = !line.is(next, NUMBER) && ending::opens_main_clause(line, next, limit);
    let on = another || line.one_of(next, &["because", "so", "that"]) || line.is(next, PRONOUN.or(AUXILIARY));
    let behind_hearer = close == report.end || aside || on || clause;
    let goes_on = !line.is(next, CONJUNCTION.or(RELATIVE)) || line.one_of(next, GOING_ON) || another;
    let remark = line.one_of(next, &["a", "an"]) || line.is(next, VERB_GERUND) || line.word(next).ends_with("ing");
    inside && behind_hearer && may_follow(line, report) && next + 1 < limit && goes_on && !remark && !title
}

/// How the words stand, and their spans: within the marks for a whole quotation, else with them.
pub(super) fn spans(line: &Line<'_>, ranges: &[Range<usize>]) -> (Kind, Vec<Span>) {
    let letters = |inside: bool| {
        let mut tokens = ranges.iter().flat_map(Clone::clone).filter(|&i| line.in_quote(i) == inside);
        tokens.any(|i| line.word(i).contains(char::is_alphanumeric))
    };
    let quoted = letters(true);
    if quoted && !letters(false) {
        let spans: Vec<Span> =
            ranges.iter().flat_map(|r| quoted_parts(line, r)).map(|r| line.span(r)).filter(|s| !s.is_empty()).collect();
        if !spans.is_empty() {
            return (Kind::Direct, spans);
        }
    }
    let kind = if quoted { Kind::Mixed } else { Kind::Indirect };
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
