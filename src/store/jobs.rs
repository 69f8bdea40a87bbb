//! Reads jobs: one, a page of them, what waits. How they go on is written in `job_steps`.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::cells::Page;
use super::{Store, StoreError};
use crate::domain::{JobState, Outcome, Task};

/// A job, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub id: i64,
    pub task: Task,
    pub state: JobState,
    /// How often it was begun.
    pub attempts: i64,
    pub run_after: Timestamp,
    /// How far it is, of how many steps; both 0 where that is not known.
    pub done: i64,
    pub total: i64,
    /// What it is at, what came of it, or why it failed.
    pub message: String,
    /// The article that came of it, and how it did.
    pub article: Option<JobArticle>,
    pub outcome: Option<Outcome>,
    pub asked_by: Option<String>,
    pub asked_at: Timestamp,
    pub ended_at: Option<Timestamp>,
}

/// An article, as far as a link to it needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobArticle {
    pub id: String,
    pub slug: String,
    pub title: String,
}

/// What came of a part of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobPart {
    pub name: String,
    pub outcome: Outcome,
    pub article: Option<JobArticle>,
    pub reason: Option<String>,
}

/// How many jobs stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct JobCounts {
    pub waiting: i64,
    pub running: i64,
    pub failed: i64,
}

/// The columns of a job, as they stand there.
pub(super) struct JobRow {
    pub(super) job_id: i64,
    pub(super) kind: String,
    pub(super) payload: String,
    pub(super) state: String,
    pub(super) attempts: i64,
    pub(super) run_after: String,
    pub(super) done: i64,
    pub(super) total: i64,
    pub(super) message: String,
    pub(super) outcome: Option<String>,
    pub(super) asked_by: Option<String>,
    pub(super) asked_at: String,
    pub(super) ended_at: Option<String>,
    pub(super) article_id: Option<String>,
    pub(super) article_slug: Option<String>,
    pub(super) article_title: Option<String>,
}

impl Store {
    /// The job with this number, if there is one.
    pub async fn job(&self, id: i64) -> Result<Option<Job>, StoreError> {
        let row = sqlx::query_as!(
            JobRow,
            r#"select j.job_id, j.kind, j.payload, j.state, j.attempts, j.run_after, j.done, j.total, j.message, j.outcome, j.asked_by,
                 j.asked_at, j.ended_at, a.public_id as "article_id?: String", a.slug as "article_slug?: String",
                 a.title as "article_title?: String"
               from job j left join article a on a.public_id = j.article and a.removed = 0
               where j.job_id = ?"#,
            id
        );
        row.fetch_optional(&self.readers).await?.map(JobRow::read).transpose()
    }

    /// `size` jobs that were asked for before job `before`, the newest first; of one state, where that is asked for.
    pub async fn jobs(&self, state: Option<JobState>, before: i64, size: usize) -> Result<Page<Job>, StoreError> {
        let limit = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
        let rows = match state.map(JobState::as_str) {
            Some(state) => self.jobs_of_state(state, before, limit).await?,
            None => self.all_jobs(before, limit).await?,
        };
        let rows = rows.into_iter().map(JobRow::read).collect::<Result<_, _>>()?;
        Ok(Page::cut(rows, size))
    }

    async fn all_jobs(&self, before: i64, limit: i64) -> Result<Vec<JobRow>, StoreError> {
        let rows = sqlx::query_as!(
            JobRow,
            r#"select j.job_id, j.kind, j.payload, j.state, j.attempts, j.run_after, j.done, j.total, j.message, j.outcome, j.asked_by,
                 j.asked_at, j.ended_at, a.public_id as "article_id?: String", a.slug as "article_slug?: String",
                 a.title as "article_title?: String"
               from job j left join article a on a.public_id = j.article and a.removed = 0
               where j.job_id < ? order by j.job_id desc limit ?"#,
            before,
            limit
        );
        Ok(rows.fetch_all(&self.readers).await?)
    }

    async fn jobs_of_state(&self, state: &str, before: i64, limit: i64) -> Result<Vec<JobRow>, StoreError> {
        let rows = sqlx::query_as!(
            JobRow,
            r#"select j.job_id, j.kind, j.payload, j.state, j.attempts, j.run_after, j.done, j.total, j.message, j.outcome, j.asked_by,
                 j.asked_at, j.ended_at, a.public_id as "article_id?: String", a.slug as "article_slug?: String",
                 a.title as "article_title?: String"
               from job j left join article a on a.public_id = j.article and a.removed = 0
               where j.state = ? and j.job_id < ? order by j.job_id desc limit ?"#,
            state,
            before,
            limit
        );
        Ok(rows.fetch_all(&self.readers).await?)
    }

