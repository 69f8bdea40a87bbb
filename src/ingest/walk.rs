//! Finds the files to load: those named, and every `*.txt` in the folders named, always in the same order. Stays inside
//! the folders: a link is reported, never followed. Imports nothing of ours.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::FileError;

/// A file to load, or why there is none.
#[derive(Debug)]
pub struct Found {
    pub path: PathBuf,
    pub refused: Option<FileError>,
}

impl Found {
    fn file(path: PathBuf) -> Self {
        Self { path, refused: None }
    }

    fn refused(path: PathBuf, why: FileError) -> Self {
        Self { path, refused: Some(why) }
    }
}

/// All files that `paths` name, each folder's sorted by name. A path that is itself a link is followed: whoever names
/// it means what it points to.
#[must_use]
pub fn walk(paths: &[PathBuf]) -> Vec<Found> {
    let mut found = Vec::new();
    for path in paths {
        match path.canonicalize() {
            Ok(real) if real.is_dir() => walk_folder(path, &mut found),
            Ok(real) => found.push(Found::file(real)),
            Err(error) => found.push(Found::refused(path.clone(), FileError::Open(error))),
        }
    }
    found
}

/// Deeper folders come after the files beside them.
fn walk_folder(top: &Path, found: &mut Vec<Found>) {
    let mut folders = vec![top.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut deeper = Vec::new();
        match entries(&folder) {
            Ok(paths) => paths.into_iter().for_each(|path| sort_out(path, found, &mut deeper)),
            Err(error) => found.push(Found::refused(folder, FileError::Open(error))),
        }
        folders.extend(deeper.into_iter().rev());
    }
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn sort_out(path: PathBuf, found: &mut Vec<Found>, deeper: &mut Vec<PathBuf>) {
    let wanted = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
    match fs::symlink_metadata(&path) {
        Ok(kind) if kind.is_dir() && !wanted => deeper.push(path),
        Ok(kind) if kind.is_symlink() && (wanted || path.is_dir()) => found.push(Found::refused(path, FileError::Link)),
        Ok(_) if wanted => found.push(Found::file(path)),
        Err(error) if wanted => found.push(Found::refused(path, FileError::Open(error))),
        // Other files are none of ours.
        Ok(_) | Err(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn folders_are_walked_in_order_and_never_left() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["b", "a"] {
            fs::create_dir(at(name)).unwrap();
        }
        for name in ["b/2.txt", "b/1.TXT", "a/3.txt", "z.txt", "notes.md", "line\nbreak.txt"] {
            fs::write(at(name), "").unwrap();
        }
        fs::write(folder.path().join(OsStr::from_bytes(b"\xff.txt")), "").unwrap();
        fs::create_dir(at("folder.txt")).unwrap();
        symlink("/etc/passwd", at("link.txt")).unwrap();
        symlink(folder.path(), at("round")).unwrap();

        let found = walk(&[folder.path().to_owned()]);
        let names: Vec<_> = found
            .iter()
            .map(|f| (f.path.strip_prefix(folder.path()).unwrap().to_string_lossy().into_owned(), f.refused.is_some()))
            .collect();
        let expected = [
            ("folder.txt", false),
            ("line\nbreak.txt", false),
            ("link.txt", true),
            ("round", true),
            ("z.txt", false),
            ("\u{fffd}.txt", false),
            ("a/3.txt", false),
            ("b/1.TXT", false),
            ("b/2.txt", false),
        ];
        assert_eq!(names, expected.map(|(name, refused)| (name.to_owned(), refused)));
    }

    #[test]
    fn a_path_that_is_not_there_is_reported() {
        let found = walk(&[PathBuf::from("/nowhere/at/all")]);
        assert!(matches!(found[0].refused, Some(FileError::Open(_))));
    }
}
