//! `onrecord analyse`: a filter, so the library does it all.

use std::io::{self, BufWriter};
use std::path::PathBuf;

use onrecord::exit::Exit;
use onrecord::library::analyse::{Input, analyse};

pub(super) fn run(paths: Vec<PathBuf>) -> anyhow::Result<Exit> {
    let mut out = BufWriter::new(io::stdout().lock());
    let summary = analyse(Input::from_paths(paths), &mut out, &mut io::stderr().lock())?;
    Ok(if summary.refused == 0 { Exit::Done } else { Exit::BadInput })
}
