//! Cuts a query into its pieces: words, quoted words, fields, parentheses. Total: any text has pieces.
//! Imports nothing of ours.

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Open,
    Close,
    Or,
    Not,
    /// A word with a colon in it may be a field; what stands behind the colon may be quoted.
    Word {
        field: Option<String>,
        text: String,
        quoted: bool,
    },
    /// Quoted words that nobody closed.
    Unclosed {
        field: Option<String>,
        text: String,
    },
}

pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut rest = text.trim_start();
    let mut pieces = Vec::new();
    while let Some(first) = rest.chars().next() {
        let (piece, behind) = match first {
            '(' => (Piece::Open, &rest[1..]),
            ')' => (Piece::Close, &rest[1..]),
            '-' | '−' | '–' => (Piece::Not, &rest[first.len_utf8()..]),
            _ => word(rest),
        };
        // A mark before nothing, as in "a - b", means nothing.
        let loose = first != 'N' && piece == Piece::Not && behind.chars().next().is_none_or(char::is_whitespace);
        if !loose {
            pieces.push(piece);
        }
        rest = behind.trim_start();
    }
    pieces
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// A word, quoted words, or a field with either.
fn word(text: &str) -> (Piece, &str) {
    if let Some(behind) = text.strip_prefix(is_quote) {
        return quoted(None, behind);
    }
    let end = text.find(|c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')')).unwrap_or(text.len());
    let (word, behind) = text.split_at(end);
    match word {
        "OR" | "|" => (Piece::Or, behind),
        "NOT" => (Piece::Not, behind),
        _ => match word.split_once(':').filter(|(name, _)| is_field_name(name)) {
            Some((name, "")) if behind.starts_with(is_quote) => {
                quoted(Some(name.to_lowercase()), behind.trim_start_matches(is_quote))
            }
            Some((name, value)) => (plain(Some(name.to_lowercase()), value), behind),
            None => (plain(None, word), behind),
        },
    }
}

fn plain(field: Option<String>, text: &str) -> Piece {
    Piece::Word { field, text: text.to_owned(), quoted: false }
}

fn is_field_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(char::is_alphabetic)
}

fn quoted(field: Option<String>, text: &str) -> (Piece, &str) {
    match text.find(is_quote) {
        None => (Piece::Unclosed { field, text: text.to_owned() }, ""),
        Some(end) => {
            let closing = text[end..].chars().next().map_or(1, char::len_utf8);
            let (mut words, mut behind) = (text[..end].to_owned(), &text[end + closing..]);
            if let Some(after) = behind.strip_prefix('*') {
                words.push('*');
                behind = after;
            }
            (Piece::Word { field, text: words, quoted: true }, behind)
        }
    }
}
