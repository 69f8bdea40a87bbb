//! An archive of files, read one by one. What an archive claims of itself is not believed: every limit is kept while
//! reading.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Item, Kind, MOST_BYTES, UploadError, file, kind};

const MOST_FILES: usize = 10_000;
/// Of all files together, unpacked.
const MOST_IN_ALL: usize = 200 * 1_000 * 1_000;
/// How much larger a file may be than it is in the archive; small ones are let through.
const DENSEST: u64 = 100;
const SMALL: u64 = 1_000_000;

pub(super) struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    next: usize,
    /// How much more is unpacked.
    left: usize,
}

impl Archive {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, UploadError> {
        Self::with_limit(bytes, MOST_IN_ALL)
    }

    pub(super) fn with_limit(bytes: Vec<u8>, left: usize) -> Result<Self, UploadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| UploadError::NotAnArchive)?;
        if zip.len() > MOST_FILES { Err(UploadError::TooManyFiles(zip.len())) } else { Ok(Self { zip, next: 0, left }) }
    }

    /// The next file; nothing for a folder.
    fn item(&mut self, index: usize) -> Option<Item> {
        let unnamed = format!("file {}", index + 1);
        let Ok(mut entry) = self.zip.by_index(index) else {
            return Some(Item { name: unnamed, found: Err(UploadError::Damaged) });
        };
        let name = entry.name().map_or(unnamed, |name| shown(&name));
        if entry.is_dir() {
            return None;
        }
        let inside = entry.enclosed_name().is_some() && !name.starts_with(['/', '\\']);
        let checked = check(&name, inside, entry.is_symlink(), entry.encrypted());
        let unpacked = checked.and_then(|()| unpack(&mut entry, self.left));
        if let Ok(bytes) = &unpacked {
            self.left -= bytes.len();
        } else if matches!(unpacked, Err(UploadError::TooMuch)) {
            self.next = usize::MAX;
        }
        Some(Item { found: unpacked.and_then(|bytes| file(&name, &bytes)), name })
    }
}

impl Iterator for Archive {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.next < self.zip.len() {
            let index = self.next;
            self.next += 1;
            if let Some(item) = self.item(index) {
                return Some(item);
            }
        }
        None
    }
}

/// Refuses by its head what is not worth unpacking.
fn check(name: &str, inside: bool, link: bool, encrypted: bool) -> Result<(), UploadError> {
    match kind(name) {
        _ if !inside => Err(UploadError::Outside),
        _ if link => Err(UploadError::Link),
        Kind::Archive => Err(UploadError::Nested),
        Kind::Other => Err(UploadError::Kind),
        _ if encrypted => Err(UploadError::Damaged),
        _ => Ok(()),
    }
}

/// The content of a file, which the library compares with its checksum.
fn unpack(entry: &mut zip::read::ZipFile<'_, Cursor<Vec<u8>>>, left: usize) -> Result<Vec<u8>, UploadError> {
    let packed = entry.compressed_size();
    let dense = packed.saturating_mul(DENSEST).max(SMALL);
    let limits = [
        (MOST_BYTES, UploadError::TooLarge),
        (usize::try_from(dense).unwrap_or(usize::MAX), UploadError::TooDense),
        (left, UploadError::TooMuch),
    ];
    let [first, others @ ..] = limits;
    let (most, error) = others.into_iter().fold(first, |least, other| if other.0 < least.0 { other } else { least });
    let mut bytes = Vec::new();
    entry.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|_| UploadError::Damaged)?;
    if bytes.len() > most { Err(error) } else { Ok(bytes) }
}

/// A name on one line and not too long, whatever the archive says.
fn shown(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(200).collect()
}
