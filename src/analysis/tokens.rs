//! Cuts a line into tokens: words, numbers and single marks, as byte spans. Knows nothing of English.

use crate::domain::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and the points of initials: `O'Neill`, `well-known`, `U.S.`, `J.`
    Word,
    /// Digits, with inner points and commas: `45`, `1,300.5`
    Number,
    /// One character that is neither: a quotation mark, a comma, a dash.
    Mark,
}

/// One token of a line. `span` counts bytes from the start of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
}

impl Token {
    /// The token's text, as it stands in `line`.
    #[must_use]
    pub fn text<'a>(&self, line: &'a str) -> &'a str {
        &line[self.span.range()]
    }
}

/// All tokens of `line`, in order. A possessive ending (`'s`, `’s`) and the apostrophe of `officials'` are tokens of their own.
#[must_use]
pub fn tokens(line: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(line.len() / 5);
    let mut rest = line.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let kind = kind_of(first);
        let mut end = start + first.len_utf8();
        if kind != TokenKind::Mark {
            while let Some(&(at, next)) = rest.peek() {
                if !continues(line, kind, at, next) {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
        }
        push_split(line, &mut found, start, end, kind);
    }
    found
}

fn kind_of(c: char) -> TokenKind {
    if c.is_alphabetic() {
        TokenKind::Word
    } else if c.is_numeric() {
        TokenKind::Number
    } else {
        TokenKind::Mark
    }
}

/// Whether `next`, standing at byte `at`, belongs to the word or number before it.
fn continues(line: &str, kind: TokenKind, at: usize, next: char) -> bool {
    if next.is_alphanumeric() || is_combining(next) {
        return true;
    }
    let mut after = line[at + next.len_utf8()..].chars();
    let follows = after.next();
    let joins_letters = follows.is_some_and(char::is_alphanumeric);
    match (kind, next) {
        (TokenKind::Word, '\'' | '’' | '-' | '\u{2010}' | '\u{2011}' | '&') => joins_letters,
        (TokenKind::Word, '.') => is_initial(line, at, follows, after.next()),
        (TokenKind::Number, '.' | ',') => follows.is_some_and(char::is_numeric),
        _ => false,
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}')
}

/// `J.` before a name and the points inside `U.S.` belong to the word; a sentence's full stop does not.
fn is_initial(line: &str, at: usize, follows: Option<char>, then: Option<char>) -> bool {
    let before = &line[..at];
    let letter = before.chars().next_back();
    let alone = before
        .char_indices()
        .next_back()
        .is_none_or(|(i, _)| !before[..i].ends_with(|c: char| c.is_alphabetic() || is_combining(c)));
    if !alone || !letter.is_some_and(char::is_alphabetic) {
        return false;
    }
    let dotted = follows.is_some_and(char::is_alphabetic) && then == Some('.');
    let was_dotted = before.char_indices().rev().nth(1).is_some_and(|(_, c)| c == '.');
    dotted || was_dotted || letter.is_some_and(char::is_uppercase)
}

/// Pushes one token, or two where it ends in a possessive.
fn push_split(line: &str, found: &mut Vec<Token>, start: usize, end: usize, kind: TokenKind) {
    let text = &line[start..end];
    let cut =
        ["'s", "’s", "'S", "’S"].iter().find(|s| text.len() > s.len() && text.ends_with(**s)).map(|s| end - s.len());
    match cut {
        Some(cut) if kind == TokenKind::Word => {
            found.push(Token { span: Span::new(start, cut), kind });
            found.push(Token { span: Span::new(cut, end), kind: TokenKind::Mark });
        }
        _ => found.push(Token { span: Span::new(start, end), kind }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Vec<&str> {
        tokens(line).iter().map(|t| t.text(line)).collect()
    }

    #[test]
    fn words_keep_inner_marks() {
        assert_eq!(
            split("O'Neill's well-known plan, J. Smith"),
            ["O'Neill", "'s", "well-known", "plan", ",", "J.", "Smith"]
        );
    }

    #[test]
    fn points_of_abbreviations_stay_and_full_stops_do_not() {
        assert_eq!(split("The U.S. said no. Go"), ["The", "U.S.", "said", "no", ".", "Go"]);
    }

    #[test]
    fn numbers_keep_points_and_commas() {
        assert_eq!(split("1,300.5, in 2022."), ["1,300.5", ",", "in", "2022", "."]);
    }
}
