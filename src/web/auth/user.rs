//! Somebody who asks for a page, as far as it is known.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::{Role, Scope, Scopes, Who};
use crate::library::accounts::Came;
use crate::store::{Account, Instance};
use crate::web::PageError;

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub id: i64,
    pub name: String,
    /// The name that pages show.
    pub shown_name: String,
    pub role: Role,
    pub how: How,
    /// The address of the network that they come from.
    address: String,
}

/// By what somebody is recognized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A cookie, of the session with this number.
    Session(i64),
    /// A program, by a token.
    Token(Scopes),
    /// The word of a trusted proxy.
    Proxy,
}

impl User {
    pub(super) fn of(account: Account, how: How, address: Option<IpAddr>) -> Self {
        let address = address.map(|address| address.to_string()).unwrap_or_default();
        let Account { id, name, shown_name, role, .. } = account;
        Self { id, name, shown_name, role, how, address }
    }

    /// The name and address for the list of what was done.
    #[must_use]
    pub fn who(&self) -> Who {
        Who { user_id: Some(self.id), name: self.name.clone(), address: self.address.clone() }
    }

    /// Whether what they are recognized by allows it.
    pub(super) fn allows(&self, scope: Scope) -> bool {
        match self.how {
            How::Token(scopes) => scopes.has(scope),
            How::Session(_) | How::Proxy => true,
        }
    }

    /// Whether it is a program that shows a token, and no human.
    pub(super) fn is_program(&self) -> bool {
        matches!(self.how, How::Token(_))
    }
}

/// All that is known of a request's sender. Every request that is no file has one.
#[derive(Debug, Clone)]
pub struct Asker(pub(super) Arc<Known>);

#[derive(Debug)]
pub(super) struct Known {
    pub(super) user: Option<User>,
    pub(super) instance: Instance,
    pub(super) came: Came,
}

impl Asker {
    #[must_use]
    pub fn user(&self) -> Option<&User> {
        self.0.user.as_ref()
    }

    pub(in crate::web) fn instance(&self) -> Instance {
        self.0.instance
    }

    pub(in crate::web) fn came(&self) -> &Came {
        &self.0.came
    }

    /// The name and address for the list of what was done.
    #[must_use]
    pub fn who(&self) -> Who {
        self.user().map_or_else(|| Who { address: self.came().from(), ..Who::default() }, User::who)
    }

    /// Whether pages are made for this asker alone, so that no cache may keep them for others.
    pub(super) fn is_private(&self) -> bool {
        self.instance().is_private() || self.user().is_some()
    }

    /// What pages are made from, of all this.
    pub(in crate::web) fn stamp(&self) -> String {
        let instance = self.instance();
        let user = self.user().map(|user| format!("{} {} {:?} {:?}", user.id, user.shown_name, user.role, user.how));
        format!("{} {} {}", instance.has_users, instance.is_private(), user.unwrap_or_default())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asker {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, PageError> {
        parts.extensions.get::<Self>().cloned().ok_or(PageError::NobodyKnown)
    }
}
