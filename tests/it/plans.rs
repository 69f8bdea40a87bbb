//! How the database answers what it is asked: every prepared query of the program, by an index and in the order in which
//! its rows are shown, without going through a table and without sorting but where that is never much. There are no
//! statistics (nobody runs `ANALYZE`), so the plans are the same for few rows and for many.

use std::fs;
use std::path::Path;

use crate::support::server::House;

/// Words of a query, words of a step, and why that step is never long.
const NEVER_MUCH: &[(&str, &str, &str)] = &[
    ("from data_version", "SCAN data_version", "a table of one row"),
    ("exists (select 1 from user)", "SCAN user", "ends with the first row; the owners are counted by the index"),
    ("from user order by name_key", "SCAN user", "everybody who has an account"),
    ("from identity_version", "SCAN identity_version", "a table of one row"),
    ("from article limit 1", "SCAN article", "ends with the first row"),
    ("order by revision_id desc limit 1", "SCAN revision", "ends with the first row"),
    ("from article where removed = 0 order by article_id desc limit ?", "SCAN article", "ends with so many rows"),
    ("from article where removed = 0 order by article_id desc limit ?", "TEMP B-TREE", "the sites of so many rows"),
    ("exists (select 1 from unsettled_surname)", "SCAN unsettled", "each ends with the first row"),
    ("from unsettled_", "SCAN unsettled", "what waits, taken from its start"),
    ("from unsettled_surname u", "SCAN u", "all surnames that wait, by the loader"),
    ("from unsettled_surname u cross join surname_key", "TEMP B-TREE", "the same"),
    ("from surname_key k cross join cast_member", "TEMP B-TREE", "all who are settled together, by the loader"),
    ("select s.statement_id, s.line_id, s.words", "TEMP B-TREE", "a person's statements, by the loader"),
    ("p.article_count between 2 and ?2", "", "at most ten people, of at most 300 articles each"),
    ("where c.own_slug = ?", "TEMP B-TREE", "those who have, in their article, one address"),
    ("quoted as materialized", "TEMP B-TREE", "who says one of the newest 10,000 statements"),
    ("where c.article_id in (select value from json_each(?))", "TEMP B-TREE", "the people of the articles of one page"),
    ("from cast_member c left join person p using (person_id)", "TEMP B-TREE", "the people of one article"),
    ("person_search where person_search match", "TEMP B-TREE", "so many people as were asked for, by the index"),
    ("cross join surname_key k on k.key = j.value", "TEMP B-TREE", "the spellings of the words of a query"),
    ("cross join line l on l.revision_id = j.value", "TEMP B-TREE", "the lines of the articles of one page"),
    ("said_again g", "FOR ORDER BY", "the other reports of the statements of one page or article"),
    ("from person_summary m", "TEMP B-TREE", "what is counted of one person, or of those of one page"),
    ("cross join person_summary m", "TEMP B-TREE", "what is counted of three people"),
    ("from possible_match where one_id = ?1", "TEMP B-TREE", "those who may be one person"),
    ("from json_each(?1) one", "FOR ORDER BY", "as many statements as a page has, of each of three people"),
    ("order by s.day = '', s.day", "TEMP B-TREE", "numbers of a person's statements, for a file of all of them"),
    ("order by one.key", "TEMP B-TREE", "the statements of a part of such a file"),
    (
        "from cast_member c left join person p on p.person_id",
        "json_group_array",
        "the names of one person of one article",
    ),
    ("from job_part p left join article", "TEMP B-TREE", "the parts of one job"),
    (
        "select rowid / 1000000000000 as month",
        "TEMP B-TREE",
        "the months of the newest articles of a story, as many as are counted",
    ),
    (
        "with heard as materialized",
        "TEMP B-TREE",
        "who speaks in as many of the newest articles of a story as are heard",
    ),
    ("fitting as materialized", "TEMP B-TREE", "the statements of the articles of one page of a story"),
    ("other.value = m.other_id", "TEMP B-TREE", "the company of twelve people"),
    ("where instr(r.layout, ?) > 0", "SCAN r", "once for each picture of an article, when an owner purges it"),
    ("order by rowid desc limit 300)", "TEMP B-TREE", "the newest 300 are ranked"),
];

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

