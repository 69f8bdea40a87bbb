//! What somebody changes of their own account: name, password, sessions, tokens.

use std::time::Duration;

use jiff::Timestamp;

use super::{AccountError, Accounts, Came, Changed, Fresh, Password, set_password};
use crate::domain::{Deed, Scopes, Who};
use crate::store::{Account, NewToken, StoreError};

/// What tokens begin with, so that they are recognized where they should not be.
const TOKEN: &str = "onr_";

/// Whether somebody has shown their password once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    Right,
    Wrong,
    /// Too many attempts; how long to wait.
    Throttled(Duration),
}

impl Accounts {
    /// Whether `password` is that of `account`. It is counted like a sign-in: whoever sits down at an open browser must not
    /// be able to try as many as they like.
    pub async fn prove(
        &self,
        account: &Account,
        password: Password,
        came: &Came,
        now: Timestamp,
    ) -> Result<Proof, AccountError> {
        let key = account.name.to_lowercase();
        if let Some(wait) = self.throttled(&key, Some(account), came, now).await? {
            return Ok(Proof::Throttled(wait));
        }
        let fits = self.passwords.fits(password, account.password_hash.clone()).await?;
        if fits {
            self.throttle.forgive(came.address, &key);
        }
        Ok(if fits { Proof::Right } else { Proof::Wrong })
    }

    /// Gives somebody the password that they want, where they know the old one; their other sessions end.
    pub async fn change_password(
        &self,
        account: &Account,
        (old, new): (Password, Password),
        (came, session): (&Came, Option<i64>),
        now: Timestamp,
    ) -> Result<Proof, AccountError> {
        let proof = self.prove(account, old, came, now).await?;
        if proof == Proof::Right {
            let hash = self.passwords.hash(new).await?;
            set_password(&self.store, account, &hash, session, &who(account, came), now).await?;
        }
        Ok(proof)
    }

    /// Gives somebody another name on pages.
    pub async fn change_shown_name(&self, id: i64, name: &str, who: &Who, now: Timestamp) -> Result<(), StoreError> {
        let mut writing = self.store.write().await?;
        writing.set_shown_name(id, name).await?;
        writing.audit(who, Deed::ProfileChanged, name, now).await?;
        writing.commit_unseen().await
    }

    /// Makes a token for somebody and gives its secret, which is known nowhere else.
    pub async fn make_token(
        &self,
        user_id: i64,
        name: &str,
        scopes: Scopes,
        who: &Who,
        now: Timestamp,
    ) -> Result<Fresh, AccountError> {
        let fresh = Fresh::make(TOKEN)?;
        let mut writing = self.store.write().await?;
        writing.make_token(&NewToken { user_id, hash: &fresh.hash(), name, scopes }, now).await?;
        writing.audit(who, Deed::TokenMade, name, now).await?;
        writing.commit_unseen().await?;
        Ok(fresh)
    }

    /// Revokes one of somebody's tokens.
    pub async fn revoke_token(&self, user_id: i64, id: i64, who: &Who, now: Timestamp) -> Result<Changed, StoreError> {
        let mut writing = self.store.write().await?;
        let Some(name) = writing.revoke_token(user_id, id).await? else { return Ok(Changed::NoSuchOne) };
        writing.audit(who, Deed::TokenRevoked, &name, now).await?;
        writing.commit_unseen().await?;
        Ok(Changed::Done)
    }

    /// Ends one of somebody's sessions.
    pub async fn revoke_session(
        &self,
        user_id: i64,
        id: i64,
        who: &Who,
        now: Timestamp,
    ) -> Result<Changed, StoreError> {
        let mut writing = self.store.write().await?;
        if !writing.end_session(user_id, id).await? {
            return Ok(Changed::NoSuchOne);
        }
        writing.audit(who, Deed::SessionEnded, "", now).await?;
        writing.commit_unseen().await?;
        Ok(Changed::Done)
    }

    /// Ends all of somebody's sessions but one.
    pub async fn revoke_sessions_but(
        &self,
        account: (i64, &str),
        kept: Option<i64>,
        who: &Who,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writing = self.store.write().await?;
        let (id, name) = account;
        let ended = writing.end_sessions_but(id, kept).await?;
        writing.audit(who, Deed::SessionEnded, &format!("{ended} of {name}"), now).await?;
        writing.commit_unseen().await
    }
}

fn who(account: &Account, came: &Came) -> Who {
    Who { user_id: Some(account.id), name: account.name.clone(), address: came.from() }
}
