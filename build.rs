//! Tells Cargo what, besides Rust sources, a build depends on; and the program what it was built from, so that browsers
//! ask again for pages that another build has made.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// All that the pages are made from.
const SOURCES: [&str; 6] = ["Cargo.lock", "docs/reading.md", "migrations", "src", "static", "templates"];

fn main() -> io::Result<()> {
    let mut hash = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
        add(Path::new(source), &mut hash)?;
    }
    println!("cargo:rustc-env=BUILD_HASH={:016x}", hash.finish());
    Ok(())
}

/// Adds a file, or all files of a folder in the order of their names.
fn add(path: &Path, hash: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let entries = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path()));
        let mut paths = entries.collect::<io::Result<Vec<PathBuf>>>()?;
        paths.sort();
        return paths.iter().try_for_each(|path| add(path, hash));
    }
    hash.write(path.to_string_lossy().as_bytes());
    hash.write(&fs::read(path)?);
    Ok(())
}
