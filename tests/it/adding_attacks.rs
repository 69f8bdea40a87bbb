//! Hostile pages on their way in: every kind of markup of `vectors.txt`, by address, as a page that a program hands over,
//! as text that is pasted, as files, and as what an article calls itself. Cases 10 to 12.

use serde_json::json;

use crate::attacks::assert_harmless;
use crate::support::adding::{Workshop, multipart};
use crate::support::browser::Browser;

/// So many vectors stand in one article of all but the API, through which each goes alone.
const TOGETHER: usize = 8;

/// Notes what runs and what the policy had to stop.
const WATCH: &str = "window.ran = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'msgbox']) window[name] = () => { window.ran.push(name); };
    document.addEventListener('securitypolicyviolation', (event) => window.ran.push(event.violatedDirective + ' ' + event.blockedURI));";

fn vectors() -> Vec<&'static str> {
    let lines = include_str!("vectors.txt").lines();
    let vectors: Vec<&str> = lines.filter(|line| !line.is_empty() && !line.starts_with("# ")).collect();
    assert!(vectors.len() >= 400, "{}", vectors.len());
    vectors
}

/// A page with `inner` in the middle of its text.
fn page(title: &str, inner: &str) -> String {
    let text = "<p>The gate of the harbour was opened on Monday, the port said in a statement. “It holds,” said Ann Lee, the \
        harbourmaster, who had waited for it since the storm.</p>";
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title></head><body><article><h1>{title}</h1>\
         {text}<p>Before it. {inner} After it.</p>{text}{text}</article></body></html>"
    )
}

/// All vectors, by every way in. What is no article after all is refused, which is as good.
fn poison(shop: &Workshop) {
    let vectors = vectors();
    let editors: Vec<String> = (0..4).map(|n| shop.another_editor(&format!("e{n}"))).collect();
    let mut added = 0;
    for (n, vector) in vectors.iter().enumerate() {
        let article = json!({"url": format!("https://api.example/{n}"), "html": page(&format!("Api {n}"), vector)});
        let answer = shop.api_as(&editors[n % editors.len()], &article);
        assert!(matches!(answer.status, 201 | 422), "{vector}: {} {}", answer.status, answer.text());
        added += usize::from(answer.status == 201);
    }
    assert!(added > vectors.len() * 9 / 10, "{added} of {} pages were articles", vectors.len());

    let ed = shop.editor();
    for (n, some) in vectors.chunks(TOGETHER).enumerate() {
        let html: Vec<String> = some.iter().map(|vector| format!("<p>Pasted: {vector} so.</p>\n")).collect();
        let html = html.concat();
        let title = format!("Pasted {n}");
        for (title, text) in [(&title, &html), (&format!("Text {n}"), &some.join("\n\n"))] {
            let answer = ed.post("/add/text", &[("title", title), ("text", text)]);
            assert!(matches!(answer.status, 303 | 422), "{}: {}", answer.status, answer.text());
        }
        // What an article calls itself, and where it says that it stands.
        let vector = some[0];
        let named = json!({"title": vector, "text": format!("“{vector},” Ada Quill said.")});
        assert!(matches!(shop.api_as(&editors[n % 4], &named).status, 200 | 201 | 422), "{vector}");
        assert_eq!(ed.post("/add/text", &[("title", "x"), ("text", "x"), ("url", vector)]).status, 422, "{vector}");
    }

    let lines = format!("All\n20240131\nhttps://example.org/all\n{}\n", vectors.join("\n"));
    let groups: Vec<String> = vectors.chunks(TOGETHER).map(|some| some.join(" so. And ")).collect();
    let named = |n: usize| format!("{n}.html");
    let pages: Vec<(String, String)> =
        groups.iter().enumerate().map(|(n, group)| (named(n), page(&format!("File {n}"), group))).collect();
    let message = |(n, group): (usize, &String)| {
        let head = format!(
            "From: {group} <a@b.example>\r\nSubject: Message {n} {group}\r\nDate: Wed, 31 Jan 2024 12:00:00 +0000"
        );
        let page = page(&format!("Message {n}"), group);
        (format!("{n}.eml"), format!("{head}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}"))
    };
    let messages: Vec<(String, String)> = groups.iter().enumerate().map(message).collect();
    let all = pages.iter().chain(&messages);
    let mut files: Vec<(&str, &[u8])> = all.map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    files.push(("all.txt", lines.as_bytes()));
    files.push(("\"><svg onload=alert(1)>.html", b"<p>"));
    let zip = Workshop::zip(&files);
    assert_eq!(shop.upload(&ed, &[("files", "<img src=x onerror=alert(1)>.zip", &zip)]).status, 303);

    // As the bookmarklet and the extension hand pages over.
    for (n, group) in groups.iter().enumerate() {
        let (url, html) = (format!("https://window.example/{n}"), page(&format!("Window {n}"), group));
        let answer = ed.post("/add/window", &[("url", &url), ("html", &html)]);
        assert!(matches!(answer.status, 303 | 422), "{}: {}", answer.status, answer.text());
        let url = format!("https://saved.example/{n}");
        let (kind, body) = multipart(&[("url", None, url.as_bytes()), ("file", Some("a.html"), html.as_bytes())]);
        let answer = shop.api_at("/api/v1/singlefile", &body, &kind);
        assert!(matches!(answer.status, 201 | 422), "{}: {}", answer.status, answer.text());
    }

    let site = |(n, group): (usize, &String)| {
        shop.put(&format!("/v/{n}"), &page(&format!("Site {n}"), group));
        shop.site.url(&format!("/v/{n}\n"))
    };
    let all: String = groups.iter().enumerate().map(site).collect();
    assert_eq!(ed.post("/add", &[("addresses", &all)]).status, 303);
    let odd = shop.site.url("/%22%3E%3Csvg%20onload=alert(1)%3E");
    ed.post("/add", &[("addresses", &odd)]);
    shop.over();
}

