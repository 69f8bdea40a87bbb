//! Every setting, as a flag and as an `ONRECORD_` variable, and the commands. Only `main` reads it; imports values of
//! `domain` alone, so that a setting reaches a room as a value and never as "the configuration".

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use axum::http::HeaderName;
use clap::{Args, Parser, Subcommand};
use ipnet::IpNet;
use url::Url;

use crate::domain::Role;

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

    /// Answers machines other than this one although nobody has an account: everybody who reaches the address can read
    /// everything, and nobody can change anything.
    #[arg(long, env = "ONRECORD_PUBLIC_READ_ONLY", global = true)]
    pub public_read_only: bool,

    /// A network of web servers before this one, such as 127.0.0.1/32: what they say in `X-Forwarded-For` is believed.
    /// Can be given several times, or as a list with commas.
    #[arg(long, env = "ONRECORD_TRUSTED_PROXY", value_name = "NETWORK", value_delimiter = ',', value_parser = network, global = true)]
    pub trusted_proxy: Vec<IpNet>,

    /// The header, such as `Remote-User`, in which a trusted proxy names whom it has signed in. The proxy must remove it
    /// from what it is sent.
    #[arg(long, env = "ONRECORD_PROXY_USER_HEADER", value_name = "HEADER", value_parser = header, global = true)]
    pub proxy_user_header: Option<HeaderName>,

    /// A network that is not public and whose pages may be added all the same, such as 192.168.1.0/24. Can be given several
    /// times, or as a list with commas.
    #[arg(long, env = "ONRECORD_ALLOW_PRIVATE_NET", value_name = "NETWORK", value_delimiter = ',', value_parser = network, global = true)]
    pub allow_private_net: Vec<IpNet>,

    /// Keeps the pictures of articles that are added, in a folder beside the database, and shows them.
    #[arg(long, env = "ONRECORD_PICTURES", global = true)]
    pub pictures: bool,

    /// How many pages are fetched at once.
    #[arg(long, env = "ONRECORD_JOBS_AT_ONCE", value_name = "NUMBER", default_value_t = 2,
          value_parser = clap::value_parser!(u8).range(1..=32), global = true)]
    pub jobs_at_once: u8,

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

    /// Say who has an account; works beside a running server.
    #[command(subcommand)]
    User(UserCommand),
}

/// What can be done with accounts.
#[derive(Debug, Clone, Subcommand)]
pub enum UserCommand {
    /// Make an account. The first one owns the house, and closes it to those who are not signed in.
    Add {
        /// The name to sign in by.
        name: String,
        /// What the account may do: `reader`, `editor` (adds and corrects), `owner` (decides about the house).
        /// Default: an owner where there is nobody yet, else a reader.
        #[arg(long, value_parser = role)]
        role: Option<Role>,
        #[command(flatten)]
        password: PasswordFrom,
        /// Make an account that no password opens, for those whom a proxy signs in.
        #[arg(long, conflicts_with = "password_stdin")]
        without_password: bool,
    },

    /// Say who has an account, one a line: name, role, when they were here last.
    List,

    /// Give an account another password, and end its sessions.
    Passwd {
        name: String,
        #[command(flatten)]
        password: PasswordFrom,
        /// Also let the password alone open the account, for who has lost the second factor.
        #[arg(long)]
        drop_second_factor: bool,
    },

    /// Give an account another role.
    Role {
        name: String,
        #[arg(value_parser = role)]
        role: Role,
    },

    /// Remove an account with its sessions and tokens.
    Remove { name: String },
}

/// Where a password comes from: the terminal, which does not show it.
#[derive(Debug, Clone, Copy, Args)]
pub struct PasswordFrom {
    /// Read the password from standard input, one line.
    #[arg(long)]
    pub password_stdin: bool,
}

fn role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| "expected reader, editor or owner".to_owned())
}

/// A network, or the one address of which it consists.
fn network(text: &str) -> Result<IpNet, String> {
    let one = text.parse::<IpAddr>().map(IpNet::from);
    one.or_else(|_| text.parse()).map_err(|_| "expected a network such as 127.0.0.1/32 or fd00::/8".to_owned())
}

fn header(text: &str) -> Result<HeaderName, String> {
    text.parse().map_err(|_| "expected the name of a header, such as Remote-User".to_owned())
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
    fn networks_are_named_one_by_one_or_together() {
        let named = |args: &str| parse(args).map(|config| config.settings.allow_private_net.len());
        assert_eq!(named("onrecord serve").unwrap(), 0);
        assert_eq!(named("onrecord --allow-private-net 10.0.0.0/8,::1 --allow-private-net 127.0.0.1").unwrap(), 3);
        assert!(
            named("onrecord --allow-private-net localhost").unwrap_err().to_string().contains("expected a network")
        );
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
