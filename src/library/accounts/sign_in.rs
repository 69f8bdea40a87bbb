//! Signing in by name and password. Whether a name is known makes no difference to the answer or to the time it takes.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::throttle::Refused;
use super::{AccountError, Accounts, Fresh, Password, alive};
use crate::domain::{Deed, UserName, Who};
use crate::store::Account;

/// Where somebody comes from.
#[derive(Debug, Clone, Default)]
pub struct Came {
    pub address: Option<IpAddr>,
    /// What the browser says of itself.
    pub browser: String,
    /// The hash of the session that the browser has already, which a new one takes the place of.
    pub session: Option<Vec<u8>>,
    pub at: Option<Instant>,
}

impl Came {
    /// The address, in words.
    #[must_use]
    pub fn from(&self) -> String {
        self.address.map(|address| address.to_string()).unwrap_or_default()
    }
}

/// An attempt to sign in.
#[derive(Debug)]
pub struct Attempt<'a> {
    pub name: &'a str,
    pub password: Password,
    pub came: &'a Came,
}

/// What became of it.
#[derive(Debug)]
pub enum SignIn {
    /// The secret of the new session.
    In(Fresh),
    /// The password was right, and the account has a second factor: what ties the next step to this one.
    CodeWanted(Fresh),
    /// No such name, or not its password: nobody learns which.
    Wrong,
    /// Too many attempts; how long to wait.
    Throttled(Duration),
}

impl Accounts {
    /// Tries to sign somebody in.
    pub async fn sign_in(&self, attempt: Attempt<'_>, now: Timestamp) -> Result<SignIn, AccountError> {
        let name = UserName::parse(attempt.name);
        let key = name.as_ref().map(UserName::key).unwrap_or_default();
        let account = match &name {
            Some(name) => self.store.account_named(name).await?,
            None => None,
        };
        if let Some(wait) = self.throttled(&key, account.as_ref(), attempt.came, now).await? {
            return Ok(SignIn::Throttled(wait));
        }
        let hash = account.as_ref().and_then(|account| account.password_hash.clone());
        let fits = self.passwords.fits(attempt.password, hash).await?;
        let known = account.as_ref().map(|account| account.name.clone());
        let Some(account) = account.filter(|_| fits) else {
            self.note_failure(known.as_deref(), attempt.came, now).await?;
            return Ok(SignIn::Wrong);
        };
        self.throttle.forgive(attempt.came.address, &key);
        if account.has_second_factor {
            return self.wait_for_code(&account, attempt.came);
        }
        self.begin(&account, attempt.came, now).await.map(SignIn::In)
    }

    /// Counts an attempt, or says how long to wait. Who was signed in from this address before is not kept out by what
    /// others try elsewhere.
    pub(super) async fn throttled(
        &self,
        key: &str,
        account: Option<&Account>,
        came: &Came,
        now: Timestamp,
    ) -> Result<Option<Duration>, AccountError> {
        let at = came.at.unwrap_or_else(Instant::now);
        match self.throttle.attempt(came.address, Some(key), at) {
            Ok(()) => Ok(None),
            Err(Refused::Address(wait)) => Ok(Some(wait)),
            Err(Refused::Account(wait)) => {
                let id = account.map_or(0, |account| account.id);
                let is_known = self.store.is_signed_in_from(id, &came.from(), &alive(now)).await?;
                let again =
                    if is_known { self.throttle.attempt(came.address, None, at) } else { Err(Refused::Account(wait)) };
                Ok(again.err().map(|(Refused::Address(wait) | Refused::Account(wait))| wait))
            }
        }
    }

    /// Begins a session, in the place of the one that the browser had.
    pub async fn begin(&self, account: &Account, came: &Came, now: Timestamp) -> Result<Fresh, AccountError> {
        let fresh = Fresh::make("")?;
        let mut writing = self.store.write().await?;
        if let Some(before) = &came.session {
            writing.end_session_of(before).await?;
        }
        let from = came.from();
        writing.begin_session(account.id, &fresh.hash(), (&from, &came.browser), now, &alive(now)).await?;
        let who = Who { user_id: Some(account.id), name: account.name.clone(), address: from };
        writing.audit(&who, Deed::SignedIn, "", now).await?;
        writing.commit_unseen().await?;
        Ok(fresh)
    }

    /// A name that nobody has is not written down: it may be a password that was typed into the wrong field.
    pub(super) async fn note_failure(
        &self,
        name: Option<&str>,
        came: &Came,
        now: Timestamp,
    ) -> Result<(), AccountError> {
        let name = name.unwrap_or("a name that nobody has");
        tracing::warn!(address = came.from(), name, "a sign-in failed");
        let mut writing = self.store.write().await?;
        let guest = Who { address: came.from(), ..Who::default() };
        writing.audit(&guest, Deed::SignInFailed, name, now).await?;
        Ok(writing.commit_unseen().await?)
    }
}
