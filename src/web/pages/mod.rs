//! One file per page: what it takes from the address, what it reads, what its template shows. A page imports no other.

pub(super) mod about_reading;
pub(super) mod article;
mod article_blocks;
pub(super) mod article_cite;
mod article_revision;
pub(super) mod compare;
pub(super) mod export;
pub(super) mod feeds;
pub(super) mod front;
pub(super) mod healthz;
pub(super) mod login;
pub(super) mod login_code;
pub(super) mod logout;
pub(super) mod machines;
pub(super) mod people;
pub(super) mod person;
mod person_lists;
pub(super) mod picture;
mod reports;
pub(super) mod search;
mod search_views;
pub(super) mod set_up;
pub(super) mod settings;
pub(super) mod settings_reading;
pub(super) mod suggest;
