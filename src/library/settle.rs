//! Settles who is who, for the surnames that articles added or changed: one key at a time, which all spellings of a
//! surname share; then which of their statements are the same, one person at a time, for the persons whose statements
//! changed.

use tokio::task::spawn_blocking;

use crate::analysis::{identity, same};
use crate::domain::Settlement;
use crate::store::{Namesakes, Record, Store, StoreError, Writing};

/// Settles everybody and every record that waits for it; all persons where older identity rules have settled them. What
/// a kill left undone is done by the next call.
pub async fn settle(store: &Store) -> Result<(), StoreError> {
    if store.identity_version().await? != i64::from(identity::VERSION) {
        let mut writing = store.write().await?;
        writing.unsettle_everyone(identity::VERSION).await?;
        writing.commit().await?;
    }
    finish(store).await
}

/// Settles those who wait, and leaves the work of older rules alone: what an upgrade asks for can be done later.
pub(super) async fn finish(store: &Store) -> Result<(), StoreError> {
    while store.has_unsettled().await? {
        let mut writing = store.write().await?;
        let surnames = writing.surnames_without_key().await?;
        let keys: Vec<_> = surnames.into_iter().map(|s| (s.clone(), identity::surname_key(&s))).collect();
        writing.save_surname_keys(&keys).await?;
        let keys = writing.unsettled_keys().await?;
        for key in &keys {
            settle_one(&mut writing, key).await?;
        }
        let records = writing.unsettled_records().await?;
        for person in &records {
            compare_one(&mut writing, *person).await?;
        }
        // Last, since each of the others changes what is counted.
        if keys.is_empty() && records.is_empty() {
            writing.count_some().await?;
        }
        writing.commit().await?;
    }
    Ok(())
}

async fn settle_one(writing: &mut Writing, key: &str) -> Result<(), StoreError> {
    let namesakes = writing.namesakes(key).await?;
    let work = spawn_blocking(move || {
        let settlement = identity::settle(&namesakes.members);
        (namesakes, settlement)
    });
    let (namesakes, settlement) = match work.await {
        Ok(done) => done,
        Err(error) => {
            // Left as they are, each article's members stay without a page; everybody else is settled.
            tracing::error!(surname = key, %error, "settling a surname failed");
            (Namesakes::default(), Settlement::default())
        }
    };
    writing.save_settled(key, &namesakes, &settlement).await
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
