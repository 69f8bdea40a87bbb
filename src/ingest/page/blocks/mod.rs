//! Clean HTML -> the blocks of an article, its lines, and the marks within them. Reads tags in their order, without a tree:
//! `sanitise` has made them well formed. Total: whatever it gets, no word is left out. Imports its neighbours.

mod run;
mod table;
#[cfg(test)]
mod tests;
mod walker;
mod writer;

use super::tokens::{Token, tokenise};
use crate::domain::Layout;
use walker::Walker;

/// An article's lines, and how they stand on the page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) lines: Vec<String>,
    pub(crate) layout: Layout,
}

/// A tag or text, kept.
#[derive(Debug)]
pub(super) enum Piece {
    Start { name: String, attributes: Attributes },
    End { name: String },
    Text(String),
}

/// Those that blocks and marks are made from.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    href: Option<String>,
    src: Option<String>,
    alt: Option<String>,
    start: Option<u32>,
    colspan: Option<u8>,
    rowspan: Option<u8>,
    /// A picture so small that it shows nothing.
    tiny: bool,
}

/// Cuts clean HTML into blocks.
pub(crate) fn cut(html: &str) -> Cut {
    let mut pieces = Vec::new();
    tokenise(html, |token| pieces.push(Piece::of(&token)));
    let mut walker = Walker::default();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Start { name, attributes } => walker.start(name, attributes, &pieces[at + 1..]),
            Piece::End { name } => walker.end(name),
            Piece::Text(text) => walker.text(text),
        }
    }
    walker.finish()
}

impl Piece {
    fn of(token: &Token<'_>) -> Self {
        match token {
            Token::Start { name, .. } => Self::Start { name: (*name).to_owned(), attributes: Attributes::of(token) },
            Token::End { name } => Self::End { name: (*name).to_owned() },
            Token::Text(text) => Self::Text((*text).to_owned()),
        }
    }
}

impl Attributes {
    fn of(token: &Token<'_>) -> Self {
        let text = |name| token.attribute(name).map(str::to_owned);
        let web = |name| text(name).filter(|url| begins(url, "http://") || begins(url, "https://"));
        let small = |name| {
            token
                .attribute(name)
                .and_then(|side| side.trim_end_matches("px").parse::<u32>().ok())
                .is_some_and(|side| side <= 40)
        };
        Self {
            href: web("href").or_else(|| text("href").filter(|url| begins(url, "mailto:"))),
            src: web("src"),
            alt: text("alt"),
            start: token.attribute("start").and_then(|start| start.parse().ok()),
            colspan: token.attribute("colspan").and_then(|span| span.parse().ok()),
            rowspan: token.attribute("rowspan").and_then(|span| span.parse().ok()),
            tiny: small("width") || small("height"),
        }
    }
}

fn begins(url: &str, scheme: &str) -> bool {
    url.get(..scheme.len()).is_some_and(|front| front.eq_ignore_ascii_case(scheme))
}
