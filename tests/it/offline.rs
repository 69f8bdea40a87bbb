//! `/service-worker.js` and `/offline`: what was visited can be read without a network, and is never shown with one.

use std::time::{Duration, Instant};

use crate::support::accounts::PASSWORD;
use crate::support::browser::Browser;
use crate::support::server::{House, Server};

#[test]
fn the_worker_is_asked_for_anew_and_may_see_the_whole_house() {
    let house = House::empty();
    let server = house.serve();
    let answer = server.get("/service-worker.js");
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/javascript; charset=utf-8")));
    assert_eq!(answer.header("cache-control"), Some("no-cache"));
    assert!(answer.header("content-security-policy").expect("a policy").contains("worker-src 'self'"));
    let page = server.get("/offline");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("id=\"kept\""));
}

/// Waits until `script` answers yes.
async fn until(browser: &Browser, what: &str, script: &str) {
    let start = Instant::now();
    while browser.ask_and_wait(script).await != "true" {
        assert!(start.elapsed() < Duration::from_secs(20), "waited in vain: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Whether the page that is open is kept.
const KEPT: &str = "const done = arguments[0]; caches.open('pages').then((cache) => cache.match(location.pathname))
    .then((kept) => done(String(Boolean(kept && navigator.serviceWorker.controller))), () => done('failed'))";
/// What the page says of the network.
const NOTE: &str = "return document.querySelector('.offline') ? document.querySelector('.offline').textContent : ''";

/// The address of the newest article.
fn newest(server: &Server) -> String {
    let front = server.get("/").text();
    let (_, link) = front.split_once("<h3><a href=\"").expect("an article");
    link.split('"').next().expect("an address").to_owned()
}

fn serve(house: &House, port: u16) -> Server {
    Server::start(house.command(&["serve", "--listen", &format!("127.0.0.1:{port}")]))
}

#[tokio::test]
async fn what_was_visited_is_readable_without_a_network_and_never_stale_with_one() {
    let Some(browser) = Browser::start(390).await else { return };
    let house = House::empty();
    let line = "“The gate is shut,” Ada Quill said.";
    house.article("seeds/a.txt", "Gate <shuts>", "https://example.org/a", &[line]);
    let server = house.serve();
    let port = server.address.port();
    let at = |path: &str| format!("http://127.0.0.1:{port}{path}");
    let article = newest(&server);

    // The page that brings the worker is kept too.
    browser.open(&at("/people/ada-quill")).await;
    until(&browser, "the first page is kept", KEPT).await;
    browser.open(&at(&article)).await;
    until(&browser, "the article is kept", KEPT).await;
    browser.open(&at("/people")).await;
    assert_eq!(browser.ask(NOTE).await, "");

    drop(server);
    browser.open(&at(&article)).await;
    assert!(browser.ask(NOTE).await.contains("This is how the page was on"), "{}", browser.ask(NOTE).await);
    assert_eq!(browser.heading().await, "Gate <shuts>");
    let styled = "return getComputedStyle(document.body).getPropertyValue('--paper') ? 'yes' : 'no'";
    assert_eq!(browser.ask(styled).await, "yes", "with its stylesheet");
    browser.open(&at("/people/ada-quill")).await;
    assert!(browser.ask(NOTE).await.contains("This is how the page was on"));
    for path in ["/people", "/people/nobody", "/search?q=gate"] {
        browser.open(&at(path)).await;
        assert_eq!(browser.heading().await, "Without a network", "{path} was not kept");
        let listed = "return [...document.querySelectorAll('#kept a')].map((a) => a.textContent).join(' | ')";
        assert_eq!(browser.ask(listed).await, "Gate <shuts> | Ada Quill", "{path}");
    }

    // What changed meanwhile is there at once, and without the note.
    house.article("seeds/a.txt", "Gate opens", "https://example.org/a", &["“The gate is open,” Ada Quill said."]);
    let server = serve(&house, port);
    let article = newest(&server);
    browser.open(&at(&article)).await;
    assert_eq!((browser.heading().await.as_str(), browser.ask(NOTE).await.as_str()), ("Gate opens", ""));

    // Nothing is kept any more, once the reader wants it so.
    browser.set_cookie(&at("/"), "reading", "offline-off").await;
    browser.open(&at("/people/ada-quill")).await;
    let gone = "const done = arguments[0]; Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()])
        .then(([names, workers]) => done(String(names.length + workers.length === 0)), () => done('failed'))";
    until(&browser, "all is forgotten", gone).await;
    drop(server);
    browser.close().await;
}

/// A page that the house no longer gives out is not kept either, and with the session goes all.
#[tokio::test]
async fn what_the_house_takes_back_is_forgotten() {
    let Some(browser) = Browser::start(390).await else { return };
    let house = House::empty();
    house.article("seeds/a.txt", "Gate shuts", "https://example.org/a", &["“The gate is shut,” Ada Quill said."]);
    let server = house.serve();
    let at = |path: &str| format!("http://{}{path}", server.address);
    browser.open(&at("/people/ada-quill")).await;
    until(&browser, "the page is kept", KEPT).await;
    let put = "const done = arguments[0]; caches.open('pages').then((cache) => cache.put('/people/nobody', new Response('old')))
        .then(() => done('true'), () => done('failed'))";
    assert_eq!(browser.ask_and_wait(put).await, "true");
    browser.open(&at("/people/nobody")).await;
    let gone = "const done = arguments[0]; caches.match('/people/nobody').then((kept) => done(String(!kept)), () => done('failed'))";
    until(&browser, "what is not found any more is not kept", gone).await;
    browser.close().await;
}

/// Whoever signs out leaves nothing behind in the browser.
#[tokio::test]
async fn with_the_session_goes_what_was_kept() {
    let Some(browser) = Browser::start(390).await else { return };
    let house = tokio::task::spawn_blocking(House::with_people).await.expect("a house");
    let server = house.serve();
    let address = server.address;
    let at = |path: &str| format!("http://{address}{path}");
    browser.open(&at("/login?next=/people/ada-quill")).await;
    browser.fill("main [name=name]", "rea").await;
    browser.fill("main [name=password]", PASSWORD).await;
    browser.press_on("main form button").await;
    browser.arrives_where(|path| path == "/people/ada-quill").await;
    until(&browser, "the page is kept", KEPT).await;
    let leave = "const form = document.createElement('form'); form.method = 'post'; form.action = '/logout';
        document.body.append(form); form.submit(); return ''";
    browser.ask(leave).await;
    browser.arrives_where(|path| path.starts_with("/login")).await;
    let gone = "const done = arguments[0];
        caches.match('/people/ada-quill').then((kept) => done(String(!kept)), () => done('failed'))";
    until(&browser, "nothing of it is kept", gone).await;
    // The page of signing in brings the worker anew; without it the browser itself says that there is no network.
    let back = "const done = arguments[0]; caches.match('/offline')
        .then((kept) => done(String(Boolean(kept && navigator.serviceWorker.controller))), () => done('failed'))";
    until(&browser, "the worker is back", back).await;
    drop(server);
    browser.open(&at("/people/ada-quill")).await;
    assert!(!browser.ask("return document.body.textContent").await.contains("It is mine"));
    browser.close().await;
}
