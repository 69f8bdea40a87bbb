//! Follows the tags and knows what the text between them belongs to.

use super::run::Run;
use super::writer::Writer;
use super::{Attributes, Cut, Piece, table};
use crate::domain::{BlockKind, CellPlace, MarkKind, Picture};

/// What takes all text within it as one, whatever blocks are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Solid {
    Heading(u8),
    FigureCaption,
    TableCaption,
    Cell { place: CellPlace, head: bool, across: u8, down: u8 },
}

#[derive(Debug)]
struct List {
    /// Of the next item; none where they are not numbered.
    number: Option<u32>,
    /// Whether the item under way has had a paragraph, or is none yet.
    begun: bool,
}

#[derive(Debug, Default)]
pub(super) struct Walker {
    out: Writer,
    run: Run,
    quoted: u8,
    lists: Vec<List>,
    solid: Option<(Solid, String)>,
    /// Whether each open table holds data, and where its next cell stands.
    tables: Vec<Option<CellPlace>>,
    pre: Option<String>,
    figures: usize,
    /// Pictures that stand behind the text under way.
    pictures: Vec<Picture>,
}

impl Walker {
    pub(super) fn text(&mut self, text: &str) {
        match &mut self.pre {
            Some(pre) => pre.push_str(text),
            None => self.run.push(text),
        }
    }

