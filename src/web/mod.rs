//! HTTP only: routes, page frame, error page, assets, headers, and one file per page.

pub mod limits;
pub mod server;
