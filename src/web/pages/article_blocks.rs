//! An article in its blocks, as the page shows it: what opens and closes, and units of text between, each with the notes on
//! what is said in it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::article::{Note, said_by_line};
use crate::domain::{Block, BlockKind, CellPlace, InlineMark, Picture, between};
use crate::store::{ArticlePage, PageStatement};
use crate::web::dressed::{Dressed, dressed};
use crate::web::marked::{Mark, noted};

/// One thing after the other, so that a template need not call itself.
pub(super) enum Step<'a> {
    Open(Frame),
    Close(Frame),
    Unit(Unit<'a>),
}

/// What stands round units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    Quotation,
    List { numbered: bool },
    Item { number: Option<u32> },
}

/// A block, or a whole table.
pub(super) struct Unit<'a> {
    pub(super) form: Form<'a>,
    /// All of its sentences; those of a table stand in its cells too.
    pub(super) sentences: Vec<Sentence<'a>>,
}

pub(super) enum Form<'a> {
    /// As `h3` to `h6`: above them are the article's title and the part of the page.
    Heading(u8),
    Paragraph,
    Preformatted,
    Figure(Option<&'a Picture>),
    Table(Table),
}

#[derive(Default)]
pub(super) struct Table {
    /// Which sentences of the unit its caption has.
    pub(super) caption: Range<usize>,
    pub(super) rows: Vec<Vec<Cell>>,
}

pub(super) struct Cell {
    pub(super) head: bool,
    pub(super) across: u8,
    pub(super) down: u8,
    /// Which sentences of the unit it has.
    pub(super) sentences: Range<usize>,
}

/// A line of the article.
pub(super) struct Sentence<'a> {
    pub(super) key: &'a str,
    pub(super) pieces: Vec<Dressed<'a>>,
    pub(super) notes: Vec<Note<'a>>,
    /// What stands between it and the next.
    pub(super) behind: &'static str,
}

/// The steps of an article; nothing where it has no blocks.
pub(super) fn steps(article: &ArticlePage) -> Option<Vec<Step<'_>>> {
    let lines: Vec<&str> = article.lines.iter().map(|line| line.text.as_str()).collect();
    if article.layout.is_empty() || !article.layout.fits(&lines) {
        return None;
    }
    let mut walk = Walk { article, said: said_by_line(article), next: 0, open: Vec::new(), steps: Vec::new() };
    let mut blocks = article.layout.blocks.as_slice();
    while let Some(block) = blocks.first() {
        walk.frame(block);
        let (form, of_it) = walk.form(block, blocks);
        let (these, rest) = blocks.split_at(of_it);
        walk.unit(form, these);
        blocks = rest;
    }
    walk.close_to(0);
    Some(walk.steps)
}

struct Walk<'a> {
    article: &'a ArticlePage,
    said: Vec<Vec<&'a PageStatement>>,
    /// The next line.
    next: usize,
    open: Vec<Frame>,
    steps: Vec<Step<'a>>,
}

impl<'a> Walk<'a> {
    /// Opens and closes what `block` needs round it: quotations outside, lists within them.
    fn frame(&mut self, block: &Block) {
        let quoted = usize::from(block.quoted);
        let quotations = self.open.iter().take_while(|frame| **frame == Frame::Quotation).count();
        let item = match block.kind {
            BlockKind::Item { depth, number, further } => Some((usize::from(depth.max(1)), number, further)),
            _ => None,
        };
        if item.is_none() || quotations != quoted {
            self.close_to(quotations.min(quoted));
            while self.open.len() < quoted {
                self.open(Frame::Quotation);
            }
        }
        if let Some((depth, number, further)) = item {
            self.item(quoted + 2 * (depth - 1), number, further);
        }
    }

    /// Each list takes two frames, itself and the item under way; the one wanted is to stand at `place`.
    fn item(&mut self, place: usize, number: Option<u32>, further: bool) {
        let list = Frame::List { numbered: number.is_some() };
        if further {
            self.close_to(place + 2);
        } else if self.open.get(place) == Some(&list) {
            self.close_to(place + 1);
        } else {
            self.close_to(place);
        }
        let first = self.open.iter().take_while(|frame| **frame == Frame::Quotation).count();
        while self.open.len() < place {
            let within = (self.open.len() - first) % 2 == 1;
            self.open(if within { Frame::Item { number: None } } else { Frame::List { numbered: false } });
        }
        if self.open.len() == place {
            self.open(list);
        }
        if self.open.len() == place + 1 {
            self.open(Frame::Item { number });
        }
    }

