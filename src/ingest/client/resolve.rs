//! Looks hosts up and leaves out every address that may not be dialled. The connection is made to what comes out of here
//! and to nothing else, so a name that answers otherwise the next time gains nothing.

use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::lookup_host;

use super::policy::Reach;
use super::{FetchError, NotAllowed, Policy};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Who is asked.
#[derive(Debug, Clone)]
pub(super) enum Lookup {
    System,
    /// Answers that a test gives, one after the other.
    #[cfg(test)]
    Told(Arc<std::sync::Mutex<Vec<SocketAddr>>>),
}

impl Lookup {
    async fn ask(&self, name: &str) -> std::io::Result<Vec<SocketAddr>> {
        match self {
            // The port is that of the address asked; the library puts it in.
            Self::System => Ok(lookup_host((name, 0)).await?.collect()),
            #[cfg(test)]
            Self::Told(answers) => {
                Ok(answers.lock().map(|mut answers| answers.drain(..1).collect()).unwrap_or_default())
            }
        }
    }
}

/// Asks, and keeps what the policy admits.
#[derive(Debug, Clone)]
pub(super) struct Resolver {
    policy: Arc<Policy>,
    reach: Reach,
    lookup: Lookup,
}

impl Resolver {
    pub(super) fn new(policy: Policy, reach: Reach, lookup: Lookup) -> Self {
        Self { policy: Arc::new(policy), reach, lookup }
    }

    pub(super) fn admitted(&self, found: impl Iterator<Item = SocketAddr>) -> Result<Vec<SocketAddr>, FetchError> {
        let (mut any, mut admitted) = (false, Vec::new());
        for address in found {
            any = true;
            if self.policy.admits(address.ip(), self.reach) {
                admitted.push(address);
            }
        }
        match admitted.is_empty() {
            false => Ok(admitted),
            true if any => Err(NotAllowed::Private.into()),
            true => Err(FetchError::NoSuchHost),
        }
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.clone();
        Box::pin(async move {
            let found = resolver.lookup.ask(name.as_str()).await;
            let found = found.map_err(|_| Failure::from(FetchError::NoSuchHost))?;
            let admitted = resolver.admitted(found.into_iter()).map_err(Failure::from)?;
            Ok(Box::new(admitted.into_iter()) as Addrs)
        })
    }
}
