//! `/people` and `/people/{slug}`: everyone, and what each is on record as saying.

use crate::support::server::{House, Server};

/// A house with one article a day, in each of which every one of `names` says something.
fn speaking(names: &[&str], days: usize) -> (House, Server) {
    let house = House::empty();
    std::fs::create_dir_all(house.at("seeds")).expect("a folder");
    for day in 0..days {
        let said = names.iter().map(|name| format!("{name} said that day {day} was fine, according to a note.\n"));
        let lines: String = said.collect();
        let date = if day == 0 { "none".to_owned() } else { format!("202401{day:02}") };
        let text = format!("Day {day}\n{date}\nhttps://example.org/{day}\n{lines}");
        std::fs::write(house.at(&format!("seeds/{day}.txt")), text).expect("a file");
    }
    let server = house.serve();
    (house, server)
}

fn names(page: &str) -> Vec<&str> {
    page.split("<p class=\"name\">").skip(1).filter_map(|rest| rest.split_once("\">")?.1.split("</a>").next()).collect()
}

/// The pages from `start` on, by their links.
fn all_pages(server: &Server, start: &str) -> Vec<String> {
    let (mut pages, mut address) = (Vec::new(), start.to_owned());
    loop {
        let answer = server.get(&address);
        assert_eq!(answer.status, 200, "{address}");
        let page = answer.text();
        let next = page.split_once("rel=\"next\" href=\"").and_then(|(_, rest)| rest.split('"').next());
        let next = next.map(|address| address.replace("&#38;", "&"));
        pages.push(page);
        match next {
            Some(next) => address = next,
            None => return pages,
        }
    }
}

#[test]
fn people_stand_by_surname_or_by_number_of_statements() {
    let house = House::empty();
    let lines = ["Zoë Adair said no.", "“Yes,” Bo Marsh said.", "Bo Marsh said that it rained.", "It met Al Zuckow."];
    house.article("seeds/a.txt", "Talk", "https://example.org/a", &lines);
    let server = house.serve();
    assert_eq!(names(&server.get("/people").text())[..2], ["Zoë Adair", "Bo Marsh"]);
    assert_eq!(names(&server.get("/people?sort=statements").text())[..2], ["Bo Marsh", "Zoë Adair"]);
}

/// A page that was open while its last person became one with somebody else still leads on.
#[test]
fn a_page_goes_on_after_somebody_who_is_now_somebody_else() {
    let (house, server) = speaking(&["Zoë Adair", "Bo Marsh", "Ada Quill"], 1);
    house.change_database(
        "update cast_member set person_id = (select person_id from person where slug = 'ada-quill') where own_slug = 'bo-marsh';
         update statement set person_id = (select person_id from person where slug = 'ada-quill') where person_id =
           (select person_id from person where slug = 'bo-marsh'); delete from person where slug = 'bo-marsh'",
    );
    assert_eq!(names(&server.get("/people?after=bo-marsh").text()), ["Ada Quill"]);
    assert_eq!(server.get("/people?after=bo-marsh&sort=statements").status, 200);
    assert_eq!(server.get("/people?after=nobody-at-all").status, 400);
}

#[test]
fn the_filter_knows_no_accents_and_wants_every_word() {
    let (_house, server) = speaking(&["Zoë Adair", "Zoë Marsh", "Siobhán O’Neill"], 1);
    assert_eq!(names(&server.get("/people?q=zoe").text()), ["Zoë Adair", "Zoë Marsh"]);
    assert_eq!(names(&server.get("/people?q=MARSH+zo%C3%AB").text()), ["Zoë Marsh"]);
    assert_eq!(names(&server.get("/people?q=oneill").text()).len(), 1);
    assert!(server.get("/people?q=%25").text().contains("Nobody here has"));
}

