//! A private house: what a guest gets of it, on every address. Cases 19 and 22, and who may do what.

use std::collections::BTreeSet;

use crate::support::accounts::Visitor;
use crate::support::http::{Answer, ask, post};
use crate::support::server::{House, Server};

/// What a guest may have: the way in, and what says nothing.
const OPEN: [(&str, u16); 8] = [
    ("/login", 200),
    ("/healthz", 200),
    ("/robots.txt", 200),
    ("/manifest.webmanifest", 200),
    ("/settings/reading", 200),
    ("/offline", 200),
    ("/service-worker.js", 200),
    ("/setup", 403),
];

/// Everything that the routes spell, with an article and a person that are there.
fn addresses(house: &House) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/web/paths");
    let files = std::fs::read_dir(folder).expect("the paths").map(|file| file.expect("a file").path());
    let source: String = files.map(|file| std::fs::read_to_string(file).expect("a file")).collect();
    let id = house.ask_database("select public_id from article limit 1");
    let slug = house.ask_database("select slug from article limit 1");
    let consts = source.lines().filter(|line| line.contains("const ") && line.contains("&str = \"/"));
    let patterns = consts.filter_map(|line| line.split('"').nth(1)).filter(|pattern| !pattern.contains("{hash}"));
    let filled = patterns.map(|pattern| {
        let article = pattern.starts_with("/articles").then_some(slug.as_str());
        pattern.replace("{id}", &id).replace("{slug}", article.unwrap_or("ada-quill"))
    });
    let more = [
        "/nowhere",
        "/people/",
        "/articles/abcdefghijkl/none",
        "/search?q=ada",
        "/?source=example.org",
        "//",
        "/login/",
    ];
    filled.chain(more.map(str::to_owned)).collect::<BTreeSet<_>>().into_iter().collect()
}

fn get(server: &Server, path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(server.address, "GET", path, headers).expect("an answer")
}

#[test]
fn a_guest_gets_nothing_of_a_private_house_on_any_address() {
    let house = House::with_people();
    let server = house.serve();
    let addresses = addresses(&house);
    assert!(addresses.len() > 25, "{addresses:?}");
    let anna = Visitor::sign_in(&server, "anna");
    for path in &addresses {
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
            let answer = ask(server.address, method, path, &[]).expect("an answer");
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            for inside in ["Goose", "goose", "Ada Quill", "ada-quill", "example.org"] {
                let echoed = answer.header("location").is_some_and(|to| to.contains(inside)) || path.contains(inside);
                assert!(echoed || !text.contains(inside), "{method} {path} says {inside}");
            }
            if method == "GET" && !OPEN.iter().any(|(open, _)| open == path) && !path.starts_with("/log") {
                let by_programs = path.ends_with("/feed.atom") || path.starts_with("/api/");
                assert_eq!(answer.status, if by_programs { 401 } else { 303 }, "{path}");
                assert_eq!(answer.header("etag"), None, "{path}");
                assert_eq!(answer.header("cache-control"), Some("private, no-cache"), "{path}");
            }
        }
        let is_open = OPEN.iter().any(|(open, _)| open == path);
        if let Some(tag) = anna.get(path).header("etag").filter(|_| !is_open) {
            let stolen = get(&server, path, &[("If-None-Match", tag)]);
            assert_ne!(stolen.status, 304, "{path}");
        }
    }
    for (path, status) in OPEN {
        assert_eq!(server.get(path).status, status, "{path}");
    }
    assert_eq!(server.get("/robots.txt").text(), "User-agent: *\nDisallow: /\n");
}

#[test]
fn pages_of_a_private_house_are_kept_by_no_cache_but_the_readers_own() {
    let house = House::with_people();
    let server = house.serve();
    let (anna, rea) = (Visitor::sign_in(&server, "anna"), Visitor::sign_in(&server, "rea"));
    for path in ["/", "/people", "/people/ada-quill", "/feed.atom", "/sitemap.xml", "/people/ada-quill/statements.csv"]
    {
        let page = anna.get(path);
        assert_eq!((page.status, page.header("cache-control")), (200, Some("private, no-cache")), "{path}");
        let vary: Vec<String> = page.headers("vary").map(str::to_lowercase).collect();
        assert!(vary.iter().any(|vary| vary.contains("authorization")), "{path}: {vary:?}");
        let tag = page.header("etag").expect("a tag").to_owned();
        let again = get(&server, path, &[("Cookie", &anna.cookie), ("If-None-Match", &tag)]);
        assert_eq!((again.status, again.header("cache-control")), (304, Some("private, no-cache")), "{path}");
        let others = get(&server, path, &[("Cookie", &rea.cookie), ("If-None-Match", &tag)]);
        assert_eq!(others.status, 200, "{path}");
    }
    house.user(&["role", "rea", "editor"]);
    let tag = rea.get("/").header("etag").expect("a tag").to_owned();
    house.user(&["role", "rea", "reader"]);
    assert_eq!(get(&server, "/", &[("Cookie", &rea.cookie), ("If-None-Match", &tag)]).status, 200, "another role");
}

