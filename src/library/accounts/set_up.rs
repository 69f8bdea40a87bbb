//! The way in for the first owner: a secret that is shown once, where whoever runs the program sees it, and that opens one
//! page for as long as nobody has an account.

use std::sync::{Arc, OnceLock};

use super::{AccountError, Fresh, hash_of};

/// What is kept of the secret that opens the set-up.
#[derive(Debug, Clone, Default)]
pub struct SetUp {
    hash: Arc<OnceLock<Vec<u8>>>,
}

impl SetUp {
    /// Makes the secret; once in the life of the program.
    pub fn open(&self) -> Result<Fresh, AccountError> {
        let fresh = Fresh::make("")?;
        // Where there is one already, the new one opens nothing.
        let _ = self.hash.set(fresh.hash());
        Ok(fresh)
    }

    /// Whether `shown` is the secret. Hashes are compared, so that the time it takes says nothing of the secret.
    #[must_use]
    pub fn is_opened_by(&self, shown: &str) -> bool {
        self.hash.get().is_some_and(|hash| *hash == hash_of(shown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secret_opens_it() {
        let set_up = SetUp::default();
        assert!(!set_up.is_opened_by(""));
        let secret = set_up.open().unwrap();
        assert!(set_up.clone().is_opened_by(secret.text()));
        assert!(!set_up.is_opened_by("") && !set_up.is_opened_by(&secret.text()[1..]));
    }
}
