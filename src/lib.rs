//! Onrecord: a reading room for saved news articles, with a page for every person.
//! The modules in reading order; each may use only those above it.

pub mod domain;

pub mod analysis;
pub mod ingest;
pub mod store;

pub mod library;

pub mod web;

pub mod config;
pub mod exit;
