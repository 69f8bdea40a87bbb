//! The hash of a word without case and diacritics, and its affixes. Reads eight bytes at a time. The model's rows are
//! chosen by these hashes: a change here asks for a new model. Knows nothing of tokens.

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
pub(super) const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A bit that makes an ASCII letter small, and leaves digits and inner marks alone; in each of eight bytes.
const SMALL: u64 = 0x2020_2020_2020_2020;
/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Bytes of a word that count.
const LONGEST: usize = 64;

/// Letters of Latin-1 and Latin Extended-A (U+00C0 to U+017F) without their marks, in order.
const PLAIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// What one pass over the first [`LONGEST`] bytes of a word tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan {
    /// The hash of the bytes, small letters or not.
    pub(super) hash: u64,
    /// Whether it is all ASCII, not longer than [`LONGEST`], and all bytes but the first are letters in lower case.
    pub(super) is_simple: bool,
}

/// Looks at the `len` bytes at the start of `from`, which may go on after them.
#[inline]
pub(super) fn scan(from: &[u8], len: usize) -> Scan {
    if len >= 8 {
        return scan_long(from, len);
    }
    last(eight(from, 0), len, len, (SEED, HIGH, 0x80))
}

/// As [`scan`], of eight bytes or more.
fn scan_long(from: &[u8], len: usize) -> Scan {
    let counted = len.min(LONGEST);
    let (mut hash, mut seen, mut lower, mut at) = (SEED, 0, HIGH, 0);
    let mut first = 0x80;
    while at + 8 <= counted {
        let bytes = eight(from, at);
        seen |= bytes;
        lower &= lower_bits(bytes) | first;
        first = 0;
        hash = spread(hash ^ (bytes | SMALL));
        at += 8;
    }
    last(eight(from, at), counted - at, len, (hash, lower & !seen, first))
}

/// The end of a scan: the `rest` of the bytes, fewer than eight, what those before told, and whether the first is here.
#[inline]
fn last(bytes: u64, rest: usize, len: usize, (hash, lower, first): (u64, u64, u64)) -> Scan {
    let inside = (1_u64 << (8 * rest)) - 1;
    let bytes = bytes & inside;
    let lower = lower & !bytes & (lower_bits(bytes) | first | !inside);
    let hash = spread(hash ^ (bytes | SMALL & inside) ^ (len as u64) << 56);
    Scan { hash, is_simple: lower & HIGH == HIGH && len <= LONGEST }
}

/// Eight bytes from `at` on as a number, the first one lowest; zeros where there are none.
#[inline]
fn eight(from: &[u8], at: usize) -> u64 {
    let rest = from.get(at..).unwrap_or_default();
    match rest.first_chunk::<8>() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => rest.iter().rev().fold(0, |sum, &b| sum << 8 | u64::from(b)),
    }
}

/// The highest bit of each byte that is a small ASCII letter. Right only where all bytes are ASCII.
const fn lower_bits(bytes: u64) -> u64 {
    let from_a = (bytes & !HIGH) + 0x1f1f_1f1f_1f1f_1f1f;
    let past_z = (bytes & !HIGH) + 0x0505_0505_0505_0505;
    from_a & !past_z & HIGH
}

/// The hash of a word without case and diacritics.
#[must_use]
pub(super) fn hash(text: &str) -> u64 {
    if text.is_ascii() {
        return scan(text.as_bytes(), text.len()).hash;
    }
    let folded = Folded::of(text);
    scan(folded.bytes(), folded.len).hash
}

/// As [`hash`], of a single ASCII character.
pub(super) fn byte_hash(byte: u8) -> u64 {
    scan(&[byte, 0, 0, 0, 0, 0, 0, 0], 1).hash
}

/// The hash of two words that stand side by side.
#[must_use]
pub(super) fn join(first: u64, second: u64) -> u64 {
    spread(first.rotate_left(23) ^ second)
}

/// Years, ages and other numbers are alike but for their length.
pub(super) fn number_hash(text: &str) -> u64 {
    spread(SEED ^ text.len().min(5) as u64)
}

const fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(SPREAD);
    hash ^ (hash >> 29)
}

/// The last two, three and four and the first three bytes of the folded word, each as a number.
#[must_use]
pub(super) fn affixes(text: &str) -> [u32; 4] {
    if text.is_ascii() {
        return ends(text.as_bytes());
    }
    ends(Folded::of(text).bytes())
}

fn ends(bytes: &[u8]) -> [u32; 4] {
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |sum, &b| sum << 8 | u32::from(b | 0x20));
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let [first, last] = [first, last].map(|four| u32::from_le_bytes(*four) | 0x2020_2020);
        return [last >> 16, last >> 8, last, first & 0x00ff_ffff];
    }
    let head = number(&bytes[..bytes.len().min(3)]);
    [number(&bytes[bytes.len().saturating_sub(2)..]), head, head, head]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_diacritics_do_not_matter() {
        assert_eq!(hash("MÜLLER"), hash("Muller"));
        assert_eq!(hash("Żyła"), hash("zyla"));
        assert_eq!(hash("O’Neill"), hash("o'neill"));
        assert_ne!(hash("Muller"), hash("Miller"));
        assert_eq!(hash("A"), byte_hash(b'a'));
    }

    #[test]
    fn what_follows_a_word_does_not_matter() {
        let text = "Constitutionally, unconstitutional".as_bytes();
        for len in 0..=text.len() {
            assert_eq!(scan(text, len).hash, scan(&text[..len], len).hash);
        }
    }

    #[test]
    fn lower_case_is_told_byte_by_byte() {
        for text in
            ["a", "Trump", "tRump", "unconstitutional", "unconstitutionaL", "Überfall", "it's", "az{", "`az", ""]
        {
            let found = scan(text.as_bytes(), text.len());
            let rest = text.bytes().skip(1).all(|b| b.is_ascii_lowercase());
            assert_eq!(found.is_simple, text.is_ascii() && rest, "{text}");
        }
    }

    #[test]
    fn affixes_of_short_words_overlap() {
        let number = |text: &str| text.bytes().rev().fold(0, |sum, b| sum << 8 | u32::from(b));
        assert_eq!(affixes("Trump"), [number("mp"), number("ump"), number("rump"), number("tru")]);
        assert_eq!(affixes("Xi"), [number("xi"); 4]);
        assert_eq!(affixes("Key"), [number("ey"), number("key"), number("key"), number("key")]);
    }
}
