//! What programs show instead of a password. Only hashes of it are here.

use jiff::Timestamp;

use super::cells::{instant, written};
use super::users::AccountCells;
use super::{Account, Store, StoreError, Writing};
use crate::domain::Scopes;

/// Whose token was shown, and what it allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownToken {
    pub account: Account,
    pub token_id: i64,
    pub scopes: Scopes,
    pub used_at: Option<Timestamp>,
}

/// A token to be made.
#[derive(Debug)]
pub struct NewToken<'a> {
    pub user_id: i64,
    pub hash: &'a [u8],
    pub name: &'a str,
    pub scopes: Scopes,
}

/// A row of the list of somebody's tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    pub id: i64,
    pub name: String,
    pub scopes: Scopes,
    pub created_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

impl Store {
    /// The token that has this hash.
    pub async fn token(&self, hash: &[u8]) -> Result<Option<ShownToken>, StoreError> {
        let row = sqlx::query!(
            r#"select u.user_id, u.name, u.shown_name, u.role, u.password_hash,
                 u.totp_secret is not null as "has_second_factor!: bool", t.token_id, t.may_read as "may_read!: bool",
                 t.may_add as "may_add!: bool", t.used_at
               from token t join user u using (user_id) where t.token_hash = ?"#,
            hash
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
        let used_at = row.used_at.as_deref().map(|text| instant("token", "used_at", text)).transpose()?;
        let scopes = Scopes { read: row.may_read, add: row.may_add };
        Ok(Some(ShownToken { account: cells.account()?, token_id: row.token_id, scopes, used_at }))
    }

    /// Somebody's tokens, the newest first.
    pub async fn tokens(&self, user_id: i64) -> Result<Vec<TokenRow>, StoreError> {
        let rows = sqlx::query!(
            r#"select token_id, name, may_read as "may_read!: bool", may_add as "may_add!: bool", created_at, used_at
               from token where user_id = ? order by token_id desc"#,
            user_id
        )
        .fetch_all(&self.readers)
        .await?;
        let mut tokens = Vec::with_capacity(rows.len());
        for row in rows {
            tokens.push(TokenRow {
                id: row.token_id,
                name: row.name,
                scopes: Scopes { read: row.may_read, add: row.may_add },
                created_at: instant("token", "created_at", &row.created_at)?,
                used_at: row.used_at.as_deref().map(|text| instant("token", "used_at", text)).transpose()?,
            });
        }
        Ok(tokens)
    }
}

impl Writing {
    pub async fn make_token(&mut self, token: &NewToken<'_>, now: Timestamp) -> Result<(), StoreError> {
        let now = written(now);
        let NewToken { user_id, hash, name, scopes: Scopes { read, add } } = *token;
        sqlx::query!(
            "insert into token (user_id, token_hash, name, may_read, may_add, created_at) values (?, ?, ?, ?, ?, ?)",
            user_id,
            hash,
            name,
            read,
            add,
            now
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Notes that a token was used.
    pub async fn see_token(&mut self, id: i64, now: Timestamp) -> Result<(), StoreError> {
        let now = written(now);
        sqlx::query!("update token set used_at = ? where token_id = ?", now, id).execute(self.connection()).await?;
        Ok(())
    }

    /// Revokes one of somebody's tokens and gives its name; `None` where there is no such one.
    pub async fn revoke_token(&mut self, user_id: i64, id: i64) -> Result<Option<String>, StoreError> {
        let revoked =
            sqlx::query_scalar!("delete from token where token_id = ? and user_id = ? returning name", id, user_id);
        Ok(revoked.fetch_optional(self.connection()).await?)
    }
}
