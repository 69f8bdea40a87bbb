//! The addresses of accounts: the way in, and the settings.

use super::{FRONT, with_query};

pub(in crate::web) const LOGIN: &str = "/login";
pub(in crate::web) const LOGIN_CODE: &str = "/login/code";
pub(in crate::web) const LOGOUT: &str = "/logout";
pub(in crate::web) const SET_UP: &str = "/setup";
pub(in crate::web) const SETTINGS: &str = "/settings";

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
