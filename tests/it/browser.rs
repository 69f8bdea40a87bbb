//! The walk that readers take, in a real browser: front page, article, person, and back.

use crate::support::browser::Browser;
use crate::support::server::{House, Server};

#[tokio::test]
async fn from_the_front_page_to_a_person_and_back_by_link_at_desktop_width() {
    walk(1280, Way::Link).await;
}

#[tokio::test]
async fn from_the_front_page_to_a_person_and_back_by_link_at_phone_width() {
    walk(390, Way::Link).await;
}

#[tokio::test]
async fn from_the_front_page_to_a_person_and_back_by_keyboard_at_desktop_width() {
    walk(1280, Way::Keyboard).await;
}

#[tokio::test]
async fn from_the_front_page_to_a_person_and_back_by_keyboard_at_phone_width() {
    walk(390, Way::Keyboard).await;
}

/// What has figures, a long word, or another direction of writing still fits the narrowest window.
#[tokio::test]
async fn wide_things_do_not_make_a_page_wider_than_a_phone() {
    let Some(browser) = Browser::start(390).await else { return };
    let house = House::empty();
    let long = "x".repeat(30_000);
    house.article("seeds/long.txt", &long[..5_000], "https://example.org/long", &[&long, "“It is,” Ada Quill said."]);
    house.article(
        "seeds/rtl.txt",
        "המועצה סגרה את שער הנמל",
        "https://example.org/rtl",
        &["לדבריה, התיקון יעלה כשני מיליון."],
    );
    let server = house.serve();
    let front = server.get("/").text();
    let articles: Vec<&str> = front.split("<h3><a href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(articles.len(), 2);
    for path in [&["/about/reading", "/", "/people/ada-quill"], &*articles].concat() {
        browser.open(&format!("http://{}{path}", server.address)).await;
        fits(&browser, &server).await;
    }
    browser.close().await;
}

/// The keys of the script, and that they can be switched off.
#[tokio::test]
async fn keys_lead_through_the_house() {
    let Some(browser) = Browser::start(1280).await else { return };
    let house = House::with_samples();
    let server = house.serve();
    let at = |path: &str| format!("http://{}{path}", server.address);
    browser.open(&at("/")).await;
    let articles = "return [...document.querySelectorAll('main h3 a')].map((a) => a.getAttribute('href')).join(' ')";
    let articles = browser.ask(articles).await;
    let second = articles.split(' ').nth(1).expect("two articles");
    let focused = "return document.activeElement.getAttribute('href') || document.activeElement.id";
    browser.type_keys("jj").await;
    assert_eq!(browser.ask(focused).await, second);
    browser.type_keys("?").await;
    assert_eq!(browser.ask("return document.querySelector('dialog[open] h2').textContent").await, "Keys");
    browser.type_keys("?").await;
    assert_eq!(browser.ask("return String(document.querySelector('dialog'))").await, "null");
    browser.type_keys("o").await;
    browser.arrives_where(|path| path == second).await;
    browser.type_keys("j").await;
    assert!(browser.ask(focused).await.starts_with('#'), "lines are walked too");
    let older = browser.link("a[rel=next]").await;
    browser.type_keys("]").await;
    browser.arrives_where(|path| path == older).await;
    browser.type_keys("gp").await;
    browser.arrives_where(|path| path == "/people").await;
    browser.type_keys("/").await;
    assert_eq!(browser.ask("return document.activeElement.type").await, "search");
    browser.type_keys("gh").await;
    assert_eq!(browser.ask("return document.activeElement.value").await, "gh", "off in fields");
    assert_eq!(browser.complaints().await, Vec::<String>::new());

    browser.open(&at("/settings/reading")).await;
    browser
        .ask("document.querySelector('[name=keys][value=off]').click(); document.querySelector('main form').submit()")
        .await;
    browser.open(&at("/people")).await;
    browser.type_keys("gh").await;
    assert_eq!(browser.path().await, "/people", "switched off");
    browser.close().await;
}

#[derive(Clone, Copy)]
enum Way {
    Link,
    Keyboard,
}

async fn follow(browser: &Browser, way: Way, path: &str) {
    match way {
        Way::Link => browser.click(path).await,
        Way::Keyboard => browser.tab_to_and_enter(path).await,
    }
}

async fn walk(width: u32, way: Way) {
    let Some(browser) = Browser::start(width).await else { return };
    let house = House::with_samples();
    let server = house.serve();
    let front = format!("http://{}/", server.address);
    browser.open(&front).await;
    fits(&browser, &server).await;

    let article = browser.link("main h3 a").await;
    follow(&browser, way, &article).await;
    assert_eq!(browser.path().await, article);
    fits(&browser, &server).await;

    let person = browser.link("main .notes a.who").await;
    follow(&browser, way, &person).await;
    assert_eq!(browser.path().await, person);
    assert!(!browser.heading().await.is_empty());
    fits(&browser, &server).await;

    let line = browser.link("main .said .where a").await;
    follow(&browser, way, &line).await;
    assert_eq!(browser.path().await, line, "a statement is linked to its line");
    fits(&browser, &server).await;

    for before in [person.as_str(), &article, "/"] {
        browser.back().await;
        assert_eq!(browser.path().await, before);
    }
    browser.close().await;
}

/// The page that is open is as wide as the window, without complaints, and from here alone.
async fn fits(browser: &Browser, server: &Server) {
    let path = browser.path().await;
    assert!(!browser.must_be_scrolled_sideways().await, "{path} is wider than the window");
    assert_eq!(browser.complaints().await, Vec::<String>::new(), "{path}");
    let requests = browser.requests().await;
    let here = format!("http://{}/", server.address);
    assert!(!requests.is_empty(), "{path}: the log of requests works");
    // What stands in its own address is fetched from nowhere: the browser's own picture in a field for days.
    let ours = |address: &&String| address.starts_with(&here) || address.starts_with("data:image/svg+xml;base64,");
    assert!(requests.iter().all(|address| ours(&address)), "{path}: {requests:?}");
}
