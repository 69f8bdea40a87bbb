//! Pictures of articles, kept beside the database where the owner wants them: fetched through the one client, known by
//! their bytes, named by their hash. A picture that cannot be had is left out; the article is whole without.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;
use url::Url;

use crate::domain::Layout;
use crate::ingest::client::Client;
use crate::ingest::picture::{self, PictureKind, Seen};
use crate::store::{KeptPicture, Store, StoreError};

/// So many of one article are kept.
const MOST: usize = 30;

/// The folder where pictures are kept.
#[derive(Debug, Clone)]
pub struct Gallery {
    folder: PathBuf,
}

impl Gallery {
    /// Beside the database: `onrecord.db.pictures`.
    #[must_use]
    pub fn beside(database: &Path) -> Self {
        let mut folder = database.as_os_str().to_owned();
        folder.push(".pictures");
        Self { folder: folder.into() }
    }

    /// Fetches and keeps the pictures of an article that are not here yet; how many that were.
    pub async fn keep(&self, store: &Store, client: &Client, layout: &Layout) -> Result<usize, StoreError> {
        let urls: BTreeSet<&str> = layout.pictures().map(|picture| picture.url.as_str()).take(MOST).collect();
        let urls: Vec<String> = urls.into_iter().map(str::to_owned).collect();
        let known = store.pictures(&urls).await?;
        let mut kept = 0;
        for url in urls.iter().filter(|url| !known.contains_key(*url)) {
            if let Some(picture) = self.fetch(client, url).await {
                let mut writing = store.write().await?;
                writing.keep_picture(url, &picture).await?;
                writing.commit().await?;
                kept += 1;
            }
        }
        Ok(kept)
    }

    async fn fetch(&self, client: &Client, url: &str) -> Option<KeptPicture> {
        let fetched = client.picture(&Url::parse(url).ok()?).await.ok()?;
        let folder = self.folder.clone();
        let kept = spawn_blocking(move || {
            let seen = picture::see(&fetched.bytes)?;
            Some(write(&folder, seen, &fetched.bytes))
        });
        match kept.await.ok()?? {
            Ok(kept) => Some(kept),
            Err(error) => {
                tracing::error!(folder = %self.folder.display(), %error, "a picture cannot be kept");
                None
            }
        }
    }

    /// Takes files away that no article shows any more.
    pub async fn delete(&self, files: Vec<String>) {
        let folder = self.folder.clone();
        let deleted = spawn_blocking(move || {
            for file in files {
                let path = folder.join(file);
                match fs::remove_file(&path) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        tracing::error!(path = %path.display(), %error, "a picture cannot be deleted");
                    }
                    _ => {}
                }
            }
        });
        // What panics there is noted where it does.
        let _ = deleted.await;
    }

    /// The bytes of a file that [`Self::keep`] wrote, and what it is; nothing for any other name.
    #[must_use]
    pub fn read(&self, name: &str) -> Option<(PictureKind, Vec<u8>)> {
        let (hash, ending) = name.split_once('.')?;
        let kind = PictureKind::ALL.into_iter().find(|kind| kind.ending() == ending)?;
        let ours = hash.len() == 32 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        ours.then(|| fs::read(self.folder.join(name)).ok()).flatten().map(|bytes| (kind, bytes))
    }
}

/// Writes a picture whole or not at all.
fn write(folder: &Path, seen: Seen, bytes: &[u8]) -> io::Result<KeptPicture> {
    let mut hash = data_encoding::HEXLOWER.encode(&Sha256::digest(bytes));
    hash.truncate(32);
    let file = format!("{hash}.{}", seen.kind.ending());
    let path = folder.join(&file);
    if !path.exists() {
        fs::create_dir_all(folder)?;
        let half = folder.join(format!("{file}.half"));
        let mut written = fs::File::create(&half)?;
        written.write_all(bytes)?;
        written.sync_all()?;
        fs::rename(&half, &path)?;
    }
    Ok(KeptPicture { file, width: seen.width, height: seen.height })
}
