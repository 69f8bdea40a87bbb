//! What is looked at before a database is touched: the file, its schema. Nothing here writes to it.

use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::{ConnectOptions, Connection, SqliteConnection, SqlitePool};

use super::error::{sqlite_code, sqlite_words};
use super::pools::reading;
use super::{StoreError, backup};

/// Refuses a damaged file, one that is no database of this program, and one that is newer. Keeps a copy of one that is
/// about to be migrated.
pub(super) async fn file(path: &Path, known: &Migrator) -> Result<(), StoreError> {
    if path.metadata().map_or(true, |found| found.len() == 0) {
        return Ok(());
    }
    let mut connection = reading(path).connect().await.map_err(|error| refusal(path, error))?;
    whole(&mut connection, path).await?;
    let pending = schema(&mut connection, path, known).await?;
    if let Some(version) = pending {
        backup::before_migration(&mut connection, path, version).await?;
    }
    connection.close().await?;
    Ok(())
}

/// Reads every page of the file.
async fn whole(connection: &mut SqliteConnection, path: &Path) -> Result<(), StoreError> {
    let found: Result<String, _> = sqlx::query_scalar("pragma quick_check(1)").fetch_one(connection).await;
    match found {
        Ok(answer) if answer == "ok" => Ok(()),
        Ok(answer) => Err(damaged(path, answer.split_whitespace().collect::<Vec<_>>().join(" "))),
        Err(error) => Err(refusal(path, error)),
    }
}

/// Compares the schema's history with the known one; gives the first migration that is still to come to a database in
/// use.
async fn schema(connection: &mut SqliteConnection, path: &Path, known: &Migrator) -> Result<Option<i64>, StoreError> {
    let tables: Vec<String> =
        sqlx::query_scalar("select name from sqlite_schema where type = 'table'").fetch_all(&mut *connection).await?;
    if !tables.iter().any(|name| name == "_sqlx_migrations") {
        let foreign = tables.first().map(|name| format!("it holds a table {name:?} and no history of ours"));
        return foreign.map_or(Ok(None), |detail| Err(damaged(path, detail)));
    }
    let applied: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("select version, checksum from _sqlx_migrations order by version").fetch_all(connection).await?;
    for (version, checksum) in &applied {
        same_migration(path, known, *version, checksum)?;
    }
    let pending = known.iter().map(|m| m.version).find(|version| !applied.iter().any(|(done, _)| done == version));
    // A first start that was cut short has nothing worth a copy.
    Ok(pending.filter(|_| !applied.is_empty()))
}

fn same_migration(path: &Path, known: &Migrator, version: i64, checksum: &[u8]) -> Result<(), StoreError> {
    let path = path.to_owned();
    match known.iter().find(|m| m.version == version) {
        Some(migration) if *migration.checksum == *checksum => Ok(()),
        Some(_) => Err(StoreError::Altered { path, version }),
        None => {
            let newest = known.iter().map(|m| m.version).max().unwrap_or_default();
            Err(StoreError::Newer { path, found: version, known: newest })
        }
    }
}

/// Refuses a SQLite with a known way to damage a database (<https://sqlite.org/wal.html#walresetbug>).
pub(super) async fn sqlite_version(pool: &SqlitePool) -> Result<(), StoreError> {
    let found: String = sqlx::query_scalar("select sqlite_version()").fetch_one(pool).await?;
    let parts: Vec<u32> = found.split('.').map_while(|part| part.parse().ok()).collect();
    if parts.as_slice() < [3, 51, 3].as_slice() { Err(StoreError::OldSqlite { found }) } else { Ok(()) }
}

/// What a failure to read the file means for whoever starts the program.
fn refusal(path: &Path, error: sqlx::Error) -> StoreError {
    match sqlite_code(&error).map(|code| code & 0xff) {
        Some(11 | 26) => damaged(path, sqlite_words(&error)),
        Some(14) => StoreError::CannotOpen { path: path.to_owned(), detail: sqlite_words(&error) },
        _ => error.into(),
    }
}

fn damaged(path: &Path, detail: String) -> StoreError {
    let advice = match backup::newest(path) {
        Some(copy) => format!("The newest copy is {}", copy.display()),
        None => "Name another file with --db, or put a copy in its place".to_owned(),
    };
    StoreError::Damaged { path: path.to_owned(), detail, advice }
}
