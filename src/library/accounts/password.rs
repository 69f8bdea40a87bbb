//! Passwords, hashed with Argon2id: at most two at once, since each takes 19 MiB and a good part of a core, and away from
//! the threads that answer readers.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use serde::Deserialize;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::AccountError;

const AT_ONCE: usize = 2;
const PATIENCE: Duration = Duration::from_secs(10);
/// Of no password; compared with where there is no account or no password, so that the answer takes as long as any.
const OF_NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$b25yZWNvcmQgbm9ib2R5$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A password as it was typed. It shows nowhere.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Password(String);

impl Password {
    #[must_use]
    pub fn new(typed: String) -> Self {
        Self(typed)
    }

    /// The password itself, to be judged and hashed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

/// The place where passwords are hashed.
#[derive(Debug, Clone)]
pub struct Passwords {
    places: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Passwords {
    /// What is kept of a password.
    pub async fn hash(&self, password: Password) -> Result<String, AccountError> {
        let hashed =
            self.in_turn(move || Argon2::default().hash_password(password.0.as_bytes()).map(|hash| hash.to_string()));
        hashed.await?.map_err(|e| AccountError::Hash(e.to_string()))
    }

    /// Whether a password is the one that `hash` was made of. Without a hash it is not, which takes as long.
    pub async fn fits(&self, password: Password, hash: Option<String>) -> Result<bool, AccountError> {
        let is_known = hash.is_some();
        let hash = hash.unwrap_or_else(|| OF_NOBODY.to_owned());
        let compared = self.in_turn(move || {
            let hash = PasswordHash::new(&hash).map_err(|e| e.to_string())?;
            match Argon2::default().verify_password(password.0.as_bytes(), &hash) {
                Ok(()) => Ok(true),
                Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
                Err(e) => Err(e.to_string()),
            }
        });
        compared.await?.map(|fits| fits && is_known).map_err(AccountError::Hash)
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AccountError> {
        let place = timeout(PATIENCE, Arc::clone(&self.places).acquire_owned()).await;
        let Ok(Ok(place)) = place else { return Err(AccountError::Crowded) };
        // The place is given back when the work is done, also where nobody waits for it any more.
        let worked = spawn_blocking(move || {
            let result = work();
            drop(place);
            result
        });
        worked.await.map_err(|e| AccountError::Hash(e.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Password {
        Password::new(text.to_owned())
    }

    #[tokio::test]
    async fn case_21_a_password_is_taken_whole() {
        let passwords = Passwords::default();
        let long = "a long password 🜂 ".repeat(20);
        let hash = passwords.hash(typed(&long)).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.fits(typed(&long), Some(hash.clone())).await.unwrap());
        for other in [long.trim_end(), &long[..64], &format!("{long} "), ""] {
            assert!(!passwords.fits(typed(other), Some(hash.clone())).await.unwrap(), "{other}");
        }
        assert_ne!(passwords.hash(typed(&long)).await.unwrap(), hash, "each has a salt of its own");
    }

    #[tokio::test]
    async fn case_21_nobodys_password_fits_nothing_and_is_as_much_work_as_any() {
        let passwords = Passwords::default();
        let hash = passwords.hash(typed("anything")).await.unwrap();
        let work = |hash: &str| hash.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(work(&hash), work(OF_NOBODY), "the same function with the same parameters");
        let lengths = |hash: &str| PasswordHash::new(hash).unwrap().hash.map(|hash| hash.as_ref().len());
        assert_eq!(lengths(&hash), lengths(OF_NOBODY));
        assert!(!passwords.fits(typed("anything"), None).await.unwrap());
        assert!(passwords.fits(typed("anything"), Some("no hash".to_owned())).await.is_err());
    }

    #[test]
    fn a_password_shows_nowhere() {
        assert_eq!(format!("{:?}", typed("swordfish")), "Password(..)");
    }
}
