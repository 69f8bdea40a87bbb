//! Accounts: who may come in, and by what they are recognized. Passwords are hashed, secrets are made, attempts are counted
//! here; what is kept of them is the store's.

mod error;
mod instance;
mod own;
mod password;
mod second_factor;
mod secret;
mod session;
mod set_up;
mod sign_in;
mod throttle;
pub mod totp;
mod users;

use std::sync::Arc;

pub use error::AccountError;
pub use instance::change_visibility;
pub use own::Proof;
pub use password::{Password, Passwords};
pub use secret::{Fresh, hash_of};
pub use session::{alive, end_session, is_due};
pub use set_up::SetUp;
pub use sign_in::{Attempt, Came, SignIn};
pub use throttle::Throttle;
pub use users::{Added, Changed, NewAccount, add_user, change_role, drop_second_factor, remove_user, set_password};

use crate::store::Store;
use second_factor::Waiting;

/// What is known of accounts beside the database, for as long as the program runs.
#[derive(Debug, Clone)]
pub struct Accounts {
    store: Store,
    pub passwords: Passwords,
    pub throttle: Arc<Throttle>,
    pub set_up: SetUp,
    waiting: Arc<Waiting>,
}

impl Accounts {
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self {
            store,
            passwords: Passwords::default(),
            throttle: Arc::default(),
            set_up: SetUp::default(),
            waiting: Arc::default(),
        }
    }
}
