//! Jobs: work that goes on behind a request and outlives it. Whoever serves runs them, at most so many at once; pages and
//! the API ask for them, cancel them and look how far they are. What a job does stands elsewhere: here is how it begins,
//! ends, waits and stops. The clock is passed in.

mod running;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use tokio::sync::{Notify, watch};

use crate::domain::Task;
use crate::store::{Store, StoreError};

pub use running::{AtWork, Ended, Stopped};

/// What tells the time.
pub type Clock = fn() -> Timestamp;

/// The jobs of a house.
#[derive(Debug, Clone)]
pub struct Jobs {
    store: Store,
    clock: Clock,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// Something may be there to do.
    wake: Notify,
    /// Those that run, and how each is told to stop.
    running: Mutex<BTreeMap<i64, watch::Sender<Order>>>,
    /// Counts the changes, for those who look on.
    news: watch::Sender<u64>,
}

/// What a running job is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    GoOn,
    /// Nobody wants it any more.
    Cancel,
    /// The server stops; the next one goes on with it.
    GiveBack,
}

impl Jobs {
    #[must_use]
    pub fn new(store: Store, clock: Clock) -> Self {
        let shared = Shared { wake: Notify::new(), running: Mutex::default(), news: watch::Sender::new(0) };
        Self { store, clock, shared: Arc::new(shared) }
    }

    /// Asks for all of `tasks`; their numbers. They are on the disk when this returns.
    pub async fn ask(&self, tasks: &[Task], asked_by: Option<&str>) -> Result<Vec<i64>, StoreError> {
        let mut writing = self.store.write().await?;
        let mut ids = Vec::with_capacity(tasks.len());
        for task in tasks {
            ids.push(writing.add_job(task, asked_by, (self.clock)()).await?);
        }
        writing.commit_unseen().await?;
        self.tell();
        self.shared.wake.notify_one();
        Ok(ids)
    }

    /// Asks for a file to be read that was uploaded.
    pub async fn ask_upload(&self, name: &str, content: &[u8], asked_by: Option<&str>) -> Result<i64, StoreError> {
        let mut writing = self.store.write().await?;
        let id = writing.add_job(&Task::Upload { name: name.to_owned() }, asked_by, (self.clock)()).await?;
        writing.keep_job_file(id, content).await?;
        writing.commit_unseen().await?;
        self.tell();
        self.shared.wake.notify_one();
        Ok(id)
    }

    /// Cancels a job that has not ended; whether there was one. One that is just saving its article saves it still.
    pub async fn cancel(&self, id: i64) -> Result<bool, StoreError> {
        let mut writing = self.store.write().await?;
        let waited = writing.cancel_job(id, (self.clock)()).await?;
        writing.commit_unseen().await?;
        let ran = !waited && self.order(id, Order::Cancel);
        self.tell();
        Ok(waited || ran)
    }

    /// Lets a job begin anew that has failed or was cancelled, or at once where it waits; whether there was one.
    pub async fn retry(&self, id: i64) -> Result<bool, StoreError> {
        let mut writing = self.store.write().await?;
        let retried = writing.retry_job(id, (self.clock)()).await?;
        writing.commit_unseen().await?;
        self.tell();
        self.shared.wake.notify_one();
        Ok(retried)
    }

    /// Counts the changes of all jobs: whoever watches it knows when to look again.
    #[must_use]
    pub fn news(&self) -> watch::Receiver<u64> {
        self.shared.news.subscribe()
    }

    fn tell(&self) {
        self.shared.news.send_modify(|count| *count += 1);
    }

    fn order(&self, id: i64, order: Order) -> bool {
        self.at_work().get(&id).is_some_and(|told| told.send(order).is_ok())
    }

    fn order_all(&self, order: Order) {
        for told in self.at_work().values() {
            // Whoever was told to end has been told enough.
            told.send_if_modified(|old| {
                *old == Order::GoOn && {
                    *old = order;
                    true
                }
            });
        }
    }

    fn at_work(&self) -> std::sync::MutexGuard<'_, BTreeMap<i64, watch::Sender<Order>>> {
        self.shared.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
