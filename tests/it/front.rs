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
    assert!(page.contains("example.org</a> <span class=\"dot\">·</span> 3 statements"));
}

/// Three sources and two people, over three months.
fn mixed() -> (House, Server) {
    let house = House::empty();
    std::fs::create_dir_all(house.at("seeds")).expect("a folder");
    let articles = [
        ("Alpha", "20240105", "https://one.example/a", "“It is a,” Ada Quill said."),
        ("Beta", "20240210", "https://www.two.example/b", "“It is b,” Ada Quill said."),
        ("Gamma", "20240215", "https://two.example/c", "“It is c,” Bo Marsh said."),
        ("Delta", "20240301", "https://two.example/d", "It rained on the quay."),
        ("Epsilon", "none", "https://two.example/e", "“It is e,” Bo Marsh said."),
    ];
    for (title, date, address, line) in articles {
        std::fs::write(house.at(&format!("seeds/{title}.txt")), format!("{title}\n{date}\n{address}\n{line}\n"))
            .expect("a file");
    }
    let server = house.serve();
    (house, server)
}

#[test]
fn articles_are_chosen_by_source_person_days_and_statements() {
    let (_house, server) = mixed();
    for (choice, expected) in [
        ("", &["Delta", "Gamma", "Beta", "Alpha", "Epsilon"] as &[&str]),
        ("?source=two.example", &["Delta", "Gamma", "Beta", "Epsilon"]),
        ("?source=TWO.example+", &["Delta", "Gamma", "Beta", "Epsilon"]),
        ("?person=ada-quill", &["Beta", "Alpha"]),
        ("?person=Ada+Quill", &["Beta", "Alpha"]),
        ("?person=quill", &["Beta", "Alpha"]),
        ("?person=ada-quill&source=two.example", &["Beta"]),
        ("?from=2024-02-10", &["Delta", "Gamma", "Beta"]),
        ("?to=2024-02-10", &["Beta", "Alpha"]),
        ("?from=2024-02-10&to=2024-02-15", &["Gamma", "Beta"]),
        ("?statements=only", &["Gamma", "Beta", "Alpha", "Epsilon"]),
        ("?source=two.example&statements=only&from=2024-02-11", &["Gamma"]),
        ("?source=three.example", &[]),
        ("?person=nobody", &[]),
    ] {
        let page = server.get(&format!("/{choice}"));
        assert_eq!(
            (page.status, titles(&page.text())),
            (200, expected.iter().map(|t| (*t).to_owned()).collect()),
            "{choice}"
        );
        let feed = server.get(&format!("/feed.atom{choice}")).text();
        let in_feed: Vec<&str> =
            expected.iter().copied().filter(|title| feed.contains(&format!("<title>{title}</title>"))).collect();
        assert_eq!((in_feed, feed.matches("<entry>").count()), (expected.to_vec(), expected.len()), "{choice}: {feed}");
    }
    for wrong in ["?from=2024-13-01", "?to=tomorrow", "?statements=yes"] {
        assert_eq!(server.get(&format!("/{wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn a_choice_is_said_kept_in_the_form_and_has_its_feed() {
    let (_house, server) = mixed();
    let page = server.get("/?source=two.example&person=ada-quill&from=2024-02-01&statements=only").text();
    assert!(
        page.contains("<h1>Articles from two.example that name Ada Quill since 1 Feb 2024, with statements</h1>"),
        "{page}"
    );
    let story = "href=\"/story?people=ada-quill&#38;sources=two.example&#38;from=2024-02-01\"";
    assert!(page.contains(story), "who speaks in them: {page}");
    assert!(page.contains("name=\"source\" list=\"sources\" value=\"two.example\""));
    assert!(page.contains("name=\"person\" list=\"quoted\" value=\"Ada Quill\""));
    assert!(
        page.contains("name=\"from\" type=\"date\" value=\"2024-02-01\"") && page.contains("value=\"only\" checked")
    );
    let feed = "/feed.atom?source=two.example&#38;person=ada-quill&#38;from=2024-02-01&#38;statements=only";
    assert!(page.contains(&format!("href=\"{feed}\"")), "{page}");
}

#[test]
fn a_choice_goes_on_over_its_pages() {
    let (_house, server) = long_list();
    let (mut seen, mut address) = (Vec::new(), "/?source=example.org&person=ada-quill".to_owned());
    loop {
        let page = server.get(&address).text();
        seen.extend(titles(&page));
        let Some((_, next)) = page.split_once("rel=\"next\" href=\"") else { break };
        address = next.split('"').next().expect("an address").replace("&#38;", "&");
        assert!(address.contains("source=example.org"), "{address}");
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 45);
}

#[test]
fn who_is_quoted_most_of_late_and_what_was_loaded_last_stand_beside() {
    let (_house, server) = mixed();
    let page = server.get("/").text();
    let part = |id: &str| {
        let part = page.split(&format!("<h2 id=\"{id}\">")).nth(1).and_then(|rest| rest.split("</section>").next());
        part.expect("a part").to_owned()
    };
    let quoted = part("most-quoted");
    assert!(quoted.contains("href=\"/people/ada-quill\"") && quoted.contains("href=\"/people/bo-marsh\""), "{quoted}");
    assert_eq!(quoted.matches("class=\"figure\">1<").count(), 2, "what was said in January is too old: {quoted}");
    let loaded = part("loaded");
    assert!(loaded.contains("<a href=\"/?source=two.example\">two.example</a> <span class=\"figure\">4<"), "{loaded}");
}

#[test]
fn a_day_that_is_yet_to_come_ends_nothing() {
    let house = House::empty();
    house.article("seeds/a.txt", "Now", "https://example.org/a", &["“It is now,” Ada Quill said."]);
    std::fs::write(house.at("seeds/b.txt"), "A slip\n29990101\nhttps://example.org/b\n“It is not,” Bo Marsh said.\n")
        .expect("a file");
    let page = house.serve().get("/").text();
    let quoted = page.split("<h2 id=\"most-quoted\">").nth(1).and_then(|rest| rest.split("</section>").next());
    let quoted = quoted.expect("who is quoted most");
    assert!(quoted.contains("/people/ada-quill") && !quoted.contains("/people/bo-marsh"), "{quoted}");
}

#[test]
fn an_empty_house_says_so() {
    let house = House::empty();
    assert!(house.serve().get("/").text().contains("No articles have been loaded yet."));
}
