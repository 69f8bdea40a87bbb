//! The addresses of accounts: the way in, and the settings.

use url::form_urlencoded::byte_serialize;

use super::{FRONT, with_query};

pub(in crate::web) const LOGIN: &str = "/login";
pub(in crate::web) const LOGIN_CODE: &str = "/login/code";
pub(in crate::web) const LOGOUT: &str = "/logout";
pub(in crate::web) const SET_UP: &str = "/setup";
pub(in crate::web) const SETTINGS: &str = "/settings";
pub(in crate::web) const PASSWORD: &str = "/settings/password";
pub(in crate::web) const SESSIONS: &str = "/settings/sessions";
pub(in crate::web) const TOKENS: &str = "/settings/tokens";
pub(in crate::web) const REVOKE_TOKEN: &str = "/settings/tokens/revoke";
pub(in crate::web) const SECOND_FACTOR: &str = "/settings/second-factor";
pub(in crate::web) const SECOND_FACTOR_OFF: &str = "/settings/second-factor/off";
pub(in crate::web) const USERS: &str = "/settings/users";
pub(in crate::web) const USER: &str = "/settings/users/{name}";
pub(in crate::web) const INSTANCE: &str = "/settings/instance";
pub(in crate::web) const AUDIT: &str = "/settings/audit";

/// Where one signs in; `next` is the page that it leads to.
#[must_use]
pub fn login(next: &str) -> String {
    with_query(LOGIN, &[("next", if next == FRONT { "" } else { next })])
}

/// Where the first owner makes an account, by the secret that the program has shown.
#[must_use]
pub fn set_up(secret: &str) -> String {
    with_query(SET_UP, &[("secret", secret)])
}

#[must_use]
pub fn settings() -> String {
    SETTINGS.to_owned()
}

/// The same, confirming what was just done.
#[must_use]
pub fn settings_done(done: &str) -> String {
    with_query(SETTINGS, &[("done", done)])
}

/// Where one's password is changed.
#[must_use]
pub fn change_password() -> String {
    PASSWORD.to_owned()
}

/// Where sessions are ended.
#[must_use]
pub fn sessions() -> String {
    SESSIONS.to_owned()
}

/// Where tokens are made.
#[must_use]
pub fn tokens() -> String {
    TOKENS.to_owned()
}

#[must_use]
pub fn revoke_token() -> String {
    REVOKE_TOKEN.to_owned()
}

#[must_use]
pub fn second_factor() -> String {
    SECOND_FACTOR.to_owned()
}

#[must_use]
pub fn second_factor_off() -> String {
    SECOND_FACTOR_OFF.to_owned()
}

/// Who has an account.
#[must_use]
pub fn users() -> String {
    USERS.to_owned()
}

#[must_use]
pub fn users_done(done: &str) -> String {
    with_query(USERS, &[("done", done)])
}

/// One account.
#[must_use]
pub fn user(name: &str) -> String {
    // A name has no blank, which alone is encoded otherwise in a path.
    format!("{USERS}/{}", byte_serialize(name.as_bytes()).collect::<String>())
}

#[must_use]
pub fn user_done(name: &str, done: &str) -> String {
    with_query(&user(name), &[("done", done)])
}

/// What is set for the house.
#[must_use]
pub fn instance() -> String {
    INSTANCE.to_owned()
}

#[must_use]
pub fn instance_done(done: &str) -> String {
    with_query(INSTANCE, &[("done", done)])
}

/// Who did what, from before row `before` on.
#[must_use]
pub fn audit(before: Option<i64>) -> String {
    with_query(AUDIT, &[("before", &before.map(|id| id.to_string()).unwrap_or_default())])
}

/// Where one signs out.
#[must_use]
pub fn logout() -> String {
    LOGOUT.to_owned()
}

/// Whether a feed stands at this path.
pub(in crate::web) fn is_feed(path: &str) -> bool {
    path.ends_with(super::FEED)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These addresses are bookmarked and linked to from elsewhere. A line may be added; none may ever change.
    #[test]
    fn addresses_never_change() {
        let held = [
            (login(""), "/login"),
            (login("/people?q=a"), "/login?next=%2Fpeople%3Fq%3Da"),
            (LOGIN_CODE.to_owned(), "/login/code"),
            (LOGOUT.to_owned(), "/logout"),
            (set_up("a-b_c"), "/setup?secret=a-b_c"),
            (settings(), "/settings"),
            (settings_done("name"), "/settings?done=name"),
            (change_password(), "/settings/password"),
            (sessions(), "/settings/sessions"),
            (tokens(), "/settings/tokens"),
            (revoke_token(), "/settings/tokens/revoke"),
            (second_factor(), "/settings/second-factor"),
            (second_factor_off(), "/settings/second-factor/off"),
            (users(), "/settings/users"),
            (users_done("added"), "/settings/users?done=added"),
            (user("anna"), "/settings/users/anna"),
            (user_done("a@b.org", "role"), "/settings/users/a%40b.org?done=role"),
            (instance(), "/settings/instance"),
            (instance_done("house"), "/settings/instance?done=house"),
            (audit(None), "/settings/audit"),
            (audit(Some(7)), "/settings/audit?before=7"),
            (logout(), "/logout"),
        ];
        for (spelled, address) in held {
            assert_eq!(spelled, address);
        }
    }

    #[test]
    fn feeds_are_known_by_their_address() {
        assert!(is_feed("/feed.atom") && is_feed("/people/ada-quill/feed.atom"));
        assert!(!is_feed("/") && !is_feed("/feed.atom/x") && !is_feed("/people/feed"));
    }
}
