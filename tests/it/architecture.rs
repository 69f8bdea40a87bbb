//! Rules about the source itself that a compiler does not keep.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Which rooms each room may import, besides itself.
const MAY_IMPORT: [(&str, &[&str]); 6] = [
    ("domain", &[]),
    ("analysis", &["domain"]),
    ("ingest", &["domain"]),
    ("store", &["domain"]),
    ("library", &["domain", "analysis", "ingest", "store"]),
    ("web", &["domain", "analysis", "ingest", "store", "library"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder` whose name ends in `ending`, with their text.
fn files(folder: &str, ending: &str) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = fs::read_to_string(&path).expect("a text");
                found.insert(path.strip_prefix(root()).expect("below the root").to_owned(), text);
            }
        }
    }
    found
}

/// The room that a source file belongs to: `src/web/pages/home.rs` and `src/web.rs` to `web`.
fn room(path: &Path) -> String {
    let first = path.strip_prefix("src").expect("a source file").components().next().expect("a name");
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The source of the program, without its tests.
fn program() -> BTreeMap<PathBuf, String> {
    let mut files = files("src", ".rs");
    files.retain(|path, _| !path.to_string_lossy().ends_with("tests.rs"));
    for text in files.values_mut() {
        if let Some(tests) = text.find("#[cfg(test)]") {
            text.truncate(tests);
        }
    }
    files
}

#[test]
fn imports_run_one_way() {
    let may_import: BTreeMap<&str, &[&str]> = MAY_IMPORT.into_iter().collect();
    for (path, text) in files("src", ".rs") {
        let room = room(&path);
        let Some(allowed) = may_import.get(room.as_str()) else { continue };
        for imported in text.split("crate::").skip(1) {
            let imported: String = imported.chars().take_while(char::is_ascii_lowercase).collect();
            let fine = imported == room || allowed.contains(&imported.as_str());
            assert!(fine, "{}: {room} must not import `{imported}` (one `use` per room)", path.display());
        }
    }
}

#[test]
fn the_heart_knows_no_clock_chance_or_hash_order_and_does_nothing_to_the_world() {
    let forbidden = [
        "std::fs",
        "std::net",
        "std::io",
        "std::env",
        "std::time",
        "std::process",
        "tokio",
        "sqlx",
        "HashMap",
        "HashSet",
    ];
    let heart =
        files("src", ".rs").into_iter().filter(|(path, _)| matches!(room(path).as_str(), "domain" | "analysis"));
    for (path, text) in heart {
        for word in forbidden {
            assert!(!text.contains(word), "{} must not use {word}", path.display());
        }
    }
}

#[test]
fn sql_stands_in_the_store_alone() {
    for (path, text) in program() {
        assert!(
            !text.contains("sqlx::") || room(&path) == "store",
            "{} must not speak to the database",
            path.display()
        );
    }
}

#[test]
fn every_file_says_first_what_it_knows() {
    for (path, text) in files("src", ".rs").into_iter().chain(files("tests", ".rs")).chain(files("benches", ".rs")) {
        assert!(text.starts_with("//! "), "{} does not open with `//!`", path.display());
    }
}

#[test]
fn rules_are_not_switched_off_without_a_reason() {
    for (path, text) in files("src", ".rs") {
        assert!(!text.contains("#[allow") && !text.contains("#![allow"), "{}: use #[expect]", path.display());
    }
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<(usize, PathBuf)> =
        program().into_iter().map(|(path, text)| (text.lines().count(), path)).collect();
    lengths.sort();
    let (longest, path) = lengths.last().expect("files");
    assert!(*longest <= 400, "{} has {longest} lines without its tests", path.display());
    let (median, _) = lengths[lengths.len() / 2];
    assert!(median <= 100, "the median file has {median} lines without its tests");
}

#[test]
fn templates_are_short() {
    if root().join("templates").is_dir() {
        for (path, text) in files("templates", ".html") {
            assert!(text.lines().count() <= 80, "{} has over 80 lines", path.display());
        }
    }
}

#[test]
fn the_library_lists_its_rooms_in_reading_order() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    let rooms: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")).map(|name| name.trim_end_matches(';')).collect();
    let in_order = ["domain", "analysis", "ingest", "store", "library", "web", "config", "exit"];
    assert_eq!(rooms, in_order);
}

/// What has been published is never edited, or the databases of those who have it would be refused. New migrations are
/// added here with their hash.
#[test]
fn published_migrations_are_not_edited() {
    let published: BTreeMap<&str, &str> = include_str!("migrations.sha256")
        .lines()
        .map(|line| line.split_once("  ").map(|(hash, name)| (name, hash)).expect("hash, two blanks, name"))
        .collect();
    let found = files("migrations", ".sql");
    assert_eq!(found.len(), published.len(), "tests/it/migrations.sha256 must list every migration");
    for (path, text) in found {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(text.as_bytes()));
        assert_eq!(published.get(name.as_str()), Some(&hash.as_str()), "{name} was edited after it was published");
        assert!(!text.contains("no-transaction"), "{name}: half a migration could never be repaired");
    }
}
