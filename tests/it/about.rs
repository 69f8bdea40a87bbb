//! `/about/reading`: what readers are told of how the articles are read.

use std::collections::BTreeSet;

use crate::support::server::{House, Server};

/// A house with the samples, and the page.
fn page() -> (House, Server, String) {
    let house = House::with_samples();
    let server = house.serve();
    let answer = server.get("/about/reading");
    assert_eq!(answer.status, 200);
    let text = answer.text();
    (house, server, text)
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let opens = format!(" {attribute}=\"");
    page.split(&*opens).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let (_house, _server, page) = page();
    let levels: Vec<u32> = page
        .split("<h")
        .skip(1)
        .filter_map(|rest| rest.chars().next()?.to_digit(10).filter(|_| rest[1..].starts_with([' ', '>'])))
        .collect();
    assert_eq!(levels[0], 1);
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.len() > 15 && levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

#[test]
fn every_link_leads_somewhere_and_every_part_has_one_name() {
    let (_house, server, page) = page();
    let ids = values(&page, "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    for label in values(&page, "aria-labelledby") {
        assert!(ids.contains(&label), "{label}");
    }
    for link in values(&page, "href").into_iter().filter(|link| link.starts_with('/')) {
        assert_eq!(server.get(link).status, 200, "{link}");
    }
}

#[test]
fn other_pages_lead_to_parts_that_are_there() {
    let (_house, server, page) = page();
    let ids = values(&page, "id");
    let front = server.get("/?before=2023-11-05.zzzzzzzzzzzz").text();
    let german = front.split("in German").next().and_then(|before| before.rsplit("<h3><a href=\"").next());
    let german = german.and_then(|rest| rest.split('"').next()).expect("the sample in German");
    let mut parts = BTreeSet::new();
    for address in ["/", "/people", "/people/alasdair-penhallow", german, "/nowhere"] {
        let other = server.get(address).text();
        let links: Vec<&str> = values(&other, "href").into_iter().filter(|l| l.starts_with("/about/reading")).collect();
        assert!(links.contains(&"/about/reading"), "{address}");
        parts.extend(links.iter().filter_map(|link| link.split_once('#')).map(|(_, part)| part.to_owned()));
    }
    assert!(parts.contains("languages"), "{parts:?}");
    assert!(parts.iter().all(|part| ids.contains(&part.as_str())), "{parts:?}");
}

#[test]
fn inferred_statements_are_explained_where_they_stand() {
    let house = House::empty();
    let lines = ["Mayor Ada Quill opened the gate.", "The mayor said that it was open."];
    house.article("seeds/a.txt", "Gate opens", "https://example.org/a", &lines);
    let server = house.serve();
    let person = server.get("/people/ada-quill").text();
    assert!(person.contains("<span class=\"tag\">inferred</span>"));
    assert!(person.contains("href=\"/about/reading#evidence\""));
}

/// The figures stand in docs/reading.md alone; this page shows each of them, and the commands.
#[test]
fn the_figures_are_those_of_the_document() {
    let (_house, _server, page) = page();
    let document = include_str!("../../docs/reading.md");
    let figures = document.split("\n## How well it reads\n").nth(1).expect("the figures");
    let figures = figures.split("\n## ").next().expect("a section");
    let cells: Vec<&str> = figures.lines().filter(|l| l.starts_with('|')).flat_map(|l| l.split('|')).collect();
    let cells: Vec<&str> =
        cells.into_iter().map(str::trim).filter(|c| c.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert!(cells.len() >= 9, "{cells:?}");
    for cell in cells {
        assert!(page.contains(&format!("<td>{cell}</td>")), "{cell}");
    }
    let measured = figures.split_once("Measured on 20").map(|(_, rest)| &rest[..8]).expect("a date");
    assert!(page.contains(&format!("Measured on 20{measured}")));
    assert!(page.contains("evaluate.py"), "the command");
}

#[test]
fn the_page_can_be_read_without_seeing_it() {
    let (_house, _server, page) = page();
    assert!(
        page.contains("<html lang=\"en\">") && page.contains("<title>How the articles are read · Onrecord</title>")
    );
    let cells = page.matches("<th ").count();
    assert!(cells > 5 && values(&page, "scope").len() == cells, "every head of a table says of what");
    let scrolled = page.matches("class=\"wide\"").count();
    assert_eq!(page.matches("<section class=\"wide\" tabindex=\"0\" aria-label=\"").count(), scrolled);
    assert!(!page.contains("<a href=\"\""), "no link without words");
}
