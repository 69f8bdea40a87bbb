//! `/`: the newest articles, by day, page by page.

use crate::support::server::{House, Server};

/// A house with 45 articles: 20 on one day, 20 without a date, five more.
fn long_list() -> (House, Server) {
    let house = House::empty();
    for n in 0..45 {
        let date = match n {
            0..20 => "20240131",
            20..25 => "20240201",
            _ => "none",
        };
        let text = format!("Title {n:02}\n{date}\nhttps://example.org/{n}\n“It is {n},” Ada Quill said.\n");
        std::fs::create_dir_all(house.at("seeds")).expect("a folder");
        std::fs::write(house.at(&format!("seeds/{n:02}.txt")), text).expect("a file");
    }
    let server = house.serve();
    (house, server)
}

/// The titles of a page, in order.
fn titles(page: &str) -> Vec<String> {
    page.split("<h3>").skip(1).map(|rest| rest.split(['<', '>']).nth(2).unwrap_or_default().to_owned()).collect()
}

#[test]
fn pages_follow_each_other_until_every_article_was_shown_once() {
    let (_house, server) = long_list();
    let (mut seen, mut address) = (Vec::new(), "/".to_owned());
    loop {
        let page = server.get(&address).text();
        seen.extend(titles(&page));
        let Some((_, next)) = page.split_once("rel=\"next\" href=\"") else { break };
        address = next.split('"').next().expect("an address").to_owned();
    }
    assert_eq!(seen.len(), 45);
    assert!(seen[..5].iter().all(|title| title.as_str() >= "Title 20" && title.as_str() < "Title 25"), "newest first");
    assert!(seen[25..].iter().all(|title| title.as_str() >= "Title 25"), "those without a date last");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 45);
}

#[test]
fn days_head_their_articles() {
    let (_house, server) = long_list();
    let page = server.get("/").text();
    let days: Vec<&str> = page.split("<h2>").skip(1).filter_map(|rest| rest.split("</h2>").next()).collect();
    assert_eq!(
        days,
        [
            "<time datetime=\"2024-02-01\">Thursday, 1\u{a0}February\u{a0}2024</time>",
            "<time datetime=\"2024-01-31\">Wednesday, 31\u{a0}January\u{a0}2024</time>"
        ]
    );
    let undated = server.get("/?before=undated.zzzzzzzzzzzz").text();
    assert!(undated.contains("<h2>No date</h2>"));
}

#[test]
fn an_article_shows_whom_it_names_and_one_telling_statement() {
    let house = House::empty();
    let lines = [
        "“No,” Ada Quill said.",
        "“We will keep the harbour open through the whole of the winter, whatever it costs,” Ada Quill said.",
        "Bo Marsh said that it was raining.",
    ];
    house.article("seeds/a.txt", "Harbour stays open", "https://www.example.org/a", &lines);
    let page = house.serve().get("/").text();
    let telling = page.split("<figure").nth(1).and_then(|rest| rest.split("</figure>").next()).expect("a statement");
    assert!(telling.contains("whole of the winter") && telling.contains("href=\"/people/ada-quill\""), "{telling}");
    assert!(page.contains("<a href=\"/people/bo-marsh\">Bo Marsh</a>"));
    assert!(page.contains("example.org <span class=\"dot\">·</span> 3 statements"));
}

#[test]
fn an_empty_house_says_so() {
    let house = House::empty();
    assert!(house.serve().get("/").text().contains("No articles have been loaded yet."));
}
