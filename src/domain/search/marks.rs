//! Finds in a text what a query looks for, to be marked for the reader, and cuts a long text to what is round it.
//! Imports only its neighbours in `domain`.

use super::words::words;
use super::{SearchQuery, Wanted, search_words};
use crate::domain::Span;

/// Words that are looked for one behind the other, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    pub words: Vec<String>,
    pub prefix: bool,
}

impl Sought {
    /// What of a query stands in texts.
    #[must_use]
    pub fn of(query: &SearchQuery) -> Vec<Self> {
        let texts = query.positive().into_iter().filter_map(|wanted| match wanted {
            Wanted::Text(text) => Some(Self { words: search_words(&text.words), prefix: text.prefix }),
            _ => None,
        });
        texts.collect()
    }

    fn is_at(&self, words: &[(Span, String)]) -> bool {
        let last = self.words.len().saturating_sub(1);
        words.len() >= self.words.len()
            && self.words.iter().zip(words).enumerate().all(|(at, (sought, (_, word)))| {
                if self.prefix && at == last { word.starts_with(sought) } else { word == sought }
            })
    }
}

/// Where `text` has what is sought, in order and never one over another; and how many of the things sought it has.
#[must_use]
pub fn found(text: &str, sought: &[Sought]) -> (Vec<Span>, usize) {
    let words = words(text);
    let mut spans: Vec<Span> = Vec::new();
    let mut seen = vec![false; sought.len()];
    for at in 0..words.len() {
        for (n, one) in sought.iter().enumerate().filter(|(_, one)| one.is_at(&words[at..])) {
            seen[n] = true;
            let end = words[at + one.words.len().max(1) - 1].0.end;
            match spans.last_mut().filter(|last| words[at].0.start < last.end) {
                Some(last) => last.end = last.end.max(end),
                None => spans.push(Span { start: words[at].0.start, end }),
            }
        }
    }
    (spans, seen.into_iter().filter(|seen| *seen).count())
}

/// The longest part of a line that is shown, in characters.
const LONGEST: usize = 320;
/// How much of it stands before what was found.
const BEFORE: usize = 100;

/// The part of `line` to show: all of it, or what is round the first place found, cut at blanks.
#[must_use]
pub fn excerpt(line: &str, spans: &[Span]) -> Span {
    if line.chars().count() <= LONGEST {
        return Span::new(0, line.len());
    }
    let first = spans.first().map_or(0, |span| span.start as usize);
    let back = line[..first].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    let start = line[back..first].find(char::is_whitespace).filter(|_| back > 0).map_or(back, |at| back + at);
    let forth = line[start..].char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| start + at);
    let least = spans.first().map_or(forth, |span| span.end as usize).max(start);
    let end = line.get(least..forth).and_then(|tail| tail.rfind(char::is_whitespace)).filter(|_| forth < line.len());
    Span::new(start, end.map_or(forth.max(least), |at| least + at))
}
