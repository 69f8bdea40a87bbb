//! What becomes of elements. Blocks are drawn as `kind: line | line`, marks as `[..]` round their words.

use proptest::prelude::*;

use super::*;
use crate::domain::{Block, BlockKind, CellPlace, MarkKind, between};
use crate::ingest::page::sanitise;

fn kind(block: &Block) -> String {
    let kind = match &block.kind {
        BlockKind::Heading { level } => format!("h{level}"),
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::Item { depth, number, further } => {
            let number = number.map(|n| n.to_string()).unwrap_or_default();
            format!("{}{number}{}", "-".repeat((*depth).into()), if *further { "+" } else { "" })
        }
        BlockKind::Preformatted => "pre".to_owned(),
        BlockKind::Figure { picture } => format!("fig {}", picture.as_ref().map_or("none", |p| p.alt.as_str())),
        BlockKind::Caption => "caption".to_owned(),
        BlockKind::Cell { place, head, across, down } => {
            let place = match place {
                CellPlace::Table => "table",
                CellPlace::Row => "row",
                CellPlace::Beside => "cell",
            };
            format!(
                "{place}{}{}",
                if *head { " head" } else { "" },
                if across + down > 2 { format!(" {across}x{down}") } else { String::new() }
            )
        }
    };
    format!("{}{kind}", ">".repeat(block.quoted.into()))
}

fn marked(cut: &Cut, at: usize, line: &str) -> String {
    let marks: Vec<_> = cut.layout.marks.iter().filter(|mark| mark.line as usize == at).collect();
    let mut drawn = String::new();
    for (place, c) in line.char_indices().chain([(line.len(), ' ')]) {
        for mark in marks.iter().rev().filter(|mark| mark.span.end as usize == place) {
            drawn.push_str(&match &mark.kind {
                MarkKind::Link { url } => ["](", url, ")"].concat(),
                MarkKind::Emphasis => "]e".to_owned(),
                MarkKind::Strong => "]s".to_owned(),
                MarkKind::Code => "]c".to_owned(),
            });
        }
        drawn.extend(marks.iter().filter(|mark| mark.span.start as usize == place).map(|_| '['));
        drawn.push(c);
    }
    drawn.truncate(drawn.len() - 1);
    drawn
}

fn drawn(html: &str) -> Vec<String> {
    let cut = cut(&sanitise(html, None));
    assert!(cut.layout.fits(&cut.lines), "{cut:?}");
    let mut lines = cut.lines.iter().enumerate().map(|(at, line)| marked(&cut, at, line));
    let draw = |block: &Block| {
        let own: Vec<String> = lines.by_ref().take(block.lines as usize).collect();
        format!("{}: {}", kind(block), own.join(" | ")).trim_end().to_owned()
    };
    cut.layout.blocks.iter().map(draw).collect()
}

#[test]
fn paragraphs_headings_and_quotations() {
    assert_eq!(
        drawn(
            "<h1>One</h1><div>a <p> Bee.  Sea\n dee.</p> e</div><h4>Two. Three</h4><blockquote><p>q</p><blockquote>r</blockquote></blockquote>s"
        ),
        ["h2: One", "p: a", "p: Bee. | Sea dee.", "p: e", "h4: Two. Three", ">p: q", ">>p: r", "p: s"]
    );
}

#[test]
fn lists_keep_their_numbers_and_depth() {
    assert_eq!(
        drawn("<ol start=3><li>a<ul><li>b<li><p>c</p><p>d</p></ul>e<li><li>f</ol><ul><li>g</ul>"),
        ["-3: a", "--: b", "--: c", "--+: d", "-+: e", "-5: f", "-: g"]
    );
}

#[test]
fn marks_lie_on_their_lines() {
    assert_eq!(
        drawn("<p>He <em>said</em> <a href=https://a>so. And <b>more</b></a>. <code> X </code></p>"),
        ["p: He [said]e [so.](https://a) | [And [more]s](https://a). | [X]c"]
    );
    assert_eq!(drawn("<a href=https://a><p>a</p><p>b</p></a>"), ["p: [a](https://a)", "p: [b](https://a)"]);
    assert_eq!(drawn("<b>a <b>b</b> c</b> <i><cite>d</cite></i>"), ["p: [a b c]s [d]e"]);
    assert_eq!(drawn("<a href=javascript:x>a</a> <a>b</a> <a href='mailto:x@y'>c</a>"), ["p: a b [c](mailto:x@y)"]);
}

