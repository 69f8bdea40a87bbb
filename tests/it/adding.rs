//! `/add`, `/jobs`, deleting, and what programs add: through the real program, from a site of the test's own.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::accounts::Visitor;
use crate::support::adding::{Workshop, multipart, send};
use crate::support::http::Answer;
use crate::support::server::wait_until;
use crate::support::site::article;

/// The path that an answer leads to.
fn leads_to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").expect("a way on").to_owned()
}

#[test]
fn an_address_becomes_an_article_that_stands_on_its_pages_at_once() {
    let shop = Workshop::new();
    let ed = shop.editor();
    let to = leads_to(&ed.post("/add", &[("addresses", &shop.site.url("/article"))]));
    assert!(to.starts_with("/articles/"), "{to}");
    assert!(ed.get(&to).text().contains("<h1>Gate opens</h1>"));
    assert!(ed.get("/").text().contains("Gate opens"), "the front page");
    assert!(ed.get("/people/ann-lee").text().contains("It holds"), "whoever is quoted in it");
    assert!(ed.get("/search?q=harbour").text().contains("Gate opens"), "the search");
    // The same again is the same, and asks nobody.
    let asked = shop.site.asked().len();
    assert_eq!(leads_to(&ed.post("/add", &[("addresses", &shop.site.url("/article#top"))])), to);
    assert_eq!(shop.site.asked().len(), asked);
    assert_eq!(shop.count("audit where deed = 'article added' and who = 'ed'"), 1);
}

#[test]
fn several_addresses_in_a_text_are_several_jobs() {
    let shop = Workshop::new();
    let ed = shop.editor();
    for n in 1..=5 {
        shop.put(&format!("/{n}"), &article(&format!("Title {n}")));
    }
    let text: Vec<String> = (1..=5).map(|n| format!("{n}. {}, and\n", shop.site.url(&format!("/{n}")))).collect();
    let text = text.concat();
    assert_eq!(leads_to(&ed.post("/add", &[("addresses", &text)])), "/jobs");
    shop.settled(5);
    let list = ed.get("/jobs").text();
    assert!((1..=5).all(|n| list.contains(&format!("Title {n}"))), "{list}");
    assert_eq!(shop.count("article"), 6, "and the one that was there");
}

#[test]
fn what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays() {
    let shop = Workshop::new();
    let ed = shop.editor();
    for (path, fields, fault, kept) in [
        ("/add", vec![("addresses", "no address here")], "addresses-fault", "no address here</textarea>"),
        ("/add", vec![("addresses", "http://10.0.0.1/x")], "address not allowed", "http://10.0.0.1/x</textarea>"),
        ("/add/text", vec![("title", ""), ("text", "Kept text.")], "title-fault", "Kept text.</textarea>"),
        ("/add/text", vec![("title", "Kept"), ("text", " ")], "text-fault", "value=\"Kept\""),
        ("/add/text", vec![("title", "T"), ("date", "soon"), ("text", "x")], "date-fault", "value=\"soon\""),
        ("/add/text", vec![("title", "T"), ("url", "javascript:x"), ("text", "x")], "url-fault", "javascript:x"),
        ("/add/window", vec![("url", "nothing")], "url-fault", "value=\"nothing\""),
    ] {
        let answer = ed.post(path, &fields);
        let page = answer.text();
        assert_eq!(answer.status, 422, "{path} {fields:?}");
        assert!(
            page.contains(fault) && page.contains(kept) && page.contains("role=\"alert\""),
            "{path} {fields:?}: {page}"
        );
    }
    assert_eq!((shop.count("job"), shop.count("article")), (0, 1));
}

#[test]
fn case_01_no_private_address_is_asked() {
    let shop = Workshop::closed();
    let ed = shop.editor();
    let port = shop.site.address.port();
    for host in
        ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "0", "[::1]", "[::ffff:7f00:1]", "169.254.169.254"]
    {
        let answer = ed.post("/add", &[("addresses", &format!("http://{host}:{port}/article"))]);
        assert_eq!(answer.status, 422, "{host}");
        let answer = shop.api(&json!({"url": format!("http://{host}:{port}/article")}));
        assert_eq!(answer.status, 422, "{host}");
    }
    assert_eq!((shop.site.connections(), shop.count("job")), (0, 0));
}

