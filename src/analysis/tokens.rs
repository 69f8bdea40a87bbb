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
    /// A word that begins with a capital letter.
    pub capital: bool,
    /// The token, where it is a single mark of ASCII; else 0. What the rules ask for most, told without looking it up.
    pub mark: u8,
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
    let bytes = line.as_bytes();
    let mut found = Vec::with_capacity(line.len() / 5 + 1);
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        let class = CLASSES[first as usize];
        at = if class == Class::Space {
            at + 1
        } else if matches!(class, Class::Letter | Class::Digit)
            && let Some(end) = plain_end(bytes, at)
        {
            let kind = if class == Class::Digit { TokenKind::Number } else { TokenKind::Word };
            found.push(Token { span: Span::new(at, end), kind, capital: first.is_ascii_uppercase(), mark: 0 });
            // Nearly always a blank follows.
            end + usize::from(bytes.get(end) == Some(&b' '))
        } else if class == Class::Mark {
            let span = Span::new(at, at + 1);
            found.push(Token { span, kind: TokenKind::Mark, capital: false, mark: first });
            at + 1
        } else if class == Class::Other && is_plain_mark(bytes, at) {
            let span = Span::new(at, at + 3);
            found.push(Token { span, kind: TokenKind::Mark, capital: false, mark: 0 });
            at + 3
        } else {
            push_any(line, &mut found, at)
        };
    }
    found
}

/// What a byte can begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Mark,
    /// A character that is not ASCII.
    Other,
}

const CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut classes = [Class::Other; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | 9..=13 => Class::Space,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes
}

/// Where a token of ASCII letters and digits ends that begins at `start`; `None` where what stands behind them needs a
/// closer look.
#[inline]
fn plain_end(bytes: &[u8], start: usize) -> Option<usize> {
    let class = |at: usize| bytes.get(at).map_or(Class::Space, |&byte| CLASSES[byte as usize]);
    let inner = |at: usize| matches!(class(at), Class::Letter | Class::Digit);
    let end = run_end(bytes, start);
    let behind = end + 1;
    let ends = match bytes.get(end) {
        Some(b' ') => true,
        Some(b'.') if class(start) == Class::Letter => end - start > 1 && class(end - 2) == Class::Letter,
        Some(b'\'' | b'-' | b'&' | b'.' | b',') => !inner(behind) && class(behind) != Class::Other,
        _ => class(end) != Class::Other || is_plain_mark(bytes, end) && !is_apostrophe(bytes, end),
    };
    ends.then_some(end)
}

/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Where the ASCII letters and digits end that begin at `start`. Looks at eight bytes at a time.
#[inline]
fn run_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while let Some(eight) = bytes.get(end..).and_then(<[u8]>::first_chunk) {
        let others = !letters_and_digits(u64::from_le_bytes(*eight)) & HIGH;
        end += others.trailing_zeros() as usize / 8;
        if others != 0 {
            return end;
        }
    }
    end + bytes[end..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// The highest bit of each byte that is an ASCII letter or digit. To what has seven bits is added what lifts the first
/// of a kind to the eighth, less what lifts the one behind the last of them there.
const fn letters_and_digits(bytes: u64) -> u64 {
    let low = bytes & !HIGH;
    let small = low | 0x2020_2020_2020_2020;
    let letters = (small + 0x1f1f_1f1f_1f1f_1f1f) & !(small + 0x0505_0505_0505_0505);
    let digits = (low + 0x5050_5050_5050_5050) & !(low + 0x4646_4646_4646_4646);
    (letters | digits) & !bytes & HIGH
}

/// Whether a dash, a quotation mark or the like of three bytes stands at `at` (U+2012 to U+2027): of all that is not
/// ASCII, what English is full of. No hyphen, which may stand within a word.
fn is_plain_mark(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 3), Some([0xe2, 0x80, 0x92..=0xa7]))
}

/// Whether the mark at `at` is U+2019, which may stand within a word.
fn is_apostrophe(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 2) == Some(&0x99)
}

/// Pushes the token or tokens that begin at `start`, whatever they are made of, and tells where they end.
fn push_any(line: &str, found: &mut Vec<Token>, start: usize) -> usize {
    let mut rest = line[start..].char_indices().map(|(at, c)| (start + at, c)).peekable();
    let Some((_, first)) = rest.next() else { return line.len() };
    let mut end = start + first.len_utf8();
    if first.is_whitespace() {
        return end;
    }
    let kind = kind_of(first);
    if kind != TokenKind::Mark {
        while let Some((at, next)) = rest.next_if(|&(at, next)| continues(line, kind, at, next)) {
            end = at + next.len_utf8();
        }
    }
    push_split(line, found, start, end, kind);
    end
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
    let capital = kind == TokenKind::Word && text.starts_with(char::is_uppercase);
    let mut push =
        |start, end, kind, capital| found.push(Token { span: Span::new(start, end), kind, capital, mark: 0 });
    match cut {
        Some(cut) if kind == TokenKind::Word => {
            push(start, cut, kind, capital);
            push(cut, end, TokenKind::Mark, false);
        }
        _ => push(start, end, kind, capital),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Vec<&str> {
        tokens(line).iter().map(|t| t.text(line)).collect()
    }

    #[test]
    fn eight_bytes_at_a_time_are_told_as_one_is() {
        for byte in 0..=u8::MAX {
            let told = letters_and_digits(u64::from_le_bytes([b'a', byte, b'@', byte, b'[', byte, b'9', byte]));
            let expected = |byte: u8| if byte.is_ascii_alphanumeric() { 0x80 } else { 0 };
            let [one, none] = [expected(byte), 0];
            assert_eq!(told.to_le_bytes(), [0x80, one, none, one, none, one, 0x80, one], "{byte}");
        }
    }

    #[test]
    fn words_of_any_length_end_where_they_end() {
        for len in 1..20 {
            let word = "w".repeat(len);
            assert_eq!(split(&word), [word.as_str()]);
            assert_eq!(split(&format!("{word} {word}, {word}é")), [&word, &word, ",", &format!("{word}é")]);
        }
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
