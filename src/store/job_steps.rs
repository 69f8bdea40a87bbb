//! Writes how jobs go on: asked for, claimed, ended, put off. Each step stands by itself, so that a kill at any moment
//! leaves every job either waiting or claimed; what a dead server has claimed is given back by the next one.

use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, Unit};

use super::jobs::{Job, JobPart, JobRow, write_task};
use super::{StoreError, Writing};
use crate::domain::{JobState, Outcome, Task};

/// What is kept of a job that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobEnd {
    pub state: JobState,
    pub message: String,
    /// The permanent id of the article that came of it, and how it did.
    pub article: Option<String>,
    pub outcome: Option<Outcome>,
}

impl Writing {
    /// Adds a job that may begin at once; its number.
    pub async fn add_job(&mut self, task: &Task, asked_by: Option<&str>, now: Timestamp) -> Result<i64, StoreError> {
        let ((kind, payload), now) = (write_task(task), second(now));
        let id = sqlx::query_scalar!(
            r#"insert into job (kind, payload, state, run_after, asked_by, asked_at)
               values (?1, ?2, 'waiting', ?4, ?3, ?4) returning job_id as "job_id!""#,
            kind,
            payload,
            asked_by,
            now
        );
        Ok(id.fetch_one(self.connection()).await?)
    }

    /// The job that waits to do `task`, or is at it.
    pub async fn job_under_way(&mut self, task: &Task) -> Result<Option<i64>, StoreError> {
        let (kind, payload) = write_task(task);
        let id = sqlx::query_scalar!(
            r#"select job_id as "job_id!" from job
               where kind = ? and payload = ? and state in ('waiting', 'running') limit 1"#,
            kind,
            payload
        );
        Ok(id.fetch_optional(self.connection()).await?)
    }