#[test]
fn case_02_a_name_that_leads_to_a_private_address_is_not_asked() {
    let shop = Workshop::closed();
    let answer = shop.api(&json!({"url": "http://localhost/article"}));
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert!(answer.text().contains("not allowed"), "{}", answer.text());
    assert_eq!(shop.site.connections(), 0);
}

#[test]
fn case_04_a_redirect_to_a_private_address_ends_there() {
    let shop = Workshop::new();
    for to in ["http://10.0.0.1/", "http://169.254.169.254/", "file:///etc/passwd", "//[::1]/", "/loop"] {
        let answer = shop.api(&json!({"url": shop.site.url(&format!("/to?{to}"))}));
        assert_eq!(answer.status, 422, "{to}: {}", answer.text());
    }
    assert_eq!(shop.count("article"), 1);
}

#[test]
fn case_06_other_schemes_and_ports_are_refused() {
    let shop = Workshop::new();
    for url in [
        "file:///etc/passwd",
        "gopher://x/",
        "ftp://x/",
        "data:text/html,x",
        "javascript:alert(1)",
        "http://example.org:22/",
        "http://example.org:25/",
        "http://u:p@example.org/",
    ] {
        assert_eq!(shop.api(&json!({"url": url})).status, 422, "{url}");
    }
    assert_eq!(shop.count("job"), 0);
}

#[test]
fn case_07_bombs_and_endless_bodies_fail_with_the_reason_and_cost_little() {
    let shop = Workshop::new();
    let before = shop.memory();
    for path in ["/gzip-bomb", "/endless"] {
        let answer = shop.api(&json!({"url": shop.site.url(path)}));
        assert_eq!(answer.status, 422, "{path}");
        assert!(answer.text().contains("too large"), "{path}: {}", answer.text());
    }
    let grown = shop.memory().saturating_sub(before);
    assert!(grown < 50 << 20, "{grown} bytes");
    assert_eq!(shop.house.ask_database("select count(*) from job where state = 'failed' and attempts = 1"), "2");
}

