//! Cuts a line's tokens into sentences. A quotation is never cut: what stands inside marks belongs to the sentence
//! that quotes it.

use std::ops::Range;

use super::lexicon::{self, AUXILIARY, FINITE, PRONOUN, RELATIVE, SPEECH, VERB, tags_of};
use super::quotes::Quotation;
use super::tokens::{Token, TokenKind};

/// Words whose full stop does not end a sentence, besides words of address.
const ABBREVIATIONS: &[&str] = &[
    "jr", "sr", "st", "inc", "corp", "co", "ltd", "vs", "no", "etc", "dept", "est", "jan", "feb", "aug", "sept", "oct",
    "nov", "dec", "ariz", "calif", "colo", "conn", "fla", "ill", "kan", "mass", "mich", "minn", "mo", "nev", "okla",
    "pa", "tenn", "tex", "va", "wash", "wis", "approx", "al",
];

/// A sentence of more tokens is cut, quotations aside: nobody writes one, and the rules may look from end to end.
const LONGEST: usize = 512;

/// The sentences of a line, as ranges of tokens that together cover all of them.
pub(crate) fn sentences(line: &str, tokens: &[Token], quotes: &[Quotation]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut quotes = quotes.iter().peekable();
    while at < tokens.len() {
        let ends = match quotes.peek() {
            Some(quote) if at >= quote.start() => {
                let after = quote.after().max(at + 1);
                let ends = ends_with_quote(line, tokens, quote, after);
                quotes.next();
                at = after;
                ends
            }
            _ => {
                at += 1;
                ends_at(line, tokens, at)
            }
        };
        if (ends || at - start >= LONGEST) && at < tokens.len() {
            found.push(start..at);
            start = at;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// Whether a sentence ends before token `next`, outside quotations.
fn ends_at(line: &str, tokens: &[Token], next: usize) -> bool {
    if tokens[next - 1].kind != TokenKind::Mark {
        return false;
    }
    let last = tokens[next - 1].text(line);
    if last == ";" {
        // What stands behind it is a clause with a subject of its own, or a verb that goes on: "; and put it together".
        return !goes_on(line, tokens, next);
    }
    if !is_stop(last) || !opens_sentence(line, tokens, next) {
        return false;
    }
    let spaced = tokens.get(next).is_none_or(|t| t.span.start > tokens[next - 1].span.end);
    let word = (next >= 2).then(|| &tokens[next - 2]);
    let abbreviated = last == "."
        && word.is_some_and(|w| {
            w.kind == TokenKind::Word && w.span.end == tokens[next - 1].span.start && is_abbreviation(w.text(line))
        });
    spaced && !abbreviated
}

fn is_stop(mark: &str) -> bool {
    matches!(mark, "." | "!" | "?" | "…")
}

fn is_abbreviation(word: &str) -> bool {
    tags_of(word).has(lexicon::ADDRESS) || ABBREVIATIONS.iter().any(|a| a.eq_ignore_ascii_case(word))
}

fn opens_sentence(line: &str, tokens: &[Token], next: usize) -> bool {
    let Some(token) = tokens.get(next) else { return true };
    let first = token.text(line).chars().next().unwrap_or(' ');
    first.is_uppercase()
        || first.is_numeric()
        || matches!(first, '"' | '“' | '«' | '‘' | '(' | '[' | '\'' | '—' | '–' | '-')
}

/// After a quotation that ends in a stop of its own, a new sentence begins unless its reporting clause follows.
fn ends_with_quote(line: &str, tokens: &[Token], quote: &Quotation, after: usize) -> bool {
    let last = quote.end.checked_sub(1).map_or("", |i| tokens[i].text(line));
    is_stop(last) && opens_sentence(line, tokens, after) && !reports(line, tokens, after)
}

/// The things of a list are shorter.
const ENTRY: usize = 24;

/// Whether a verb, and none of speech, follows a semicolon, or the next thing of a list, which has no verb of its own.
fn goes_on(line: &str, tokens: &[Token], next: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |t| t.text(line));
    let is_verb = |word: &str| tags_of(word).has(VERB.or(AUXILIARY).or(FINITE)) || word.ends_with("ed");
    let at = next + usize::from(matches!(word(next), "and" | "or"));
    let verb = is_verb(word(at)) || word(at).ends_with("ing");
    let ends = |word: &str| is_stop(word) && word != "." || word == ";" || tags_of(word).has(RELATIVE);
    let mut segment = (at..tokens.len().min(at + ENTRY)).map(word).take_while(|word| !ends(word));
    let listed = !tags_of(word(at)).has(PRONOUN) && !segment.any(is_verb);
    verb && !tags_of(word(at)).has(SPEECH) && !word(at).starts_with(char::is_uppercase) || listed
}

/// Whether a clause like "Mr Smith said" follows within a few words.
fn reports(line: &str, tokens: &[Token], from: usize) -> bool {
    let near = tokens[from..].iter().take(7).map(|t| t.text(line));
    near.take_while(|t| !is_stop(t) && !matches!(*t, "\"" | "“" | ":"))
        .any(|t| tags_of(t).has(FINITE) && !t.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::super::quotes::quotations;
    use super::super::tokens::tokens;
    use super::*;

    fn cut(line: &str) -> Vec<&str> {
        let tokens = tokens(line);
        sentences(line, &tokens, &quotations(line, &tokens))
            .into_iter()
            .map(|s| &line[tokens[s.start].span.start as usize..tokens[s.end - 1].span.end as usize])
            .collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(cut("Mr. J. Smith left. He was 1.5 m tall."), ["Mr. J. Smith left.", "He was 1.5 m tall."]);
    }

    #[test]
    fn a_quotation_stays_with_what_reports_it() {
        assert_eq!(cut("\"Go. Now!\" Smith said. It rained."), ["\"Go. Now!\" Smith said.", "It rained."]);
        assert_eq!(cut("\"Go,\" he said. \"We stay.\" It rained."), ["\"Go,\" he said.", "\"We stay.\"", "It rained."]);
    }
}
