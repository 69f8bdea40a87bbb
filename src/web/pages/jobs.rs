//! What is under way and what became of it: a list of jobs that follows them, one job with all that is known of it, and
//! the stream of news by which the script knows when to look again. Without the script, pages of what is under way load
//! themselves anew.

use std::convert::Infallible;
use std::time::Duration;

use askama::Template;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use tokio::sync::mpsc::channel;
use tokio::time::timeout;
use url::Url;

use crate::domain::{JobState, Task};
use crate::store::{Job, JobCounts, JobPart};
use crate::web::auth::Editor;
use crate::web::extract::{InPath, InQuery};
use crate::web::page::{Frame, PageResult, Section, html_once};
use crate::web::{AppState, PageError, clock, flow, paths, wording};

const SIZE: usize = 50;
/// So many parts of a job are shown.
const PARTS: i64 = 500;
/// Shorter than proxies wait for the next byte.
const HEARTBEAT: Duration = Duration::from_secs(20);
const BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");
/// The script looks again no more often than this.
const BREATH: Duration = Duration::from_millis(300);

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    state: String,
    before: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct AskedOne {
    then: String,
}

#[derive(Template)]
#[template(path = "pages/jobs.html")]
struct JobList {
    frame: Frame,
    counts: JobCounts,
    choices: Vec<Choice>,
    is_chosen: bool,
    jobs: Vec<JobView>,
    older: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/job.html")]
struct OneJob {
    frame: Frame,
    view: JobView,
    parts: Vec<JobPart>,
    part_count: i64,
    /// Where the script leads on to, once there is something.
    then: Option<String>,
    /// The address from which a reader may get what could not be fetched.
    by_hand: Option<String>,
}

/// A state of jobs that can be asked for; or all of them.
struct Choice {
    words: &'static str,
    address: String,
    is_chosen: bool,
}

/// A job, in words.
struct JobView {
    job: Job,
    wait: Option<String>,
}

pub(in crate::web) async fn list(
    State(state): State<AppState>,
    Editor(_): Editor,
    InQuery(asked): InQuery<Asked>,
) -> PageResult {
    let of_state = match asked.state.as_str() {
        "" => None,
        text => Some(JobState::parse(text).ok_or(PageError::BadRequest(NO_STATE))?),
    };
    let before = asked.before.as_deref().filter(|text| !text.is_empty());
    let before = before.map(|text| text.parse::<i64>().map_err(|_| PageError::BadRequest(NO_PLACE))).transpose()?;
    let page = state.store.jobs(of_state, before.unwrap_or(i64::MAX), SIZE).await?;
    let next = page.rows.last().filter(|_| page.more).map(|job| paths::adding::jobs(of_state, Some(job.id)));
    let page = JobList {
        frame: state.frame("Jobs", Section::None, &paths::adding::jobs(of_state, before)),
        counts: state.store.job_counts().await?,
        choices: choices(of_state),
        is_chosen: of_state.is_some(),
        older: next,
        jobs: page.rows.into_iter().map(JobView::of).collect(),
    };
    html_once(StatusCode::OK, &page)
}

const NO_STATE: &str = "Jobs are waiting, running, done, failed or cancelled.";
const NO_PLACE: &str = "The address asks for jobs before something that is no number.";

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    Editor(_): Editor,
    InPath(id): InPath<i64>,
    InQuery(asked): InQuery<AskedOne>,
) -> PageResult {
    let job = state.store.job(id).await?.ok_or(PageError::NotFound)?;
    let follows = asked.then == "article";
    if let Some(article) = job.article.as_ref().filter(|_| follows && job.state == JobState::Done) {
        return Ok(Redirect::to(&paths::article(&article.id, &article.slug)).into_response());
    }
    let (parts, part_count) = state.store.job_parts(id, PARTS).await?;
    let view = JobView::of(job);
    let page = OneJob {
        frame: state.frame(view.title(), Section::None, &paths::adding::job(id)),
        then: follows.then(|| paths::adding::job_followed(id)),
        by_hand: by_hand(&state, &view.job).await?,
        view,
        parts,
        part_count,
    };
    html_once(StatusCode::OK, &page)
}

/// What was deleted here is refused however it comes.
async fn by_hand(state: &AppState, job: &Job) -> Result<Option<String>, PageError> {
    let (JobState::Failed, Task::Fetch { url, .. }) = (job.state, &job.task) else { return Ok(None) };
    let Ok(parsed) = Url::parse(url) else { return Ok(None) };
    Ok((!state.adding.is_deleted(&parsed).await?).then(|| url.clone()))
}

pub(in crate::web) async fn cancel(
    State(state): State<AppState>,
    Editor(_): Editor,
    InPath(id): InPath<i64>,
) -> PageResult {
    state.store.job(id).await?.ok_or(PageError::NotFound)?;
    // One that has ended meanwhile needs no cancelling, and its page says so.
    state.adding.jobs.cancel(id).await?;
    Ok(Redirect::to(&paths::adding::job(id)).into_response())
}