    /// Keeps the file that an upload brought until its job has ended.
    pub async fn keep_job_file(&mut self, id: i64, content: &[u8]) -> Result<(), StoreError> {
        sqlx::query!("insert into job_file (job_id, content) values (?, ?)", id, content)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Claims the job that has waited longest of those that may begin.
    pub async fn claim_job(&mut self, now: Timestamp) -> Result<Option<Job>, StoreError> {
        let now = second(now);
        let row = sqlx::query_as!(
            JobRow,
            r#"update job set state = 'running', attempts = attempts + 1, started_at = ?1, ended_at = null,
                 done = 0, total = 0, message = ''
               where job_id = (
                 select job_id from job where state = 'waiting' and run_after <= ?1 order by run_after, job_id limit 1)
               returning job_id as "job_id!", kind, payload, state, attempts as "attempts!", run_after, done as "done!",
                 total as "total!", message, outcome, asked_by, asked_at, ended_at, article as "article_id?: String",
                 null as "article_slug?: String", null as "article_title?: String""#,
            now
        );
        row.fetch_optional(self.connection()).await?.map(JobRow::read).transpose()
    }

    /// Notes how far a running job is.
    pub async fn report_job(&mut self, id: i64, done: i64, total: i64, message: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "update job set done = ?, total = ?, message = ? where job_id = ? and state = 'running'",
            done,
            total,
            message,
            id
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Ends a running job. The file that it was to read is no longer needed, unless somebody may try it again.
    pub async fn end_job(&mut self, id: i64, end: &JobEnd, now: Timestamp) -> Result<(), StoreError> {
        let (state, now, outcome) = (end.state.as_str(), second(now), end.outcome.map(Outcome::as_str));
        sqlx::query!(
            "update job set state = ?1, message = ?2, article = ?3, outcome = ?6, ended_at = ?4
             where job_id = ?5 and state = 'running'",
            state,
            end.message,
            end.article,
            now,
            id,
            outcome
        )
        .execute(self.connection())
        .await?;
        if end.state == JobState::Done {
            sqlx::query!("delete from job_file where job_id = ?", id).execute(self.connection()).await?;
        }
        Ok(())
    }

    /// Lets a running job wait `pause`, for the reason that `message` gives.
    pub async fn put_off_job(
        &mut self,
        id: i64,
        pause: SignedDuration,
        message: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let after = second(now.saturating_add(pause).unwrap_or(now));
        sqlx::query!(
            "update job set state = 'waiting', run_after = ?, message = ? where job_id = ? and state = 'running'",
            after,
            message,
            id
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Gives a claimed job back as it was, since the server stops.
    pub async fn give_back_job(&mut self, id: i64) -> Result<(), StoreError> {
        sqlx::query!(
            "update job set state = 'waiting', attempts = attempts - 1, done = 0, total = 0, message = ''
             where job_id = ? and state = 'running'",
            id
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Gives back what a server had claimed that is no more, to whoever calls it first: there is one server per database.
    /// Such a job has been begun once more, so one that kills the server each time ends in the end. How many it were.
    pub async fn give_back_jobs(&mut self, most_attempts: i64, now: Timestamp) -> Result<u64, StoreError> {
        let now = second(now);
        sqlx::query!(
            "update job set state = 'failed', ended_at = ?, message = 'The server ended each time it was at this.'
             where state = 'running' and attempts >= ?",
            now,
            most_attempts
        )
        .execute(self.connection())
        .await?;
        let given_back = sqlx::query!(
            "update job set state = 'waiting', run_after = ?, done = 0, total = 0, message = '' where state = 'running'",
            now
        );
        Ok(given_back.execute(self.connection()).await?.rows_affected())
    }

    /// Cancels a job that waits; whether there was one.
    pub async fn cancel_job(&mut self, id: i64, now: Timestamp) -> Result<bool, StoreError> {
        let now = second(now);
        let cancelled = sqlx::query!(
            "update job set state = 'cancelled', ended_at = ?, message = '' where job_id = ? and state = 'waiting'",
            now,
            id
        );
        Ok(cancelled.execute(self.connection()).await?.rows_affected() > 0)
    }

    /// Lets a job that failed or was cancelled begin anew, and one that waits begin at once; whether there was one.
    pub async fn retry_job(&mut self, id: i64, now: Timestamp) -> Result<bool, StoreError> {
        let now = second(now);
        let retried = sqlx::query!(
            "update job set state = 'waiting', attempts = 0, run_after = ?, ended_at = null, done = 0, total = 0, message = ''
             where job_id = ? and state in ('failed', 'cancelled', 'waiting')",
            now,
            id
        );
        Ok(retried.execute(self.connection()).await?.rows_affected() > 0)
    }

    /// Lets a job begin at once that was put off.
    pub async fn hurry_job(&mut self, id: i64, now: Timestamp) -> Result<(), StoreError> {
        let now = second(now);
        sqlx::query!(
            "update job set attempts = 0, run_after = ?, message = ''
             where job_id = ? and state = 'waiting' and attempts > 0",
            now,
            id
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Adds what came of a part of a job; the same part again takes its place.
    pub async fn add_job_part(&mut self, id: i64, position: i64, part: &JobPart) -> Result<(), StoreError> {
        let (article, outcome) = (part.article.as_ref().map(|article| article.id.as_str()), part.outcome.as_str());
        sqlx::query!(
            "insert or replace into job_part (job_id, position, name, outcome, article, reason) values (?, ?, ?, ?, ?, ?)",
            id,
            position,
            part.name,
            outcome,
            article,
            part.reason
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Forgets jobs that ended before `day` and did not fail, and what was uploaded for those that did.
    pub async fn forget_jobs(&mut self, day: Timestamp) -> Result<(), StoreError> {
        let day = second(day);
        sqlx::query!(
            "delete from job_file where job_id in (select job_id from job where state = 'failed' and ended_at < ?)",
            day
        )
        .execute(self.connection())
        .await?;
        sqlx::query!("delete from job where state in ('done', 'cancelled') and run_after < ?1 and ended_at < ?1", day)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

/// The second that `now` lies in.
fn second(now: Timestamp) -> String {
    let down = TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Floor);
    now.round(down).unwrap_or(now).to_string()
}
