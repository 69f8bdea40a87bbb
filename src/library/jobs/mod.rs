//! Jobs: work that goes on behind a request and outlives it. Whoever serves runs them, at most so many at once; pages and
//! the API ask for them, cancel them and look how far they are. What a job does stands elsewhere: here is how it begins,
//! ends, waits and stops. The clock is passed in.

mod running;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, timeout_at};

use crate::domain::{JobState, Task};
use crate::store::{Job, Store, StoreError, Writing};

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
    /// For those who look on.
    news: watch::Sender<News>,
}

/// Tells those who look on when to look again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct News {
    changes: u64,
    /// Nothing will change any more: the server stops.
    pub closed: bool,
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
        let shared =
            Shared { wake: Notify::new(), running: Mutex::default(), news: watch::Sender::new(News::default()) };
        Self { store, clock, shared: Arc::new(shared) }
    }

    /// Asks for all of `tasks`; their numbers. They are on the disk when this returns. What somebody asked for already, and is
    /// still to be done, is done once: it is the same job, and begins now if it was put off.
    pub async fn ask(&self, tasks: &[Task], asked_by: Option<&str>) -> Result<Vec<i64>, StoreError> {
        let mut writing = self.store.write().await?;
        let mut ids = Vec::with_capacity(tasks.len());
        for task in tasks {
            ids.push(self.note(&mut writing, task, asked_by).await?);
        }
        self.let_begin(writing).await?;
        Ok(ids)
    }

    /// Asks for one task; its number.
    pub async fn ask_one(&self, task: &Task, asked_by: Option<&str>) -> Result<i64, StoreError> {
        let mut writing = self.store.write().await?;
        let id = self.note(&mut writing, task, asked_by).await?;
        self.let_begin(writing).await?;
        Ok(id)
    }

    async fn note(&self, writing: &mut Writing, task: &Task, asked_by: Option<&str>) -> Result<i64, StoreError> {
        let now = (self.clock)();
        match writing.job_under_way(task).await? {
            Some(id) => writing.hurry_job(id, now).await.map(|()| id),
            None => writing.add_job(task, asked_by, now).await,
        }
    }

    async fn let_begin(&self, writing: Writing) -> Result<(), StoreError> {
        writing.commit_unseen().await?;
        self.tell();
        self.shared.wake.notify_one();
        Ok(())
    }

    /// Asks for a file to be read that was uploaded.
    pub async fn ask_upload(&self, name: &str, content: &[u8], asked_by: Option<&str>) -> Result<i64, StoreError> {
        let mut writing = self.store.write().await?;
        let id = writing.add_job(&Task::Upload { name: name.to_owned() }, asked_by, (self.clock)()).await?;
        writing.keep_job_file(id, content).await?;
        self.let_begin(writing).await?;
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
        self.let_begin(writing).await?;
        Ok(retried)
    }

    /// The job, once it has ended; none where `patience` is over before, or where it will be tried again later.
    pub async fn ended(&self, id: i64, patience: Duration) -> Result<Option<Job>, StoreError> {
        let (mut news, until) = (self.news(), Instant::now() + patience);
        loop {
            news.borrow_and_update();
            match self.store.job(id).await? {
                Some(job) if job.state.has_ended() => return Ok(Some(job)),
                Some(job) if job.state == JobState::Waiting && job.attempts > 0 => return Ok(None),
                _ => {}
            }
            if !matches!(timeout_at(until, news.changed()).await, Ok(Ok(()))) {
                return Ok(None);
            }
        }
    }

    /// Changes whenever a job does.
    #[must_use]
    pub fn news(&self) -> watch::Receiver<News> {
        self.shared.news.subscribe()
    }

    fn tell(&self) {
        self.shared.news.send_modify(|news| news.changes += 1);
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
