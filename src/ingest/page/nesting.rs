//! Whether a page can be parsed in reasonable time. Parsers of HTML are quadratic in how deep elements lie in each other,
//! in how many stresses stay open, and in how many attributes a tag has; all three are counted first, in one pass each.
//! Imports its neighbours.

use std::collections::BTreeMap;

use super::NotAnArticle;
use super::tokens::{Token, tokenise};

/// Real pages lie at most 986 deep.
const DEEPEST: usize = 1_024;
/// The parser opens each stress that was left open anew in every block: so many times in all.
const MOST_REOPENED: usize = 2_000_000;
/// No tag has more attributes.
const MOST_ATTRIBUTES: usize = 500;

/// Refuses what would take a parser too long.
pub(crate) fn check(html: &str) -> Result<(), NotAnArticle> {
    if most_attributes(html.as_bytes()) > MOST_ATTRIBUTES {
        return Err(NotAnArticle::TooDeep);
    }
    let mut depth = Depth::default();
    tokenise(html, |token| depth.pass(&token));
    if depth.deepest > DEEPEST || depth.reopened > MOST_REOPENED { Err(NotAnArticle::TooDeep) } else { Ok(()) }
}

/// How deep elements lie, roughly: what an end tag closes is taken to be the nearest of its name.
#[derive(Default)]
struct Depth {
    open: BTreeMap<String, usize>,
    now: usize,
    deepest: usize,
    /// Elements for stress that are open.
    stresses: usize,
    reopened: usize,
}

impl Depth {
    fn pass(&mut self, token: &Token<'_>) {
        match token {
            Token::Start { name, .. } if !never_nests(name) => {
                self.now += 1;
                self.deepest = self.deepest.max(self.now);
                match self.open.get_mut(*name) {
                    Some(count) => *count += 1,
                    None => drop(self.open.insert((*name).to_owned(), 1)),
                }
                if stresses(name) {
                    self.stresses += 1;
                } else {
                    self.reopened += self.stresses;
                }
            }
            Token::Start { .. } | Token::Text(_) => self.reopened += self.stresses,
            Token::End { name } => {
                if let Some(count) = self.open.get_mut(*name).filter(|count| **count > 0) {
                    *count -= 1;
                    self.now -= 1;
                    self.stresses -= usize::from(stresses(name));
                }
            }
        }
    }
}

/// Elements that have no end, or that the next of their kind ends.
fn never_nests(name: &str) -> bool {
    const NAMES: [&str; 31] = [
        "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "image", "img",
        "input", "li", "link", "meta", "optgroup", "option", "p", "param", "source", "tbody", "td", "tfoot", "th",
        "thead", "tr", "track", "wbr",
    ];
    NAMES.binary_search(&name).is_ok()
}

/// Elements that the parser opens again in the next block.
fn stresses(name: &str) -> bool {
    const NAMES: [&str; 14] =
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    NAMES.binary_search(&name).is_ok()
}

/// The most attributes of any tag, found without a tokenizer, which would compare each of them with all others. Scripts are
/// left out, since their comparisons look like tags.
fn most_attributes(bytes: &[u8]) -> usize {
    let (mut at, mut most) = (0, 0);
    while let Some(open) = bytes.get(at..).and_then(|rest| rest.iter().position(|&b| b == b'<')) {
        at += open + 1;
        if bytes.get(at..at + 6).is_some_and(|name| name.eq_ignore_ascii_case(b"script")) {
            at += bytes[at..].windows(8).position(|w| w.eq_ignore_ascii_case(b"</script")).unwrap_or(bytes.len());
        } else if bytes.get(at).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/') {
            let (count, end) = attributes(&bytes[at..]);
            most = most.max(count);
            at += end;
        }
    }
    most
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    TagName,
    Between,
    Name,
    BeforeValue,
    Bare,
    Quoted(u8),
}

/// How many attributes begin before the tag ends, and where that is; as the standard reads tags.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let (mut place, mut count) = (Place::TagName, 0);
    for (at, &byte) in tag.iter().enumerate() {
        let blank = matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 12);
        place = match (place, byte) {
            (Place::Quoted(mark), _) if mark == byte => Place::Between,
            (Place::Quoted(_), _) => place,
            (_, b'>') => return (count, at),
            (Place::BeforeValue, b'"' | b'\'') => Place::Quoted(byte),
            (Place::BeforeValue, _) if blank => Place::BeforeValue,
            (Place::BeforeValue, _) => Place::Bare,
            (Place::Name, b'=') => Place::BeforeValue,
            // A blank may stand before the sign of equality; then one name more is counted, which does no harm.
            (Place::Between, b'=') if count > 0 => Place::BeforeValue,
            (Place::TagName | Place::Name, b'/') => Place::Between,
            (_, _) if blank => Place::Between,
            (Place::Between, b'/') => Place::Between,
            (Place::Between, _) => {
                count += 1;
                Place::Name
            }
            _ => place,
        };
    }
    (count, tag.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(html: &str) -> bool {
        check(html).is_err()
    }

    fn numbered(before: &str, after: &str, count: usize) -> String {
        (0..count).map(|n| [before, &n.to_string(), after].concat()).collect::<Vec<_>>().concat()
    }

    #[test]
    fn lists_of_names_are_sorted() {
        for name in ["area", "body", "li", "p", "wbr"] {
            assert!(never_nests(name));
        }
        for name in ["a", "code", "u"] {
            assert!(stresses(name) && !never_nests(name));
        }
    }

    #[test]
    fn case_09_bombs_are_told_from_pages() {
        for bomb in [
            "<div>".repeat(100_000),
            "<font>".repeat(100_000),
            "<svg><g>".repeat(50_000),
            "<b><div></b>".repeat(100_000),
            numbered("<b id=", ">", 900) + "<p>x".repeat(100_000).as_str(),
            format!("<a {}>", "b ".repeat(1_000)),
            format!("<a {}>", numbered(" a", "", 1_000_000)),
            format!("<a b=c=\"{}>", " d e".repeat(1_000)),
            format!("<a \"{}>", " d e".repeat(1_000)),
            format!("<a = \"{}>", " d e".repeat(1_000)),
        ] {
            assert!(refused(&bomb), "{}", &bomb[..60]);
        }
        for page in [
            "<p>".repeat(100_000),
            "<br>".repeat(200_000),
            "<div><b>x</b></div>".repeat(50_000),
            format!("<script>if (a <b {}) </script><p>", "b ".repeat(10_000)),
            format!("<a title=\"{}\">", "b ".repeat(10_000)),
            "<ul><li>a<li>b<ul><li>c</ul></ul>".repeat(5_000),
        ] {
            assert!(!refused(&page), "{}", &page[..30]);
        }
    }

    #[test]
    fn attributes_are_counted_as_the_standard_reads_them() {
        for (tag, count) in
            [("a>", 0), ("a b c=d e='f g' h=\"i>j\" k>", 5), ("a b=c=\"d e>", 2), ("a/b/c>", 2), ("a b = c d>", 2)]
        {
            assert_eq!(attributes(tag.as_bytes()).0, count, "{tag}");
        }
    }
}
