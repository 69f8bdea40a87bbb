//! Tells Cargo what, besides Rust sources, a build depends on; and the program what it was built from, so that browsers
//! ask again for pages that another build has made. Compresses the static files, once and well.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

/// All that the pages are made from.
const SOURCES: [&str; 6] = ["Cargo.lock", "docs/reading.md", "migrations", "src", "static", "templates"];

fn main() -> io::Result<()> {
    let mut hash = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
        add(Path::new(source), &mut hash)?;
    }
    println!("cargo:rustc-env=BUILD_HASH={:016x}", hash.finish());
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set: run by Cargo only"))?;
    // Fonts are compressed in themselves, and lie in a folder of their own.
    let files = files(Path::new("static"))?;
    files.iter().filter(|path| path.is_file()).try_for_each(|file| compress(file, Path::new(&out)))
}

/// Adds a file, or all files of a folder in the order of their names.
fn add(path: &Path, hash: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        return files(path)?.iter().try_for_each(|path| add(path, hash));
    }
    hash.write(path.to_string_lossy().as_bytes());
    hash.write(&fs::read(path)?);
    Ok(())
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = entries.collect::<io::Result<Vec<PathBuf>>>()?;
    paths.sort();
    Ok(paths)
}

/// Puts `file` into `out`, as it is and in both codings. A copy of the same text there has been compressed already.
fn compress(file: &Path, out: &Path) -> io::Result<()> {
    let text = fs::read(file)?;
    let copy = out.join(file.file_name().unwrap_or_default());
    if fs::read(&copy).is_ok_and(|kept| kept == text) {
        return Ok(());
    }
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut text.as_slice(), &mut brotli, &brotli::enc::BrotliEncoderParams::default())?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&text)?;
    fs::write(copy.with_added_extension("br"), brotli)?;
    fs::write(copy.with_added_extension("gz"), gzip.finish()?)?;
    // Last, since it says that the others are there.
    fs::write(copy, text)
}
