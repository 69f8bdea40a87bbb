//! `onrecord analyse`: a pure filter.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::command::{onrecord, run, run_fed};

fn article(id: usize) -> String {
    format!("{{\"id\": \"{id}\", \"lines\": [\"“No,” Anna Berg said.\"]}}\n")
}

#[test]
fn answers_come_in_the_order_of_the_input() {
    let input: String = (0..5_000).map(article).collect();
    let ran = run_fed(&["analyse", "-"], input.as_bytes());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let ids: Vec<String> = ran.rows().iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect();
    assert_eq!(ids, (0..5_000).map(|id| id.to_string()).collect::<Vec<_>>());
}

#[test]
fn a_bad_line_is_named_and_the_rest_goes_on() {
    let input = format!("{}nonsense\n{{\"id\": \"x\"}}\n{}", article(1), article(2));
    let ran = run_fed(&["analyse", "-"], input.as_bytes());
    assert_eq!(ran.status, 2);
    assert_eq!(ran.rows().len(), 2);
    let complaints: Vec<&str> = ran.err.lines().collect();
    assert!(complaints[0].starts_with("onrecord: standard input, line 2, column 2: "), "{complaints:?}");
    assert!(complaints[1].contains("line 3, column 11: missing field `lines`; expected one JSON object"));
    assert_eq!(complaints.len(), 2);
}

#[test]
fn files_are_read_by_path_in_the_order_given() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut files: Vec<String> = std::fs::read_dir(seeds)
        .expect("the seeds")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .map(|path| path.display().to_string())
        .collect();
    files.sort();
    let forth: Vec<&str> = ["analyse"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let back: Vec<&str> = ["analyse"].into_iter().chain(files.iter().rev().map(String::as_str)).collect();
    let (forth, back) = (run(&forth), run(&back));
    assert_eq!((forth.status, forth.err.as_str(), forth.rows().len()), (0, "", files.len()));
    assert_eq!(forth.rows(), back.rows().into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn a_missing_file_is_named_and_the_rest_goes_on() {
    let ran = run_fed(&["analyse", "nowhere.txt", "-"], article(1).as_bytes());
    assert_eq!((ran.status, ran.rows().len()), (2, 1));
    assert!(ran.err.contains("nowhere.txt"), "{}", ran.err);
}

#[test]
fn a_feeder_that_waits_for_each_answer_gets_it() {
    let mut command = onrecord();
    let mut child = command.args(["analyse"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    for id in 0..20 {
        stdin.write_all(article(id).as_bytes()).expect("it reads");
        assert!(answers.next().expect("an answer").expect("UTF-8").contains(&format!("\"id\":\"{id}\"")));
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn nobody_reading_on_ends_it_quietly() {
    let mut command = onrecord();
    command.args(["analyse", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    drop(child.stdout.take());
    let start = Instant::now();
    let input = article(1).repeat(1_000);
    while stdin.write_all(input.as_bytes()).is_ok() {
        assert!(start.elapsed() < Duration::from_secs(20), "it reads on for nobody");
    }
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
