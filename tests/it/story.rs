//! `/story` and `/story/feed.atom`: a choice of articles with an address, on an axis of time, with what is said in them.

use roxmltree::Document;

use crate::support::server::{House, Server};

/// Articles of two sources over some months, one of them without a day.
fn house() -> (House, Server) {
    let house = House::empty();
    std::fs::create_dir_all(house.at("seeds")).expect("a folder");
    let articles = [
        ("Gate shuts", "20240105", "https://one.example/a", "“The gate is shut,” Ada Quill said."),
        (
            "Gate opens",
            "20240210",
            "https://two.example/b",
            "“The gate is open,” Ada Quill said.\n“I like <it>,” Bo Marsh said.",
        ),
        ("Rain", "20240211", "https://two.example/c", "“It rains on the gate,” Bo Marsh said."),
        ("Boats", "20240301", "https://two.example/d", "Nobody at the gate spoke of Ada Quill and her boats."),
        ("Ferry", "20240302", "https://two.example/e", "“The ferry is late,” Cy Adair said."),
        ("Letter", "none", "https://one.example/f", "“The gate is old,” Ada Quill said."),
    ];
    for (title, date, address, lines) in articles {
        let text = format!("{title}\n{date}\n{address}\n{lines}\n");
        std::fs::write(house.at(&format!("seeds/{title}.txt")), text).expect("a file");
    }
    let server = house.serve();
    (house, server)
}

fn titles(page: &str) -> Vec<String> {
    let titles =
        page.split("<h4><a href=\"").skip(1).map(|rest| rest.split_once("\">").and_then(|(_, r)| r.split_once("</a>")));
    titles.map(|title| title.expect("a title").0.replace("<mark class=\"hit\">", "").replace("</mark>", "")).collect()
}

