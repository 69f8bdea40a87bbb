//! A house into which articles come, a site they come from, and whoever may add them.

use std::io::{Cursor, Write};
use std::thread;
use std::time::{Duration, Instant};

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::accounts::Visitor;
use super::http::{Answer, Raw};
use super::server::{House, Server, wait_until};
use super::site::Site;

/// What may be fetched: by default nothing on this machine.
const ALLOWED: [&str; 2] = ["--allow-private-net", "127.0.0.1/32"];

pub(crate) struct Workshop {
    pub(crate) house: House,
    pub(crate) server: Server,
    pub(crate) site: Site,
    /// What a program of the editor's shows that may add.
    pub(crate) bearer: String,
    arguments: Vec<&'static str>,
}

impl Workshop {
    /// With anna, an owner, ed, an editor, and rea, a reader; the program may ask the site.
    pub(crate) fn new() -> Self {
        Self::with(&ALLOWED)
    }

    /// The same, but the program may not ask the site.
    pub(crate) fn closed() -> Self {
        Self::with(&[])
    }

    pub(crate) fn with(more: &[&'static str]) -> Self {
        let house = House::with_people();
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], more].concat();
        let server = Server::start(house.command(&arguments));
        let mut shop = Self { house, server, site: Site::start(), bearer: String::new(), arguments };
        shop.bearer = format!("Bearer {}", shop.token(true));
        shop
    }

    /// As a kill and a service manager leave it.
    pub(crate) fn kill_and_serve_again(&mut self) {
        self.server.kill();
        self.server = Server::start(self.house.command(&self.arguments));
    }

    /// Somebody signed in who may add.
    pub(crate) fn editor(&self) -> Visitor<'_> {
        Visitor::sign_in(&self.server, "ed")
    }

    /// Serves a page at `path` of the site from now on.
    pub(crate) fn put(&self, path: &str, page: &str) {
        self.site.put(path, "content-type: text/html; charset=utf-8", page);
    }

    /// How many rows there are, by what would stand behind `from`.
    pub(crate) fn count(&self, rows: &str) -> u64 {
        self.house.ask_database(&format!("select count(*) from {rows}")).parse().expect("a number")
    }

    /// Waits until so many jobs are done and nothing is under way.
    pub(crate) fn settled(&self, done: u64) {
        wait_until("the jobs end", || {
            self.count("job where state in ('waiting', 'running')") == 0
                && self.count("job where state = 'done'") >= done
        });
    }

    /// Waits until nothing is under way, however that ended.
    pub(crate) fn over(&self) {
        let start = Instant::now();
        while self.count("job where state in ('waiting', 'running') and attempts < 2") > 0 {
            assert!(start.elapsed() < Duration::from_mins(5), "the jobs do not end");
            thread::sleep(Duration::from_millis(200));
        }
    }

    /// A token of the editor's, for adding and reading or for reading alone.
    pub(crate) fn token(&self, may_add: bool) -> String {
        self.token_of("ed", may_add)
    }

    /// What a program gets that adds this.
    pub(crate) fn api(&self, article: &Value) -> Answer {
        self.api_bytes(article.to_string().as_bytes(), "application/json")
    }

    /// The same by somebody else's token.
    pub(crate) fn api_as(&self, bearer: &str, article: &Value) -> Answer {
        let headers = [("Authorization", bearer), ("Content-Type", "application/json")];
        send(&self.server, "/api/v1/articles", article.to_string().as_bytes(), &headers)
    }

    /// What a program of another editor's shows.
    pub(crate) fn another_editor(&self, name: &str) -> String {
        self.house.add_user(name, "editor");
        format!("Bearer {}", self.token_of(name, true))
    }

    /// Puts a token of somebody's into the database: how one is made by hand is no business of these tests.
    fn token_of(&self, name: &str, may_add: bool) -> String {
        let token = format!("a-token-of-{name}-{may_add}");
        let hash = HEXLOWER.encode(&Sha256::digest(token.as_bytes()));
        self.house.change_database(&format!(
            "insert or ignore into token (user_id, token_hash, name, may_read, may_add, created_at)
             select user_id, x'{hash}', 'test', 1, {}, '2026-01-01T00:00:00Z' from user where name = '{name}'",
            u8::from(may_add)
        ));
        token
    }

    pub(crate) fn api_bytes(&self, body: &[u8], kind: &str) -> Answer {
        self.api_at("/api/v1/articles", body, kind)
    }

    pub(crate) fn api_at(&self, path: &str, body: &[u8], kind: &str) -> Answer {
        send(&self.server, path, body, &[("Authorization", &self.bearer), ("Content-Type", kind)])
    }

    /// What a browser gets that uploads these files: the name of the field, the name of the file, and what is in it.
    pub(crate) fn upload(&self, visitor: &Visitor<'_>, files: &[(&str, &str, &[u8])]) -> Answer {
        let parts: Vec<_> = files.iter().map(|(field, name, content)| (*field, Some(*name), *content)).collect();
        let (kind, body) = multipart(&parts);
        let headers = [("Cookie", visitor.cookie.as_str()), ("Content-Type", &kind), ("Sec-Fetch-Site", "same-origin")];
        send(&self.server, "/add/files", &body, &headers)
    }

    /// An archive of these files.
    pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
            zip.write_all(content).expect("its content");
        }
        zip.finish().expect("an archive").into_inner()
    }

    /// How much memory the server has.
    pub(crate) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.server.pid())).expect("a running process");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
        line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") * 1024
    }
}

/// Posts `body`.
pub(crate) fn send(server: &Server, path: &str, body: &[u8], headers: &[(&str, &str)]) -> Answer {
    let mut lines =
        vec![format!("POST {path} HTTP/1.1"), format!("Host: {}", server.address), "Connection: close".into()];
    lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
    lines.push(format!("Content-Length: {}\r\n\r\n", body.len()));
    let head = lines.join("\r\n");
    Raw::open(server.address).say(head).say(body).answer().expect("an answer")
}

/// A form of several parts, as a browser sends it: what it is called, and the form.
pub(crate) fn multipart(parts: &[(&str, Option<&str>, &[u8])]) -> (String, Vec<u8>) {
    let boundary = "----a-line-that-stands-in-no-part";
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"\r\nContent-Type: text/html")).unwrap_or_default();
        body.extend(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes());
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{boundary}--\r\n").bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}
