//! The verb `analyse`: articles in, one JSON object per article out, in the same order, on all cores, in flat memory.
//! Knows no database, clock or network. Must never import `store`.

mod belt;
mod row;
mod rows;
mod source;

use std::io::{self, Write};
use std::path::PathBuf;

use crate::analysis;
use crate::domain::Article;

pub use row::ReadingRow;

/// Where articles come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// JSON Lines on standard input, one article a line.
    Standard,
    /// A file in the seed format, or a folder of such files.
    File(PathBuf),
}

impl Input {
    /// The inputs that a command line names: `-` is standard input, and so is naming nothing.
    #[must_use]
    pub fn from_paths(paths: Vec<PathBuf>) -> Vec<Self> {
        let input = |path: PathBuf| if path.as_os_str() == "-" { Self::Standard } else { Self::File(path) };
        if paths.is_empty() { vec![Self::Standard] } else { paths.into_iter().map(input).collect() }
    }
}

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    pub articles: u64,
    /// Inputs that were refused, each with a complaint.
    pub refused: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum AnalyseError {
    #[error("cannot read standard input")]
    Read(#[source] io::Error),
    #[error("cannot write the output")]
    Write(#[source] io::Error),
    #[error("a worker died: this is a fault in the program; the output is not complete")]
    Worker,
}

/// Reads all `inputs` and writes one line per article to `out`; what cannot be read goes to `complaints`, a line each.
/// Ends quietly, as filters do, when nobody reads `out` any more.
pub fn analyse(inputs: Vec<Input>, out: &mut impl Write, complaints: &mut impl Write) -> Result<Summary, AnalyseError> {
    belt::run(inputs, out, complaints)
}

/// Appends the reading of `article` to `out`, as a line of JSON.
fn write_reading(id: &str, article: &Article, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let reading = analysis::read(article);
    serde_json::to_writer(&mut *out, &ReadingRow::new(id, article, &reading))?;
    out.push(b'\n');
    Ok(())
}
