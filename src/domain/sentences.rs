//! Cuts running text into the lines that an article is made of, one sentence each. The text of a line makes its key, so
//! what is cut here is part of an address: the rules stay as they are, whatever the analysis learns. They cut too seldom
//! rather than too often, and never within a quotation, so that words stay on a line with whoever is named for them.
//! Imports its neighbours in `domain`.

use super::Span;

/// A quotation that goes on for longer is cut at the ends of its sentences after all.
const LONGEST_QUOTATION: usize = 2_000;

/// No line is longer, in bytes: what goes on is cut at the next blank. A line stands on a page with each of its
/// statements, so that one without full stops would fill hundreds of pages.
pub const LONGEST_LINE: usize = 20_000;

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "approx", "apr", "ariz", "art", "aug", "ave", "bros", "calif", "capt", "cf", "cmdr", "co", "col",
    "colo", "conn", "corp", "cpl", "dec", "dept", "dr", "ed", "est", "etc", "feb", "fig", "fla", "fr", "gen", "gov",
    "hon", "hr", "ill", "inc", "jan", "jr", "kan", "lt", "ltd", "maj", "mass", "messrs", "mich", "minn", "mlle", "mme",
    "mo", "mr", "mrs", "ms", "mt", "nev", "no", "nos", "nov", "nr", "oct", "okla", "op", "pa", "pp", "pres", "prof",
    "rep", "reps", "rev", "sec", "sen", "sens", "sept", "sgt", "sr", "st", "supt", "tel", "tenn", "tex", "va", "vol",
    "vs", "wash", "wis",
];

/// After an abbreviation that may end a sentence as well ("p.m.", "U.S."), one of these begins the next.
const OPENERS: &[&str] = &[
    "a", "after", "although", "an", "and", "as", "at", "but", "for", "he", "her", "his", "however", "i", "if", "in",
    "it", "its", "many", "mr", "mrs", "ms", "no", "on", "or", "our", "she", "since", "so", "some", "that", "the",
    "their", "there", "these", "they", "this", "those", "we", "what", "when", "while", "who", "why", "with", "you",
];

/// What reports the quotation before it, so that both stay on one line.
const REPORTS: &[&str] = &[
    "added",
    "adds",
    "announced",
    "answered",
    "argued",
    "asked",
    "asks",
    "called",
    "claimed",
    "continued",
    "cried",
    "declared",
    "demanded",
    "exclaimed",
    "explained",
    "insisted",
    "joked",
    "noted",
    "recalled",
    "remarked",
    "replied",
    "said",
    "say",
    "says",
    "shouted",
    "stated",
    "told",
    "tweeted",
    "warned",
    "wondered",
    "wrote",
    "writes",
    "yelled",
];

/// The sentences of `text`, in order, without the blanks between them.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut quoted = Quoted::default();
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        quoted.pass(before, c, next);
        before = Some(c);
        if c.is_whitespace() && at - start >= LONGEST_LINE {
            push(text, &mut found, start, at);
            start = at;
        }
        if !is_stop(c) && !is_closer(c) {
            continue;
        }
        let end = at + c.len_utf8();
        if next.is_some_and(|next| is_stop(next) || is_closer(next)) {
            continue;
        }
        if (!quoted.is_open() || end - start > LONGEST_QUOTATION) && ends(&text[start..end], &text[end..]) {
            push(text, &mut found, start, end);
            start = end;
        }
    }
    push(text, &mut found, start, text.len());
    found
}

/// Adds what stands between `start` and `end`, if it is more than blanks.
fn push(text: &str, found: &mut Vec<Span>, start: usize, end: usize) {
    let piece = &text[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let start = start + (piece.len() - piece.trim_start().len());
        found.push(Span::new(start, start + trimmed.len()));
    }
}

/// Whether a sentence ends between `done`, whose last character is a stop or closes something, and `rest`.
fn ends(done: &str, rest: &str) -> bool {
    let body = done.trim_end_matches(is_closer);
    let Some(stop) = body.chars().next_back().filter(|c| is_stop(*c)) else { return false };
    if is_wide(stop) {
        return true;
    }
    let closed = &done[body.len()..];
    let next = rest.trim_start();
    if next.len() == rest.len() || !opens(next) {
        return false;
    }
    if closed.contains(is_quote) {
        return !reports(next) && (stop == '.' || stop == '…' || next.starts_with(is_quote));
    }
    stop != '.' || !closed.is_empty() || !goes_on(body, next)
}

/// Whether the full stop at the end of `body` belongs to an abbreviation, an initial or an ordinal.
fn goes_on(body: &str, next: &str) -> bool {
    let word = body.rsplit(|c: char| c.is_whitespace() || is_opener(c)).next().unwrap_or_default();
    let word = word.strip_suffix('.').unwrap_or(word);
    let letters = word.chars().count();
    if letters == 1 && word.chars().all(char::is_alphabetic) {
        return word != "I";
    }
    if word.contains('.')
        && word.split('.').all(|part| part.chars().count() <= 2)
        && !word.contains(|c: char| c.is_numeric())
    {
        return !OPENERS.contains(&first_word(next).as_str());
    }
    if letters <= 2 && word.chars().all(char::is_numeric) {
        return true;
    }
    ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphabetic()).take(12).collect::<String>().to_lowercase()
}

/// Whether a clause like "Mr Smith said" follows within a few words.
fn reports(next: &str) -> bool {
    for word in next.split_whitespace().take(5) {
        let bare = word.trim_end_matches([',', ':', '.', ';', '!', '?']);
        if REPORTS.contains(&bare) {
            return true;
        }
        if bare.len() < word.len() && !word.ends_with(',') && !goes_on(word, "") || word.starts_with(is_quote) {
            return false;
        }
    }
    false
}

fn opens(next: &str) -> bool {
    next.chars().next().is_none_or(|c| {
        c.is_uppercase() || c.is_numeric() || is_opener(c) || is_quote(c) || (c.is_alphabetic() && !c.is_lowercase())
    })
}

fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '¿' | '¡' | '—' | '–' | '-' | '•' | '#' | '@' | '$' | '£' | '€') || is_quote(c)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '‹' | '›' | '「' | '」' | '『' | '』')
}

/// What may stand behind the stop and still belongs to the sentence.
fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '»' | '’' | '\'' | '›' | '」' | '』' | ')' | ']' | '）')
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '।') || is_wide(c)
}

/// Stops of scripts that set no blanks.
fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

/// What a line ends with that no blank follows.
pub(super) fn is_wide_end(c: char) -> bool {
    is_wide(c) || matches!(c, '」' | '』' | '）')
}

/// Which quotations are open. Single marks are not followed: most of them are apostrophes.
#[derive(Debug, Default)]
struct Quoted {
    /// The marks that close those that are open.
    closing: Vec<char>,
}

impl Quoted {
    fn is_open(&self) -> bool {
        !self.closing.is_empty()
    }

    fn pass(&mut self, before: Option<char>, c: char, next: Option<char>) {
        if self.closing.last() == Some(&c) {
            self.closing.pop();
            return;
        }
        let outside = before.is_none_or(|b| b.is_whitespace() || is_opener(b));
        let inside = next.is_some_and(|n| !n.is_whitespace());
        match c {
            '“' => self.closing.push('”'),
            '„' => self.closing.push('“'),
            '「' => self.closing.push('」'),
            '『' => self.closing.push('』'),
            '«' if outside => self.closing.push('»'),
            '»' if outside && inside => self.closing.push('«'),
            '"' if outside && inside => self.closing.push('"'),
            _ => {}
        }
    }
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
