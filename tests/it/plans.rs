//! How the database answers the lists of the search: by its index, in the order in which they are shown.

use std::fs;
use std::path::Path;

use crate::support::server::House;

/// The queries of the program that contain `text`, as they were prepared.
fn queries(text: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".sqlx");
    let files = fs::read_dir(folder).expect("the prepared queries");
    let query = |file: fs::DirEntry| -> String {
        let prepared = fs::read_to_string(file.path()).expect("a file");
        let prepared: serde_json::Value = serde_json::from_str(&prepared).expect("JSON");
        prepared["query"].as_str().expect("a query").to_owned()
    };
    files.map(|file| query(file.expect("a file"))).filter(|query| query.contains(text)).collect()
}

#[test]
fn searches_are_answered_by_the_index_in_its_own_order() {
    let house = House::empty();
    house.article("in/a.txt", "Talk", "https://example.org/a", &["“No,” Ada Quill said."]);
    assert_eq!(house.run(&["load", "in"]).status, 0);
    let found = [queries("article_search f"), queries("statement_search f")].concat();
    assert_eq!(found.len(), 2, "statements and articles, newest first");
    for query in found {
        let plan = house.plan(&query);
        let scans: Vec<&String> = plan.iter().filter(|step| step.starts_with("SCAN")).collect();
        assert!(scans.len() == 1 && scans[0].contains("VIRTUAL TABLE INDEX"), "{query}: {plan:?}");
        assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{query}: {plan:?}");
    }
}

/// Titles come in the order of the index; people are sorted, but only those whose names begin so.
#[test]
fn suggestions_are_answered_by_the_beginnings_of_words() {
    let house = House::empty();
    house.article("in/a.txt", "Talk", "https://example.org/a", &["“No,” Ada Quill said."]);
    assert_eq!(house.run(&["load", "in"]).status, 0);
    let titles = queries("title_search match ?1");
    let people = queries("person_search where person_search match ?1");
    assert_eq!((titles.len(), people.len()), (1, 1));
    for query in titles.iter().chain(&people) {
        let plan = house.plan(query);
        let scans: Vec<&String> = plan.iter().filter(|step| step.starts_with("SCAN")).collect();
        assert!(scans.len() == 1 && scans[0].contains("VIRTUAL TABLE INDEX"), "{query}: {plan:?}");
    }
    let plan = house.plan(&titles[0]);
    assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{plan:?}");
}

/// Ranking sorts, but no more than the few hundred rows that it is given.
#[test]
fn only_so_many_are_ranked() {
    let found = queries("bm25(");
    assert_eq!(found.len(), 2, "statements and articles, best first");
    for query in found {
        assert!(query.contains("order by rowid desc limit 300)"), "{query}");
    }
}
