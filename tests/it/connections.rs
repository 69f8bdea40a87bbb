//! Case 40, as far as no page is needed: the accept loop and the limits round a router of the test's own.

use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::{get, post};
use onrecord::web::limits::limited;
use onrecord::web::server::{Limits, serve};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::support::http::{Answer, Raw, ask};

/// A server of the test's own, on a thread of its own.
struct TestServer {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl TestServer {
    fn with(limits: Limits) -> Self {
        let (tell, address) = mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
                tell.send(listener.local_addr().expect("an address")).expect("the test waits");
                serve(listener, limited(pages()), limits, async { drop(stopped.await) }).await;
            });
        });
        Self { address: address.recv().expect("an address"), stop: Some(stop), thread: Some(thread) }
    }

    fn get(&self, path: &str) -> Answer {
        ask(self.address, "GET", path, &[]).expect("an answer")
    }

    /// Stops it and says how long that took.
    fn stop(mut self) -> Duration {
        let start = Instant::now();
        drop(self.stop.take());
        self.thread.take().expect("a thread").join().expect("no panic");
        start.elapsed()
    }
}

fn pages() -> Router {
    let slow = || async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        "slow"
    };
    Router::new()
        .route("/", get(|| async { "hello ".repeat(100) }))
        .route("/slow", get(slow))
        .route("/broken", get(broken))
        .route("/length", post(|body: String| async move { body.len().to_string() }))
        .route("/large", get(|| async { vec![0; 64 << 20] }))
}

#[expect(clippy::panic, reason = "this page is here to panic")]
async fn broken() -> &'static str {
    panic!("a secret of the program")
}

fn quick() -> Limits {
    Limits { head: Duration::from_millis(500), last_answer: Duration::from_secs(2), ..Limits::default() }
}

#[test]
fn case_40_a_panicking_page_is_500_without_its_secrets_and_the_next_is_fine() {
    let server = TestServer::with(quick());
    let answer = server.get("/broken");
    assert_eq!(answer.status, 500);
    assert!(!answer.text().contains("secret"));
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn case_40_a_body_over_2_mb_is_413() {
    let server = TestServer::with(quick());
    let post = |length: usize| {
        let head = format!("POST /length HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
        Raw::open(server.address).say(head).say(vec![b'a'; length]).answer().expect("an answer")
    };
    assert_eq!(post(2 << 20).text(), "2097152");
    assert_eq!(post((2 << 20) + 1).status, 413);
}

#[test]
fn case_40_a_chunked_body_over_2_mb_is_413() {
    let server = TestServer::with(quick());
    let head = "POST /length HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunk = [b"100000\r\n".to_vec(), vec![b'a'; 0x0010_0000], b"\r\n".to_vec()].concat();
    let mut raw = Raw::open(server.address);
    raw.say(head).say(&chunk).say(&chunk).say(&chunk).say("0\r\n\r\n");
    assert_eq!(raw.answer().expect("an answer").status, 413);
}

#[test]
fn case_40_stopping_finishes_the_answer_under_way_and_lets_nobody_in() {
    let server = TestServer::with(quick());
    let address = server.address;
    let reader = thread::spawn(move || ask(address, "GET", "/slow", &[]));
    thread::sleep(Duration::from_millis(300));
    let took = server.stop();
    assert_eq!(reader.join().expect("no panic").expect("an answer").text(), "slow");
    assert!(took < Duration::from_millis(1800), "{took:?}");
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[test]
fn case_40_stopping_does_not_wait_for_ever_for_a_client_that_does_not_read() {
    let server = TestServer::with(quick());
    let mut stalled = Raw::open(server.address);
    stalled.say("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    let mut silent = Raw::open(server.address);
    silent.say("GET / HT");
    thread::sleep(Duration::from_millis(200));
    let took = server.stop();
    assert!(took < Duration::from_secs(3), "{took:?}");
}

#[test]
fn case_40_a_client_that_does_not_read_loses_its_place_in_the_end() {
    let server = TestServer::with(Limits { connections: 1, connection: Duration::from_millis(300), ..quick() });
    let mut stalled = Raw::open(server.address);
    stalled.say("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    let start = Instant::now();
    assert_eq!(server.get("/").status, 200);
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
}

#[test]
fn more_connections_than_allowed_wait_for_a_place() {
    let server = TestServer::with(Limits { connections: 2, ..quick() });
    let silent: Vec<Raw> = (0..2).map(|_| Raw::open(server.address)).collect();
    let start = Instant::now();
    assert_eq!(server.get("/").status, 200);
    assert!(start.elapsed() > Duration::from_millis(300), "it waited for a silent one to time out");
    drop(silent);
}

#[test]
fn a_kept_alive_connection_is_closed_when_idle() {
    let server = TestServer::with(quick());
    let mut raw = Raw::open(server.address);
    let closed_after = raw.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n").closed_after();
    assert!((400..1500).contains(&closed_after.as_millis()), "{closed_after:?}");
}

#[test]
fn pages_are_compressed_for_those_who_ask() {
    let server = TestServer::with(quick());
    for coding in ["br", "gzip"] {
        let answer = ask(server.address, "GET", "/", &[("Accept-Encoding", coding)]).expect("an answer");
        assert_eq!(answer.header("content-encoding"), Some(coding));
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
        assert!(answer.body.len() < 100);
    }
    assert_eq!(server.get("/").body.len(), 600);
}
