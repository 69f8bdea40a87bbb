//! One integration binary: everything that is seen from outside, through the real program. Files mirror the addresses
//! and the commands; names with a number are the cases that the program must survive.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed, and says where")]

mod support;

mod about;
mod adding;
mod adding_attacks;
mod api;
mod article;
mod assets;
mod blocks;
mod bookmarklet;
mod compare;
mod export;
mod feeds;
mod front;
mod healthz;
mod languages;
mod login;
mod machines;
mod offline;
mod people;
mod person;
mod pictures;
mod plans;
mod private;
mod queries;
mod search;
mod settings;
mod settings_account;
mod settings_house;
mod setup;
mod story;
mod suggest;
mod unchanged;

mod analyse;
mod analyse_rows;
mod fetching;
mod load;
mod serve;
mod user;

mod browser;
mod every_page;
mod without_scripts;

mod attacks;
mod connections;
mod faults;
mod network;

mod readings;

mod architecture;
mod docs;
