//! Secrets that the program makes up: what browsers and programs show to be recognized. Only their hashes are kept.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use super::AccountError;

const BYTES: usize = 32;

/// A secret that was just made, to be shown once.
#[derive(Clone)]
pub struct Fresh {
    text: String,
}

impl Fresh {
    /// Makes a secret whose text begins with `mark`, so that it is recognized where it should not be.
    pub fn make(mark: &str) -> Result<Self, AccountError> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self { text: format!("{mark}{}", BASE64URL_NOPAD.encode(&bytes)) })
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        hash_of(&self.text)
    }
}

impl fmt::Debug for Fresh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fresh(..)")
    }
}

/// What is kept of a secret. It has 256 random bits, so that a plain hash of it cannot be turned back.
#[must_use]
pub fn hash_of(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_secret_is_another_and_shows_nowhere() {
        let (one, other) = (Fresh::make("onr_").unwrap(), Fresh::make("onr_").unwrap());
        assert_ne!(one.text(), other.text());
        assert!(one.text().starts_with("onr_") && one.text().len() == 4 + 43, "{}", one.text());
        assert_eq!(one.hash(), hash_of(one.text()));
        assert_eq!(format!("{one:?}"), "Fresh(..)");
    }
}
