//! Opening what is there: a new file, a good one, a damaged one, a newer one, one that others use.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use sqlx::{ConnectOptions, Connection, Row, SqlitePool};
use tempfile::TempDir;

use super::*;
use crate::domain::Article;
use crate::store::pools::{reading, writing};
use crate::store::{Arrival, Saved};

async fn made() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let store = Store::open(&path).await.unwrap();
    let mut writing = store.write().await.unwrap();
    let lines = (0..5000).map(|n| format!("Line number {n} of an article that fills some pages.")).collect();
    let article = Article { title: "Title".into(), lines, ..Article::default() };
    let saved = writing.save_article(&article, Arrival::file("a.txt"), jiff::Timestamp::UNIX_EPOCH).await.unwrap();
    assert!(matches!(saved, Saved::New(_)));
    writing.commit().await.unwrap();
    store.close().await;
    (folder, path)
}

async fn pragma(pool: &SqlitePool, query: &'static str) -> String {
    let row = sqlx::query(query).fetch_one(pool).await.unwrap();
    row.try_get::<String, _>(0).unwrap_or_else(|_| row.get::<i64, _>(0).to_string())
}

/// Runs SQL on the file behind the program's back.
async fn change(path: &Path, sql: &'static str) {
    let mut connection = writing(path).connect().await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

async fn refused(path: &Path) -> StoreError {
    let before = fs::read(path).unwrap();
    let error = Store::open(path).await.expect_err("it should be refused");
    assert!(fs::read(path).unwrap() == before, "the file was touched");
    error
}

#[tokio::test]
async fn the_settings_are_those_that_were_chosen() {
    let (_folder, path) = made().await;
    let store = Store::open(&path).await.unwrap();
    assert_eq!(pragma(&store.writer, "pragma journal_mode").await, "wal");
    assert_eq!(pragma(&store.writer, "pragma synchronous").await, "2");
    assert_eq!(pragma(&store.writer, "pragma foreign_keys").await, "1");
    assert_eq!(pragma(&store.writer, "pragma busy_timeout").await, "5000");
    assert!(pragma(&store.readers, "pragma cache_size").await.starts_with('-'));
    let write = sqlx::query("delete from article").execute(&store.readers).await.unwrap_err();
    assert!(matches!(StoreError::from(write), StoreError::ReadOnly));
}

#[tokio::test]
async fn the_log_is_gone_after_closing() {
    let (folder, _path) = made().await;
    assert!(!folder.path().join("test.db-wal").exists());
}

#[tokio::test]
async fn a_damaged_file_is_refused_and_left_alone() {
    let (_folder, path) = made().await;
    let whole = fs::read(&path).unwrap();
    let mut zero_head = whole.clone();
    zero_head[..100].fill(0);
    let mut garbled = whole.clone();
    let middle = whole.len() / 2 / 4096 * 4096;
    garbled[middle..middle + 8192].fill(0x5a);
    let truncated = whole[..whole.len() / 2].to_vec();
    let text = b"Dear diary, this is no database at all.\n".repeat(200);
    for (what, bytes) in [("zero head", zero_head), ("garbled", garbled), ("truncated", truncated), ("text", text)] {
        fs::write(&path, bytes).unwrap();
        let error = refused(&path).await;
        assert!(matches!(error, StoreError::Damaged { .. }), "{what}: {error}");
    }
}

#[tokio::test]
async fn a_refusal_names_the_newest_copy() {
    let (folder, path) = made().await;
    fs::copy(&path, folder.path().join("test.db.pre-2")).unwrap();
    fs::copy(&path, folder.path().join("test.db.pre-10")).unwrap();
    fs::write(&path, "no database").unwrap();
    let error = refused(&path).await.to_string();
    assert!(error.ends_with("test.db.pre-10"), "{error}");
}

#[tokio::test]
async fn an_empty_file_is_a_new_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("empty.db");
    fs::write(&path, "").unwrap();
    Store::open(&path).await.unwrap();
}

