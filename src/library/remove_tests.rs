//! What is left of an article that was deleted, restored, purged.

use std::fs;

use sqlx::Row;
use tempfile::TempDir;

use super::*;
use crate::domain::{ArticleId, SearchQuery};
use crate::library::{FileReport, Looking, Outcome, Progress, Summary, load, search};
use crate::store::{ArticleFilter, SearchOrder, SearchPart};

struct House {
    folder: TempDir,
    store: Store,
}

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

impl House {
    /// Two articles; both name Ada Quill, one alone names Bo Marsh.
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        put("a.txt", "Gate\n20240131\nhttps://example.org/a\n“It is shut,” Ada Quill said.\n“Why?” Bo Marsh asked.\n");
        put("b.txt", "Boat\n20240201\nhttps://example.org/b\n“It is wet,” Ada Quill said.\n");
        let store = Store::open(&folder.path().join("test.db")).await.unwrap();
        let house = Self { folder, store };
        house.load().await;
        house
    }

    async fn load(&self) -> (Summary, Vec<FileReport>) {
        let mut reports = Vec::new();
        let mut keep = |report: &FileReport, _: Progress| reports.push(report.clone());
        let paths = ["a.txt", "b.txt"].map(|name| self.folder.path().join(name));
        (load(&self.store, &paths, NOW, &mut keep).await.unwrap(), reports)
    }

    async fn people(&self) -> Vec<String> {
        let rows = sqlx::query("select name || ' ' || statement_count from person order by name");
        let rows = rows.fetch_all(&self.store.readers).await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }

    async fn found(&self, words: &str) -> usize {
        let looking = Looking { part: SearchPart::All, order: SearchOrder::Newest, before: None, size: 10 };
        let hits = search(&self.store, &mut SearchQuery::parse(words), looking).await.unwrap();
        hits.articles.map_or(0, |page| page.rows.len()) + hits.statements.map_or(0, |page| page.rows.len())
    }

    async fn titles(&self) -> Vec<String> {
        let page = self.store.newest_articles(&ArticleFilter::default(), None, 10).await.unwrap();
        page.rows.into_iter().map(|article| article.title).collect()
    }
}

fn ada() -> Who {
    Who { name: "ada".into(), ..Who::default() }
}

fn gate() -> ArticleId {
    ArticleId::of_url("example.org/a")
}

#[tokio::test]
async fn what_is_deleted_is_nowhere_and_its_file_does_not_bring_it_back() {
    let house = House::new().await;
    assert_eq!(house.people().await, ["Ada Quill 2", "Bo Marsh 1"]);
    assert_eq!(remove(&house.store, &gate(), &ada(), NOW).await.unwrap().as_deref(), Some("Gate"));
    assert_eq!(remove(&house.store, &gate(), &ada(), NOW).await.unwrap(), None, "once is enough");
    assert!(house.store.is_removed(&gate()).await.unwrap());
    assert!(house.store.article_page(&gate()).await.unwrap().is_none());
    assert_eq!(house.people().await, ["Ada Quill 1"]);
    assert_eq!(
        (house.titles().await, house.found("shut").await, house.found("gate").await),
        (vec!["Boat".into()], 0, 0)
    );
    let (summary, reports) = house.load().await;
    assert_eq!(summary, Summary { unchanged: 1, deleted: 1, ..Summary::default() });
    assert_eq!(reports[0].outcome, Outcome::Deleted);
    assert!(reports[0].reason.as_deref().unwrap().contains("was deleted here"), "{:?}", reports[0]);
    // An edited file does not either.
    fs::write(house.folder.path().join("a.txt"), "Gates\n20240131\nhttps://example.org/a\nNew.\n").unwrap();
    assert_eq!(house.load().await.0.deleted, 1);
    assert_eq!(crate::library::reread(&house.store, crate::library::Reread::Everything).await.unwrap(), 1);
    assert_eq!(house.people().await, ["Ada Quill 1"]);
}

