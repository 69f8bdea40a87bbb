//! Says which language an article is in. Only English is read; so what matters is that no English article is taken for
//! another, and that no other is read with rules of English.

use whatlang::Detector;

use super::lexicon::{ENGLISH, ENGLISH_TOO};
use super::line::Line;
use super::tokens::{Token, TokenKind, tokens};
use crate::domain::Language;

/// How many of 100 words must be such as no other language has ("the", "with", "said") where nothing else is known.
/// The poorest of 762 articles of news has 10, the richest text of another language 1.
const ENOUGH: usize = 7;
/// The same where the library cannot tell, as with two short lines.
const ENOUGH_IF_UNSURE: usize = 2;
/// How much text the library is shown.
const SAMPLE: usize = 3_000;
const SAMPLE_OF_LINE: usize = 600;

/// The language of an article; `None` where it is not clear. The order of the lines plays no part.
pub(crate) fn of(title: &str, lines: &[Line<'_>]) -> Option<Language> {
    let words = Words::count(title, lines);
    if words.is_latin() && words.english_of_100() >= ENOUGH {
        return Some(Language::ENGLISH);
    }
    let sample = sample(title, lines);
    let found = Detector::new().detect(&sample)?;
    let language = Language::of_code(found.lang().code());
    if found.is_reliable() && (found.lang() != whatlang::Lang::Eng || words.has_english()) {
        return language;
    }
    (words.is_latin() && words.reads_as_english(language)).then_some(Language::ENGLISH)
}

/// What an article's words are made of.
#[derive(Default)]
struct Words {
    latin: usize,
    latin_bytes: usize,
    other_bytes: usize,
    /// Those that only English has.
    english: usize,
    /// Those that English has most, and others have as well: "in", "for", "was".
    english_too: usize,
}

impl Words {
    fn count(title: &str, lines: &[Line<'_>]) -> Self {
        let mut words = Self::default();
        for token in tokens(title).into_iter().filter(|token| token.kind == TokenKind::Word) {
            words.add(title, &token, super::lexicon::tags_of(token.text(title)));
        }
        for line in lines {
            for (token, tags) in line.tokens.iter().zip(&line.tags).filter(|(t, _)| t.kind == TokenKind::Word) {
                words.add(line.text, token, *tags);
            }
        }
        words
    }

    fn add(&mut self, text: &str, word: &Token, tags: super::lexicon::Tags) {
        let len = word.span.range().len();
        let is_ascii = text.as_bytes().get(word.span.start as usize).is_some_and(u8::is_ascii);
        if !is_ascii && !is_latin(word.text(text)) {
            self.other_bytes += len;
            return;
        }
        self.latin += 1;
        self.latin_bytes += len;
        self.english += usize::from(tags.has(ENGLISH));
        self.english_too += usize::from(tags.has(ENGLISH_TOO));
    }

    fn is_latin(&self) -> bool {
        self.latin_bytes >= self.other_bytes
    }

    fn english_of_100(&self) -> usize {
        self.english * 100 / self.latin.max(1)
    }

    fn has_english(&self) -> bool {
        self.english + self.english_too > 0
    }

    /// Whether to read a text that the library is unsure of, with what it would guess.
    fn reads_as_english(&self, guess: Option<Language>) -> bool {
        let enough = self.english > 0 && self.english_of_100() >= ENOUGH_IF_UNSURE;
        enough || (guess == Some(Language::ENGLISH) && self.has_english())
    }
}

/// Whether a word is written in Latin letters: below Greek, or in the blocks that add to them.
fn is_latin(word: &str) -> bool {
    word.chars().next().is_some_and(|c| matches!(c, '\0'..='\u{36f}' | '\u{1e00}'..='\u{1eff}'))
}

/// The title and the longest lines, in an order of their own, each cut short: enough to tell, and never more.
fn sample(title: &str, lines: &[Line<'_>]) -> String {
    let mut texts: Vec<&str> = lines.iter().map(|line| cut(line.text)).collect();
    let order = |a: &&str, b: &&str| b.len().cmp(&a.len()).then_with(|| a.cmp(b));
    let most = SAMPLE / 20;
    if texts.len() > most {
        texts.select_nth_unstable_by(most, order);
        texts.truncate(most);
    }
    texts.sort_unstable_by(order);
    let mut sample = cut(title).to_owned();
    for text in texts {
        if sample.len() >= SAMPLE {
            break;
        }
        sample.push('\n');
        sample.push_str(text);
    }
    sample
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(SAMPLE_OF_LINE)]
}

#[cfg(test)]
#[path = "language/tests.rs"]
mod tests;
