//! `/feed.atom` and `/people/{slug}/feed.atom`: well formed whatever the articles hold, with ids that stay and addresses
//! that lead back to the lines.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use crate::support::http::{Answer, ask};
use crate::support::server::{House, Server};

const ATOM: &str = "http://www.w3.org/2005/Atom";

fn text<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    let child = node.children().find(|child| child.has_tag_name((ATOM, name)));
    child.and_then(|child| child.text()).unwrap_or_default()
}

fn link<'a>(node: Node<'a, '_>, rel: &str) -> &'a str {
    let links = node.children().filter(|child| child.has_tag_name((ATOM, "link")));
    links.filter(|link| link.attribute("rel") == Some(rel)).find_map(|link| link.attribute("href")).unwrap_or_default()
}

fn entries<'a, 'input>(feed: &'a Document<'input>) -> Vec<Node<'a, 'input>> {
    feed.root_element().children().filter(|child| child.has_tag_name((ATOM, "entry"))).collect()
}

/// What RFC 4287 asks of every feed and entry; gives back the ids of the entries.
fn assert_valid(answer: &Answer) -> Vec<String> {
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/atom+xml; charset=utf-8")));
    let xml = answer.text();
    let document = Document::parse(&xml).expect("well-formed XML");
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    let mut ids = BTreeSet::from([text(feed, "id").to_owned()]);
    for node in entries(&document).into_iter().chain([feed]) {
        for name in ["id", "title", "updated"] {
            assert!(!text(node, name).is_empty(), "{name}: {xml}");
        }
        assert!(text(node, "id").starts_with("urn:uuid:"), "{xml}");
        for name in ["updated", "published"] {
            let time = text(node, name);
            assert!(time.is_empty() || time.parse::<jiff::Timestamp>().is_ok(), "{name}: {time}");
        }
        assert!(link(node, "alternate").starts_with("http"), "{xml}");
    }
    let own: Vec<String> = entries(&document).into_iter().map(|entry| text(entry, "id").to_owned()).collect();
    ids.extend(own.iter().cloned());
    assert_eq!(ids.len(), own.len() + 1, "each id stands once");
    own
}

/// The path of an address of this server.
fn path<'a>(server: &Server, address: &'a str) -> &'a str {
    let origin = format!("http://{}", server.address);
    address.strip_prefix(&origin).expect("an address of the host that was asked")
}

#[test]
fn feeds_of_the_samples_are_valid_and_lead_to_the_lines() {
    let house = House::with_samples();
    let server = house.serve();
    let answer = server.get("/feed.atom");
    assert!(assert_valid(&answer).len() >= 20);
    let xml = answer.text();
    let feed = Document::parse(&xml).expect("XML");
    assert_eq!(path(&server, link(feed.root_element(), "self")), "/feed.atom");
    for entry in entries(&feed) {
        assert_eq!(server.get(path(&server, link(entry, "alternate"))).status, 200);
    }
    for slug in ["ruth-calder", "anselm-duru"] {
        let answer = server.get(&format!("/people/{slug}/feed.atom"));
        assert!(!assert_valid(&answer).is_empty(), "{slug}");
        let xml = answer.text();
        for entry in entries(&Document::parse(&xml).expect("XML")) {
            let (article, key) = path(&server, link(entry, "alternate")).split_once('#').expect("a line");
            assert!(server.get(article).text().contains(&format!("<li id=\"{key}\"")), "{article}#{key}");
            assert!(text(entry, "content").contains("<blockquote>"), "{xml}");
        }
    }
}

#[test]
fn text_from_outside_stays_text() {
    let house = House::empty();
    let title = "]]> & </title><script>alert(1)</script> \u{fffe} “q”";
    let lines = ["“I </content> & <img src=x onerror=y> ]]> said so,” Ada Quill said.", "“No,” Ada Quill said, “No.”"];
    house.article("seeds/a.txt", title, "https://example.org/a?x=<b>&y", &lines);
    let server = house.serve();
    for address in ["/feed.atom", "/people/ada-quill/feed.atom"] {
        let answer = server.get(address);
        assert_valid(&answer);
        let xml = answer.text();
        let document = Document::parse(&xml).expect("XML");
        let content = text(entries(&document)[0], "content");
        assert!(!content.contains("<script") && !content.contains("<img"), "{content}");
    }
    let xml = server.get("/feed.atom").text();
    let document = Document::parse(&xml).expect("XML");
    assert_eq!(text(entries(&document)[0], "title"), title.replace('\u{fffe}', ""));
}

