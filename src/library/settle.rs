//! Settles who is who, one surname at a time, for the surnames that articles added or changed; then which of their
//! statements are the same, one person at a time, for the persons whose statements changed.

use tokio::task::spawn_blocking;

use crate::analysis::{identity, same};
use crate::store::{Namesakes, Record, Store, StoreError, Writing};

/// Settles every surname and every record that waits for it. What a kill left undone is done by the next call.
pub async fn settle(store: &Store) -> Result<(), StoreError> {
    while store.has_unsettled().await? {
        let mut writing = store.write().await?;
        for surname in writing.unsettled_surnames().await? {
            settle_one(&mut writing, &surname).await?;
        }
        for person in writing.unsettled_records().await? {
            compare_one(&mut writing, person).await?;
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

async fn compare_one(writing: &mut Writing, person: i64) -> Result<(), StoreError> {
    let record = writing.record(person).await?;
    let work = spawn_blocking(move || {
        let stands_for = same::settle(&record.said);
        (record, stands_for)
    });
    let (record, stands_for) = match work.await {
        Ok(done) => done,
        Err(error) => {
            // Left as they are, all statements are shown.
            tracing::error!(person, %error, "comparing a person's statements failed");
            (Record::default(), Vec::new())
        }
    };
    writing.save_record(person, &record, &stands_for).await
}

#[cfg(test)]
#[path = "settle_tests.rs"]
mod tests;
