//! The second step of signing in, for those who want one: a code of a phone, or one of those kept for when it is lost.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{AccountError, Accounts, Came, Fresh, SignIn, hash_of, totp};
use crate::domain::{Deed, Who};
use crate::store::{Account, SecondFactor, StoreError};

/// How long the second step may take, and how many may be in it at once.
const PATIENCE: Duration = Duration::from_mins(5);
const MOST: usize = 1_000;

/// Those whose password was right, and whose code is still to come. By the hash of the secret that their form holds.
#[derive(Debug, Default)]
pub(super) struct Waiting(Mutex<BTreeMap<Vec<u8>, (i64, Instant)>>);

impl Waiting {
    fn begin(&self, user_id: i64, now: Instant) -> Result<Fresh, AccountError> {
        let fresh = Fresh::make("")?;
        let mut waiting = self.lock();
        waiting.retain(|_, (_, since)| now.duration_since(*since) < PATIENCE);
        if waiting.len() >= MOST {
            return Err(AccountError::Crowded);
        }
        waiting.insert(fresh.hash(), (user_id, now));
        Ok(fresh)
    }

    fn whose(&self, secret: &str, now: Instant) -> Option<i64> {
        let found = self.lock().get(&hash_of(secret)).copied();
        found.filter(|(_, since)| now.duration_since(*since) < PATIENCE).map(|(user_id, _)| user_id)
    }

    fn end(&self, secret: &str) {
        self.lock().remove(&hash_of(secret));
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Vec<u8>, (i64, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Accounts {
    /// Begins the second step.
    pub(super) fn wait_for_code(&self, account: &Account, came: &Came) -> Result<SignIn, AccountError> {
        Ok(SignIn::CodeWanted(self.waiting.begin(account.id, came.at.unwrap_or_else(Instant::now))?))
    }

    /// Tries to end the second step. `None`: it was never begun, or took too long.
    pub async fn sign_in_with_code(
        &self,
        secret: &str,
        typed: &str,
        came: &Came,
        now: Timestamp,
    ) -> Result<Option<SignIn>, AccountError> {
        let at = came.at.unwrap_or_else(Instant::now);
        let Some(id) = self.waiting.whose(secret, at) else { return Ok(None) };
        let Some(account) = self.store.account(id).await? else { return Ok(None) };
        let key = account.name.to_lowercase();
        if let Some(wait) = self.throttled(&key, Some(&account), came, now).await? {
            return Ok(Some(SignIn::Throttled(wait)));
        }
        if !self.take_code(&account, typed, came, now).await? {
            self.note_failure(Some(&account.name), came, now).await?;
            return Ok(Some(SignIn::Wrong));
        }
        self.throttle.forgive(came.address, &key);
        self.waiting.end(secret);
        self.begin(&account, came, now).await.map(SignIn::In).map(Some)
    }

    /// Takes a code of the phone or a recovery code, each only once.
    async fn take_code(
        &self,
        account: &Account,
        typed: &str,
        came: &Came,
        now: Timestamp,
    ) -> Result<bool, AccountError> {
        let factor = self.store.second_factor(account.id).await?;
        let mut writing = self.store.write().await?;
        if let Some(step) = factor.and_then(|factor| totp::step_of(&factor.secret, typed, now)) {
            let taken = writing.take_step(account.id, step).await?;
            writing.commit_unseen().await?;
            return Ok(taken);
        }
        let taken = writing.take_recovery_code(account.id, &hash_of(&totp::recovery_key(typed))).await?;
        if taken {
            let who = Who { user_id: Some(account.id), name: account.name.clone(), address: came.from() };
            writing.audit(&who, Deed::RecoveryCodeUsed, "", now).await?;
        }
        writing.commit_unseen().await?;
        Ok(taken)
    }

    /// Turns the second factor on, where `typed` is a code of `secret`, and gives the recovery codes; else `None`.
    pub async fn turn_on_second_factor(
        &self,
        account: &Account,
        (secret, typed): (Vec<u8>, &str),
        who: &Who,
        now: Timestamp,
    ) -> Result<Option<Vec<String>>, AccountError> {
        let Some(step) = totp::step_of(&secret, typed, now) else { return Ok(None) };
        let codes = totp::new_recovery_codes()?;
        let hashes: Vec<_> = codes.iter().map(|code| hash_of(&totp::recovery_key(code))).collect();
        let mut writing = self.store.write().await?;
        writing.set_second_factor(account.id, &SecondFactor { secret, last_step: step }, &hashes).await?;
        writing.audit(who, Deed::SecondFactorOn, "", now).await?;
        writing.commit_unseen().await?;
        Ok(Some(codes))
    }

    /// From now on somebody's password alone opens their account.
    pub async fn turn_off_second_factor(&self, account: &Account, who: &Who, now: Timestamp) -> Result<(), StoreError> {
        super::drop_second_factor(&self.store, account, who, now).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_step_may_take_five_minutes_and_ends_once() {
        let (waiting, start) = (Waiting::default(), Instant::now());
        let secret = waiting.begin(7, start).unwrap();
        assert_eq!(waiting.whose(secret.text(), start + Duration::from_secs(299)), Some(7));
        assert_eq!(waiting.whose(secret.text(), start + Duration::from_mins(5)), None);
        assert_eq!(waiting.whose("guessed", start), None);
        waiting.end(secret.text());
        assert_eq!(waiting.whose(secret.text(), start), None);
    }

    #[test]
    fn only_so_many_are_in_it_at_once() {
        let (waiting, start) = (Waiting::default(), Instant::now());
        for _ in 0..MOST {
            waiting.begin(1, start).unwrap();
        }
        assert!(waiting.begin(1, start).is_err());
        assert!(waiting.begin(1, start + PATIENCE).is_ok());
    }
}
