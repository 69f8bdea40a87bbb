//! A client that says exactly what it is told to, since a proper one would not send what must be refused.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// An answer, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
    /// How many bytes it was, head and all.
    pub(crate) size: usize,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("a page in UTF-8")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// All values of a header that may be there several times.
    pub(crate) fn headers(&self, name: &str) -> impl Iterator<Item = &str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.filter(move |(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let answer = Self { status, head, body: bytes[end + 4..].to_vec(), size: bytes.len() };
        let chunked = answer.header("transfer-encoding") == Some("chunked");
        Some(if chunked { Self { body: join_chunks(&answer.body), ..answer } } else { answer })
    }
}

fn join_chunks(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = std::str::from_utf8(&rest[..end]).ok().and_then(|s| usize::from_str_radix(s, 16).ok());
        let size = size.expect("the size of a chunk");
        body.extend(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 2 + size + 2..];
    }
    body
}

/// A connection that is spoken to in bytes.
#[derive(Debug)]
pub(crate) struct Raw(TcpStream);

impl Raw {
    pub(crate) fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect_timeout(&address, Duration::from_secs(10)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
        Self(stream)
    }

    /// Sends `bytes`; a server that has closed already is no failure, since it may answer before it has read all.
    pub(crate) fn say(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let _ = self.0.write_all(bytes.as_ref());
        self
    }

    /// What the server says until it closes; `None` where it closes without an answer.
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        let mut bytes = Vec::new();
        // A reset after the answer still leaves the answer.
        let _ = self.0.read_to_end(&mut bytes);
        Answer::parse(&bytes)
    }

    /// What the server says until it has said `wanted`, of an answer that does not end.
    pub(crate) fn hear(&mut self, wanted: &str) -> String {
        let mut heard = String::new();
        let mut bytes = [0; 4096];
        while !heard.contains(wanted) {
            match self.0.read(&mut bytes) {
                Ok(count) if count > 0 => heard.push_str(&String::from_utf8_lossy(&bytes[..count])),
                _ => break,
            }
        }
        heard
    }

    /// How long the server takes to close this connection by itself.
    pub(crate) fn closed_after(&mut self) -> Duration {
        let start = Instant::now();
        let mut byte = [0];
        while matches!(self.0.read(&mut byte), Ok(n) if n > 0) {}
        start.elapsed()
    }
}

/// One request on a connection of its own.
pub(crate) fn ask(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)]) -> Option<Answer> {
    let mut lines = vec![format!("{method} {path} HTTP/1.1"), format!("Host: {address}"), "Connection: close".into()];
    lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
    let request = format!("{}\r\n\r\n", lines.join("\r\n"));
    Raw::open(address).say(request).answer()
}

/// A form that is sent, on a connection of its own.
pub(crate) fn post(address: SocketAddr, path: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut lines = vec![format!("POST {path} HTTP/1.1"), "Connection: close".into()];
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
        lines.push(format!("Host: {address}"));
    }
    lines.push("Content-Type: application/x-www-form-urlencoded".into());
    lines.push(format!("Content-Length: {}", body.len()));
    lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
    let request = format!("{}\r\n\r\n{body}", lines.join("\r\n"));
    Raw::open(address).say(request).answer().expect("an answer")
}
