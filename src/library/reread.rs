//! Rebuilds the derived state: what the analysis makes of the articles that are stored.

use super::ahead::start_reading;
use super::settle;
use crate::analysis;
use crate::store::{Store, StoreError};

/// How many articles are held in memory.
const AT_ONCE: i64 = 100;

/// Which articles are read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reread {
    /// Those that another version of the analysis has read.
    Outdated,
    /// All of them.
    Everything,
}

/// Reads stored articles again, replaces what was made of them, and settles who is who. Says how many were read.
pub async fn reread(store: &Store, which: Reread) -> Result<usize, StoreError> {
    let version = (which == Reread::Outdated).then_some(analysis::VERSION);
    let (mut after, mut count) = (0, 0);
    loop {
        let articles = store.articles_to_read(after, version, AT_ONCE).await?;
        let Some(last) = articles.last() else { break };
        after = last.row.article;
        for stored in &articles {
            let Ok(reading) = start_reading(&stored.article).await else {
                tracing::error!(article = %stored.article.id(), "the analysis failed on an article; its old reading stays");
                continue;
            };
            let mut writing = store.write().await?;
            if writing.is_shown(stored.row).await? {
                writing.save_reading(stored.row, &stored.article.id(), &reading, analysis::VERSION).await?;
                writing.commit().await?;
                count += 1;
            }
        }
    }
    settle(store).await?;
    Ok(count)
}
