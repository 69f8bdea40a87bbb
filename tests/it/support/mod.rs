//! The words that the tests are written in.

pub(crate) mod accounts;
pub(crate) mod adding;
pub(crate) mod articles;
pub(crate) mod browser;
pub(crate) mod command;
pub(crate) mod http;
pub(crate) mod pages;

pub(crate) mod database;
pub(crate) mod saved;
pub(crate) mod server;
pub(crate) mod site;
