//! `onrecord load`: what it says, and what outlives a kill. Cases 29, 37 and 38, as far as the command shows them.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::command::Ran;
use crate::support::server::{House, stop, wait_until};

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

/// Starts a load and kills it some time after so many files were acknowledged; gives their articles.
fn kill_after(house: &House, files: usize) -> BTreeSet<String> {
    let mut child = house.command(&["load", "--json", "in"]).stdout(Stdio::piped()).spawn().expect("it starts");
    let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let id = |line: std::io::Result<String>| {
        let report: serde_json::Value = serde_json::from_str(&line.expect("UTF-8")).expect("JSON");
        report["id"].as_str().expect("an id").to_owned()
    };
    let acknowledged = lines.take(files).map(id).collect();
    // Not always at the same point of a transaction.
    std::thread::sleep(std::time::Duration::from_micros(700 * (files as u64 % 7)));
    child.kill().expect("a kill");
    child.wait().expect("its end");
    acknowledged
}

/// Every article in the database, all of it there.
fn whole_articles(house: &House) -> BTreeSet<String> {
    assert_eq!(house.ask_database("pragma integrity_check"), "ok");
    assert_eq!(house.ask_database("select count(*) from pragma_foreign_key_check"), "0");
    let half = "select count(*) from article a where analysis_version = 0
        or (select group_concat(text, ' ' order by position) from line l where l.revision_id = a.revision_id)
           is not '“' || a.title || ' is shut,” Anna Berg said. Carl Dorn of ' || lower(a.title) || ' said it was open.'
        or (select count(*) from statement s where s.article_id = a.article_id) <> a.statement_count
        or (select count(*) from revision r where r.article_id = a.article_id) <> 1";
    assert_eq!(house.ask_database(half), "0", "half there");
    let stored = house.ask_database("select group_concat(public_id, ' ') from article");
    stored.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn case_29_a_kill_loses_nothing_acknowledged_and_leaves_nothing_half_there() {
    let house = House::empty();
    many_articles(&house, 600);
    let mut acknowledged = BTreeSet::new();
    for files in [1, 2, 3, 10, 40, 75, 120, 180, 250, 340, 420, 520] {
        acknowledged.extend(kill_after(&house, files));
        assert!(acknowledged.is_subset(&whole_articles(&house)), "acknowledged and lost");
    }
    let rest = house.run(&["load", "in"]);
    assert_eq!(rest.status, 0, "{}", rest.err);
    assert_eq!(whole_articles(&house).len(), 600);
    assert_eq!(house.ask_database("select count(*) from unsettled_surname"), "0");
    let settled = "select group_concat(slug || ' ' || article_count || ' ' || statement_count) from person";
    assert_eq!(house.ask_database(settled), "anna-berg 600 600,carl-dorn 600 600");
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

#[test]
fn case_40_told_to_stop_while_loading_it_stops_between_two_articles() {
    let house = House::empty();
    many_articles(&house, 600);
    let log = house.at("log");
    let mut command = house.command(&["serve", "--listen", "127.0.0.1:0", "--seeds", "in"]);
    let child =
        command.stdout(Stdio::piped()).stderr(fs::File::create(&log).expect("a file")).spawn().expect("it starts");
    wait_until("the first article", || {
        house.at("onrecord.db").exists() && house.try_to_ask("select count(*) > 3 from article").as_deref() == Some("1")
    });
    stop(child.id());
    let ran: Ran = child.wait_with_output().expect("it ends").into();
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{:?}", fs::read_to_string(&log));
    assert_eq!(house.ask_database("pragma integrity_check"), "ok");
    let stored = house.ask_database("select count(*) from article where analysis_version > 0");
    assert!(stored.parse::<u32>().is_ok_and(|stored| (3..600).contains(&stored)), "{stored}");
    assert_eq!(house.run(&["load", "in"]).status, 0);
    assert_eq!(house.ask_database("select count(*) from article"), "600");
}
