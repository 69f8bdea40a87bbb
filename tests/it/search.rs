//! `/search`: people, statements and articles, however strangely they are asked for.

use crate::support::server::{House, Server};

const LINES: [&str; 6] = [
    "Harbour Minister Zoë Quill said the old gate was shut.",
    "“I like the gate shut,” Ms Quill said.",
    "“Zoë Quill has never liked an open gate,” Bo Marsh said.",
    "The ferry company Tern Line said that Bo Marsh was late.",
    "中国外交部发言人说大门已经关闭。",
    "Nobody opened <b>the</b> shutter.",
];

fn house() -> House {
    let house = House::empty();
    house.article("seeds/a.txt", "Gate shuts", "https://www.example.org/gate", &LINES);
    house.article("seeds/b.txt", "Ferry late", "https://other.example/ferry", &["“The ferry is late,” Bo Marsh said."]);
    house
}

/// The page of a search.
fn look(server: &Server, typed: &str) -> String {
    let answer = server.get(&format!("/search?q={}", encoded(typed)));
    assert_eq!(answer.status, 200, "{typed}");
    answer.text()
}

fn encoded(typed: &str) -> String {
    url::form_urlencoded::byte_serialize(typed.as_bytes()).collect()
}

/// The lines of the statements found, as they are written.
fn statements(page: &str) -> Vec<String> {
    let found = page.split("<li class=\"said\">").skip(1);
    let line = |part: &str| part.split_once("<blockquote><p>")?.1.split_once("</p>").map(|(line, _)| plain(line));
    found.map(|part| line(part).expect("a line")).collect()
}

fn articles(page: &str) -> Vec<String> {
    let found = page.split("<li class=\"found\">").skip(1);
    let title = |part: &str| part.split_once("\">")?.1.split_once("</a>").map(|(title, _)| plain(title));
    found.map(|part| title(part).expect("a title")).collect()
}

fn people(page: &str) -> Vec<&str> {
    page.split("<p class=\"name\">").skip(1).filter_map(|rest| rest.split_once("\">")?.1.split("</a>").next()).collect()
}

fn plain(html: &str) -> String {
    html.replace("<mark class=\"hit\">", "").replace("</mark>", "")
}

#[test]
fn words_find_people_statements_and_articles_with_the_words_marked() {
    let house = house();
    let server = house.serve();
    let page = look(&server, "zoe quill");
    assert_eq!(people(&page), ["Zoë Quill"]);
    assert!(
        page.contains("<mark class=\"hit\">Zoë</mark> <mark class=\"hit\">Quill</mark> said the old gate"),
        "{page}"
    );
    assert_eq!(articles(&page), ["Gate shuts"]);
    assert_eq!(people(&look(&server, "quil")), ["Zoë Quill"], "who is looked for while the name is typed");
    assert_eq!(people(&look(&server, "by:quill old")), ["Zoë Quill"], "whoever is named in a field");
    assert_eq!(people(&look(&server, "gate -by:quill")), [""; 0]);
    let page = look(&server, "shutter");
    assert!(page.contains("Nobody opened &#60;b&#62;the&#60;/b&#62; <mark class=\"hit\">shutter</mark>."), "{page}");
    assert!(statements(&page).is_empty());
    assert!(look(&server, "nowhere").contains("Nothing was found."));
}

#[test]
fn queries_mean_what_the_help_says() {
    let house = house();
    let server = house.serve();
    let found = |typed: &str| statements(&look(&server, typed)).len();
    let listed = |typed: &str| articles(&look(&server, typed));
    assert_eq!(found("gate"), 3);
    assert_eq!((found("\"old gate\""), found("\"gate old\"")), (1, 0));
    assert_eq!((found("gat*"), found("gat")), (3, 0));
    assert_eq!(found("gate -old"), 2);
    assert_eq!(found("-gate"), 2);
    assert_eq!(found("ferry OR gate"), 5);
    assert_eq!(found("(ferry OR gate) late"), 2);
    assert_eq!(found("by:quill"), 2);
    assert_eq!(found("by:\"Zoë Quill\" old"), 1);
    assert_eq!(found("by:\"tern line\""), 1);
    assert_eq!(found("by:marsh OR by:quill"), 4);
    assert_eq!(found("about:quill"), 1);
    assert_eq!(found("about:marsh"), 1);
    assert_eq!(found("person:marsh -by:marsh"), 1);
    assert_eq!(found("kind:direct by:quill"), 1);
    assert_eq!(listed("source:other.example"), ["Ferry late"]);
    assert_eq!(listed("ferry shut"), ["Gate shuts"], "words of one article on two of its lines");
    assert_eq!(listed("外交"), ["Gate shuts"]);
    assert_eq!(listed("交外"), [""; 0]);
    assert_eq!(listed("gate after:2024-01-31 before:2024-02").len(), 1);
    assert_eq!(listed("gate before:2024-01-31").len(), 0);
    assert_eq!(listed("gate after:2024-02").len(), 0);
}

