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
        assert!(page.contains(&format!("/cite?line={key}\" rel=\"nofollow\">Cite this line")), "{key}");
    }
}

#[test]
fn words_are_marked_with_who_said_them_and_how_we_know() {
    let (_house, server, address) = house();
    let page = server.get(&address).text();
    assert!(page.contains("“<mark class=\"direct s1\">It is shut</mark>"), "{page}");
    assert!(page.contains("<a class=\"who\" href=\"/people/ada-quill\">Ada Quill</a>"));
    assert!(page.contains("<dd>“Ada Quill”</dd>") && page.contains("<dd>“said”</dd>"));
    assert!(page.contains("<mark class=\"mixed s1\">"));
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
fn how_to_cite_it_stands_on_a_page_and_in_files() {
    let (_house, server, address) = house();
    let page = server.get(&format!("{address}/cite")).text();
    assert!(page.contains("“Gate shuts.” example.org, 31 January 2024. https://example.org/gate"), "{page}");
    for (format, media_type, begins) in [
        ("plain", "text/plain; charset=utf-8", "“Gate shuts.”"),
        ("bibtex", "application/x-bibtex; charset=utf-8", "@online{onrecord-"),
        ("ris", "application/x-research-info-systems; charset=utf-8", "TY  - NEWS"),
        ("csl", "application/vnd.citationstyles.csl+json", "["),
    ] {
        let path = format!("{address}/cite?format={format}");
        assert!(page.contains(&format!("href=\"{path}\"")));
        let file = server.get(&path);
        assert_eq!((file.status, file.header("content-type")), (200, Some(media_type)));
        assert!(file.header("content-disposition").is_some_and(|saved| saved.starts_with("attachment")));
        assert!(file.text().starts_with(begins), "{format}");
    }
    let id = address.split('/').nth(2).expect("an id");
    let moved = server.get(&format!("/articles/{id}/old-title/cite?format=ris"));
    assert_eq!(moved.header("location"), Some(format!("{address}/cite?format=ris").as_str()));
    assert_eq!(server.get(&format!("{address}/cite?format=evil")).status, 400);
    assert_eq!(server.get("/articles/abcdefghijkl/gate-shuts/cite").status, 404);
}

#[test]
fn a_line_is_cited_with_its_words_and_its_own_address() {
    let (_house, server, address) = house();
    let article = server.get(&address).text();
    let (_, rest) =
        article.split_once(&format!("href=\"{address}/cite?line=")).expect("a statement leads to its citation");
    let key = rest.split('"').next().expect("a key");
    let (_, line) = article.split_once(&format!("<li id=\"{key}\"")).expect("the line");
    assert!(line.split("</li>").next().expect("its end").contains("class=\"text\""));
    let page = server.get(&format!("{address}/cite?line={key}"));
    assert_eq!(page.status, 200);
    let kept = format!("http://{}{address}#{key}", server.address);
    assert!(page.text().contains(&format!("Kept at {kept}")), "{}", page.text());
    for format in ["plain", "bibtex", "ris", "csl"] {
        let path = format!("{address}/cite?line={key}&format={format}");
        assert!(page.text().contains(&format!("href=\"{}\"", path.replace('&', "&#38;"))), "{format}");
        let file = server.get(&path).text().replace("\\#", "#");
        assert!(file.contains(&kept), "{format}: {file}");
    }
    assert_eq!(server.get(&format!("{address}/cite?line=nokey")).status, 404);
}

#[test]
fn an_earlier_revision_shows_what_changed() {
    let (house, server, address) = house();
    let before = server.get(&address).text();
    assert!(!before.contains("?revision="), "there is only one");
    let (_, rest) = before.split_once("cite?line=").expect("a statement leads to its citation");
    let key = rest.split('"').next().expect("a key").to_owned();
    let now = ["“It is open,” Ada Quill said.", LINES[1], LINES[2], LINES[3], LINES[4]];
    house.article("seeds/a.txt", "Gate opens", "https://example.org/gate", &now);
    assert_eq!(house.run(&["load", "seeds"]).status, 0);
    let moved = server.get(&format!("{address}?revision=1"));
    assert_eq!(moved.status, 308);
    let earlier = moved.header("location").expect("the new address").to_owned();
    let article = server.get(earlier.split('?').next().expect("a path")).text();
    assert!(article.contains(&format!("href=\"{earlier}\"")), "the article leads there");
    let page = server.get(&earlier).text();
    assert!(page.contains("<del>“It is shut,” Ada Quill said."), "{page}");
    assert!(page.contains("<ins>“It is open,” Ada Quill said.</ins>"));
    assert!(page.contains("1 line left out since, 1 line put in, 4 lines unchanged"));
    assert!(page.contains("The title is now “Gate opens”."));
    // The address of a line that was left out since leads to where the line stood.
    let gone = server.get(&format!("{}/cite?line={key}", earlier.split('?').next().expect("a path")));
    assert_eq!(gone.status, 200);
    assert!(gone.text().contains("“It is shut,” Ada Quill said."), "{}", gone.text());
    assert!(gone.text().contains("This line stood in revision 1"));
    assert!(gone.text().contains(&format!("href=\"{earlier}\"")));
    for (number, status) in [("3", 404), ("0", 404), ("x", 400), ("-1", 400), ("99999999999", 400)] {
        let path = earlier.replace("revision=1", &format!("revision={number}"));
        assert_eq!(server.get(&path).status, status, "{path}");
    }
}

#[test]
fn neighbours_by_date_and_articles_with_the_same_people_are_linked() {
    let house = House::empty();
    for (n, speaker) in [(1, "Ada Quill"), (2, "Bo Marsh"), (3, "Ada Quill")] {
        let text = format!("Title {n}\n2024010{n}\nhttps://example.org/{n}\n“It is {n},” {speaker} said.\n");
        std::fs::create_dir_all(house.at("seeds")).expect("a folder");
        std::fs::write(house.at(&format!("seeds/{n}.txt")), text).expect("a file");
    }
    let server = house.serve();
    let front = server.get("/").text();
    let of = |n: usize| front.split("<h3><a href=\"").nth(n).and_then(|rest| rest.split('"').next()).expect("a link");
    let (newest, middle, oldest) = (of(1), of(2), of(3));
    let page = server.get(middle).text();
    assert!(page.contains(&format!("<a rel=\"prev\" href=\"{newest}\"")), "{page}");
    assert!(page.contains(&format!("<a rel=\"next\" href=\"{oldest}\"")));
    assert!(!page.contains("With the same people"), "nobody else names Bo Marsh");
    let page = server.get(newest).text();
    let related = page.split("With the same people").nth(1).and_then(|rest| rest.split("</section>").next());
    let related = related.expect("the related articles");
    assert!(related.contains(oldest) && !related.contains(middle) && related.contains("also names Ada Quill"));
    assert!(!page.contains("rel=\"prev\""), "nothing is newer");
}

#[test]
fn words_whose_speaker_is_not_named_are_marked_without_colour() {
    let (_house, server, address) = house();
    let page = server.get(&address).text();
    assert!(
        page.contains("<mark class=\"indirect unresolved s1\">it would be painted</mark>")
            || page.contains("<mark class=\"indirect unresolved s1\">that it would be painted</mark>"),
        "{page}"
    );
    assert!(page.contains("Quoted · “said” · by name") && page.contains("1 min to read"));
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
