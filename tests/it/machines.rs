//! `/robots.txt`, `/sitemap.xml`, `/manifest.webmanifest`, and what pages say of themselves to programs.

use roxmltree::Document;
use serde_json::Value;

use crate::support::http::ask;
use crate::support::server::{House, Server};

/// The addresses of a sitemap or of an index of them, without what all begin with.
fn places(server: &Server, path: &str) -> Vec<String> {
    let answer = server.get(path);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/xml; charset=utf-8")), "{path}");
    let xml = answer.text();
    let document = Document::parse(&xml).expect("well-formed XML");
    let origin = format!("http://{}", server.address);
    let found = document.descendants().filter(|node| node.tag_name().name() == "loc").filter_map(|node| node.text());
    found.map(|address| address.strip_prefix(&origin).expect("an address of this host").to_owned()).collect()
}

/// What a page says of itself, as JSON.
fn data(page: &str) -> Value {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("data");
    let (json, _) = rest.split_once("</script>").expect("its end");
    serde_json::from_str(json).expect("JSON")
}

fn meta<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("<meta {name} content=\"")).expect("such a line");
    rest.split('"').next().expect("an end")
}

#[test]
fn robots_are_shown_the_sitemap_and_the_sitemap_shows_every_page() {
    let house = House::with_samples();
    let server = house.serve();
    let robots = server.get("/robots.txt").text();
    assert!(robots.contains(&format!("Sitemap: http://{}/sitemap.xml\n", server.address)), "{robots}");
    let places = places(&server, "/sitemap.xml");
    for page in ["/", "/people", "/about/reading", "/people/ruth-calder"] {
        assert!(places.iter().any(|place| place == page), "{page}: {places:?}");
    }
    for path in places {
        assert_eq!(server.get(&path).status, 200, "{path}");
    }
}

#[test]
fn a_sitemap_that_is_too_large_comes_in_parts() {
    let house = House::empty();
    house.article("in/a.txt", "A title", "https://example.org/a", &["“It is early,” Ada Quill said."]);
    assert_eq!(house.run(&["load", "in"]).status, 0);
    house.change_database(
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 2000)
         insert into person (slug, name, sort_name, surname) select 'p' || i, 'P', 'p', 'p' from n",
    );
    let server = house.serve();
    assert_eq!(places(&server, "/sitemap.xml"), ["/sitemap.xml?part=1", "/sitemap.xml?part=2"]);
    let [first, second] = [places(&server, "/sitemap.xml?part=1"), places(&server, "/sitemap.xml?part=2")];
    assert_eq!((first.len(), second.len()), (2003, 2));
    assert_eq!((first[0].as_str(), second[1].as_str()), ("/", "/people/p2000"));
    let mut all = [first, second].concat();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 2005, "nothing twice");
    for part in ["0", "3", "x", "-1"] {
        assert!([400, 404].contains(&server.get(&format!("/sitemap.xml?part={part}")).status), "{part}");
    }
}

#[test]
fn a_phone_can_keep_the_house() {
    let house = House::empty();
    let server = house.serve();
    let answer = server.get("/manifest.webmanifest");
    assert_eq!(answer.header("content-type"), Some("application/manifest+json"));
    let manifest: Value = serde_json::from_slice(&answer.body).expect("JSON");
    let icons = manifest["icons"].as_array().expect("icons");
    assert!(icons.iter().any(|icon| icon["purpose"] == "maskable"));
    for icon in icons {
        let answer = server.get(icon["src"].as_str().expect("an address"));
        assert_eq!((answer.status, answer.header("content-type")), (200, icon["type"].as_str()));
        if let Some((width, _)) = icon["sizes"].as_str().and_then(|sizes| sizes.split_once('x')) {
            // A PNG says its width in the bytes from the sixteenth on.
            let said = answer.body[16..20].iter().fold(0_u32, |number, byte| number * 256 + u32::from(*byte));
            assert_eq!(said.to_string(), width);
        }
    }
    let page = server.get("/").text();
    let (_, touch) = page.split_once("<link rel=\"apple-touch-icon\" href=\"").expect("an icon for telephones");
    assert_eq!(server.get(touch.split('"').next().expect("an address")).status, 200);
    assert_eq!(server.get(manifest["start_url"].as_str().expect("an address")).status, 200);
    assert!(server.get("/").text().contains("<link rel=\"manifest\" href=\"/manifest.webmanifest\""));
}

