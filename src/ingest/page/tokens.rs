//! HTML as a row of tags and text, by the tokenizer of html5ever: no tree, so nothing can be slow or deep. Imports nothing
//! of ours.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token as Found, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A tag or a stretch of text, entities resolved.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Token<'a> {
    Start { name: &'a str, tag: &'a Tag },
    End { name: &'a str },
    Text(&'a str),
}

impl Token<'_> {
    /// The value of an attribute of a start tag.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let Self::Start { tag, .. } = self else { return None };
        tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
    }
}

/// Calls `each` with everything in `html`, in order.
pub(crate) fn tokenise(html: &str, each: impl FnMut(Token<'_>)) {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Sink { each: RefCell::new(each) }, TokenizerOpts::default());
    // It stops at the end of each script, as if to run it.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
}

struct Sink<F> {
    each: RefCell<F>,
}

impl<F: FnMut(Token<'_>)> TokenSink for Sink<F> {
    type Handle = ();

    fn process_token(&self, found: Found, _: u64) -> TokenSinkResult<()> {
        let mut each = self.each.borrow_mut();
        match &found {
            Found::CharacterTokens(text) => each(Token::Text(text)),
            Found::TagToken(tag) if tag.kind == TagKind::StartTag => {
                each(Token::Start { name: &tag.name, tag });
                return raw(&tag.name).map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
            }
            Found::TagToken(tag) => each(Token::End { name: &tag.name }),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What stands in these elements is no markup.
fn raw(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "title" | "textarea" => Some(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        _ => None,
    }
}

/// Whether there is any element in `text`: else it is no page, whatever it is called.
pub(crate) fn is_markup(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let next = text[at + 1..].chars().next();
        next.is_some_and(|c| c.is_ascii_alphabetic() || c == '!') && text[at..].contains('>')
    })
}

/// The words of a piece of HTML, with single blanks between; of text with entities in it, as names in pages have.
pub(crate) fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut hidden = 0_usize;
    tokenise(html, |token| match token {
        Token::Start { name: "script" | "style" | "noscript" | "template", .. } => hidden += 1,
        Token::End { name: "script" | "style" | "noscript" | "template" } => hidden = hidden.saturating_sub(1),
        Token::Text(words) if hidden == 0 => text.push_str(words),
        Token::Text(_) => {}
        Token::Start { .. } | Token::End { .. } => text.push(' '),
    });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_markup() {
        assert_eq!(text_of("<p>a&amp;b <b>c</b><script>x<y</script><style>z</style> d &#8217;"), "a&b c d ’");
        assert_eq!(text_of("AT&amp;T &lt;b&gt;"), "AT&T <b>");
        assert!(is_markup("a <b>c") && is_markup("<!doctype html>") && !is_markup("1 < 2 > 0") && !is_markup("<b"));
    }

    #[test]
    fn attributes_are_found_by_name() {
        let mut found = Vec::new();
        tokenise("<a href='x&amp;y' HREF=z>", |token| found.extend(token.attribute("href").map(str::to_owned)));
        assert_eq!(found, ["x&y"]);
    }

    #[test]
    fn scripts_do_not_stop_it() {
        let mut names = Vec::new();
        tokenise("<script>a</script><p><script>b</script><i>", |token| {
            if let Token::Start { name, .. } = token {
                names.push(name.to_owned());
            }
        });
        assert_eq!(names, ["script", "p", "script", "i"]);
    }
}
