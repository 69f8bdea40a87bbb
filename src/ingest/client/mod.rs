//! The program's only way out: fetches what others publish, and nothing from networks that are not public. Every address
//! is checked before it is asked, each redirect again, and what was checked is what is dialled (`resolve`). Takes no proxy
//! from the environment. Imports nothing of ours but its own files.

mod body;
mod error;
mod policy;
mod resolve;
#[cfg(test)]
mod tests;

use std::time::Duration;

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION};
use reqwest::redirect;
use tokio::time::{Instant, timeout_at};
use url::Url;

pub use error::{FetchError, NotAllowed};
pub use policy::Policy;

use policy::Reach;
use resolve::{Lookup, Resolver};

/// So many redirects are followed.
const MOST_HOPS: usize = 5;
/// Longer than this no server may keep us waiting for the next bytes.
const READ_TIMEOUT: Duration = Duration::from_secs(5);
/// Longer than this nothing is fetched, redirects and all.
const TOTAL_TIMEOUT: Duration = Duration::from_secs(15);
/// More headers are not read.
const MOST_HEADERS: usize = 100;

/// Says who asks: some publishers refuse what does not name itself.
const USER_AGENT: &str = concat!("Mozilla/5.0 (compatible; Onrecord/", env!("CARGO_PKG_VERSION"), ")");

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where it stood in the end, after redirects.
    pub url: Url,
    /// The header, as it was sent.
    pub content_type: Option<String>,
    /// Decompressed.
    pub bytes: Vec<u8>,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Page,
    Picture,
}

/// The guarded client. Cheap to clone; one for the whole program, so that nothing gets past it.
#[derive(Debug, Clone)]
pub struct Client {
    policy: Policy,
    /// For ports that the web uses: public addresses, and those of the networks that the policy allows.
    web: reqwest::Client,
    /// For all others: only the networks that the policy allows.
    allowed: reqwest::Client,
}

impl Client {
    /// Fails where the machine trusts no certificate at all, so that no address with https could be fetched.
    pub fn new(policy: &Policy) -> Result<Self, FetchError> {
        Self::asking(policy, &Lookup::System)
    }

    fn asking(policy: &Policy, lookup: &Lookup) -> Result<Self, FetchError> {
        // One for the whole process; somebody else's serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let build = |reach| built(Resolver::new(policy.clone(), reach, lookup.clone()));
        Ok(Self { policy: policy.clone(), web: build(Reach::Public)?, allowed: build(Reach::Allowed)? })
    }

    /// Whether `url` may be asked, as far as can be seen without looking up its host.
    pub fn check(&self, url: &Url) -> Result<(), NotAllowed> {
        self.policy.check(url).map(|_| ()).inspect_err(|why| blocked(url, *why))
    }

    /// Fetches a page.
    pub async fn get(&self, url: &Url) -> Result<Fetched, FetchError> {
        self.fetch(url, Wanted::Page).await
    }

    /// Fetches a picture. What it really is, its bytes must say.
    pub async fn picture(&self, url: &Url) -> Result<Fetched, FetchError> {
        self.fetch(url, Wanted::Picture).await
    }

    async fn fetch(&self, url: &Url, wanted: Wanted) -> Result<Fetched, FetchError> {
        let until = Instant::now() + TOTAL_TIMEOUT;
        timeout_at(until, self.follow(url, wanted)).await.unwrap_or(Err(FetchError::TooSlow))
    }

    async fn follow(&self, url: &Url, wanted: Wanted) -> Result<Fetched, FetchError> {
        let mut url = url.clone();
        url.set_fragment(None);
        for _ in 0..=MOST_HOPS {
            let response = self.ask(&url, wanted).await?;
            let Some(next) = target(&url, &response)? else {
                return answer(url, response, wanted).await;
            };
            url = next;
        }
        Err(FetchError::TooManyRedirects)
    }

    /// One request, to an address that is checked here.
    async fn ask(&self, url: &Url, wanted: Wanted) -> Result<reqwest::Response, FetchError> {
        let reach = self.policy.check(url).inspect_err(|why| blocked(url, *why))?;
        let client = match reach {
            Reach::Public => &self.web,
            Reach::Allowed => &self.allowed,
        };
        let accept = match wanted {
            Wanted::Page => "text/html,application/xhtml+xml,text/plain;q=0.5",
            Wanted::Picture => "image/avif,image/webp,image/png,image/jpeg,image/gif",
        };
        client.get(url.clone()).header(ACCEPT, accept).send().await.map_err(|error| {
            let error = FetchError::from(error);
            if let FetchError::NotAllowed(why) = error {
                blocked(url, why);
            }
            error
        })
    }
}

fn built(resolver: Resolver) -> Result<reqwest::Client, FetchError> {
    let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, HeaderValue::from_static("en, *;q=0.5"))]);
    let client = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .default_headers(headers)
        .no_proxy()
        .redirect(redirect::Policy::none())
        .referer(false)
        .dns_resolver(resolver)
        .connect_timeout(READ_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .http1_max_headers(MOST_HEADERS)
        .pool_max_idle_per_host(0)
        .build();
    client.map_err(|error| FetchError::NoCertificates(error.to_string()))
}

/// Where a redirect leads; `None` where it is the answer. The next request checks it.
fn target(url: &Url, response: &reqwest::Response) -> Result<Option<Url>, FetchError> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let location = response.headers().get(LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
    let next = location.and_then(|location| url.join(location).ok()).ok_or(FetchError::BadRedirect)?;
    let mut next = next;
    next.set_fragment(None);
    Ok(Some(next))
}

async fn answer(url: Url, response: reqwest::Response, wanted: Wanted) -> Result<Fetched, FetchError> {
    let status = response.status();
    if !status.is_success() {
        return Err(FetchError::Status(status.as_u16()));
    }
    let content_type =
        response.headers().get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    if let Some(kind) = content_type.as_deref().filter(|kind| wanted == Wanted::Page && !may_be_page(kind)) {
        return Err(FetchError::NotAPage(kind.chars().filter(|c| !c.is_control()).take(80).collect()));
    }
    Ok(Fetched { url, content_type, bytes: body::read(response).await? })
}

/// A page may be called by any of these; a video, a PDF or an archive is not fetched at all.
fn may_be_page(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind.is_empty()
        || kind.starts_with("text/")
        || matches!(kind.as_str(), "application/xhtml+xml" | "application/xml" | "application/octet-stream")
}

/// One line in the log for whoever watches the house. The host alone: the rest is the asker's.
fn blocked(url: &Url, why: NotAllowed) {
    let host: String = url.host_str().unwrap_or_default().chars().take(200).collect();
    tracing::warn!(host, scheme = url.scheme().get(..20).unwrap_or(url.scheme()), %why, "ssrf_blocked");
}
