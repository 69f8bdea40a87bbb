//! The list of what was done, and by whom. It only grows, up to a bound: see [`MOST`].

use jiff::Timestamp;

use super::cells::{Page, instant, written};
use super::{Store, StoreError, Writing};
use crate::domain::{Deed, Who};

/// How many rows are kept, the newest: a stranger whose sign-ins fail must not fill the disk.
const MOST: i64 = 100_000;
/// What a deed is about is cut to so many letters.
const LONGEST: usize = 300;

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub id: i64,
    pub at: Timestamp,
    pub who: Who,
    pub deed: Deed,
    pub about: String,
}

impl Store {
    /// `size` rows, the newest first, from before row `before` on.
    pub async fn audit(&self, before: Option<i64>, size: usize) -> Result<Page<Done>, StoreError> {
        let limit = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
        let before = before.unwrap_or(i64::MAX);
        let rows = sqlx::query!(
            "select audit_id, done_at, user_id, who, address, deed, about from audit
             where audit_id < ? order by audit_id desc limit ?",
            before,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        let mut done = Vec::with_capacity(rows.len());
        for row in rows {
            done.push(Done {
                id: row.audit_id,
                at: instant("audit", "done_at", &row.done_at)?,
                who: Who { user_id: row.user_id, name: row.who, address: row.address },
                deed: Deed::parse(&row.deed).ok_or_else(|| StoreError::corrupt("audit", "deed", &row.deed))?,
                about: row.about,
            });
        }
        Ok(Page::cut(done, size))
    }
}

impl Writing {
    /// Writes down what `who` did, with the rest of this write or not at all.
    pub async fn audit(&mut self, who: &Who, deed: Deed, about: &str, now: Timestamp) -> Result<(), StoreError> {
        let (now, deed, about) = (written(now), deed.as_str(), cut(about));
        let id = sqlx::query_scalar!(
            r#"insert into audit (done_at, user_id, who, address, deed, about) values (?, ?, ?, ?, ?, ?)
               returning audit_id as "id!""#,
            now,
            who.user_id,
            who.name,
            who.address,
            deed,
            about
        )
        .fetch_one(self.connection())
        .await?;
        let oldest = id - MOST;
        sqlx::query!("delete from audit where audit_id <= ?", oldest).execute(self.connection()).await?;
        Ok(())
    }
}

/// On one line, and not too long.
fn cut(about: &str) -> String {
    about.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect()
}
