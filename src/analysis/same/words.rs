//! The words of a statement, folded for comparing: case, accents, punctuation, short forms and the commonest British
//! and American spellings play no part. Knows how much each word weighs; compares nothing.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::analysis::lexicon::{self, tags_of};
use crate::analysis::tokens::{Token, TokenKind, tokens};
use crate::domain::{Span, fold};

/// How much a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// An article, "and" or "that": left out where whole statements are compared.
    Dropped,
    /// Grammar, or a filler.
    Light,
    Content,
    /// A negation, a number, a name, a limit, a person: without it, or with another, it is another statement.
    Turning,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pause {
    None,
    /// A comma, a dash, a colon.
    Mark,
    /// The statement begins, or a sentence has ended.
    Stop,
}

/// One folded word. "Can't" is two of one span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// A hash of the folded word.
    pub(super) key: u64,
    /// Where it stands in the statement's text.
    pub(super) span: Span,
    pub(super) weight: Weight,
    pub(super) pause: Pause,
    /// "If", "unless": what follows may take back what stands before.
    pub(super) takes_back: bool,
}

impl Word {
    /// Whether it says something of its own.
    pub(super) fn is_weighty(&self) -> bool {
        matches!(self.weight, Weight::Content | Weight::Turning)
    }
}

/// The folded words of `text`.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut folded = Folded { text, words: Vec::new(), pause: Pause::Stop, before: String::new() };
    for token in tokens(text) {
        folded.add(&token);
    }
    folded.words
}

struct Folded<'a> {
    text: &'a str,
    words: Vec<Word>,
    pause: Pause,
    /// The folded word before, for "per cent" and "it's".
    before: String,
}

impl Folded<'_> {
    fn add(&mut self, token: &Token) {
        let text = token.text(self.text);
        match token.kind {
            TokenKind::Mark => self.add_mark(text, token.span),
            TokenKind::Number => self.push(&text.replace(',', ""), token.span, true),
            TokenKind::Word => {
                let mut start = token.span.start as usize;
                for part in text.split_inclusive(['-', '\u{2010}', '\u{2011}']) {
                    let span = Span::new(start, start + part.trim_end_matches(['-', '\u{2010}', '\u{2011}']).len());
                    start += part.len();
                    self.add_word(&self.text[span.range()], span);
                }
            }
        }
    }

    fn add_mark(&mut self, text: &str, span: Span) {
        match text {
            "." | "?" | "!" | "…" => self.pause = Pause::Stop,
            "," | ";" | ":" | "-" | "–" | "—" => self.pause = self.pause.max(Pause::Mark),
            "%" => self.push("percent", span, false),
            "'s" | "’s" | "'S" | "’S" if takes_is(&self.before) => self.push("is", span, false),
            _ => {}
        }
    }

    fn add_word(&mut self, text: &str, span: Span) {
        let capital = text.starts_with(char::is_uppercase);
        let folded = if text.is_ascii() { text.to_ascii_lowercase() } else { fold(&text.replace('’', "'")) };
        if folded == "cent" && self.before == "per" {
            self.words.pop();
            return self.push("percent", span, false);
        }
        let (stem, ending) = parted(&folded);
        // A short form is never a name: "I'm", "He'll".
        self.push_as(stem, span, capital && ending.is_none());
        if let Some(ending) = ending {
            self.push_as(ending, span, false);
        }
    }

    fn push_as(&mut self, folded: &str, span: Span, capital: bool) {
        let number = SMALL_NUMBERS.iter().position(|n| *n == folded).map(|n| n.to_string());
        let is_number = number.is_some() || tags_of(folded).has(lexicon::NUMBER);
        let spelled = number.unwrap_or_else(|| spelled(folded));
        if spelled.is_empty() {
            return;
        }
        let weight = if is_number { Weight::Turning } else { weight(folded, capital) };
        self.push_word(&spelled, span, weight);
    }

    fn push(&mut self, folded: &str, span: Span, is_number: bool) {
        self.push_word(folded, span, if is_number { Weight::Turning } else { Weight::Light });
    }

    fn push_word(&mut self, folded: &str, span: Span, weight: Weight) {
        let takes_back = matches!(folded, "if" | "unless" | "until" | "except" | "but" | "provided" | "or");
        self.words.push(Word { key: hash(folded), span, weight, pause: self.pause, takes_back });
        self.pause = Pause::None;
        folded.clone_into(&mut self.before);
    }
}

/// A capital makes a name of a word that carries content; also at the start of a sentence, to be on the safe side.
fn weight(folded: &str, capital: bool) -> Weight {
    let plain =
        listed(folded).unwrap_or_else(|| if tags_of(folded).has(GRAMMAR) { Weight::Light } else { Weight::Content });
    match plain {
        Weight::Content if capital => Weight::Turning,
        _ => plain,
    }
}