#[test]
fn case_08_slow_sites_are_tried_again_later_while_others_go_on() {
    let shop = Workshop::new();
    let ed = shop.editor();
    let slow: String = ["/drip-head", "/drip-body", "/silent"].map(|path| shop.site.url(path) + "\n").concat();
    ed.post("/add", &[("addresses", &slow)]);
    let start = Instant::now();
    // Both places are taken by the slow ones; the third waits, and then this one.
    let answer = shop.api(&json!({"url": shop.site.url("/article")}));
    assert!(matches!(answer.status, 201 | 202), "{}", answer.text());
    let put_off = "select count(*) from job where state = 'waiting' and attempts = 1 and message like '%too long%'";
    while shop.house.ask_database(put_off) != "3" {
        assert!(start.elapsed() < Duration::from_mins(1), "{}", ed.get("/jobs").text());
        thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(shop.count("article where title = 'Gate opens'"), 1);
    let list = ed.get("/jobs").text();
    assert!(list.contains("Will be tried again") && list.contains("too long to answer"), "{list}");
}

#[test]
fn case_09_a_page_that_is_built_to_take_long_does_not() {
    let shop = Workshop::new();
    for (name, piece, times) in
        [("div", "<div>", 100_000), ("font", "<font>", 100_000), ("svg", "<svg><g>", 60_000), ("br", "<br>", 200_000)]
    {
        let bomb = format!(
            "<html><body><article><h1>Deep</h1><p>{}{} The end.</p>",
            "It is deep. ".repeat(80),
            piece.repeat(times)
        );
        shop.put(&format!("/{name}"), &bomb);
        let start = Instant::now();
        let answer = shop.api(&json!({"url": shop.site.url(&format!("/{name}"))}));
        assert!(matches!(answer.status, 201 | 422), "{name}: {} {}", answer.status, answer.text());
        // Of a program that is built to be tested, on a machine that does other things too.
        assert!(start.elapsed() < Duration::from_secs(15), "{name}: {:?}", start.elapsed());
        assert_eq!(shop.server.get("/healthz").status, 200);
    }
}

#[test]
fn what_failed_says_why_and_can_be_tried_again_by_hand() {
    let shop = Workshop::new();
    let ed = shop.editor();
    let url = shop.site.url("/soon");
    let to = leads_to(&ed.post("/add", &[("addresses", &url)]));
    let page = ed.get(&to).text();
    assert!(page.contains("Failed") && page.contains("there is no such page"), "{page}");
    assert!(page.contains(&format!("action=\"{to}/retry\"")) && page.contains("paste its text"), "{page}");
    assert!(page.contains(&format!("<a href=\"{url}\" rel=\"noopener noreferrer\">Open the page</a>")), "{page}");
    shop.put("/soon", &article("Soon"));
    leads_to(&ed.post(&format!("{to}/retry"), &[]));
    shop.settled(1);
    assert!(ed.get(&to).text().contains("Read the article"));
    assert!(leads_to(&ed.get(&format!("{to}?then=article"))).starts_with("/articles/"));
}

#[test]
fn a_job_can_be_cancelled() {
    let shop = Workshop::new();
    let ed = shop.editor();
    let all: String = (0..3).map(|n| shop.site.url(&format!("/silent?{n}")) + "\n").collect();
    ed.post("/add", &[("addresses", &all)]);
    for id in 1..=3 {
        wait_until("it is cancelled", || {
            ed.post(&format!("/jobs/{id}/cancel"), &[]);
            shop.count(&format!("job where job_id = {id} and state = 'cancelled'")) == 1
        });
    }
    assert_eq!(ed.post("/jobs/99/cancel", &[]).status, 404);
}

#[test]
fn jobs_are_for_editors() {
    let shop = Workshop::new();
    let reader = Visitor::sign_in(&shop.server, "rea");
    for path in ["/add", "/jobs", "/add/window", "/share?url=https://example.org/", "/jobs/news"] {
        assert_eq!(reader.get(path).status, 403, "{path}");
        let guest = shop.server.get(path);
        assert!(leads_to(&guest).starts_with("/login?next="), "{path}");
    }
    for path in ["/add", "/add/text", "/add/window", "/jobs/1/retry"] {
        assert_eq!(reader.post(path, &[("addresses", &shop.site.url("/article"))]).status, 403, "{path}");
    }
    assert_eq!(shop.count("job"), 0);
}

#[test]
fn pasted_text_and_html_become_articles() {
    let shop = Workshop::new();
    let ed = shop.editor();
    let text = "“It is <b>shut</b>,” Ada Quill said.\n\nShe left.";
    let fields = [("title", "Gate shut"), ("date", "2024-03-05"), ("url", "https://example.org/shut"), ("text", text)];
    let to = leads_to(&ed.post("/add/text", &fields));
    let page = ed.get(&to).text();
    assert!(page.contains("<h1>Gate shut</h1>") && page.contains("5\u{a0}March\u{a0}2024"), "{page}");
    assert!(page.contains("&#60;b&#62;shut&#60;/b&#62;"), "text is text");
    let html = "<p>“It is <b>open</b>,” Ada Quill said.</p><script>alert(1)</script>";
    let to = leads_to(&ed.post("/add/text", &[("title", "Gate open"), ("text", html)]));
    let page = ed.get(&to).text();
    assert!(page.contains("open") && !page.contains("alert(1)"), "{page}");
    assert!(ed.get("/people/ada-quill").text().contains("2 statements") || shop.count("article") == 3);
}

#[test]
fn files_are_read_by_a_job_that_reports_each() {
    let shop = Workshop::new();
    let ed = shop.editor();
    let seed = "Pier\n20240131\nhttps://example.org/pier\n“It stands,” Ada Quill said.\n";
    let page = format!("<!-- saved from url=(0024)https://example.org/page -->{}", article("Saved page"));
    let one = [("files", "a.txt", seed.as_bytes())];
    let to = leads_to(&shop.upload(&ed, &one));
    shop.settled(1);
    assert!(ed.get(&to).text().contains("Pier"), "{}", ed.get(&to).text());
    let zip = Workshop::zip(&[
        ("in/b.html", page.as_bytes()),
        ("c.txt", b""),
        ("../../evil.txt", seed.as_bytes()),
        ("d.bin", b"x"),
    ]);
    let to = leads_to(&shop.upload(&ed, &[("files", "all.zip", &zip)]));
    shop.settled(2);
    let report = ed.get(&to).text();
    for words in ["Saved page", "c.txt", "found an empty file", "leads out of the archive", "1 added, 3 left out"] {
        assert!(report.contains(words), "{words}: {report}");
    }
    assert_eq!(shop.count("job_file"), 0);
    assert_eq!(shop.upload(&ed, &[("files", "", b"")]).status, 422);
    assert_eq!(leads_to(&shop.upload(&ed, &[("files", "e.txt", seed.as_bytes()), ("files", "f.txt", b"")])), "/jobs");
    wait_until("an empty file is reported", || ed.get("/jobs?state=failed").text().contains("found an empty file"));
}

#[test]
fn the_small_window_saves_what_the_browser_shows() {
    let shop = Workshop::new();
    let ed = shop.editor();
    let page = ed.get("/add/window?url=https%3A%2F%2Fexample.org%2Fpaid").text();
    assert!(page.contains("value=\"https://example.org/paid\""), "{page}");
    let fields = [("url", "https://example.org/paid"), ("html", &article("Behind a wall") as &str)];
    let to = leads_to(&ed.post("/add/window", &fields));
    assert!(to.starts_with("/add/window?saved="), "{to}");
    assert!(ed.get(&to).text().contains("Behind a wall"));
    assert_eq!(shop.count("article where source_url = 'https://example.org/paid'"), 1);
    // Without the page, it is fetched.
    let to = leads_to(&ed.post("/add/window", &[("url", &shop.site.url("/article"))]));
    assert!(to.starts_with("/add/window?saved="), "{to}");
    let shared = ed.get("/share?title=News&text=Look%3A%20https%3A%2F%2Fexample.org%2Fx%21").text();
    assert!(shared.contains("value=\"https://example.org/x\""), "{shared}");
    let manifest: Value = serde_json::from_slice(&shop.server.get("/manifest.webmanifest").body).expect("JSON");
    assert_eq!(manifest["share_target"]["action"], "/share");
}

#[test]
fn programs_add_by_address_page_and_text() {
    let shop = Workshop::new();
    let added = shop.api(&json!({"url": shop.site.url("/article")}));
    assert_eq!(added.status, 201, "{}", added.text());
    let row: Value = serde_json::from_slice(&added.body).expect("JSON");
    assert_eq!((row["title"].as_str(), row["outcome"].as_str()), (Some("Gate opens"), Some("loaded")));
    assert_eq!(added.header("location"), row["address"].as_str());
    let again = shop.api(&json!({"url": shop.site.url("/article")}));
    assert_eq!((again.status, again.text().contains("\"unchanged\"")), (200, true));
    let page = shop.api(&json!({"url": "https://example.org/p", "html": article("A page")}));
    assert_eq!(page.status, 201, "{}", page.text());
    let text = json!({"title": "A text", "text": "“No,” Ada Quill said.", "published_on": "2024-01-31", "url": "https://example.org/t"});
    assert_eq!(shop.api(&text).status, 201);
    let mut revised = text.clone();
    revised["text"] = json!("“Yes,” Ada Quill said.");
    let revised = shop.api(&revised);
    assert_eq!((revised.status, revised.text().contains("\"revised\"")), (200, true), "{}", revised.text());
}

#[test]
fn what_programs_get_wrong_is_said_as_problem_details() {
    let shop = Workshop::new();
    for (body, status) in [
        ("{", 400),
        ("[]", 400),
        ("{\"url\": 3}", 400),
        ("{\"uri\": \"https://example.org\"}", 400),
        ("{}", 422),
        ("{\"html\": \"<p>x\"}", 422),
        ("{\"text\": \"x\"}", 422),
        ("{\"title\": \"T\", \"text\": \"x\", \"published_on\": \"soon\"}", 422),
        ("{\"url\": \"nowhere\"}", 422),
        ("{\"url\": \"https://example.org/\", \"html\": \"<p>x</p>\", \"text\": \"x\"}", 422),
        ("{\"url\": \"https://example.org/\", \"html\": \"\"}", 422),
    ] {
        let answer = shop.api_bytes(body.as_bytes(), "application/json");
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (status, Some("application/problem+json")),
            "{body}: {}",
            answer.text()
        );
        let problem: Value = serde_json::from_slice(&answer.body).expect("JSON");
        assert_eq!(problem["status"], status, "{body}");
        assert_eq!(problem["errors"].is_array(), status == 422, "{body}: {problem}");
    }
    assert_eq!(shop.api_bytes(b"url=x", "application/x-www-form-urlencoded").status, 415);
    let nobody = send(&shop.server, "/api/v1/articles", b"{}", &[]);
    assert_eq!((nobody.status, nobody.header("www-authenticate")), (401, Some("Bearer")));
    let reader = shop.token(false);
    let refused = send(&shop.server, "/api/v1/articles", b"{}", &[("Authorization", &format!("Bearer {reader}"))]);
    assert_eq!(refused.status, 403);
    assert_eq!(shop.count("article"), 1);
}

