//! What opens and closes round blocks, and what each unit holds. Steps are drawn as elements, units as `[form: lines]`.

use super::*;
use crate::domain::{Imprint, Kind, Layout, LineKey, Reason, Span, line_keys};
use crate::store::{PageLine, PageSpeaker, Reports};

fn article(blocks: Vec<Block>, said: &[usize]) -> ArticlePage {
    let count: u32 = blocks.iter().map(|block| block.lines).sum();
    let lines: Vec<String> = (0..count).map(|n| format!("Line {n}.")).collect();
    let keys = line_keys(&lines);
    let statement = |&line| PageStatement {
        line,
        kind: Kind::Indirect,
        words: vec![Span::new(0, 4)],
        cue: None,
        speaker: PageSpeaker::Unresolved { reason: Reason::NobodyOnLine },
        named_at: None,
        reports: Reports::default(),
    };
    ArticlePage {
        id: "abcdefghijkl".into(),
        slug: "title".into(),
        title: "Title".into(),
        published_on: None,
        source_url: None,
        site: "unknown".into(),
        ordered: true,
        language: None,
        lines: lines
            .into_iter()
            .zip(keys)
            .map(|(text, key): (String, LineKey)| PageLine { key: key.to_string(), text })
            .collect(),
        layout: Layout { blocks, marks: Vec::new() },
        imprint: Imprint::default(),
        notes: Vec::new(),
        people: Vec::new(),
        statements: said.iter().map(statement).collect(),
    }
}

fn block(kind: BlockKind, lines: u32) -> Block {
    Block { kind, lines, quoted: 0 }
}

fn quoted(kind: BlockKind, quoted: u8) -> Block {
    Block { quoted, ..block(kind, 1) }
}

fn item(depth: u8, number: Option<u32>, further: bool) -> BlockKind {
    BlockKind::Item { depth, number, further }
}

fn drawn(blocks: Vec<Block>) -> String {
    let article = article(blocks, &[]);
    let draw = |step: &Step<'_>| match step {
        Step::Open(Frame::Quotation) => "<q>".to_owned(),
        Step::Close(Frame::Quotation) => "</q>".to_owned(),
        Step::Open(Frame::List { numbered }) => if *numbered { "<ol>" } else { "<ul>" }.to_owned(),
        Step::Close(Frame::List { numbered }) => if *numbered { "</ol>" } else { "</ul>" }.to_owned(),
        Step::Open(Frame::Item { number }) => number.map_or("<li>".to_owned(), |n| format!("<li {n}>")),
        Step::Close(Frame::Item { .. }) => "</li>".to_owned(),
        Step::Unit(unit) => {
            let lines: String = unit.sentences.iter().filter_map(|s| s.pieces[0].piece.text.chars().nth(5)).collect();
            match &unit.form {
                Form::Heading(rank) => format!("[h{rank} {lines}]"),
                Form::Paragraph => format!("[{lines}]"),
                Form::Preformatted => format!("[pre {lines}]"),
                Form::Figure(_) => format!("[fig {lines}]"),
                Form::Table(table) => {
                    let row = |row: &Vec<Cell>| {
                        row.iter().map(|cell| format!("{:?}", cell.sentences)).collect::<Vec<_>>().join(" ")
                    };
                    format!(
                        "[table {:?} {}]",
                        table.caption,
                        table.rows.iter().map(row).collect::<Vec<_>>().join(" / ")
                    )
                }
            }
        }
    };
    steps(&article).unwrap().iter().map(draw).collect()
}

#[test]
fn quotations_and_paragraphs() {
    let p = BlockKind::Paragraph;
    assert_eq!(
        drawn(vec![block(p.clone(), 2), quoted(p.clone(), 1), quoted(p.clone(), 2), quoted(p.clone(), 1), block(p, 1)]),
        "[01]<q>[2]<q>[3]</q>[4]</q>[5]"
    );
}

#[test]
fn lists_within_lists() {
    let items = vec![
        item(1, None, false),
        item(2, Some(1), false),
        item(2, Some(2), false),
        item(1, None, true),
        item(1, None, false),
    ];
    assert_eq!(
        drawn(items.into_iter().map(|kind| block(kind, 1)).collect()),
        "<ul><li>[0]<ol><li 1>[1]</li><li 2>[2]</li></ol>[3]</li><li>[4]</li></ul>"
    );
    let other = vec![item(1, None, false), item(1, Some(7), false), item(3, None, false)];
    assert_eq!(
        drawn(other.into_iter().map(|kind| block(kind, 1)).collect()),
        "<ul><li>[0]</li></ul><ol><li 7>[1]<ul><li><ul><li>[2]</li></ul></li></ul></li></ol>"
    );
    assert_eq!(
        drawn(vec![quoted(item(1, None, false), 1), block(BlockKind::Paragraph, 1)]),
        "<q><ul><li>[0]</li></ul></q>[1]"
    );
}

#[test]
fn headings_follow_each_other_without_a_gap() {
    let heading = |level| block(BlockKind::Heading { level }, 1);
    assert_eq!(drawn(vec![heading(2), heading(4), heading(6), heading(4)]), "[h3 0][h4 1][h5 2][h4 3]");
}

#[test]
fn cells_make_tables() {
    let cell = |place, lines| block(BlockKind::Cell { place, head: false, across: 1, down: 1 }, lines);
    let blocks = vec![
        block(BlockKind::Caption, 1),
        cell(CellPlace::Table, 1),
        cell(CellPlace::Beside, 0),
        cell(CellPlace::Row, 2),
        cell(CellPlace::Table, 1),
        block(BlockKind::Paragraph, 1),
    ];
    assert_eq!(drawn(blocks), "[table 0..1 1..2 2..2 / 2..4][table 0..0 0..1][5]");
}

#[test]
fn statements_are_numbered_through_the_block() {
    let article = article(vec![block(BlockKind::Paragraph, 3), block(BlockKind::Paragraph, 1)], &[0, 2, 3]);
    let steps = steps(&article).unwrap();
    let numbers: Vec<Vec<Option<usize>>> = steps
        .iter()
        .filter_map(|step| match step {
            Step::Unit(unit) => Some(unit.sentences.iter().flat_map(|s| s.notes.iter().map(|n| n.number)).collect()),
            _ => None,
        })
        .collect();
    assert_eq!(numbers, [vec![Some(1), Some(2)], vec![None]]);
}

#[test]
fn a_layout_that_does_not_fit_is_not_shown() {
    let mut page = article(vec![block(BlockKind::Paragraph, 2)], &[]);
    page.lines.pop();
    assert!(steps(&page).is_none());
}
