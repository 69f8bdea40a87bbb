//! Where a database lies: its folder, its file, the files beside it.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::StoreError;

/// Refuses a path whose folder is missing.
pub(super) fn check_folder(path: &Path) -> Result<(), StoreError> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let detail = match folder.metadata() {
        Ok(found) if found.is_dir() && !path.is_dir() => return Ok(()),
        Ok(found) if found.is_dir() => "it is a folder; name a file in it".to_owned(),
        Ok(_) => format!("{} is not a folder", folder.display()),
        Err(error) => format!("{}: {error}; make the folder, or name another file", folder.display()),
    };
    Err(StoreError::CannotOpen { path: path.to_owned(), detail })
}

/// The file beside the database whose name has `ending` more. Two ways to one database meet in one file.
pub(super) fn beside(database: &Path, ending: &str) -> PathBuf {
    let real = database.canonicalize().unwrap_or_else(|_| database.to_owned());
    let mut name = OsString::from(real);
    name.push(ending);
    PathBuf::from(name)
}

/// Makes the file of a new database, for nobody else to read: it will hold what people are recognized by. Where it is there
/// already, or cannot be made, SQLite goes on and says what is wrong.
pub(super) fn make_private(path: &Path) {
    let _ = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
}
