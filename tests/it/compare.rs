//! `/compare`: two or three people on one axis of time; and on a person's page, the choice of statements and their chart.

use crate::support::server::{House, Server};

/// Three people over two years and two papers, who talk of each other.
fn house() -> House {
    let house = House::empty();
    let article = |name: &str, day: &str, lines: &[&str]| {
        let text = format!("Title {name}\n{day}\nhttps://{name}.example.org/{day}\n{}\n", lines.join("\n"));
        std::fs::create_dir_all(house.at("seeds")).expect("a folder");
        std::fs::write(house.at(&format!("seeds/{name}{day}.txt")), text).expect("a file");
    };
    article(
        "post",
        "20231230",
        &[
            "“The crane was sold for scrap before anybody asked the crew,” Ada Quill said.",
            "Ada Quill said that Bo Marsh had counted the cranes twice.",
            "“I have counted nothing at all in my whole life,” Bo Marsh said.",
        ],
    );
    article(
        "echo",
        "20240102",
        &[
            "“The crane was sold for scrap before anybody asked the crew,” said Ada Quill.",
            "“The winter will be longer than the rope we have,” Ada Quill said.",
            "Ruth Calder said that Ada Quill was right about the rope.",
        ],
    );
    house
}

/// The words of the statements of a page, in its order.
fn said(page: &str) -> Vec<String> {
    let plain = |html: &str| -> String {
        html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
    };
    page.split("<blockquote").skip(1).filter_map(|rest| rest.split("</blockquote>").next()).map(plain).collect()
}

/// The section of a person's own statements.
fn record(server: &Server, path: &str) -> Vec<String> {
    let answer = server.get(path);
    assert_eq!(answer.status, 200, "{path}");
    let page = answer.text();
    let own = page.split("id=\"says\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("their words");
    said(own)
}

#[test]
fn people_stand_side_by_side_by_day() {
    let house = house();
    let server = house.serve();
    let page = server.get("/compare?people=ada-quill,bo-marsh").text();
    assert!(page.contains("<h1>Ada Quill and Bo Marsh</h1>"), "{page}");
    let said = said(&page);
    assert_eq!(said.len(), 4, "{said:#?}");
    assert!(said[0].contains("longer than the rope") && said[3].contains("counted nothing"), "newest first: {said:#?}");
    assert_eq!(page.matches("<section class=\"together\">").count(), 2, "one row for each day");
    assert_eq!(page.matches("<svg class=\"chart\" viewBox=\"0 0 120 100\"").count(), 2, "one axis for both");
    assert!(page.contains("href=\"/people/ada-quill?about=bo-marsh\""));
    let three = server.get("/compare?people=ruth-calder,ada-quill,bo-marsh").text();
    assert!(three.contains("<h1>Ruth Calder, Ada Quill and Bo Marsh</h1>"));
    assert!(server.get("/people/ada-quill").text().contains("href=\"/compare?people=ada-quill,bo-marsh\""));
}

#[test]
fn all_pages_together_have_everything_once() {
    let house = House::empty();
    for n in 0..60 {
        let name = ["Ada Quill", "Bo Marsh"][n % 2];
        let line = format!("“Number {n} was counted by nobody else at the quay this year,” {name} said.");
        house.article(&format!("in/{n}.txt"), &format!("Title {n}"), &format!("https://example.org/{n}"), &[&line]);
    }
    assert_eq!(house.run(&["load", "in"]).status, 0);
    house.change_database("delete from said_again");
    let server = house.serve();
    let (mut all, mut address) = (Vec::new(), Some("/compare?people=ada-quill,bo-marsh".to_owned()));
    while let Some(path) = address {
        let page = server.get(&path).text();
        all.extend(said(&page));
        let next = page.split_once("rel=\"next\" href=\"").and_then(|(_, rest)| rest.split('"').next());
        address = next.map(|next| next.replace("&#38;", "&"));
    }
    assert_eq!(all.len(), 60);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 60, "nothing twice");
}

#[test]
fn only_two_or_three_who_are_here_can_be_compared() {
    let house = house();
    let server = house.serve();
    assert_eq!(server.get("/compare?people=a,b,c,d").status, 400);
    for people in ["", "ada-quill", "ada-quill,ada-quill"] {
        let page = server.get(&format!("/compare?people={people}"));
        assert_eq!(page.status, 200, "{people}");
        assert!(page.text().contains("<h1>Compare people</h1>") && page.text().contains("name=\"with\""), "{people}");
    }
    for (with, lead) in [("Bo+Marsh", "ada-quill,bo-marsh"), ("bo-marsh,ada-quill", "ada-quill,bo-marsh")] {
        let led = server.get(&format!("/compare?people=Ada+Quill&with={with}"));
        assert_eq!(
            (led.status, led.header("location")),
            (303, Some(format!("/compare?people={lead}").as_str())),
            "{with}"
        );
    }
    let marsh = server.get("/compare?people=ada-quill&with=marsh");
    assert_eq!(marsh.header("location"), Some("/compare?people=ada-quill,bo-marsh"), "a part of a name that one has");
    for (with, said) in [("No+One", "Nobody here is called “no one”."), ("ada-quill", "it takes another")] {
        let again = server.get(&format!("/compare?people=Ada+Quill&with={with}"));
        assert_eq!(again.status, 422, "{with}");
        assert!(
            again.text().contains(said) && again.text().contains("value=\"Ada Quill\""),
            "{with}: {}",
            again.text()
        );
    }
    assert_eq!(server.get("/compare?people=ada-quill,nobody").status, 404);
    assert_eq!(server.get("/compare?people=ada-quill,bo-marsh&from=evil").status, 400);
}