    fn open(&mut self, frame: Frame) {
        self.open.push(frame);
        self.steps.push(Step::Open(frame));
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.steps.extend(self.open.pop().map(Step::Close));
        }
    }

    /// The form of the unit that begins with `block`, and of how many blocks it is.
    fn form(&self, block: &'a Block, blocks: &[Block]) -> (Form<'a>, usize) {
        match &block.kind {
            BlockKind::Heading { level } => (Form::Heading(self.rank(*level)), 1),
            BlockKind::Paragraph | BlockKind::Item { .. } => (Form::Paragraph, 1),
            BlockKind::Preformatted => (Form::Preformatted, 1),
            BlockKind::Figure { picture } => (Form::Figure(picture.as_ref()), 1),
            BlockKind::Caption | BlockKind::Cell { .. } => {
                let (table, of_it) = table(blocks);
                (Form::Table(table), of_it)
            }
        }
    }

    /// Headings follow each other without a gap, whatever the publisher did.
    fn rank(&self, level: u8) -> u8 {
        let levels = self.article.layout.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Heading { level } => Some(level),
            _ => None,
        });
        let above = levels.filter(|other| *other < level).collect::<BTreeSet<u8>>().len();
        u8::try_from(above).map_or(6, |above| above.saturating_add(3).min(6))
    }

    fn unit(&mut self, form: Form<'a>, blocks: &[Block]) {
        let count: usize = blocks.iter().map(|block| block.lines as usize).sum();
        let lines = self.next..(self.next + count).min(self.article.lines.len());
        self.next = lines.end;
        let of_unit: usize = self.said.get(lines.clone()).unwrap_or_default().iter().map(Vec::len).sum();
        let mut before = 0;
        let mut sentences = Vec::with_capacity(count);
        for at in lines {
            sentences.extend(self.sentence(at, of_unit, before));
            before += self.said.get(at).map_or(0, Vec::len);
        }
        self.steps.push(Step::Unit(Unit { form, sentences }));
    }

    /// The line at `at`; its statements are numbered where the unit has several, from those before it on.
    fn sentence(&self, at: usize, of_unit: usize, before: usize) -> Option<Sentence<'a>> {
        let (line, said) = (self.article.lines.get(at)?, self.said.get(at)?);
        let number = |index: usize| (of_unit > 1).then_some(before + index + 1);
        let marks: Vec<Mark<'_>> =
            said.iter().enumerate().map(|(i, s)| Mark { kind: s.kind, words: &s.words, number: number(i) }).collect();
        let classes = |index: usize| Note::classes(said.get(index).copied(), before + index + 1);
        let notes = said.iter().enumerate().map(|(i, s)| Note::of(self.article, line, s, number(i)));
        Some(Sentence {
            key: &line.key,
            pieces: dressed(noted(&line.text, &marks, classes), &self.marks_of(at)),
            notes: notes.collect(),
            behind: between(&line.text),
        })
    }

    fn marks_of(&self, line: usize) -> Vec<&'a InlineMark> {
        let marks = &self.article.layout.marks;
        let from = marks.partition_point(|mark| (mark.line as usize) < line);
        marks[from..].iter().take_while(|mark| mark.line as usize == line).collect()
    }
}

/// The table that `blocks` begin with, and how many of them it takes.
fn table(blocks: &[Block]) -> (Table, usize) {
    let (mut table, mut line) = (Table::default(), 0);
    for (at, block) in blocks.iter().enumerate() {
        let sentences = line..line + block.lines as usize;
        line = sentences.end;
        match block.kind {
            BlockKind::Caption if table.rows.is_empty() => table.caption.end = line,
            BlockKind::Cell { place, .. } if place == CellPlace::Table && !table.rows.is_empty() => return (table, at),
            BlockKind::Cell { place, head, across, down } => {
                let cell = Cell { head, across, down, sentences };
                match table.rows.last_mut().filter(|_| place == CellPlace::Beside) {
                    Some(row) => row.push(cell),
                    None => table.rows.push(vec![cell]),
                }
            }
            _ => return (table, at),
        }
    }
    (table, blocks.len())
}

impl<'a> Unit<'a> {
    pub(super) fn of(&self, sentences: &Range<usize>) -> &[Sentence<'a>] {
        self.sentences.get(sentences.clone()).unwrap_or_default()
    }

    pub(super) fn has_notes(&self) -> bool {
        self.sentences.iter().any(|sentence| !sentence.notes.is_empty())
    }

    /// Whether it begins with a quotation mark, which then hangs out of the block, as in print.
    pub(super) fn hangs(&self) -> bool {
        let first = self.sentences.first().and_then(|sentence| sentence.pieces.first());
        matches!(self.form, Form::Paragraph) && first.is_some_and(|first| first.piece.text.starts_with(['“', '"', '‘']))
    }
}

#[cfg(test)]
#[path = "article_blocks_tests.rs"]
mod tests;
