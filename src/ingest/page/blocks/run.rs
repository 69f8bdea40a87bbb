//! Running text as it is gathered: single blanks, and which stretches are marked.

use crate::domain::MarkKind;

/// A stretch of a run, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: MarkKind,
}

#[derive(Debug, Default)]
pub(super) struct Run {
    text: String,
    marks: Vec<Stretch>,
    /// Marks whose element is still open, and where they began.
    open: Vec<(MarkKind, usize)>,
}

impl Run {
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.blank(),
                // Where a word may be broken says nothing here, and would hide the word from whoever looks for it.
                '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
                c if c.is_control() => {}
                c => self.text.push(c),
            }
        }
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    /// A line ends here, but no block does.
    pub(super) fn break_line(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    pub(super) fn open(&mut self, kind: MarkKind) {
        self.open.push((kind, self.text.len()));
    }

    /// Closes the mark opened last of those that `which` fits.
    pub(super) fn close(&mut self, which: impl Fn(&MarkKind) -> bool) {
        if let Some(at) = self.open.iter().rposition(|(kind, _)| which(kind)) {
            let (kind, start) = self.open.remove(at);
            let within = self.open.iter().any(|(other, _)| *other == kind);
            if !within {
                self.marks.push(Stretch { start, end: self.text.len(), kind });
            }
        }
    }

    /// Whether nothing stands behind the end of a line.
    pub(super) fn ends_line(&self) -> bool {
        self.text.ends_with('\n')
    }

    /// The text so far with its marks; what is open goes on in the next.
    pub(super) fn take(&mut self) -> (String, Vec<Stretch>) {
        let text = std::mem::take(&mut self.text);
        let mut marks = std::mem::take(&mut self.marks);
        let mut seen: Vec<&MarkKind> = Vec::new();
        for (kind, start) in &self.open {
            if !seen.contains(&kind) {
                marks.push(Stretch { start: *start, end: text.len(), kind: kind.clone() });
                seen.push(kind);
            }
        }
        for (_, start) in &mut self.open {
            *start = 0;
        }
        // What was cut off at the end may be marked.
        for mark in &mut marks {
            mark.end = mark.end.min(text.len());
        }
        (text, marks)
    }
}
