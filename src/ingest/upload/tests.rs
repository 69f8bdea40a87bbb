//! Uploads as they should be, and as they must not be.

use std::io::{Cursor, Write};

use jiff::civil::date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const SEED: &str = "Gate opens\n20220121\nhttps://example.org/a\nIt is open.\nIt rained.\n";

fn page(title: &str) -> String {
    let text =
        "<p>The gate of the harbour was opened on Monday, the port said in a long statement to the town.</p>".repeat(8);
    format!(
        "<!-- saved from url=(0021)https://example.org/b --><html><head><title>{title}</title></head><body><article>{text}</article></body></html>"
    )
}

const MESSAGE: &str = "From: Ann Lee <ann@example.org>\r\nSubject: =?utf-8?q?Gate_=E2=80=9Copen=E2=80=9D?=\r\nDate: Fri, 21 Jan 2022 10:00:00 +0100\r\n\
    Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPlain.\r\n--b\r\n\
    Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>It is caf=C3=A9 <b>now</b>. Yes.</p><script>x</script>\r\n--b--\r\n";

fn all(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<(String, Result<Found, String>)> {
    read(name, bytes.into()).map(|item| (item.name, item.found.map_err(|error| error.to_string()))).collect()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn each_kind_of_file_gives_its_article() {
    let seed = all("a.txt", SEED).remove(0).1.unwrap().article;
    assert_eq!((seed.title.as_str(), seed.ordered, seed.lines.len()), ("Gate opens", false, 2));
    let saved = all("B.HTML", page("Saved")).remove(0).1.unwrap().article;
    assert_eq!((saved.title.as_str(), saved.source.url.as_deref()), ("Saved", Some("https://example.org/b")));
    let message = all("c.eml", MESSAGE).remove(0).1.unwrap().article;
    assert_eq!((message.title.as_str(), message.published_on), ("Gate “open”", Some(date(2022, 1, 21))));
    assert_eq!(
        (message.lines.as_slice(), message.imprint.byline.as_deref()),
        (["It is café now.", "Yes."].map(String::from).as_slice(), Some("Ann Lee"))
    );
    let (name, other) = all("d.pdf", "%PDF").remove(0);
    assert_eq!((name.as_str(), other.unwrap_err().contains(".eml")), ("d.pdf", true));
}

#[test]
fn case_24_an_archive_reports_each_of_its_files() {
    let (page, nested) = (page("Saved"), zipped(&[("x.txt", SEED.as_bytes())]));
    let bytes = zipped(&[
        ("a.txt", SEED.as_bytes()),
        ("folder/b.html", page.as_bytes()),
        ("c.eml", MESSAGE.as_bytes()),
        ("../../evil.txt", SEED.as_bytes()),
        ("/etc/evil.txt", SEED.as_bytes()),
        ("inner.zip", &nested),
        ("picture.png", b"\x89PNG"),
        ("empty.txt", b""),
        ("line\nbreak.txt", SEED.as_bytes()),
    ]);
    let items = all("all.zip", bytes);
    let told: Vec<(&str, &str)> =
        items.iter().map(|(name, found)| (name.as_str(), found.as_ref().err().map_or("", String::as_str))).collect();
    assert_eq!(
        told,
        [
            ("a.txt", ""),
            ("folder/b.html", ""),
            ("c.eml", ""),
            ("../../evil.txt", "its name leads out of the archive"),
            ("/etc/evil.txt", "its name leads out of the archive"),
            ("inner.zip", "it is an archive within an archive"),
            ("picture.png", "only files whose names end in .txt, .html, .eml or .zip are read"),
            ("empty.txt", "line 1: expected the title, found an empty file"),
            ("line\u{fffd}break.txt", ""),
        ]
    );
}

#[test]
fn case_24_links_are_not_followed() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("link.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let items = all("all.zip", zip.finish().unwrap().into_inner());
    assert_eq!(items[0].1.as_ref().unwrap_err(), "it is a link, where a file was expected");
}

#[test]
fn case_24_bombs_are_not_unpacked() {
    let zeros = vec![b' '; 15_000_000];
    let dense = all("all.zip", zipped(&[("a.txt", &zeros), ("b.txt", SEED.as_bytes())]));
    assert_eq!(dense[0].1.as_ref().unwrap_err(), "it is more than 100 times as large as it is in the archive");
    assert!(dense[1].1.is_ok());

    let many: Vec<(String, &[u8])> = (0..10_001).map(|n| (format!("{n}.txt"), SEED.as_bytes())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let refused = all("all.zip", zipped(&many));
    assert_eq!(
        (refused.len(), refused[0].1.as_ref().unwrap_err().as_str()),
        (1, "the archive holds 10001 files, where at most 10,000 are read")
    );
}

#[test]
fn case_24_an_archive_ends_where_enough_was_unpacked() {
    let bytes = zipped(&[("a.txt", SEED.as_bytes()), ("b.txt", SEED.as_bytes()), ("c.txt", SEED.as_bytes())]);
    let items: Vec<Item> = Archive::with_limit(bytes, SEED.len() * 3 / 2).unwrap().collect();
    assert!(items[0].found.is_ok());
    assert!(matches!(items[1].found, Err(UploadError::TooMuch)));
    assert_eq!(items.len(), 2);
}

#[test]
fn case_24_what_is_damaged_is_said() {
    let mut bytes = zipped(&[("a.txt", SEED.as_bytes()), ("b.txt", SEED.as_bytes())]);
    // The checksum stands in the local head and again in the directory at the end.
    let directory = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    bytes[directory + 16] ^= 0xff;
    bytes[14] ^= 0xff;
    let items = all("all.zip", bytes);
    assert!(items[0].1.as_ref().unwrap_err().starts_with("it cannot be unpacked"));
    assert!(items[1].1.is_ok());
    for garbage in [&b""[..], b"PK\x05\x06", b"no archive at all", &zipped(&[("a.txt", b"x")])[..40]] {
        assert_eq!(all("all.zip", garbage)[0].1.as_ref().unwrap_err(), "this is no archive, or a damaged one");
    }
}

#[test]
fn a_file_that_is_no_message_is_told() {
    assert_eq!(all("a.eml", "just text")[0].1.as_ref().unwrap_err(), "this is no message");
}
