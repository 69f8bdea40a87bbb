//! Every setting, as a flag and as an `ONRECORD_` variable, and the commands. Only `main` reads it; imports nothing of
//! ours, so that a setting reaches a room as a value and never as "the configuration".

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// A reading room for saved news articles, with a page for every person and what they are on record as saying.
#[derive(Debug, Clone, Parser)]
#[command(name = "onrecord", version, max_term_width = 100)]
pub struct Config {
    /// What to do; without it, serve.
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Read articles and write what they report, as JSON; needs no database.
    ///
    /// One line of JSON per article on standard output, in the order of the input.
    Analyse {
        /// Files in the seed format; `-` (or nothing) is JSON Lines on standard input, one article a line.
        #[arg(value_name = "PATH|-")]
        paths: Vec<PathBuf>,
    },
}
