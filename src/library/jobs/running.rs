//! Runs jobs: claims what waits, hands it to whoever does the work, writes down how it ended. Stops in good order: what
//! can be dropped is given back, what is being saved is saved.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::sleep;
use tracing::{error, info, warn};

use super::{Jobs, Order};
use crate::domain::{JobState, MOST_ATTEMPTS, Outcome, back_off};
use crate::store::{Job, JobEnd, JobPart, StoreError};

/// After so long, what waits is looked at again in any case: the clock may have been set.
const LONGEST_SLEEP: Duration = Duration::from_mins(1);
/// Before trying again where the database cannot be written.
const TROUBLE: Duration = Duration::from_secs(2);
/// Jobs that ended so long ago are forgotten, but for those that failed.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// How a job ended, as whoever worked on it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The article that came of it, where there is one, how it did, and a word on it.
    Done { article: Option<String>, outcome: Option<Outcome>, message: String },
    /// Trying again would not help.
    Failed(String),
    /// For a reason that may pass.
    Later(String),
    /// It was told to.
    Stopped,
}

/// The job was told to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// A job under way, for whoever works on it.
#[derive(Debug)]
pub struct AtWork {
    pub job: Job,
    jobs: Jobs,
    told: watch::Receiver<Order>,
}

impl AtWork {
    /// What `work` gives, unless the job is told to stop before that. What must not be dropped half-way does not belong here.
    pub async fn unless_stopped<T>(&self, work: impl Future<Output = T>) -> Result<T, Stopped> {
        let mut told = self.told.clone();
        tokio::select! {
            done = work => Ok(done),
            // Where nobody can tell it anything any more, it goes on.
            Ok(_) = told.wait_for(|order| *order != Order::GoOn) => Err(Stopped),
        }
    }

    /// Whether the job was told to stop.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        *self.told.borrow() != Order::GoOn
    }

    /// Notes how far the job is.
    pub async fn report(&self, done: usize, total: usize, message: &str) -> Result<(), StoreError> {
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let mut writing = self.jobs.store.write().await?;
        writing.report_job(self.job.id, number(done), number(total), message).await?;
        writing.commit_unseen().await?;
        self.jobs.tell();
        Ok(())
    }

    /// Notes what came of some of its parts, which begin at `position`.
    pub async fn report_parts(&self, position: usize, parts: &[JobPart]) -> Result<(), StoreError> {
        let mut writing = self.jobs.store.write().await?;
        for (position, part) in (position..).zip(parts) {
            writing.add_job_part(self.job.id, i64::try_from(position).unwrap_or(i64::MAX), part).await?;
        }
        writing.commit_unseen().await
    }
}

impl Jobs {
    /// Runs jobs, at most `at_once`, until `stop` is done; then until those that run have ended or were given back.
    pub async fn run<W, F>(&self, at_once: usize, work: W, stop: impl Future<Output = ()>)
    where
        W: Fn(AtWork) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Ended> + Send + 'static,
    {
        let places = Arc::new(Semaphore::new(at_once));
        self.go_on(&places, work, pin!(stop)).await;
        self.shared.news.send_modify(|news| news.closed = true);
        self.order_all(Order::GiveBack);
        // Each place that comes free is a job that has ended.
        let _ = places.acquire_many(u32::try_from(at_once).unwrap_or(u32::MAX)).await;
    }

    /// Until `stop` is done, which is looked at only where nothing is claimed: a job that was and is never begun would stand
    /// there as if it ran.
    async fn go_on<W, F>(&self, places: &Arc<Semaphore>, work: W, mut stop: Pin<&mut impl Future<Output = ()>>)
    where
        W: Fn(AtWork) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Ended> + Send + 'static,
    {
        while let Err(e) = self.take_over().await {
            warn!(error = %e, "what the last server had begun cannot be looked at: {e}");
            if before(stop.as_mut(), sleep(TROUBLE)).await.is_none() {
                return;
            }
        }
        loop {
            // The semaphore is never closed, so that there is always a place in the end.
            let Some(Ok(place)) = before(stop.as_mut(), Arc::clone(places).acquire_owned()).await else { return };
            let pause = match self.claim().await {
                Ok(Some(job)) => {
                    self.start(job, work.clone(), place);
                    continue;
                }
                Ok(None) => before(stop.as_mut(), self.rest()).await,
                Err(e) => {
                    warn!(error = %e, "no job can be begun: {e}");
                    before(stop.as_mut(), sleep(TROUBLE)).await
                }
            };
            if pause.is_none() {
                return;
            }
        }
    }

