//! The real server as a process of its own, held to one core: asks it for pages, and reads from the system how long that
//! took it and how much memory it holds.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

pub(crate) struct Served {
    child: Child,
    /// Open as long as it runs: it has more to say than where it is, and ends when nobody hears it.
    _said: BufReader<ChildStdout>,
    address: String,
}

/// One answer: its page, how long it took on the clock, and how long the server computed.
pub(crate) struct Answer {
    pub(crate) page: String,
    pub(crate) waited: Duration,
    pub(crate) computed: Duration,
}

impl Served {
    /// Starts it in `folder`, on the first core.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut command = Command::new("taskset");
        command.args([
            "-c",
            "0",
            env!("CARGO_BIN_EXE_onrecord"),
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--db",
            "scale.db",
            "--log",
            "error",
        ]);
        let child = command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut child = child.expect("taskset (util-linux) starts the server");
        let mut said = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        out.read_line(&mut said).expect("a line");
        let address = said.trim_end().trim_end_matches('/').rsplit_once("http://").expect("an address").1.to_owned();
        Self { child, _said: out, address }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        let before = self.computed();
        let start = Instant::now();
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let waited = start.elapsed();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, page) = answer.split_once("\r\n\r\n").expect("a head and a page");
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        Answer { page: page.to_owned(), waited, computed: self.computed().saturating_sub(before) }
    }

    /// The time that all of its threads have been on a core.
    fn computed(&self) -> Duration {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.child.id())).expect("its threads");
        let nanos = tasks.filter_map(|task| {
            let told = fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
            told.split(' ').next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(nanos.sum())
    }

    /// What it holds in memory, in MB: now, its own part of that, and the most so far.
    pub(crate) fn memory(&self) -> String {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("its state");
        let lines = status.lines().filter_map(|line| line.split_once(':'));
        let values: BTreeMap<&str, &str> = lines.map(|(name, value)| (name, value.trim())).collect();
        let mega = |name: &str| {
            let kilo = values.get(name).and_then(|value| value.split(' ').next()).and_then(|value| value.parse().ok());
            kilo.unwrap_or(0_u64) / 1024
        };
        format!("{} MB resident ({} MB of its own), at most {} MB", mega("VmRSS"), mega("RssAnon"), mega("VmHWM"))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