/// The paths of all articles, and of the pages that list them.
fn pages(shop: &Workshop) -> Vec<String> {
    let articles = "select group_concat('/articles/' || public_id || '/' || slug, ' ') from article";
    let articles = shop.house.ask_database(articles);
    let jobs = (1..6).map(|id| format!("/jobs/{id}"));
    let lists =
        ["/", "/people", "/jobs", "/jobs?state=failed", "/search?q=alert", "/search?q=gate", "/people/ada-quill"];
    lists.into_iter().map(str::to_owned).chain(jobs).chain(articles.split(' ').map(str::to_owned)).collect()
}

#[tokio::test]
async fn case_10_no_markup_runs_or_asks_another_site_by_whatever_way_it_came_in() {
    let (shop, cookie, paths) = tokio::task::spawn_blocking(|| {
        let shop = Workshop::new();
        poison(&shop);
        let ed = shop.editor();
        let paths = pages(&shop);
        assert!(paths.len() > 400, "{}", paths.len());
        for path in &paths {
            let answer = ed.get(path);
            assert!(matches!(answer.status, 200 | 404), "{path}: {}", answer.status);
            assert_harmless(path, &answer.text());
        }
        let cookie = ed.cookie.clone();
        (shop, cookie, paths)
    })
    .await
    .expect("the articles");
    let Some(browser) = Browser::start(1280).await else { return };
    let house = format!("http://{}", shop.server.address);
    browser.sign_in(&house, &cookie).await;
    browser.run_before_every_page(WATCH).await;
    browser.open(&format!("{house}/healthz")).await;
    let sees = "const s = document.createElement('script'); s.textContent = 'alert(1)'; document.head.append(s);
        return new Promise((done) => setTimeout(() => done(window.ran.join()), 100))";
    assert!(browser.ask(sees).await.contains("inline"), "what is forbidden is noticed");
    browser.complaints().await;
    // Those of the API stand alone and end in the same rows as the others, where each vector is shown three times.
    let shown = paths.iter().enumerate().filter(|(n, path)| n % 4 == 0 || !path.contains("/api-"));
    for (_, path) in shown {
        browser.open(&format!("{house}{path}")).await;
        let ran = browser.ask("return window.ran.join()").await;
        assert_eq!(ran, "", "{path}");
    }
    for asked in browser.requests().await {
        // What is in an address itself is asked of nobody: the browser draws its own fields so.
        assert!(asked.starts_with(&house) || asked.starts_with("data:image/svg+xml"), "{asked}");
    }
    let complaints = browser.complaints().await;
    assert!(!complaints.iter().any(|line| line.contains("Content Security Policy")), "{complaints:?}");
    browser.close().await;
    drop(shop);
}