#[test]
fn programs_that_add_too_fast_are_told_to_wait() {
    let shop = Workshop::new();
    let statuses: Vec<u16> = (0..130).map(|_| shop.api_bytes(b"{}", "application/json").status).collect();
    assert_eq!(statuses[0], 422);
    assert!(statuses.contains(&429), "{statuses:?}");
    let answer = shop.api_bytes(b"{}", "application/json");
    assert!(answer.status == 422 || answer.header("retry-after").is_some(), "{}", answer.status);
}

#[test]
fn single_file_sends_its_form_and_gets_an_answer() {
    let shop = Workshop::new();
    let page = article("Kept whole");
    let (kind, body) =
        multipart(&[("file", Some("Kept whole.html"), page.as_bytes()), ("url", None, b"https://example.org/kept")]);
    let answer = shop.api_at("/api/v1/singlefile", &body, &kind);
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(shop.count("article where source_url = 'https://example.org/kept' and title = 'Kept whole'"), 1);
    for parts in [
        vec![("file", Some("a.html"), page.as_bytes())],
        vec![("url", None, b"https://example.org/x".as_slice())],
        vec![("file", Some("a.html"), b"".as_slice()), ("url", None, b"https://example.org/x".as_slice())],
        vec![("file", Some("a.html"), page.as_bytes()), ("url", None, b"javascript:alert(1)".as_slice())],
    ] {
        let (kind, body) = multipart(&parts);
        assert_eq!(shop.api_at("/api/v1/singlefile", &body, &kind).status, 422);
    }
    assert_eq!(shop.api_at("/api/v1/singlefile", b"x", "multipart/form-data; boundary=y").status, 400);
    let no_form = shop.api_at("/api/v1/singlefile", b"x", "text/plain");
    assert_eq!((no_form.status, no_form.header("content-type")), (400, Some("application/problem+json")));
}

