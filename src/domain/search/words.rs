//! What a word is to the search index, whose own rule (SQLite's `unicode61`) this follows; and how scripts that write no
//! blanks are cut: every letter is a word, so that any run of them is found as a phrase. Imports only its neighbours.

use std::borrow::Cow;

use crate::domain::{Span, fold};

/// Whether `c` belongs to a script that sets no blanks between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x2FDF | 0x3040..=0x31FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9F | 0x20000..=0x3FFFF)
}

/// The text as the index is given it: a blank behind every letter of such a script.
#[must_use]
pub fn spaced(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_unspaced) {
        return Cow::Borrowed(text);
    }
    let mut spaced = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if is_unspaced(c) {
            spaced.extend([' ', c, ' ']);
        } else {
            spaced.push(c);
        }
    }
    Cow::Owned(spaced)
}

/// Marks that are written above or below a letter belong to its word.
fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(u32::from(c), 0x0300..=0x036F)
}

/// The words of `text`, folded, with their places.
pub(super) fn words(text: &str) -> Vec<(Span, String)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let alone = is_unspaced(c);
        if let Some(begun) = start.filter(|_| alone || !is_in_word(c)) {
            words.push((Span::new(begun, at), fold(&text[begun..at])));
            start = None;
        }
        if alone && is_in_word(c) {
            words.push((Span::new(at, at + c.len_utf8()), c.to_string()));
        } else if !alone && is_in_word(c) && start.is_none() {
            start = Some(at);
        }
    }
    if let Some(begun) = start {
        words.push((Span::new(begun, text.len()), fold(&text[begun..])));
    }
    words
}

/// The words of `text`, folded.
#[must_use]
pub fn search_words(text: &str) -> Vec<String> {
    words(text).into_iter().map(|(_, word)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_letters_without_blanks_stand_alone() {
        assert_eq!(search_words("Zoë O’Neill’s (3rd)"), ["zoe", "o", "neill", "s", "3rd"]);
        assert_eq!(search_words("G7外交部 said"), ["g7", "外", "交", "部", "said"]);
        assert_eq!(spaced("G7外交 x"), "G7 外  交  x");
        assert_eq!(spaced("Привет é"), "Привет é");
    }
}