    pub(super) fn start(&mut self, name: &str, attributes: &Attributes, rest: &[Piece]) {
        if let Some(kind) = mark(name, attributes) {
            self.run.open(kind);
        } else if name == "br" {
            self.line_ends();
        } else if name == "img" {
            self.picture(attributes);
        } else if is_block(name) {
            if self.solid.is_some() || self.pre.is_some() {
                self.break_line();
            } else {
                self.flush();
                self.enter(name, attributes, rest);
            }
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        if is_mark(name) {
            self.run.close(|kind| closes(name, kind));
        } else if self.solid.as_ref().is_some_and(|(_, opened)| opened == name) {
            self.flush();
            self.solid = None;
        } else if is_block(name) {
            if name == "pre" && self.pre.is_some() {
                self.end_pre();
            } else if self.solid.is_some() || self.pre.is_some() {
                self.break_line();
            } else {
                self.flush();
                self.leave(name);
            }
        }
    }

    pub(super) fn finish(mut self) -> Cut {
        self.end_pre();
        self.flush();
        self.out.finish()
    }

    fn enter(&mut self, name: &str, attributes: &Attributes, rest: &[Piece]) {
        let in_data = self.in_data();
        let mut solid = |solid| self.solid = Some((solid, name.to_owned()));
        match name {
            "h1" | "h2" => solid(Solid::Heading(2)),
            "h3" => solid(Solid::Heading(3)),
            "h4" => solid(Solid::Heading(4)),
            "h5" => solid(Solid::Heading(5)),
            "h6" => solid(Solid::Heading(6)),
            "figcaption" if self.figures > 0 => solid(Solid::FigureCaption),
            "caption" if in_data => solid(Solid::TableCaption),
            "td" | "th" if in_data => self.enter_cell(name, attributes),
            "tr" => self.next_row(),
            "table" => self.tables.push(table::is_data(rest).then_some(CellPlace::Table)),
            "figure" => self.figures += 1,
            "blockquote" => self.quoted = self.quoted.saturating_add(1),
            "ul" => self.lists.push(List { number: None, begun: true }),
            "ol" => self.lists.push(List { number: Some(attributes.start.unwrap_or(1)), begun: true }),
            "li" => self.lists.last_mut().into_iter().for_each(|list| list.begun = false),
            "pre" => self.pre = Some(String::new()),
            _ => {}
        }
    }

    fn leave(&mut self, name: &str) {
        match name {
            "table" => drop(self.tables.pop()),
            "figure" => self.end_figure(),
            "blockquote" => self.quoted = self.quoted.saturating_sub(1),
            "ul" | "ol" => drop(self.lists.pop()),
            "li" => self.end_item(),
            _ => {}
        }
    }

    /// An item without words still has its number.
    fn end_item(&mut self) {
        if let Some(list) = self.lists.last_mut().filter(|list| !list.begun) {
            list.begun = true;
            list.number = list.number.map(|number| number.saturating_add(1));
        }
    }

    fn in_data(&self) -> bool {
        matches!(self.tables.last(), Some(Some(_)))
    }

    fn next_row(&mut self) {
        if let Some(Some(place)) = self.tables.last_mut() {
            *place = if *place == CellPlace::Table { CellPlace::Table } else { CellPlace::Row };
        }
    }

    fn enter_cell(&mut self, name: &str, attributes: &Attributes) {
        let Some(Some(next)) = self.tables.last_mut() else { return };
        let place = std::mem::replace(next, CellPlace::Beside);
        let span = |span: Option<u8>| span.unwrap_or(1).clamp(1, 100);
        let cell =
            Solid::Cell { place, head: name == "th", across: span(attributes.colspan), down: span(attributes.rowspan) };
        self.solid = Some((cell, name.to_owned()));
    }

    /// Two ends of a line in a row part paragraphs.
    fn line_ends(&mut self) {
        if self.run.ends_line() && self.solid.is_none() && self.pre.is_none() {
            self.flush();
        } else {
            self.break_line();
        }
    }

    fn break_line(&mut self) {
        match &mut self.pre {
            Some(pre) => pre.push('\n'),
            None => self.run.break_line(),
        }
    }

    fn picture(&mut self, attributes: &Attributes) {
        let Some(url) = attributes.src.clone().filter(|_| !attributes.tiny) else { return };
        let alt = attributes.alt.as_deref().unwrap_or_default();
        let alt: String = alt.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(500).collect();
        if !self.pictures.iter().any(|picture| picture.url == url) {
            self.pictures.push(Picture { url, alt });
        }
    }

    /// Ends the text under way, and writes it as what it is.
    fn flush(&mut self) {
        let (text, marks) = self.run.take();
        let quoted = self.quoted;
        match self.solid.as_ref().map(|(solid, _)| *solid) {
            Some(Solid::Cell { place, head, across, down }) => {
                self.out.running(BlockKind::Cell { place, head, across, down }, quoted, &text, &marks);
                // A picture within a table is left out: it would tear the table apart.
                self.pictures.clear();
            }
            Some(Solid::FigureCaption) if !text.trim().is_empty() => {
                let picture = (!self.pictures.is_empty()).then(|| self.pictures.remove(0));
                self.out.running(BlockKind::Figure { picture }, quoted, &text, &marks);
            }
            Some(Solid::Heading(level)) if !text.trim().is_empty() => {
                self.out.whole(BlockKind::Heading { level }, quoted, &text, &marks);
            }
            Some(Solid::TableCaption) if !text.trim().is_empty() => {
                self.out.running(BlockKind::Caption, quoted, &text, &marks);
            }
            None if !text.trim().is_empty() => {
                let kind = self.paragraph();
                self.out.running(kind, quoted, &text, &marks);
            }
            _ => {}
        }
        // The caption of a figure may follow its picture.
        if self.figures == 0 {
            self.write_pictures();
        }
    }

    /// A picture may stand behind its caption too.
    fn end_figure(&mut self) {
        self.figures = self.figures.saturating_sub(1);
        if !self.pictures.is_empty() {
            let first = self.pictures.remove(0);
            if let Err(first) = self.out.put_above_caption(first) {
                self.pictures.insert(0, first);
            }
        }
        self.write_pictures();
    }

    fn write_pictures(&mut self) {
        for picture in std::mem::take(&mut self.pictures) {
            self.out.bare(BlockKind::Figure { picture: Some(picture) }, self.quoted);
        }
    }

    /// What a piece of plain text is where it stands.
    fn paragraph(&mut self) -> BlockKind {
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        let Some(list) = self.lists.last_mut() else { return BlockKind::Paragraph };
        let further = std::mem::replace(&mut list.begun, true);
        let number = if further { None } else { list.number };
        if !further {
            list.number = list.number.map(|number| number.saturating_add(1));
        }
        BlockKind::Item { depth, number, further }
    }

    fn end_pre(&mut self) {
        if let Some(text) = self.pre.take() {
            self.out.preformatted(self.quoted, &text);
        }
    }
}

fn mark(name: &str, attributes: &Attributes) -> Option<MarkKind> {
    match name {
        "a" => attributes.href.clone().map(|url| MarkKind::Link { url }),
        "em" | "i" | "cite" | "dfn" => Some(MarkKind::Emphasis),
        "strong" | "b" => Some(MarkKind::Strong),
        "code" | "kbd" | "samp" | "tt" => Some(MarkKind::Code),
        _ => None,
    }
}

fn is_mark(name: &str) -> bool {
    matches!(name, "a" | "em" | "i" | "cite" | "dfn" | "strong" | "b" | "code" | "kbd" | "samp" | "tt")
}

fn closes(name: &str, kind: &MarkKind) -> bool {
    match kind {
        MarkKind::Link { .. } => name == "a",
        MarkKind::Emphasis => matches!(name, "em" | "i" | "cite" | "dfn"),
        MarkKind::Strong => matches!(name, "strong" | "b"),
        MarkKind::Code => matches!(name, "code" | "kbd" | "samp" | "tt"),
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