    /// What the last server had claimed when it was killed waits again; what ended long ago is forgotten.
    async fn take_over(&self) -> Result<(), StoreError> {
        let now = (self.clock)();
        let mut writing = self.store.write().await?;
        let count = writing.give_back_jobs(MOST_ATTEMPTS, now).await?;
        writing.forget_jobs(now.saturating_sub(KEPT).unwrap_or(now)).await?;
        writing.commit_unseen().await?;
        if count > 0 {
            info!(count, "jobs that the last server had begun wait again");
        }
        Ok(())
    }

    /// Looks before it writes: most of the time there is nothing to do.
    async fn claim(&self) -> Result<Option<Job>, StoreError> {
        let now = (self.clock)();
        if self.store.next_job_at().await?.is_none_or(|next| next > now) {
            return Ok(None);
        }
        let mut writing = self.store.write().await?;
        let job = writing.claim_job(now).await?;
        writing.commit_unseen().await?;
        self.tell();
        Ok(job)
    }

    /// Until somebody asks for a job, or one that waits may begin.
    async fn rest(&self) {
        let next = self.store.next_job_at().await.unwrap_or_default();
        let pause = next.map_or(LONGEST_SLEEP, |next| pause_until(next, (self.clock)()));
        tokio::select! {
            () = self.shared.wake.notified() => {}
            () = sleep(pause) => {}
        }
    }

    fn start<W, F>(&self, job: Job, work: W, place: OwnedSemaphorePermit)
    where
        W: Fn(AtWork) -> F + Send + 'static,
        F: Future<Output = Ended> + Send + 'static,
    {
        let (teller, told) = watch::channel(Order::GoOn);
        self.at_work().insert(job.id, teller);
        let jobs = self.clone();
        tokio::spawn(async move {
            let (id, attempts) = (job.id, job.attempts);
            let at_work = AtWork { job, jobs: jobs.clone(), told: told.clone() };
            // In a task of its own, so that a fault in it is its end and not that of the job's record.
            let ended = tokio::spawn(work(at_work)).await.unwrap_or_else(|fault| {
                error!(job = id, error = %fault, "a job failed by a fault of the program");
                Ended::Failed("A fault of this program ended it. It has been noted.".to_owned())
            });
            let order = *told.borrow();
            while let Err(e) = jobs.end(id, attempts, &ended, order).await {
                warn!(job = id, error = %e, "the end of a job cannot be written: {e}");
                sleep(TROUBLE).await;
            }
            jobs.at_work().remove(&id);
            jobs.tell();
            drop(place);
        });
    }

    async fn end(&self, id: i64, attempts: i64, ended: &Ended, order: Order) -> Result<(), StoreError> {
        let now = (self.clock)();
        let end = |state, message: &str| JobEnd { state, message: message.to_owned(), article: None, outcome: None };
        let mut writing = self.store.write().await?;
        match ended {
            Ended::Done { article, outcome, message } => {
                let done = JobEnd { article: article.clone(), outcome: *outcome, ..end(JobState::Done, message) };
                writing.end_job(id, &done, now).await?;
            }
            Ended::Later(reason) if attempts < MOST_ATTEMPTS => {
                writing.put_off_job(id, back_off(attempts), reason, now).await?;
            }
            Ended::Failed(reason) | Ended::Later(reason) => {
                writing.end_job(id, &end(JobState::Failed, reason), now).await?;
            }
            Ended::Stopped if order == Order::Cancel => {
                writing.end_job(id, &end(JobState::Cancelled, ""), now).await?;
            }
            Ended::Stopped => writing.give_back_job(id).await?,
        }
        writing.commit_unseen().await
    }
}

/// What `work` gives, or nothing where `stop` is done first.
async fn before<T>(stop: Pin<&mut impl Future<Output = ()>>, work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        biased;
        () = stop => None,
        done = work => Some(done),
    }
}

fn pause_until(next: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(next.duration_since(now)).unwrap_or_default().clamp(Duration::from_millis(10), LONGEST_SLEEP)
}

#[cfg(test)]
#[path = "running_tests.rs"]
mod tests;