#[test]
fn articles_are_chosen_by_people_words_sources_and_days() {
    let (_house, server) = house();
    for (choice, expected) in [
        ("people=ada-quill", &["Boats", "Gate opens", "Gate shuts", "Letter"] as &[&str]),
        ("people=quill", &["Boats", "Gate opens", "Gate shuts", "Letter"]),
        ("people=Ada+Quill", &["Boats", "Gate opens", "Gate shuts", "Letter"]),
        ("people=ada-quill,bo-marsh", &["Boats", "Rain", "Gate opens", "Gate shuts", "Letter"]),
        ("people=ada-quill,bo-marsh&words=gate+-nobody", &["Rain", "Gate opens", "Gate shuts", "Letter"]),
        ("people=ada-quill&order=oldest", &["Gate shuts", "Gate opens", "Boats", "Letter"]),
        ("words=ferry+OR+rains", &["Ferry", "Rain"]),
        ("words=by:marsh", &["Rain", "Gate opens"]),
        ("sources=one.example", &["Gate shuts", "Letter"]),
        ("sources=one.example,TWO.example&words=ferry", &["Ferry"]),
        ("people=ada-quill&from=2024-02-01&to=2024-02-29", &["Gate opens"]),
        ("people=ada-quill&to=2024-02-10", &["Gate opens", "Gate shuts"]),
        ("people=ada-quill&words=before:2024-02", &["Gate shuts"]),
        ("people=nobody", &[]),
        ("people=nobody,ada-quill&sources=one.example", &["Gate shuts", "Letter"]),
    ] {
        let page = server.get(&format!("/story?{choice}"));
        assert_eq!(
            (page.status, titles(&page.text())),
            (200, expected.iter().map(|t| (*t).to_owned()).collect()),
            "{choice}"
        );
        let feed = server.get(&format!("/story/feed.atom?{choice}")).text();
        let document = Document::parse(&feed).expect("well-formed XML");
        let is_entry = |node: &roxmltree::Node<'_, '_>| node.has_tag_name(("http://www.w3.org/2005/Atom", "entry"));
        assert_eq!(document.descendants().filter(is_entry).count(), expected.len(), "{choice}");
    }
    assert!(server.get("/story?people=nobody").text().contains("Nobody here is called “nobody”."));
    for wrong in ["from=2024-13-01", "words=a&after=x", "people=a,b,c,d,e,f,g,h,i,j,k,l,m", "order=best"] {
        assert_eq!(server.get(&format!("/story?{wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn it_tells_what_is_said_by_and_about_its_people_and_who_speaks() {
    let (_house, server) = house();
    let page = server.get("/story?name=The+gate&people=ada-quill&words=gate").text();
    assert!(page.contains("<h1>The gate</h1>") && page.contains("Ada Quill with “gate”"), "{page}");
    assert!(page.contains("4 articles") || page.contains("3 articles"), "{page}");
    let told: Vec<&str> = page.split("<figure class=\"telling\">").skip(1).collect();
    assert_eq!(told.len(), 3, "of each article what its people say; nothing of the article where they say nothing");
    assert!(
        told.iter().all(|told| told.contains("href=\"/people/ada-quill\"") && !told.contains("I like")),
        "{told:?}"
    );
    assert!(page.contains("Nobody at the <mark class=\"hit\">gate</mark> spoke"), "its line, where nobody speaks");
    let speakers = page.split("id=\"speakers\"").nth(1).and_then(|rest| rest.split("</ol>").next()).expect("speakers");
    assert!(speakers.contains("Ada Quill") && speakers.contains("Bo Marsh") && !speakers.contains("Cy Adair"));
    assert!(page.contains("Feb 2024: 1 article</title>") && page.contains("Jan 2024: 1 article</title>"), "the chart");
    let feed = "/story/feed.atom?name=The+gate&#38;people=ada-quill&#38;words=gate";
    assert!(page.contains(&format!(
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"The gate\" href=\"{feed}\">"
    )));
    assert!(page.contains("name=\"people\" list=\"quoted\" value=\"Ada Quill\""), "the form says the same");
    let feed = server.get("/story/feed.atom?name=The+gate&people=ada-quill&words=gate").text();
    assert!(feed.contains("<title>The gate</title>") && feed.contains("is shut"), "{feed}");
}

#[test]
fn its_pages_lead_on_until_every_article_was_shown_once() {
    let house = House::empty();
    std::fs::create_dir_all(house.at("seeds")).expect("a folder");
    for n in 0..45 {
        let date = match n {
            0..20 => "20240131".to_owned(),
            20..30 => format!("202402{:02}", n - 19),
            _ => "none".to_owned(),
        };
        let text = format!("Title {n:02}\n{date}\nhttps://example.org/{n}\n“It is {n},” Ada Quill said.\n");
        std::fs::write(house.at(&format!("seeds/{n:02}.txt")), text).expect("a file");
    }
    let server = house.serve();
    for order in ["newest", "oldest"] {
        let (mut seen, mut address) = (Vec::new(), format!("/story?people=ada-quill&order={order}"));
        loop {
            let page = server.get(&address).text();
            seen.extend(titles(&page));
            let Some((_, next)) = page.split_once("rel=\"next\" href=\"") else { break };
            address = next.split('"').next().expect("an address").replace("&#38;", "&");
        }
        assert_eq!(seen.len(), 45, "{order}");
        assert!(
            seen[30..].iter().all(|title| title.as_str() >= "Title 30"),
            "{order}: those without a day last: {seen:?}"
        );
        assert_eq!(seen.iter().take(1).all(|title| title == "Title 29"), order == "newest", "{seen:?}");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 45, "{order}");
    }
}

#[test]
fn without_a_choice_it_says_how_to_make_one() {
    let (_house, server) = house();
    for path in ["/story", "/story?name=The+gate", "/story?people=+,&words="] {
        let page = server.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text().contains("<h1>Stories</h1>"), "{path}");
    }
    let page = server.get("/story").text();
    assert!(page.contains("href=\"/story?people=") && page.contains("href=\"/story?sources="), "examples: {page}");
    assert_eq!(server.get("/story/feed.atom").status, 400);
}

#[test]
fn stories_are_reached_from_where_one_looks() {
    let (_house, server) = house();
    for (from, to) in [
        ("/", "/story"),
        ("/people/ada-quill", "/story?people=ada-quill"),
        ("/search?q=old+gate", "/story?words=old+gate"),
    ] {
        assert!(server.get(from).text().contains(&format!("href=\"{to}\"")), "{from}");
        assert_eq!(server.get(to).status, 200);
    }
}
