//! What others publish, turned into articles: so far the seed format, from files and folders. Imports only `domain`.

mod file;
pub mod seed;
mod text;
mod walk;

pub use file::FileError;
pub use walk::{Found, walk};
