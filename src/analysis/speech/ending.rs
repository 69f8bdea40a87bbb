//! Where the words behind a cue end: at the sentence's end, at the next report, or where the writer's own clause goes on.
//! Imports the line and the lexicon.

use std::ops::Range;

use super::super::lexicon::{
    ADVERB, ADVERBIAL_START, AUXILIARY, CONJUNCTION, DETERMINER, NEGATION, NUMBER, PREPOSITION, PRONOUN, RELATIVE,
    SPEECH, SPEECH_ACT, SPEECH_NOUN, SUBORDINATOR, TAKES_CLAUSE, TAKES_INFINITIVE, TAKES_NOUN, TIME, VERB_PAST,
    VERB_PRESENT,
};
use super::super::line::Line;
use super::Report;
use super::cue::{CLAUSE_VERBS, Form};

/// The first token that is no longer of the words that start at `start`.
pub(super) fn of_words(line: &Line<'_>, report: &Report, start: usize, limit: usize, sentence: &Range<usize>) -> usize {
    if let Some(end) = of_quotation(line, start, limit) {
        return end;
    }
    if report.cue.form == Form::Noun {
        return super::noun::end(line, report, start, limit).unwrap_or(start);
    }
    let rules: [Option<usize>; 9] = [
        at_closing_bracket(line, start, limit),
        of_relative_clause(line, report, start, limit),
        of_fronted_clause(line, report, start, limit, sentence),
        before_own_verb(line, start, limit),
        before_remark(line, start, limit),
        before_judgement(line, start, limit),
        of_infinitive(line, start, limit),
        before_next_act(line, start, limit),
        of_noun_phrase(line, report, start, limit),
    ];
    rules.into_iter().flatten().min().map_or(limit, |end| behind_mark(line, end))
}

/// "(his claim that it was late)": words within brackets end with them.
fn at_closing_bracket(line: &Line<'_>, start: usize, limit: usize) -> Option<usize> {
    let mut open = 0_usize;
    (start..limit).find(|&i| match line.word(i) {
        "(" => {
            open += 1;
            false
        }
        ")" => open.checked_sub(1).map(|left| open = left).is_none(),
        _ => false,
    })
}

/// A quotation that stands alone is all that is said.
fn of_quotation(line: &Line<'_>, start: usize, limit: usize) -> Option<usize> {
    let quote = line.quote_at(start)?;
    let after = line.quotes[quote].after();
    let only = (after..limit).all(|i| !line.in_quote(i));
    let goes_on = line.is_word(after) && !line.is(after, PREPOSITION.or(TIME).or(CONJUNCTION).or(SUBORDINATOR))
        || is_subject(line, quote, limit);
    (only && !goes_on && line.quotes[quote].start() == start).then(|| after.min(limit))
}

/// `“thousands” of letters had been lost`: a quotation without a verb, with which a clause begins.
fn is_subject(line: &Line<'_>, quote: usize, limit: usize) -> bool {
    let quote = &line.quotes[quote];
    let verb = |i: usize| line.is(i, CLAUSE_VERBS) && line.name_index(i).is_none();
    let of = line.one_of(quote.after(), &["of"]);
    let phrase = |&i: &usize| line.is_word(i) && !line.is(i, RELATIVE.or(SUBORDINATOR).or(CONJUNCTION));
    of && !(quote.first..quote.end).any(verb) && (quote.after()..limit).take_while(phrase).any(verb)
}

/// The commas outside quotations from `start` on. A comma that ends a quotation counts where the quotation closes.
fn commas<'a>(line: &'a Line<'_>, start: usize, limit: usize) -> impl Iterator<Item = usize> + 'a {
    (start + 1..limit).filter(move |&i| {
        line.is_comma(i) && (!line.in_quote(i) || line.quote_at(i).is_some_and(|q| line.quotes[q].after() == i + 2))
    })
}

/// A comma that ends a quotation belongs to it, and so does the mark behind it.
fn behind_mark(line: &Line<'_>, end: usize) -> usize {
    if line.is_comma(end) && line.in_quote(end) { end + 2 } else { end }
}

/// The first token behind a comma and the mark that may close a quotation there.
fn behind(line: &Line<'_>, comma: usize) -> usize {
    if line.in_quote(comma) { comma + 2 } else { comma + 1 }
}

/// So many tokens before its cue a relative clause opens at most.
const LONGEST_CLAUSE: usize = 40;

