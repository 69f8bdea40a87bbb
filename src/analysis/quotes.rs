//! Finds the quotations of a line: which tokens stand inside quotation marks. Imports only the tokens.

use super::tokens::{Token, TokenKind};

/// A quotation, as token indices. `open` is its opening mark (absent where the line starts inside it), `close` its
/// closing mark (absent where the line ends inside it); `first..end` are the tokens between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quotation {
    pub(crate) open: Option<usize>,
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) close: Option<usize>,
    /// How many tokens the closing mark is: `''` is two.
    width: usize,
}

impl Quotation {
    /// The first token after the whole quotation.
    pub(crate) fn after(&self) -> usize {
        self.close.map_or(self.end, |c| c + self.width)
    }

    /// The first token of the whole quotation, its mark included.
    pub(crate) fn start(&self) -> usize {
        self.open.unwrap_or(self.first)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    /// Straight marks open and close alike.
    Either,
}

/// The outermost quotations of `line`, in order. Quotations within quotations belong to the outer one.
pub(crate) fn quotations(line: &str, tokens: &[Token]) -> Vec<Quotation> {
    let marks = marks_of(line, tokens);
    let mut found: Vec<Quotation> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (at, width, mark) in marks {
        match (open, mark) {
            (None, Mark::Close) => {
                if found.is_empty() && at > 0 {
                    found.push(Quotation { open: None, first: 0, end: at, close: Some(at), width });
                }
            }
            (None, Mark::Open | Mark::Either) => open = Some((at, width)),
            (Some((start, opened)), Mark::Close | Mark::Either) => {
                found.push(Quotation { open: Some(start), first: start + opened, end: at, close: Some(at), width });
                open = None;
            }
            (Some(_), Mark::Open) => {}
        }
    }
    if let Some((start, opened)) = open {
        found.push(Quotation { open: Some(start), first: start + opened, end: tokens.len(), close: None, width: 0 });
    }
    found.retain(|q| q.first < q.end);
    found
}

/// All marks that open or close a double quotation: place, width in tokens, direction.
fn marks_of(line: &str, tokens: &[Token]) -> Vec<(usize, usize, Mark)> {
    let mut marks = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (width, mark) = mark_at(line, tokens, at);
        if let Some(mark) = mark {
            marks.push((at, width, mark));
        }
        at += width;
    }
    orient_first(line, tokens, &mut marks);
    marks
}

fn mark_at(line: &str, tokens: &[Token], at: usize) -> (usize, Option<Mark>) {
    if tokens[at].kind != TokenKind::Mark || !matches!(tokens[at].mark, 0 | b'"' | b'\'' | b'`') {
        return (1, None);
    }
    let text = tokens[at].text(line);
    let doubled = |t: &Token| t.text(line) == text && t.span.start == tokens[at].span.end;
    let twice = matches!(text, "'" | "`" | "‘" | "’") && tokens.get(at + 1).is_some_and(doubled);
    match text {
        "“" | "„" | "«" => (1, Some(Mark::Open)),
        "”" | "»" => (1, Some(Mark::Close)),
        "\"" | "＂" => (1, Some(Mark::Either)),
        "`" | "‘" if twice => (2, Some(Mark::Open)),
        "'" | "’" if twice => (2, Some(Mark::Either)),
        _ => (1, None),
    }
}

/// A straight mark that stands right behind a word and before a space closes; an odd one at the start of a line so
/// shows that the line begins inside a quotation.
fn orient_first(line: &str, tokens: &[Token], marks: &mut [(usize, usize, Mark)]) {
    let straight = marks.iter().filter(|m| m.2 == Mark::Either).count();
    let Some(first) = marks.first_mut().filter(|m| m.2 == Mark::Either && straight % 2 == 1) else { return };
    let before = line[..tokens[first.0].span.start as usize].chars().next_back();
    let after = tokens.get(first.0 + first.1).map_or(u32::MAX, |t| t.span.start);
    let ends = tokens[first.0 + first.1 - 1].span.end;
    if before.is_some_and(|c| !c.is_whitespace() && c != '(') && after > ends {
        first.2 = Mark::Close;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn quoted(line: &str) -> Vec<&str> {
        let tokens = tokens(line);
        quotations(line, &tokens)
            .iter()
            .map(|q| &line[tokens[q.first].span.start as usize..tokens[q.end - 1].span.end as usize])
            .collect()
    }

    #[test]
    fn straight_curly_and_doubled_single_marks() {
        assert_eq!(quoted("He \"came\" and “saw” and ''won''."), ["came", "saw", "won"]);
    }

    #[test]
    fn an_inner_quotation_belongs_to_the_outer_one() {
        assert_eq!(quoted("“He said “no” to me,” she said"), ["He said “no"]);
        assert_eq!(quoted("“He said ‘no’ to me,” she said"), ["He said ‘no’ to me,"]);
    }

    #[test]
    fn a_quotation_may_run_over_the_line() {
        assert_eq!(quoted("He said: “We go"), ["We go"]);
        assert_eq!(quoted("we go,\" he said."), ["we go,"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(quoted("The officials' plan isn't O'Neill's"), Vec::<&str>::new());
    }
}
