//! Where a request comes from: the other end of its connection, or whom a trusted proxy says it speaks for. Nobody else's
//! word is taken, since anybody can write these headers.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

/// The other end of the connection that a request came by; the accept loop notes it.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

const FORWARDED: &str = "x-forwarded-for";

/// Whose word is taken on where requests come from and who sends them.
#[derive(Debug, Clone, Default)]
pub struct Proxies {
    pub trusted: Vec<IpNet>,
    /// The header in which they name whom they have signed in; none where they sign nobody in.
    pub user_header: Option<HeaderName>,
}

impl Proxies {
    fn trusts(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|network| network.contains(&address))
    }

    /// Where a request comes from. Each proxy adds whom it heard it from at the end, so the last one that is no trusted
    /// proxy is the one to believe in.
    pub(super) fn sender(&self, peer: Option<Peer>, headers: &HeaderMap) -> Option<IpAddr> {
        let mut sender = peer?.0.ip().to_canonical();
        let forwarded = headers.get_all(FORWARDED).iter().filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).collect();
        for hop in hops.into_iter().rev() {
            let Some(address) = self.trusts(sender).then(|| parse(hop)).flatten() else { break };
            sender = address;
        }
        Some(sender)
    }

    /// Whom a trusted proxy has signed in.
    pub(super) fn user<'a>(&self, peer: Option<Peer>, headers: &'a HeaderMap) -> Option<&'a str> {
        let name = self.user_header.as_ref()?;
        let peer = peer?.0.ip().to_canonical();
        let mut values = headers.get_all(name).iter();
        let one = values.next()?.to_str().ok()?.trim();
        // A second one would be the sender's own.
        (self.trusts(peer) && values.next().is_none() && !one.is_empty()).then_some(one)
    }
}

/// An address, with or without a port.
fn parse(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = hop.strip_prefix('[').and_then(|hop| hop.split(']').next()).unwrap_or(hop);
    let with_port = || hop.parse::<SocketAddr>().ok().map(|address| address.ip());
    bare.parse::<IpAddr>().ok().or_else(with_port).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn from(address: &str) -> Option<Peer> {
        format!("{address}:4711").parse().ok().map(Peer)
    }

    fn proxies() -> Proxies {
        Proxies {
            trusted: ["10.0.0.0/8", "fd00::/8"].map(|network| network.parse().unwrap()).to_vec(),
            user_header: Some(HeaderName::from_static("remote-user")),
        }
    }

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn case_19_only_a_trusted_proxy_is_believed() {
        for (peer, forwarded, sender) in [
            ("192.0.2.1", "203.0.113.9", "192.0.2.1"),
            ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
            ("10.0.0.1", "8.8.8.8, 203.0.113.9", "203.0.113.9"),
            ("10.0.0.1", "203.0.113.9, 10.0.0.7", "203.0.113.9"),
            ("10.0.0.1", "203.0.113.9:1234", "203.0.113.9"),
            ("10.0.0.1", "[2001:db8::1]:80", "2001:db8::1"),
            ("10.0.0.1", "nonsense", "10.0.0.1"),
            ("10.0.0.1", "203.0.113.9, nonsense", "10.0.0.1"),
            ("10.0.0.1", "", "10.0.0.1"),
            ("[::ffff:10.0.0.1]", "203.0.113.9", "203.0.113.9"),
            ("[fd00::1]", "2001:db8::2", "2001:db8::2"),
        ] {
            let found = proxies().sender(from(peer), &headers(&[("x-forwarded-for", forwarded)]));
            assert_eq!(found, Some(sender.parse().unwrap()), "{peer}, {forwarded:?}");
        }
        let several = headers(&[("x-forwarded-for", "8.8.8.8"), ("x-forwarded-for", "203.0.113.9")]);
        assert_eq!(proxies().sender(from("10.0.0.1"), &several), Some("203.0.113.9".parse().unwrap()));
        assert_eq!(Proxies::default().sender(from("127.0.0.1"), &several), Some("127.0.0.1".parse().unwrap()));
        assert_eq!(proxies().sender(None, &several), None);
    }

    #[test]
    fn case_19_a_user_is_named_by_a_trusted_proxy_alone() {
        let anna = headers(&[("remote-user", "anna")]);
        assert_eq!(proxies().user(from("10.0.0.1"), &anna), Some("anna"));
        assert_eq!(proxies().user(from("192.0.2.1"), &anna), None);
        assert_eq!(proxies().user(None, &anna), None);
        let two = headers(&[("remote-user", "owner"), ("remote-user", "anna")]);
        assert_eq!(proxies().user(from("10.0.0.1"), &two), None);
        assert_eq!(proxies().user(from("10.0.0.1"), &headers(&[("remote-user", " ")])), None);
        let no_header = Proxies { user_header: None, ..proxies() };
        assert_eq!(no_header.user(from("10.0.0.1"), &anna), None);
    }
}