#[test]
fn an_article_says_what_it_is() {
    let house = House::empty();
    let lines = ["“It is </script> & early,” Mayor Ada Quill said.", "“No,” he said."];
    house.article("seeds/a.txt", "A <title>", "https://www.example.org/a", &lines);
    let server = house.serve();
    let path = house.ask_database("select '/articles/' || public_id || '/' || slug from article");
    let page = server.get(&path).text();
    let article = data(&page);
    assert_eq!((article["@type"].as_str(), article["headline"].as_str()), (Some("NewsArticle"), Some("A <title>")));
    assert_eq!(article["url"], path.as_str());
    assert_eq!(article["datePublished"], "2024-01-31");
    assert_eq!(article["isBasedOn"], "https://www.example.org/a");
    assert_eq!(article["mentions"][0]["url"], "/people/ada-quill");
    let quoted = article["hasPart"].as_array().expect("quotations");
    assert_eq!(quoted.len(), 1, "what nobody is named for is nobody's quotation: {quoted:?}");
    assert_eq!(quoted[0]["@type"], "Quotation");
    assert!(quoted[0]["text"].as_str().expect("words").contains("It is </script> & early"));
    assert_eq!(quoted[0]["spokenByCharacter"]["@id"], "/people/ada-quill");
    assert_eq!(meta(&page, "property=\"og:type\""), "article");
    assert_eq!(meta(&page, "property=\"og:title\""), "A &#60;title&#62;");
    assert_eq!(meta(&page, "name=\"description\""), "example.org: 2 statements, with Ada Quill");
}

#[test]
fn a_person_says_who_they_are() {
    let house = House::empty();
    house.article("seeds/a.txt", "A title", "https://example.org/a", &["“It is early,” Mayor Ada Quill said."]);
    let args = ["serve", "--listen", "127.0.0.1:0", "--base-url", "https://reading.example.org"];
    let server = Server::start(house.command(&args));
    let page = server.get("/people/ada-quill").text();
    let graph = data(&page)["@graph"].take();
    let address = "https://reading.example.org/people/ada-quill";
    assert_eq!((graph[0]["@type"].as_str(), graph[0]["@id"].as_str()), (Some("Person"), Some(address)));
    assert_eq!((graph[0]["name"].as_str(), graph[0]["jobTitle"].as_str()), (Some("Ada Quill"), Some("Mayor")));
    assert_eq!(
        (graph[1]["@type"].as_str(), graph[1]["datePublished"].as_str()),
        (Some("Quotation"), Some("2024-01-31"))
    );
    let line = graph[1]["url"].as_str().and_then(|url| url.strip_prefix("https://reading.example.org"));
    let (path, key) = line.and_then(|line| line.split_once('#')).expect("a line");
    assert!(server.get(path).text().contains(&format!("id=\"{key}\"")));
    assert_eq!(meta(&page, "property=\"og:url\""), address);
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")));
    let xml = server.get("/sitemap.xml").text();
    assert!(xml.contains(&format!("<loc>{address}</loc>")) && !xml.contains("127.0.0.1"), "{xml}");
}

#[test]
fn they_are_not_sent_again_either() {
    let house = House::with_samples();
    let server = house.serve();
    for path in ["/robots.txt", "/sitemap.xml", "/manifest.webmanifest", "/people/ruth-calder/statements.csv"] {
        let tag = server.get(path).header("etag").expect("a tag").to_owned();
        let again = ask(server.address, "GET", path, &[("If-None-Match", &tag)]).expect("an answer");
        assert_eq!(again.status, 304, "{path}");
    }
}
