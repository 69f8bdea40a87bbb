//! Tests of looking for anything at all in a real database.

use jiff::Timestamp;

use super::*;
use crate::library::load;

const PIECES: [&str; 40] = [
    "\"",
    "\"\"",
    "(",
    ")",
    "((((",
    "-",
    "--",
    "OR",
    "NOT",
    "AND",
    "NEAR(",
    "NEAR(a b, 3)",
    "*",
    "^",
    ":",
    "by:",
    "by:quill",
    "about:\"",
    "before:",
    "after:2022",
    "kind:direct",
    "source:'",
    "gate",
    "+",
    "{title text}:",
    "}",
    "'; drop table line;--",
    "\\",
    "“",
    " ",
    " ",
    "外交",
    "é",
    "\u{301}",
    "\0",
    "rank",
    "2022-99-99",
    "💩",
    "\u{202e}",
    "any",
];

/// Five hundred hostile queries, always the same.
fn hostile() -> impl Iterator<Item = String> {
    let mut state = 7_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    (0..500).map(move |_| {
        let count = 1 + next(14);
        let piece = |_| PIECES[usize::try_from(next(40)).unwrap_or_default()];
        (0..count).map(piece).collect()
    })
}

async fn house() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let text = "Gate\n20240131\nhttps://example.org/gate\n“The gate is shut,” Ada Quill said.\n中国外交部 é any rank\n";
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    let store = Store::open(&folder.path().join("x.db")).await.unwrap();
    load(&store, &[folder.path().join("a.txt")], Timestamp::UNIX_EPOCH, &mut |_, _| {}).await.unwrap();
    (folder, store)
}

#[tokio::test]
async fn no_query_breaks_the_index() {
    let (_folder, store) = house().await;
    for typed in hostile() {
        for order in [SearchOrder::Newest, SearchOrder::Best] {
            let mut query = SearchQuery::parse(&typed);
            let looking = Looking { part: SearchPart::All, order, before: None, size: 10 };
            let found = search(&store, &mut query, looking).await;
            assert!(found.is_ok(), "{typed:?}: {found:?}");
        }
    }
}

#[tokio::test]
async fn every_word_of_a_line_finds_its_article() {
    let (_folder, store) = house().await;
    for typed in
        ["gate", "\"THE GATE IS\"", "quill", "部", "中国外交部", "e", "rank", "sh*", "quill -ferry", "after:2024"]
    {
        let mut query = SearchQuery::parse(typed);
        let looking = Looking { part: SearchPart::Articles, order: SearchOrder::Newest, before: None, size: 10 };
        let found = search(&store, &mut query, looking).await.unwrap();
        assert_eq!(found.articles.map(|page| page.rows.len()), Some(1), "{typed}");
    }
}

#[tokio::test]
async fn a_statement_on_a_very_long_line_is_found_by_what_is_near() {
    let (folder, store) = house().await;
    let sentence = |n: usize| format!("Ada Quill said the crane number{n} was open.");
    let line = (0..300).map(sentence).collect::<Vec<_>>().join(" ");
    std::fs::write(folder.path().join("b.txt"), format!("Cranes\n20240201\nhttps://example.org/cranes\n{line}\n"))
        .unwrap();
    load(&store, &[folder.path().join("b.txt")], Timestamp::UNIX_EPOCH, &mut |_, _| {}).await.unwrap();
    for (typed, least, most) in [("crane", 300, 300), ("number150", 20, 80), ("crane shut", 0, 0)] {
        let mut query = SearchQuery::parse(typed);
        let looking = Looking { part: SearchPart::Statements, order: SearchOrder::Newest, before: None, size: 400 };
        let found = search(&store, &mut query, looking).await.unwrap();
        let found = found.statements.map_or(0, |page| page.rows.len());
        assert!((least..=most).contains(&found), "{typed}: {found}");
    }
}
