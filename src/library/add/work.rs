//! What jobs do: fetch a page and save its article, or read a file that was uploaded. What can be dropped is dropped when
//! the job is told to stop; what is being saved is saved.

use tokio::sync::mpsc::channel;
use tokio::task::spawn_blocking;
use url::Url;

use super::incoming::{FAULT, sentence};
use super::{AddError, Added, Adding, Incoming};
use crate::domain::{Outcome, Task, Who};
use crate::ingest::client::FetchError;
use crate::ingest::page;
use crate::ingest::upload::{self, Item};
use crate::library::jobs::{AtWork, Ended, Stopped};
use crate::library::report::Summary;
use crate::store::{JobPart, StoreError};

/// So many parts are written down at once.
const TOGETHER: usize = 20;
/// The persons of what was read are settled after so many articles, then each time as many more have come as there were.
const FIRST_SETTLE: usize = 200;

impl Adding {
    /// Does a job.
    pub async fn work(self, at: AtWork) -> Ended {
        let who = Who { name: at.job.asked_by.clone().unwrap_or_default(), ..Who::default() };
        let ended = match &at.job.task {
            Task::Fetch { url, again } => self.fetch(&at, url, *again, &who).await,
            Task::Upload { name } => self.read_file(&at, name, &who).await,
        };
        ended.unwrap_or_else(|ended| ended)
    }

    async fn fetch(&self, at: &AtWork, url: &str, again: bool, who: &Who) -> Result<Ended, Ended> {
        let url = Url::parse(url).map_err(|_| Ended::Failed("This is no address.".to_owned()))?;
        if let Some(article) = self.known(&url).await?.filter(|_| !again) {
            return Ok(Ended::Done {
                article: Some(article.id),
                outcome: Some(Outcome::Unchanged),
                message: THERE.into(),
            });
        }
        if self.is_deleted(&url).await? {
            return Ok(Ended::Failed(DELETED.to_owned()));
        }
        let client = self.client.as_ref().map_err(Clone::clone)?;
        let fetched = at.unless_stopped(client.get(&url)).await??;
        at.report(1, 3, "Reading the page").await?;
        let read = move || page::read(&fetched.bytes, fetched.content_type.as_deref(), Some(&fetched.url));
        let found = at.unless_stopped(spawn_blocking(read)).await?.map_err(|fault| {
            tracing::error!(job = at.job.id, error = %fault, "reading a page failed by a fault of the program");
            Ended::Failed(FAULT.to_owned())
        })?;
        let found = found.map_err(|reason| Ended::Failed(sentence(&reason.to_string())))?;
        at.report(2, 3, "Looking who says what").await?;
        Ok(done(self.add(&Incoming::fetched(found, url), who).await?))
    }

    async fn read_file(&self, at: &AtWork, name: &str, who: &Who) -> Result<Ended, Ended> {
        let content = self.store.job_file(at.job.id).await?;
        let content = content.ok_or_else(|| Ended::Failed("The file is no longer here.".to_owned()))?;
        let (next, mut items) = channel(4);
        let file = name.to_owned();
        let reading = spawn_blocking(move || {
            for item in upload::read(&file, content) {
                if next.blocking_send(item).is_err() {
                    return;
                }
            }
        });
        let (mut summary, mut parts, mut settle_at) = (Summary::default(), Vec::new(), FIRST_SETTLE);
        while let Some(item) = items.recv().await {
            if at.is_stopped() {
                self.settle().await?;
                return Ok(Ended::Stopped);
            }
            let part = self.take(item, who).await?;
            summary.count(part.outcome);
            parts.push(part);
            if parts.len() == TOGETHER {
                at.report_parts(summary.files() - parts.len(), &parts).await?;
                at.report(summary.files(), 0, &format!("{} files read", summary.files())).await?;
                parts.clear();
            }
            if summary.written() >= settle_at {
                self.settle().await?;
                settle_at = summary.written() * 2;
            }
        }
        at.report_parts(summary.files() - parts.len(), &parts).await?;
        self.settle().await?;
        Ok(if reading.await.is_ok() { read_whole(summary, &parts) } else { Ended::Failed(FAULT.to_owned()) })
    }

