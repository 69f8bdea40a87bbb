//! Accounts: what somebody may do, what they may be called, and what is written down of what they did. Imports nothing.

/// What an account may do. Each role may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Reads.
    Reader,
    /// Adds and corrects.
    Editor,
    /// Decides about the house and who is in it.
    Owner,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Reader, Self::Editor, Self::Owner];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Editor => "editor",
            Self::Owner => "owner",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// What a program may do that shows a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Read,
    Add,
}

/// The scopes of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scopes {
    pub read: bool,
    pub add: bool,
}

impl Scopes {
    #[must_use]
    pub fn has(self, scope: Scope) -> bool {
        match scope {
            Scope::Read => self.read,
            Scope::Add => self.add,
        }
    }
}

/// Who can read: everyone, or those who are signed in. Holds from the first account on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    Public,
    Private,
}

impl Visibility {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Public, Self::Private].into_iter().find(|visibility| visibility.as_str() == text)
    }
}

/// The name that somebody signs in by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserName(String);

impl UserName {
    /// What a name may be, for whoever gave another one.
    pub const RULE: &str = "a name has 1 to 60 letters, digits, or any of . _ - @ +, and begins with a letter or digit";
    const LONGEST: usize = 60;

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | '+');
        let is_name =
            text.starts_with(char::is_alphanumeric) && text.chars().count() <= Self::LONGEST && text.chars().all(fits);
        is_name.then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two spellings of one name have in common.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

/// The name that pages show: any words on one line.
#[must_use]
pub fn shown_name(typed: &str) -> Option<String> {
    let words = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_name = !words.is_empty() && words.chars().count() <= 60 && !words.chars().any(char::is_control);
    is_name.then_some(words)
}

/// What is wrong with a password that somebody wants to have, if anything is. It is taken whole, as it was typed.
#[must_use]
pub fn password_fault(password: &str, name: &str) -> Option<&'static str> {
    let folded = password.to_lowercase();
    let mut letters: Vec<char> = folded.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    match password.chars().count() {
        0..SHORTEST_PASSWORD => Some("A password has at least 10 characters."),
        LONGEST_PASSWORD.. => Some("A password has at most 1000 characters."),
        _ if letters.len() < 4 => Some("These are too few different characters for a password."),
        _ if folded.replace(&name.to_lowercase(), "").chars().count() < 4 => {
            Some("The name is too easily guessed as a password.")
        }
        _ => None,
    }
}

const SHORTEST_PASSWORD: usize = 10;
/// One more than the longest: hashing a longer one would only cost time.
const LONGEST_PASSWORD: usize = 1001;

/// Who does something, for the list of what was done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Who {
    /// None for a guest and for the command line.
    pub user_id: Option<i64>,
    /// The name, as it is now.
    pub name: String,
    /// The address of the network that they came from.
    pub address: String,
}

impl Who {
    /// Whoever runs commands beside the database.
    #[must_use]
    pub fn command_line() -> Self {
        Self { user_id: None, name: "command line".to_owned(), address: String::new() }
    }

    /// Whoever was shown the link by which the first account is made, and opened it from `address`.
    #[must_use]
    pub fn set_up_link(address: String) -> Self {
        Self { user_id: None, name: "set-up link".to_owned(), address }
    }
}

macro_rules! deeds {
    ($($deed:ident = $word:literal),+ $(,)?) => {
        /// Something worth writing down.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Deed { $($deed),+ }

        impl Deed {
            pub const ALL: &[Self] = &[$(Self::$deed),+];

            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$deed => $word),+ }
            }
        }
    };
}

deeds! {
    SignedIn = "signed in",
    SignInFailed = "sign-in failed",
    SignedOut = "signed out",
    SessionEnded = "session ended",
    PasswordChanged = "password changed",
    ProfileChanged = "profile changed",
    SecondFactorOn = "second factor on",
    SecondFactorOff = "second factor off",
    RecoveryCodeUsed = "recovery code used",
    TokenMade = "token made",
    TokenRevoked = "token revoked",
    UserAdded = "user added",
    UserRemoved = "user removed",
    RoleChanged = "role changed",
    HouseChanged = "house changed",
    ArticleAdded = "article added",
    ArticleRevised = "article revised",
    ArticleRemoved = "article removed",
    ArticleRestored = "article restored",
    ArticlePurged = "article purged",
}

impl Deed {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|deed| deed.as_str() == text).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_role_may_do_what_those_before_it_may() {
        assert!(Role::Reader < Role::Editor && Role::Editor < Role::Owner);
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        assert_eq!(Role::parse("Owner"), None);
    }

    #[test]
    fn what_is_kept_as_a_word_is_read_again() {
        for deed in Deed::ALL {
            assert_eq!(Deed::parse(deed.as_str()), Some(*deed));
        }
        for visibility in [Visibility::Public, Visibility::Private] {
            assert_eq!(Visibility::parse(visibility.as_str()), Some(visibility));
        }
    }

    #[test]
    fn names_are_one_word_without_surprises() {
        for name in ["a", "anna", "Zoë.Berg", "anna@example.org", "a+b_c-d", "7"] {
            assert_eq!(UserName::parse(name).as_ref().map(UserName::as_str), Some(name));
        }
        for wrong in ["", " ", "a b", "-a", ".a", "a/b", "a\n", "a\u{202e}b", "<a>", "a'b", &"a".repeat(61)] {
            assert_eq!(UserName::parse(wrong), None, "{wrong:?}");
        }
        assert_eq!(UserName::parse("ANNA").unwrap().key(), UserName::parse("anna").unwrap().key());
    }

    #[test]
    fn case_21_a_password_may_be_long_and_of_any_characters() {
        for good in ["correct horse battery", "пароль-из-слов", &"é9x!".repeat(200), "  spaces kept  "] {
            assert_eq!(password_fault(good, "anna"), None, "{good}");
        }
        for bad in
            ["", "short", "aaaaaaaaaaaa", "abcabcabcabc", "anna.berganna.berg", "Anna.Berg1", &"ab3d".repeat(251)]
        {
            assert!(password_fault(bad, "anna.berg").is_some(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn anything_typed_is_a_name_or_none(text in any::<String>()) {
            if let Some(name) = UserName::parse(&text) {
                prop_assert!(!name.key().contains(|c: char| c.is_whitespace() || c.is_control() || "/?#<>\"'&".contains(c)));
            }
            if let Some(shown) = shown_name(&text) {
                prop_assert_eq!(shown_name(&shown), Some(shown));
            }
            let _ = password_fault(&text, "anna");
        }
    }
}