#[test]
fn the_list_goes_on_until_everyone_was_shown_once() {
    let first = ["Anna", "Brian", "Carol", "David", "Edward", "Fiona", "George", "Harold", "Irene", "Joan"];
    let last =
        ["Quill", "Marsh", "Adair", "Penhallow", "Zuckow", "Imrie", "Duru", "Skinner", "Wells", "Thorne", "Ives"];
    let all: Vec<String> = first.iter().flat_map(|f| last.iter().map(move |l| format!("{f} {l}"))).collect();
    let (house, server) = speaking(&all.iter().map(String::as_str).collect::<Vec<_>>(), 1);
    let everyone: usize = house.ask_database("select count(*) from person").parse().expect("a number");
    assert!(everyone > 100, "three pages");
    for list in ["/people", "/people?sort=statements"] {
        let pages = all_pages(&server, list);
        let mut seen: Vec<&str> = pages.iter().flat_map(|page| names(page)).collect();
        assert_eq!((pages.len(), seen.len()), (3, everyone), "{list}");
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), everyone, "{list}");
    }
}

#[test]
fn statements_stand_in_date_order_page_by_page() {
    let (_house, server) = speaking(&["Ada Quill"], 31);
    let days = |start: &str| -> Vec<String> {
        let pages = all_pages(&server, start);
        let of_page = |page: &String| -> Vec<String> {
            let record =
                page.split("id=\"says\"").nth(1).and_then(|rest| rest.split("</ol>").next()).expect("a record");
            let days = record.split("<p class=\"when\">").skip(1);
            days.map(|rest| rest.split("</p>").next().expect("a day").to_owned()).collect()
        };
        pages.iter().flat_map(of_page).collect()
    };
    let newest = days("/people/ada-quill");
    assert_eq!(newest.len(), 31);
    assert!(newest[0].contains("2024-01-30") && newest[29].contains("2024-01-01") && newest[30].contains("no date"));
    let oldest = days("/people/ada-quill?order=oldest");
    assert_eq!(oldest.len(), 31);
    assert!(oldest[0].contains("2024-01-01") && oldest[29].contains("2024-01-30") && oldest[30].contains("no date"));
}

#[test]
fn a_person_has_titles_forms_companions_articles_and_what_others_say() {
    let house = House::empty();
    let lines = [
        "Harbour Minister Ada Quill said the gate was shut.",
        "“I like it shut,” Ms Quill said.",
        "“Ada Quill has never liked an open gate,” Bo Marsh said.",
    ];
    house.article("seeds/a.txt", "Gate shuts", "https://example.org/gate", &lines);
    let server = house.serve();
    let page = server.get("/people/ada-quill").text();
    for part in ["Harbour Minister", "Ms Quill", "href=\"/people/bo-marsh\"", "Gate shuts", "31 Jan 2024"] {
        assert!(page.contains(part), "{part}");
    }
    let (record, rest) = page.split_once("id=\"about\"").expect("what others say");
    assert!(!record.contains("never liked an open gate"), "a statement of somebody else");
    assert!(rest.contains("never liked an open gate"));
    assert!(server.get("/people/ada-quill?view=about").text().contains("never liked an open gate"));
    assert!(server.get("/people/ada-quill?view=articles").text().contains("Gate shuts"));
}

#[test]
fn old_addresses_lead_on_and_unknown_ones_do_not_exist() {
    let (house, server) = speaking(&["Ada Quill", "Bo Marsh"], 2);
    let location = |path: &str| server.get(path).header("location").map(ToOwned::to_owned);
    assert_eq!(location("/people/").as_deref(), Some("/people"));
    house.change_database("update cast_member set own_slug = 'ada-q' where own_slug = 'ada-quill'");
    assert_eq!(location("/people/ada-q?order=oldest").as_deref(), Some("/people/ada-quill?order=oldest"));
    house.change_database("update cast_member set own_slug = 'a-ma_x'");
    assert_eq!(location("/people/a-ma_x").as_deref(), Some("/people?q=a+ma"), "that may be either of two");
    assert_eq!(server.get("/people/nobody-of-that-name").status, 404);
    assert_eq!(server.get("/people/nobody?view=about").status, 404);
}
