//! Every page and every form, in a browser that runs no script.

use crate::support::accounts::PASSWORD;
use crate::support::browser::Browser;
use crate::support::pages::{Furnished, Home};

#[tokio::test]
async fn every_page_shows_the_same_and_every_form_works_without_scripts() {
    let Some(browser) = Browser::start(1280).await else { return };
    let houses = Furnished::beside().await;
    let house = houses.open.address();
    let words = "return document.querySelector('main').innerText";
    let scripted = "return String(document.querySelector('body > .told') !== null)";
    let mut shown = Vec::new();
    // A secret is made up anew each time, and jobs go on.
    let visits =
        || houses.open.visits().chain(houses.unset.visits()).filter(|visit| !visit.path.ends_with("/second-factor"));
    for visit in visits() {
        browser.visit(&visit).await;
        assert_eq!(browser.ask(scripted).await, "true", "{}: the script runs where it may", visit.path);
        shown.push(browser.ask(words).await);
    }
    browser.switch_scripts_off().await;
    for (visit, with_scripts) in visits().zip(shown) {
        let path = visit.path;
        browser.visit(&visit).await;
        assert_eq!(browser.ask(scripted).await, "false", "{path}: no script runs");
        // What only a script can do, only a script offers.
        let offered = with_scripts.replace("Copy\n", "").replace("\n\n", "\n");
        assert_eq!(browser.ask(words).await.replace("\n\n", "\n"), offered, "{path}");
    }
    forms(&browser, &house).await;
    account(&browser, &house).await;
    houses.busy.let_in(&browser).await;
    adding(&browser, &houses.busy).await;
    browser.close().await;
}