#[tokio::test]
async fn what_is_restored_is_as_it_was() {
    let house = House::new().await;
    let before = house.store.article_page(&gate()).await.unwrap();
    remove(&house.store, &gate(), &ada(), NOW).await.unwrap();
    let listed = house.store.removed_articles(None, 10).await.unwrap();
    let removed = &listed.rows[0];
    assert_eq!(
        (removed.title.as_str(), removed.removed_by.as_str(), removed.site.as_str()),
        ("Gate", "ada", "example.org")
    );
    assert_eq!(restore(&house.store, &gate(), &ada(), NOW).await.unwrap().as_deref(), Some("Gate"));
    assert_eq!(restore(&house.store, &gate(), &ada(), NOW).await.unwrap(), None);
    assert_eq!(house.store.article_page(&gate()).await.unwrap(), before);
    assert_eq!(house.people().await, ["Ada Quill 2", "Bo Marsh 1"]);
    assert_eq!((house.titles().await.len(), house.found("shut").await), (2, 2));
    assert!(house.store.removed_articles(None, 10).await.unwrap().rows.is_empty());
    assert_eq!(house.load().await.0, Summary { unchanged: 2, ..Summary::default() });
}

/// Whether the words stand anywhere in the files of the database.
fn is_on_the_disk(house: &House, words: &str) -> bool {
    let bytes = |name: &str| fs::read(house.folder.path().join(name)).unwrap_or_default();
    ["test.db", "test.db-wal"].into_iter().any(|name| bytes(name).windows(words.len()).any(|w| w == words.as_bytes()))
}

#[tokio::test]
async fn what_is_purged_is_overwritten_on_the_disk() {
    let house = House::new().await;
    remove(&house.store, &gate(), &ada(), NOW).await.unwrap();
    assert!(is_on_the_disk(&house, "It is shut,"));
    purge(&house.store, None, &gate(), &ada(), NOW).await.unwrap();
    assert!(!is_on_the_disk(&house, "It is shut,") && is_on_the_disk(&house, "It is wet,"));
}

#[tokio::test]
async fn pictures_of_what_is_purged_go_with_it_unless_another_article_shows_them() {
    let house = House::new().await;
    let folder = house.folder.path().join("test.db.pictures");
    fs::create_dir(&folder).unwrap();
    let layout = |urls: &[&str]| {
        let block = |url: &&str| serde_json::json!({"kind": "figure", "picture": {"url": url, "alt": ""}, "lines": 0});
        serde_json::json!({"blocks": urls.iter().map(block).collect::<Vec<_>>()}).to_string()
    };
    let mut writing = house.store.write().await.unwrap();
    for (url, file) in [("a:1", "one.png"), ("a:2", "two.png"), ("a:3", "three.png"), ("a:4", "one.png")] {
        fs::write(folder.join(file), b"picture").unwrap();
        let picture = crate::store::KeptPicture { file: file.into(), width: 40, height: 40 };
        writing.keep_picture(url, &picture).await.unwrap();
    }
    writing.commit().await.unwrap();
    for (title, urls) in [("Gate", ["a:1", "a:2", "a:3"].as_slice()), ("Boat", &["a:2", "a:4"])] {
        let update =
            "update revision set layout = ? where article_id = (select article_id from article where title = ?)";
        sqlx::query(update).bind(layout(urls)).bind(title).execute(&house.store.writer).await.unwrap();
    }
    remove(&house.store, &gate(), &ada(), NOW).await.unwrap();
    let gallery = Gallery::beside(&house.folder.path().join("test.db"));
    purge(&house.store, Some(&gallery), &gate(), &ada(), NOW).await.unwrap();
    let mut left: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["one.png", "two.png"], "the first has another address still, the second another article");
    let urls = ["a:1", "a:2", "a:3", "a:4"].map(str::to_owned);
    assert_eq!(house.store.pictures(&urls).await.unwrap().into_keys().collect::<Vec<_>>(), ["a:2", "a:4"]);
}

#[tokio::test]
async fn what_is_purged_leaves_its_id_alone() {
    let house = House::new().await;
    assert_eq!(
        purge(&house.store, None, &gate(), &ada(), NOW).await.unwrap(),
        None,
        "only what was deleted can be purged"
    );
    remove(&house.store, &gate(), &ada(), NOW).await.unwrap();
    assert_eq!(purge(&house.store, None, &gate(), &ada(), NOW).await.unwrap().as_deref(), Some("Gate"));
    assert!(house.store.is_removed(&gate()).await.unwrap());
    assert_eq!(restore(&house.store, &gate(), &ada(), NOW).await.unwrap(), None);
    let left = sqlx::query("select count(*) from line where text like '%shut%'").fetch_one(&house.store.readers).await;
    assert_eq!(left.unwrap().get::<i64, _>(0), 0);
    assert_eq!(house.load().await.0, Summary { unchanged: 1, deleted: 1, ..Summary::default() });
}