#[test]
fn case_16_forms_of_other_sites_add_and_delete_nothing() {
    let shop = Workshop::new();
    let ed = shop.editor();
    let article = shop.house.ask_database("select '/articles/' || public_id || '/' || slug from article");
    for (path, fields) in [
        ("/add".to_owned(), vec![("addresses", "https://example.org/x")]),
        ("/add/text".to_owned(), vec![("title", "T"), ("text", "x")]),
        ("/add/window".to_owned(), vec![("url", "https://example.org/x"), ("html", "<p>x")]),
        (format!("{article}/delete"), vec![]),
        (format!("{article}/fetch"), vec![]),
    ] {
        for header in [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")] {
            assert_eq!(ed.post_with(&path, &fields, &[header]).status, 403, "{path} {header:?}");
        }
    }
    // What only reads changes nothing.
    for path in [
        format!("{article}/delete"),
        "/add".into(),
        "/share?url=https://example.org/y".into(),
        "/add/window?url=https://example.org/y".into(),
    ] {
        assert_eq!(ed.get(&path).status, 200, "{path}");
    }
    assert_eq!((shop.count("job"), shop.count("article where removed = 0")), (0, 1));
    // A token is no ambient right: where it comes from plays no part.
    let headers = [
        ("Authorization", shop.bearer.as_str()),
        ("Content-Type", "application/json"),
        ("Origin", "moz-extension://x"),
        ("Sec-Fetch-Site", "cross-site"),
    ];
    assert_eq!(send(&shop.server, "/api/v1/articles", b"{}", &headers).status, 422);
}

