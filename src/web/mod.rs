//! HTTP only: turns addresses into reads of the store, and what was read into pages. Nothing else imports this.

mod adding;
mod api;
mod arcs;
mod asked_story;
mod assets;
mod atom;
mod auth;
mod bookmarklet;
mod chart;
mod chosen;
mod cite;
mod clock;
mod coding;
mod dressed;
mod error;
mod extract;
mod faults;
mod filter;
mod flow;
mod form;
mod headers;
mod here;
mod host;
pub mod limits;
mod line_diff;
mod marked;
mod masthead;
mod meant;
mod pace;
mod page;
mod pages;
pub mod paths;
mod places;
mod problem;
mod prose;
mod qr;
mod reading;
mod routes;
mod schema;
mod segments;
pub mod server;
mod unchanged;
mod way_back;
mod wording;

use url::Url;

use crate::library::accounts::Accounts;
use crate::library::add::Adding;
use crate::store::Store;

use pace::Pace;

pub use auth::{Asker, Editor, How, Owner, Peer, Proxies, SignedIn, User};
pub use error::PageError;
pub use routes::router;

/// What every page can reach.
#[derive(Debug, Clone)]
pub struct AppState {
    pub store: Store,
    /// Where readers find this house; absolute links are made from it. Without it only feeds
    /// have some, made from the host that was asked, once `host` has found it to be ours.
    pub base_url: Option<Url>,
    pub accounts: Accounts,
    pub proxies: Proxies,
    /// Where articles come in, with the jobs that fetch them.
    pub adding: Adding,
    pace: Pace,
}

impl AppState {
    #[must_use]
    pub fn new(store: Store, base_url: Option<Url>, proxies: Proxies, adding: Adding) -> Self {
        Self { accounts: Accounts::new(store.clone()), store, base_url, proxies, adding, pace: Pace::default() }
    }
}