#[test]
fn a_question_is_understood() {
    let house = house();
    let server = house.serve();
    let page = look(&server, "What did Zoë Quill say about the old gate in January 2024?");
    assert_eq!((people(&page), statements(&page).len()), (vec!["Zoë Quill"], 1), "{page}");
    assert!(
        page.contains("read as a question")
            && page.contains("Read as: <code>by:&#34;Zoë Quill&#34; old gate after:2024-01-01"),
        "{page}"
    );
    assert!(statements(&look(&server, "what did Quill say in 1999")).is_empty());
    let page = look(&server, "what did quill say about the gate in january");
    assert!(page.contains("“January” is taken for January 2024") && statements(&page).len() == 2, "{page}");
    assert!(page.contains("/story?words=by%3Aquill+gate+after%3A2024-01-01"), "{page}");
    let page = look(&server, "everything said on the gate by anybody but Zoë Quill");
    assert!(page.contains("-by:&#34;Zoë Quill&#34; gate") && !people(&page).contains(&"Zoë Quill"), "{page}");
}

#[test]
fn other_spellings_of_a_surname_are_found_too() {
    let house = House::empty();
    let line = ["President Volodymyr Zelenskyy said that the talks had failed."];
    house.article("seeds/a.txt", "Talk", "https://example.org/a", &line);
    let server = house.serve();
    let page = look(&server, "Zelensky");
    assert_eq!((people(&page), statements(&page).len()), (vec!["Volodymyr Zelenskyy"], 1));
    assert!(page.contains("looked for as zelenskyy too"));
    assert_eq!(statements(&look(&server, "by:zelensky")).len(), 1);
    assert_eq!(statements(&look(&server, "\"Zelensky\"")).len(), 0);
}

#[test]
fn what_cannot_be_read_is_said_with_the_nearest_reading() {
    let house = house();
    let server = house.serve();
    let page = look(&server, "(gate OR \"ferry late");
    assert!(page.contains("A quotation mark is not closed") && page.contains("A parenthesis is not closed"));
    assert!(page.contains("Read as: <code>gate OR &#34;ferry late&#34;</code>"), "{page}");
    let page = look(&server, "about:ferry");
    assert!(page.contains("Nobody here is called “ferry”") && statements(&page).len() == 2, "{page}");
    let page = look(&server, "by:nobody");
    assert!(page.contains("Nobody here is called “nobody”") && page.contains("Nothing was found"));
    assert!(look(&server, "kind:loud gate").contains("a statement is direct, mixed or indirect"));
    assert!(!look(&server, "").contains("Nothing was found"));
    assert_eq!(server.get("/search?q=gate&before=x").status, 400);
}

#[test]
fn words_that_are_nowhere_together_are_offered_one_by_one() {
    let house = house();
    let server = house.serve();
    let page = look(&server, "gate in 1999");
    assert!(page.contains("Nothing was found") && page.contains("<code>gate OR 1999</code>"), "{page}");
    assert!(page.contains("href=\"/search?q=gate+OR+1999"), "{page}");
    let page = look(&server, "nowhere");
    assert!(!page.contains("Look for any") && page.contains("<code>source:nowhere</code>"), "{page}");
    assert!(!look(&server, "gate by:quill").contains("If that is a newspaper"));
}

#[test]
fn pages_lead_on_until_all_was_shown_newest_first() {
    let house = House::empty();
    for day in 0..31 {
        let date = if day == 0 { "none".to_owned() } else { format!("202401{day:02}") };
        let text =
            format!("Day {day}\n{date}\nhttps://example.org/{day}\nThe gate is shut.\n“It is {day},” Bo Marsh said.\n");
        std::fs::create_dir_all(house.at("seeds")).expect("a folder");
        std::fs::write(house.at(&format!("seeds/{day}.txt")), text).expect("a file");
    }
    let server = house.serve();
    for (part, kind) in [("articles", "found"), ("statements", "said")] {
        let (mut days, mut address) = (Vec::new(), format!("/search?q=marsh&in={part}"));
        for _ in 0..2 {
            let page = server.get(&address).text();
            days.extend(
                page.split(&format!("<li class=\"{kind}\">"))
                    .skip(1)
                    .map(|row| row.split_once("datetime=\"").map_or(String::new(), |(_, rest)| rest[..10].to_owned())),
            );
            let next = page.split_once("rel=\"next\" href=\"").and_then(|(_, rest)| rest.split('"').next());
            address = next.map(|next| next.replace("&#38;", "&")).unwrap_or_default();
        }
        let expected = (1..31).rev().map(|day| format!("2024-01-{day:02}")).chain([String::new()]);
        assert_eq!(days, expected.collect::<Vec<_>>(), "{part}");
        assert_eq!(address, "", "{part}: no page after the last");
        let best = server.get(&format!("/search?q=marsh&sort=best&in={part}")).text();
        assert_eq!(best.matches(&format!("<li class=\"{kind}\">")).count(), 25, "{part}");
    }
}

