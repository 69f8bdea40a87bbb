//! Who asks, and what they may: by a session's cookie, by a token, or by the word of a trusted proxy. Handlers take
//! [`Anybody`], [`SignedIn`], [`Editor`] or [`Owner`]; what a private house shows goes through [`gate`].

mod address;
mod ask;
pub(super) mod cookie;
mod extract;
mod foreign;
mod gate;
mod user;

pub use address::{Peer, Proxies};
pub use extract::{Editor, Owner, SignedIn};
pub use user::{Asker, How, User};

pub(super) use ask::known;
pub(super) use foreign::{no_foreign_forms, tokens_need_no_origin};
pub(super) use gate::gate;