#[test]
fn those_who_are_one_now_are_found() {
    let house = House::with_two_spellings();
    house.sentence(4, "“It is noon,” Ada Quill said.");
    let server = house.serve();
    let old = server.get("/compare?people=volodymyr-dorenskiy,ada-quill");
    assert_eq!((old.status, old.header("location")), (307, Some("/compare?people=volodymyr-dorenskyy,ada-quill")));
    let one = server.get("/compare?people=volodymyr-dorenskiy,volodymyr-dorenskyy");
    assert_eq!((one.status, one.header("location")), (307, Some("/people/volodymyr-dorenskyy")));
}

#[test]
fn statements_are_chosen_by_kind_year_source_and_whom_they_are_about() {
    let house = house();
    let server = house.serve();
    let count = |query: &str| record(&server, &format!("/people/ada-quill{query}")).len();
    assert_eq!(count(""), 3);
    assert_eq!([count("?kind=direct"), count("?kind=indirect"), count("?kind=mixed")], [2, 1, 0]);
    assert_eq!([count("?year=2023"), count("?year=2024"), count("?year=1999")], [2, 1, 0]);
    assert_eq!([count("?year=2023-12"), count("?year=2024-01"), count("?year=2024-02")], [2, 1, 0]);
    let form = server.get("/people/ada-quill?year=2024-01").text();
    assert!(form.contains("<option value=\"2024-01\" selected>January 2024</option>"), "{form}");
    assert!(form.contains("Chosen: of January 2024."));
    assert_eq!(count("?source=post.example.org"), 2);
    assert_eq!(count("?source=echo.example.org"), 2, "what echo reports again counts for it too");
    assert_eq!(count("?kind=&year=&source=&about="), 3, "a form sends what was not chosen");
    for order in ["", "&order=oldest"] {
        let about = record(&server, &format!("/people/ada-quill?about=bo-marsh{order}"));
        assert!(about.len() == 1 && about[0].contains("counted the cranes"), "{about:#?}");
    }
    assert_eq!(count("?about=ruth-calder"), 0);
    for (words, expected) in
        [("cranes", 1), ("CRANE*", 2), ("cranes+-bo", 0), ("nowhere", 0), ("***", 3), ("about:marsh", 1)]
    {
        for order in ["", "&order=oldest"] {
            assert_eq!(count(&format!("?words={words}{order}")), expected, "{words}{order}");
        }
    }
    assert_eq!(count("?words=after:2024"), 1);
    assert_eq!(count("?words=cranes&kind=mixed"), 0);
    let page = server.get("/people/ada-quill?words=%22cranes").text();
    assert!(
        page.contains("A quotation mark is not closed") && page.contains("Chosen: with “&#34;cranes&#34;”."),
        "{page}"
    );
    assert_eq!(count("?about=bo-marsh&year=2024"), 0);
    for wrong in ["?kind=evil", "?year=24", "?year=2024-13"] {
        assert_eq!(server.get(&format!("/people/ada-quill{wrong}")).status, 400, "{wrong}");
    }
    let page = server.get("/people/ada-quill?about=bo-marsh").text();
    assert!(
        page.contains("Chosen: about Bo Marsh.") && page.contains("<option value=\"bo-marsh\" selected>"),
        "{page}"
    );
    assert!(page.contains("href=\"/people/ada-quill/feed.atom?about=bo-marsh\""));
    let feed =
        |query: &str| server.get(&format!("/people/ada-quill/feed.atom{query}")).text().matches("<entry").count();
    assert_eq!([feed(""), feed("?about=bo-marsh"), feed("?kind=direct"), feed("?words=cranes")], [3, 1, 2, 1]);
}

#[test]
fn the_chart_and_its_table_say_the_same() {
    let house = house();
    let server = house.serve();
    let page = server.get("/people/ada-quill").text();
    let figure = page.split("<figure class=\"by-time\">").nth(1).and_then(|rest| rest.split("</figure>").next());
    let figure = figure.expect("a chart");
    let titles = figure.split("<title>").skip(1).filter_map(|rest| rest.split("</title>").next());
    let titles: Vec<&str> = titles.collect();
    assert_eq!(titles, ["Dec 2023: 2 statements", "Jan 2024: 1 statement"]);
    for (time, label, count) in [("2023-12", "Dec 2023", 2), ("2024-01", "Jan 2024", 1)] {
        let link = format!("href=\"/people/ada-quill?year={time}\"");
        let row = format!("<th scope=\"row\"><a {link}>{label}</a></th><td>{count}</td>");
        assert!(figure.contains(&row) && figure.matches(&link).count() == 2, "{row}: {figure}");
    }
    assert!(!figure.contains("style="), "no inline style");
}
