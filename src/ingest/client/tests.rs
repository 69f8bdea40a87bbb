//! Which addresses are asked. How answers are taken, tests/it/fetching.rs shows with a server.

use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

use super::policy::Reach;
use super::resolve::{Lookup, Resolver};
use super::*;

fn check(policy: &Policy, url: &str) -> Result<Reach, NotAllowed> {
    policy.check(&Url::parse(url).unwrap())
}

fn allowing(network: &str) -> Policy {
    Policy { allowed: vec![network.parse().unwrap()] }
}

#[test]
fn case_01_no_spelling_of_a_private_address_is_asked() {
    for host in [
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "0x7f000001",
        "2130706433",
        "0177.0.0.1",
        "0",
        "0.0.0.0",
        "017700000001",
        "[::1]",
        "[::]",
        "[::ffff:7f00:1]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::7f00:1]",
        "[fe80::1]",
        "[fec0::1]",
        "[fd00::1]",
        "[ff02::1]",
        "[100::1]",
        "[2001::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::]",
        "[3fff::1]",
        "169.254.169.254",
        "100.64.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "127.0.0.1.",
        "１２７.０.０.１",
        "①②⑦.0.0.1",
        "127。0。0。1",
        "%31%32%37.0.0.1",
    ] {
        for scheme in ["http", "https"] {
            let url = format!("{scheme}://{host}/");
            assert_eq!(check(&Policy::default(), &url), Err(NotAllowed::Private), "{url}");
        }
    }
}

#[test]
fn public_addresses_are_asked() {
    for host in [
        "93.184.215.14",
        "172.15.0.1",
        "172.32.0.1",
        "100.63.0.1",
        "[2606:2800:21f::1]",
        "[2001:4860::8888]",
        "example.org",
    ] {
        assert_eq!(check(&Policy::default(), &format!("https://{host}/")), Ok(Reach::Public), "{host}");
    }
}

#[test]
fn case_02_private_addresses_are_dropped_from_what_a_name_stands_for() {
    let resolver = |policy| Resolver::new(policy, Reach::Public, Lookup::System);
    let at = |ip: &str| SocketAddr::new(ip.parse::<IpAddr>().unwrap(), 0);
    let mixed = [at("10.0.0.1"), at("93.184.215.14"), at("::ffff:127.0.0.1"), at("fd00::1")];
    assert_eq!(resolver(Policy::default()).admitted(mixed.into_iter()), Ok(vec![at("93.184.215.14")]));
    let private = [at("127.0.0.1"), at("::1")];
    assert_eq!(resolver(Policy::default()).admitted(private.into_iter()), Err(NotAllowed::Private.into()));
    assert_eq!(resolver(allowing("127.0.0.0/8")).admitted(private.into_iter()), Ok(vec![at("127.0.0.1")]));
    assert_eq!(resolver(Policy::default()).admitted(std::iter::empty()), Err(FetchError::NoSuchHost));
}

#[test]
fn case_02_names_of_this_machine_are_not_asked() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = Client::new(&Policy::default()).unwrap();
    for host in ["localhost", "LOCALHOST.", "localhost.localdomain"] {
        let fetched = runtime.block_on(client.get(&Url::parse(&format!("http://{host}/")).unwrap()));
        // Not every machine knows every one of these names.
        assert!(
            matches!(fetched, Err(FetchError::NotAllowed(NotAllowed::Private) | FetchError::NoSuchHost)),
            "{host} {fetched:?}"
        );
    }
}

#[test]
fn case_06_only_the_web_is_asked() {
    let policy = Policy::default();
    for url in
        ["file:///etc/passwd", "gopher://example.org/", "ftp://example.org/", "data:text/html,x", "javascript:alert(1)"]
    {
        assert_eq!(check(&policy, url), Err(NotAllowed::Scheme), "{url}");
    }
    for port in [1, 22, 25, 110, 3306, 5432, 6379, 9200, 11211, 65535] {
        assert_eq!(check(&policy, &format!("http://example.org:{port}/")), Err(NotAllowed::Port), "{port}");
    }
    for user in ["user:pw@", "user@", ":pw@"] {
        assert_eq!(check(&policy, &format!("http://{user}example.org/")), Err(NotAllowed::UserInfo), "{user}");
    }
    for port in [80, 443, 8080] {
        assert_eq!(check(&policy, &format!("http://example.org:{port}/")), Ok(Reach::Public), "{port}");
    }
}

#[test]
fn an_allowed_network_opens_itself_and_nothing_else() {
    let policy = allowing("127.0.0.0/8");
    assert_eq!(check(&policy, "http://127.0.0.1:43210/"), Ok(Reach::Allowed));
    assert_eq!(check(&policy, "http://127.0.0.1:80/"), Ok(Reach::Public));
    assert_eq!(check(&policy, "http://[::ffff:127.0.0.1]:43210/"), Ok(Reach::Allowed));
    assert_eq!(check(&policy, "http://127.0.0.1:22/"), Err(NotAllowed::Port));
    for url in ["http://10.0.0.1/", "http://[::1]:43210/", "http://93.184.215.14:6379/"] {
        assert_eq!(check(&policy, url), Err(NotAllowed::Private), "{url}");
    }
    // A public name on another port reaches the allowed networks alone, and so nothing.
    assert_eq!(check(&policy, "http://example.org:6379/"), Ok(Reach::Allowed));
    assert!(!policy.admits("93.184.215.14".parse().unwrap(), Reach::Allowed));
}

/// Answers requests with a word, on a port of this machine.
fn word() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 1_024]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nword");
        }
    });
    port
}

#[test]
fn case_03_what_was_checked_is_what_is_dialled() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let url = Url::parse(&format!("http://rebinding.example:{}/", word())).unwrap();
    let told =
        |answers: [&str; 2]| Arc::new(Mutex::new(answers.map(|ip| SocketAddr::new(ip.parse().unwrap(), 0)).to_vec()));
    let fetched = |answers: &Arc<Mutex<Vec<SocketAddr>>>| {
        let client = Client::asking(&allowing("127.0.0.0/8"), &Lookup::Told(Arc::clone(answers))).unwrap();
        runtime.block_on(client.get(&url)).map(|fetched| fetched.bytes)
    };
    // The name turns to another network after the check: nobody asks it again.
    let turning_in = told(["127.0.0.1", "10.0.0.1"]);
    assert_eq!(fetched(&turning_in), Ok(b"word".to_vec()));
    assert_eq!(turning_in.lock().unwrap().len(), 1);
    // It turns to an allowed one: too late.
    let turning_out = told(["10.0.0.1", "127.0.0.1"]);
    assert_eq!(fetched(&turning_out), Err(NotAllowed::Private.into()));
    assert_eq!(turning_out.lock().unwrap().len(), 1);
}
