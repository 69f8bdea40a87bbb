//! Every statement carries its evidence: which words of its line, what reports them, what names the speaker.

use onrecord::analysis::read;
use onrecord::domain::{Article, CastMember, Evidence, Kind, Mention, Reading, Reason, Span, Speaker, Statement};
use proptest::collection::vec;

use super::{check, made_up_line};
use crate::support::articles::{article, labelled_articles, sample_articles};

/// The words that a speaker may be known by with the evidence `pronoun`.
const PRONOUNS: [&str; 6] = ["he", "she", "him", "her", "his", "himself"];

/// The stretch of a line that a span names; fails where it names none.
fn text(article: &Article, line: usize, span: Span) -> &str {
    let whole = &article.lines[line];
    let text = whole.get(span.range());
    let text = text.unwrap_or_else(|| unreachable!("{span:?} is not on the boundaries of characters of {whole:?}"));
    assert!(!text.trim().is_empty(), "{span:?} of {whole:?} holds nothing");
    text
}

/// What every reading must keep.
fn assert_carried_by_evidence(article: &Article, reading: &Reading) {
    let ascending = |a: (usize, Option<Span>), b: (usize, Option<Span>)| a <= b;
    assert!(reading.mentions.is_sorted_by(|a, b| ascending((a.line, Some(a.span)), (b.line, Some(b.span)))));
    let at = |s: &Statement| (s.line, s.words.first().copied());
    assert!(reading.statements.is_sorted_by(|a, b| at(a) <= at(b)), "statements in order of line and first word");
    reading.mentions.iter().for_each(|mention| check_mention(article, reading, mention));
    reading.statements.iter().for_each(|statement| check_statement(article, reading, statement));
    assert!(reading.persons.is_sorted_by(|a, b| a.name <= b.name), "the cast is sorted by name");
    reading.persons.iter().for_each(check_member);
}

fn check_member(member: &CastMember) {
    assert!(!member.name.trim().is_empty() && !member.forms.is_empty(), "{member:?}");
    assert!(member.forms.is_sorted() && member.forms.iter().all(|form| !form.trim().is_empty()), "{member:?}");
}

fn check_mention(article: &Article, reading: &Reading, mention: &Mention) {
    let (named, forms) = (text(article, mention.line, mention.span), &reading.persons[mention.person].forms);
    assert!(forms.iter().any(|form| form.contains(named)), "{named:?} is no form of {forms:?}");
}

fn check_statement(article: &Article, reading: &Reading, statement: &Statement) {
    let line = &article.lines[statement.line];
    assert!(!statement.words.is_empty(), "a statement without words: {line}");
    for &words in &statement.words {
        text(article, statement.line, words);
        if statement.kind == Kind::Direct {
            assert!(is_quoted(line, words), "{words:?} is no quotation in {line:?}");
        }
    }
    let apart = |pair: &[Span]| pair[0].end <= pair[1].start;
    assert!(statement.words.windows(2).all(apart), "{:?} are not one behind the other: {line}", statement.words);
    if let Some(cue) = statement.cue {
        text(article, statement.line, cue);
        assert!(!statement.words.iter().any(|words| words.overlaps(cue)), "the cue stands in the words: {line}");
    }
    check_speaker(article, reading, statement);
}

fn check_speaker(article: &Article, reading: &Reading, statement: &Statement) {
    match &statement.speaker {
        Speaker::Person { person, line, span, evidence } => {
            let (named, member) = (text(article, *line, *span), &reading.persons[*person]);
            assert!(*line == statement.line || article.ordered, "only an ordered article has a speaker from elsewhere");
            let told_below = *line == statement.line + 1 && *evidence == Evidence::Carried && statement.cue.is_none();
            assert!(*line <= statement.line || told_below, "a speaker from a line to come");
            check_evidence(*evidence, named, member, article.ordered);
        }
        Speaker::Organization { name, line, span } => {
            let beside = *line < statement.line || *line == statement.line + 1 && statement.cue.is_none();
            assert!(*line == statement.line || article.ordered && beside, "a speaker from elsewhere");
            assert_eq!(text(article, *line, *span), name);
        }
        Speaker::Unresolved { reason, span } => {
            assert!(Reason::ALL.contains(reason) && !reason.as_str().is_empty());
            assert_eq!(
                span.is_none(),
                *reason == Reason::NobodyOnLine,
                "only where nobody stands there is nobody named"
            );
            assert!(span.is_none_or(|span| !text(article, statement.line, span).trim().is_empty()));
        }
    }
}