#[test]
fn figures_have_pictures_and_captions() {
    let image = |name| format!("<img src=https://a/{name} alt={name}>");
    let (a, b) = (image("a"), image("b"));
    assert_eq!(
        drawn(&format!("<figure>{a}<figcaption>One. Two.</figcaption></figure>x")),
        ["fig a: One. | Two.", "p: x"]
    );
    assert_eq!(
        drawn(&format!("<figure><figcaption><p>c<p>d</figcaption>{a}{b}</figure>x")),
        ["fig a: c\nd", "fig b:", "p: x"]
    );
    assert_eq!(drawn(&format!("<p>x {a} y</p>{b}")), ["p: x y", "fig a:", "fig b:"]);
    assert_eq!(drawn("<figure><p>x</p><figcaption>c</figcaption></figure>"), ["p: x", "fig none: c"]);
    assert_eq!(drawn("<img src=https://a/pixel width=1><img src=data:x><img src=x.png>y"), ["p: y"]);
}

#[test]
fn tables_of_data_are_kept_and_others_taken_apart() {
    assert_eq!(
        drawn("<table><caption>C</caption><tr><th>a<th colspan=2>b<tr><td><p>c</p><p>d</p><td><td>e</table>f"),
        ["caption: C", "table head: a", "cell head 2x1: b", "row: c\nd", "cell:", "cell: e", "p: f"]
    );
    assert_eq!(drawn("<table><tr><td>a<td><h2>b</h2><p>c</table>"), ["p: a", "h2: b", "p: c"]);
    assert_eq!(drawn("<table><tr><td>a<tr><td>b</table>"), ["p: a", "p: b"]);
    assert_eq!(drawn("<table><tr><td>x<td><table><tr><td>a<td>b</table></table>"), ["p: x", "table: a", "cell: b"]);
}

#[test]
fn preformatted_text_keeps_its_lines() {
    assert_eq!(drawn("a<pre>\n  b\n\n\n    <b>c</b>  \nd\n\n</pre>e"), ["p: a", "pre:   b\n\n |     c | d", "p: e"]);
    assert_eq!(drawn("<pre> \n</pre>"), Vec::<String>::new());
}

#[test]
fn ends_of_lines_are_kept_and_two_make_a_paragraph() {
    assert_eq!(
        drawn("<p>Rose is<br>a rose. It<br/> is.</p>a<br><br>b<br> <br>c"),
        ["p: Rose is\na rose. | It\nis.", "p: a", "p: b", "p: c"]
    );
}

#[test]
fn hidden_letters_are_left_out() {
    assert_eq!(drawn("<p>In\u{ad}ter\u{200b}net\u{1}\u{feff} caf\u{e9}&nbsp;x"), ["p: Internet café\u{a0}x"]);
}

/// All words of the text, whatever stands between them.
fn words(text: &str) -> String {
    text.split_whitespace().collect()
}

proptest! {
    #[test]
    fn the_text_of_the_blocks_is_the_text_of_the_page(parts in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<ol start=7>", "</ol>", "<table>", "<tr>", "<td>", "</td>", "<th>", "</table>",
        "<caption>", "<h2>", "</h2>", "<blockquote>", "</blockquote>", "<figure>", "<figcaption>", "</figcaption>", "</figure>", "<pre>", "</pre>",
        "<a href=https://a>", "</a>", "<b>", "</b>", "<em>", "</em>", "<br>", "<img src=https://b>", "One said. ", "“Two”", " three\n", "。四", "é ",
    ]), 0..40)) {
        let clean = sanitise(&parts.concat(), None);
        let cut = cut(&clean);
        prop_assert!(cut.layout.fits(&cut.lines));
        let mut text = String::new();
        tokenise(&clean, |token| if let Token::Text(piece) = token { text.push_str(piece) });
        prop_assert_eq!(words(&cut.lines.concat()), words(&text));
        prop_assert!(cut.lines.iter().all(|line| !line.trim().is_empty()));
    }
}

#[test]
fn lines_of_a_block_make_its_text_again() {
    for (html, text) in
        [("<p>One. Two! “Three”</p>", "One. Two! “Three”"), ("<p>今日は雨。明日は晴れ。</p>", "今日は雨。明日は晴れ。")]
    {
        let lines = cut(html).lines;
        let joined: String = lines
            .iter()
            .enumerate()
            .map(|(at, line)| if at == 0 { line.clone() } else { format!("{}{line}", between(&lines[at - 1])) })
            .collect();
        assert_eq!(joined, text);
        assert!(lines.len() > 1);
    }
}
