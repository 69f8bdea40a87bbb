//! What one token looks like on its own: its folded hash, its affixes, its shape. Knows nothing of lists or neighbours.

use crate::analysis::tokens::TokenKind;

/// Bits of [`Word::shape`].
pub(super) const CAPITAL: u8 = 1;
pub(super) const ALL_CAPS: u8 = 2;
pub(super) const LETTER: u8 = 4;
pub(super) const INNER_CAPITAL: u8 = 8;
pub(super) const HYPHEN: u8 = 16;
pub(super) const APOSTROPHE: u8 = 32;
pub(super) const POINT: u8 = 64;
pub(super) const NOT_ASCII: u8 = 128;

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const SMALL: u64 = 0x2020_2020_2020_2020;
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Bytes of a word that count.
const LONGEST: usize = 64;

/// Letters of Latin-1 and Latin Extended-A (U+00C0 to U+017F) without their marks, in order.
const PLAIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// One token as the rest of the recogniser sees it: 16 bytes, since an article may be one line of many megabytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Hash of the word without case and diacritics: `MÜLLER` and `Muller` are equal.
    pub(super) hash: u64,
    /// The lists that the word stands on; filled in by the line only near capitalised words.
    pub(super) lists: u32,
    pub(super) shape: u8,
    /// Length in bytes of the folded word, at most 255.
    pub(super) len: u8,
    pub(super) role: Role,
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

impl Word {
    /// What stands before a line's first and after its last token.
    pub(super) const OUTSIDE: Self = Self::plain(SPREAD);

    /// Looks at one token.
    #[must_use]
    pub(super) fn of(text: &str, kind: TokenKind) -> Self {
        match kind {
            TokenKind::Word => Self::letters(text),
            TokenKind::Number => Self::plain(number_hash(text)),
            TokenKind::Mark => Self::plain(hash(text)),
        }
    }

    const fn plain(hash: u64) -> Self {
        Self { hash, lists: 0, shape: 0, len: 0, role: Role::Plain }
    }

    fn letters(text: &str) -> Self {
        let mut word = Self::plain(hash(text));
        word.len = u8::try_from(text.len()).unwrap_or(u8::MAX);
        if !text.bytes().all(|b| b.is_ascii_lowercase()) {
            word.shape = shape(text);
            if is_capital(text, word.shape) {
                word.role = Role::Capital;
            }
        }
        word
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

/// The last two, three and four and the first three bytes of the folded word, each as a number.
#[must_use]
pub(super) fn affixes(text: &str) -> [u32; 4] {
    if text.is_ascii() {
        return ends(text.as_bytes());
    }
    let folded = Folded::of(text);
    ends(folded.bytes())
}

fn ends(bytes: &[u8]) -> [u32; 4] {
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |sum, &b| sum << 8 | u32::from(b | 0x20));
    let tail = |n: usize| number(&bytes[bytes.len().saturating_sub(n)..]);
    [tail(2), tail(3), tail(4), number(&bytes[..bytes.len().min(3)])]
}

/// The hash of a word without case and diacritics.
#[must_use]
pub(super) fn hash(text: &str) -> u64 {
    if text.is_ascii() { hash_bytes(text.as_bytes()) } else { hash_bytes(Folded::of(text).bytes()) }
}

/// The hash of two words that stand side by side.
#[must_use]
pub(super) fn join(first: u64, second: u64) -> u64 {
    spread(first.rotate_left(23) ^ second)
}

/// Eight bytes at a time; see [`number`] for why case is gone. Only the first bytes of what is no word matter.
fn hash_bytes(bytes: &[u8]) -> u64 {
    let (chunks, rest) = bytes[..bytes.len().min(LONGEST)].as_chunks::<8>();
    let full = chunks.iter().fold(SEED, |sum, chunk| spread(sum ^ (u64::from_le_bytes(*chunk) | SMALL)));
    spread(full ^ number(rest) ^ (bytes.len() as u64) << 56)
}

/// Up to eight bytes as a number. The bit that is set makes letters small, and leaves digits and inner marks alone.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |sum, &b| sum << 8 | u64::from(b | 0x20))
}

const fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(SPREAD);
    hash ^ (hash >> 29)
}

/// Years, ages and other numbers are alike but for their length.
fn number_hash(text: &str) -> u64 {
    spread(SEED ^ text.len().min(5) as u64)
}

/// A word that is not all ASCII, without diacritics where it is Latin. What is longer than any word is cut off.
struct Folded {
    buffer: [u8; LONGEST],
    len: usize,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Self { buffer: [0; LONGEST], len: 0 };
        text.chars().take(LONGEST).for_each(|c| folded.push_char(c));
        folded
    }

    fn bytes(&self) -> &[u8] {
        &self.buffer[..self.len]
    }

    fn push_char(&mut self, c: char) {
        match c {
            '\u{300}'..='\u{36f}' => {}
            '’' | 'ʼ' | '‘' => self.push(b'\''),
            '‐' | '‑' => self.push(b'-'),
            '\u{c0}'..='\u{17f}' => self.push(PLAIN[c as usize - 0xc0]),
            _ => {
                let mut buffer = [0; 4];
                for low in c.to_lowercase() {
                    low.encode_utf8(&mut buffer).bytes().for_each(|b| self.push(b));
                }
            }
        }
    }

    fn push(&mut self, byte: u8) {
        if let Some(slot) = self.buffer.get_mut(self.len) {
            *slot = byte;
            self.len += 1;
        }
    }
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

    fn word(text: &str) -> Word {
        Word::of(text, TokenKind::Word)
    }

    #[test]
    fn case_and_diacritics_do_not_matter() {
        assert_eq!(word("MÜLLER").hash, word("Muller").hash);
        assert_eq!(word("Żyła").hash, word("zyla").hash);
        assert_eq!(word("O’Neill").hash, word("o'neill").hash);
        assert_ne!(word("Muller").hash, word("Miller").hash);
    }

    #[test]
    fn shapes_tell_initials_acronyms_and_double_names() {
        assert_eq!(word("J.").shape, CAPITAL | LETTER | POINT);
        assert_eq!(word("NATO").shape, CAPITAL | INNER_CAPITAL | ALL_CAPS);
        assert_eq!(word("Jae-in").shape, CAPITAL | HYPHEN);
        assert_eq!(word("said").shape, 0);
    }
}
