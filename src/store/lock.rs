//! Locks between processes, held by the operating system: one for the moment of opening, one for the life of a server.
//! A lock ends with its process, however that ends. Knows no SQL.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::time::Duration;

use super::StoreError;
use super::place::{beside, check_folder};

/// How long an opening waits for another one: a large database takes its time to be checked and migrated.
const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(20);

/// Held while a database is checked and migrated, since two migrations at once are not safe.
#[derive(Debug)]
pub(super) struct OpeningLock {
    _file: File,
}

impl OpeningLock {
    /// Waits for the lock file beside `database`.
    pub(super) async fn take(database: &Path) -> Result<Self, StoreError> {
        let path = beside(database, ".lock");
        let file = open(&path)?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::Error(source)) => return Err(StoreError::Lock { path, source }),
                Err(TryLockError::WouldBlock) if waited < PATIENCE => {
                    tokio::time::sleep(PAUSE).await;
                    waited += PAUSE;
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(StoreError::Starting { path, seconds: PATIENCE.as_secs() });
                }
            }
        }
    }
}

/// Held for the life of a server: a second one on the same database is told so.
#[derive(Debug)]
pub struct ServerLock {
    _file: File,
}

impl ServerLock {
    /// Takes the lock beside `database`, or says which process has it ([`StoreError::Running`]).
    pub fn take(database: &Path) -> Result<Self, StoreError> {
        check_folder(database)?;
        let path = beside(database, ".server.lock");
        let mut file = open(&path)?;
        match file.try_lock() {
            Ok(()) => {
                write_pid(&mut file).map_err(|source| StoreError::Lock { path, source })?;
                Ok(Self { _file: file })
            }
            Err(TryLockError::WouldBlock) => {
                Err(StoreError::Running { path: database.to_owned(), pid: read_pid(&mut file) })
            }
            Err(TryLockError::Error(source)) => Err(StoreError::Lock { path, source }),
        }
    }
}

fn write_pid(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{}", std::process::id())
}

fn read_pid(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

fn open(path: &Path) -> Result<File, StoreError> {
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    opened.map_err(|source| StoreError::Lock { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_server_learns_who_runs() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("a.db");
        let first = ServerLock::take(&database).unwrap();
        let second = ServerLock::take(&database).unwrap_err();
        let expected = format!("{}: already running (pid {})", database.display(), std::process::id());
        assert_eq!(second.to_string(), expected);
        drop(first);
        ServerLock::take(&database).unwrap();
    }
}
