//! What is written to the log, made one line of letters for each event: nothing that a stranger sends can begin a line of
//! its own, colour a terminal, or fill a disk.

use std::io::{self, Write};

/// How long a line may be, in bytes.
const LONGEST: usize = 8 << 10;

/// Writes whole events to standard error.
#[derive(Debug, Default)]
pub(crate) struct Tidy;

impl Write for Tidy {
    /// An event comes in one piece.
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let mut line = tidied(&String::from_utf8_lossy(event));
        line.push('\n');
        io::stderr().lock().write_all(line.as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

fn tidied(event: &str) -> String {
    let mut line = String::new();
    for c in event.trim_end_matches('\n').chars() {
        if line.len() >= LONGEST {
            line.push('…');
            break;
        }
        if c.is_control() { line.extend(c.escape_default()) } else { line.push(c) }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_25_an_event_is_one_line_of_letters() {
        assert_eq!(tidied("a line\n"), "a line");
        assert_eq!(tidied("a\r\nforged\u{1b}[31m\u{85}\u{0}\t“b”\n"), "a\\r\\nforged\\u{1b}[31m\\u{85}\\u{0}\\t“b”");
        let long = tidied(&"é".repeat(1 << 20));
        assert!(long.len() < LONGEST + 8 && long.ends_with('…'));
    }
}
