//! The verbs, whoever asks (page, command, timer). The only place where `ingest`, `analysis` and `store` meet.
//! Must never import `web`.

pub mod analyse;
