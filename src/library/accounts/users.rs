//! Who is given an account, changed, and let go. There is always an owner, once there is anybody.

use jiff::Timestamp;

use crate::domain::{Deed, Role, UserName, Who};
use crate::store::{Account, NewUser, Store, StoreError, Writing};

/// An account to be made.
#[derive(Debug)]
pub struct NewAccount<'a> {
    pub name: &'a UserName,
    /// None: an owner where there is nobody yet, else a reader.
    pub role: Option<Role>,
    pub password_hash: Option<&'a str>,
    /// Only where nobody has an account.
    pub must_be_first: bool,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    User(i64, Role),
    NameTaken,
    /// The first one must be able to let others in.
    FirstMustOwn,
    NotTheFirst,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    Done,
    /// Nobody could decide about the house any more.
    LastOwner,
    NoSuchOne,
}

/// Makes an account.
pub async fn add_user(store: &Store, new: &NewAccount<'_>, by: &Who, now: Timestamp) -> Result<Added, StoreError> {
    let mut writing = store.write().await?;
    let (_, anybody) = writing.owners().await?;
    let role = new.role.unwrap_or(if anybody { Role::Reader } else { Role::Owner });
    if !anybody && role != Role::Owner {
        return Ok(Added::FirstMustOwn);
    }
    if anybody && new.must_be_first {
        return Ok(Added::NotTheFirst);
    }
    let user = NewUser { name: new.name, role, password_hash: new.password_hash };
    let Some(id) = writing.add_user(&user, now).await? else { return Ok(Added::NameTaken) };
    let about = format!("{}, {}", new.name.as_str(), role.as_str());
    writing.audit(by, Deed::UserAdded, &about, now).await?;
    // The first account closes the house, so what browsers keep of it must not be shown as it is.
    writing.commit().await?;
    Ok(Added::User(id, role))
}

/// Gives somebody another role.
pub async fn change_role(
    store: &Store,
    user: &Account,
    role: Role,
    by: &Who,
    now: Timestamp,
) -> Result<Changed, StoreError> {
    let mut writing = store.write().await?;
    match may_lose_owner(&mut writing, user.id, role != Role::Owner).await? {
        Changed::Done => {}
        refused => return Ok(refused),
    }
    writing.set_role(user.id, role).await?;
    writing.audit(by, Deed::RoleChanged, &format!("{}, {}", user.name, role.as_str()), now).await?;
    writing.commit_unseen().await?;
    Ok(Changed::Done)
}

/// Removes somebody's account, sessions and tokens.
pub async fn remove_user(store: &Store, user: &Account, by: &Who, now: Timestamp) -> Result<Changed, StoreError> {
    let mut writing = store.write().await?;
    match may_lose_owner(&mut writing, user.id, true).await? {
        Changed::Done => {}
        refused => return Ok(refused),
    }
    writing.remove_user(user.id).await?;
    writing.audit(by, Deed::UserRemoved, &user.name, now).await?;
    writing.commit_unseen().await?;
    Ok(Changed::Done)
}

/// Gives somebody another password; it ends all of their sessions but `kept`.
pub async fn set_password(
    store: &Store,
    user: &Account,
    hash: &str,
    kept: Option<i64>,
    by: &Who,
    now: Timestamp,
) -> Result<Changed, StoreError> {
    let mut writing = store.write().await?;
    if writing.role_of(user.id).await?.is_none() {
        return Ok(Changed::NoSuchOne);
    }
    writing.set_password(user.id, hash).await?;
    writing.end_sessions_but(user.id, kept).await?;
    writing.audit(by, Deed::PasswordChanged, &user.name, now).await?;
    writing.commit_unseen().await?;
    Ok(Changed::Done)
}

/// From now on somebody's password alone opens their account.
pub async fn drop_second_factor(store: &Store, user: &Account, by: &Who, now: Timestamp) -> Result<(), StoreError> {
    let mut writing = store.write().await?;
    writing.drop_second_factor(user.id).await?;
    writing.audit(by, Deed::SecondFactorOff, &user.name, now).await?;
    writing.commit_unseen().await
}

/// Whether there would be an owner still without this one. Asked within the write that makes it so.
async fn may_lose_owner(writing: &mut Writing, id: i64, is_lost: bool) -> Result<Changed, StoreError> {
    let (owners, _) = writing.owners().await?;
    Ok(match writing.role_of(id).await? {
        None => Changed::NoSuchOne,
        Some(Role::Owner) if is_lost && owners < 2 => Changed::LastOwner,
        Some(_) => Changed::Done,
    })
}
