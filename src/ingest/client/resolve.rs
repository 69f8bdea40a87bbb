//! Looks hosts up and leaves out every address that may not be dialled. The connection is made to what comes out of here
//! and to nothing else, so a name that answers otherwise the next time gains nothing.

use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::lookup_host;

use super::policy::Reach;
use super::{FetchError, NotAllowed, Policy};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Asks the system, and keeps what the policy admits.
#[derive(Debug, Clone)]
pub(super) struct Resolver {
    policy: Arc<Policy>,
    reach: Reach,
}

impl Resolver {
    pub(super) fn new(policy: Policy, reach: Reach) -> Self {
        Self { policy: Arc::new(policy), reach }
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
            // The port is that of the address asked; the library puts it in.
            let found = lookup_host((name.as_str(), 0)).await.map_err(|_| Failure::from(FetchError::NoSuchHost))?;
            let admitted = resolver.admitted(found).map_err(Failure::from)?;
            Ok(Box::new(admitted.into_iter()) as Addrs)
        })
    }
}
