//! What hostile articles and addresses must not achieve. Cases 10, 11, 13, 23 and 26.

use crate::support::http::{Answer, ask};
use crate::support::server::{House, Server};

const HOSTILE: [&str; 6] = [
    "\"><svg onload=alert(1)>",
    "</title></mark></script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<iframe srcdoc='<p>'></iframe><base href=//evil.example>",
    "' onmouseover='alert(1)",
    "{{7*7}} <!-- ]]> --> &lt;b&gt; \u{202e}",
];

/// A house whose every text is `vector`, changed past the program, as if each part that made it had failed.
fn poisoned(vector: &str) -> (House, Server) {
    let house = House::empty();
    let lines = ["Mayor Ada Quill said that Bo Marsh was late.", "“I was,” Bo Marsh said.", "He said no."];
    house.article("seeds/a.txt", "Talk", "https://example.org/a", &lines);
    let server = house.serve();
    let text = vector.replace('\'', "''");
    house.change_database(&format!(
        "update article set title = '{text}', site = '{text}', source_url = '{text}';
         update person set name = '{text}'; update cast_title set title = '{text}';
         update cast_form set form = '{text}' || cast_id; update line set text = '{text}' || text;
         update statement set words = '0-' || (select length(cast(text as blob)) from line where line.line_id =
           statement.line_id), organization = iif(organization is null, null, '{text}')"
    ));
    (house, server)
}

/// Every address that the pages link to, from the front page on.
fn crawl(server: &Server) -> Vec<(String, Answer)> {
    let mut seen = vec!["/".to_owned()];
    let mut pages = Vec::new();
    while let Some(address) = seen.get(pages.len()).cloned() {
        let answer = server.get(&address);
        for part in page(&answer).split("href=\"").skip(1) {
            let link = part.split(['"', '#']).next().expect("a link").replace("&#38;", "&");
            if link.starts_with('/') && !seen.contains(&link) {
                seen.push(link);
            }
        }
        pages.push((address, answer));
    }
    pages
}

/// The tags of a page, each as it is written.
fn tags(page: &str) -> Vec<&str> {
    page.split('<').skip(1).filter_map(|part| part.split('>').next()).collect()
}

/// The text of what a browser shows as a page. Feeds and files of data have tests of their own.
fn page(answer: &Answer) -> String {
    let is_page = answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
    if is_page { answer.text() } else { String::new() }
}

/// Attributes whose values a browser follows or loads.
const LEADS: [&str; 6] = [" href=", " src=", " action=", " formaction=", " srcset=", " poster="];

