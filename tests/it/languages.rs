//! Articles in other languages than English: shown as they are, in their own direction, and not read.

use crate::support::command::run_fed;
use crate::support::server::{House, Server};

const GERMAN: [&str; 3] = [
    "„Wir hatten keine Wahl“, erklärte Bürgermeisterin Anna Berg vor dem Rathaus.",
    "Die Reparatur werde etwa zwei Millionen kosten, fügte sie hinzu.",
    "Die Hafenbehörde hat das alte Tor am Montag geschlossen.",
];
const HEBREW: [&str; 2] = ["רשות הנמל סגרה ביום שני את השער הישן, אמרה ראשת העיר.", "לדבריה, התיקון יעלה כשני מיליון."];

/// A house with one article, and the address of that article.
fn house(title: &str, lines: &[&str]) -> (House, Server, String) {
    let house = House::empty();
    house.article("seeds/a.txt", title, "https://example.org/a", lines);
    let server = house.serve();
    let front = server.get("/").text();
    let address = front.split("<h3><a href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let address = address.expect("a link to the article").to_owned();
    (house, server, address)
}

#[test]
fn a_german_article_is_shown_whole_and_not_read() {
    let (house, server, address) = house("Das Tor ist zu", &GERMAN);
    let page = server.get(&address).text();
    for line in GERMAN {
        assert!(page.contains(&format!("<p class=\"text\" lang=\"de\" dir=\"ltr\">{line}</p>")), "{line}");
    }
    assert!(page.contains("<h1 lang=\"de\" dir=\"ltr\">Das Tor ist zu</h1>"));
    assert!(page.contains("This article is in German. Onrecord reads who said what in English only."));
    assert!(!page.contains("What the marks mean") && !page.contains("0 statements"));
    let by_speaker = server.get(&format!("{address}?view=speakers")).text();
    assert!(by_speaker.contains("This article is in German.") && !by_speaker.contains("reports anybody"));
    assert_eq!(house.ask_database("select count(*) from cast_member"), "0");
    assert!(server.get("/people").text().contains("Nobody is here yet."));
}

#[test]
fn the_front_page_says_the_language_instead_of_a_number() {
    let (_house, server, address) = house("Das Tor ist zu", &GERMAN);
    let front = server.get("/").text();
    assert!(front.contains(&format!("<h3><a href=\"{address}\" lang=\"de\" dir=\"ltr\">Das Tor ist zu</a></h3>")));
    assert!(front.contains("example.org</a> <span class=\"dot\">·</span> in German"));
}

#[test]
fn hebrew_runs_from_right_to_left() {
    let (_house, server, address) = house("המועצה סגרה את שער הנמל", &HEBREW);
    let page = server.get(&address).text();
    assert!(
        page.contains("<h1 lang=\"he\" dir=\"rtl\">") && page.contains("<p class=\"text\" lang=\"he\" dir=\"rtl\">")
    );
    assert!(page.contains("<html lang=\"en\">"), "the page itself stays English");
}

#[test]
fn where_the_language_is_not_clear_the_page_says_so() {
    let (_house, server, address) = house("1300", &["12 – 45 %", "3 : 0"]);
    let page = server.get(&address).text();
    assert!(page.contains("It is not clear which language this article is in."));
    assert!(page.contains("<p class=\"text\" lang=\"\" dir=\"auto\">"));
    assert!(server.get("/").text().contains("language unclear"));
}

#[test]
fn an_english_article_bears_no_mark_of_language() {
    let (_house, server, address) = house("Gate shuts", &["“It is shut,” Ada Quill said.", GERMAN[0]]);
    let page = server.get(&address).text();
    assert!(page.contains("<h1>Gate shuts</h1>") && !page.contains("in English only"));
}

#[test]
fn analyse_says_the_language() {
    let rows =
        [serde_json::json!({"lines": GERMAN}), serde_json::json!({"lines": ["Ada Quill said that it was shut."]})];
    let input = format!("{}\n{}\n", rows[0], rows[1]);
    let rows = run_fed(&["analyse", "-"], input.as_bytes()).rows();
    assert_eq!((&rows[0]["language"], &rows[1]["language"]), (&"de".into(), &"en".into()));
    assert_eq!((&rows[0]["persons"], &rows[0]["statements"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert_eq!(run_fed(&["analyse", "-"], b"{\"lines\": [\"12\"]}\n").rows()[0]["language"], serde_json::Value::Null);
}