/// "Brandt, who said Lind had pushed him, told the story": what is said ends with the relative clause.
fn of_relative_clause(line: &Line<'_>, report: &Report, start: usize, limit: usize) -> Option<usize> {
    let near = report.cue.first.saturating_sub(LONGEST_CLAUSE)..report.cue.first;
    // "Brandt, who saw it and said Lind fell, has left"
    let behind_comma = || near.rev().find(|&i| line.is_comma(i)).map(|comma| comma + 1);
    let whose = |&w: &usize| (report.joined || line.one_of(w, &["whose"])) && line.is(w, RELATIVE);
    let who = report.relative(line).or_else(|| behind_comma().filter(whose).filter(|&w| line.name_index(w).is_none()));
    let open = who.is_some_and(|who| who > 0 && (line.is_comma(who - 1) || line.is_dash(who - 1)));
    let main_verb = |comma: &usize| {
        let next = behind(line, *comma);
        let next = next + usize::from(line.is_word(next) && line.word(next).ends_with("ly"));
        let verb = line.is(next, AUXILIARY.or(VERB_PAST).or(VERB_PRESENT).or(CLAUSE_VERBS))
            || line.is_word(next) && line.word(next).ends_with("ed");
        verb && line.name_index(next).is_none() && !line.in_quote(next)
    };
    if open {
        return commas(line, start, limit).find(main_verb);
    }
    // "Osei spoke, suggesting they go, was heard and left"
    let quoting = line.one_of(report.cue.first, &["as"]);
    let hangs = (report.cue.form == Form::Participle || quoting) && !line.one_of(start, &["that"]);
    commas(line, start, limit).next().filter(|comma| hangs && main_verb(comma))
}

/// "As the mayor says that all is well, she is leaving": what is said ends with the clause that opens the sentence.
fn of_fronted_clause(
    line: &Line<'_>,
    report: &Report,
    start: usize,
    limit: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    let first = behind_measure(line, sentence);
    let near = report.subject.as_ref().map_or(report.cue.first, |s| s.first).saturating_sub(1);
    let inner = near > sentence.start && line.one_of(near, &["while", "although", "though", "when", "after", "as"]);
    if inner && line.one_of(near - 1, &["and", "but", ","]) {
        return commas(line, start, limit).find(|comma| opens_main_clause(line, behind(line, *comma), limit));
    }
    let fronted = line.is(first, SUBORDINATOR.or(ADVERBIAL_START)) && line.name_index(first).is_none();
    let parted = (first..report.cue.first).any(|i| line.is_comma(i) && !line.in_quote(i) && !has_pair(i, report));
    let only = report.cue.form == Form::Finite && commas(line, start, limit).count() == 1;
    let opens = |comma: &usize| {
        let main = behind(line, *comma);
        only && line.one_of(first, OPENING) && !line.in_quote(main) || opens_main_clause(line, main, limit)
    };
    // "By saying so, she", "At the moment she said so, he": no other phrase with these words holds the report.
    let phrase = line.one_of(first, &["by", "in", "with", "without", "despite"]) && report.cue.form == Form::Participle
        || line.one_of(first, &["at", "on", "by"])
            && line.one_of(first + 2, &["moment", "time", "day", "week", "year"]);
    (fronted && !parted && (phrase || line.one_of(first, OPENING)))
        .then(|| commas(line, start, limit).find(opens))
        .flatten()
}

/// "Not long | after", "Two days | before": the first token behind what says how long before or after.
fn behind_measure(line: &Line<'_>, sentence: &Range<usize>) -> usize {
    let start = sentence.start + usize::from(line.one_of(sentence.start, &["but", "and", "even", "yet"]));
    let measure = |i: &usize| {
        line.is(*i, NUMBER)
            || line.one_of(*i, &["not", "long", "just", "right", "soon", "shortly", "only", "immediately", "a"])
            || line.one_of(*i, &["hours", "days", "weeks", "months", "years", "minutes", "moments", "day", "week"])
    };
    let behind = start + (start..start + 4).take_while(measure).count();
    if line.one_of(behind, &["after", "before", "as", "when"]) { behind } else { start }
}

/// Words that open a clause before the main one.
const OPENING: &[&str] = &[
    "as", "while", "when", "after", "before", "although", "though", "because", "since", "whereas", "if", "once",
    "where",
];

/// Whether the comma at `at` opens a stretch that closes before the cue: "As Berg, the mayor, says".
fn has_pair(at: usize, report: &Report) -> bool {
    let subject = report.subject.as_ref().map_or(report.cue.first, |s| s.first);
    at > subject
}

/// Whether a main clause opens here: a subject and soon its verb.
pub(super) fn opens_main_clause(line: &Line<'_>, at: usize, limit: usize) -> bool {
    let free = !line.is(at, SUBORDINATOR.or(RELATIVE).or(CONJUNCTION).or(PREPOSITION).or(TIME))
        || line.name_index(at).is_some();
    let verb = |i: usize| (line.is(i, CLAUSE_VERBS) || line.word(i).ends_with("ed")) && line.name_index(i).is_none();
    let mut near = (at + 1..limit.min(at + 9)).take_while(|&i| line.is_word(i) && !line.in_quote(i));
    let quoting = line.is(at, PRONOUN) && line.in_quote(at + 1);
    free && line.is_word(at) && !line.in_quote(at) && (quoting || near.any(verb))
}