fn house() -> House {
    let house = House::empty();
    house.article(
        "in/a.txt",
        "Talk",
        "https://example.org/a",
        &["“No,” Ada Quill said.", "“Ada Quill is in,” Bo Marsh said."],
    );
    assert_eq!(house.run(&["load", "in"]).status, 0);
    house
}

/// The tables of the program.
fn tables(house: &House) -> Vec<String> {
    let names = house.ask_database("select group_concat(name, ' ') from sqlite_master where type = 'table'");
    names.split(' ').map(str::to_owned).collect()
}

/// Whether `name` stands for a table in `query`, by itself or as what follows the table's name there.
fn is_table(name: &str, query: &str, tables: &[String]) -> bool {
    let words: Vec<&str> = query.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let is = |word: &str| tables.iter().any(|table| table == word);
    is(name) || words.windows(2).any(|pair| is(pair[0]) && pair[1] == name)
}

/// Whether a step goes through a whole table or index, or sorts.
fn is_long(step: &str, query: &str, tables: &[String]) -> bool {
    // Sorts only among those that are equal in all but the last terms: the statements or articles of one day.
    if step.contains("TEMP B-TREE") {
        return !(step.contains("LAST TERM OF ORDER BY") || step.contains("TERMS OF ORDER BY"));
    }
    let Some(scanned) = step.strip_prefix("SCAN ") else { return false };
    let name = scanned.split(' ').next().unwrap_or_default();
    match scanned.split_once("VIRTUAL TABLE INDEX") {
        // The index is asked for words or for one row; lists that came with the query have no index.
        Some((_, index)) => is_table(name, query, tables) && !index.contains(['M', '=']),
        None => is_table(name, query, tables),
    }
}

#[test]
fn every_query_goes_along_an_index_in_the_order_of_what_is_shown() {
    let house = house();
    let tables = tables(&house);
    let mut long = Vec::new();
    let mut used = vec![false; NEVER_MUCH.len()];
    let asked = queries("").into_iter().filter(|query| query.starts_with("select") || query.starts_with("with"));
    for query in asked {
        for step in house.plan(&query).into_iter().filter(|step| is_long(step, &query, &tables)) {
            let known = |(words, steps, _): &(&str, &str, &str)| query.contains(words) && step.contains(steps);
            let known: Vec<usize> = (0..NEVER_MUCH.len()).filter(|&at| known(&NEVER_MUCH[at])).collect();
            for &at in &known {
                used[at] = true;
            }
            if known.is_empty() {
                long.push(format!("{step}: {}", query.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
    let unused: Vec<_> = NEVER_MUCH.iter().zip(used).filter(|(_, used)| !used).map(|(known, _)| known.0).collect();
    assert!(unused.is_empty(), "no longer needed: {unused:?}");
}

/// Whatever is deleted takes with it what refers to it, which must be found by an index.
#[test]
fn what_refers_to_a_row_is_found_by_an_index() {
    let house = house();
    let all = tables(&house);
    let mut checked = 0;
    for table in all.iter().filter(|table| !table.contains("_search")) {
        let columns = format!("select group_concat(\"from\", ' ') from pragma_foreign_key_list('{table}')");
        for column in house.ask_database(&columns).split_whitespace() {
            let plan = house.plan(&format!("select 1 from {table} where {column} = ?"));
            assert!(plan.iter().all(|step| step.starts_with("SEARCH")), "{table}.{column}: {plan:?}");
            checked += 1;
        }
    }
    assert!(checked > 10, "{checked} references");
}

#[test]
fn searches_are_answered_by_the_index_in_its_own_order() {
    let house = house();
    let found: Vec<String> = queries("_search match ?1")
        .into_iter()
        .filter(|query| !query.contains("bm25") && !query.contains("?11"))
        .collect();
    assert_eq!(
        found.len(),
        5,
        "statements and articles, newest first; articles, oldest first; people and titles that are suggested"
    );
    for query in found {
        let plan = house.plan(&query);
        let scans: Vec<&String> = plan.iter().filter(|step| step.starts_with("SCAN")).collect();
        assert!(scans.len() == 1 && scans[0].contains("VIRTUAL TABLE INDEX"), "{query}: {plan:?}");
    }
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
