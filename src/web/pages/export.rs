//! A person's statements to take away, as CSV (RFC 4180) and as JSON: each report with its source, the address of its
//! line and the SHA-256 of the line's text, so that it can be cited as evidence and checked later.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::channel;

use crate::store::{ExportOrder, Exported, LineAt, Store};
use crate::web::extract::{InPath, Origin};
use crate::web::page::PageResult;
use crate::web::{AppState, flow, paths};

/// The columns of the table, as its first line names them.
const COLUMNS: [&str; 12] = [
    "person",
    "date",
    "kind",
    "evidence",
    "words",
    "line",
    "line_sha256",
    "line_address",
    "article_title",
    "source",
    "source_address",
    "same_as",
];

/// How many statements are held in memory at once.
const PART: usize = 500;

pub(in crate::web) async fn csv(
    State(state): State<AppState>,
    InPath(slug): InPath<String>,
    Origin(site): Origin,
) -> PageResult {
    let Some((head, order)) = state.store.person_export(&slug).await? else {
        return state.moved(&slug, paths::person_csv, None).await;
    };
    let (name, slug) = (head.name, head.slug);
    let text = flow(state.store, order, move |part, rows| {
        let heading = if part == Part::First { record(COLUMNS) } else { String::new() };
        let line = |row| record(cells(&site, &name, row).each_ref().map(String::as_str));
        heading + rows.iter().map(line).collect::<String>().as_str()
    });
    Ok(file("text/csv; charset=utf-8; header=present", &format!("{slug}.csv"), text))
}

pub(in crate::web) async fn json(
    State(state): State<AppState>,
    InPath(slug): InPath<String>,
    Origin(site): Origin,
) -> PageResult {
    let Some((head, order)) = state.store.person_export(&slug).await? else {
        return state.moved(&slug, paths::person_json, None).await;
    };
    let person = json!({"name": head.name, "address": format!("{site}{}", paths::person(&head.slug))});
    let mut comma = "";
    let text = flow(state.store, order, move |part, rows| {
        let mut text = String::new();
        if part == Part::First {
            text = format!("{{\"person\":{person},\"statements\":[");
        }
        for row in rows {
            text = text + comma + object(&site, row).to_string().as_str();
            comma = ",";
        }
        text + if part == Part::Last { "]}" } else { "" }
    });
    Ok(file("application/json", &format!("{}.json", head.slug), text))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What stands before all statements, without any.
    First,
    Statements,
    /// What stands behind them.
    Last,
}

/// A file that is read and written part by part, as fast as it is taken. A fault on the way breaks it off, so that nobody
/// takes a half for the whole.
fn flow(store: Store, order: ExportOrder, mut write: impl FnMut(Part, &[Exported]) -> String + Send + 'static) -> Body {
    let (next, parts) = channel(1);
    tokio::spawn(async move {
        let mut text = write(Part::First, &[]);
        for ids in order.parts(PART) {
            let rows = store.exported(&ids).await;
            let part =
                rows.map(|rows| Bytes::from(std::mem::take(&mut text) + write(Part::Statements, &rows).as_str()));
            let broken = part.is_err();
            if let Err(error) = &part {
                tracing::error!(%error, "a file of statements is broken off: {error}");
            }
            if next.send(part).await.is_err() || broken {
                return;
            }
        }
        // Where nobody takes it any more, that is no fault.
        let _ = next.send(Ok((text + write(Part::Last, &[]).as_str()).into())).await;
    });
    flow::body(parts)
}

fn file(media_type: &str, name: &str, text: Body) -> Response {
    // A slug has nothing that would have to be quoted.
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, media_type), (CONTENT_DISPOSITION, &disposition)], text).into_response()
}

fn address(site: &str, line: &LineAt) -> String {
    format!("{site}{}", paths::line(&line.article_id, &line.article_slug, &line.key))
}

/// Of the line's text as it is stored, in UTF-8.
fn hash(line: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(line.as_bytes()))
}

fn object(site: &str, row: &Exported) -> Value {
    json!({
        "date": row.published_on.map(|day| day.to_string()),
        "kind": row.kind.as_str(),
        "evidence": row.evidence.as_str(),
        "words": row.words,
        "line": {"text": row.line, "sha256": hash(&row.line), "address": address(site, &row.line_at)},
        "article": {"title": row.article_title, "source": row.site, "source_address": row.source_url},
        "same_as": row.same_as.as_ref().map(|line| address(site, line)),
    })
}

fn cells(site: &str, person: &str, row: &Exported) -> [String; COLUMNS.len()] {
    [
        person.to_owned(),
        row.published_on.map(|day| day.to_string()).unwrap_or_default(),
        row.kind.as_str().to_owned(),
        row.evidence.as_str().to_owned(),
        row.words.clone(),
        row.line.clone(),
        hash(&row.line),
        address(site, &row.line_at),
        row.article_title.clone(),
        row.site.clone(),
        row.source_url.clone().unwrap_or_default(),
        row.same_as.as_ref().map(|line| address(site, line)).unwrap_or_default(),
    ]
}

/// A line of the table.
fn record(cells: [&str; COLUMNS.len()]) -> String {
    format!("{}\r\n", cells.map(cell).join(","))
}

/// A cell, quoted where it must be. One that a spreadsheet would run as a formula gets an apostrophe before it.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let guarded = if formula { format!("'{text}") } else { text.to_owned() };
    let plain = !guarded.contains([',', ';', '"', '\r', '\n', '\t']) && guarded.trim() == guarded;
    if plain { guarded } else { format!("\"{}\"", guarded.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_are_no_formulas() {
        for (text, written) in [
            ("plain words", "plain words"),
            ("a, b", "\"a, b\""),
            ("“no” \"yes\"", "\"“no” \"\"yes\"\"\""),
            ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
            ("-1+1", "'-1+1"),
            ("@SUM(1)", "'@SUM(1)"),
            ("＝1", "'＝1"),
            ("\t=1", "\"'\t=1\""),
            (" x", "\" x\""),
            ("", ""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
