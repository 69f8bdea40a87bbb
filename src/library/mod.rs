//! The verbs, whoever asks (page, command, timer). The only place where `ingest`, `analysis` and `store` meet.
//! Must never import `web`.

pub mod accounts;
pub mod add;
mod ahead;
pub mod analyse;
pub mod jobs;
mod load;
mod pictures;
mod remove;
mod report;
mod reread;
mod search;
mod settle;
mod story;

pub use crate::domain::Outcome;
pub use load::load;
pub use pictures::Gallery;
pub use remove::{purge, remove, restore};
pub use report::{FileReport, Progress, Summary};
pub use reread::{Reread, reread};
pub use search::{Looking, search};
pub use settle::settle;
pub use story::story;
