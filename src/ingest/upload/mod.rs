//! Files that somebody uploads: a text in the seed format, a saved page, a message, or an archive of these. Everything is
//! read in memory and nothing is unpacked on the disk, so no name can lead anywhere. Imports its neighbours.

mod archive;
mod message;
mod saved;
#[cfg(test)]
mod tests;

use thiserror::Error;

use super::page::{Found, NotAnArticle};
use super::seed::{self, SeedError};
use crate::domain::{Field, FieldNote};

use archive::Archive;

/// The largest file that is read, but for archives.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Why a file gave no article.
#[derive(Debug, Error)]
pub enum UploadError {
    #[error(transparent)]
    Seed(#[from] SeedError),
    #[error(transparent)]
    Page(#[from] NotAnArticle),
    #[error("only files whose names end in .txt, .html, .eml or .zip are read")]
    Kind,
    #[error("it is larger than 16 MiB")]
    TooLarge,
    #[error("this is no message")]
    NotAMessage,
    #[error("this is no archive, or a damaged one")]
    NotAnArchive,
    #[error("the archive holds {0} files, where at most 10,000 are read")]
    TooManyFiles(usize),
    #[error("the archive holds more than 200 MB of files; the rest was not read")]
    TooMuch,
    #[error("it is more than 100 times as large as it is in the archive")]
    TooDense,
    #[error("its name leads out of the archive")]
    Outside,
    #[error("it is a link, where a file was expected")]
    Link,
    #[error("it is an archive within an archive")]
    Nested,
    #[error("it cannot be unpacked: it is damaged, encrypted or packed in a way that is not known")]
    Damaged,
}

/// One file of an upload, and the article in it.
#[derive(Debug)]
pub struct Item {
    /// Its name, within the archive where it came in one.
    pub name: String,
    pub found: Result<Found, UploadError>,
}

/// Reads an uploaded file; an archive gives its files one by one, as they are asked for.
#[must_use]
pub fn read(name: &str, bytes: Vec<u8>) -> Box<dyn Iterator<Item = Item> + Send> {
    if kind(name) == Kind::Archive {
        match Archive::open(bytes) {
            Ok(archive) => Box::new(archive),
            Err(error) => Box::new(std::iter::once(Item { name: name.to_owned(), found: Err(error) })),
        }
    } else {
        Box::new(std::iter::once(Item { name: name.to_owned(), found: file(name, &bytes) }))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Page,
    Message,
    Archive,
    Other,
}

fn kind(name: &str) -> Kind {
    match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
        Some("txt") => Kind::Text,
        Some("html" | "htm" | "xhtml") => Kind::Page,
        Some("eml") => Kind::Message,
        Some("zip") => Kind::Archive,
        _ => Kind::Other,
    }
}

/// The article in one file that is no archive.
fn file(name: &str, bytes: &[u8]) -> Result<Found, UploadError> {
    if bytes.len() > MOST_BYTES {
        return Err(UploadError::TooLarge);
    }
    match kind(name) {
        Kind::Text => Ok(text(bytes)?),
        Kind::Page => Ok(saved::read(bytes)?),
        Kind::Message => message::read(bytes),
        Kind::Archive => Err(UploadError::Nested),
        Kind::Other => Err(UploadError::Kind),
    }
}

fn text(bytes: &[u8]) -> Result<Found, SeedError> {
    let seed = seed::parse(bytes)?;
    let log = seed.warnings.iter().map(|warning| FieldNote::new(Field::Text, "", warning.to_string())).collect();
    Ok(Found { article: seed.article, log })
}