#[test]
fn a_deleted_article_is_gone_everywhere_and_an_owner_can_bring_it_back_or_purge_it() {
    let shop = Workshop::new();
    let ed = shop.editor();
    let anna = Visitor::sign_in(&shop.server, "anna");
    let article = shop.house.ask_database("select '/articles/' || public_id || '/' || slug from article");
    let id = shop.house.ask_database("select public_id from article");
    assert!(ed.get(&article).text().contains(&format!("{article}/delete")));
    assert!(!Visitor::sign_in(&shop.server, "rea").get(&article).text().contains("/delete"));
    assert!(ed.get(&format!("{article}/delete")).text().contains("Goose holds office"));
    assert_eq!(leads_to(&ed.post(&format!("{article}/delete"), &[])), article);
    for path in [
        article.clone(),
        format!("{article}/cite"),
        format!("{article}?revision=1"),
        format!("/articles/{id}"),
        format!("/api/v1/articles/{id}"),
    ] {
        let gone = ed.get(&path);
        assert_eq!(gone.status, 410, "{path}");
        assert!(!gone.text().contains("Goose"), "{path}");
    }
    for path in [
        "/",
        "/people",
        "/feed.atom",
        "/sitemap.xml",
        "/search?q=goose",
        "/search/suggest?q=goo",
        "/api/v1/articles",
        "/api/v1/statements",
        "/api/v1/search?q=mine",
    ] {
        let page = ed.get(path).text();
        assert!(!page.contains("Goose holds") && !page.contains("Quill"), "{path}: {page}");
    }
    assert_eq!(ed.get("/people/ada-quill").status, 404);
    assert_eq!(ed.get("/deleted").status, 403);
    let loaded = shop.house.run(&["load", "seeds"]);
    assert_eq!(loaded.status, 0);
    assert!(
        loaded.err.contains("deleted here") && loaded.out.contains("1 deleted here"),
        "{} {}",
        loaded.err,
        loaded.out
    );

    assert!(anna.get("/deleted").text().contains("Goose holds office"));
    assert!(anna.get(&article).text().contains("href=\"/deleted\""));
    assert_eq!(leads_to(&anna.post(&format!("/deleted/{id}/restore"), &[])), article);
    assert!(ed.get("/people/ada-quill").text().contains("It is mine"));
    ed.post(&format!("{article}/delete"), &[]);
    assert_eq!(leads_to(&anna.post(&format!("/deleted/{id}/purge"), &[])), "/deleted");
    assert_eq!((shop.count("article"), shop.count("line"), ed.get(&article).status), (0, 0, 410));
    assert_eq!(anna.post(&format!("/deleted/{id}/restore"), &[]).status, 404);
    for deed in ["article removed", "article restored", "article purged"] {
        assert!(shop.count(&format!("audit where deed = '{deed}'")) >= 1, "{deed}");
    }
    // Nor does adding bring it back.
    let answer = shop.api(&json!({"title": "Goose", "text": "x", "url": "https://example.org/goose"}));
    assert_eq!(answer.status, 410, "{}", answer.text());
}

