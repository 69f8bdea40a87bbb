//! `/settings/users`, `/settings/instance` and `/settings/audit`: what owners decide, and what was done.

use crate::support::accounts::{PASSWORD, Visitor, sign_in};
use crate::support::server::House;

const OTHER: &str = "another fine password";

#[test]
fn an_owner_lets_somebody_in() {
    let house = House::with_people();
    let server = house.serve();
    let anna = Visitor::sign_in(&server, "anna");
    let fields = |name: &'static str, password: &'static str, again: &'static str| {
        [("name", name), ("role", "editor"), ("password", password), ("again", again)]
    };
    for (fields, said) in [
        (fields("a b", OTHER, OTHER), "id=\"name-fault\">a name has"),
        (fields("REA", OTHER, OTHER), "id=\"name-fault\">Somebody has this name already."),
        (fields("cy", "short", "short"), "id=\"password-fault\">A password has at least"),
        (fields("cy", OTHER, PASSWORD), "id=\"password-fault\">The two passwords"),
    ] {
        let answer = anna.post("/settings/users", &fields);
        assert_eq!(answer.status, 422, "{said}");
        assert!(answer.text().contains(said), "{}", answer.text());
        assert!(answer.text().contains("value=\"editor\" checked"), "what was typed stays");
    }
    let made = anna.post("/settings/users", &fields("cy+x@example.org", OTHER, OTHER));
    assert_eq!((made.status, made.header("location")), (303, Some("/settings/users?done=added")));
    assert_eq!(sign_in(&server, "cy+x@example.org", OTHER, &[]).status, 303);
    assert!(anna.get("/settings/users").text().contains("href=\"/settings/users/cy%2Bx%40example.org\""));
    assert_eq!(anna.get("/settings/users/cy%2Bx%40example.org").status, 200);
}

#[test]
fn an_owner_changes_an_account_and_removes_it() {
    let house = House::with_people();
    let server = house.serve();
    let (anna, rea) = (Visitor::sign_in(&server, "anna"), Visitor::sign_in(&server, "rea"));
    let done = |fields: &[(&str, &str)]| anna.post("/settings/users/rea", fields).header("location").map(str::to_owned);
    assert_eq!(done(&[("change", "role"), ("role", "owner")]).as_deref(), Some("/settings/users/rea?done=role"));
    assert_eq!(rea.get("/settings/users").status, 200, "at once");
    assert!(done(&[("change", "role"), ("role", "reader")]).is_some());
    assert_eq!(rea.get("/settings/users").status, 403);
    assert!(done(&[("change", "password"), ("password", OTHER), ("again", OTHER)]).is_some());
    assert_eq!(rea.get("/").status, 303, "another password ends the sessions");
    assert_eq!(sign_in(&server, "rea", OTHER, &[]).status, 303);
    assert!(done(&[("change", "sessions")]).is_some());
    assert_eq!(house.ask_database("select count(*) from session join user using (user_id) where name = 'rea'"), "0");
    assert_eq!(done(&[("change", "remove")]).as_deref(), Some("/settings/users?done=removed"));
    assert_eq!(sign_in(&server, "rea", OTHER, &[]).status, 422);
    for (fields, status) in [(vec![("change", "role"), ("role", "king")], 404), (vec![("change", "remove")], 404)] {
        assert_eq!(anna.post("/settings/users/rea", &fields).status, status, "there is no rea any more");
    }
    for fields in [vec![("change", "role"), ("role", "king")], vec![("change", "everything")], vec![]] {
        assert_eq!(anna.post("/settings/users/ed", &fields).status, 400, "{fields:?}");
    }
}

#[test]
fn there_is_always_an_owner() {
    let house = House::with_people();
    let server = house.serve();
    let anna = Visitor::sign_in(&server, "anna");
    for fields in [vec![("change", "role"), ("role", "editor")], vec![("change", "remove")]] {
        let answer = anna.post("/settings/users/anna", &fields);
        assert_eq!(answer.status, 422, "{fields:?}");
        assert!(answer.text().contains("This is the only owner."), "{}", answer.text());
    }
    assert_eq!(anna.post("/settings/users/ed", &[("change", "role"), ("role", "owner")]).status, 303);
    assert_eq!(anna.post("/settings/users/anna", &[("change", "remove")]).status, 303, "now there is another");
    assert_eq!(anna.get("/").status, 303);
}

#[test]
fn the_house_is_opened_and_closed() {
    let house = House::with_people();
    let server = house.serve();
    let anna = Visitor::sign_in(&server, "anna");
    assert_eq!(server.get("/").status, 303);
    assert_eq!(anna.post("/settings/instance", &[("visibility", "public")]).status, 303);
    let open = server.get("/");
    assert_eq!(open.status, 200);
    assert_eq!(server.get("/settings").status, 303, "still for those who are signed in");
    assert_eq!(anna.post("/settings/instance", &[("visibility", "everybody")]).status, 400);
    assert_eq!(anna.post("/settings/instance", &[("visibility", "private")]).status, 303);
    let tag = open.header("etag").expect("a tag");
    let kept = crate::support::http::ask(server.address, "GET", "/", &[("If-None-Match", tag)]).expect("an answer");
    assert_eq!(kept.status, 303, "what a browser kept of the open house");
}

#[test]
fn what_was_done_is_listed_page_by_page() {
    let house = House::with_people();
    let server = house.serve();
    sign_in(&server, "<b>eve</b>", "guess", &[]);
    sign_in(&server, "anna", "guess", &[]);
    let anna = Visitor::sign_in(&server, "anna");
    anna.post("/settings/instance", &[("visibility", "public")]);
    let page = anna.get("/settings/audit").text();
    for said in [
        "house changed, <bdi>public</bdi>",
        "</span>: signed in</p>",
        "sign-in failed, <bdi>a name that nobody has</bdi>",
        "sign-in failed, <bdi>anna</bdi>",
        "A guest</span>",
        "user added, <bdi>rea, reader</bdi>",
        "<bdi>command line</bdi>",
        " from 127.0.0.1</p>",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("rel=\"next\""));
    house.change_database(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 120)
         insert into audit (done_at, who, address, deed, about) select '2026-01-01T00:00:00Z', 'x', '', 'signed in', i from n",
    );
    let (mut path, mut seen, mut pages) = ("/settings/audit".to_owned(), 0, 0);
    loop {
        let page = anna.get(&path).text();
        seen += page.matches("class=\"who-did\"").count();
        pages += 1;
        let Some((_, rest)) = page.split_once("rel=\"next\" href=\"") else { break };
        rest.split('"').next().expect("an address").clone_into(&mut path);
    }
    assert_eq!(seen.to_string(), house.ask_database("select count(*) from audit"));
    assert_eq!(pages, 3);
    for wrong in ["x", "-1", "9e99", "99999999999999999999"] {
        assert_eq!(anna.get(&format!("/settings/audit?before={wrong}")).status, 400, "{wrong}");
    }
}