    /// What came of the parts of a job, those that gave no article first, `size` at most; and how many there are.
    pub async fn job_parts(&self, id: i64, size: i64) -> Result<(Vec<JobPart>, i64), StoreError> {
        let count = sqlx::query_scalar!("select count(*) from job_part where job_id = ?", id);
        let count = count.fetch_one(&self.readers).await?;
        let rows = sqlx::query!(
            r#"select p.name, p.outcome, p.reason, a.public_id as "id?: String", a.slug as "slug?: String",
                 a.title as "title?: String"
               from job_part p left join article a on a.public_id = p.article and a.removed = 0
               where p.job_id = ? order by p.outcome not in ('skipped', 'deleted'), p.position limit ?"#,
            id,
            size
        );
        let parts = rows.fetch_all(&self.readers).await?.into_iter().map(|row| {
            let article = linked(row.id, row.slug, row.title);
            Ok(JobPart { name: row.name, outcome: outcome("job_part", &row.outcome)?, article, reason: row.reason })
        });
        Ok((parts.collect::<Result<_, StoreError>>()?, count))
    }

    /// How many jobs stand how.
    pub async fn job_counts(&self) -> Result<JobCounts, StoreError> {
        let counts = sqlx::query_as!(
            JobCounts,
            r#"select (select count(*) from job where state = 'waiting') as "waiting!: i64",
                 (select count(*) from job where state = 'running') as "running!: i64",
                 (select count(*) from job where state = 'failed') as "failed!: i64""#
        );
        Ok(counts.fetch_one(&self.readers).await?)
    }

    /// When the next of the jobs that wait may begin.
    pub async fn next_job_at(&self) -> Result<Option<Timestamp>, StoreError> {
        let next = sqlx::query_scalar!("select run_after from job where state = 'waiting' order by run_after limit 1");
        let next = next.fetch_optional(&self.readers).await?;
        next.map(|text| instant("run_after", &text)).transpose()
    }

    /// The file that an upload brought, while its job has not ended.
    pub async fn job_file(&self, id: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let content = sqlx::query_scalar!("select content from job_file where job_id = ?", id);
        Ok(content.fetch_optional(&self.readers).await?)
    }
}

impl JobRow {
    pub(super) fn read(self) -> Result<Job, StoreError> {
        let state = JobState::parse(&self.state).ok_or_else(|| StoreError::corrupt("job", "state", &self.state))?;
        Ok(Job {
            id: self.job_id,
            task: read_task(&self.kind, &self.payload)?,
            state,
            attempts: self.attempts,
            run_after: instant("run_after", &self.run_after)?,
            done: self.done,
            total: self.total,
            message: self.message,
            article: linked(self.article_id, self.article_slug, self.article_title),
            outcome: self.outcome.as_deref().map(|text| outcome("job", text)).transpose()?,
            asked_by: self.asked_by,
            asked_at: instant("asked_at", &self.asked_at)?,
            ended_at: self.ended_at.as_deref().map(|text| instant("ended_at", text)).transpose()?,
        })
    }
}

fn linked(id: Option<String>, slug: Option<String>, title: Option<String>) -> Option<JobArticle> {
    Some(JobArticle { id: id?, slug: slug?, title: title? })
}

fn outcome(table: &'static str, text: &str) -> Result<Outcome, StoreError> {
    Outcome::parse(text).ok_or_else(|| StoreError::corrupt(table, "outcome", text))
}

fn instant(column: &'static str, text: &str) -> Result<Timestamp, StoreError> {
    text.parse().map_err(|_| StoreError::corrupt("job", column, text))
}

fn read_task(kind: &str, payload: &str) -> Result<Task, StoreError> {
    let whole = serde_json::from_str(payload).map(|payload: Value| json!({"kind": kind, "payload": payload}));
    let task = whole.and_then(serde_json::from_value);
    task.map_err(|_| StoreError::corrupt("job", "payload", payload))
}

/// Kind and payload, as [`read_task`] reads them.
pub(super) fn write_task(task: &Task) -> (String, String) {
    let whole = json!(task);
    (whole["kind"].as_str().unwrap_or_default().to_owned(), whole["payload"].to_string())
}
