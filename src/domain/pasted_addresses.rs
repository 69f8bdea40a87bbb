//! The addresses that a text holds, as somebody pastes it: one, several, or prose with some in it. Imports only its
//! neighbours in `domain`.

use std::collections::BTreeSet;

use url::Url;

use super::canonical_url;

/// No address is longer.
const LONGEST: usize = 4096;

/// The first `most` web addresses in `text`, each once, in their order. A text that is one word is taken for an address
/// without `https://` where it can be one.
#[must_use]
pub fn addresses_in(text: &str, most: usize) -> Vec<Url> {
    let mut known = BTreeSet::new();
    let mut is_new = |url: &Url| canonical_url(url.as_str()).is_some_and(|canonical| known.insert(canonical));
    all(text).chain(bare(text)).filter(|url| is_new(url)).take(most).collect()
}

/// Every place where an address begins, up to where it must end.
fn all(text: &str) -> impl Iterator<Item = Url> {
    let mut rest = text;
    std::iter::from_fn(move || {
        while let Some(start) = next_scheme(rest) {
            let from = &rest[start..];
            let from = &from[..from.floor_char_boundary(LONGEST)];
            let end = from.find(ends).unwrap_or(from.len());
            let mut word = &from[..end];
            // Two that were pasted without a blank between them.
            if let Some(second) = word.get(8..).and_then(next_scheme) {
                word = &word[..second + 8];
            }
            rest = &rest[start + word.len().max(1)..];
            if let Ok(url) = Url::parse(trimmed(word)) {
                return Some(url);
            }
        }
        None
    })
}

fn next_scheme(text: &str) -> Option<usize> {
    let is_scheme = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        ["http://", "https://"]
            .iter()
            .any(|scheme| rest.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)))
    };
    text.char_indices().map(|(at, _)| at).find(|&at| is_scheme(at))
}

fn ends(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '`' | '|' | '\\' | '^')
}

/// Without the stops and brackets of the sentence that it stands in.
fn trimmed(word: &str) -> &str {
    let mut word = word;
    loop {
        let shorter = word.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_', '…']);
        let shorter = [('(', ')'), ('[', ']'), ('{', '}')].into_iter().fold(shorter, |word, (open, close)| {
            let unbalanced = word.matches(close).count() > word.matches(open).count();
            word.strip_suffix(close).filter(|_| unbalanced).unwrap_or(word)
        });
        if shorter == word {
            return word;
        }
        word = shorter;
    }
}

/// `example.org/news`, as people type it.
fn bare(text: &str) -> Option<Url> {
    let word = text.trim();
    let host = word.split(['/', '?', '#', ':']).next()?;
    let is_name =
        host.rsplit_once('.').is_some_and(|(_, last)| last.len() > 1 && last.chars().all(char::is_alphabetic));
    let is_one = !word.contains(ends) && !word.contains('@') && !word.contains("://");
    (is_name && is_one).then(|| Url::parse(&format!("https://{word}")).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<String> {
        addresses_in(text, 10).into_iter().map(String::from).collect()
    }

    #[test]
    fn one_or_several_with_or_without_words_around_them() {
        for (text, addresses) in [
            ("https://example.org/a", vec!["https://example.org/a"]),
            ("  HTTP://EXAMPLE.org/a#x  ", vec!["http://example.org/a#x"]),
            (
                "https://a.example/1\nhttps://a.example/2\r\n\r\nhttps://a.example/3",
                vec!["https://a.example/1", "https://a.example/2", "https://a.example/3"],
            ),
            (
                "Read this: https://a.example/1, and (https://a.example/2).",
                vec!["https://a.example/1", "https://a.example/2"],
            ),
            (
                "<https://a.example/1> \"https://a.example/2\" [x](https://a.example/3)",
                vec!["https://a.example/1", "https://a.example/2", "https://a.example/3"],
            ),
            ("https://a.example/wiki/X_(y)", vec!["https://a.example/wiki/X_(y)"]),
            ("https://a.example/1https://a.example/2", vec!["https://a.example/1", "https://a.example/2"]),
            (
                "https://a.example/1 https://a.example/1#again http://a.example/1/?utm_source=x",
                vec!["https://a.example/1"],
            ),
            ("example.org/news", vec!["https://example.org/news"]),
            ("www.example.org", vec!["https://www.example.org/"]),
            ("https://пример.example/д", vec!["https://xn--e1afmkfd.example/%D0%B4"]),
        ] {
            assert_eq!(found(text), addresses, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in [
            "",
            "no address",
            "e.g. this",
            "3.14",
            "me@example.org",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://",
            "ftp://example.org/x",
            "1.2",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn no_text_takes_long_and_no_more_are_given_than_are_asked_for() {
        assert_eq!(addresses_in(&"https://a".repeat(200_000), 10).len(), 1);
        assert_eq!(addresses_in(&"https://".repeat(200_000), 10).len(), 0);
        let many = (0..2000).map(|n| format!("https://a.example/{n}\n")).collect::<Vec<_>>().concat();
        assert_eq!(addresses_in(&many, 1001).len(), 1001);
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_through(text in "(https?://|\\PC|[ ()<>.,/:@]|\n){0,40}") {
            for url in addresses_in(&text, 10) {
                prop_assert!(matches!(url.scheme(), "http" | "https") && url.has_host());
            }
        }
    }
}