/// Whether `named`, the stretch that the speaker was known by, is of the class that `evidence` says.
fn check_evidence(evidence: Evidence, named: &str, member: &CastMember, ordered: bool) {
    match evidence {
        Evidence::Named => {
            let held = member.forms.iter().any(|form| form.contains(named) || named.contains(form.as_str()));
            assert!(held, "{named:?} names nobody of {:?}", member.forms);
        }
        Evidence::Title => {
            let lower = named.to_lowercase();
            let mut words = member.titles.iter().flat_map(|title| title.split_whitespace()).map(str::to_lowercase);
            assert!(words.any(|word| lower.contains(&word)), "{named:?} is none of {:?}", member.titles);
        }
        Evidence::Pronoun => {
            assert!(PRONOUNS.contains(&named.to_lowercase().as_str()), "{named:?} is no pronoun");
        }
        Evidence::Carried => assert!(ordered, "carried over a line in an article without order"),
    }
}

/// Whether the words stand inside quotation marks, or the line begins or ends between the words and the mark. Looks at
/// marks alone, not at what the analysis made of them.
fn is_quoted(line: &str, words: Span) -> bool {
    let line = line.replace("''", "\"\u{1}").replace("’’", "\"\u{1}\u{1}\u{1}\u{1}\u{1}");
    let line = line.replace("``", "\"\u{1}").replace("‘‘", "“\u{1}\u{1}\u{1}");
    let (before, behind) = (&line[..words.range().start], &line[words.range().end..]);
    let mark = |c: &char| matches!(c, '"' | '＂' | '“' | '”' | '„' | '«' | '»');
    let straight = |text: &str| text.chars().filter(|c| matches!(c, '"' | '＂')).count();
    let curly = ['“', '”', '„', '«', '»'];
    let (left, right) = (before.chars().rev().find(mark), behind.chars().find(mark));
    let opened = match left {
        Some('”' | '»') => false,
        Some('"' | '＂') => straight(before) % 2 == 1 || straight(&line) % 2 == 1 || line.contains(curly),
        Some(_) => true,
        None => right.is_some(),
    };
    opened && !matches!(right, Some('“' | '„' | '«'))
}

#[test]
fn statements_of_the_samples_carry_their_evidence() {
    let mut statements = 0;
    for (_, sample) in sample_articles() {
        for ordered in [false, true] {
            let article = Article { ordered, ..sample.clone() };
            let reading = read(&article);
            assert_carried_by_evidence(&article, &reading);
            statements += reading.statements.len();
        }
    }
    assert!(statements > 500, "only {statements} statements to look at");
}

#[test]
fn statements_of_real_articles_carry_their_evidence() {
    for ordered in labelled_articles().unwrap_or_default() {
        assert_carried_by_evidence(&ordered, &read(&ordered));
        let unordered = Article { ordered: false, ..ordered };
        assert_carried_by_evidence(&unordered, &read(&unordered));
    }
}

#[test]
fn statements_of_made_up_lines_carry_their_evidence() {
    check(1_000, &(vec(made_up_line(), 1..6), proptest::bool::ANY), |(lines, ordered)| {
        let article = article(lines, ordered);
        assert_carried_by_evidence(&article, &read(&article));
    });
}

/// Which evidence there is where the lines are known to follow one another, and where they are not.
#[test]
fn only_an_ordered_article_carries_a_speaker_over() {
    let lines =
        ["“It is open,” Mayor Anna Berg said on Friday. “Come and see.", "“Bring a boat.”", "She said it was dry."];
    let evidence = |ordered: bool| -> Vec<Option<Evidence>> {
        let reading = read(&article(lines.map(ToOwned::to_owned).to_vec(), ordered));
        let of = |statement: &Statement| match statement.speaker {
            Speaker::Person { evidence, .. } => Some(evidence),
            _ => None,
        };
        reading.statements.iter().filter(|s| s.line > 0).map(of).collect()
    };
    assert_eq!(evidence(true), [Some(Evidence::Carried), Some(Evidence::Pronoun)]);
    assert_eq!(evidence(false), [None, None]);
}

/// The test's own eye for quotations, since much rests on it.
#[test]
fn quotations_are_told_from_other_words() {
    let quoted = |line: &str, words: &str| {
        let start = line.find(words).expect("the words");
        is_quoted(line, Span::new(start, start + words.len()))
    };
    assert!(quoted("“It is open,” she said.", "It is open"));
    assert!(quoted("It is open,\" she said.", "It is open"));
    assert!(quoted("She said: “It is open", "It is open"));
    assert!(!quoted("It is open, she said.", "It is open"));
    assert!(!quoted("“No,” she said and it was open.", "it was open"));
}
