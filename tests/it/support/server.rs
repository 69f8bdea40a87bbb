//! The real server: started on a free port with a folder of its own, ended with the test.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::command::{Ran, onrecord};
use super::database;
use super::http::{Answer, Raw, ask};

/// A folder with a database and articles, in which commands are run.
#[derive(Debug)]
pub(crate) struct House {
    folder: TempDir,
}

impl House {
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// A house with the sample articles in its `seeds`.
    pub(crate) fn with_samples() -> Self {
        let house = Self::empty();
        fs::create_dir(house.at("seeds")).expect("a folder");
        for entry in fs::read_dir(samples()).expect("the samples") {
            let entry = entry.expect("an entry");
            fs::copy(entry.path(), house.at("seeds").join(entry.file_name())).expect("a copy");
        }
        house
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes an article in the seed format.
    pub(crate) fn article(&self, file: &str, title: &str, address: &str, lines: &[&str]) {
        let path = self.at(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, format!("{title}\n20240131\n{address}\n{}\n", lines.join("\n"))).expect("a file");
    }

    /// The `number`th of a row of articles, of one line, in `seeds`.
    pub(crate) fn sentence(&self, number: usize, line: &str) {
        let (file, title) = (format!("seeds/{number}.txt"), format!("Title {number}"));
        self.article(&file, &title, &format!("https://example.org/{number}"), &[line]);
    }

    /// Three articles, in which one president has two spellings.
    pub(crate) fn with_two_spellings() -> Self {
        let house = Self::empty();
        house.sentence(1, "President Volodymyr Dorenskyy said that it was late.");
        house.sentence(2, "“It is early,” Ukrainian President Volodymyr Dorenskiy said.");
        house.sentence(3, "President Volodymyr Dorenskyy said that it was over.");
        house
    }

    /// The real program, to be run in this folder.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = onrecord();
        command.args(args).current_dir(self.folder.path());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.command(args).output().expect("the program starts").into()
    }

    pub(crate) fn serve(&self) -> Server {
        Server::start(self.command(&["serve", "--listen", "127.0.0.1:0"]))
    }

    /// One value from the database, by SQL, past the program.
    pub(crate) fn ask_database(&self, sql: &str) -> String {
        database::ask(&self.at("onrecord.db"), sql)
    }

    /// The same, while the program is still making it.
    pub(crate) fn try_to_ask(&self, sql: &str) -> Option<String> {
        database::try_to_ask(&self.at("onrecord.db"), sql).ok()
    }

    /// The steps by which the database would answer `sql`.
    pub(crate) fn plan(&self, sql: &str) -> Vec<String> {
        database::plan(&self.at("onrecord.db"), sql)
    }

    /// Changes the database by SQL, past the program.
    pub(crate) fn change_database(&self, sql: &str) {
        database::change(&self.at("onrecord.db"), sql);
    }

    /// Writes, as another process would, until the answer is dropped.
    pub(crate) fn hold_write_lock(&self) -> database::WriteLock {
        database::WriteLock::take(&self.at("onrecord.db"))
    }
}

/// The sample articles of this project.
pub(crate) fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

/// A running server.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    /// What it said on standard output when it was ready.
    pub(crate) said: String,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts `command` and waits until it says where it listens.
    pub(crate) fn start(mut command: Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut said = String::new();
        out.read_line(&mut said).expect("a line");
        let Some((_, address)) = said.trim_end().trim_end_matches('/').rsplit_once("http://") else {
            let ran: Ran = child.wait_with_output().expect("it ends").into();
            unreachable!("the server did not start: {said:?}, status {}, {}", ran.status, ran.err)
        };
        let address = address.parse().expect("an address");
        Self { child, out, said, address }
    }

    /// The next line that it writes on standard output.
    pub(crate) fn next_line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).expect("a line");
        line
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        ask(self.address, "GET", path, &[]).expect("an answer")
    }

    pub(crate) fn raw(&self) -> Raw {
        Raw::open(self.address)
    }

    /// Ends it as nothing can prepare for.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        send(self.child.id(), signal);
    }

    /// Waits for its end; what it wrote, and how long that took.
    pub(crate) fn ended(mut self) -> (Ran, Duration) {
        let start = Instant::now();
        let mut out = self.said.clone();
        self.out.read_to_string(&mut out).expect("UTF-8");
        let mut err = String::new();
        self.child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("UTF-8");
        let status = self.child.wait().expect("it ends").code().expect("ended by itself");
        (Ran { status, out, err }, start.elapsed())
    }

    /// Tells it to stop, as a service manager does.
    pub(crate) fn stop(self) -> (Ran, Duration) {
        self.signal(Signal::TERM);
        self.ended()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already where the test waited for that.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn send(pid: u32, signal: Signal) {
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw).expect("a process id");
    kill_process(pid, signal).expect("it runs");
}

/// Tells the process to stop, as a service manager does.
pub(crate) fn stop(pid: u32) {
    send(pid, Signal::TERM);
}

/// Waits until `done`, for ten seconds at most.
pub(crate) fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(10), "waited in vain: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