/// ", but declined to say when": the writer's own verb, with the speaker for its subject.
fn before_own_verb(line: &Line<'_>, start: usize, limit: usize) -> Option<usize> {
    let own = |&i: &usize| {
        let next = behind(line, i);
        let verb = next + 1;
        let refuses = line.is(verb, NEGATION) && !line.is(verb, AUXILIARY) && line.word(verb).len() > 5;
        // "though she did not say when"
        let denies = line.one_of(next, &["though", "although", "but", "while"])
            && line.is(verb, PRONOUN)
            && line.one_of(verb + 1, &["did", "declined", "refused", "would", "offered", "gave"])
            && (line.one_of(verb + 2, &["not", "no"]) || line.is(verb + 1, NEGATION));
        let speech = line.is(verb, SPEECH) && line.is(verb, VERB_PAST) && !line.in_quote(verb);
        denies
            || line.is(next, CONJUNCTION) && (refuses || speech || line.one_of(verb, &["stopped", "gave", "offered"]))
    };
    commas(line, start, limit).find(own)
}

/// `"foul," an unusual attack`, `"foul," and left`: the writer's own words behind a quotation.
fn before_remark(line: &Line<'_>, start: usize, limit: usize) -> Option<usize> {
    let last = (start..limit).rev().find(|&i| line.in_quote(i)).and_then(|i| line.quote_at(i));
    let quote = &line.quotes[last?];
    let after = quote.after();
    let comma = quote.end > quote.first && line.is_comma(quote.end - 1) || line.is_comma(after);
    let next = after + usize::from(line.is_comma(after));
    let remark = line.one_of(next, &["a", "an", "one"])
        || line.one_of(next, &["and", "but"]) && is_past(line, next + 1)
        || line.is(next, super::super::lexicon::VERB_GERUND)
        || line.is_word(next) && line.word(next).ends_with("ing");
    (comma && remark && after > start && next < limit).then_some(after)
}

/// ", an admission that", ", a clear reference to", ", citing a study": the writer says what the saying was.
fn before_judgement(line: &Line<'_>, start: usize, limit: usize) -> Option<usize> {
    let act = |i: usize| line.is(i, SPEECH_ACT) || line.one_of(i, JUDGEMENTS);
    let judges = |mark: &usize| {
        let next = behind(line, *mark);
        let article = line.one_of(next, &["a", "an"]) && (next + 1..next + 4).any(act);
        let plain = (next + 1..next + 4).take_while(|&i| !act(i)).all(|i| line.is_word(i) && !line.is(i, PREPOSITION));
        let several = line.is(next, SPEECH_ACT) && line.is(next + 1, RELATIVE);
        let telling = line.one_of(next, TELLING) || line.one_of(next, &["pointing"]) && line.one_of(next + 1, &["to"]);
        next + 1 < limit && (article && plain || several || telling || is_answered(line, next))
    };
    let dash = (start + 1..limit).rev().find(|&i| line.is_dash(i) && !line.in_quote(i)).filter(judges);
    commas(line, start, limit).find(judges).into_iter().chain(dash).min()
}

/// ", which Osei denied", ", which the mayor called “absurd”": somebody else's answer to what is said.
fn is_answered(line: &Line<'_>, which: usize) -> bool {
    let other = line.is_capital(which + 1) || line.is(which + 1, DETERMINER);
    let mut near = (which + 2..which + 8).take_while(|&i| !line.is(i, AUXILIARY));
    line.one_of(which, &["which"]) && other && near.any(|i| line.one_of(i, ANSWERS) && !line.in_quote(i))
}

const ANSWERS: &[&str] =
    &["denied", "denies", "disputed", "disputes", "rejected", "rejects", "dismissed", "called", "calls"];

/// Nouns for what was said, besides those of speech.
const JUDGEMENTS: &[&str] = &[
    "reference",
    "nod",
    "jab",
    "swipe",
    "allusion",
    "proposal",
    "position",
    "stance",
    "view",
    "charge",
    "sentiment",
    "recommendation",
];

/// Participles that tell how something was said.
const TELLING: &[&str] = &[
    "referring",
    "alluding",
    "citing",
    "echoing",
    "invoking",
    "paraphrasing",
    "repeating",
    "quoting",
    "employing",
    "prompting",
    "highlighting",
    "underscoring",
    "underlining",
];

