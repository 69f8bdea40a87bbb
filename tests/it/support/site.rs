//! A site of ordinary and hostile pages on 127.0.0.1, for whatever fetches. Each path does what its name says; pages of a
//! test's own are put in with [`Site::put`].

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Runs until the test ends. Its threads end with their connections.
pub(crate) struct Site {
    pub(crate) address: SocketAddr,
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    connections: AtomicUsize,
    asked: Mutex<Vec<String>>,
    pages: Mutex<BTreeMap<String, (String, Vec<u8>)>>,
}

impl Site {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let inner = Arc::new(Inner::default());
        let shared = Arc::clone(&inner);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let shared = Arc::clone(&shared);
                thread::spawn(move || shared.answer(&stream));
            }
        });
        Self { address, inner }
    }

    /// The whole address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Serves `body` at `path` from now on, with these headers.
    pub(crate) fn put(&self, path: &str, headers: &str, body: impl Into<Vec<u8>>) {
        let headers = headers.lines().map(|line| [line, "\r\n"].concat()).collect();
        self.inner.pages.lock().expect("the pages").insert(path.to_owned(), (headers, body.into()));
    }

    pub(crate) fn connections(&self) -> usize {
        self.inner.connections.load(Ordering::SeqCst)
    }

    /// The heads of all requests so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.inner.asked.lock().expect("the requests").clone()
    }
}

impl Inner {
    /// Whoever hangs up while being answered is let go.
    fn answer(&self, stream: &TcpStream) {
        let Some(head) = head(stream) else { return };
        self.asked.lock().expect("the requests").push(head.clone());
        let target = head.split(' ').nth(1).unwrap_or("/").to_owned();
        let own = self.pages.lock().expect("the pages").get(&target).cloned();
        let _ = match own {
            Some((headers, body)) => send(stream, "200 OK", &headers, &body),
            None => built_in(stream, &target),
        };
    }
}

fn head(stream: &TcpStream) -> Option<String> {
    let mut lines = BufReader::new(stream).lines();
    let mut head = String::new();
    loop {
        match lines.next()?.ok()? {
            line if line.is_empty() => return Some(head),
            line => head.push_str(&[line.as_str(), "\n"].concat()),
        }
    }
}

fn send(mut stream: &TcpStream, status: &str, headers: &str, body: &[u8]) -> std::io::Result<()> {
    let length = body.len();
    write!(stream, "HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n")?;
    stream.write_all(body)
}

fn built_in(stream: &TcpStream, target: &str) -> std::io::Result<()> {
    let html = "content-type: text/html\r\n";
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    match path {
        "/article" => {
            send(stream, "200 OK", "content-type: text/html; charset=utf-8\r\n", article("Gate opens").as_bytes())
        }
        "/to" => send(stream, "302 Found", &format!("location: {query}\r\n"), b""),
        "/loop" => send(stream, "301 Moved", "location: /loop\r\n", b""),
        "/hops" => hop(stream, query.parse().unwrap_or(0)),
        "/status" => send(stream, &format!("{query} Status"), html, b"<p>No"),
        "/gzip-bomb" => send(stream, "200 OK", &format!("{html}content-encoding: gzip\r\n"), &bomb()),
        "/endless" => endless(stream),
        "/short" => short(stream),
        "/silent" => {
            thread::sleep(Duration::from_secs(30));
            Ok(())
        }
        "/drip-head" => drip(stream, "HTTP/1.1 200 OK\r\nx-slow: ", "a"),
        "/drip-body" => drip(stream, "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n", "<p>a"),
        "/many-headers" => send(stream, "200 OK", &"x-a: b\r\n".repeat(100_000), b"x"),
        "/long-header" => send(stream, "200 OK", &format!("x-a: {}\r\n", "b".repeat(10_000_000)), b"x"),
        "/video" => send(stream, "200 OK", "content-type: video/mp4\r\n", b"x"),
        _ => send(stream, "404 Not Found", html, b"<p>Nothing here"),
    }
}

/// Leads on to itself as often as asked, and then to the article.
fn hop(stream: &TcpStream, left: u32) -> std::io::Result<()> {
    let next = if left > 1 { format!("/hops?{}", left - 1) } else { "/article".to_owned() };
    send(stream, "307 Temporary", &format!("location: {next}\r\n"), b"")
}

/// A gigabyte of blanks, packed: the same member again and again.
fn bomb() -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(&vec![b' '; 16_000_000]).expect("packed");
    packer.finish().expect("packed").repeat(64)
}

fn endless(mut stream: &TcpStream) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")?;
    let block = vec![b'x'; 65_536];
    loop {
        stream.write_all(&block)?;
    }
}

/// Says that it is longer than it is.
fn short(mut stream: &TcpStream) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 100000\r\n\r\n<p>Short")
}

/// A little every half second.
fn drip(mut stream: &TcpStream, first: &str, then: &str) -> std::io::Result<()> {
    stream.write_all(first.as_bytes())?;
    for _ in 0..120 {
        thread::sleep(Duration::from_millis(500));
        stream.write_all(then.as_bytes())?;
        stream.flush()?;
    }
    Ok(())
}

/// An ordinary page.
pub(crate) fn article(title: &str) -> String {
    let text = "<p>The gate of the harbour was opened on Monday, the port said in a statement. “It holds,” said Ann Lee, the harbourmaster. \
        She said that the <a href='/storm'>storm</a> of the week before had done it <em>no</em> harm.</p>";
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title><meta property=article:published_time content=2022-01-21T08:00:00Z>\
         <meta name=author content='Bo Li'></head><body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>{}</article></body></html>",
        text.repeat(5)
    )
}
