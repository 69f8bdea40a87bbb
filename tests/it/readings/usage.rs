//! The rules of usage, one file of our own sentences each (`tests/readings/usage/`): every sentence is read as an
//! article of one line, and what is found in it stands below it. To teach a rule, add its sentences and run
//! `UPDATE_EXPECT=1 cargo test usage`; then look at the difference.

use onrecord::analysis::read;

use super::told::{assert_as_written_down, told_statements};
use crate::support::articles::article;

#[test]
fn usage_is_read_as_written_down() {
    assert_as_written_down("usage", |rules| {
        rules.lines().filter(|l| !l.starts_with("    ")).map(with_reading).collect()
    });
}

/// A line of the file, and below it what the reading finds there; notes and empty lines as they are.
fn with_reading(line: &str) -> String {
    if line.is_empty() || line.starts_with('#') {
        return format!("{line}\n");
    }
    let article = article(vec![line.to_owned()], false);
    format!("{line}\n{}", told_statements(&article, &read(&article), 0))
}
