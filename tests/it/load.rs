//! `onrecord load`: what it says, and what outlives a kill. Cases 29, 37 and 38, as far as the command shows them.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::server::House;

#[test]
fn it_sums_up_and_twice_is_once() {
    let house = House::with_samples();
    let count = fs::read_dir(house.at("seeds"))
        .expect("a folder")
        .filter(|e| e.as_ref().is_ok_and(|e| e.path().extension().is_some_and(|ending| ending == "txt")));
    let count = count.count();
    let first = house.run(&["load", "seeds"]);
    assert_eq!((first.status, first.err.as_str()), (0, ""));
    assert_eq!(first.out, format!("{count} loaded, 0 revised, 0 unchanged, 0 skipped\n"));
    let second = house.run(&["load", "seeds"]);
    assert_eq!(second.out, format!("0 loaded, 0 revised, {count} unchanged, 0 skipped\n"));
}

#[test]
fn case_37_bad_files_are_named_with_what_was_expected_and_the_rest_is_loaded() {
    let house = House::empty();
    house.article("in/good.txt", "Goose holds office", "https://example.org/goose", &["A goose came."]);
    fs::write(house.at("in/empty.txt"), "").expect("a file");
    let ran = house.run(&["load", "in", "nowhere.txt"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, "1 loaded, 0 revised, 0 unchanged, 2 skipped\n"));
    assert!(ran.err.contains("in/empty.txt: skipped: line 1: expected the title, found an empty file"), "{}", ran.err);
    assert!(ran.err.contains("nowhere.txt: skipped: "), "{}", ran.err);
}

#[test]
fn programs_get_a_line_per_file_and_a_summary() {
    let house = House::empty();
    house.article("in/good.txt", "Goose holds office", "https://example.org/goose", &["A goose came."]);
    fs::write(house.at("in/empty.txt"), "").expect("a file");
    let rows = house.run(&["load", "--json", "in"]).rows();
    assert_eq!(rows[0]["outcome"], "skipped");
    assert_eq!(rows[1]["outcome"], "loaded");
    assert_eq!(rows[2]["summary"]["loaded"], 1);
    assert_eq!(rows.len(), 3);
}

#[test]
fn case_38_an_edited_file_keeps_its_address_and_its_history() {
    let house = House::empty();
    house.article("a.txt", "Goose holds office", "https://example.org/goose", &["A goose came."]);
    house.run(&["load", "a.txt"]);
    let id = house.ask_database("select public_id from article");
    house.article("a.txt", "Goose leaves office", "http://example.org/goose/?utm_source=x#top", &["It left."]);
    assert_eq!(house.run(&["load", "a.txt"]).out, "0 loaded, 1 revised, 0 unchanged, 0 skipped\n");
    assert_eq!(house.ask_database("select public_id from article"), id);
    assert_eq!(
        house.ask_database("select group_concat(title, '|') from revision"),
        "Goose holds office|Goose leaves office"
    );
}

/// Articles enough that a kill finds the load under way.
fn many_articles(house: &House, count: usize) {
    for n in 0..count {
        let lines =
            [format!("“Gate {n} is shut,” Anna Berg said."), format!("Carl Dorn of gate {n} said it was open.")];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        house.article(&format!("in/{n:04}.txt"), &format!("Gate {n}"), &format!("https://example.org/{n}"), &lines);
    }
}

#[test]
fn case_29_a_kill_loses_nothing_acknowledged_and_leaves_nothing_half_there() {
    let house = House::empty();
    many_articles(&house, 300);
    let mut acknowledged = BTreeSet::new();
    for killed_after in [1, 40, 120] {
        let mut child = house.command(&["load", "--json", "in"]).stdout(Stdio::piped()).spawn().expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        for line in lines.take(killed_after) {
            let report: serde_json::Value = serde_json::from_str(&line.expect("UTF-8")).expect("JSON");
            acknowledged.insert(report["id"].as_str().expect("an id").to_owned());
        }
        child.kill().expect("a kill");
        child.wait().expect("its end");

        assert_eq!(house.ask_database("pragma integrity_check"), "ok");
        let stored = house.ask_database("select group_concat(public_id, ' ') from article");
        let stored: BTreeSet<String> = stored.split(' ').map(str::to_owned).collect();
        assert!(acknowledged.is_subset(&stored), "acknowledged and lost");
        let whole = "select count(*) from article a where analysis_version > 0
            and (select count(*) from line l where l.revision_id = a.revision_id) = 2
            and (select count(*) from statement s where s.article_id = a.article_id) = a.statement_count";
        assert_eq!(house.ask_database(whole), stored.len().to_string(), "half there");
    }
    let rest = house.run(&["load", "in"]);
    assert_eq!(rest.status, 0, "{}", rest.err);
    assert_eq!(house.ask_database("select count(*) from article"), "300");
    assert_eq!(house.ask_database("select count(*) from unsettled_surname"), "0");
}

#[test]
fn everything_can_be_read_again() {
    let house = House::with_samples();
    house.run(&["load", "seeds"]);
    let everything = "select group_concat(slug || statement_count, ' ') from (select * from person order by slug)";
    let before = house.ask_database(everything);
    let count = house.ask_database("select count(*) from article");
    let ran = house.run(&["reread"]);
    assert_eq!((ran.status, ran.out), (0, format!("{count} articles read again\n")));
    assert_eq!(house.ask_database(everything), before);
}
