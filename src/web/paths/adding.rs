//! The addresses by which articles come in and go: adding, jobs, deleting. None changes anything when it is read.

use super::with_query;
use crate::domain::JobState;

pub(in crate::web) const ADD: &str = "/add";
pub(in crate::web) const ADD_TEXT: &str = "/add/text";
pub(in crate::web) const ADD_FILES: &str = "/add/files";
pub(in crate::web) const ADD_WINDOW: &str = "/add/window";
pub(in crate::web) const SHARE: &str = "/share";
pub(in crate::web) const JOBS: &str = "/jobs";
pub(in crate::web) const JOBS_NEWS: &str = "/jobs/news";
pub(in crate::web) const JOB: &str = "/jobs/{id}";
pub(in crate::web) const JOB_CANCEL: &str = "/jobs/{id}/cancel";
pub(in crate::web) const JOB_RETRY: &str = "/jobs/{id}/retry";
pub(in crate::web) const ARTICLE_FETCH: &str = "/articles/{id}/{slug}/fetch";
pub(in crate::web) const ARTICLE_DELETE: &str = "/articles/{id}/{slug}/delete";
pub(in crate::web) const DELETED: &str = "/deleted";
pub(in crate::web) const DELETED_RESTORE: &str = "/deleted/{id}/restore";
pub(in crate::web) const DELETED_PURGE: &str = "/deleted/{id}/purge";

/// Where articles are added.
#[must_use]
pub fn add() -> String {
    ADD.to_owned()
}

/// The same, with the address of a page whose text is to be pasted.
#[must_use]
pub fn add_pasted(url: &str) -> String {
    format!("{}#by-text", with_query(ADD, &[("url", url)]))
}

/// The window once it has saved an article.
#[must_use]
pub fn window_saved(id: &str) -> String {
    with_query(ADD_WINDOW, &[("saved", id)])
}

/// What `/add/window` adds, as the bookmarklet asks.
#[must_use]
pub fn add_window(url: &str) -> String {
    with_query(ADD_WINDOW, &[("url", url)])
}

/// What is under way and what became of it; of one state, from behind a job on.
#[must_use]
pub fn jobs(state: Option<JobState>, before: Option<i64>) -> String {
    let before = before.map(|id| id.to_string()).unwrap_or_default();
    with_query(JOBS, &[("state", state.map(JobState::as_str).unwrap_or_default()), ("before", &before)])
}

#[must_use]
pub fn job(id: impl std::borrow::Borrow<i64>) -> String {
    format!("{JOBS}/{}", id.borrow())
}

/// A job, to be looked at until its article is there.
#[must_use]
pub fn job_followed(id: i64) -> String {
    with_query(&job(id), &[("then", "article")])
}

#[must_use]
pub fn job_cancel(id: impl std::borrow::Borrow<i64>) -> String {
    format!("{}/cancel", job(id))
}

#[must_use]
pub fn job_retry(id: impl std::borrow::Borrow<i64>) -> String {
    format!("{}/retry", job(id))
}

/// Where an article is fetched anew.
#[must_use]
pub fn article_fetch(id: &str, slug: &str) -> String {
    format!("{}/fetch", super::article(id, slug))
}

/// Where an article is deleted, once somebody has said yes.
#[must_use]
pub fn article_delete(id: &str, slug: &str) -> String {
    format!("{}/delete", super::article(id, slug))
}

/// What was deleted; from behind one on.
#[must_use]
pub fn deleted(before: &str) -> String {
    with_query(DELETED, &[("before", before)])
}

#[must_use]
pub fn deleted_restore(id: &str) -> String {
    format!("{DELETED}/{id}/restore")
}

#[must_use]
pub fn deleted_purge(id: &str) -> String {
    format!("{DELETED}/{id}/purge")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_never_change() {
        let held = [
            (add(), "/add"),
            (add_window("https://example.org/a?b"), "/add/window?url=https%3A%2F%2Fexample.org%2Fa%3Fb"),
            (add_pasted("https://example.org/a"), "/add?url=https%3A%2F%2Fexample.org%2Fa#by-text"),
            (window_saved("abcdefghijkl"), "/add/window?saved=abcdefghijkl"),
            (SHARE.to_owned(), "/share"),
            (jobs(None, None), "/jobs"),
            (jobs(Some(JobState::Failed), Some(7)), "/jobs?state=failed&before=7"),
            (job(7), "/jobs/7"),
            (job_followed(7), "/jobs/7?then=article"),
            (job_cancel(7), "/jobs/7/cancel"),
            (job_retry(7), "/jobs/7/retry"),
            (JOBS_NEWS.to_owned(), "/jobs/news"),
            (article_fetch("abcdefghijkl", "a-title"), "/articles/abcdefghijkl/a-title/fetch"),
            (article_delete("abcdefghijkl", "a-title"), "/articles/abcdefghijkl/a-title/delete"),
            (deleted(""), "/deleted"),
            (deleted_restore("abcdefghijkl"), "/deleted/abcdefghijkl/restore"),
            (deleted_purge("abcdefghijkl"), "/deleted/abcdefghijkl/purge"),
        ];
        for (spelled, address) in held {
            assert_eq!(spelled, address);
        }
    }
}