#[tokio::test]
async fn a_foreign_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("foreign.db");
    change(&path, "create table recipe (name text)").await;
    let error = refused(&path).await.to_string();
    assert!(error.contains("recipe"), "{error}");
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    let (_folder, path) = made().await;
    change(&path, "insert into _sqlx_migrations values (9999, 'newer', current_timestamp, true, x'00', 0)").await;
    assert!(matches!(refused(&path).await, StoreError::Newer { found: 9999, .. }));
}

#[tokio::test]
async fn a_database_with_another_history_is_refused() {
    let (_folder, path) = made().await;
    change(&path, "update _sqlx_migrations set checksum = x'00' where version = 2").await;
    assert!(matches!(refused(&path).await, StoreError::Altered { version: 2, .. }));
}

#[tokio::test]
async fn a_copy_is_kept_before_a_migration() {
    let (folder, path) = made().await;
    // As if an older program had written it, and what comes next cannot be done.
    change(&path, "delete from _sqlx_migrations where version = 2").await;
    let error = Store::open(&path).await.unwrap_err();
    assert!(matches!(error, StoreError::Migration(_)), "{error}");
    let copy = reading(&folder.path().join("test.db.pre-2")).connect().await;
    let lines: i64 = sqlx::query_scalar("select count(*) from line").fetch_one(&mut copy.unwrap()).await.unwrap();
    assert_eq!(lines, 5000);
    let mut after = reading(&path).connect().await.unwrap();
    let lines: i64 = sqlx::query_scalar("select count(*) from line").fetch_one(&mut after).await.unwrap();
    assert_eq!(lines, 5000, "what the failed migration did was undone");
}

#[tokio::test]
async fn a_missing_folder_is_named() {
    let error = Store::open(Path::new("/nowhere/at/all/test.db")).await.unwrap_err().to_string();
    assert!(error.contains("/nowhere/at/all") && error.contains("make the folder"), "{error}");
    let folder = tempfile::tempdir().unwrap();
    let error = Store::open(folder.path()).await.unwrap_err().to_string();
    assert!(error.contains("it is a folder"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_first_starts_at_once_all_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let starts: Vec<_> = (0..20)
        .map(|_| {
            tokio::spawn({
                let path = path.clone();
                async move { Store::open(&path).await }
            })
        })
        .collect();
    for start in starts {
        start.await.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_waits_for_another_process() {
    let (_folder, path) = made().await;
    let (one, other) = (Store::open(&path).await.unwrap(), Store::open(&path).await.unwrap());
    let held = one.write().await.unwrap();
    let started = Instant::now();
    let waiting = tokio::spawn(async move { other.write().await?.commit().await });
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(one.data_version().await.unwrap(), 1, "readers go on meanwhile");
    held.commit().await.unwrap();
    waiting.await.unwrap().unwrap();
    assert!(started.elapsed() >= Duration::from_millis(500));
    assert_eq!(one.data_version().await.unwrap(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_gives_up_after_its_time() {
    let (_folder, path) = made().await;
    let (one, other) = (Store::open(&path).await.unwrap(), Store::open(&path).await.unwrap());
    let _held = one.write().await.unwrap();
    let error = other.write().await.unwrap_err();
    assert!(matches!(error, StoreError::Busy), "{error}");
}

#[test]
fn every_migration_can_be_rolled_back() {
    for migration in MIGRATOR.iter() {
        assert!(!migration.no_tx, "migration {} would leave a half-done schema behind", migration.version);
    }
}

#[tokio::test]
async fn case_28_a_new_database_and_the_copies_of_it_are_for_nobody_else_to_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let store = Store::open(&path).await.unwrap();
    let writing = store.write().await.unwrap();
    writing.commit().await.unwrap();
    sqlx::query("delete from _sqlx_migrations where version > 1").execute(&store.writer).await.unwrap();
    let mode = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("a.db"), mode("a.db-wal")), (0o600, 0o600));
    store.close().await;
    let mut connection = reading(&path).connect().await.unwrap();
    super::super::backup::before_migration(&mut connection, &path, 2).await.unwrap();
    assert_eq!(mode("a.db.pre-2"), 0o600);
}