    /// Saves the article of one file; what became of it.
    async fn take(&self, item: Item, who: &Who) -> Result<JobPart, StoreError> {
        let skipped = |reason| JobPart { name: item.name.clone(), outcome: Outcome::Skipped, article: None, reason };
        let found = match item.found {
            Ok(found) => found,
            Err(reason) => return Ok(skipped(Some(sentence(&reason.to_string())))),
        };
        match self.save(&Incoming::uploaded(found, &item.name), who).await {
            Ok(Added { outcome, article, note }) => {
                Ok(JobPart { name: item.name, outcome, article: Some(article), reason: note.map(str::to_owned) })
            }
            Err(AddError::Deleted(_)) => Ok(JobPart { outcome: Outcome::Deleted, ..skipped(Some(DELETED.to_owned())) }),
            Err(AddError::Analysis) => Ok(skipped(Some(FAULT.to_owned()))),
            Err(AddError::Store(error)) => Err(error),
        }
    }
}

const THERE: &str = "It was here already.";
const DELETED: &str = "The article was deleted here. An owner of this house can restore it.";

fn done(Added { outcome, article, note }: Added) -> Ended {
    let words = match outcome {
        Outcome::Loaded => "Added.",
        Outcome::Revised => "A new text was found; the old one is kept as a revision.",
        Outcome::Unchanged | Outcome::Deleted | Outcome::Skipped => "The text is the same as before.",
    };
    let message = note.unwrap_or(words).to_owned();
    Ended::Done { article: Some(article.id), outcome: Some(outcome), message }
}

/// A file of which nothing came in has failed, with the reason where it is but one.
fn read_whole(summary: Summary, parts: &[JobPart]) -> Ended {
    let Summary { loaded, revised, unchanged, deleted, skipped } = summary;
    let failed = loaded + revised + unchanged == 0;
    match parts {
        [one] if summary.files() == 1 && failed => Ended::Failed(one.reason.clone().unwrap_or_default()),
        [one] if summary.files() == 1 => Ended::Done {
            article: one.article.as_ref().map(|article| article.id.clone()),
            outcome: Some(one.outcome),
            message: one.reason.clone().unwrap_or_default(),
        },
        _ if failed => Ended::Failed("There was no article in it.".to_owned()),
        _ => {
            let counts = [
                (loaded, "added"),
                (revised, "with a new text"),
                (unchanged, "as before"),
                (deleted, "deleted here"),
                (skipped, "left out"),
            ];
            let counts = counts.into_iter().filter(|(count, _)| *count > 0);
            let words: Vec<String> = counts.map(|(count, what)| format!("{count} {what}")).collect();
            Ended::Done { article: None, outcome: None, message: format!("{}.", words.join(", ")) }
        }
    }
}

impl From<Stopped> for Ended {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

impl From<FetchError> for Ended {
    fn from(error: FetchError) -> Self {
        let reason = sentence(&error.to_string());
        if error.may_pass() { Self::Later(reason) } else { Self::Failed(reason) }
    }
}

impl From<AddError> for Ended {
    fn from(error: AddError) -> Self {
        match error {
            AddError::Deleted(_) => Self::Failed(DELETED.to_owned()),
            AddError::Analysis => Self::Failed(FAULT.to_owned()),
            AddError::Store(error) => error.into(),
        }
    }
}

/// A disk that is full or a neighbour that writes is a reason that may pass; the detail is for the log.
impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = %error, "a job could not use the database: {error}");
        let reason = "The database could not be written.".to_owned();
        if matches!(error, StoreError::Busy | StoreError::Crowded | StoreError::Full | StoreError::ReadOnly) {
            Self::Later(reason)
        } else {
            Self::Failed(reason)
        }
    }
}
