//! Reads one file whole, and only if it is one: no link, pipe or device, and not too large. Never waits for anybody.
//! Imports nothing of ours.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use thiserror::Error;

/// The largest file that is read.
pub(super) const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Why a file was not read.
#[derive(Debug, Error)]
pub enum FileError {
    #[error("it cannot be opened: {0}")]
    Open(io::Error),
    #[error("it cannot be read: {0}")]
    Read(io::Error),
    #[error("it is a symbolic link; name the file that it points to")]
    Link,
    #[error("it is a folder, where a text file was expected")]
    Folder,
    #[error("it is a pipe, socket or device, where a text file was expected")]
    Special,
    #[error("it has {bytes} bytes, where at most {MAX_BYTES} (16 MiB) are read")]
    TooLarge { bytes: u64 },
    #[error("it was being changed while it was read; load it again")]
    Changed,
}

/// The bytes of the regular file at `path`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let file = open(path)?;
    let before = file.metadata().map_err(FileError::Read)?;
    if before.is_dir() {
        return Err(FileError::Folder);
    }
    if !before.is_file() {
        return Err(FileError::Special);
    }
    if before.len() > MAX_BYTES {
        return Err(FileError::TooLarge { bytes: before.len() });
    }
    read_whole(&file, before.len())
}

/// Does not follow a link, and does not wait for the other end of a pipe.
fn open(path: &Path) -> Result<File, FileError> {
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(opened) => Ok(File::from(opened)),
        Err(rustix::io::Errno::LOOP) => Err(FileError::Link),
        Err(rustix::io::Errno::NXIO) => Err(FileError::Special),
        Err(error) => Err(FileError::Open(error.into())),
    }
}

/// A file that grows or shrinks meanwhile would give an article that was never written so.
fn read_whole(file: &File, expected: u64) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default());
    let mut bounded = file.take(MAX_BYTES + 1);
    bounded.read_to_end(&mut bytes).map_err(FileError::Read)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length == expected) { Ok(bytes) } else { Err(FileError::Changed) }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn only_a_regular_file_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.txt"), "text").unwrap();
        symlink("/etc/passwd", at("link.txt")).unwrap();
        symlink(at("loop.txt"), at("loop.txt")).unwrap();
        fs::create_dir(at("folder.txt")).unwrap();
        let mode = Mode::RUSR | Mode::WUSR;
        rustix::fs::mknodat(rustix::fs::CWD, at("pipe.txt"), rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let _socket = UnixListener::bind(at("socket.txt")).unwrap();

        assert_eq!(read(&at("a.txt")).unwrap(), b"text");
        assert!(matches!(read(&at("link.txt")), Err(FileError::Link)));
        assert!(matches!(read(&at("loop.txt")), Err(FileError::Link)));
        assert!(matches!(read(&at("folder.txt")), Err(FileError::Folder)));
        assert!(matches!(read(&at("pipe.txt")), Err(FileError::Special)));
        assert!(matches!(read(&at("socket.txt")), Err(FileError::Special)));
        assert!(matches!(read(Path::new("/dev/zero")), Err(FileError::Special)));
        assert!(matches!(read(&at("none.txt")), Err(FileError::Open(_))));
    }

    #[test]
    fn a_large_file_is_refused_by_its_size() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(MAX_BYTES + 1).unwrap();
        assert!(matches!(read(file.path()), Err(FileError::TooLarge { .. })));
    }

    #[test]
    fn a_file_that_grew_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "longer than expected").unwrap();
        assert!(matches!(read_whole(file.as_file(), 4), Err(FileError::Changed)));
    }
}
