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
    assert!(requests.iter().all(|address| address.starts_with(&here)), "{path}: {requests:?}");
}
