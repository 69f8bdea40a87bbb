//! A section of docs/reading.md as blocks a template can show, so that the page for readers and the page for those who
//! run it say the same. Knows just the forms of Markdown that this document uses, and no page.

/// The document that readers' pages quote.
const READING: &str = include_str!("../../docs/reading.md");

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    List(Vec<Vec<Inline>>),
    /// The first row is the head.
    Table(Vec<Vec<Vec<Inline>>>),
    Code(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inline {
    Text(String),
    Strong(String),
    Code(String),
    /// To another site; a link within the repository is text here.
    Link {
        text: String,
        address: String,
    },
}

/// What stands under the heading `title` of docs/reading.md, without the heading.
pub(super) fn section(title: &str) -> Vec<Block> {
    let under = READING.split("\n## ").find_map(|part| part.strip_prefix(title)?.strip_prefix('\n'));
    under.unwrap_or_default().split("\n\n").map(str::trim_end).filter(|t| !t.trim().is_empty()).map(block).collect()
}

fn block(text: &str) -> Block {
    let text = text.trim_start_matches('\n');
    if text.starts_with("    ") {
        let lines: Vec<&str> = text.lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
        return Block::Code(lines.join("\n"));
    }
    if text.starts_with('|') {
        let ruled = |line: &&str| line.contains(|c: char| !matches!(c, '|' | '-' | ' '));
        return Block::Table(text.lines().filter(ruled).map(row).collect());
    }
    match text.strip_prefix("- ") {
        Some(items) => Block::List(items.split("\n- ").map(inlines).collect()),
        None => Block::Paragraph(inlines(text)),
    }
}

fn row(line: &str) -> Vec<Vec<Inline>> {
    line.trim().trim_matches('|').split('|').map(inlines).collect()
}

/// The text on one line, with its marks found.
fn inlines(text: &str) -> Vec<Inline> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = text.as_str();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let next = rest.find(['*', '`', '[']).unwrap_or(rest.len());
        let (plain, marked) = rest.split_at(next);
        if !plain.is_empty() {
            found.push(Inline::Text(plain.to_owned()));
        }
        let Some((inline, after)) = marked_inline(marked) else {
            // A mark that opens nothing is itself.
            let end = marked.chars().next().map_or(0, char::len_utf8);
            found.extend(marked.get(..end).filter(|mark| !mark.is_empty()).map(|mark| Inline::Text(mark.to_owned())));
            rest = &marked[end..];
            continue;
        };
        found.push(inline);
        rest = after;
    }
    found
}

/// What opens at the start of `text`, and what follows it.
fn marked_inline(text: &str) -> Option<(Inline, &str)> {
    if let Some((strong, after)) = text.strip_prefix("**").and_then(|t| t.split_once("**")) {
        return Some((Inline::Strong(strong.to_owned()), after));
    }
    if let Some((italic, after)) = text.strip_prefix('*').and_then(|t| t.split_once('*')) {
        return Some((Inline::Text(italic.to_owned()), after));
    }
    if let Some((code, after)) = text.strip_prefix('`').and_then(|t| t.split_once('`')) {
        return Some((Inline::Code(code.to_owned()), after));
    }
    let (words, after) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = after.split_once(')')?;
    let words = words.to_owned();
    let inline = if address.starts_with("https://") {
        Inline::Link { text: words, address: address.to_owned() }
    } else {
        Inline::Text(words)
    };
    Some((inline, after))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn every_form_the_document_uses() {
        let drawn = |text: &str| format!("{:?}", block(text));
        expect![[r#"Paragraph([Text("A "), Strong("b"), Text(" c "), Code("d"), Text(", "), Text("e"), Text(" "), Text("f"), Text(" "), Link { text: "g", address: "https://example.org" }, Text(".")])"#]]
            .assert_eq(&drawn("A **b** c\n`d`, *e* [f](../f) [g](https://example.org)."));
        expect![[r#"List([[Text("a b")], [Text("c")]])"#]].assert_eq(&drawn("- a\n  b\n- c"));
        expect![[r#"Table([[[], [Text("a")]], [[Text("b")], [Text("1 / 2")]]])"#]]
            .assert_eq(&drawn("| | a |\n| --- | --- |\n| b | 1 / 2 |"));
        expect![[r#"Code("a b\nc")"#]].assert_eq(&drawn("    a b\n    c"));
        expect![[r#"Paragraph([Text("a "), Text("*"), Text(" b "), Text("["), Text("c")])"#]]
            .assert_eq(&drawn("a * b [c"));
    }

    #[test]
    fn a_section_ends_where_the_next_begins() {
        assert!(section("Languages").len() > 1);
        assert!(!format!("{:?}", section("Languages")).contains("Sarcasm"));
        assert_eq!(section("No such heading"), []);
    }
}
