//! Cases 30 to 33 and 35: what goes wrong under the real program: no room, no permission, damage, a busy neighbour.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::command::{Ran, skipped};
use crate::support::server::{House, Server};

/// A loaded house whose program has ended.
fn loaded() -> House {
    let house = House::empty();
    house.article("a.txt", "Goose holds office", "https://example.org/goose", &["“No,” Anna Berg said."]);
    assert_eq!(house.run(&["load", "a.txt"]).status, 0);
    house
}

#[test]
fn case_32_damage_is_found_at_the_start_and_left_untouched() {
    let house = loaded();
    let whole = fs::read(house.at("onrecord.db")).expect("the database");
    let mut no_header = whole.clone();
    no_header[..100].fill(0);
    let mut scribbled = whole.clone();
    let middle = whole.len() / 2;
    scribbled[middle..].fill(0xA5);
    let cut = whole[..whole.len() / 2 + 100].to_vec();
    for damaged in [no_header, scribbled, cut, b"This is a text, and no database.\n".repeat(100)] {
        fs::write(house.at("onrecord.db"), &damaged).expect("a file");
        for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["load", "a.txt"], &["reread"]] {
            let ran = house.run(command);
            assert_eq!(ran.status, 65, "{command:?}: {}", ran.err);
            assert!(ran.err.contains("onrecord.db: damaged or not a database"), "{}", ran.err);
            assert_eq!((ran.err.lines().count(), ran.err.matches("onrecord.db").count()), (1, 1), "{}", ran.err);
            assert!(!ran.err.contains("error returned from database"), "{}", ran.err);
        }
        assert_eq!(fs::read(house.at("onrecord.db")).expect("the database"), damaged, "it was touched");
    }
}

#[test]
fn case_32_an_empty_file_is_a_new_database() {
    let house = House::empty();
    fs::write(house.at("onrecord.db"), "").expect("a file");
    assert_eq!(house.serve().get("/").status, 200);
}

#[test]
fn case_33_a_write_waits_for_a_neighbour_that_is_soon_done() {
    let house = loaded();
    let server = house.serve();
    house.article("b.txt", "Second", "https://example.org/second", &["It came."]);
    thread::scope(|neighbours| {
        let held = house.hold_write_lock();
        let load = neighbours.spawn(|| house.run(&["load", "b.txt"]));
        thread::sleep(Duration::from_secs(1));
        assert_eq!(server.get("/").status, 200, "reading goes on");
        drop(held);
        let ran = load.join().expect("no panic");
        assert_eq!(ran.status, 0, "{}", ran.err);
    });
}

#[test]
fn case_33_a_write_gives_up_on_a_neighbour_that_is_not() {
    let house = loaded();
    let server = house.serve();
    house.article("b.txt", "Second", "https://example.org/second", &["It came."]);
    let held = house.hold_write_lock();
    let start = Instant::now();
    let ran = house.run(&["load", "b.txt"]);
    assert_eq!(ran.status, 75, "{}", ran.err);
    assert!(ran.err.contains("busy, another process is writing"), "{}", ran.err);
    assert!((4..9).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
    // The shortest of several, since whatever else runs only adds to it; a reader that waited would wait each time.
    let shortest = (0..5).map(|_| {
        let start = Instant::now();
        assert_eq!(server.get("/").status, 200);
        start.elapsed()
    });
    let shortest = shortest.min().expect("several");
    assert!(shortest < Duration::from_millis(200), "{shortest:?}");
    drop(held);
    assert_eq!(house.run(&["load", "b.txt"]).status, 0);
}

#[test]
fn case_35_a_newer_or_altered_database_is_left_untouched() {
    for change in [
        "insert into _sqlx_migrations select 9999, description, installed_on, success, checksum, execution_time
            from _sqlx_migrations limit 1",
        "update _sqlx_migrations set checksum = zeroblob(48) where version = 1",
    ] {
        let house = loaded();
        house.change_database(change);
        let before = fs::read(house.at("onrecord.db")).expect("the database");
        for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["load", "a.txt"]] {
            assert_eq!(house.run(command).status, 76);
        }
        assert_eq!(fs::read(house.at("onrecord.db")).expect("the database"), before);
    }
}

#[test]
fn case_31_a_folder_where_the_database_should_be_is_refused() {
    let house = House::empty();
    fs::create_dir(house.at("onrecord.db")).expect("a folder");
    let ran = house.run(&["load", "a.txt"]);
    assert_eq!(ran.status, 78);
    assert!(ran.err.contains("it is a folder; name a file in it"), "{}", ran.err);
}

