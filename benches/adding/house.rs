//! The real server as a process of its own, in a folder that is made anew, with an editor who is signed in.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::ops::Range;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Site, world};

const PASSWORD: &str = "a long enough password";

pub(crate) struct House {
    child: Child,
    address: String,
    cookie: String,
}

impl House {
    pub(crate) fn with_articles(count: usize) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("adding");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("in")).expect("a folder");
        for number in 0..count {
            fs::write(folder.join(format!("in/{number}.txt")), world::article(number, count)).expect("a file");
        }
        run(&folder, &["user", "add", "ed", "--role", "owner", "--password-stdin"]);
        run(&folder, &["load", "in"]);
        let (child, address) = serve(&folder);
        let mut house = Self { child, address, cookie: String::new() };
        let form = format!("name=ed&password={}&next=/", PASSWORD.replace(' ', "+"));
        let answer = house.post("/login", &form);
        let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a session");
        cookie.split(';').next().expect("a value").clone_into(&mut house.cookie);
        house
    }

    /// One page of each kind that readers ask for most.
    pub(crate) fn pages(&self) -> Vec<String> {
        let front = self.ask("GET", "/", "");
        let first = |mark: &str| {
            let rest = front.split_once(mark).expect("a link").1;
            format!("{}{}", &mark[mark.len() - 1..], rest.split('"').next().unwrap_or_default())
        };
        let (article, person) = (first("<h3><a href=\"/"), first("<figcaption><a href=\"/"));
        vec!["/".into(), article, person, "/people".into(), "/search?q=harbour".into(), "/feed.atom".into()]
    }

    /// How long it takes.
    pub(crate) fn get(&self, path: &str) -> Duration {
        let start = Instant::now();
        let answer = self.ask("GET", path, "");
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {}", answer.lines().next().unwrap_or_default());
        start.elapsed()
    }

    pub(crate) fn add(&self, site: &Site, numbers: Range<usize>) {
        let all: Vec<String> = numbers.map(|number| format!("http%3A%2F%2F{}%2F{number}%0A", site.address)).collect();
        let answer = self.post("/add", &format!("addresses={}", all.concat()));
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    }

    /// Whether nothing is under way any more.
    pub(crate) fn has_added(&self, count: usize) -> bool {
        let page = self.ask("GET", "/jobs", "");
        let over = page.contains("0 jobs under way, 0 waiting");
        assert!(!over || page.contains(", 0 failed"), "of {count} some failed");
        over
    }

    /// The time that it computed: its own, and the system's.
    pub(crate) fn computed(&self) -> (Duration, Duration) {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).expect("a running process");
        let (_, after_name) = stat.rsplit_once(')').expect("a name in parentheses");
        let ticks: Vec<u64> =
            after_name.split_whitespace().skip(11).take(2).map(|n| n.parse().expect("ticks")).collect();
        (Duration::from_millis(ticks[0] * 10), Duration::from_millis(ticks[1] * 10))
    }

    fn post(&self, path: &str, form: &str) -> String {
        self.ask("POST", path, form)
    }

    fn ask(&self, method: &str, path: &str, form: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.address,
            self.cookie,
            form.len()
        );
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn run(folder: &Path, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let child = command.args(args).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
    let mut child = child.expect("the program starts");
    writeln!(child.stdin.take().expect("a pipe"), "{PASSWORD}").expect("a password");
    assert!(child.wait().expect("it ends").success(), "{args:?}");
}

fn serve(folder: &Path) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--allow-private-net", "127.0.0.1/32", "--log", "error"]);
    let mut child =
        command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the server starts");
    let mut said = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut said).expect("a line");
    let address = said.trim_end().trim_end_matches('/').rsplit_once("http://").expect("an address").1.to_owned();
    (child, address)
}
