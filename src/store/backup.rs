//! The copy that is kept before a migration changes a database: `<database>.pre-<migration>`.

use std::fs;
use std::path::{Path, PathBuf};

use sqlx::SqliteConnection;

use super::StoreError;
use super::place::{beside, make_private};

/// Copies the database before migration `version` changes it. A copy that failed half-way is not taken for one.
pub(super) async fn before_migration(
    connection: &mut SqliteConnection,
    path: &Path,
    version: i64,
) -> Result<(), StoreError> {
    let target = beside(path, &format!(".pre-{version}"));
    let half = beside(path, ".pre-half");
    let failed = |source| StoreError::Lock { path: target.clone(), source };
    if half.exists() {
        fs::remove_file(&half).map_err(failed)?;
    }
    make_private(&half);
    let name = half.to_string_lossy().into_owned();
    sqlx::query("vacuum into ?").bind(name).execute(connection).await?;
    fs::rename(&half, &target).map_err(failed)
}

/// The copy made last, if there is one.
pub(super) fn newest(path: &Path) -> Option<PathBuf> {
    let prefix = format!("{}.pre-", path.file_name()?.to_string_lossy());
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let copies = fs::read_dir(folder).ok()?.filter_map(Result::ok).filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let version: i64 = name.strip_prefix(&prefix)?.parse().ok()?;
        Some((version, entry.path()))
    });
    copies.max_by_key(|(version, _)| *version).map(|(_, path)| path)
}
