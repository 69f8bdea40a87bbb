//! Annotated text in the one form that training and measuring share: lines with the byte spans of their names.

use onrecord::analysis::names::{Class, Tokenised};
use onrecord::analysis::tokens::{Token, tokens};

/// A name in a line, in bytes, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) class: Class,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct DocLine {
    pub(crate) text: String,
    pub(crate) names: Vec<Marked>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Doc {
    pub(crate) id: String,
    pub(crate) lines: Vec<DocLine>,
}

impl DocLine {
    /// Adds text; with a class, as a name.
    pub(crate) fn push(&mut self, text: &str, class: Option<Class>) {
        let start = self.text.len();
        self.text.push_str(text);
        if let Some(class) = class {
            self.names.push(Marked { start, end: self.text.len(), class });
        }
    }
}

impl Doc {
    /// The tokens of each line.
    pub(crate) fn tokens(&self) -> Vec<Vec<Token>> {
        self.lines.iter().map(|line| tokens(&line.text)).collect()
    }

    /// The lines as the recogniser takes them.
    pub(crate) fn tokenised<'a>(&'a self, tokens: &'a [Vec<Token>]) -> Vec<Tokenised<'a>> {
        self.lines.iter().zip(tokens).map(|(line, tokens)| Tokenised { text: &line.text, tokens }).collect()
    }
}

/// The right label of each token: the name in which it begins.
pub(crate) fn labels(line: &DocLine, tokens: &[Token]) -> Vec<usize> {
    let mut last = None;
    tokens
        .iter()
        .map(|token| {
            let (start, end) = (token.span.start as usize, token.span.end as usize);
            let found = line.names.iter().position(|n| n.start <= start && start < n.end);
            let inside = found.is_some() && found == last;
            last = found;
            found.map_or(0, |at| {
                let name = line.names[at];
                // `Trump-era` is not a person
                let class = if end > name.end + 1 && name.class == Class::Person { Class::Other } else { name.class };
                number(class, inside)
            })
        })
        .collect()
}

fn number(class: Class, inside: bool) -> usize {
    match class {
        Class::Person => 1 + usize::from(inside),
        Class::Organization => 3 + usize::from(inside),
        Class::Place => 5,
        Class::Other => 6,
    }
}
