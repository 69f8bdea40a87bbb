//! Jobs in a real database, with work that the tests make up and a clock that they set.

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Instant;

use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::*;
use crate::domain::Task;
use crate::library::jobs::Clock;
use crate::store::Store;

fn fetch(n: usize) -> Task {
    Task::Fetch { url: format!("https://example.org/{n}"), again: false }
}

struct House {
    _folder: TempDir,
    jobs: Jobs,
}

/// A runner that can be told to stop.
struct Runner {
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

impl Runner {
    async fn stop(self) {
        self.stop.send(()).unwrap();
        self.ended.await.unwrap();
    }
}

impl House {
    async fn new(clock: Clock) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("test.db")).await.unwrap();
        Self { _folder: folder, jobs: Jobs::new(store, clock) }
    }

    fn run<F>(&self, at_once: usize, work: impl Fn(AtWork) -> F + Clone + Send + Sync + 'static) -> Runner
    where
        F: Future<Output = Ended> + Send + 'static,
    {
        let (stop, stopped) = oneshot::channel();
        // Of a server started anew: nothing is known but what stands in the database.
        let jobs = Jobs { shared: self.jobs.shared.clone(), ..self.jobs.clone() };
        let stop_told = async move { stopped.await.unwrap_or_default() };
        Runner { stop, ended: tokio::spawn(async move { jobs.run(at_once, work, stop_told).await }) }
    }

    async fn job(&self, id: i64) -> Job {
        self.jobs.store.job(id).await.unwrap().unwrap()
    }

    async fn until(&self, id: i64, state: JobState) -> Job {
        let start = Instant::now();
        loop {
            let job = self.job(id).await;
            if job.state == state {
                return job;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{job:?} is not {state:?}");
            sleep(Duration::from_millis(5)).await;
        }
    }
}

fn at_rest() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

fn done() -> Ended {
    Ended::Done { article: None, outcome: None, message: "Done.".into() }
}

#[tokio::test]
async fn a_job_is_done_once_and_says_what_came_of_it() {
    static DONE: AtomicUsize = AtomicUsize::new(0);
    let house = House::new(at_rest).await;
    let ids = house.jobs.ask(&[fetch(1), fetch(2)], Some("ada")).await.unwrap();
    let runner = house.run(2, |at: AtWork| async move {
        DONE.fetch_add(1, Ordering::SeqCst);
        at.report(1, 2, "Half-way").await.unwrap();
        Ended::Done {
            article: Some(format!("article{}", at.job.id)),
            outcome: Some(Outcome::Loaded),
            message: "Saved.".into(),
        }
    });
    for &id in &ids {
        let job = house.until(id, JobState::Done).await;
        assert_eq!((job.attempts, job.message.as_str(), job.asked_by.as_deref()), (1, "Saved.", Some("ada")));
        assert_eq!((job.done, job.total), (1, 2));
    }
    assert_eq!(
        house.jobs.ended(ids[0], Duration::ZERO).await.unwrap().map(|job| job.outcome),
        Some(Some(Outcome::Loaded))
    );
    // Asked for while it runs, a job begins without waiting for the next look.
    let later = house.jobs.ask(&[fetch(3)], None).await.unwrap();
    house.until(later[0], JobState::Done).await;
    runner.stop().await;
    assert_eq!(DONE.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn what_is_still_to_be_done_is_done_once_however_often_it_is_asked_for() {
    static TIME: AtomicI64 = AtomicI64::new(1_000_000);
    fn clock() -> Timestamp {
        Timestamp::from_second(TIME.load(Ordering::SeqCst)).unwrap()
    }
    let house = House::new(clock).await;
    let first = house.jobs.ask_one(&fetch(1), Some("ada")).await.unwrap();
    assert_eq!(
        house.jobs.ask(&[fetch(1), fetch(2), fetch(2)], Some("bo")).await.unwrap(),
        [first, first + 1, first + 1]
    );
    let again = Task::Fetch { url: "https://example.org/1".into(), again: true };
    assert_ne!(house.jobs.ask_one(&again, None).await.unwrap(), first, "another task");
    // One that was put off begins now, as if it had not been tried.
    let mut writing = house.jobs.store.write().await.unwrap();
    assert_eq!(writing.claim_job(clock()).await.unwrap().unwrap().id, first);
    writing.put_off_job(first, jiff::SignedDuration::from_hours(1), "No answer.", clock()).await.unwrap();
    writing.commit_unseen().await.unwrap();
    assert_eq!(house.jobs.ask_one(&fetch(1), None).await.unwrap(), first);
    let job = house.job(first).await;
    assert_eq!((job.attempts, job.run_after, job.asked_by.as_deref()), (0, clock(), Some("ada")));
    // What has ended is asked for anew.
    let runner = house.run(1, |_| async { done() });
    house.until(first, JobState::Done).await;
    assert_ne!(house.jobs.ask_one(&fetch(1), None).await.unwrap(), first);
    runner.stop().await;
}

#[tokio::test]
async fn no_more_run_at_once_than_may() {
    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    let house = House::new(at_rest).await;
    let tasks: Vec<Task> = (0..12).map(fetch).collect();
    let ids = house.jobs.ask(&tasks, None).await.unwrap();
    let runner = house.run(3, |_| async {
        MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        sleep(Duration::from_millis(20)).await;
        NOW.fetch_sub(1, Ordering::SeqCst);
        done()
    });
    for id in ids {
        house.until(id, JobState::Done).await;
    }
    runner.stop().await;
    assert_eq!(MOST.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn what_may_pass_is_tried_five_times_and_ever_later() {
    static TIME: AtomicI64 = AtomicI64::new(1_000_000);
    fn clock() -> Timestamp {
        Timestamp::from_second(TIME.load(Ordering::SeqCst)).unwrap()
    }
    let house = House::new(clock).await;
    let id = house.jobs.ask(&[fetch(1)], None).await.unwrap()[0];
    let mut waited = Vec::new();
    for attempt in 1..=4 {
        let runner = house.run(1, |_| async { Ended::Later("No answer.".into()) });
        let job = loop {
            let job = house.until(id, JobState::Waiting).await;
            if job.attempts == attempt {
                break job;
            }
        };
        assert_eq!(job.message, "No answer.");
        waited.push(job.run_after.duration_since(clock()).as_secs());
        runner.stop().await;
        TIME.store(job.run_after.as_second(), Ordering::SeqCst);
    }
    assert_eq!(waited, [30, 120, 480, 1920]);
    let runner = house.run(1, |_| async { Ended::Later("No answer.".into()) });
    let job = house.until(id, JobState::Failed).await;
    assert_eq!((job.attempts, job.message.as_str()), (5, "No answer."));
    // By hand it begins anew.
    assert!(house.jobs.retry(id).await.unwrap());
    runner.stop().await;
    let runner = house.run(1, |_| async { done() });
    assert_eq!(house.until(id, JobState::Done).await.attempts, 1);
    assert!(!house.jobs.retry(id).await.unwrap(), "what is done is done");
    runner.stop().await;
}

#[tokio::test]
async fn one_that_waits_can_be_cancelled_and_so_can_one_that_runs() {
    let house = House::new(at_rest).await;
    let ids = house.jobs.ask(&[fetch(1), fetch(2)], None).await.unwrap();
    assert!(house.jobs.cancel(ids[0]).await.unwrap());
    let runner = house.run(1, |at: AtWork| async move {
        match at.unless_stopped(std::future::pending::<()>()).await {
            Ok(()) => done(),
            Err(Stopped) => Ended::Stopped,
        }
    });
    house.until(ids[1], JobState::Running).await;
    while !house.jobs.cancel(ids[1]).await.unwrap() {}
    house.until(ids[1], JobState::Cancelled).await;
    assert_eq!(house.job(ids[0]).await.state, JobState::Cancelled);
    assert!(!house.jobs.cancel(ids[1]).await.unwrap() && !house.jobs.cancel(99).await.unwrap());
    runner.stop().await;
}

#[tokio::test]
async fn told_to_stop_it_gives_back_what_runs() {
    let house = House::new(at_rest).await;
    let id = house.jobs.ask(&[fetch(1)], None).await.unwrap()[0];
    let runner = house.run(1, |at: AtWork| async move {
        let _ = at.unless_stopped(std::future::pending::<()>()).await;
        Ended::Stopped
    });
    house.until(id, JobState::Running).await;
    runner.stop().await;
    let job = house.job(id).await;
    assert_eq!((job.state, job.attempts), (JobState::Waiting, 0));
}

#[tokio::test]
async fn whenever_it_is_told_to_stop_nothing_is_left_as_if_it_ran() {
    let house = House::new(at_rest).await;
    let id = house.jobs.ask_one(&fetch(1), None).await.unwrap();
    for moment in 0..60 {
        let runner = house.run(1, |at: AtWork| async move {
            let _ = at.unless_stopped(std::future::pending::<()>()).await;
            Ended::Stopped
        });
        sleep(Duration::from_micros(moment * 100)).await;
        runner.stop().await;
        let job = house.job(id).await;
        assert_eq!((job.state, job.attempts), (JobState::Waiting, 0), "told after {moment} tenths of a millisecond");
    }
}

#[tokio::test]
async fn what_a_dead_server_had_claimed_is_done_by_the_next_one_but_not_for_ever() {
    let house = House::new(at_rest).await;
    let ids = house.jobs.ask(&[fetch(1), fetch(2)], None).await.unwrap();
    for _ in 0..MOST_ATTEMPTS {
        // As a kill leaves it: claimed, and nobody there.
        let mut writing = house.jobs.store.write().await.unwrap();
        assert_eq!(writing.claim_job(at_rest()).await.unwrap().unwrap().id, ids[0]);
        writing.commit_unseen().await.unwrap();
        if house.job(ids[0]).await.attempts < MOST_ATTEMPTS {
            house.jobs.take_over().await.unwrap();
            assert_eq!(house.job(ids[0]).await.state, JobState::Waiting);
        }
    }
    let runner = house.run(1, |_| async { done() });
    house.until(ids[1], JobState::Done).await;
    let job = house.until(ids[0], JobState::Failed).await;
    assert_eq!(job.message, "The server ended each time it was at this.");
    runner.stop().await;
}

#[tokio::test]
async fn a_fault_ends_its_job_and_no_other() {
    let house = House::new(at_rest).await;
    let ids = house.jobs.ask(&[fetch(1), fetch(2)], None).await.unwrap();
    let runner = house.run(1, |at: AtWork| async move {
        assert_ne!(at.job.id, 1, "a fault, as the test wants it");
        done()
    });
    let failed = house.until(ids[0], JobState::Failed).await;
    assert!(failed.message.contains("A fault of this program"), "{}", failed.message);
    house.until(ids[1], JobState::Done).await;
    runner.stop().await;
}

#[tokio::test]
async fn a_file_is_kept_until_it_is_read() {
    let house = House::new(at_rest).await;
    let id = house.jobs.ask_upload("a.zip", b"bytes", None).await.unwrap();
    let store = house.jobs.store.clone();
    let runner = house.run(1, move |at: AtWork| {
        let store = store.clone();
        async move {
            let bytes = store.job_file(at.job.id).await.unwrap().unwrap();
            let part =
                JobPart { name: "a.txt".into(), outcome: Outcome::Skipped, article: None, reason: Some("no".into()) };
            at.report_parts(0, &[part]).await.unwrap();
            Ended::Done { article: None, outcome: None, message: format!("{} bytes", bytes.len()) }
        }
    });
    assert_eq!(house.until(id, JobState::Done).await.message, "5 bytes");
    assert_eq!(house.jobs.store.job_file(id).await.unwrap(), None);
    let (parts, count) = house.jobs.store.job_parts(id, 10).await.unwrap();
    assert_eq!((parts[0].name.as_str(), parts[0].reason.as_deref(), count), ("a.txt", Some("no"), 1));
    runner.stop().await;
}
