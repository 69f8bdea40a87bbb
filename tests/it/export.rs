//! `/people/{slug}/statements.csv` and `.json`: every report of a person's statements, with what is needed to check it.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::server::{House, Server};

/// The cells of a table, as RFC 4180 has them.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = csv.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quoted) {
            ('"', true) if letters.peek() == Some(&'"') => cell.extend(letters.next()),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) => assert_eq!(letters.peek(), Some(&'\n'), "a line ends with both"),
            ('\n', false) => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (letter, _) => cell.push(letter),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted, "the last line is ended");
    rows
}

fn json(server: &Server, slug: &str) -> Value {
    let answer = server.get(&format!("/people/{slug}/statements.json"));
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    serde_json::from_slice(&answer.body).expect("JSON")
}

fn hash(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}

#[test]
fn both_files_hold_every_report_with_its_line_and_hash() {
    let house = House::with_samples();
    let server = house.serve();
    let answer = server.get("/people/ruth-calder/statements.csv");
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/csv; charset=utf-8; header=present")));
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"ruth-calder.csv\""));
    let table = cells(&answer.text());
    assert_eq!(
        table[0].join(" "),
        "person date kind evidence words line line_sha256 line_address article_title source source_address same_as"
    );
    let objects = json(&server, "ruth-calder");
    assert_eq!(objects["person"]["name"], "Ruth Calder");
    let objects = objects["statements"].as_array().expect("statements");
    let counted = house.ask_database("select report_count from person where slug = 'ruth-calder'");
    assert_eq!((table.len() - 1).to_string(), counted);
    assert_eq!(objects.len().to_string(), counted);
    let origin = format!("http://{}", server.address);
    for (row, object) in table[1..].iter().zip(objects) {
        assert_eq!(row.len(), table[0].len());
        let line = object["line"]["text"].as_str().expect("a line");
        let mut words = object["words"].as_str().expect("words").split_whitespace().filter(|word| *word != "…");
        assert!(words.all(|word| line.contains(word)), "{line}");
        assert_eq!((object["line"]["sha256"].as_str(), row[6].clone()), (Some(hash(line).as_str()), hash(line)));
        assert_eq!((object["date"].as_str(), object["kind"].as_str()), (Some(row[1].as_str()), Some(row[2].as_str())));
        let (page, key) = row[7].strip_prefix(&origin).and_then(|path| path.split_once('#')).expect("a line's address");
        assert!(server.get(page).text().contains(&format!("id=\"{key}\"")), "{}", row[7]);
    }
    let page = server.get("/people/ruth-calder").text();
    assert!(page.contains("href=\"/people/ruth-calder/statements.csv\""));
}

#[test]
fn no_cell_is_a_formula() {
    let house = House::empty();
    let title = "=HYPERLINK(\"http://evil.example\")";
    house.article("in/a.txt", title, "https://example.org/a", &["“=1+1, -2;\t+3,” Ada Quill said."]);
    assert_eq!(house.run(&["load", "in"]).status, 0);
    house.change_database("update line set text = '=' || substr(text, 4); update statement set words = '0-8'");
    house.change_database("update person set name = '@SUM(1)'");
    let server = house.serve();
    let text = server.get("/people/ada-quill/statements.csv").text();
    for row in &cells(&text)[1..] {
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{text}");
        assert_eq!((row[0].as_str(), row[8].as_str()), ("'@SUM(1)", format!("'{title}").as_str()));
    }
    assert_eq!(json(&server, "ada-quill")["statements"][0]["article"]["title"], title, "JSON is as it was");
}

#[test]
fn what_is_reported_again_names_what_stands_for_it() {
    let house = House::empty();
    let line = "“The crane was sold for scrap before anybody asked the crew,” Ada Quill said.";
    house.article("seeds/a.txt", "Crane sold", "https://a.example.org/1", &[line]);
    house.article("seeds/b.txt", "A crane is sold", "https://b.example.org/1", &[line]);
    let server = house.serve();
    let rows = json(&server, "ada-quill")["statements"].take();
    let (one, other) = (&rows[0], &rows[1]);
    let [again, first] = if one["same_as"].is_null() { [other, one] } else { [one, other] };
    assert_eq!(again["same_as"], first["line"]["address"]);
    assert_eq!(again["line"]["sha256"], first["line"]["sha256"], "the same text, the same hash");
}

#[test]
fn old_addresses_lead_to_the_person_and_nobody_has_no_file() {
    let house = House::with_two_spellings();
    let server = house.serve();
    for file in ["csv", "json"] {
        let old = server.get(&format!("/people/volodymyr-dorenskiy/statements.{file}"));
        let new = format!("/people/volodymyr-dorenskyy/statements.{file}");
        assert_eq!((old.status, old.header("location")), (307, Some(new.as_str())));
        assert_eq!(server.get(&format!("/people/nobody/statements.{file}")).status, 404);
    }
}
