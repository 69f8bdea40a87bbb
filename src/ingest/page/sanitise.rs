//! Keeps the elements and addresses that blocks are made of, and nothing else, by the library ammonia. Always run, whatever
//! was done before: what comes out is well formed, and has no script, style, form, frame or foreign address.

use std::borrow::Cow;

use ammonia::{Builder, UrlRelative, clean_text};
use url::Url;

use super::tokens::{Token, tokenise};

/// Elements that are kept. All others go, and what they hold stays.
const TAGS: [&str; 63] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "ul",
];
/// Elements that go with all they hold.
const DROPPED: [&str; 17] = [
    "applet", "audio", "button", "canvas", "datalist", "embed", "frame", "frameset", "iframe", "noembed", "noframes",
    "object", "script", "select", "style", "template", "video",
];

/// `html` with nothing in it that is not known to be harmless. Addresses are made whole by where the page stood.
pub(crate) fn sanitise(html: &str, url: Option<&Url>) -> String {
    let attributes = [
        ("a", vec!["href"]),
        ("img", vec!["src", "alt", "width", "height"]),
        ("ol", vec!["start"]),
        ("td", vec!["colspan", "rowspan"]),
        ("th", vec!["colspan", "rowspan"]),
    ];
    let base = url.filter(|url| !url.cannot_be_a_base());
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.into_iter().collect())
        .clean_content_tags(DROPPED.into_iter().collect())
        .tag_attributes(attributes.into_iter().map(|(tag, names)| (tag, names.into_iter().collect())).collect())
        .url_schemes(["http", "https", "mailto"].into_iter().collect())
        .url_relative(base.map_or(UrlRelative::Deny, |base| UrlRelative::RewriteWithBase(base.clone())))
        .generic_attributes(std::iter::empty().collect())
        .link_rel(None);
    without_first_breaks(&builder.clean(&with_formulas_as_text(html)).to_string())
}

/// The library drops formulas in `MathML` whole; their letters and signs are part of the text.
fn with_formulas_as_text(html: &str) -> Cow<'_, str> {
    if !html.contains("<math") {
        return Cow::Borrowed(html);
    }
    let (mut rest, mut kept) = (html, String::with_capacity(html.len()));
    while let Some((before, formula)) = rest.split_once("<math") {
        kept.push_str(before);
        let (formula, behind) = formula.split_once("</math>").unwrap_or((formula, ""));
        kept.push_str(&clean_text(&formula_text(&format!("<math{formula}"))));
        rest = behind;
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// What is seen of a formula, without what programs may read instead.
fn formula_text(formula: &str) -> String {
    let (mut text, mut hidden) = (String::new(), 0_usize);
    tokenise(formula, |token| match token {
        Token::Start { name: "annotation" | "annotation-xml" | "script" | "style", .. } => hidden += 1,
        Token::End { name: "annotation" | "annotation-xml" | "script" | "style" } => hidden = hidden.saturating_sub(1),
        Token::Text(piece) if hidden == 0 => text.push_str(piece),
        _ => text.push(' '),
    });
    text
}

/// A parser drops the end of a line that stands first in preformatted text, and the library does not write it back: so that
/// nothing is lost bit by bit, all of them go at once.
fn without_first_breaks(html: &str) -> String {
    let mut parts = html.split("<pre>");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str("<pre>");
        kept.push_str(part.trim_start_matches(['\n', '\r']));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::tokens::text_of;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_is_known_is_left() {
        let clean = |html: &str| sanitise(html, None);
        assert_eq!(clean("<p onclick=x style=y id=z class=w lang=en>a<script>b</script></p>"), "<p>a</p>");
        assert_eq!(
            clean("<a href='javascript:x'>a</a><a href='https://b'>c</a>"),
            "<a>a</a><a href=\"https://b\">c</a>"
        );
        assert_eq!(clean("<form action=x><input name=a>b<textarea>c</textarea></form>"), "bc");
        assert_eq!(clean("<base href=//evil><meta http-equiv=refresh content=0><iframe srcdoc='<p>x'></iframe>a"), "a");
        assert_eq!(clean("<svg><script>x</script><a xlink:href='javascript:x'>y</a></svg>"), "");
    }

    #[test]
    fn formulas_are_text() {
        let html =
            "<p>As <math><msup><mi>x</mi><mn>2</mn></msup><mo>&lt;</mo><annotation>x^2</annotation></math> is so</p>";
        let text = text_of(&sanitise(html, None));
        assert_eq!(text, "As x 2 < is so");
        assert_eq!(text_of(&sanitise("a<math><mi>b", None)), "a b");
    }

    #[test]
    fn addresses_are_made_whole_by_where_the_page_stood() {
        let url = Url::parse("https://example.org/news/1").unwrap();
        let html = "<a href='../2'>a</a><img src='//example.net/b.png' onerror=x>";
        let whole = "<a href=\"https://example.org/2\">a</a><img src=\"https://example.net/b.png\">";
        assert_eq!(sanitise(html, Some(&url)), whole);
        assert_eq!(sanitise(html, None), "<a>a</a><img>");
    }

    #[test]
    fn case_12_twice_is_like_once() {
        for html in [
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<math><annotation-xml encoding='text/html'><p>a<style><img></style></annotation-xml></math>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<template><p>a</template><form><math><mtext></form><form><mglyph><svg><mtext><style><path id=x>",
            "<p><table><p>a<td><b><p>c</table>d",
            "<a><a><b><i></b>x</i></a>",
            "<pre>\n\na</pre><xmp><p>b</xmp><plaintext>c",
        ] {
            let once = sanitise(html, None);
            assert_eq!(sanitise(&once, None), once, "{html}");
            assert!(!once.contains("onerror") && !once.contains("<style"), "{once}");
        }
    }

    proptest! {
        #[test]
        fn case_12_twice_is_like_once_whatever_it_is(parts in prop::collection::vec(prop::sample::select(vec![
            "<svg>", "</svg>", "<math>", "<mtext>", "</math>", "<style>", "</style>", "<table>", "<td>", "</table>", "<p>", "</p>", "<a href=/x>",
            "</a>", "<b>", "</b>", "<form>", "<select>", "<option>", "<template>", "<noscript>", "<title>", "</title>", "<textarea>",
            "<!--", "-->", "<img src=x onerror=y>", "text", "&lt;i&gt;", "\"'", "<pre>", "\n", "<ul><li>", "<annotation-xml encoding=text/html>",
        ]), 0..24)) {
            let once = sanitise(&parts.concat(), None);
            prop_assert_eq!(sanitise(&once, None), once);
        }
    }
}
