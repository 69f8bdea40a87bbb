//! How the lines of an article stand on its page: in which blocks, and which of their words are links or stressed. Spans
//! over the lines, never text of its own, so that what is read and what is analysed are the same. Imports its neighbours.

use serde::{Deserialize, Serialize};

use super::Span;

/// The blocks of an article, in order, and the marks within its lines. An article of the seed format has none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Layout {
    pub blocks: Vec<Block>,
    /// In the order of their lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<InlineMark>,
}

/// So many of the article's lines, from where the block before ends, in one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    #[serde(flatten)]
    pub kind: BlockKind,
    /// None only in pictures and empty cells.
    pub lines: u32,
    /// How deep it stands in quotations set apart from the text.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub quoted: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum BlockKind {
    /// From 2, the greatest, to 6; the article's title is the one heading above them.
    Heading {
        level: u8,
    },
    Paragraph,
    /// Of a list.
    Item {
        /// From 1; a list within a list has the next.
        depth: u8,
        /// In a numbered list.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
        /// A further paragraph of the item before.
        #[serde(default, skip_serializing_if = "is_false")]
        further: bool,
    },
    /// Its lines stand below each other, blanks and all.
    Preformatted,
    /// A picture; the lines are its caption.
    Figure {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        picture: Option<Picture>,
    },
    /// What a table is called; stands before its cells.
    Caption,
    /// A cell of a table; all cells up to the next [`CellPlace::Table`] are of the same one.
    Cell {
        place: CellPlace,
        #[serde(default, skip_serializing_if = "is_false")]
        head: bool,
        /// How many columns and rows it takes.
        #[serde(default = "one", skip_serializing_if = "is_one")]
        across: u8,
        #[serde(default = "one", skip_serializing_if = "is_one")]
        down: u8,
    },
}

/// What begins with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellPlace {
    Table,
    Row,
    /// It stands beside the cell before.
    Beside,
}

/// A picture as its page names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Where the publisher has it; http or https.
    pub url: String,
    /// What it shows, in the publisher's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
}

/// A stretch of one line that the page marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InlineMark {
    /// Index of the line.
    pub line: u32,
    #[serde(flatten)]
    pub span: Span,
    #[serde(flatten)]
    pub kind: MarkKind,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "mark", rename_all = "kebab-case")]
pub enum MarkKind {
    /// http, https or mailto.
    Link {
        url: String,
    },
    Emphasis,
    Strong,
    Code,
}

impl Layout {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The forms of its blocks in short, to tell whether two layouts differ in them.
    #[must_use]
    pub fn forms(&self) -> String {
        let form = |block: &Block| {
            let kind = match &block.kind {
                BlockKind::Heading { level } => format!("h{level}"),
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Item { depth, .. } => format!("i{depth}"),
                BlockKind::Preformatted => "r".to_owned(),
                BlockKind::Figure { .. } => "f".to_owned(),
                BlockKind::Caption => "c".to_owned(),
                BlockKind::Cell { .. } => "t".to_owned(),
            };
            format!("{kind}{}q{}", block.lines, block.quoted)
        };
        self.blocks.iter().map(form).collect::<Vec<_>>().join(" ")
    }

    /// The pictures, in the order in which they stand.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Figure { picture } => picture.as_ref(),
            _ => None,
        })
    }

    /// Whether it covers `lines` from the first to the last, and every mark lies on one of them.
    #[must_use]
    pub fn fits<T: AsRef<str>>(&self, lines: &[T]) -> bool {
        let covered: u64 = self.blocks.iter().map(|block| u64::from(block.lines)).sum();
        let on_a_line = |mark: &InlineMark| {
            let line = lines.get(mark.line as usize).map(AsRef::as_ref);
            !mark.span.is_empty() && line.is_some_and(|line: &str| line.get(mark.span.range()).is_some())
        };
        covered == lines.len() as u64 && self.marks.iter().all(on_a_line)
    }
}

/// What stands between a line and the next in running text. Scripts that set no blanks have none behind their stops.
#[must_use]
pub fn between(line: &str) -> &'static str {
    if line.ends_with(super::sentences::is_wide_end) { "" } else { " " }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u8) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_one(number: &u8) -> bool {
    *number == 1
}

fn one() -> u8 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: BlockKind, lines: u32) -> Block {
        Block { kind, lines, quoted: 0 }
    }

    #[test]
    fn blocks_must_cover_all_lines_and_marks_must_lie_on_them() {
        let lines = ["One.", "Two é."];
        let mark = |line, start, end| InlineMark { line, span: Span::new(start, end), kind: MarkKind::Strong };
        let layout = |count, marks| Layout { blocks: vec![block(BlockKind::Paragraph, count)], marks };
        assert!(layout(2, vec![mark(0, 0, 3), mark(1, 4, 6)]).fits(&lines));
        assert!(!layout(1, vec![]).fits(&lines) && !layout(3, vec![]).fits(&lines));
        for wrong in [mark(2, 0, 1), mark(0, 3, 9), mark(1, 0, 5), mark(0, 1, 1)] {
            assert!(!layout(2, vec![wrong.clone()]).fits(&lines), "{wrong:?}");
        }
    }

    #[test]
    fn it_survives_the_round_trip() {
        let layout = Layout {
            blocks: vec![
                block(BlockKind::Heading { level: 2 }, 1),
                Block { quoted: 2, ..block(BlockKind::Paragraph, 3) },
                block(BlockKind::Item { depth: 1, number: Some(4), further: false }, 1),
                block(BlockKind::Figure { picture: Some(Picture { url: "https://a".into(), alt: "A".into() }) }, 0),
                block(BlockKind::Cell { place: CellPlace::Row, head: true, across: 2, down: 1 }, 1),
            ],
            marks: vec![
                InlineMark { line: 0, span: Span::new(0, 1), kind: MarkKind::Link { url: "https://b".into() } },
                InlineMark { line: 1, span: Span::new(1, 2), kind: MarkKind::Emphasis },
            ],
        };
        let json = serde_json::to_string(&layout).unwrap();
        assert_eq!(serde_json::from_str::<Layout>(&json).unwrap(), layout, "{json}");
        assert!(json.contains(r#"{"kind":"paragraph","lines":3,"quoted":2}"#), "{json}");
        assert!(json.contains(r#"{"line":1,"start":1,"end":2,"mark":"emphasis"}"#), "{json}");
    }
}
