//! `/setup`: the first account. Case 28.

use crate::support::accounts::{PASSWORD, cookie};
use crate::support::http::{ask, post};
use crate::support::server::{House, Server};

/// The path of the link that the program wrote behind the line that says where it is.
fn link(server: &mut Server) -> String {
    let line = server.next_line();
    let (_, path) = line.trim_end().split_once(&server.address.to_string()).expect("a link of this server");
    path.to_owned()
}

fn fields<'a>(secret: &'a str, name: &'a str, password: &'a str, again: &'a str) -> [(&'a str, &'a str); 4] {
    [("secret", secret), ("name", name), ("password", password), ("again", again)]
}

#[test]
fn case_28_the_first_owner_comes_in_by_the_link_that_was_written_and_nobody_after() {
    let house = House::with_samples();
    let mut server = house.serve();
    let link = link(&mut server);
    let (_, secret) = link.split_once("secret=").expect("a secret");
    let form = server.get(&link);
    assert_eq!((form.status, form.header("cache-control")), (200, Some("no-store")));
    assert!(form.text().contains("autocomplete=\"new-password\""));
    for wrong in ["/setup", "/setup?secret=", "/setup?secret=guessed", &link[..link.len() - 1]] {
        let answer = server.get(wrong);
        assert_eq!(answer.status, 403, "{wrong}");
        assert!(!answer.text().contains(secret));
    }
    let bad = post(server.address, "/setup", &[], &fields("guessed", "anna", PASSWORD, PASSWORD));
    assert_eq!(bad.status, 403);
    assert_eq!(house.ask_database("select count(*) from user"), "0");
    assert!(!house.ask_database("select group_concat(sql) from sqlite_master").contains(secret));

    let made = post(server.address, "/setup", &[], &fields(secret, "anna", PASSWORD, PASSWORD));
    assert_eq!((made.status, made.header("location")), (303, Some("/")));
    assert_eq!(house.ask_database("select name || ' ' || role from user"), "anna owner");
    assert_eq!(ask(server.address, "GET", "/", &[("Cookie", &cookie(&made))]).expect("an answer").status, 200);
    assert_eq!(server.get("/").status, 303, "the house is private from now on");

    for again in [server.get(&link), post(server.address, "/setup", &[], &fields(secret, "eve", PASSWORD, PASSWORD))] {
        assert_eq!(again.status, 403);
        assert!(again.text().contains("set up already"));
    }
    assert_eq!(house.ask_database("select count(*) from user"), "1");
    assert_eq!(house.ask_database("select who from audit where deed = 'user added'"), "set-up link");
}

#[test]
fn what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays() {
    let house = House::empty();
    let mut server = house.serve();
    let link = link(&mut server);
    let (_, secret) = link.split_once("secret=").expect("a secret");
    for (name, password, again, said) in [
        ("a b", PASSWORD, PASSWORD, "id=\"name-fault\">a name has"),
        ("", PASSWORD, PASSWORD, "id=\"name-fault\">a name has"),
        ("anna", "short", "short", "id=\"password-fault\">A password has at least 10"),
        ("anna", PASSWORD, "another one", "id=\"password-fault\">The two passwords"),
    ] {
        let answer = post(server.address, "/setup", &[], &fields(secret, name, password, again));
        assert_eq!(answer.status, 422, "{said}");
        assert!(answer.text().contains(said), "{}", answer.text());
        assert!(answer.text().contains(&format!("name=\"name\" value=\"{name}\"")), "{}", answer.text());
        assert!(!answer.text().contains(password) || password.is_empty());
    }
    assert_eq!(house.ask_database("select count(*) from user"), "0");
}

#[test]
fn case_28_two_who_set_up_at_once_are_one_owner() {
    let house = House::empty();
    let mut server = house.serve();
    let link = link(&mut server);
    let (_, secret) = link.split_once("secret=").expect("a secret");
    let statuses: Vec<u16> = std::thread::scope(|two| {
        let made = ["anna", "eve"].map(|name| {
            let (address, fields) = (server.address, fields(secret, name, PASSWORD, PASSWORD));
            two.spawn(move || post(address, "/setup", &[], &fields).status)
        });
        made.map(|made| made.join().expect("no panic")).to_vec()
    });
    assert!(statuses.contains(&303) && statuses.contains(&403), "{statuses:?}");
    assert_eq!(house.ask_database("select count(*) from user"), "1");
    assert_eq!(house.ask_database("select who from audit where deed = 'user added'"), "set-up link");
}
