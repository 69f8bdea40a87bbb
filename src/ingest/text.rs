//! Bytes of a text file -> its lines, whatever its encoding and line ends. Imports nothing of ours.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// The lines of a text, and what had to be done to get them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// Without their line ends.
    pub(super) lines: Vec<String>,
    /// The encoding, where nothing in the file says it and it is not UTF-8.
    pub(super) guessed: Option<&'static str>,
    /// Characters that the encoding does not know, now U+FFFD.
    pub(super) replaced: usize,
    /// Control characters that were dropped.
    pub(super) dropped: usize,
    /// All characters that are left.
    pub(super) kept: usize,
}

/// Reads bytes as text.
pub(super) fn decode(bytes: &[u8]) -> Text {
    let (encoding, body, guessed) = encoding_of(bytes);
    let (decoded, malformed) = encoding.decode_without_bom_handling(body);
    let replaced = if malformed { decoded.matches('\u{fffd}').count() } else { 0 };
    let clean: String = decoded.chars().filter(|c| !is_control(*c)).collect();
    let (all, kept) = (decoded.chars().count(), clean.chars().count());
    Text { lines: lines(&clean), guessed: guessed.then(|| encoding.name()), replaced, dropped: all - kept, kept }
}

/// The encoding by its mark, UTF-8 where the bytes are that, else a guess.
fn encoding_of(bytes: &[u8]) -> (&'static Encoding, &[u8], bool) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding, &bytes[mark..], false);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, bytes, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    (detector.guess(None, Utf8Detection::Deny), bytes, true)
}

fn is_control(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// Ends lines at LF, CR LF and CR; U+2028 and its like are text.
fn lines(text: &str) -> Vec<String> {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<String> = unified.split('\n').map(str::to_owned).collect();
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_encodings_are_read_and_dropped() {
        let utf16: Vec<u8> = "\u{feff}né\nb".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}né\nb".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [&utf16, &big, "\u{feff}né\nb".as_bytes()] {
            let text = decode(bytes);
            assert_eq!((text.lines, text.guessed), (vec!["né".into(), "b".into()], None));
        }
    }

    #[test]
    fn every_line_end_ends_a_line_once() {
        assert_eq!(decode(b"a\r\nb\rc\nd").lines, ["a", "b", "c", "d"]);
        assert_eq!(decode(b"a\n\n b \n").lines, ["a", "", " b "]);
        assert_eq!(decode("a\u{2028}b\u{85}c".as_bytes()).lines, ["a\u{2028}b\u{85}c"]);
        assert!(decode(b"").lines.is_empty());
    }

    #[test]
    fn controls_are_dropped_and_counted() {
        let text = decode(b"a\0b\x1b[0m\tc\x7f");
        assert_eq!((text.lines, text.dropped), (vec!["ab[0m\tc".into()], 3));
    }

    #[test]
    fn an_unmarked_encoding_is_guessed_and_said() {
        let text = decode(b"Le pr\xe9sident a \xe9t\xe9 re\xe7u \xe0 Gen\xe8ve");
        assert_eq!(text.lines, ["Le président a été reçu à Genève"]);
        assert_eq!(text.guessed, Some("windows-1252"));
    }

    #[test]
    fn what_cannot_be_decoded_is_counted() {
        assert_eq!(decode(b"\xff\xfea\0\x00\xd8b\0").replaced, 1);
    }
}
