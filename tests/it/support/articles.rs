//! Articles to read: the samples of this project, lines made up by a test, and labelled ones where they lie beside it.

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::domain::Article;
use onrecord::ingest::seed;

use super::command::skipped;
use super::server::samples;

/// The samples with the names of their files, without ending, sorted.
pub(crate) fn sample_articles() -> Vec<(String, Article)> {
    let files = fs::read_dir(samples()).expect("the samples").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    paths.sort();
    assert!(paths.len() >= 24, "{} samples", paths.len());
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), seed::read(path).expect("a sample").article)).collect()
}

/// An article of these lines.
pub(crate) fn article(lines: Vec<String>, ordered: bool) -> Article {
    Article { title: "Title".into(), lines, ordered, ..Article::default() }
}

/// A file that lies beside this repository where it is developed, and is no part of it; says so where it is not there.
pub(crate) fn beside(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    skipped("the labelled articles are not beside this clone");
    None
}

/// Real articles in their order of publication: the 15 labelled ones (NOTICE), where they are there.
pub(crate) fn labelled_articles() -> Option<Vec<Article>> {
    let text = fs::read_to_string(beside("eval/gold/gum-news.dev.jsonl")?).expect("the labelled articles");
    Some(text.lines().map(labelled_article).collect())
}

fn labelled_article(row: &str) -> Article {
    let row: serde_json::Value = serde_json::from_str(row).expect("a line of JSON");
    let text: Vec<char> = row["text"].as_str().expect("a text").chars().collect();
    let at = |offset: &serde_json::Value| usize::try_from(offset.as_u64().expect("an offset")).expect("a small one");
    let line =
        |line: &serde_json::Value| text[at(&line[0])..at(&line[1])].iter().collect::<String>().replace('\n', " ");
    article(row["lines"].as_array().expect("lines").iter().map(line).collect(), true)
}
