//! `/search/suggest`: people and titles while somebody types, by the beginnings of their words.

use serde_json::Value;

use crate::support::browser::Browser;
use crate::support::server::{House, Server};

fn house() -> House {
    let house = House::empty();
    let say = ["Harbour Minister Zoë Quill said the old gate was shut.", "“I like it shut,” Ms Quill said."];
    house.article("seeds/a.txt", "Gate shuts <b>again</b>", "https://www.example.org/gate", &say);
    house.article("seeds/b.txt", "Ferry late", "https://other.example/ferry", &["“It is late,” Quentin Marsh said."]);
    house.article("seeds/c.txt", "大门已经关闭", "https://other.example/gate", &["中国外交部发言人说大门已经关闭。"]);
    house
}

/// What is suggested, each group with its name.
fn suggested(server: &Server, typed: &str) -> Vec<(String, Vec<String>)> {
    let typed: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    let answer = server.get(&format!("/search/suggest?q={typed}"));
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    let groups: Vec<Value> = serde_json::from_str(&answer.text()).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let rows = |group: &Value| group["rows"].as_array().expect("rows").iter().map(|row| text(&row["text"])).collect();
    groups.iter().map(|group| (text(&group["name"]), rows(group))).collect()
}

#[test]
fn people_and_titles_are_suggested_by_the_beginnings_of_their_words() {
    let house = house();
    let server = house.serve();
    let people = |names: &[&str]| vec![("People".to_owned(), names.iter().map(ToString::to_string).collect())];
    let article = |title: &str| vec![("Articles".to_owned(), vec![title.to_owned()])];
    assert_eq!(suggested(&server, "qu"), people(&["Zoë Quill", "Quentin Marsh"]), "who says most stands first");
    assert_eq!(suggested(&server, "ZOE QUI"), people(&["Zoë Quill"]));
    assert_eq!(suggested(&server, "quill z"), people(&["Zoë Quill"]));
    assert_eq!(suggested(&server, "fer"), article("Ferry late"));
    assert_eq!(suggested(&server, "late f"), article("Ferry late"));
    assert_eq!(suggested(&server, "大"), article("大门已经关闭"));
    assert_eq!(suggested(&server, "gate "), article("Gate shuts <b>again</b>"), "behind a blank the word is whole");
    for nothing in ["", " ", "q", "gat ", "nowhere", "\"", "NEAR(", "{title} :", "*", "\0"] {
        assert_eq!(suggested(&server, nothing), [], "{nothing:?}");
    }
}

#[test]
fn suggestions_lead_to_pages_and_follow_what_is_loaded() {
    let house = house();
    let server = house.serve();
    let answer: Value = serde_json::from_str(&server.get("/search/suggest?q=qu").text()).expect("JSON");
    let row = &answer[0]["rows"][0];
    assert_eq!((row["path"].as_str(), row["note"].as_str()), (Some("/people/zoe-quill"), Some("2 statements")));
    let answer: Value = serde_json::from_str(&server.get("/search/suggest?q=ferry").text()).expect("JSON");
    let row = &answer[0]["rows"][0];
    assert_eq!(row["note"], "other.example, 31 Jan 2024");
    assert_eq!(server.get(row["path"].as_str().expect("a path")).status, 200);
    house.article("seeds/b.txt", "Boat late", "https://other.example/ferry", &["“It is late,” Quentin Marsh said."]);
    assert_eq!(house.run(&["load", "seeds"]).status, 0);
    assert_eq!(suggested(&server, "ferry"), []);
    assert_eq!(suggested(&server, "boat").len(), 1);
}

#[tokio::test]
async fn the_list_is_walked_by_arrows_and_left_by_escape() {
    let Some(browser) = Browser::start(1280).await else { return };
    let house = house();
    let server = house.serve();
    browser.open(&format!("http://{}/people", server.address)).await;
    browser.type_keys("/").await;
    browser.type_keys("qu").await;
    let open = "return document.querySelector('#find').getAttribute('aria-expanded')";
    wait_for(&browser, open, "true").await;
    let options = "return [...document.querySelectorAll('[role=option]')].map((o) => o.getAttribute('href')).join(' ')";
    assert_eq!(browser.ask(options).await, "/people/zoe-quill /people/quentin-marsh");
    let marked = "const id = document.querySelector('#find').getAttribute('aria-activedescendant');
        return id ? document.getElementById(id).getAttribute('href') : ''";
    assert_eq!(browser.ask(marked).await, "", "nothing is chosen for the reader");
    for (key, chosen) in [
        ("\u{e015}", "/people/zoe-quill"),
        ("\u{e015}", "/people/quentin-marsh"),
        ("\u{e015}", ""),
        ("\u{e013}", "/people/quentin-marsh"),
    ] {
        browser.type_keys(key).await;
        assert_eq!(browser.ask(marked).await, chosen);
    }
    browser.type_keys("\u{e00c}").await;
    assert_eq!(browser.ask(open).await, "false", "Esc closes the list");
    assert_eq!(browser.ask("return document.activeElement.id + document.activeElement.value").await, "findqu");
    browser.type_keys("\u{e015}\u{e007}").await;
    assert_eq!(browser.path().await, "/people/zoe-quill");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    let here = format!("http://{}/", server.address);
    assert!(browser.requests().await.iter().all(|address| address.starts_with(&here)), "no other house is asked");
    browser.close().await;
}

/// The answer to what was typed first comes last, and is not shown.
#[tokio::test]
async fn an_old_answer_never_takes_the_place_of_a_newer_one() {
    let Some(browser) = Browser::start(390).await else { return };
    let house = house();
    let server = house.serve();
    browser.open(&format!("http://{}/people", server.address)).await;
    let slow = "const real = window.fetch;
        window.fetch = async (address, more) => {
          const answer = await real(address);
          if (String(address).endsWith('=qu')) await new Promise((done) => setTimeout(done, 1500));
          return answer;
        };
        return 'ready'";
    assert_eq!(browser.ask(slow).await, "ready");
    browser.type_keys("/").await;
    browser.type_keys("qu").await;
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    browser.type_keys("e").await;
    let options = "return [...document.querySelectorAll('[role=option] span')].map((o) => o.textContent).join('|')";
    wait_for(&browser, options, "Quentin Marsh|1 statement").await;
    let fits = "const { left, right } = document.querySelector('#suggestions').getBoundingClientRect();
        return String(left >= 0 && right <= innerWidth)";
    assert_eq!(browser.ask(fits).await, "true", "the list is no wider than a phone");
    tokio::time::sleep(std::time::Duration::from_millis(1800)).await;
    assert_eq!(browser.ask(options).await, "Quentin Marsh|1 statement");
    browser.close().await;
}

async fn wait_for(browser: &Browser, script: &str, answer: &str) {
    for _ in 0..100 {
        if browser.ask(script).await == answer {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(browser.ask(script).await, answer);
}
