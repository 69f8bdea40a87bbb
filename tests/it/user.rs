//! `onrecord user`: accounts from the command line.

use crate::support::accounts::{PASSWORD, Visitor, sign_in};
use crate::support::server::House;

#[test]
fn the_first_account_owns_the_house_and_the_next_ones_read() {
    let house = House::empty();
    let refused = house.user(&["add", "rea", "--role", "reader", "--password-stdin"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("the first account must be an owner"), "{}", refused.err);
    let first = house.user(&["add", "anna", "--password-stdin"]);
    assert_eq!((first.status, first.out.as_str()), (0, "anna is here now, as owner\n"), "{}", first.err);
    assert_eq!(
        house.user(&["add", "Bo@example.org", "--password-stdin"]).out,
        "Bo@example.org is here now, as reader\n"
    );
    let taken = house.user(&["add", "ANNA", "--password-stdin"]);
    assert_eq!(taken.status, 2);
    assert!(taken.err.contains("this name is taken"), "{}", taken.err);
    let list = house.user(&["list"]).out;
    assert_eq!(list, "anna\towner\tnot signed in\nBo@example.org\treader\tnot signed in\n");
}

#[test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let house = House::with_people();
    let before = house.ask_database("select group_concat(name || role || password_hash) from user");
    for (args, said) in [
        (vec!["add", "a b", "--password-stdin"], "a name has 1 to 60 letters"),
        (vec!["add", "-", "--password-stdin"], "a name has 1 to 60 letters"),
        (vec!["add", "cy", "--role", "king"], "expected reader, editor or owner"),
        (vec!["add", "cy"], "use --password-stdin"),
        (vec!["passwd", "nobody", "--password-stdin"], "nobody of this name"),
        (vec!["role", "anna", "reader"], "only owner"),
        (vec!["remove", "anna"], "only owner"),
        (vec!["remove", "nobody"], "nobody of this name"),
    ] {
        let ran = house.user(&args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
    }
    assert_eq!(house.ask_database("select group_concat(name || role || password_hash) from user"), before);
}

#[test]
fn a_password_is_taken_whole_and_too_easy_ones_are_not() {
    let house = House::empty();
    for (fed, status) in
        [("short\n", 2), ("\n", 2), ("", 2), ("aaaaaaaaaaaaaaaa\n", 2), ("  a fine one, with blanks  \r\n", 0)]
    {
        let mut command = house.command(&["user", "add", "anna", "--password-stdin"]);
        command.env("ONRECORD_LOG", "trace");
        let ran = crate::support::command::run_in(command, fed.as_bytes());
        assert_eq!(ran.status, status, "{fed:?}: {}", ran.err);
        assert!(!ran.err.contains("a fine one"), "a password in the log");
    }
    let server = house.serve();
    assert_eq!(sign_in(&server, "anna", "  a fine one, with blanks  ", &[]).status, 303);
    assert_eq!(sign_in(&server, "anna", "a fine one, with blanks", &[]).status, 422);
}

#[test]
fn changes_hold_at_once_beside_a_running_server() {
    let house = House::with_people();
    let server = house.serve();
    let rea = Visitor::sign_in(&server, "rea");
    assert_eq!(rea.get("/people").status, 200);
    assert_eq!(house.user(&["passwd", "rea", "--password-stdin"]).status, 0);
    assert_eq!(rea.get("/people").status, 303, "another password ends the sessions");
    let again = Visitor::sign_in(&server, "rea");
    assert_eq!(house.user(&["role", "rea", "owner"]).status, 0);
    assert_eq!(house.user(&["role", "anna", "reader"]).status, 0, "there is another owner now");
    assert_eq!(house.user(&["remove", "anna"]).status, 0);
    assert_eq!(again.get("/people").status, 200);
    assert_eq!(sign_in(&server, "anna", PASSWORD, &[]).status, 422);
    assert_eq!(
        house.ask_database("select group_concat(distinct who) from audit where deed like 'user%'"),
        "command line"
    );
}
