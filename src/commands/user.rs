//! `onrecord user`: who has an account, for whoever runs the program.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::Context;
use jiff::Timestamp;
use onrecord::config::{PasswordFrom, Settings, UserCommand};
use onrecord::domain::{Role, UserName, Who, password_fault};
use onrecord::exit::Exit;
use onrecord::library::accounts::{
    Added, Changed, NewAccount, Password, Passwords, add_user, change_role, drop_second_factor, remove_user,
    set_password,
};
use onrecord::store::{Account, Store};

/// What was asked for makes no sense; says what would.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct NotSo(String);

pub(super) async fn run(settings: Settings, command: UserCommand) -> anyhow::Result<Exit> {
    let store = Store::open(&settings.db).await?;
    let ended = obey(&store, command, now()).await;
    store.close().await;
    ended.map(|()| Exit::Done)
}

#[expect(clippy::disallowed_methods, reason = "this is where the clock is read, to be passed in")]
fn now() -> Timestamp {
    Timestamp::now()
}

async fn obey(store: &Store, command: UserCommand, now: Timestamp) -> anyhow::Result<()> {
    match command {
        UserCommand::Add { name, role, password, without_password } => {
            let from = (!without_password).then_some(password);
            add(store, &name, role, from, now).await
        }
        UserCommand::List => list(store).await,
        UserCommand::Passwd { name, password, drop_second_factor } => {
            passwd(store, &name, password, drop_second_factor, now).await
        }
        UserCommand::Role { name, role } => {
            let user = user(store, &name).await?;
            done(change_role(store, &user, role, &Who::command_line(), now).await?, &user)
        }
        UserCommand::Remove { name } => {
            let user = user(store, &name).await?;
            done(remove_user(store, &user, &Who::command_line(), now).await?, &user)
        }
    }
}

async fn add(
    store: &Store,
    name: &str,
    role: Option<Role>,
    from: Option<PasswordFrom>,
    now: Timestamp,
) -> anyhow::Result<()> {
    let name = UserName::parse(name).ok_or_else(|| NotSo(format!("{name:?}: {}", UserName::RULE)))?;
    let hash = match from {
        Some(from) => Some(hash(from, name.as_str()).await?),
        None => None,
    };
    let new = NewAccount { name: &name, role, password_hash: hash.as_deref(), must_be_first: false };
    let (name, fault) = match add_user(store, &new, &Who::command_line(), now).await? {
        Added::User(_, role) => return say(&format!("{} is here now, as {}", name.as_str(), role.as_str())),
        Added::NameTaken => (name, "this name is taken"),
        Added::FirstMustOwn | Added::NotTheFirst => (name, "the first account must be an owner, to let others in"),
    };
    Err(NotSo(format!("{}: {fault}", name.as_str())).into())
}

async fn list(store: &Store) -> anyhow::Result<()> {
    for row in store.users().await? {
        let seen = row.seen_at.map_or_else(|| "not signed in".to_owned(), |at| format!("here last {at}"));
        let account = row.account;
        let second = if account.has_second_factor { ", second factor" } else { "" };
        let password = if account.password_hash.is_none() { ", no password" } else { "" };
        say(&format!("{}\t{}\t{seen}{second}{password}", account.name, account.role.as_str()))?;
    }
    Ok(())
}

async fn passwd(store: &Store, name: &str, from: PasswordFrom, drop: bool, now: Timestamp) -> anyhow::Result<()> {
    let user = user(store, name).await?;
    let hash = hash(from, &user.name).await?;
    if drop {
        drop_second_factor(store, &user, &Who::command_line(), now).await?;
    }
    done(set_password(store, &user, &hash, None, &Who::command_line(), now).await?, &user)
}

async fn user(store: &Store, name: &str) -> anyhow::Result<Account> {
    let found = match UserName::parse(name) {
        Some(name) => store.account_named(&name).await?,
        None => None,
    };
    found.ok_or_else(|| NotSo(format!("{name:?}: nobody of this name has an account")).into())
}

fn done(changed: Changed, user: &Account) -> anyhow::Result<()> {
    match changed {
        Changed::Done => say(&format!("{}: done", user.name)),
        Changed::LastOwner => Err(NotSo(format!(
            "{} is the only owner; make another one first, or nobody could decide about the house",
            user.name
        ))
        .into()),
        Changed::NoSuchOne => Err(NotSo(format!("{:?}: nobody of this name has an account", user.name)).into()),
    }
}

async fn hash(from: PasswordFrom, name: &str) -> anyhow::Result<String> {
    let password = if from.password_stdin { fed()? } else { asked()? };
    match password_fault(&password, name) {
        Some(fault) => Err(NotSo(fault.to_owned()).into()),
        None => Ok(Passwords::default().hash(Password::new(password)).await?),
    }
}

/// One line of standard input, whole but for its end.
fn fed() -> anyhow::Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).context("standard input")?;
    let bare = line.strip_suffix('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    Ok(bare.unwrap_or(&line).to_owned())
}

/// Asked for twice on the terminal, which does not show it.
fn asked() -> anyhow::Result<String> {
    if !io::stdin().is_terminal() {
        return Err(NotSo("there is no terminal to ask for the password; use --password-stdin".to_owned()).into());
    }
    let one = rpassword::prompt_password("Password: ").context("the terminal")?;
    let other = rpassword::prompt_password("The same again: ").context("the terminal")?;
    if one == other { Ok(one) } else { Err(NotSo("the two passwords are not the same".to_owned()).into()) }
}

fn say(line: &str) -> anyhow::Result<()> {
    writeln!(io::stdout(), "{line}").context("standard output")
}
