//! Writes blocks: cuts their text into lines and puts the marks on them.

use super::Cut;
use super::run::Stretch;
use crate::domain::{Block, BlockKind, InlineMark, Picture, Span, sentences};

#[derive(Debug, Default)]
pub(super) struct Writer {
    cut: Cut,
}

impl Writer {
    /// Adds a block of running text, one line for each sentence.
    pub(super) fn running(&mut self, kind: BlockKind, quoted: u8, text: &str, marks: &[Stretch]) {
        let lines = sentences(text);
        self.block(kind, quoted, text, &lines, marks);
    }

    /// Adds a block that is one line, such as a heading.
    pub(super) fn whole(&mut self, kind: BlockKind, quoted: u8, text: &str, marks: &[Stretch]) {
        let body = text.trim();
        let start = text.len() - text.trim_start().len();
        let line = (!body.is_empty()).then(|| Span::new(start, start + body.len()));
        self.block(kind, quoted, text, line.as_slice(), marks);
    }

    /// Adds text that keeps its lines and blanks; blank lines hang at the end of the line before them.
    pub(super) fn preformatted(&mut self, quoted: u8, text: &str) {
        let mut lines: Vec<String> = Vec::new();
        for line in text.lines().map(str::trim_end) {
            match lines.last_mut() {
                _ if !line.is_empty() => lines.push(line.to_owned()),
                Some(before) => before.push('\n'),
                None => {}
            }
        }
        if let Some(last) = lines.last_mut() {
            last.truncate(last.trim_end().len());
            self.push(BlockKind::Preformatted, quoted, lines.len());
            self.cut.lines.extend(lines);
        }
    }

    /// Adds a block without lines.
    pub(super) fn bare(&mut self, kind: BlockKind, quoted: u8) {
        self.push(kind, quoted, 0);
    }

    /// Puts a picture above the caption that was written last, if that has none.
    pub(super) fn put_above_caption(&mut self, found: Picture) -> Result<(), Picture> {
        match self.cut.layout.blocks.last_mut().map(|block| &mut block.kind) {
            Some(BlockKind::Figure { picture: picture @ None }) => {
                *picture = Some(found);
                Ok(())
            }
            _ => Err(found),
        }
    }

    pub(super) fn finish(mut self) -> Cut {
        self.cut.layout.marks.sort_by(|a, b| (a.line, a.span, &a.kind).cmp(&(b.line, b.span, &b.kind)));
        self.cut
    }

    fn block(&mut self, kind: BlockKind, quoted: u8, text: &str, lines: &[Span], marks: &[Stretch]) {
        let first = self.cut.lines.len();
        for mark in marks {
            let from = lines.partition_point(|line| line.end as usize <= mark.start);
            let over = lines.iter().enumerate().skip(from).take_while(|(_, line)| (line.start as usize) < mark.end);
            let placed = over.filter_map(|(at, line)| placed(text, first + at, *line, mark));
            self.cut.layout.marks.extend(placed);
        }
        self.cut.lines.extend(lines.iter().map(|line| text[line.range()].to_owned()));
        self.push(kind, quoted, lines.len());
    }

    fn push(&mut self, kind: BlockKind, quoted: u8, lines: usize) {
        let lines = u32::try_from(lines).unwrap_or(u32::MAX);
        self.cut.layout.blocks.push(Block { kind, lines, quoted });
    }
}

/// The part of a mark that lies on one line, without blanks at its ends.
fn placed(text: &str, index: usize, line: Span, mark: &Stretch) -> Option<InlineMark> {
    let (start, end) = (mark.start.max(line.start as usize), mark.end.min(line.end as usize));
    let piece = text.get(start..end)?;
    let body = piece.trim();
    let start = start + (piece.len() - piece.trim_start().len()) - line.start as usize;
    let mark = InlineMark {
        line: u32::try_from(index).ok()?,
        span: Span::new(start, start + body.len()),
        kind: mark.kind.clone(),
    };
    (!body.is_empty()).then_some(mark)
}
