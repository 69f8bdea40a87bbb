//! The one way out: how answers of a hostile site are taken. Which addresses are asked at all stands beside the client.

use std::time::{Duration, Instant};

use onrecord::ingest::client::{Client, FetchError, Fetched, NotAllowed, Policy};
use tokio::runtime::Runtime;
use url::Url;

use crate::support::site::Site;

/// A client that may ask this machine by `127.0.0.1`, as tests must.
fn client() -> Client {
    Client::new(&Policy { allowed: vec!["127.0.0.1/32".parse().expect("a network")] }).expect("a client")
}

fn get(client: &Client, url: &str) -> Result<Fetched, FetchError> {
    let url = Url::parse(url).expect("an address");
    Runtime::new().expect("a runtime").block_on(client.get(&url))
}

fn timed(url: &str) -> (Result<Fetched, FetchError>, Duration) {
    let started = Instant::now();
    (get(&client(), url), started.elapsed())
}

#[test]
fn a_page_is_fetched_where_the_setting_allows_it() {
    let site = Site::start();
    let fetched = get(&client(), &site.url("/article#part")).expect("a page");
    assert_eq!(fetched.url.as_str(), site.url("/article"));
    assert_eq!(fetched.content_type.as_deref(), Some("text/html; charset=utf-8"));
    assert!(String::from_utf8(fetched.bytes).expect("text").contains("The gate of the harbour"));
    let head = site.asked().concat().to_lowercase();
    assert!(head.contains("user-agent: mozilla/5.0 (compatible; onrecord/") && !head.contains("referer"), "{head}");
}

#[test]
fn case_01_nothing_private_is_so_much_as_connected_to() {
    let site = Site::start();
    let port = site.address.port();
    for host in ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "[::ffff:7f00:1]", "localhost"] {
        let refused =
            get(&Client::new(&Policy::default()).expect("a client"), &format!("http://{host}:{port}/article"));
        assert!(matches!(refused, Err(FetchError::NotAllowed(_))), "{host}: {refused:?}");
    }
    // Where one network is allowed, the others stay shut.
    let refused = get(&client(), &format!("http://[::1]:{port}/article"));
    assert_eq!(refused, Err(NotAllowed::Private.into()));
    assert_eq!(site.connections(), 0);
}

#[test]
fn case_04_every_redirect_is_checked() {
    let site = Site::start();
    for to in [
        "http://10.0.0.1/",
        "http://169.254.169.254/",
        "//[::1]/",
        "http://167772161/",
        "http://0x0a000001/",
        "http://[fd00::1]/",
    ] {
        let refused = get(&client(), &site.url(&format!("/to?{to}")));
        assert!(matches!(refused, Err(FetchError::NotAllowed(NotAllowed::Private))), "{to}: {refused:?}");
    }
    for to in ["file:///etc/passwd", "gopher://a/", "javascript:alert(1)", "data:text/html,x"] {
        assert_eq!(get(&client(), &site.url(&format!("/to?{to}"))), Err(NotAllowed::Scheme.into()), "{to}");
    }
    assert_eq!(get(&client(), &site.url("/to?http://a:b@127.0.0.1/")), Err(NotAllowed::UserInfo.into()));
    assert_eq!(get(&client(), &site.url("/to?http://127.0.0.1:22/")), Err(NotAllowed::Port.into()));
    assert_eq!(get(&client(), &site.url("/to?http://[")), Err(FetchError::BadRedirect));
    assert_eq!(get(&client(), &site.url("/loop")), Err(FetchError::TooManyRedirects));
    assert_eq!(get(&client(), &site.url("/hops?6")), Err(FetchError::TooManyRedirects));
    assert_eq!(get(&client(), &site.url("/hops?5")).expect("five are followed").url.as_str(), site.url("/article"));
}

#[test]
fn case_05_no_proxy_is_taken_from_the_environment() {
    let mut again = std::process::Command::new(std::env::current_exe().expect("this program"));
    again.args(["--exact", "fetching::a_page_is_fetched_where_the_setting_allows_it"]);
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"] {
        again.env(name, "http://127.0.0.1:1/");
    }
    let ran = again.output().expect("it runs");
    let told = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && told.contains("1 passed"), "{told}");
}

#[test]
fn case_07_what_is_too_large_is_left() {
    let site = Site::start();
    for path in ["/gzip-bomb", "/endless"] {
        let (fetched, took) = timed(&site.url(path));
        assert_eq!(fetched, Err(FetchError::TooLarge), "{path}");
        assert!(took < Duration::from_secs(5), "{path}: {took:?}");
    }
    assert_eq!(get(&client(), &site.url("/short")), Err(FetchError::Broken));
    site.put("/not-gzip", "content-type: text/html\ncontent-encoding: gzip", "not packed at all");
    assert_eq!(get(&client(), &site.url("/not-gzip")), Err(FetchError::Broken));
}

#[test]
fn case_08_nobody_keeps_us_waiting() {
    let site = Site::start();
    let took = |path: &str| timed(&site.url(path));
    std::thread::scope(|scope| {
        for (path, limit) in [("/silent", 5), ("/drip-head", 15), ("/drip-body", 15)] {
            scope.spawn(move || {
                let (fetched, took) = took(path);
                assert_eq!(fetched, Err(FetchError::TooSlow), "{path}");
                assert!(took < Duration::from_secs(limit + 3), "{path}: {took:?}");
            });
        }
    });
    for path in ["/many-headers", "/long-header"] {
        assert_eq!(get(&client(), &site.url(path)), Err(FetchError::Broken), "{path}");
    }
    assert!(FetchError::TooSlow.may_pass() && !FetchError::TooLarge.may_pass());
}

#[test]
fn what_a_server_answers_is_said_in_words() {
    let site = Site::start();
    for (status, words) in
        [(404, "there is no such page"), (403, "it does not let this program in"), (503, "it has a fault")]
    {
        let error = get(&client(), &site.url(&format!("/status?{status}"))).expect_err("no page");
        assert_eq!(error.to_string(), format!("the server answered {status}: {words}"));
        assert_eq!(error.may_pass(), status == 503);
    }
    assert_eq!(get(&client(), &site.url("/video")), Err(FetchError::NotAPage("video/mp4".into())));
    let closed = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    assert_eq!(get(&client(), &format!("http://{closed}/")), Err(FetchError::Unreachable));
    // No TLS is spoken there.
    assert_eq!(get(&client(), &site.url("/article").replace("http:", "https:")), Err(FetchError::Unreachable));
}
