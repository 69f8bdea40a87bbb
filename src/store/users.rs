//! Who has an account here.

use jiff::Timestamp;

use super::cells::{instant, written};
use super::{Store, StoreError, Writing};
use crate::domain::{Role, UserName};

/// Somebody who has an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: i64,
    pub name: String,
    /// The name that pages show.
    pub shown_name: String,
    pub role: Role,
    /// Argon2id, as a PHC string; none for those who sign in elsewhere.
    pub password_hash: Option<String>,
    pub has_second_factor: bool,
}

/// An account to be made.
#[derive(Debug)]
pub struct NewUser<'a> {
    pub name: &'a UserName,
    pub role: Role,
    pub password_hash: Option<&'a str>,
}

/// A row of the list of users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    pub account: Account,
    pub created_at: Timestamp,
    /// When a session of theirs was seen last, of those that there are.
    pub seen_at: Option<Timestamp>,
}

/// What every query for an account selects.
pub(super) struct AccountCells {
    pub(super) user_id: i64,
    pub(super) name: String,
    pub(super) shown_name: String,
    pub(super) role: String,
    pub(super) password_hash: Option<String>,
    pub(super) has_second_factor: bool,
}

impl AccountCells {
    pub(super) fn account(self) -> Result<Account, StoreError> {
        let role = Role::parse(&self.role).ok_or_else(|| StoreError::corrupt("user", "role", &self.role))?;
        Ok(Account {
            id: self.user_id,
            name: self.name,
            shown_name: self.shown_name,
            role,
            password_hash: self.password_hash,
            has_second_factor: self.has_second_factor,
        })
    }
}

impl Store {
    /// The account of this name, in whatever letters it is spelled.
    pub async fn account_named(&self, name: &UserName) -> Result<Option<Account>, StoreError> {
        let key = name.key();
        let found = sqlx::query_as!(
            AccountCells,
            r#"select user_id, name, shown_name, role, password_hash, totp_secret is not null as "has_second_factor!: bool"
               from user where name_key = ?"#,
            key
        );
        found.fetch_optional(&self.readers).await?.map(AccountCells::account).transpose()
    }

    pub async fn account(&self, id: i64) -> Result<Option<Account>, StoreError> {
        let found = sqlx::query_as!(
            AccountCells,
            r#"select user_id, name, shown_name, role, password_hash, totp_secret is not null as "has_second_factor!: bool"
               from user where user_id = ?"#,
            id
        );
        found.fetch_optional(&self.readers).await?.map(AccountCells::account).transpose()
    }

    /// Everyone who has an account, by name.
    pub async fn users(&self) -> Result<Vec<UserRow>, StoreError> {
        let rows = sqlx::query!(
            r#"select user_id, name, shown_name, role, password_hash, totp_secret is not null as "has_second_factor!: bool",
                 created_at,
                 (select s.seen_at from session s where s.user_id = user.user_id order by s.seen_at desc limit 1)
                   as "seen_at: String"
               from user order by name_key"#
        )
        .fetch_all(&self.readers)
        .await?;
        let mut users = Vec::with_capacity(rows.len());
        for row in rows {
            let cells = AccountCells {
                user_id: row.user_id,
                name: row.name,
                shown_name: row.shown_name,
                role: row.role,
                password_hash: row.password_hash,
                has_second_factor: row.has_second_factor,
            };
            let created_at = instant("user", "created_at", &row.created_at)?;
            let seen_at = row.seen_at.as_deref().map(|text| instant("session", "seen_at", text)).transpose()?;
            users.push(UserRow { account: cells.account()?, created_at, seen_at });
        }
        Ok(users)
    }
}

impl Writing {
    /// Makes an account and gives its id; `None` where the name is taken.
    pub async fn add_user(&mut self, user: &NewUser<'_>, now: Timestamp) -> Result<Option<i64>, StoreError> {
        let (name, key, role, now) = (user.name.as_str(), user.name.key(), user.role.as_str(), written(now));
        let id = sqlx::query_scalar!(
            r#"insert into user (name, name_key, shown_name, role, password_hash, created_at) values (?1, ?2, ?1, ?3, ?4, ?5)
               on conflict (name_key) do nothing returning user_id as "id!""#,
            name,
            key,
            role,
            user.password_hash,
            now
        );
        Ok(id.fetch_optional(self.connection()).await?)
    }

    /// How many owners there are; and whether there is anybody at all.
    pub async fn owners(&mut self) -> Result<(i64, bool), StoreError> {
        let row = sqlx::query!(
            r#"select (select count(*) from user where role = 'owner') as "owners!: i64",
                 exists (select 1 from user) as "anybody!: bool""#
        )
        .fetch_one(self.connection())
        .await?;
        Ok((row.owners, row.anybody))
    }

    /// The role that somebody has now.
    pub async fn role_of(&mut self, id: i64) -> Result<Option<Role>, StoreError> {
        let role = sqlx::query_scalar!("select role from user where user_id = ?", id);
        let role = role.fetch_optional(self.connection()).await?;
        role.map(|text| Role::parse(&text).ok_or_else(|| StoreError::corrupt("user", "role", &text))).transpose()
    }

    pub async fn set_role(&mut self, id: i64, role: Role) -> Result<(), StoreError> {
        let role = role.as_str();
        sqlx::query!("update user set role = ? where user_id = ?", role, id).execute(self.connection()).await?;
        Ok(())
    }

    pub async fn set_shown_name(&mut self, id: i64, name: &str) -> Result<(), StoreError> {
        sqlx::query!("update user set shown_name = ? where user_id = ?", name, id).execute(self.connection()).await?;
        Ok(())
    }

    pub async fn set_password(&mut self, id: i64, hash: &str) -> Result<(), StoreError> {
        sqlx::query!("update user set password_hash = ? where user_id = ?", hash, id)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Removes an account with its sessions and tokens.
    pub async fn remove_user(&mut self, id: i64) -> Result<(), StoreError> {
        sqlx::query!("delete from user where user_id = ?", id).execute(self.connection()).await?;
        Ok(())
    }
}
