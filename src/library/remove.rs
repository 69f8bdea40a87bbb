//! Deletes articles, brings them back, and takes their text away for good. Whoever they named is settled at once, so that
//! nothing of a deleted article stands on anybody's page.

use jiff::Timestamp;

use super::Gallery;
use super::ahead::start_reading;
use super::settle::finish;
use crate::analysis;
use crate::domain::{ArticleId, Deed, Who};
use crate::store::{Store, StoreError};

/// Deletes the article at `id`; its title, if there was one.
pub async fn remove(store: &Store, id: &ArticleId, who: &Who, now: Timestamp) -> Result<Option<String>, StoreError> {
    let mut writing = store.write().await?;
    let title = writing.remove_article(id, &who.name, now).await?;
    if let Some(title) = &title {
        writing.audit(who, Deed::ArticleRemoved, &about(title, id), now).await?;
        writing.commit().await?;
        finish(store).await?;
    }
    Ok(title)
}

/// Brings a deleted article back, and reads it anew; its title, if its text was there still.
pub async fn restore(store: &Store, id: &ArticleId, who: &Who, now: Timestamp) -> Result<Option<String>, StoreError> {
    let mut writing = store.write().await?;
    let title = writing.restore_article(id).await?;
    if let Some(title) = &title {
        writing.audit(who, Deed::ArticleRestored, &about(title, id), now).await?;
        writing.commit().await?;
        read_again(store, id).await?;
        finish(store).await?;
    }
    Ok(title)
}

/// Takes the text of a deleted article away for good, and its pictures but for those that others show too; its title, if it
/// was there still.
pub async fn purge(
    store: &Store,
    gallery: Option<&Gallery>,
    id: &ArticleId,
    who: &Who,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let pictures = store.pictures_of_none_but(id).await?;
    let mut writing = store.write().await?;
    writing.overwrite_what_is_deleted(true).await?;
    let title = writing.purge_article(id).await?;
    let mut files = Vec::new();
    if title.is_some() {
        files = writing.drop_pictures(&pictures).await?;
        // Not what it was called: that is to be gone too.
        writing.audit(who, Deed::ArticlePurged, id.as_str(), now).await?;
    }
    writing.overwrite_what_is_deleted(false).await?;
    if title.is_some() {
        writing.commit().await?;
        store.empty_log().await?;
        if let Some(gallery) = gallery {
            gallery.delete(files).await;
        }
    }
    Ok(title)
}

fn about(title: &str, id: &ArticleId) -> String {
    format!("{title} ({id})")
}

/// Where the analysis fails on it, it stands there unread, as after an upgrade, and the next server tries again.
async fn read_again(store: &Store, id: &ArticleId) -> Result<(), StoreError> {
    let Some(stored) = store.article_to_read(id).await? else { return Ok(()) };
    let Ok(reading) = start_reading(&stored.article).await else {
        tracing::error!(article = %id, "the analysis failed on an article that was restored");
        return Ok(());
    };
    let mut writing = store.write().await?;
    if writing.is_shown(stored.row).await? {
        writing.save_reading(stored.row, id, &reading, analysis::VERSION).await?;
        writing.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "remove_tests.rs"]
mod tests;
