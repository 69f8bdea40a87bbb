//! What others publish, turned into articles: files in the seed format, web pages, what somebody pastes or uploads; and
//! the program's only way out to the web. Imports only `domain`.

pub mod client;
mod file;
mod given;
pub mod page;
pub mod pasted;
pub mod picture;
pub mod seed;
mod text;
pub mod upload;
mod walk;

pub use file::FileError;
pub use given::Given;
pub use walk::{Found, walk};
