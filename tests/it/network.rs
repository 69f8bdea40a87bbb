//! Case 40: what the network does to the real server.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::http::{Raw, ask};
use crate::support::server::{House, Server};

/// The time for a request's head, and what a busy machine may add.
const HEAD: std::ops::Range<u128> = 4_500..6_000;

#[test]
fn case_40_half_a_head_and_a_silent_socket_are_closed_after_five_seconds() {
    let house = House::empty();
    let server = house.serve();
    let sayings = ["", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\nSlow: "];
    thread::scope(|tests| {
        for saying in sayings {
            let mut raw = server.raw();
            tests.spawn(move || {
                let closed_after = raw.say(saying).closed_after();
                assert!(HEAD.contains(&closed_after.as_millis()), "{saying:?}: {closed_after:?}");
            });
        }
        assert_eq!(server.get("/healthz").status, 200);
    });
}

#[test]
fn case_40_a_head_that_drips_is_closed_after_five_seconds_in_all() {
    let house = House::empty();
    let server = house.serve();
    let mut raw = server.raw();
    let start = Instant::now();
    raw.say("GET / HTTP/1.1\r\n");
    for _ in 0..12 {
        raw.say("a: b\r\n");
        thread::sleep(Duration::from_millis(500));
    }
    raw.closed_after();
    assert!(start.elapsed() < Duration::from_secs(7), "{:?}", start.elapsed());
}

#[test]
fn case_40_heads_that_are_too_large_are_refused() {
    let house = House::empty();
    let server = house.serve();
    let status = |request: String| server.raw().say(request).answer().expect("an answer").status;
    let with = |headers: &str| format!("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n");
    assert_eq!(status(with(&format!("Large: {}\r\n", "a".repeat(1 << 20)))), 431);
    assert_eq!(status(with(&"Many: a\r\n".repeat(200))), 431);
    assert_eq!(status(with(&"Some: a\r\n".repeat(50))), 200);
    assert_eq!(status(format!("GET /?{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "q".repeat(70_000))), 414);
    assert_eq!(status(format!("GET /?{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "q".repeat(9_000))), 414);
}

#[test]
fn case_40_requests_that_make_no_sense_are_refused() {
    let house = House::empty();
    let server = house.serve();
    let status = |request: &str| server.raw().say(request).answer().expect("an answer").status;
    assert_eq!(status("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"), 400);
    assert_eq!(status("GET / HTTP/1.1\r\nHost: x\r\nno colon here\r\n\r\n"), 400);
    assert_eq!(status("\u{16}\u{3}\u{1} this is not HTTP\r\n\r\n"), 400);
    assert_eq!(ask(server.address, "TRACE", "/", &[]).expect("an answer").status, 405);
    assert_eq!(ask(server.address, "POST", "/", &[("Content-Length", "2097153")]).expect("an answer").status, 413);
}

#[test]
fn case_40_silent_sockets_that_take_every_file_descriptor_do_not_stop_the_server() {
    let house = House::with_samples();
    let mut limited = std::process::Command::new("sh");
    let program = house.command(&[]);
    limited.args(["-c", "ulimit -n 64; exec \"$0\" serve --listen 127.0.0.1:0"]).arg(program.get_program());
    limited.current_dir(house.at("")).stdin(std::process::Stdio::null());
    let server = Server::start(limited);
    let silent: Vec<Raw> = (0..400).map(|_| server.raw()).collect();
    let before = cpu_time(server.pid());
    thread::sleep(Duration::from_secs(3));
    let busy = cpu_time(server.pid()).saturating_sub(before);
    assert!(busy < Duration::from_millis(600), "busy for {busy:?} of 3 s with nothing to do");
    drop(silent);
    let start = Instant::now();
    assert_eq!(server.get("/").status, 200);
    assert!(start.elapsed() < Duration::from_secs(6), "{:?}", start.elapsed());
}

/// The processor time a process has used.
fn cpu_time(pid: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).expect("a running process");
    let (_, after_name) = stat.rsplit_once(')').expect("a name in parentheses");
    let ticks: Vec<u64> = after_name.split_whitespace().skip(11).take(2).map(|n| n.parse().expect("ticks")).collect();
    Duration::from_millis((ticks[0] + ticks[1]) * 10)
}

#[test]
fn case_40_told_to_stop_with_stalled_clients_it_ends_in_time_and_leaves_no_log() {
    let house = House::with_samples();
    let server = house.serve();
    let mut silent = server.raw();
    let mut half = server.raw();
    half.say("GET / HT");
    let mut idle = server.raw();
    idle.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_eq!(server.get("/").status, 200);
    let (ran, took) = server.stop();
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert!(!house.at("onrecord.db-wal").exists(), "the log is in the database");
    assert!(silent.closed_after() < Duration::from_secs(1));
}

#[test]
fn an_interrupt_from_the_terminal_stops_it_too() {
    let house = House::empty();
    let server = house.serve();
    server.signal(rustix::process::Signal::INT);
    let (ran, took) = server.ended();
    assert_eq!(ran.status, 0);
    assert!(took < Duration::from_secs(2), "{took:?}");
}
