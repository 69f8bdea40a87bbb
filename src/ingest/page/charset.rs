//! The bytes of a page -> its characters: by the mark at the start, what the server said, what the page says, else by
//! looking at the bytes. Imports nothing of ours but the reasons.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::NotAnArticle;

/// Pages name their encoding within so many bytes; the standard asks for 1,024.
const HEAD: usize = 4_096;

/// The characters of a page.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    /// Where that was found.
    pub(crate) how: &'static str,
}

/// Reads bytes as the text they are, or says that they are none.
pub(crate) fn decode(bytes: &[u8], content_type: Option<&str>) -> Result<Decoded, NotAnArticle> {
    let decoded = by_what_is_said(bytes, content_type).unwrap_or_else(|| by_looking(bytes));
    let controls = decoded.text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    // A page may hold a stray control character; a picture holds them everywhere.
    if controls > 32 && controls > decoded.text.len() / 64 { Err(NotAnArticle::NotText) } else { Ok(decoded) }
}

fn by_what_is_said(bytes: &[u8], content_type: Option<&str>) -> Option<Decoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(decoded(encoding, &bytes[mark..], "the mark at its start").0);
    }
    let of_server = content_type.and_then(charset_of).map(|encoding| (encoding, "the server’s header"));
    let of_page = declared(bytes).map(|encoding| (encoding, "the page’s meta element"));
    // What is said and does not fit the bytes is wrong: the next one is asked.
    of_server.into_iter().chain(of_page).find_map(|(encoding, how)| {
        let (decoded, malformed) = decoded(encoding, bytes, how);
        (!malformed).then_some(decoded)
    })
}

fn by_looking(bytes: &[u8]) -> Decoded {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    decoded(detector.guess(None, Utf8Detection::Allow), bytes, "a guess from the bytes").0
}

fn decoded(encoding: &'static Encoding, bytes: &[u8], how: &'static str) -> (Decoded, bool) {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    (Decoded { text: text.into_owned(), encoding: encoding.name(), how }, malformed)
}

/// The encoding in a header like `text/html; charset="utf-8"`.
fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let named = lower
        .split(';')
        .skip(1)
        .find_map(|part| part.trim().strip_prefix("charset")?.trim_start().strip_prefix('='))?;
    Encoding::for_label_no_replacement(named.trim().trim_matches(['"', '\'']).as_bytes())
}

/// The encoding that the page names in its head.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let mut rest = head.as_str();
    while let Some(at) = rest.find("<meta") {
        rest = &rest[at + 5..];
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        if let Some(at) = tag.find("charset") {
            let named = tag[at + 7..].trim_start().strip_prefix('=').unwrap_or_default();
            let named = named.trim_start().trim_start_matches(['"', '\'']);
            let named = named.split(['"', '\'', ';', ' ', '/', '>']).next().unwrap_or_default();
            if let Some(encoding) = Encoding::for_label_no_replacement(named.trim().as_bytes()) {
                // A page that could be read so far is not in UTF-16, whatever it says.
                return Some(if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding });
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], content_type: Option<&str>) -> (String, &'static str) {
        let decoded = decode(bytes, content_type).unwrap();
        (decoded.text, decoded.how)
    }

    #[test]
    fn what_is_nearest_to_the_bytes_decides() {
        let meta = b"<meta charset=windows-1252>caf\xe9";
        assert_eq!(
            read(b"\xef\xbb\xbfcaf\xc3\xa9", Some("text/html; charset=iso-8859-1")),
            ("café".into(), "the mark at its start")
        );
        assert_eq!(
            read(b"caf\xe9", Some("text/html; Charset = \"ISO-8859-1\"")),
            ("café".into(), "the server’s header")
        );
        assert_eq!(
            read(meta, Some("text/html")),
            ("<meta charset=windows-1252>café".into(), "the page’s meta element")
        );
        let old = b"<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>\xd0\xd2\xc9\xd7\xc5\xd4";
        assert!(read(old, None).0.ends_with("привет"));
        let utf16: Vec<u8> = "\u{feff}né".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&utf16, None).0, "né");
    }

    #[test]
    fn what_is_said_wrongly_is_not_believed() {
        let (text, how) = read(b"<p>Le pr\xe9sident a \xe9t\xe9 re\xe7u", Some("text/html; charset=utf-8"));
        assert_eq!((text.as_str(), how), ("<p>Le président a été reçu", "a guess from the bytes"));
        let (text, how) = read(b"<meta charset=utf-16><p>caf\xc3\xa9", None);
        assert_eq!((text.as_str(), how), ("<meta charset=utf-16><p>café", "the page’s meta element"));
        assert_eq!(
            read("<p>né".as_bytes(), Some("text/html; charset=klingon")),
            ("<p>né".into(), "a guess from the bytes")
        );
    }

    #[test]
    fn a_picture_is_no_text() {
        let noise: Vec<u8> = (0..=255_u8).cycle().take(4096).collect();
        assert_eq!(decode(&noise, Some("text/html")).unwrap_err(), NotAnArticle::NotText);
        assert!(decode(b"", None).unwrap().text.is_empty());
    }
}