/// "promised to go, and she has gone": what is promised ends where a clause with a subject of its own begins.
fn of_infinitive(line: &Line<'_>, start: usize, limit: usize) -> Option<usize> {
    let own = |&i: &usize| {
        let joins = line.one_of(i, &["and", "but"]) && !line.in_quote(i);
        let subject = line.is(i + 1, PRONOUN) && line.is(i + 2, AUXILIARY.or(ADVERB));
        joins && (subject || line.is_comma(i - 1) && is_past(line, i + 1))
    };
    let plain = |&i: &usize| !line.one_of(i, &["that", "whether", "if", "how", "why"]);
    line.one_of(start, &["to"]).then(|| (start..limit).take_while(plain).find(own)).flatten()
}

/// "and then left the room", "- but nobody believed her": what was done next.
fn before_next_act(line: &Line<'_>, start: usize, limit: usize) -> Option<usize> {
    let acts = |&i: &usize| {
        let then = line.one_of(i, &["and", "but"]) && line.one_of(i + 1, &["then"]) && is_done(line, i + 2);
        let nobody = line.is_dash(i) && line.one_of(i + 1, &["but"]) && line.one_of(i + 2, &["nobody", "no", "few"]);
        (then || nobody) && !line.in_quote(i)
    };
    (start + 1..limit).find(acts)
}

/// "left", "smiled": what a speaker does, and no participle of what was done to somebody in the words.
fn is_done(line: &Line<'_>, at: usize) -> bool {
    line.one_of(at, &["left", "went", "came", "sat", "stood", "ran", "walked", "turned", "laughed", "smiled", "wept"])
}

/// "sounded", "went": a verb in the past without its auxiliary.
fn is_past(line: &Line<'_>, at: usize) -> bool {
    let ends = line.is_word(at) && line.word(at).ends_with("ed") && !line.is_capital(at);
    (ends || line.is(at, VERB_PAST)) && line.name_index(at).is_none() && !line.in_quote(at)
}

/// "denied the charges through her lawyer", "called the law a farce during a visit": a noun phrase ends where it is
/// told when, where and how it was said.
fn of_noun_phrase(line: &Line<'_>, report: &Report, start: usize, limit: usize) -> Option<usize> {
    let clause = report.cue.form != Form::According
        && (!line.is(report.cue.verb, TAKES_NOUN)
            || line.one_of(start, &["that", "whether", "to", "how", "why", "what", "if"])
            || line.is(report.cue.verb, TAKES_CLAUSE) && opens_main_clause(line, start, limit));
    if clause || report.cue.form == Form::According {
        return None;
    }
    let quoted = (start..limit).rev().find(|&i| line.in_quote(i)).map_or(start + 1, |i| i + 1);
    // `in which she called it “a ruin” came to light`
    let verb = is_past(line, quoted) || line.one_of(quoted, &["came", "went", "fell", "rose", "led", "drew", "won"]);
    if quoted > start + 1 && quoted < limit && verb {
        return Some(quoted);
    }
    // "called it critical that she speak during the visit": what is told when belongs to the clause.
    let clause = (start + 1..limit).find(|&i| line.one_of(i, &["that"]) && !line.in_quote(i)).unwrap_or(limit);
    // "urged them to pay by May 1": the time belongs to what is urged.
    let urged = line.is(report.cue.verb, TAKES_INFINITIVE) && (start..start + 8).any(|i| line.one_of(i, &["to"]));
    let told = |i: usize| !urged && is_circumstance(line, i);
    (quoted.max(start + 1)..clause).find(|&i| told(i) || opens_own_clause(line, i, limit))
}

/// "during a visit", "in a statement", "through his lawyer", "on Tuesday".
fn is_circumstance(line: &Line<'_>, at: usize) -> bool {
    if line.name_index(at).is_some() || line.in_quote(at) {
        return false;
    }
    let soon = |i: usize| line.is(i, SPEECH_NOUN) || line.is(i, TIME) && !line.is_possessive(i + 1);
    let told = line.one_of(at, &["in", "on", "at", "during", "to", "via"]) && (at + 1..at + 4).any(soon);
    let how = line.one_of(at, &["through"]) && line.is(at + 1, super::super::lexicon::POSSESSIVE);
    let time = line.is(at, TIME) && !line.is(at, DETERMINER) && !line.is_possessive(at + 1);
    let during = line.one_of(at, &["during", "amid", "following", "minutes", "hours", "moments"]);
    told || how || during || time && line.is_capital(at)
}

/// ", but others were worried".
fn opens_own_clause(line: &Line<'_>, at: usize, limit: usize) -> bool {
    let next = at + 1;
    line.is_comma(at)
        && line.is(next, CONJUNCTION.or(SUBORDINATOR))
        && !line.is(next, RELATIVE)
        && opens_main_clause(line, next + 1, limit)
}
