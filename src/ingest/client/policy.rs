//! Which addresses may be asked: http and https, on ports of the web, on the public internet; and what a setting allows
//! besides. Knows no network but by its numbers.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;
use url::{Host, Url};

use super::NotAllowed;

/// Ports on which others publish.
const WEB_PORTS: [u16; 5] = [80, 443, 8000, 8080, 8443];

/// What may be fetched. By default only what is public.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// Networks that are not public and may be asked all the same, on any port above 1023.
    pub allowed: Vec<IpNet>,
}

/// How far a request reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Public addresses, and the allowed networks.
    Public,
    /// The allowed networks alone.
    Allowed,
}

impl Policy {
    /// Checks all of an address that can be seen without looking up its host.
    pub(super) fn check(&self, url: &Url) -> Result<Reach, NotAllowed> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(NotAllowed::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(NotAllowed::UserInfo);
        }
        let reach = match url.port_or_known_default() {
            Some(port) if WEB_PORTS.contains(&port) => Reach::Public,
            Some(1024..) if !self.allowed.is_empty() => Reach::Allowed,
            _ => return Err(NotAllowed::Port),
        };
        // The library below dials an address in numbers without asking the resolver, so it is checked here.
        let literal = match url.host().ok_or(NotAllowed::NoHost)? {
            Host::Domain(_) => return Ok(reach),
            Host::Ipv4(address) => IpAddr::V4(address),
            Host::Ipv6(address) => IpAddr::V6(address),
        };
        self.admits(literal, reach).then_some(reach).ok_or(NotAllowed::Private)
    }

    /// Whether `address` may be dialled.
    pub(super) fn admits(&self, address: IpAddr, reach: Reach) -> bool {
        let address = address.to_canonical();
        self.allowed.iter().any(|network| network.contains(&address)) || (reach == Reach::Public && is_public(address))
    }
}

/// Whether an address belongs to the public internet, by the special-purpose registries of IANA.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 31, 196)
            | (192, 52, 193)
            | (192, 88, 99)
            | (192, 168, _)
            | (192, 175, 48)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    )
}

/// Only `2000::/3` is given out; of it, what translates or tunnels to other addresses is left out too.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    matches!(first, 0x2000..=0x3fff)
        && !matches!((first, second), (0x2001, 0..=0x01ff | 0x0db8) | (0x2002, _) | (0x3fff, 0..=0x0fff))
}