#[test]
fn a_changed_article_is_found_by_what_it_says_now() {
    let house = house();
    let server = house.serve();
    house.article("in/a.txt", "Lock opens", "https://www.example.org/gate", &["“The lock is open,” Ada Wells said."]);
    assert_eq!(house.run(&["load", "in"]).status, 0);
    assert_eq!((articles(&look(&server, "gate")).len(), statements(&look(&server, "gate")).len()), (0, 0));
    assert!(people(&look(&server, "quill")).is_empty());
    assert_eq!((articles(&look(&server, "lock")).len(), people(&look(&server, "ada")).len()), (1, 1));
    assert_eq!(house.run(&["reread"]).status, 0);
    assert_eq!((articles(&look(&server, "lock")).len(), people(&look(&server, "ada")).len()), (1, 1));
}

#[test]
fn every_search_has_its_feed() {
    let house = house();
    let server = house.serve();
    let feed = |query: &str| server.get(&format!("/search/feed.atom?q={query}")).text();
    let page = look(&server, "gate -old");
    let address = "/search/feed.atom?q=gate+-old";
    assert!(page.contains(&format!("title=\"gate -old\" href=\"{address}\">")), "{page}");
    let articles = feed("gate");
    assert!(articles.matches("<entry>").count() == 1 && articles.contains("<title>Gate shuts</title>"), "{articles}");
    let statements = feed("gate&in=statements");
    assert_eq!(statements.matches("<entry>").count(), 3, "{statements}");
    assert!(statements.contains("<name>Zoë Quill</name>") && statements.contains("/people/zoe-quill</uri>"));
    // The same statement is the same entry in every feed that has it.
    let of_person = server.get("/people/zoe-quill/feed.atom").text();
    let ids = |feed: &str| -> Vec<String> {
        feed.split("<entry>\n<id>").skip(1).filter_map(|rest| rest.split('<').next().map(str::to_owned)).collect()
    };
    let (of_person, statements) = (ids(&of_person), ids(&feed("by:quill&in=statements")));
    assert_eq!(of_person.len(), 2);
    assert!(of_person.iter().all(|id| statements.contains(id)), "{of_person:?} {statements:?}");
    assert_eq!(feed("").matches("<entry>").count(), 0);
    assert!(!look(&server, "").contains("search/feed.atom"));
}

#[test]
fn browsers_learn_how_to_search_where_the_house_knows_its_address() {
    let house = House::empty();
    assert_eq!(house.serve().get("/opensearch.xml").status, 404);
    let args = ["serve", "--listen", "127.0.0.1:0", "--base-url", "https://reading.example.org"];
    let server = Server::start(house.command(&args));
    assert!(server.get("/").text().contains("rel=\"search\""));
    let answer = server.get("/opensearch.xml");
    assert_eq!(answer.header("content-type"), Some("application/opensearchdescription+xml"));
    assert!(answer.text().contains("template=\"https://reading.example.org/search?q={searchTerms}\""));
}

/// As after an upgrade that makes the index anew: what it no longer has cannot be in the way.
#[test]
fn an_index_that_is_empty_is_filled_by_reading_again() {
    let house = house();
    assert_eq!(house.run(&["load", "seeds"]).status, 0);
    for table in ["article_search", "statement_search"] {
        house.change_database(&format!("insert into {table} ({table}) values ('delete-all')"));
    }
    house.change_database("update article set analysis_version = 0");
    let found =
        |house: &House| ["fer*", "f*", "shut", "kind:direct"].map(|typed| articles(&look(&house.serve(), typed)).len());
    assert_eq!(house.run(&["reread"]).status, 0);
    assert_eq!(found(&house), [2, 2, 1, 2]);
    let whole = "insert into article_search (article_search, rank) values ('integrity-check', 0)";
    house.change_database(whole);
    house.change_database(&whole.replace("article", "statement"));
}
