//! What neighbouring lines tell, in articles whose order is known: each paragraph of the files in
//! `tests/readings/in_order/` is one article, with what is found below each of its lines. `UPDATE_EXPECT=1 cargo test
//! in_order` writes that down anew.

use onrecord::analysis::read;

use super::told::{assert_as_written_down, told_statements};
use crate::support::articles::article;

#[test]
fn what_neighbouring_lines_tell_in_order_is_read_as_written_down() {
    assert_as_written_down("in_order", |text| {
        let told: Vec<String> = text.trim_end().split("\n\n").map(with_reading).collect();
        told.join("\n")
    });
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
