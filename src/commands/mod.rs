//! The commands, one file each: what `main` runs. Each turns settings into values for the library, and what comes back
//! into lines for whoever called.

mod analyse;
mod load;
mod reread;
mod serve;
mod tidy;
mod user;

use std::future::Future;

use anyhow::Context;
use onrecord::config::{Command, Config};
use onrecord::exit::Exit;
use onrecord::library::accounts::AccountError;
use onrecord::library::analyse::AnalyseError;
use onrecord::store::StoreError;

pub(crate) use tidy::Tidy;

/// A setting that cannot work; says which and why.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Refused(pub(crate) String);

pub(crate) fn run(config: Config) -> anyhow::Result<Exit> {
    let settings = config.settings;
    match config.command.unwrap_or(Command::Serve) {
        Command::Serve => wait_for(serve::run(settings)),
        Command::Load { paths, json } => wait_for(load::run(settings, paths, json)),
        Command::Analyse { paths } => analyse::run(paths),
        Command::Reread => wait_for(reread::run(settings)),
        Command::User(command) => wait_for(user::run(settings, command)),
    }
}

fn wait_for(command: impl Future<Output = anyhow::Result<Exit>>) -> anyhow::Result<Exit> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.context("cannot start the threads")?.block_on(command)
}

/// The whole of `error` on one line: each cause that the one before does not already tell.
pub(crate) fn told(error: &anyhow::Error) -> String {
    let mut told = String::new();
    for cause in error.chain().map(ToString::to_string).filter(|cause| !cause.is_empty()) {
        if told.is_empty() {
            told = cause;
        } else if !told.contains(&cause) {
            told = format!("{told}: {cause}");
        }
    }
    told
}

/// The status that says what kind of failure `error` is.
pub(crate) fn exit_of(error: &anyhow::Error) -> Exit {
    let cause = |found: &(dyn std::error::Error + 'static)| {
        let store = found.downcast_ref::<StoreError>().map(of_store);
        let refused = found.downcast_ref::<Refused>().map(|_| Exit::Setting);
        let analyse = found.downcast_ref::<AnalyseError>().map(of_analyse);
        let account = found.downcast_ref::<AccountError>().map(of_account);
        let not_so = found.downcast_ref::<user::NotSo>().map(|_| Exit::BadInput);
        store.or(refused).or(analyse).or(account).or(not_so)
    };
    error.chain().find_map(cause).unwrap_or(Exit::Io)
}

fn of_store(error: &StoreError) -> Exit {
    match error {
        StoreError::Damaged { .. } | StoreError::Corrupt { .. } => Exit::Corrupt,
        StoreError::Migration(_) | StoreError::OldSqlite { .. } => Exit::Fault,
        StoreError::Sqlite(_) | StoreError::Full => Exit::Io,
        StoreError::Running { .. } | StoreError::Starting { .. } | StoreError::Busy | StoreError::Crowded => {
            Exit::InTheWay
        }
        StoreError::Newer { .. } | StoreError::Altered { .. } => Exit::Newer,
        StoreError::CannotOpen { .. } | StoreError::Lock { .. } | StoreError::ReadOnly => Exit::Setting,
    }
}

fn of_account(error: &AccountError) -> Exit {
    match error {
        AccountError::Store(error) => of_store(error),
        AccountError::Random(_) | AccountError::Hash(_) => Exit::Fault,
        AccountError::Crowded => Exit::InTheWay,
    }
}

fn of_analyse(error: &AnalyseError) -> Exit {
    match error {
        AnalyseError::Read(_) | AnalyseError::Write(_) => Exit::Io,
        AnalyseError::Worker => Exit::Fault,
    }
}
