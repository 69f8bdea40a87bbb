//! Why nothing was fetched: a sentence for readers, and whether trying again may help.

use thiserror::Error;

/// Why an address is not asked at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotAllowed {
    #[error("only addresses with http or https are fetched")]
    Scheme,
    #[error("an address with a user name or a password in it is not fetched")]
    UserInfo,
    #[error("the address names no host")]
    NoHost,
    #[error("pages are not fetched from that port")]
    Port,
    #[error("address not allowed: it is not on the public internet")]
    Private,
}

/// Why a page was not fetched.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FetchError {
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    #[error("the host was not found; is the address right?")]
    NoSuchHost,
    #[error("the server could not be reached")]
    Unreachable,
    #[error("the server has no certificate that can be trusted")]
    BadCertificate,
    #[error("the server took too long to answer")]
    TooSlow,
    #[error("the answer is too large: more than 5 MiB")]
    TooLarge,
    #[error("the address leads on to others more than 5 times")]
    TooManyRedirects,
    #[error("the address leads on to something that is no address")]
    BadRedirect,
    #[error("the server answered {0}: {word}", word = in_words(*.0))]
    Status(u16),
    #[error("there is no page there, but {0}")]
    NotAPage(String),
    #[error("the answer broke off or made no sense")]
    Broken,
    #[error(
        "this server trusts no certificates, so it cannot fetch anything ({0}); install the package ca-certificates"
    )]
    NoCertificates(String),
}

impl FetchError {
    /// Whether it may work a little later.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::NoSuchHost | Self::Unreachable | Self::TooSlow | Self::Broken => true,
            Self::Status(status) => matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504),
            _ => false,
        }
    }
}

fn in_words(status: u16) -> &'static str {
    match status {
        401 | 403 | 407 => "it does not let this program in",
        402 => "it wants to be paid",
        404 | 410 => "there is no such page",
        429 => "it was asked too often",
        451 => "it may not show the page",
        500..=599 => "it has a fault",
        _ => "no page",
    }
}

/// What the library below tells of, in our own words: its messages have addresses and causes that are none of a
/// reader's business.
impl From<reqwest::Error> for FetchError {
    fn from(error: reqwest::Error) -> Self {
        let mut causes = std::iter::successors(Some(&error as &(dyn std::error::Error + 'static)), |e| e.source());
        let told = causes.find_map(|cause| {
            let ours = cause.downcast_ref::<Self>().cloned();
            ours.or_else(|| cause.downcast_ref::<rustls::Error>().map(|_| Self::BadCertificate))
                .or_else(|| cause.downcast_ref::<std::io::Error>().and_then(of_io))
        });
        match told {
            Some(told) => told,
            None if error.is_timeout() => Self::TooSlow,
            None if error.is_connect() => Self::Unreachable,
            None => Self::Broken,
        }
    }
}

/// An error of TLS hides in one of input and output.
fn of_io(error: &std::io::Error) -> Option<FetchError> {
    let inner = error.get_ref()?;
    if let Some(ours) = inner.downcast_ref::<FetchError>() {
        return Some(ours.clone());
    }
    inner.downcast_ref::<rustls::Error>().map(|_| FetchError::BadCertificate)
}
