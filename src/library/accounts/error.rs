//! What can go wrong with accounts that is nobody's input.

use thiserror::Error;

use crate::store::StoreError;

/// What can go wrong with accounts that is nobody's input.
#[derive(Debug, Error)]
pub enum AccountError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the system has no random numbers: {0}")]
    Random(#[from] getrandom::Error),
    #[error("a password cannot be hashed or compared: {0}")]
    Hash(String),
    /// So many passwords wait to be hashed that this one would wait too long.
    #[error("too many sign in at once")]
    Crowded,
}