#[test]
fn a_public_house_is_read_by_all_and_says_who_is_signed_in() {
    let house = House::with_people();
    house.change_database("update instance set visibility = 'public'");
    let server = house.serve();
    let guest = server.get("/");
    assert_eq!((guest.status, guest.header("cache-control")), (200, Some("no-cache")));
    assert!(guest.text().contains("<a class=\"who\" href=\"/login\" rel=\"nofollow\">Sign in</a>"), "{}", guest.text());
    assert!(server.get("/people").text().contains("href=\"/login?next=%2Fpeople\""));
    let rea = Visitor::sign_in(&server, "rea");
    let page = rea.get("/");
    assert!(page.text().contains("<bdi>rea</bdi>") && !page.text().contains(">Sign in<"));
    assert_eq!(page.header("cache-control"), Some("private, no-cache"));
    assert_ne!(page.header("etag"), guest.header("etag"));
    assert_eq!(server.get("/feed.atom").status, 200);
}

#[test]
fn without_accounts_the_house_is_open_and_offers_no_sign_in() {
    let house = House::with_samples();
    let server = house.serve();
    let page = server.get("/");
    assert_eq!(page.status, 200);
    assert!(!page.text().contains("Sign in") && !page.text().contains("class=\"who\""));
    assert!(server.get("/login").text().contains("Nobody has an account here yet"));
    let forged =
        get(&server, "/", &[("Cookie", "session=abc"), ("Remote-User", "anna"), ("Authorization", "Bearer x")]);
    assert_eq!(forged.status, 200);
    assert_eq!(post(server.address, "/login", &[], &[("name", "a"), ("password", "b")]).status, 422);
}

#[test]
fn case_19_a_header_names_nobody_where_no_proxy_is_trusted() {
    let house = House::with_people();
    let forged = [("Remote-User", "anna"), ("X-Forwarded-For", "10.0.0.1"), ("X-Forwarded-Host", "evil.example")];
    let nobody = house.serve();
    assert_eq!(get(&nobody, "/", &forged).status, 303);
    nobody.stop();
    let elsewhere =
        ["--listen", "127.0.0.1:0", "--trusted-proxy", "10.0.0.0/8,fd00::/8", "--proxy-user-header", "Remote-User"];
    let server = Server::start(house.command(&elsewhere));
    assert_eq!(get(&server, "/", &forged).status, 303, "not the proxy");
    post(server.address, "/login", &forged, &[("name", "x"), ("password", "y")]);
    assert_eq!(house.ask_database("select address from audit order by audit_id desc limit 1"), "127.0.0.1");
    server.stop();
    let trusted = ["--listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1", "--proxy-user-header", "Remote-User"];
    let server = Server::start(house.command(&trusted));
    let page = get(&server, "/", &forged[..1]);
    assert_eq!(page.status, 200);
    assert!(page.text().contains("<bdi>anna</bdi>"));
    for stranger in ["nobody", "", "a b", "anna\tx"] {
        assert_eq!(get(&server, "/", &[("Remote-User", stranger)]).status, 303, "{stranger:?}");
    }
    assert_eq!(get(&server, "/", &[("Remote-User", "rea"), ("Remote-User", "anna")]).status, 303, "which of them?");
    assert_eq!(get(&server, "/", &[]).status, 303);
}

/// All that a database holds of accounts and of what was done, and how often it was written to.
fn kept(house: &House) -> String {
    let tables =
        ["user", "session", "token", "recovery_code", "audit", "instance", "data_version", "article", "revision"];
    let rows = tables.map(|table| {
        let names = house.ask_database(&format!("select group_concat(name) from pragma_table_info('{table}')"));
        let columns = names.split(',').map(|name| format!("quote({name})"));
        let row = columns.collect::<Vec<_>>().join(" || ',' || ");
        house.ask_database(&format!("select group_concat({row}, '; ') from \"{table}\""))
    });
    rows.join("\n")
}

#[test]
fn case_16_reading_changes_nothing() {
    let house = House::with_people();
    let server = house.serve();
    let anna = Visitor::sign_in(&server, "anna");
    anna.post("/settings/tokens", &[("name", "x"), ("read", "yes")]);
    let before = kept(&house);
    assert!(before.contains("'anna'") && before.contains("'token made'"), "{before}");
    for _ in 0..2 {
        let mut seen = vec!["/".to_owned(), "/settings".to_owned(), "/logout".to_owned(), "/setup".to_owned()];
        let mut at = 0;
        while let Some(path) = seen.get(at).cloned() {
            at += 1;
            ask(server.address, "HEAD", &path, &[("Cookie", &anna.cookie)]).expect("an answer");
            let page = String::from_utf8_lossy(&anna.get(&path).body).into_owned();
            for part in page.split("href=\"").chain(page.split("action=\"")).skip(1) {
                let link = part.split(['"', '#']).next().expect("a link").replace("&#38;", "&");
                if link.starts_with('/') && !seen.contains(&link) {
                    seen.push(link);
                }
            }
        }
        assert!(seen.len() > 25 && seen.iter().any(|path| path.starts_with("/settings/users/")), "{seen:?}");
    }
    assert_eq!(kept(&house), before);
    assert_eq!(anna.get("/").status, 200);
}
