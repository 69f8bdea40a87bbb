//! Passwords, hashed with Argon2id: at most two at once, since each takes 19 MiB and a good part of a core, and away from
//! the threads that answer readers.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use serde::Deserialize;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::AccountError;

const AT_ONCE: usize = 2;
const PATIENCE: Duration = Duration::from_secs(10);
const SALT: usize = 16;
const LENGTH: usize = 32;
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

/// The place where passwords are hashed. The memory that it takes is kept for the next one: given back each time, it would
/// stay with the allocator of every thread that ever hashed one.
#[derive(Debug, Clone)]
pub struct Passwords {
    places: Arc<Semaphore>,
    memory: Arc<Mutex<Vec<Memory>>>,
}

type Memory = Vec<Block>;

impl Default for Passwords {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE)), memory: Arc::default() }
    }
}

impl Passwords {
    /// What is kept of a password.
    pub async fn hash(&self, password: Password) -> Result<String, AccountError> {
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt)?;
        let hashed = self.in_turn(move |memory| hash(&password, &salt, memory)).await?;
        hashed.map_err(AccountError::Hash)
    }

    /// Whether a password is the one that `hash` was made of. Without a hash it is not, which takes as long.
    pub async fn fits(&self, password: Password, hash: Option<String>) -> Result<bool, AccountError> {
        let is_known = hash.is_some();
        let hash = hash.unwrap_or_else(|| OF_NOBODY.to_owned());
        let fits = self.in_turn(move |memory| fits(&password, &hash, memory)).await?;
        fits.map(|fits| fits && is_known).map_err(AccountError::Hash)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, AccountError> {
        let place = timeout(PATIENCE, Arc::clone(&self.places).acquire_owned()).await;
        let Ok(Ok(place)) = place else { return Err(AccountError::Crowded) };
        let kept = Arc::clone(&self.memory);
        // The place is given back when the work is done, also where nobody waits for it any more.
        let worked = spawn_blocking(move || {
            let mut memory = lock(&kept).pop().unwrap_or_default();
            let result = work(&mut memory);
            lock(&kept).push(memory);
            drop(place);
            result
        });
        worked.await.map_err(|e| AccountError::Hash(e.to_string()))
    }
}

fn lock(memory: &Mutex<Vec<Memory>>) -> MutexGuard<'_, Vec<Memory>> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A PHC string, with the parameters that the library recommends.
fn hash(password: &Password, salt: &[u8], memory: &mut Memory) -> Result<String, String> {
    let argon2 = Argon2::default();
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(argon2.params()).map_err(told)?,
        salt: Some(Salt::new(salt).map_err(told)?),
        hash: Some(output(&argon2, password, salt, LENGTH, memory)?),
    };
    Ok(hash.to_string())
}

/// Whether `hash` was made of this password, with the parameters that stand in it.
fn fits(password: &Password, hash: &str, memory: &mut Memory) -> Result<bool, String> {
    let hash = PasswordHash::new(hash).map_err(told)?;
    let (Some(salt), Some(expected)) = (&hash.salt, &hash.hash) else { return Err("no salt or no hash".to_owned()) };
    let algorithm = Algorithm::try_from(hash.algorithm.as_str()).map_err(told)?;
    let version = Version::try_from(hash.version.unwrap_or_default()).map_err(told)?;
    let argon2 = Argon2::new(algorithm, version, Params::try_from(&hash).map_err(told)?);
    // Compared in a time that does not depend on where they differ: see `Output`.
    Ok(output(&argon2, password, salt, expected.as_ref().len(), memory)? == *expected)
}

fn output(
    argon2: &Argon2<'_>,
    password: &Password,
    salt: &[u8],
    length: usize,
    memory: &mut Memory,
) -> Result<Output, String> {
    memory.resize(argon2.params().block_count(), Block::new());
    let mut bytes = vec![0; length];
    argon2.hash_password_into_with_memory(password.0.as_bytes(), salt, &mut bytes, memory).map_err(told)?;
    Output::new(&bytes).map_err(told)
}

fn told(error: impl fmt::Display) -> String {
    error.to_string()
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

    #[tokio::test]
    async fn memory_that_was_used_before_makes_no_difference() {
        use argon2::password_hash::PasswordVerifier;
        let passwords = Passwords::default();
        for text in ["one password", "another password", "a third one"] {
            let hash = passwords.hash(typed(text)).await.unwrap();
            let known = PasswordHash::new(&hash).unwrap();
            assert!(Argon2::default().verify_password(text.as_bytes(), &known).is_ok(), "as the library has it");
            assert!(passwords.fits(typed(text), Some(hash)).await.unwrap());
        }
        assert_eq!(lock(&passwords.memory).len(), 1, "one after the other share it");
        let at_once = |_| {
            let passwords = passwords.clone();
            tokio::spawn(async move { passwords.fits(typed("x"), None).await })
        };
        for fits in (0..8).map(at_once).collect::<Vec<_>>() {
            assert!(!fits.await.unwrap().unwrap());
        }
        assert!(lock(&passwords.memory).len() <= AT_ONCE);
    }

    #[test]
    fn a_password_shows_nowhere() {
        assert_eq!(format!("{:?}", typed("swordfish")), "Password(..)");
    }
}
