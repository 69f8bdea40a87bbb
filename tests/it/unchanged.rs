//! What a browser keeps: every page has a tag, a page that did not change is not sent again, and one that may have
//! changed always is.

use crate::support::http::{Answer, ask};
use crate::support::server::{House, Server};

const PAGES: [&str; 10] = [
    "/",
    "/people",
    "/people?q=ada",
    "/people/ada-quill",
    "/people/ada-quill?order=oldest",
    "/people/ada-quill?view=about",
    "/people/ada-quill?kind=direct",
    "/about/reading",
    "/feed.atom",
    "/people/ada-quill/feed.atom",
];

fn house() -> House {
    let house = House::empty();
    house.article("seeds/a.txt", "A title", "https://example.org/a", &["“It is early,” Ada Quill said."]);
    house
}

fn get(server: &Server, path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(server.address, "GET", path, headers).expect("an answer")
}

fn tag(answer: &Answer) -> String {
    answer.header("etag").expect("a tag").to_owned()
}

/// The tags of all pages, and of an article's.
fn tags(house: &House, server: &Server) -> Vec<(String, String)> {
    let article = house.ask_database("select '/articles/' || public_id || '/' || slug from article limit 1");
    let paths = PAGES.iter().map(|path| (*path).to_owned()).chain([format!("{article}?view=speakers"), article]);
    paths.map(|path| (tag(&server.get(&path)), path)).map(|(tag, path)| (path, tag)).collect()
}

#[test]
fn a_page_that_did_not_change_is_not_sent_again() {
    let house = house();
    let server = house.serve();
    for (path, tag) in tags(&house, &server) {
        let page = server.get(&path);
        assert_eq!(page.header("etag"), Some(tag.as_str()), "{path}");
        assert_eq!(page.header("cache-control"), Some("no-cache"), "{path}");
        for method in ["GET", "HEAD"] {
            let again = ask(server.address, method, &path, &[("If-None-Match", &tag)]).expect("an answer");
            assert_eq!((again.status, again.body.len()), (304, 0), "{method} {path}");
            assert_eq!(again.header("etag"), Some(tag.as_str()), "{method} {path}");
            assert_eq!(again.header("cache-control"), Some("no-cache"), "{method} {path}");
            assert!(again.header("content-security-policy").is_some(), "{method} {path}");
            assert!(again.header("content-type").is_none(), "{method} {path}");
        }
        let head = ask(server.address, "HEAD", &path, &[]).expect("an answer");
        assert_eq!((head.status, head.header("etag"), head.body.len()), (200, Some(tag.as_str()), 0), "{path}");
        let other = get(&server, &path, &[("If-None-Match", "\"another\"")]);
        assert_eq!((other.status, other.body), (200, page.body), "{path}");
    }
}

#[test]
fn every_coding_has_its_own_tag() {
    let house = house();
    let server = house.serve();
    let plain = tag(&server.get("/"));
    let mut tags = vec![plain];
    for coding in ["br", "gzip"] {
        let answer = get(&server, "/", &[("Accept-Encoding", coding)]);
        assert_eq!(answer.header("content-encoding"), Some(coding));
        let tag = tag(&answer);
        let again = get(&server, "/", &[("Accept-Encoding", coding), ("If-None-Match", &tag)]);
        assert_eq!((again.status, again.header("etag")), (304, Some(tag.as_str())));
        assert!(again.header("vary").is_some_and(|vary| vary.contains("accept-encoding")));
        tags.push(tag);
    }
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 3, "{tags:?}");
}

#[test]
fn after_any_change_every_page_is_sent() {
    let house = house();
    let server = house.serve();
    let before = tags(&house, &server);
    house.article("in/b.txt", "Elsewhere", "https://example.org/b", &["“It is late,” Bo Marsh said."]);
    assert_eq!(house.run(&["load", "in"]).status, 0);
    for (path, tag) in before {
        let answer = get(&server, &path, &[("If-None-Match", &tag)]);
        assert_eq!(answer.status, 200, "{path}");
        assert_ne!(answer.header("etag"), Some(tag.as_str()), "{path}");
    }
}

#[test]
fn a_restart_changes_nothing_and_another_database_everything() {
    let house = house();
    let server = house.serve();
    let port = server.address.to_string();
    let before = tags(&house, &server);
    server.stop();
    let again = || Server::start(house.command(&["serve", "--listen", &port]));
    let server = again();
    assert_eq!(tags(&house, &server), before);
    server.stop();
    // As many writes as before, of another text.
    std::fs::remove_file(house.at("onrecord.db")).expect("a database");
    house.article("seeds/a.txt", "A title", "https://example.org/a", &["“It is later,” Ada Quill said."]);
    let server = again();
    for (path, tag) in before {
        assert_eq!(get(&server, &path, &[("If-None-Match", &tag)]).status, 200, "{path}");
    }
}

#[test]
fn readers_who_get_another_page_get_another_tag() {
    let house = house();
    let server = house.serve();
    let plain = tag(&server.get("/"));
    assert_ne!(tag(&get(&server, "/", &[("Cookie", "reading=large")])), plain);
    assert_ne!(tag(&server.get("/?before=")), plain);
    let port = server.address.port();
    let elsewhere = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    assert_ne!(tag(&server.raw().say(elsewhere).answer().expect("an answer")), plain);
}

#[test]
fn what_is_no_page_has_no_tag() {
    let house = house();
    let server = house.serve();
    for (path, status) in [("/nope", 404), ("/people/nobody", 404), ("/people/", 308), ("/healthz", 200)] {
        let answer = get(&server, path, &[("If-None-Match", "*")]);
        assert_eq!((answer.status, answer.header("etag")), (status, None), "{path}");
    }
    let page = server.get("/").text();
    let style = page.split("<link rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let style = server.get(style.expect("a stylesheet"));
    assert_eq!(style.header("cache-control"), Some("public, max-age=31536000, immutable"));
}