pub(crate) fn assert_harmless(address: &str, page: &str) {
    let never = ["script", "svg", "img", "iframe", "base ", "style", "object", "embed", "math"];
    // The one script of the house, and nothing else that runs.
    let script = page.split("<script src=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let is_ours = script.starts_with("/static/") && script.ends_with("/onrecord.js");
    let tag_of_ours = format!("<script src=\"{script}\" defer></script>");
    let page = if is_ours { page.replacen(&tag_of_ours, "", 1) } else { page.to_owned() };
    for tag in tags(&page) {
        // Data, which runs nowhere and in which no tag can stand.
        // The one drawing that pages have.
        let tag = if tag.starts_with("svg class=\"chart\" viewBox=") { "drawing" } else { tag };
        let tag = if tag == "script type=\"application/ld+json\"" { "data" } else { tag };
        assert!(!never.iter().any(|name| tag.starts_with(name)), "{address}: <{tag}>");
        // The bookmarklet, which is to be dragged away and which the policy lets no page run.
        let tag = if tag.starts_with("a href=\"javascript:(()=%3E{const%20d=document.cloneNode") {
            "bookmarklet"
        } else {
            tag
        };
        // Between quotation marks stand values, which cannot end before the mark does.
        let names: String = tag.split('"').step_by(2).collect();
        assert!(!names.contains(" on") && !names.contains(" style="), "{address}: <{tag}>");
        let parts: Vec<&str> = tag.split('"').collect();
        for pair in parts.windows(2).step_by(2).filter(|pair| LEADS.iter().any(|name| pair[0].ends_with(name))) {
            let fine = ["/", "#", "http://", "https://", "mailto:"].iter().any(|start| pair[1].starts_with(start));
            assert!(fine || pair[1].is_empty(), "{address}: <{tag}>");
        }
    }
}

#[test]
fn case_11_hostile_text_is_shown_as_text_on_every_page() {
    for vector in HOSTILE {
        let (_house, server) = poisoned(vector);
        let pages = crawl(&server);
        assert!(pages.len() >= 8, "all kinds of pages were seen");
        for (address, answer) in pages.iter().filter(|(address, _)| !address.starts_with("/static/")) {
            assert_eq!(answer.status, 200, "{address}");
            assert_harmless(address, &page(answer));
        }
        let article = pages.iter().find(|(address, _)| address.starts_with("/articles/")).expect("the article");
        assert!(!article.1.text().contains(&format!("href=\"{vector}")));
    }
}

#[test]
fn case_10_lines_of_markup_show_as_they_are() {
    let house = House::empty();
    house.article("seeds/a.txt", "Talk", "https://example.org/a", &["<b>Bold</b> <script>alert(1)</script>"]);
    let server = house.serve();
    let pages = crawl(&server);
    let (_, page) = pages.iter().find(|(address, _)| address.starts_with("/articles/")).expect("the article");
    assert!(page.text().contains("&#60;b&#62;Bold&#60;/b&#62; &#60;script&#62;alert(1)&#60;/script&#62;"));
}

#[test]
fn an_address_of_script_is_loaded_with_a_warning_and_never_a_link() {
    let house = House::empty();
    house.article("seeds/a.txt", "Talk", "javascript:alert(1)", &["“No,” Ada Quill said."]);
    let loaded = house.run(&["load", "seeds"]);
    assert_eq!(loaded.status, 0);
    assert!(loaded.err.contains("line 3: expected an address with http or https"), "{}", loaded.err);
    for (address, answer) in crawl(&house.serve()) {
        assert!(!String::from_utf8_lossy(&answer.body).contains("href=\"javascript"), "{address}");
    }
}

#[test]
fn case_13_error_pages_are_safe_too() {
    let house = House::empty();
    let server = house.serve();
    let hostile =
        ["/articles/%3Cscript%3E", "/people/%3Cscript%3E", "/%3Csvg%20onload=x%3E", "/people?sort=%3Cscript%3E"];
    for address in hostile {
        let answer = server.get(address);
        assert!(matches!(answer.status, 400 | 404), "{address}: {}", answer.status);
        assert_harmless(address, &answer.text());
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(answer.text().contains("href=\"/people\""), "a way onward");
    }
}

#[test]
fn every_answer_has_the_headers() {
    let house = House::with_samples();
    let server = house.serve();
    let asset = server.get("/").text();
    let asset = asset.split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let too_long = format!("/{}", "a".repeat(9000));
    for address in ["/", "/people", "/nope", "/people?sort=evil", "/healthz", asset.expect("a stylesheet"), &too_long] {
        let answer = server.get(address);
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{address}: {policy}");
        assert!(policy.contains("object-src 'none'") && policy.contains("frame-ancestors 'none'"), "{address}");
        assert!(!policy.contains("unsafe"), "{address}");
        for (name, value) in [
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{address}: {name}");
        }
    }
}

#[test]
fn case_23_no_value_of_the_query_breaks_a_page() {
    let house = House::with_samples();
    let server = house.serve();
    let naughty = [
        "-1",
        "9e99",
        "%00",
        "%ff%fe",
        "'%20OR%201=1--",
        "(select%201)",
        "%22",
        "a*",
        "NEAR(",
        "%F0%9F%92%A9",
        "..%2F..",
        "undated",
        "undated.abcdefghijkl.99999999999",
        "0000-00-00.abcdefghijkl",
        "evil",
        "",
    ];
    let person = "/people/maeve-ocarrick";
    let article = crawl_first_article(&server);
    let cite = format!("{article}/cite");
    for value in naughty {
        for (page, names) in [
            ("/", vec!["before", "page", "source", "person", "from", "to", "statements"]),
            ("/feed.atom", vec!["source", "person", "from", "to", "statements"]),
            ("/people", vec!["sort", "q", "after"]),
            ("/search", vec!["q", "in", "sort", "before"]),
            (person, vec!["order", "from", "before", "view"]),
            (article.as_str(), vec!["view", "revision"]),
            (cite.as_str(), vec!["format"]),
            ("/settings/reading", vec!["back"]),
        ] {
            for name in names {
                let address = format!("{page}?{name}={value}");
                let status = server.get(&address).status;
                let no_such_revision = name == "revision" && status == 404;
                assert!(no_such_revision || matches!(status, 200 | 400), "{address}: {status}");
                let twice = server.get(&format!("{page}?{name}={value}&{name}={value}")).status;
                assert!(matches!(twice, 200 | 400), "{address} twice: {twice}");
            }
        }
    }
    assert_eq!(server.get(&format!("/people?q={}", "(".repeat(5000))).status, 400);
    assert_eq!(server.get(&format!("/search?q={}", "(".repeat(5000))).status, 200);
    assert_eq!(server.get("/people?sort=evil").status, 400);
    assert_eq!(server.get("/?page=-1").status, 200);
}

fn crawl_first_article(server: &Server) -> String {
    let front = server.get("/").text();
    front.split("<h3><a href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an article").to_owned()
}

#[test]
fn case_26_pages_load_nothing_from_elsewhere() {
    let house = House::with_samples();
    let server = house.serve();
    for (address, answer) in crawl(&server) {
        assert_eq!(answer.status, 200, "{address}");
        for tag in tags(&page(&answer)) {
            let names_only =
                ["rel=\"alternate\"", "rel=\"canonical\"", "rel=\"manifest\""].iter().any(|rel| tag.contains(rel));
            let loads = tag.starts_with("link ") && !names_only || tag.contains(" src=");
            assert!(!loads || tag.contains("href=\"/static/") || tag.contains(" src=\"/static/"), "{address}: <{tag}>");
            let outward = tag.contains("href=\"http");
            assert!(!outward || tag.contains("rel=\"noopener noreferrer\""), "{address}: <{tag}>");
        }
    }
}

#[test]
fn absolute_links_come_from_the_base_url_alone() {
    let house = House::empty();
    let mut command = house.command(&["serve", "--listen", "127.0.0.1:0", "--base-url", "https://reading.example.org"]);
    command.env_remove("ONRECORD_BASE_URL");
    let server = Server::start(command);
    let page = server.get("/people").text();
    assert!(page.contains("<link rel=\"canonical\" href=\"https://reading.example.org/people\">"), "{page}");
    let evil = ask(server.address, "GET", "/people", &[("X-Forwarded-Host", "evil.example")]).expect("an answer");
    assert!(!evil.text().contains("evil.example"));
}

#[test]
fn case_27_other_names_than_its_own_are_not_answered() {
    let house = House::empty();
    let server =
        Server::start(house.command(&["--listen", "127.0.0.1:0", "--base-url", "https://reading.example.org"]));
    for (host, status) in [
        ("reading.example.org", 200),
        ("READING.example.org:443", 200),
        ("localhost:8080", 200),
        ("[::1]", 200),
        ("evil.example", 421),
        ("reading.example.org.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
    ] {
        let request = format!("GET /people HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let answer = server.raw().say(request).answer().expect("an answer");
        assert_eq!(answer.status, status, "{host}");
        assert!(answer.status == 200 || answer.text().contains("--base-url"), "{host}");
        assert_harmless(host, &answer.text());
    }
    let whole = "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(server.raw().say(whole).answer().expect("an answer").status, 421);
}

#[test]
fn pages_are_read_with_get_and_head_only() {
    let house = House::empty();
    let server = house.serve();
    for address in ["/", "/people", "/nope"] {
        for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"] {
            let answer = ask(server.address, method, address, &[]).expect("an answer");
            assert_eq!(answer.status, 405, "{method} {address}");
        }
        let head = ask(server.address, "HEAD", address, &[]).expect("an answer");
        assert_eq!((head.status, head.body.len()), (server.get(address).status, 0), "HEAD {address}");
    }
}
