//! A look into the database past the program, so that the program is not asked about itself.

use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, SqliteConnection};
use tokio::runtime::Runtime;

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

async fn open(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(path).connect().await.expect("a database")
}

/// The one value that `sql` asks for, as text; empty where it is null.
pub(super) fn ask(path: &Path, sql: &str) -> String {
    try_to_ask(path, sql).expect("an answer")
}

pub(super) fn try_to_ask(path: &Path, sql: &str) -> sqlx::Result<String> {
    let cast = format!("select cast(({sql}) as text)");
    let query = if sql.starts_with("pragma") { sql.to_owned() } else { cast };
    runtime()
        .block_on(async {
            let mut connection = SqliteConnectOptions::new().filename(path).connect().await?;
            let answer = sqlx::query_scalar(AssertSqlSafe(query)).fetch_one(&mut connection).await;
            connection.close().await?;
            answer
        })
        .map(Option::unwrap_or_default)
}

/// The steps by which SQLite would answer `sql`.
pub(super) fn plan(path: &Path, sql: &str) -> Vec<String> {
    runtime().block_on(async {
        let mut connection = open(path).await;
        let rows = sqlx::query(AssertSqlSafe(format!("explain query plan {sql}"))).fetch_all(&mut connection).await;
        rows.expect("a plan").iter().map(|row| row.get("detail")).collect()
    })
}

pub(super) fn change(path: &Path, sql: &str) {
    runtime().block_on(async {
        let mut connection = open(path).await;
        sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.expect("a change");
        connection.close().await.expect("closed");
    });
}

/// The write lock, until dropped.
#[derive(Debug)]
pub(crate) struct WriteLock {
    runtime: Runtime,
    connection: SqliteConnection,
}

impl WriteLock {
    pub(super) fn take(path: &Path) -> Self {
        let runtime = runtime();
        let connection = runtime.block_on(async {
            let mut connection = open(path).await;
            sqlx::query("begin immediate").execute(&mut connection).await.expect("the lock");
            connection
        });
        Self { runtime, connection }
    }
}

impl Drop for WriteLock {
    fn drop(&mut self) {
        let _ = self.runtime.block_on(sqlx::query("rollback").execute(&mut self.connection));
    }
}