pub(in crate::web) async fn retry(
    State(state): State<AppState>,
    Editor(_): Editor,
    InPath(id): InPath<i64>,
) -> PageResult {
    state.store.job(id).await?.ok_or(PageError::NotFound)?;
    state.adding.jobs.retry(id).await?;
    Ok(Redirect::to(&paths::adding::job(id)).into_response())
}

/// A line each time that something has changed (server-sent events), until the server stops.
pub(in crate::web) async fn news(State(state): State<AppState>, Editor(_): Editor) -> PageResult {
    let (next, parts) = channel::<Result<Bytes, Infallible>>(1);
    let mut news = state.adding.jobs.news();
    tokio::spawn(async move {
        let _ = next.send(Ok(Bytes::from_static(b"retry: 2000\n\n"))).await;
        loop {
            let text: &'static [u8] = match timeout(HEARTBEAT, news.changed()).await {
                Ok(Ok(())) if news.borrow_and_update().closed => return,
                Ok(Ok(())) => b"data: changed\n\n",
                Ok(Err(_)) => return,
                Err(_) => b": still here\n\n",
            };
            // Where nobody listens any more, there is nobody to tell.
            if next.send(Ok(Bytes::from_static(text))).await.is_err() {
                return;
            }
            tokio::time::sleep(BREATH).await;
        }
    });
    // The last one keeps a web server before this one, such as nginx, from holding the news back.
    let headers = [(CONTENT_TYPE, "text/event-stream"), (CACHE_CONTROL, "no-store"), (BUFFERING, "no")];
    Ok((headers, flow::body(parts)).into_response())
}

impl JobView {
    fn of(job: Job) -> Self {
        let now = clock::now();
        let later = job.state == JobState::Waiting && job.attempts > 0;
        let wait = std::time::Duration::try_from(job.run_after.duration_since(now)).ok().filter(|_| later);
        Self { wait: wait.map(wording::wait), job }
    }

    /// What it is about.
    fn title(&self) -> String {
        match (&self.job.article, &self.job.task) {
            (Some(article), _) => article.title.clone(),
            (None, Task::Fetch { url, .. }) => url.clone(),
            (None, Task::Upload { name }) => name.clone(),
        }
    }

    /// Where it leads: to its article, or to what there is to know of it.
    fn path(&self) -> String {
        let job = || paths::adding::job(self.job.id);
        self.job.article.as_ref().map_or_else(job, |article| paths::article(&article.id, &article.slug))
    }

    /// The address that is fetched, where the title says something else.
    fn address(&self) -> Option<&str> {
        match (&self.job.article, &self.job.task) {
            (Some(_), Task::Fetch { url, .. }) => Some(url),
            _ => None,
        }
    }

    fn state(&self) -> &'static str {
        match self.job.state {
            JobState::Waiting if self.wait.is_some() => "Will be tried again",
            JobState::Waiting => "Waiting",
            JobState::Running => "Under way",
            JobState::Done => "Done",
            JobState::Failed => "Failed",
            JobState::Cancelled => "Cancelled",
        }
    }

    fn has_ended(&self) -> bool {
        self.job.state.has_ended()
    }

    fn may_be_retried(&self) -> bool {
        matches!(self.job.state, JobState::Failed | JobState::Cancelled) || self.wait.is_some()
    }

    /// What it is at, also before it has said so.
    fn doing(&self) -> &str {
        match (&self.job.task, self.job.message.as_str()) {
            (Task::Fetch { .. }, "") => "Fetching the page",
            (Task::Upload { .. }, "") => "Reading the file",
            (_, message) => message,
        }
    }
}

fn choices(chosen: Option<JobState>) -> Vec<Choice> {
    use JobState::{Cancelled, Done, Failed, Running, Waiting};
    let all = [None, Some(Waiting), Some(Running), Some(Failed), Some(Done), Some(Cancelled)];
    let choice = |state: Option<JobState>| Choice {
        words: state.map_or("All", wording::job_state),
        address: paths::adding::jobs(state, None),
        is_chosen: state == chosen,
    };
    all.into_iter().map(choice).collect()
}

impl JobList {
    fn is_under_way(&self) -> bool {
        self.counts.running > 0 || self.counts.waiting > 0
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn job(state: JobState, attempts: i64) -> Job {
        Job {
            id: 1,
            task: Task::Fetch { url: "https://example.org/a".into(), again: false },
            state,
            attempts,
            run_after: Timestamp::MAX,
            done: 0,
            total: 0,
            message: String::new(),
            article: None,
            outcome: None,
            asked_by: None,
            asked_at: Timestamp::UNIX_EPOCH,
            ended_at: None,
        }
    }

    #[test]
    fn what_waits_after_a_failure_is_told_from_what_waits_its_turn() {
        let state = |state, attempts| JobView::of(job(state, attempts)).state();
        assert_eq!(state(JobState::Waiting, 0), "Waiting");
        assert_eq!(state(JobState::Waiting, 1), "Will be tried again");
        assert!(JobView::of(job(JobState::Failed, 5)).may_be_retried());
        assert!(!JobView::of(job(JobState::Done, 1)).may_be_retried());
    }
}
