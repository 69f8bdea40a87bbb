//! Settles who is who, one surname at a time, for the surnames that articles added or changed.

use tokio::task::spawn_blocking;

use crate::analysis::identity;
use crate::store::{Namesakes, Store, StoreError, Writing};

/// Settles every surname that waits for it. What a kill left undone is done by the next call.
pub async fn settle(store: &Store) -> Result<(), StoreError> {
    while store.has_unsettled().await? {
        let mut writing = store.write().await?;
        for surname in writing.unsettled_surnames().await? {
            settle_one(&mut writing, &surname).await?;
        }
        writing.commit().await?;
    }
    Ok(())
}

async fn settle_one(writing: &mut Writing, surname: &str) -> Result<(), StoreError> {
    let namesakes = writing.namesakes(surname).await?;
    let work = spawn_blocking(move || {
        let settled = identity::settle(&namesakes.members);
        (namesakes, settled)
    });
    let (namesakes, settled) = match work.await {
        Ok(done) => done,
        Err(error) => {
            // Left as they are, each article's members stay without a page; everybody else is settled.
            tracing::error!(surname, %error, "settling a surname failed");
            (Namesakes::default(), Vec::new())
        }
    };
    writing.save_settled(surname, &namesakes, &settled).await
}

#[cfg(test)]
#[path = "settle_tests.rs"]
mod tests;
