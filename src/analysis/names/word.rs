//! What one token looks like on its own: its folded hash, its affixes, its shape. Knows nothing of lists or neighbours.

use crate::analysis::tokens::TokenKind;

/// Bits of [`Word::shape`].
pub const CAPITAL: u8 = 1;
pub const ALL_CAPS: u8 = 2;
pub const LETTER: u8 = 4;
pub const INNER_CAPITAL: u8 = 8;
pub const HYPHEN: u8 = 16;
pub const APOSTROPHE: u8 = 32;
pub const POINT: u8 = 64;
pub const NOT_ASCII: u8 = 128;

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Letters of Latin-1 and Latin Extended-A (U+00C0 to U+017F) without their marks, in order.
const PLAIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// One token as the rest of the recogniser sees it: 16 bytes, since an article may be one line of many megabytes.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Hash of the word without case and diacritics: `MÜLLER` and `Muller` are equal.
    pub hash: u64,
    /// The lists that the word stands on; filled in by the line only near capitalised words.
    pub lists: u32,
    pub shape: u8,
    /// Length in bytes of the folded word, at most 255.
    pub len: u8,
    pub role: Role,
}

/// Whether a token may be part of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Never: lower-cased, a number, a mark.
    Plain,
    /// Written like a name.
    Capital,
    /// `de`, `bin`, `of`, `&`: only between or before capitals.
    Link,
}

impl Word {
    /// What stands before a line's first and after its last token.
    pub const OUTSIDE: Self = Self::plain(SPREAD);

    /// Looks at one token.
    #[must_use]
    pub fn of(text: &str, kind: TokenKind) -> Self {
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
        }
        if is_capital(text, word.shape) {
            word.role = Role::Capital;
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
pub fn affixes(text: &str) -> [u32; 4] {
    let mut folded = Folded::default();
    folded.push_all(text);
    folded.affixes()
}

/// The hash of a word without case and diacritics.
#[must_use]
pub fn hash(text: &str) -> u64 {
    let mut folded = Folded::default();
    folded.push_all(text);
    spread(folded.hash)
}

/// The hash of two words that stand side by side.
#[must_use]
pub fn join(first: u64, second: u64) -> u64 {
    spread(first.rotate_left(23) ^ second)
}

const fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(SPREAD);
    hash ^ (hash >> 29)
}

/// Years, ages and other numbers are alike but for their length.
fn number_hash(text: &str) -> u64 {
    spread(SEED ^ text.len().min(5) as u64)
}

/// A word being folded: the hash of all of it, and its first bytes for the affixes.
struct Folded {
    hash: u64,
    bytes: [u8; 24],
    len: usize,
}

impl Default for Folded {
    fn default() -> Self {
        Self { hash: SEED, bytes: [0; 24], len: 0 }
    }
}

impl Folded {
    fn push_all(&mut self, text: &str) {
        if text.is_ascii() {
            text.bytes().for_each(|b| self.push(b.to_ascii_lowercase()));
        } else {
            text.chars().for_each(|c| self.push_char(c));
        }
    }

    fn push_char(&mut self, c: char) {
        match c {
            '\u{300}'..='\u{36f}' => {}
            '’' | 'ʼ' | '‘' => self.push(b'\''),
            '‐' | '‑' => self.push(b'-'),
            '\u{c0}'..='\u{17f}' => self.push(PLAIN[c as usize - 0xc0]),
            _ if c.is_ascii() => self.push((c as u8).to_ascii_lowercase()),
            _ => {
                let mut buffer = [0; 4];
                for low in c.to_lowercase() {
                    low.encode_utf8(&mut buffer).bytes().for_each(|b| self.push(b));
                }
            }
        }
    }

    fn push(&mut self, byte: u8) {
        self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(PRIME);
        if let Some(slot) = self.bytes.get_mut(self.len) {
            *slot = byte;
        }
        self.len += 1;
    }

    fn affixes(&self) -> [u32; 4] {
        let known = &self.bytes[..self.len.min(24)];
        let tail = |n: usize| short_hash(&known[known.len().saturating_sub(n)..]);
        [tail(2), tail(3), tail(4), short_hash(&known[..known.len().min(3)])]
    }
}

/// Up to four bytes are their own hash.
fn short_hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, &b| sum << 8 | u32::from(b))
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
