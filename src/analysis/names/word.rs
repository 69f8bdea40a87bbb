//! What one token looks like on its own: its folded hash, its shape, the sign that it is. Knows nothing of lists or neighbours.

use super::hash::{SPREAD, byte_hash, hash, number_hash, scan};
use crate::analysis::tokens::{Token, TokenKind};

/// Bits of [`Word::shape`].
pub(super) const CAPITAL: u8 = 1;
pub(super) const ALL_CAPS: u8 = 2;
pub(super) const LETTER: u8 = 4;
pub(super) const INNER_CAPITAL: u8 = 8;
pub(super) const HYPHEN: u8 = 16;
pub(super) const APOSTROPHE: u8 = 32;
pub(super) const POINT: u8 = 64;
pub(super) const NOT_ASCII: u8 = 128;

/// One token as the rest of the recogniser sees it: 16 bytes, since an article may be one line of many megabytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Hash of the word without case and diacritics: `MÜLLER` and `Muller` are equal.
    pub(super) hash: u64,
    /// The lists that the word stands on; filled in by the line only near capitalised words.
    pub(super) lists: u32,
    pub(super) shape: u8,
    /// Length in bytes of the word, at most 255; zero for what is no word.
    pub(super) len: u8,
    pub(super) role: Role,
    pub(super) sign: Sign,
}

/// Whether a token may be part of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Never: lower-cased, a number, a mark.
    Plain,
    /// Written like a name.
    Capital,
    /// `de`, `bin`, `of`, `&`: only between or before capitals.
    Link,
}

/// The few tokens that are asked for by how they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    /// `.`
    Point,
    /// `,`
    Comma,
    /// A mark after which a capital says nothing: a sentence or a quotation begins.
    Opening,
    /// `'s`
    Possessive,
    /// `the`, in lower case.
    The,
    /// `who`, in lower case.
    Who,
    /// Two digits, as an age has.
    TwoDigits,
}

impl Word {
    /// What stands before a line's first and after its last token.
    pub(super) const OUTSIDE: Self = Self::plain(SPREAD, Sign::None);

    /// Looks at one token of `line`.
    #[must_use]
    #[inline]
    pub(super) fn of(line: &str, token: &Token) -> Self {
        match token.kind {
            TokenKind::Word => Self::letters(line, token),
            TokenKind::Number => Self::number(token.text(line)),
            TokenKind::Mark => Self::mark(token.text(line)),
        }
    }

    const fn plain(hash: u64, sign: Sign) -> Self {
        Self { hash, lists: 0, shape: 0, len: 0, role: Role::Plain, sign }
    }

    /// A word. Most are lower-cased or have one capital in front.
    #[inline]
    fn letters(line: &str, token: &Token) -> Self {
        let from = line.as_bytes().get(token.span.start as usize..).unwrap_or_default();
        let len = (token.span.end - token.span.start) as usize;
        let found = scan(from, len);
        let word = Self { len: u8::try_from(len).unwrap_or(u8::MAX), ..Self::plain(found.hash, Sign::None) };
        match from.first() {
            Some(b'a'..=b'z') if found.is_simple => Self { sign: word_sign(from, len), ..word },
            Some(b'A'..=b'Z') if found.is_simple => {
                let letter = if len == 1 { LETTER } else { 0 };
                Self { shape: CAPITAL | letter, role: Role::Capital, ..word }
            }
            _ => word.looked_at_closely(token.text(line)),
        }
    }

    #[inline(never)]
    fn number(text: &str) -> Self {
        let is_short = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        Self::plain(number_hash(text), if is_short { Sign::TwoDigits } else { Sign::None })
    }

    #[inline(never)]
    fn mark(text: &str) -> Self {
        let hash = if let [byte] = text.as_bytes() { byte_hash(*byte) } else { hash(text) };
        Self::plain(hash, mark_sign(text))
    }

    /// A word with other letters, inner capitals or marks.
    #[inline(never)]
    fn looked_at_closely(self, text: &str) -> Self {
        let shape = shape(text);
        let role = if is_capital(text, shape) { Role::Capital } else { self.role };
        Self { hash: hash(text), shape, role, ..self }
    }
}

fn word_sign(from: &[u8], len: usize) -> Sign {
    match from.first_chunk::<3>() {
        _ if len != 3 => Sign::None,
        Some(b"the") => Sign::The,
        Some(b"who") => Sign::Who,
        _ => Sign::None,
    }
}

fn mark_sign(text: &str) -> Sign {
    match text.as_bytes() {
        b"." => Sign::Point,
        b"," => Sign::Comma,
        [b'!' | b'?' | b':' | b'"' | b'\'' | b'(' | b'[' | b'*'] => Sign::Opening,
        [_] => Sign::None,
        _ => match text {
            "“" | "‘" | "…" | "—" | "•" => Sign::Opening,
            "'s" | "’s" => Sign::Possessive,
            _ => Sign::None,
        },
    }
}

/// Capitalised, or with a capital after a short Arabic or French article: `al-Assad`, `d'Estaing`.
fn is_capital(text: &str, shape: u8) -> bool {
    shape & CAPITAL != 0
        || shape & INNER_CAPITAL != 0
            && text
                .char_indices()
                .find(|&(_, c)| matches!(c, '-' | '‐' | '‑' | '\'' | '’'))
                .is_some_and(|(at, mark)| at <= 3 && text[at + mark.len_utf8()..].starts_with(char::is_uppercase))
}

fn shape(text: &str) -> u8 {
    let mut shape = 0;
    let (mut letters, mut upper) = (0_u32, 0_u32);
    for (at, c) in text.char_indices() {
        let is_upper = c.is_uppercase();
        letters += u32::from(c.is_alphabetic());
        upper += u32::from(is_upper);
        shape |= match c {
            _ if is_upper && at == 0 => CAPITAL,
            _ if is_upper => INNER_CAPITAL,
            '-' | '‐' | '‑' => HYPHEN,
            '\'' | '’' => APOSTROPHE,
            '.' => POINT,
            _ => 0,
        };
        if !c.is_ascii() {
            shape |= NOT_ASCII;
        }
    }
    if letters == 1 {
        shape |= LETTER;
    } else if letters == upper {
        shape |= ALL_CAPS;
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tokens::tokens;

    fn word(text: &str) -> Word {
        Word::of(text, &tokens(text)[0])
    }

    #[test]
    fn shapes_tell_initials_acronyms_and_double_names() {
        assert_eq!(word("J. Smith").shape, CAPITAL | LETTER | POINT);
        assert_eq!(word("NATO").shape, CAPITAL | INNER_CAPITAL | ALL_CAPS);
        assert_eq!(word("Jae-in").shape, CAPITAL | HYPHEN);
        assert_eq!(word("said").shape, 0);
    }

    #[test]
    fn the_quick_look_agrees_with_the_close_one() {
        for text in ["A", "I", "Trump", "Constitution", "q", "unconstitutionally", "Überfall", "iPhone"] {
            let quick = word(text);
            let close = Word { shape: 0, role: Role::Plain, ..quick }.looked_at_closely(text);
            let shape = if quick.shape == 0 { 0 } else { close.shape };
            assert_eq!((quick.hash, quick.shape, quick.role), (close.hash, shape, close.role), "{text}");
        }
    }

    #[test]
    fn a_word_takes_sixteen_bytes() {
        assert_eq!(size_of::<Word>(), 16);
    }
}
