//! A page that a browser saved in one file. Programs that save pages leave a note of where they stood.

use url::Url;

use crate::ingest::Given;
use crate::ingest::page::{self, Found, NotAnArticle};

/// Notes stand in the first so many bytes.
const HEAD: usize = 4_096;

pub(super) fn read(bytes: &[u8]) -> Result<Found, NotAnArticle> {
    let decoded = page::decode(bytes, None)?;
    let url = saved_from(&decoded.text);
    // Whoever saved it has seen it: no wall is suspected.
    page::whole(&decoded, url.as_ref(), &Given::default()).map(|(found, _)| found)
}

/// The address in the note of `SingleFile` ("url: …") or of browsers ("saved from url=(0023)…").
fn saved_from(page: &str) -> Option<Url> {
    let mut end = page.len().min(HEAD);
    while !page.is_char_boundary(end) {
        end -= 1;
    }
    let head = &page[..end];
    let note =
        head.find("Page saved with SingleFile").and_then(|at| head[at..].split_once("url: ")).map(|(_, rest)| rest);
    let note = note
        .or_else(|| head.split_once("saved from url=(").and_then(|(_, rest)| rest.split_once(')')).map(|(_, url)| url));
    let url = Url::parse(note?.split_whitespace().next()?).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.username().is_empty()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_tell_where_a_page_stood() {
        let of = |page: &str| saved_from(page).map(String::from);
        let single = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.org/a \n saved date: x\n-->";
        assert_eq!(of(single).as_deref(), Some("https://example.org/a"));
        assert_eq!(of("<!-- saved from url=(0021)https://example.org/b -->").as_deref(), Some("https://example.org/b"));
        assert_eq!(of("<!-- saved from url=(0021)javascript:x -->"), None);
        assert_eq!(of(&format!("<p>{}", "é".repeat(5_000))), None);
    }
}