#[test]
fn what_was_deleted_is_said_before_its_site_is_asked() {
    let shop = Workshop::new();
    let ed = shop.editor();
    let url = shop.site.url("/article");
    let added = leads_to(&ed.post("/add", &[("addresses", &url)]));
    ed.post(&format!("{added}/delete"), &[]);
    let asked = shop.site.asked().len();
    for (path, field) in [("/add", "addresses"), ("/add/window", "url")] {
        let answer = ed.post(path, &[(field, &url)]);
        assert!(answer.status == 422 && answer.text().contains("was deleted here"), "{path}: {}", answer.text());
    }
    assert_eq!(shop.api(&json!({"url": url})).status, 410);
    shop.put("/other", &article("Other"));
    let both = format!("{url} {}", shop.site.url("/other"));
    assert_eq!(leads_to(&ed.post("/add", &[("addresses", &both)])), "/jobs");
    shop.over();
    let failed = ed.get(&format!("/jobs/{}", shop.house.ask_database("select job_id from job where state = 'failed'")));
    assert!(
        failed.text().contains("was deleted here") && !failed.text().contains("Open the page"),
        "{}",
        failed.text()
    );
    assert_eq!(shop.site.asked().len(), asked + 1, "only the other page was asked for");
}

#[test]
fn a_kill_while_jobs_run_loses_none() {
    let mut shop = Workshop::new();
    let all: String = (0..40)
        .map(|n| {
            shop.put(&format!("/{n}"), &article(&format!("Title {n}")));
            shop.site.url(&format!("/{n}")) + "\n"
        })
        .collect();
    assert_eq!(leads_to(&shop.editor().post("/add", &[("addresses", &all)])), "/jobs");
    for _ in 0..4 {
        thread::sleep(Duration::from_millis(150));
        shop.kill_and_serve_again();
    }
    shop.settled(40);
    assert_eq!(shop.count("article"), 41);
    assert_eq!(shop.count("job where state = 'done'"), 40);
    assert_eq!(shop.house.ask_database("pragma integrity_check"), "ok");
}

#[test]
fn told_to_stop_the_server_gives_its_jobs_back_in_time() {
    let shop = Workshop::new();
    let all: String = (0..3).map(|n| shop.site.url(&format!("/silent?{n}")) + "\n").collect();
    shop.editor().post("/add", &[("addresses", &all)]);
    wait_until("a job runs", || shop.count("job where state = 'running'") > 0);
    // Somebody looks on meanwhile.
    let cookie = shop.editor().cookie;
    let mut watching = shop.server.raw();
    watching.say(format!("GET /jobs/news HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\n\r\n", shop.server.address));
    thread::sleep(Duration::from_millis(300));
    let Workshop { server, house, .. } = shop;
    let (ran, took) = server.stop();
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(took < Duration::from_secs(4), "{took:?}");
    assert_eq!(house.ask_database("select count(*) from job where state = 'waiting' and attempts = 0"), "3");
}

#[test]
fn news_come_as_a_stream() {
    let shop = Workshop::new();
    let ed = shop.editor();
    let cookie = ed.cookie.clone();
    let (address, server) = (shop.server.address, shop.server.raw());
    let mut watching = server;
    watching.say(format!("GET /jobs/news HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\n\r\n"));
    let heard = thread::spawn(move || watching.hear("data: changed"));
    thread::sleep(Duration::from_millis(200));
    ed.post("/add", &[("addresses", &shop.site.url("/article"))]);
    let heard = heard.join().expect("no panic");
    assert!(heard.contains("text/event-stream") && heard.contains("data: changed"), "{heard}");
    assert!(heard.contains("x-accel-buffering: no"), "nginx passes them on at once: {heard}");
}

#[test]
fn case_25_hostile_addresses_leave_one_line_each_in_the_log() {
    let shop = Workshop::new();
    let ed = shop.editor();
    let long = "a".repeat(3_000);
    for address in
        ["http://example.org:22/\r\nINFO forged", "http://10.0.0.1/\u{1b}[31mred", &format!("http://10.0.0.1/{long}")]
    {
        assert_eq!(ed.post("/add", &[("addresses", address)]).status, 422, "{address}");
    }
    let Workshop { server, .. } = shop;
    let (ran, _) = server.stop();
    assert!(ran.err.lines().all(|line| line.len() < 1_024 && !line.starts_with("INFO")), "{}", ran.err);
    assert!(!ran.err.contains('\u{1b}') && !ran.err.contains(&long), "{}", ran.err);
}