#[test]
fn ids_outlive_a_move_a_rebuilt_database_and_a_new_title() {
    let lines = ["“It is early,” Ada Quill said.", "“It is late,” Ada Quill said."];
    let (one, other) = (House::empty(), House::empty());
    one.article("seeds/a.txt", "A title", "https://example.org/a", &lines);
    other.article("seeds/b.txt", "Another title", "http://example.org/a?utm_source=x", &[lines[1], lines[0]]);
    let (here, there) = (one.serve(), other.serve());
    for address in ["/feed.atom", "/people/ada-quill/feed.atom"] {
        let ids = [&here, &there].map(|server| BTreeSet::from_iter(assert_valid(&server.get(address))));
        assert_eq!(ids[0], ids[1], "{address}");
    }
    assert_eq!(assert_valid(&here.get("/people/ada-quill/feed.atom")).len(), 2);
}

#[test]
fn dates_are_those_of_the_article_and_of_its_loading() {
    let house = House::empty();
    house.article("in/a.txt", "A title", "https://example.org/a", &["“It is early,” Ada Quill said."]);
    assert_eq!(house.run(&["load", "in"]).status, 0);
    let server = house.serve();
    house.change_database("update revision set loaded_at = '2024-02-01T10:20:30.5Z'");
    let dates = |address: &str| {
        let xml = server.get(address).text();
        let document = Document::parse(&xml).expect("XML");
        let entry = entries(&document)[0];
        [text(entry, "published"), text(entry, "updated"), text(document.root_element(), "updated")].map(str::to_owned)
    };
    for address in ["/feed.atom", "/people/ada-quill/feed.atom"] {
        assert_eq!(dates(address), ["2024-01-31T00:00:00Z", "2024-02-01T10:20:30Z", "2024-02-01T10:20:30Z"]);
    }
    house.article("in/a.txt", "A title", "https://example.org/a", &["“It is early,” Ada Quill said.", "It rained."]);
    assert_eq!(house.run(&["load", "in"]).status, 0);
    assert!(dates("/feed.atom")[1].as_str() > "2026", "a revision is an update");
}

#[test]
fn whole_addresses_begin_with_the_base_url_where_there_is_one() {
    let house = House::with_samples();
    let args = ["serve", "--listen", "127.0.0.1:0", "--base-url", "https://reading.example.org"];
    let server = Server::start(house.command(&args));
    let xml = server.get("/feed.atom").text();
    let document = Document::parse(&xml).expect("XML");
    assert_eq!(link(document.root_element(), "self"), "https://reading.example.org/feed.atom");
    assert!(!xml.contains("127.0.0.1"), "{xml}");
    let unnamed = server.raw().say("GET /feed.atom HTTP/1.0\r\n\r\n").answer().expect("an answer");
    assert_valid(&unnamed);
}

#[test]
fn pages_name_their_feeds_and_feeds_follow_their_persons() {
    let house = House::with_two_spellings();
    let server = house.serve();
    let named = |page: &str, feed: &str| {
        let page = server.get(page).text();
        let alternate = page.split("<link rel=\"alternate\" type=\"application/atom+xml\"").nth(1).expect("a feed");
        assert!(alternate.split('>').next().expect("an end").contains(&format!("href=\"{feed}\"")), "{feed}");
    };
    named("/", "/feed.atom");
    named("/people/volodymyr-dorenskyy", "/people/volodymyr-dorenskyy/feed.atom");
    let other = server.get("/people/volodymyr-dorenskiy/feed.atom");
    assert_eq!((other.status, other.header("location")), (307, Some("/people/volodymyr-dorenskyy/feed.atom")));
    assert_eq!(server.get("/people/nobody/feed.atom").status, 404);
}

#[test]
fn an_empty_house_has_a_feed_without_entries() {
    let house = House::empty();
    let server = house.serve();
    assert_eq!(assert_valid(&server.get("/feed.atom")), Vec::<String>::new());
    let head = ask(server.address, "HEAD", "/feed.atom", &[]).expect("an answer");
    assert_eq!((head.status, head.body.len()), (200, 0));
}
