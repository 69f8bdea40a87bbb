//! `/articles/{id}/{slug}` of an article that came as a web page: it reads as it was published, and every sentence is a
//! line with its key, its link and its statements.

use onrecord::store::Saved;

use crate::support::saved::{page, save_page};
use crate::support::server::{House, Server};

const URL: &str = "https://news.example.org/2024/01/31/gate";

fn served(more: &str) -> (House, Server, String) {
    let house = House::empty();
    assert!(matches!(save_page(&house, URL, &page(more)), Saved::New(_)));
    let server = house.serve();
    let front = server.get("/").text();
    let address = front.split("<h3><a href=\"").nth(1).and_then(|rest| rest.split('"').next());
    let address = address.expect("a link to the article").to_owned();
    (house, server, address)
}

#[test]
fn an_article_reads_as_it_was_published() {
    let (_house, server, address) = served("");
    let page = server.get(&address).text();
    let squeezed = page.split_whitespace().collect::<Vec<_>>().join(" ").replace("> <", "><");
    for part in [
        "By Bo Li",
        "<h3>",
        "<h4>",
        "<blockquote>",
        "<ol><li value=\"1\">",
        "<ul class=\"plain\"><li>",
        "<th scope=\"col\">",
        "<th scope=\"row\">",
        "<caption>",
        "<em>opened</em>",
        "<a href=\"https://news.example.org/harbour\" rel=\"noopener noreferrer\">harbour</a>",
        "The gate at noon",
        "<figcaption>",
    ] {
        assert!(squeezed.contains(part), "{part} in {squeezed}");
    }
    assert!(
        page.contains("HIGH 04:10") && page.contains("\n<span class=\"line\"") && page.contains("  LOW 10:25"),
        "{page}"
    );
    assert!(!page.contains("<img") && !page.contains("of these sentences is not"));
}

#[test]
fn every_sentence_has_its_key_its_link_and_its_statements() {
    let (_house, server, address) = served("");
    let page = server.get(&address).text();
    let keys: Vec<&str> =
        page.split("<span class=\"line\" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(keys.len() > 15, "{keys:?}");
    for key in &keys {
        assert!(page.contains(&format!("class=\"anchor\" href=\"#{key}\"")), "{key}");
    }
    assert!(page.contains("<mark class=\"direct s1\" data-n=\"1\">It holds</mark>"), "{page}");
    assert!(page.contains("<a class=\"who\" href=\"/people/ann-lee\">Ann Lee</a>"));
    // What is stressed and what is said overlap, and both are shown.
    assert!(page.contains("<strong><mark class=\"mixed"), "{page}");
    let person = server.get("/people/cy-dunn").text();
    assert!(keys.iter().any(|key| person.contains(&format!("{address}#{key}"))), "{person}");
}

#[test]
fn how_each_part_was_found_is_told() {
    let (_house, server, address) = served("");
    let page = server.get(&address).text();
    for told in ["How this was read from the page", "meta element author", "the address asked", "Example News"] {
        assert!(page.contains(told), "{told}");
    }
    assert!(server.get(&address).text().contains("2024-01-31"));
}

#[test]
fn a_poorer_text_is_kept_and_not_shown() {
    let (house, server, address) = served("<p>A goose watched all of it from the wall.</p>");
    let short = "<html><title>Gate opens</title><article><p>The gate of the harbour was opened on Monday, and a goose watched it.</p></article>";
    assert_eq!(save_page(&house, URL, short), Saved::HeldBack(2));
    assert_eq!(save_page(&house, URL, short), Saved::Unchanged);
    let shown = server.get(&address).text();
    assert!(
        shown.contains("from the wall.") && shown.contains("kept, but not shown because it is much shorter"),
        "{shown}"
    );
    let revision = server.get(&format!("{address}?revision=2")).text();
    assert!(revision.contains("and a goose watched it."));
    // A text that is as long takes its place.
    assert!(matches!(
        save_page(&house, URL, &page("<p>A swan watched all of it from the wall.</p>")),
        Saved::Revised(_)
    ));
    let shown = server.get(&address).text();
    assert!(shown.contains("A swan watched") && shown.contains("Revision 3"), "{shown}");
    assert!(
        server
            .get(&format!("{address}?revision=1"))
            .text()
            .contains("<del>A goose watched all of it from the wall.</del>")
    );
}

#[test]
fn the_other_views_show_it_too() {
    let (_house, server, address) = served("");
    assert!(server.get(&format!("{address}?view=speakers")).text().contains("Mayor Cy Dunn said the gate was"));
    assert!(server.get(&format!("{address}/cite?format=csl")).text().contains("Gate opens"));
    assert!(server.get("/search?q=goose+OR+painted").text().contains("painted"));
}

#[test]
fn case_10_nothing_of_a_page_acts_here() {
    let hostile = "<p>Last <a href='javascript:alert(1)'>link</a> <img src=x onerror=alert(1)> <svg onload=alert(1)></svg>\
        <b onclick=alert(1) style='x'>bold</b> <a href='https://a.example/\"onmouseover=alert(1)'>out</a></p><script>alert(1)</script>\
        <iframe src=//evil.example></iframe><form action=//evil.example><input></form>";
    let (_house, server, address) = served(hostile);
    let page = server.get(&address).text();
    let main = page.split("<main").nth(1).expect("the page");
    for never in
        ["javascript:", "onerror", "onload", "onclick", "<script", "<iframe", "<svg", "style=", "<img", "\"onmouseover"]
    {
        assert!(!main.contains(never), "{never}");
    }
    assert!(main.contains("<strong>bold</strong>"), "{main}");
}

#[test]
fn case_11_what_a_page_says_of_itself_stays_text() {
    let house = House::empty();
    let hostile = "\"><svg onload=alert(1)></title><script>alert(2)</script>";
    let head = format!(
        "<meta property=og:title content='{hostile}'><meta name=author content='{hostile}'><meta property=og:site_name content='{hostile}'>"
    );
    save_page(&house, URL, &page("").replace("<title>", &format!("{head}<title>")));
    let server = house.serve();
    for path in ["/", "/feed.atom", "/search?q=gate"] {
        let page = server.get(path).text();
        assert!(!page.contains("<svg onload") && !page.contains("<script>alert"), "{path}");
    }
}
