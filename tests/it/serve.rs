//! `onrecord serve`: what it says, what it refuses, and what it does beside other commands. Case 34.

use std::net::TcpListener;
use std::thread;

use crate::support::server::{House, Server, wait_until};

#[test]
fn it_says_where_it_is_on_one_line_and_nothing_else() {
    let house = House::with_samples();
    let server = house.serve();
    let address = server.address;
    assert_eq!(server.get("/").status, 200);
    let (ran, _) = server.stop();
    let (open, set_up) = ran.out.split_once('\n').expect("two lines");
    assert_eq!((open, ran.err.as_str()), (format!("Onrecord is open at http://{address}/").as_str(), ""));
    let secret = set_up
        .trim_end()
        .strip_prefix(&format!("Nobody has an account yet. The first one is made at http://{address}/setup?secret="));
    assert_eq!(secret.map(str::len), Some(43), "{set_up}");
}

#[test]
fn where_somebody_has_an_account_it_says_on_one_line_where_it_is() {
    let house = House::with_people();
    let server = house.serve();
    let address = server.address;
    let (ran, _) = server.stop();
    assert_eq!((ran.out, ran.err), (format!("Onrecord is open at http://{address}/\n"), String::new()));
}

#[test]
fn case_28_other_machines_are_not_answered_while_nobody_has_an_account() {
    for address in ["0.0.0.0:0", "[::]:0", "[::ffff:0.0.0.0]:0"] {
        let house = House::empty();
        let ran = house.run(&["--listen", address]);
        assert_eq!((ran.status, ran.out.as_str()), (78, ""), "{}", ran.err);
        for way in ["onrecord user add NAME", "127.0.0.1", "--public-read-only"] {
            assert!(ran.err.contains(way), "{}", ran.err);
        }
    }
    let house = House::empty();
    let open = Server::start(house.command(&["--listen", "0.0.0.0:0", "--public-read-only"]));
    assert!(open.said.contains("open at http://0.0.0.0:"));
    open.stop();
    house.add_user("anna", "owner");
    Server::start(house.command(&["--listen", "0.0.0.0:0"])).stop();
}

#[test]
fn case_19_a_header_that_names_users_is_believed_of_a_named_proxy_only() {
    let house = House::empty();
    let ran = house.run(&["--listen", "127.0.0.1:0", "--proxy-user-header", "Remote-User"]);
    assert_eq!(ran.status, 78, "{}", ran.err);
    assert!(ran.err.contains("--trusted-proxy"), "{}", ran.err);
    for wrong in [["--trusted-proxy", "everybody"], ["--trusted-proxy", "10.0.0.0/99"], ["--proxy-user-header", "a b"]]
    {
        assert_eq!(house.run(&wrong).status, 2, "{wrong:?}");
    }
}

#[test]
fn the_seeds_of_the_working_folder_are_loaded_by_default() {
    let house = House::empty();
    house.article("seeds/a.txt", "Goose holds office", "https://example.org/goose", &["A goose came."]);
    assert!(house.serve().get("/").text().contains("Goose holds office"));
}

#[test]
fn settings_may_come_from_the_environment() {
    let house = House::empty();
    house.article("elsewhere/a.txt", "Goose holds office", "https://example.org/goose", &["A goose came."]);
    let mut command = house.command(&["serve"]);
    command.envs([("ONRECORD_LISTEN", "127.0.0.1:0"), ("ONRECORD_SEEDS", "elsewhere"), ("ONRECORD_DB", "x.db")]);
    let server = Server::start(command);
    assert!(server.get("/").text().contains("Goose holds office"));
    assert!(house.at("x.db").exists());
}

#[test]
fn what_cannot_work_is_refused_with_the_setting_and_the_fix() {
    let house = House::empty();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = taken.local_addr().expect("an address").to_string();
    for (args, said) in [
        (["--seeds", "nowhere"], "onrecord: --seeds nowhere: no such folder; make it, or name another"),
        (["--listen", &taken], "name another address or port"),
        (["--db", "nowhere/x.db"], "make the folder, or name another file"),
        (["--log", "a=b=c"], "onrecord: --log \"a=b=c\": "),
    ] {
        let ran = house.run(&args);
        assert_eq!((ran.status, ran.out.as_str()), (78, ""), "{args:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
    }
    let ran = house.run(&["--listen", "nonsense"]);
    assert_eq!(ran.status, 2, "a command line that makes no sense");
}

#[test]
fn it_ends_alike_on_every_signal_that_asks_for_it() {
    use rustix::process::Signal;
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let house = House::with_samples();
        let server = house.serve();
        server.signal(signal);
        let (ran, _) = server.ended();
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{signal:?}");
        assert!(!house.at("onrecord.db-wal").exists(), "{signal:?}: the log is in the database");
    }
}

#[test]
fn case_34_a_second_server_on_the_same_database_says_so_and_ends() {
    let house = House::empty();
    let server = house.serve();
    let second = house.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(second.status, 75);
    assert!(second.err.contains(&format!("already running (pid {})", server.pid())), "{}", second.err);
    assert_eq!(server.get("/").status, 200);
    server.stop();
    let third = house.serve();
    assert_eq!(third.get("/").status, 200);
}

#[test]
fn case_34_loading_beside_a_server_shows_without_a_restart() {
    let house = House::empty();
    let server = house.serve();
    assert!(!server.get("/").text().contains("Goose holds office"));
    house.article("new.txt", "Goose holds office", "https://example.org/goose", &["A goose came."]);
    assert_eq!(house.run(&["load", "new.txt"]).status, 0);
    wait_until("the new article on the front page", || server.get("/").text().contains("Goose holds office"));
}

#[test]
fn case_34_twenty_first_starts_at_once_all_succeed() {
    let house = House::empty();
    house.article("a.txt", "Goose holds office", "https://example.org/goose", &["A goose came."]);
    thread::scope(|starts| {
        for _ in 0..20 {
            starts.spawn(|| {
                let ran = house.run(&["load", "a.txt"]);
                assert_eq!(ran.status, 0, "{}", ran.err);
            });
        }
    });
    assert_eq!(house.ask_database("select count(*) from article"), "1");
    assert_eq!(house.ask_database("select count(*) from revision"), "1");
    assert_eq!(house.ask_database("pragma integrity_check"), "ok");
}
