//! `/articles/{id}/{slug}`: every line as it stands, who said what, and the same by speaker.

use crate::support::server::{House, Server};

const LINES: [&str; 5] = [
    "“It is shut,” Ada Quill said.  ",
    "Bo Marsh said the gate was <b>old</b> & “rather tired”.",
    "He said that it would be painted.",
    "The Harbour Board said in a statement that it had no paint.",
    "A goose walked by.",
];

fn house() -> (House, Server, String) {
    let house = House::empty();
    house.article("seeds/a.txt", "Gate shuts", "https://example.org/gate", &LINES);
    let server = house.serve();
    let front = server.get("/").text();
    let address = front.split("<h3><a href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let address = address.expect("a link to the article").to_owned();
    (house, server, address)
}

/// The text of a page's part, without markup.
fn text(html: &str) -> String {
    let stripped: String = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    stripped.replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&").replace("&#34;", "\"")
}

fn shown_lines(page: &str) -> Vec<String> {
    page.split("<p class=\"text\">").skip(1).filter_map(|rest| rest.split("</p>").next()).map(text).collect()
}

#[test]
fn every_line_stands_there_as_it_was_and_in_its_order() {
    let (_house, server, address) = house();
    let shown = shown_lines(&server.get(&address).text());
    let stored: Vec<&str> = LINES.iter().map(|line| line.trim_end()).collect();
    assert_eq!(shown.iter().map(|line| line.trim_end()).collect::<Vec<_>>(), stored);
}

#[test]
fn each_line_has_a_link_to_itself() {
    let (_house, server, address) = house();
    let page = server.get(&address).text();
    let keys: Vec<&str> = page.split("<li id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(keys.len(), LINES.len());
    for key in keys {
        assert!(page.contains(&format!("class=\"anchor\" href=\"#{key}\"")), "{key}");
    }
}

#[test]
fn words_are_marked_with_who_said_them_and_how_we_know() {
    let (_house, server, address) = house();
    let page = server.get(&address).text();
    assert!(page.contains("“<mark class=\"direct\">It is shut</mark>"), "{page}");
    assert!(page.contains("<a class=\"who\" href=\"/people/ada-quill\">Ada Quill</a>"));
    assert!(page.contains("<dd>“Ada Quill”</dd>") && page.contains("<dd>“said”</dd>"));
    assert!(page.contains("<mark class=\"mixed\">"));
}

#[test]
fn who_is_not_named_is_said_with_the_reason() {
    let (_house, server, address) = house();
    let page = server.get(&address).text();
    let line =
        page.split("it would be painted").nth(1).and_then(|rest| rest.split("</li>\n").next()).expect("the line");
    assert!(line.contains("Speaker not named") && line.contains("and does not settle who that is"), "{line}");
    assert!(!line.contains("/people/"));
}

#[test]
fn unordered_articles_say_so_once() {
    let (_house, server, address) = house();
    assert_eq!(server.get(&address).text().matches("is not the publisher’s").count(), 1);
}

#[test]
fn the_view_by_speaker_has_every_statement_and_links_to_its_line() {
    let (_house, server, address) = house();
    let page = server.get(&format!("{address}?view=speakers")).text();
    let (by_line, by_speaker) = (server.get(&address).text(), shown_lines(&page));
    assert_eq!(by_speaker.len(), by_line.matches("<summary>").count() - 1, "one for each statement; one is the legend");
    assert!(page.contains(&format!("class=\"anchor\" href=\"{address}#")));
    assert!(page.rfind("Speaker not named") > page.rfind("Ada Quill"), "the unresolved come last");
}

#[test]
fn any_other_slug_leads_to_the_right_one() {
    let (_house, server, address) = house();
    let id = address.split('/').nth(2).expect("an id");
    for wrong in [format!("/articles/{id}"), format!("/articles/{id}/"), format!("/articles/{id}/old-title")] {
        let answer = server.get(&wrong);
        assert_eq!((answer.status, answer.header("location")), (308, Some(address.as_str())), "{wrong}");
    }
    let with_view = server.get(&format!("/articles/{id}/old-title?view=speakers"));
    assert_eq!(with_view.header("location"), Some(format!("{address}?view=speakers").as_str()));
    for none in ["/articles/abcdefghijkl/gate-shuts", "/articles/x/y", "/articles/%00/%ff"] {
        assert_eq!(server.get(none).status, 404, "{none}");
    }
}

#[test]
fn only_web_addresses_become_links() {
    let (house, server, address) = house();
    let page = server.get(&address).text();
    assert!(page.contains("<a href=\"https://example.org/gate\" rel=\"noopener noreferrer\">example.org</a>"));
    house.change_database("update article set source_url = 'javascript:alert(1)'");
    let page = server.get(&address).text();
    assert!(page.contains("Source: javascript:alert(1)") && !page.contains("href=\"javascript"));
}
