//! Loading real files into a real database: what it keeps, what it leaves alone, what it reports.

use std::fs;

use jiff::Timestamp;
use sqlx::Row;
use tempfile::TempDir;

use super::*;

/// A folder with files, and a database beside it.
struct House {
    folder: TempDir,
    store: Store,
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("seeds")).unwrap();
        let store = Store::open(&folder.path().join("test.db")).await.unwrap();
        Self { folder, store }
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join("seeds").join(name), text).unwrap();
    }

    async fn load(&self) -> (Summary, Vec<FileReport>) {
        let mut reports = Vec::new();
        let mut keep = |report: &FileReport, _: Progress| reports.push(report.clone());
        let seeds = [self.folder.path().join("seeds")];
        let summary = load(&self.store, &seeds, Timestamp::UNIX_EPOCH, &mut keep).await.unwrap();
        (summary, reports)
    }

    /// Everything one query finds, as text.
    async fn ask(&self, query: &'static str) -> Vec<String> {
        let rows = sqlx::query(query).fetch_all(&self.store.readers).await.unwrap();
        rows.iter().map(|row| row.get::<String, _>(0)).collect()
    }
}

const ARTICLE: &str = "Talks\n20220121\nhttps://example.org/a\nOne line.\nTwo lines.\n";

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let house = House::new().await;
    house.put("a.txt", ARTICLE);
    assert_eq!(house.load().await.0, Summary { loaded: 1, ..Summary::default() });
    let before = house.store.data_version().await.unwrap();
    assert_eq!(house.load().await.0, Summary { unchanged: 1, ..Summary::default() });
    assert_eq!(house.store.data_version().await.unwrap(), before);
    assert_eq!(house.ask("select text from line order by position").await, ["One line.", "Two lines."]);
}

#[tokio::test]
async fn an_edited_file_keeps_its_id_and_its_old_revision() {
    let house = House::new().await;
    house.put("a.txt", ARTICLE);
    let first = house.load().await.1.remove(0);
    house.put(
        "a.txt",
        &ARTICLE.replace("Talks", "Long talks").replace("https", "http").replace("/a", "/a/?utm_source=x#top"),
    );
    let second = house.load().await.1.remove(0);
    assert_eq!((second.outcome, second.id), (Outcome::Revised, first.id));
    assert_eq!(house.ask("select slug from article").await, ["long-talks"]);
    assert_eq!(house.ask("select title from revision order by number").await, ["Talks", "Long talks"]);
}

#[tokio::test]
async fn two_spellings_of_one_address_are_one_article() {
    let house = House::new().await;
    house.put("a.txt", ARTICLE);
    house.put("b.txt", &ARTICLE.replace("https", "http").replace("/a", "/a/?utm_source=x#top"));
    assert_eq!(house.load().await.0, Summary { loaded: 1, unchanged: 1, ..Summary::default() });
}

#[tokio::test]
async fn two_files_of_one_address_do_not_fight() {
    let house = House::new().await;
    house.put("a.txt", ARTICLE);
    house.put("b.txt", &ARTICLE.replace("Talks", "Other talks"));
    let (summary, reports) = house.load().await;
    assert_eq!(summary, Summary { loaded: 1, revised: 1, ..Summary::default() });
    assert_eq!(reports[1].warnings, ["revised: same address as a.txt, whose text is now an earlier one"]);
    assert_eq!(house.load().await.0, Summary { unchanged: 2, ..Summary::default() });
    house.put("a.txt", &ARTICLE.replace("Talks", "New talks"));
    assert_eq!(house.load().await.0, Summary { revised: 1, unchanged: 1, ..Summary::default() });
}

#[tokio::test]
async fn a_bad_file_is_named_and_the_rest_is_loaded() {
    let house = House::new().await;
    house.put("a.txt", "");
    house.put("b.txt", ARTICLE);
    house.put("c\nd.txt", "Title\n20221331\n\nOne.\n");
    let (summary, reports) = house.load().await;
    assert_eq!(summary, Summary { loaded: 2, skipped: 1, ..Summary::default() });
    assert_eq!(reports[0].reason.as_deref(), Some("line 1: expected the title, found an empty file"));
    assert!(reports[2].file.ends_with("c\\nd.txt"), "{}", reports[2].file);
    assert_eq!(reports[2].warnings.len(), 2);
    assert_eq!(house.ask("select site from article where published_on is null").await, ["unknown"]);
}

#[tokio::test]
async fn a_removed_file_removes_nothing() {
    let house = House::new().await;
    house.put("a.txt", ARTICLE);
    house.load().await;
    fs::remove_file(house.folder.path().join("seeds/a.txt")).unwrap();
    assert_eq!(house.load().await.0, Summary::default());
    assert_eq!(house.ask("select title from article").await, ["Talks"]);
}

#[tokio::test]
async fn articles_of_one_title_have_different_ids() {
    let house = House::new().await;
    house.put("a.txt", ARTICLE);
    house.put("b.txt", &ARTICLE.replace("/a", "/b"));
    house.put("c.txt", &ARTICLE.replace("https://example.org/a", ""));
    let ids: std::collections::BTreeSet<_> = house.load().await.1.into_iter().map(|report| report.id).collect();
    assert_eq!(ids.len(), 3);
}
