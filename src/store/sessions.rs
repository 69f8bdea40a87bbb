//! Who is signed in, and since when. Only hashes of what browsers show are here.

use jiff::Timestamp;

use super::cells::{instant, written};
use super::users::AccountCells;
use super::{Account, Store, StoreError, Writing};

/// Which sessions are alive.
#[derive(Debug, Clone, Copy)]
pub struct Alive {
    pub begun_after: Timestamp,
    pub seen_after: Timestamp,
    /// Later ones were begun by a clock that went wrong.
    pub begun_before: Timestamp,
}

/// Whose session it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub account: Account,
    pub session_id: i64,
    pub seen_at: Timestamp,
}

/// A row of the list of somebody's sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    pub id: i64,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub address: String,
    /// What the browser says of itself.
    pub browser: String,
}

impl Store {
    /// The session whose token has this hash, if it is alive.
    pub async fn session(&self, hash: &[u8], alive: &Alive) -> Result<Option<SignedIn>, StoreError> {
        let (begun, seen, before) = texts(alive);
        let row = sqlx::query!(
            r#"select u.user_id, u.name, u.shown_name, u.role, u.password_hash,
                 u.totp_secret is not null as "has_second_factor!: bool", s.session_id, s.seen_at
               from session s join user u using (user_id)
               where s.token_hash = ? and s.created_at > ? and s.seen_at > ? and s.created_at <= ?"#,
            hash,
            begun,
            seen,
            before
        );
        let Some(row) = row.fetch_optional(&self.readers).await? else { return Ok(None) };
        let cells = AccountCells {
            user_id: row.user_id,
            name: row.name,
            shown_name: row.shown_name,
            role: row.role,
            password_hash: row.password_hash,
            has_second_factor: row.has_second_factor,
        };
        let seen_at = instant("session", "seen_at", &row.seen_at)?;
        Ok(Some(SignedIn { account: cells.account()?, session_id: row.session_id, seen_at }))
    }

    /// Somebody's sessions that are alive, the one seen last first.
    pub async fn sessions(&self, user_id: i64, alive: &Alive) -> Result<Vec<SessionRow>, StoreError> {
        let (begun, seen, before) = texts(alive);
        let rows = sqlx::query!(
            "select session_id, created_at, seen_at, address, browser from session
             where user_id = ? and created_at > ? and seen_at > ? and created_at <= ?
             order by seen_at desc, session_id desc",
            user_id,
            begun,
            seen,
            before
        )
        .fetch_all(&self.readers)
        .await?;
        let mut sessions = Vec::with_capacity(rows.len());
        for row in rows {
            sessions.push(SessionRow {
                id: row.session_id,
                created_at: instant("session", "created_at", &row.created_at)?,
                seen_at: instant("session", "seen_at", &row.seen_at)?,
                address: row.address,
                browser: row.browser,
            });
        }
        Ok(sessions)
    }

    /// Whether somebody is signed in from `address`.
    pub async fn is_signed_in_from(&self, user_id: i64, address: &str, alive: &Alive) -> Result<bool, StoreError> {
        let (begun, seen, before) = texts(alive);
        let found = sqlx::query_scalar!(
            r#"select exists (select 1 from session where user_id = ? and address = ? and created_at > ? and seen_at > ?
                 and created_at <= ?) as "found!: bool""#,
            user_id,
            address,
            begun,
            seen,
            before
        );
        Ok(found.fetch_one(&self.readers).await?)
    }
}

impl Writing {
    /// Begins a session, and forgets those that are not alive any more.
    pub async fn begin_session(
        &mut self,
        user_id: i64,
        hash: &[u8],
        from: (&str, &str),
        now: Timestamp,
        alive: &Alive,
    ) -> Result<(), StoreError> {
        let (begun, seen, before) = texts(alive);
        sqlx::query!(
            "delete from session where created_at <= ? or seen_at <= ? or created_at > ?",
            begun,
            seen,
            before
        )
        .execute(self.connection())
        .await?;
        let (now, (address, browser)) = (written(now), from);
        sqlx::query!(
            "insert into session (user_id, token_hash, created_at, seen_at, address, browser) values (?1, ?2, ?3, ?3, ?4, ?5)",
            user_id,
            hash,
            now,
            address,
            browser
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Notes that a session was seen, and where.
    pub async fn see_session(&mut self, id: i64, address: &str, now: Timestamp) -> Result<(), StoreError> {
        let now = written(now);
        sqlx::query!("update session set seen_at = ?, address = ? where session_id = ?", now, address, id)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Ends one of somebody's sessions; false where there is no such one.
    pub async fn end_session(&mut self, user_id: i64, id: i64) -> Result<bool, StoreError> {
        let ended = sqlx::query!("delete from session where session_id = ? and user_id = ?", id, user_id);
        Ok(ended.execute(self.connection()).await?.rows_affected() > 0)
    }

    /// Ends the session whose token has this hash, whoever's it is.
    pub async fn end_session_of(&mut self, hash: &[u8]) -> Result<(), StoreError> {
        sqlx::query!("delete from session where token_hash = ?", hash).execute(self.connection()).await?;
        Ok(())
    }

    /// Ends all of somebody's sessions but one.
    pub async fn end_sessions_but(&mut self, user_id: i64, kept: Option<i64>) -> Result<u64, StoreError> {
        let ended = sqlx::query!("delete from session where user_id = ? and session_id is not ?", user_id, kept);
        Ok(ended.execute(self.connection()).await?.rows_affected())
    }
}

fn texts(alive: &Alive) -> (String, String, String) {
    (written(alive.begun_after), written(alive.seen_after), written(alive.begun_before))
}