/// Words that hold a sentence together. Those among them that turn it are listed before.
const GRAMMAR: lexicon::Tags = lexicon::PRONOUN
    .or(lexicon::POSSESSIVE)
    .or(lexicon::AUXILIARY)
    .or(lexicon::DETERMINER)
    .or(lexicon::PREPOSITION)
    .or(lexicon::CONJUNCTION)
    .or(lexicon::SUBORDINATOR)
    .or(lexicon::RELATIVE);

const SMALL_NUMBERS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// After these "'s" is "is"; after others it is the possessive, which says nothing.
fn takes_is(word: &str) -> bool {
    matches!(word, "it" | "he" | "she" | "that" | "this" | "there" | "here" | "what" | "who" | "where" | "how")
}

/// A short form's two words: "can't", "we'll".
fn parted(word: &str) -> (&str, Option<&str>) {
    match word {
        "can't" | "cannot" => return ("can", Some("not")),
        "won't" => return ("will", Some("not")),
        "shan't" => return ("shall", Some("not")),
        "ain't" => return ("is", Some("not")),
        _ => {}
    }
    let endings = [("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"), ("'d", "would")];
    let found = endings.iter().find_map(|(short, long)| Some((word.strip_suffix(short)?, *long)));
    match found {
        Some((stem, long)) if !stem.is_empty() => (stem, Some(long)),
        _ => (word, None),
    }
}

/// One spelling for two: "harbor" as "harbour", "realise" as "realize", "center" as "centre". What becomes of a word
/// is no word any more, but no two words that mean different things become one.
fn spelled(word: &str) -> String {
    let word = word.replace(['\'', '.'], "");
    let word = if word.len() > 5 { word.replace("our", "or") } else { word };
    let word = if word.len() > 5 { word.replace("isation", "ization") } else { word };
    for (british, american) in [("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("tre", "ter")] {
        if let Some(stem) = word.strip_suffix(british).filter(|stem| stem.len() > 2) {
            return format!("{stem}{american}");
        }
    }
    word
}

/// What `words.txt` says of a word.
fn listed(word: &str) -> Option<Weight> {
    static LISTED: OnceLock<BTreeMap<&str, Weight>> = OnceLock::new();
    LISTED.get_or_init(load).get(word).copied()
}

fn load() -> BTreeMap<&'static str, Weight> {
    let mut weight = Weight::Light;
    let mut listed = BTreeMap::new();
    for word in include_str!("words.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace) {
        match word {
            "[dropped]" => weight = Weight::Dropped,
            "[filler]" => weight = Weight::Light,
            "[turning]" => weight = Weight::Turning,
            _ => drop(listed.insert(word, weight)),
        }
    }
    listed
}

/// FNV-1a.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| mix(hash, u64::from(byte)))
}

pub(super) fn mix(hash: u64, more: u64) -> u64 {
    (hash ^ more).wrapping_mul(0x0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<u64> {
        words(text).iter().map(|word| word.key).collect()
    }

    #[test]
    fn folding_sees_through_case_marks_short_forms_and_spellings() {
        for (one, other) in [
            ("We WON’T sell the harbour.", "“We will not sell the harbor!”"),
            ("It's a four-fifths wall", "it is a 4 fifths wall —"),
            ("I can't, you cannot", "I can not, you can't"),
            ("Zoë realised 10% of 1,300", "Zoe realized 10 per cent of 1300"),
            ("the centre’s gate", "the center gate"),
            ("We’ve seen; they’re here", "we have seen they are here"),
        ] {
            assert_eq!(keys(one), keys(other), "{one} / {other}");
        }
        assert_ne!(keys("We will sell"), keys("We will not sell"));
    }

    #[test]
    fn words_weigh_what_they_say() {
        let weigh = |text: &str| words(text).iter().map(|word| word.weight).collect::<Vec<_>>();
        assert_eq!(
            weigh("the gate is very old"),
            [Weight::Dropped, Weight::Content, Weight::Light, Weight::Light, Weight::Content]
        );
        assert_eq!(
            weigh("not in Geneva before 1990"),
            [Weight::Turning, Weight::Light, Weight::Turning, Weight::Turning, Weight::Turning]
        );
        assert_eq!(weigh("Frankly, it's two"), [Weight::Light, Weight::Light, Weight::Light, Weight::Turning]);
    }

    #[test]
    fn every_word_knows_its_place_and_the_pause_before() {
        let text = "Well-known. “He’s” 5%";
        let found = words(text);
        let seen: Vec<(&str, Pause)> = found.iter().map(|w| (&text[w.span.range()], w.pause)).collect();
        assert_eq!(
            seen,
            [
                ("Well", Pause::Stop),
                ("known", Pause::None),
                ("He", Pause::Stop),
                ("’s", Pause::None),
                ("5", Pause::None),
                ("%", Pause::None)
            ]
        );
    }
}