/// Adding by address, with what is wrong said beside the field; a list that leads on; a job tried again; an article deleted.
async fn adding(browser: &Browser, busy: &Home) {
    let at = |path: &str| format!("{}{path}", busy.address());
    browser.open(&at("/add")).await;
    browser.type_keys("no address\u{e004}\u{e004}").await;
    browser.press_on("[action='/add'] button").await;
    let fault = "return document.querySelector('#addresses-fault')?.innerText ?? ''";
    browser.arrives_where(|path| path == "/add").await;
    while browser.ask(fault).await.is_empty() {}
    assert!(browser.ask(fault).await.contains("Expected an address"), "{}", browser.ask(fault).await);
    assert_eq!(browser.ask("return document.querySelector('#addresses').value").await, "no address");

    browser.fill("#title", "Typed without scripts").await;
    browser.fill("#text", "“It is,” Ada Quill said.").await;
    browser.press_on("[action='/add/text'] button").await;
    browser.arrives_where(|path| path.starts_with("/articles/")).await;
    assert_eq!(browser.heading().await, "Typed without scripts");
    browser.press_on(".editing a").await;
    browser.arrives_where(|path| path.ends_with("/delete")).await;
    browser.press_on("main form button").await;
    browser.arrives_where(|path| path.starts_with("/articles/") && !path.ends_with("/delete")).await;
    assert_eq!(browser.heading().await, "Deleted");

    browser.open(&at("/jobs?state=failed")).await;
    browser.press_on(".job h2 a").await;
    browser.arrives_where(|path| path.starts_with("/jobs/")).await;
    browser.press_on(".actions button").await;
    let state = "return document.querySelector('.state').innerText";
    while !browser.ask(state).await.contains("Failed") {
        // The page loads itself anew while it is tried again.
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
}

async fn forms(browser: &Browser, house: &str) {
    browser.open(&format!("{house}/")).await;
    browser.fill(".choose [name=person]", "Maeve O’Carrick").await;
    browser.press_on(".choose [name=statements]").await;
    browser.press_on(".choose button").await;
    browser.arrives_where(|path| path.starts_with("/?")).await;
    assert!(browser.heading().await.contains("Maeve O’Carrick"), "{}", browser.heading().await);

    browser.fill(".masthead [name=q]", "carrick").await;
    browser.press_on(".masthead .find button").await;
    browser.arrives_where(|path| path == "/search?q=carrick").await;
    let person = browser.link(".people .name a").await;
    browser.press_on(".people .name a").await;
    browser.arrives_where(|path| path == person).await;

    browser.press_on(".chooser summary").await;
    browser.press_on(".chooser [name=kind] [value=direct]").await;
    browser.press_on(".chooser button").await;
    browser.arrives_where(|path| path.contains("kind=direct")).await;
    let compared = browser.link(".facts [href^='/compare']").await;
    browser.press_on(".facts [href^='/compare']").await;
    browser.arrives_where(|path| path == compared).await;

    browser.press_on(".together .where a").await;
    browser.arrives_where(|path| path.contains('#')).await;
    browser.press_on(".lines .notes summary").await;
    assert_eq!(browser.ask("return String(document.querySelector('.notes details').open)").await, "true");
    browser.press_on(".views [href$='view=speakers']").await;
    browser.arrives_where(|path| path.ends_with("?view=speakers")).await;
    browser.press_on(".meta [href$='/cite']").await;
    browser.arrives_where(|path| path.ends_with("/cite")).await;

    browser.press_on(".colophon [href^='/settings/reading']").await;
    browser.arrives_where(|path| path.starts_with("/settings")).await;
    browser.press_on(".settings [value=sepia]").await;
    browser.press_on(".settings form button").await;
    browser.arrives_where(|path| path.ends_with("/cite")).await;
    assert_eq!(browser.ask("return document.documentElement.dataset.theme").await, "sepia");

    browser.open(&format!("{house}/people")).await;
    browser.fill(".filter [name=q]", "quill").await;
    browser.press_on(".filter button").await;
    browser.arrives_where(|path| path.starts_with("/people?q=quill")).await;
    assert!(browser.link(".people .name a").await.contains("quill"));
}

/// Signing in, what one sets, and signing out.
async fn account(browser: &Browser, house: &str) {
    browser.set_cookie(house, "session", "nobody").await;
    browser.open(&format!("{house}/people")).await;
    browser.press_on(".masthead .who").await;
    browser.arrives_where(|path| path == "/login?next=%2Fpeople").await;
    browser.fill("[name=name]", "rea").await;
    browser.fill("[name=password]", "not her password").await;
    browser.press_on(".form .actions button").await;
    browser.arrives_where(|path| path == "/login").await;
    assert!(browser.ask("return document.querySelector('[role=alert]').innerText").await.contains("do not belong"));
    browser.fill("[name=password]", PASSWORD).await;
    // Enter sends the form as the button does.
    browser.type_keys("\u{e007}").await;
    browser.arrives_where(|path| path == "/people").await;
    browser.press_on(".masthead .who").await;
    browser.arrives_where(|path| path == "/settings").await;
    browser.fill("[name=shown_name]", "Rea Marsh").await;
    browser.press_on("form[action='/settings'] button").await;
    browser.arrives_where(|path| path == "/settings?done=name").await;
    assert_eq!(browser.ask("return document.querySelector('.who bdi').innerText").await, "Rea Marsh");
    browser.fill("form[action='/settings/tokens'] [name=name]", "Feed reader").await;
    browser.press_on("form[action='/settings/tokens'] button").await;
    browser.arrives_where(|path| path == "/settings/tokens").await;
    assert!(browser.ask("return document.querySelector('.copied').innerText").await.starts_with("onr_"));
    browser.press_on("main .actions a").await;
    browser.arrives_where(|path| path == "/settings").await;
    browser.press_on(".rows [name=token]").await;
    browser.arrives_where(|path| path == "/settings?done=token").await;
    browser.press_on(".signed-in button").await;
    browser.arrives_where(|path| path == "/").await;
    assert_eq!(browser.ask("return document.querySelector('.who').innerText").await, "Sign in");
}
