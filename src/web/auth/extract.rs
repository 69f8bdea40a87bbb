//! What handlers take to say who may use them. Whoever may not gets the page that says so, and no handler is run.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{Asker, User};
use crate::domain::{Role, Scope};
use crate::web::PageError;

/// Somebody who is signed in and no program: what concerns an account itself is not for tokens.
#[derive(Debug, Clone)]
pub struct SignedIn(pub User);

/// Somebody who may add and correct; a program, if its token is for adding.
#[derive(Debug, Clone)]
pub struct Editor(pub User);

/// Somebody who decides about the house, and no program.
#[derive(Debug, Clone)]
pub struct Owner(pub User);

async fn user<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<User, PageError> {
    let asker = Asker::from_request_parts(parts, state).await?;
    asker.user().cloned().ok_or(PageError::SignIn)
}

fn no_program(user: User) -> Result<User, PageError> {
    if user.is_program() { Err(PageError::Forbidden("A token does not open this page.")) } else { Ok(user) }
}

fn of_role(user: User, role: Role) -> Result<User, PageError> {
    let sentence = match role {
        Role::Reader => "This is for those who are signed in.",
        Role::Editor => "This is for editors. An owner of this house can make you one.",
        Role::Owner => "This is for the owners of this house.",
    };
    if user.role >= role { Ok(user) } else { Err(PageError::Forbidden(sentence)) }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        no_program(user(parts, state).await?).map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Editor {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let user = of_role(user(parts, state).await?, Role::Editor)?;
        if user.allows(Scope::Add) {
            Ok(Self(user))
        } else {
            Err(PageError::Forbidden("This token is not for adding."))
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Owner {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        of_role(no_program(user(parts, state).await?)?, Role::Owner).map(Self)
    }
}
