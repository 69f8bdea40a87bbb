//! How a page is added by its address, whoever asks for it: what is there is led to, else a job is asked for and waited for
//! a little. Knows no page.

use std::time::Duration;

use url::Url;

use super::auth::User;
use super::{AppState, PageError, paths};
use crate::domain::{JobState, Task};
use crate::store::{Job, JobArticle};

/// So long one page is waited for: most are there by then.
const PATIENCE: Duration = Duration::from_secs(4);

/// Where an address led.
pub(super) enum Led {
    Here(JobArticle),
    /// To a job that has ended without an article.
    Ended(Job),
    /// To a job that goes on.
    On(i64),
}

impl AppState {
    /// Adds the page at `url`.
    pub(super) async fn add_one(&self, user: &User, url: &Url) -> Result<Led, PageError> {
        if let Some(article) = self.adding.known(url).await? {
            return Ok(Led::Here(article));
        }
        let task = Task::Fetch { url: url.to_string(), again: false };
        let id = self.adding.jobs.ask_one(&task, Some(&user.name)).await?;
        Ok(match self.adding.jobs.ended(id, PATIENCE).await? {
            Some(Job { state: JobState::Done, article: Some(article), .. }) => Led::Here(article),
            Some(job) => Led::Ended(job),
            None => Led::On(id),
        })
    }
}

impl Led {
    /// The page to look at now.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Here(article) => paths::article(&article.id, &article.slug),
            Self::Ended(job) => paths::adding::job(job.id),
            Self::On(id) => paths::adding::job_followed(*id),
        }
    }
}
