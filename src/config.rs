//! Every setting, as a flag and as an `ONRECORD_` variable, and the commands. Only `main` reads it; imports nothing of
//! ours, so that a setting reaches a room as a value and never as "the configuration".

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use url::Url;

/// A reading room for saved news articles, with a page for every person and what they are on record as saying.
#[derive(Debug, Clone, Parser)]
#[command(name = "onrecord", version, max_term_width = 100)]
pub struct Config {
    /// What to do; without it, serve.
    #[command(subcommand)]
    pub command: Option<Command>,

    #[command(flatten)]
    pub settings: Settings,
}

/// What holds for all commands. A flag goes before its variable.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// The database, one SQLite file; made where there is none.
    #[arg(long, env = "ONRECORD_DB", value_name = "FILE", default_value = "onrecord.db", global = true)]
    pub db: PathBuf,

    /// Where to listen; port 0 takes any free one.
    #[arg(long, env = "ONRECORD_LISTEN", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080", global = true)]
    pub listen: SocketAddr,

    /// A folder of articles in the seed format, loaded at every start of the server.
    /// Default: `seeds` in the working folder, if it is there.
    #[arg(long, env = "ONRECORD_SEEDS", value_name = "FOLDER", global = true)]
    pub seeds: Option<PathBuf>,

    /// The address at which readers reach the site, without a path: for links that must be whole, and the one name,
    /// besides `localhost`, that it answers to.
    #[arg(long, env = "ONRECORD_BASE_URL", value_name = "URL", value_parser = base_url, global = true)]
    pub base_url: Option<Url>,

    /// What is written to standard error: `error`, `warn`, `info`, `debug`, or rules by module.
    #[arg(long, env = "ONRECORD_LOG", value_name = "FILTER", default_value = "warn", global = true)]
    pub log: String,
}

#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Serve the reading room (what happens without a command).
    Serve,

    /// Load articles into the database; works beside a running server.
    ///
    /// The same file twice changes nothing; an edited file keeps its address and gets a new revision.
    Load {
        /// Files or folders in the seed format.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Write JSON Lines on standard output: one line per file once it is on disk, then the summary.
        #[arg(long)]
        json: bool,
    },

    /// Read articles and write what they report, as JSON; needs no database.
    ///
    /// One line of JSON per article on standard output, in the order of the input.
    Analyse {
        /// Files or folders in the seed format; `-` (or nothing) is JSON Lines on standard input, one article a line.
        #[arg(value_name = "PATH|-")]
        paths: Vec<PathBuf>,
    },

    /// Read every stored article again, as after an upgrade, and settle all persons anew.
    Reread,
}

/// A site's address: http or https, a host, and nothing behind it, since every page stands at its own fixed address.
fn base_url(text: &str) -> Result<Url, String> {
    let expected = "expected an address such as https://reading.example.org, without a path";
    let url = Url::parse(text).map_err(|e| format!("{e}; {expected}"))?;
    let plain = matches!(url.scheme(), "http" | "https") && url.has_host();
    if plain && url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty() {
        Ok(url)
    } else {
        Err(expected.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn parse(args: &str) -> Result<Config, clap::Error> {
        Config::try_parse_from(args.split(' '))
    }

    #[test]
    fn the_flags_make_sense_together() {
        Config::command().debug_assert();
    }

    #[test]
    fn settings_go_before_or_after_the_command() {
        for args in ["onrecord --db x.db serve", "onrecord serve --db x.db", "onrecord --db x.db"] {
            assert_eq!(parse(args).unwrap().settings.db, PathBuf::from("x.db"), "{args}");
        }
    }

    #[test]
    fn a_base_url_is_the_address_of_a_site() {
        for good in ["https://reading.example.org", "http://localhost:8080/"] {
            assert!(parse(&format!("onrecord --base-url {good}")).is_ok(), "{good}");
        }
        for bad in [
            "https://example.org/news",
            "reading.example.org",
            "ftp://example.org",
            "https://example.org/?a",
            "https://me@example.org",
        ] {
            let error = parse(&format!("onrecord --base-url {bad}")).unwrap_err().to_string();
            assert!(error.contains("expected an address such as"), "{error}");
        }
    }
}