/// Runs `script` where the house's folder `disk` is a file system of its own. `None`, and a line that says so, where
/// this machine does not let a test have one.
fn with_own_disk(house: &House, mount: &str, script: &str) -> Option<Command> {
    let possible = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "none", "/tmp"]).output();
    if !possible.is_ok_and(|output| output.status.success()) {
        skipped("this machine lets no test mount a file system of its own (unshare -rm mount)");
        return None;
    }
    fs::create_dir_all(house.at("disk")).expect("a folder");
    let mut command = Command::new("unshare");
    let script = format!("set -e; {mount}; {script}");
    command.args(["-rm", "sh", "-c", &script]).arg(house.command(&[]).get_program());
    command.current_dir(house.at("")).stdin(Stdio::null());
    Some(command)
}

/// Runs a command beside `server`, on the disk that it sees.
fn beside(server: &Server, house: &House, script: &str) -> Ran {
    let mut command = Command::new("nsenter");
    command.args(["--preserve-credentials", "-U", "-m", "-t", &server.pid().to_string()]);
    command.args(["sh", "-c", &format!("cd '{}'; {script}", house.at("").display())]);
    command.arg(house.command(&[]).get_program()).output().expect("nsenter").into()
}

#[test]
fn case_30_a_full_disk_stops_the_loader_and_not_the_server() {
    let house = House::with_samples();
    house.article("a.txt", "Goose holds office", "https://example.org/goose", &["“No,” Anna Berg said."]);
    let mount = "mount -t tmpfs -o size=12m none disk; \"$0\" load --db disk/x.db a.txt >&2";
    let serve = "exec \"$0\" serve --db disk/x.db --seeds disk --listen 127.0.0.1:0";
    let Some(command) = with_own_disk(&house, mount, serve) else { return };
    let server = Server::start(command);

    let filling = beside(&server, &house, "cat /dev/zero > disk/filler");
    assert!(filling.err.contains("No space left"), "{}", filling.err);
    let full = beside(&server, &house, "\"$0\" load --db disk/x.db seeds");
    assert_eq!(full.status, 74, "{}", full.err);
    assert!(full.err.contains("disk full (SQLite 13)"), "{}", full.err);
    assert!(server.get("/").text().contains("Goose holds office"), "reading goes on");

    let freed = beside(&server, &house, "rm disk/filler; \"$0\" load --db disk/x.db seeds");
    assert_eq!(freed.status, 0, "{}", freed.err);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn case_31_an_unwritable_folder_is_refused_with_its_path() {
    let house = loaded();
    fs::create_dir(house.at("disk")).expect("a folder");
    fs::copy(house.at("onrecord.db"), house.at("disk/x.db")).expect("a copy");
    let mount = "mount --bind disk disk; mount -o remount,ro,bind disk";
    for command in ["load --db disk/x.db a.txt", "serve --db disk/x.db --listen 127.0.0.1:0"] {
        let Some(mut command) = with_own_disk(&house, mount, &format!("exec \"$0\" {command}")) else { return };
        let ran: Ran = command.output().expect("it starts").into();
        assert_eq!((ran.status, ran.out.as_str()), (78, ""), "{}", ran.err);
        assert_eq!((ran.err.lines().count(), ran.err.matches("disk/x.db").count()), (1, 1), "{}", ran.err);
        assert!(ran.err.contains("must be writable: make it so, or name another file with --db"), "{}", ran.err);
    }
}

#[test]
fn case_31_a_read_only_file_is_served_and_not_written() {
    let house = loaded();
    house.article("seeds/b.txt", "Second", "https://example.org/second", &["It came."]);
    let mount = "mount --bind onrecord.db onrecord.db; mount -o remount,ro,bind onrecord.db";
    let serve = "exec \"$0\" serve --listen 127.0.0.1:0";
    let Some(command) = with_own_disk(&house, mount, serve) else { return };
    let server = Server::start(command);
    assert!(server.get("/").text().contains("Goose holds office"));
    let load = beside(&server, &house, "\"$0\" load seeds");
    assert_eq!(load.status, 78, "{}", load.err);
    assert!(load.err.contains("read-only"), "{}", load.err);
    let (ran, _) = server.stop();
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains("the seeds are not loaded: database: read-only"), "{}", ran.err);
}
