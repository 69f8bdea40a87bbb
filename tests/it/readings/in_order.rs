//! What neighbouring lines tell, in articles whose order is known: each paragraph of the files in
//! `tests/readings/in_order/` is one article, with what is found below each of its lines. `UPDATE_EXPECT=1 cargo test
//! in_order` writes that down anew.

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use onrecord::analysis::read;

use super::told::told_statements;
use crate::support::articles::article;

#[test]
fn what_neighbouring_lines_tell_in_order_is_read_as_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readings/in_order");
    let mut files: Vec<_> = fs::read_dir(folder).expect("the folder").map(|f| f.expect("a file").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no file of articles");
    for file in files {
        let text = fs::read_to_string(&file).expect("text");
        let told: Vec<String> = text.trim_end().split("\n\n").map(with_reading).collect();
        expect_file![file].assert_eq(&(told.join("\n")));
    }
}

/// A paragraph's notes, and below each of its other lines how that is read.
fn with_reading(paragraph: &str) -> String {
    let lines = paragraph.lines().filter(|l| !l.starts_with("    ") && !l.starts_with('#'));
    let article = article(lines.map(str::to_owned).collect(), true);
    let reading = read(&article);
    let notes = paragraph.lines().filter(|l| l.starts_with('#')).map(|note| format!("{note}\n"));
    let told = article.lines.iter().enumerate();
    notes.chain(told.map(|(i, line)| format!("{line}\n{}", told_statements(&article, &reading, i)))).collect()
}
