//! Cuts the inputs into chunks of work, small enough for flat memory and large enough to be worth a hand-over.
//! Reads standard input, never the files: the workers do that.

use std::io::{self, BufRead, Read};

use crate::ingest::Found;

/// The longest line of JSON accepted, as for files.
pub(super) const MAX_BYTES: u64 = 16 << 20;

/// A chunk ends when it holds this much...
const CHUNK_BYTES: usize = 128 << 10;
/// ...or so many files, whose size is not known yet.
const CHUNK_FILES: usize = 8;

/// One article to read.
#[derive(Debug)]
pub(super) enum Task {
    /// A line of standard input, counted from 1.
    Line {
        number: u64,
        json: Vec<u8>,
    },
    /// A line longer than [`MAX_BYTES`], passed over.
    TooLong {
        number: u64,
    },
    File(Found),
}

/// The files, in chunks.
pub(super) fn file_chunks(files: Vec<Found>) -> impl Iterator<Item = Vec<Task>> {
    let mut tasks = files.into_iter().map(Task::File).peekable();
    std::iter::from_fn(move || tasks.peek().is_some().then(|| tasks.by_ref().take(CHUNK_FILES).collect()))
}

/// Lines of JSON, in chunks. A chunk also ends where reading on would wait for more input, so that whoever feeds the
/// filter line by line is answered line by line.
#[derive(Debug)]
pub(super) struct LineChunks<R> {
    reader: io::BufReader<R>,
    number: u64,
}

impl<R: Read> LineChunks<R> {
    pub(super) fn of(reader: R) -> Self {
        Self { reader: io::BufReader::with_capacity(CHUNK_BYTES, reader), number: 0 }
    }

    /// The next chunk; an empty one is the end.
    pub(super) fn next_chunk(&mut self) -> io::Result<Vec<Task>> {
        let (mut chunk, mut bytes) = (Vec::new(), 0);
        while bytes < CHUNK_BYTES && (chunk.is_empty() || self.reader.buffer().contains(&b'\n')) {
            match self.next_task()? {
                None => break,
                Some(Task::Line { json, .. }) if json.trim_ascii().is_empty() => {}
                Some(task) => {
                    bytes += if let Task::Line { json, .. } = &task { json.len() } else { 0 };
                    chunk.push(task);
                }
            }
        }
        Ok(chunk)
    }

    fn next_task(&mut self) -> io::Result<Option<Task>> {
        let mut json = Vec::new();
        if self.reader.by_ref().take(MAX_BYTES + 1).read_until(b'\n', &mut json)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if json.len() as u64 > MAX_BYTES {
            if !json.ends_with(b"\n") {
                self.reader.skip_until(b'\n')?;
            }
            return Ok(Some(Task::TooLong { number: self.number }));
        }
        if self.number == 1 && json.starts_with("\u{feff}".as_bytes()) {
            json.drain(..3);
        }
        Ok(Some(Task::Line { number: self.number, json }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(input: &[u8]) -> Vec<Vec<u64>> {
        let mut chunks = LineChunks::of(input);
        let number = |task: &Task| match task {
            Task::Line { number, .. } | Task::TooLong { number } => *number,
            Task::File(_) => unreachable!("standard input holds no files"),
        };
        std::iter::from_fn(|| Some(chunks.next_chunk().unwrap()).filter(|c| !c.is_empty()))
            .map(|chunk| chunk.iter().map(number).collect())
            .collect()
    }

    #[test]
    fn blank_lines_are_counted_but_are_no_articles() {
        assert_eq!(numbers(b"{}\n\n  \r\n{}"), [vec![1], vec![4]]);
    }

    #[test]
    fn a_line_too_long_is_passed_over() {
        let mut input = vec![b' '; 17 << 20];
        input.extend(b"\n{}\n");
        assert_eq!(numbers(&input).concat(), [1, 2]);
    }

    #[test]
    fn many_small_lines_go_together() {
        assert_eq!(numbers(&b"{}\n".repeat(1000))[0].len(), 1000);
    }
}
