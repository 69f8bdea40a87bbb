//! What the top of every page says of its reader.

use super::here;
use crate::domain::Role;

/// The reader, as the masthead knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reader {
    SignedIn(String),
    /// Can sign in, at this address.
    Guest(String),
    /// There is nothing to sign in to, or it is not known yet who asks.
    Anybody,
}

pub(super) fn reader() -> Reader {
    let Some(asker) = here::asker() else { return Reader::Anybody };
    match asker.user() {
        Some(user) => Reader::SignedIn(user.shown_name.clone()),
        None if asker.instance().has_users => Reader::Guest(here::sign_in()),
        None => Reader::Anybody,
    }
}

/// Whether the reader may add and correct.
pub(super) fn edits() -> bool {
    is_at_least(Role::Editor)
}

/// Whether the reader decides about the house.
pub(super) fn owns() -> bool {
    is_at_least(Role::Owner)
}

fn is_at_least(role: Role) -> bool {
    here::asker().is_some_and(|asker| asker.user().is_some_and(|user| user.role >= role))
}
