//! Files as they should be and as they come.

use jiff::civil::date;

use super::*;

fn seed(text: &str) -> Seed {
    parse(text.as_bytes()).unwrap()
}

fn warned(text: &str) -> Vec<String> {
    seed(text).warnings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_file_as_it_should_be() {
    let found = seed("Title\n20220121\nhttps://example.org/a\n Said <b>so</b>. \nSecond.\n");
    assert_eq!(found.warnings, []);
    let article = found.article;
    assert_eq!((article.title.as_str(), article.published_on), ("Title", Some(date(2022, 1, 21))));
    assert_eq!(article.source.site().as_deref(), Some("example.org"));
    assert_eq!(article.lines, [" Said <b>so</b>. ", "Second."]);
    assert!(!article.ordered);
}

#[test]
fn line_ends_and_marks_make_no_difference() {
    let plain = seed("T\n20220121\nhttps://example.org/a\nOne.\nTwo.");
    for text in [
        "\u{feff}T\r\n20220121\r\nhttps://example.org/a\r\nOne.\r\nTwo.\r\n",
        "T\r20220121\rhttps://example.org/a\rOne.\rTwo.\r",
        "T  \n2022-01-21 \n https://example.org/a\n\nOne.\n   \nTwo.\n\n\n",
    ] {
        assert_eq!(seed(text), plain, "{text:?}");
    }
}

#[test]
fn a_bad_date_leaves_the_article_undated() {
    for bad in ["20221331", "", "21 January 2022", "yesterday", "2022-1-1", "+0220121", "２０２２０１２１"] {
        let found = seed(&format!("T\n{bad}\nhttps://example.org/a\nOne.\n"));
        assert_eq!((found.article.published_on, found.article.lines.len()), (None, 1), "{bad:?}");
        assert!(found.article.source.url.is_some());
        assert!(found.warnings[0].to_string().starts_with("line 2: expected a date"), "{bad:?}");
    }
}

#[test]
fn an_address_that_no_browser_may_follow_is_kept_with_a_warning() {
    for bad in ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/a", "urn:isbn:1"] {
        let found = seed(&format!("T\n20220121\n{bad}\nOne.\n"));
        assert_eq!((found.article.source.url.as_deref(), found.article.lines.len()), (Some(bad), 1));
        let expected = format!("line 3: expected an address with http or https, found {bad:?}; shown, but no link");
        assert_eq!(found.warnings.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
    }
}

#[test]
fn what_stands_in_the_place_of_head_lines_is_not_lost() {
    let no_date = seed("T\nhttps://example.org/a\nOne.\n");
    assert_eq!(
        (no_date.article.source.url.as_deref(), no_date.article.lines.len()),
        (Some("https://example.org/a"), 1)
    );
    let no_source = seed("T\n20220121\nOne said so.\nTwo said so.\n");
    assert_eq!((no_source.article.source.url, no_source.article.lines.len()), (None, 2));
    let neither = seed("T\nOne of them said so loudly.\nTwo said so.\n");
    assert_eq!(neither.article.lines, ["One of them said so loudly.", "Two said so."]);
    assert_eq!(neither.warnings.len(), 2);
}

#[test]
fn an_address_that_is_no_web_address_is_kept_as_text() {
    let found = seed("T\n20220121\njavascript:alert(1)\nOne.\n");
    assert_eq!(found.article.source.url.as_deref(), Some("javascript:alert(1)"));
    assert_eq!(found.article.source.canonical(), None);
}

#[test]
fn what_had_to_be_guessed_or_left_out_is_said() {
    let found = parse(b"T\n20220121\nhttps://example.org/a\nLe pr\xe9sident a \xe9t\xe9 re\xe7u.\0\n").unwrap();
    assert_eq!(found.article.lines, ["Le président a été reçu."]);
    let said: Vec<_> = found.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["expected UTF-8; read as windows-1252, which is a guess", "1 control characters were left out"]);
    assert_eq!(warned("T\n20220121\n\nOne.\n"), ["line 3: expected the source's address; source unknown"]);
}

#[test]
fn without_title_or_sentence_there_is_no_article() {
    let message = |text: &str| parse(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(message(""), "line 1: expected the title, found an empty file");
    assert_eq!(message("\u{feff}"), "line 1: expected the title, found an empty file");
    assert_eq!(message("\n20220121\n"), "line 1: expected the title, found an empty line");
    assert_eq!(message("Title"), "line 4: expected at least one sentence, found the end of the file");
    assert_eq!(
        message("Title\n20220121\nhttps://example.org/a\n\n"),
        "line 5: expected at least one sentence, found the end of the file"
    );
}

#[test]
fn a_picture_is_no_article() {
    let noise: Vec<u8> = (0..=255_u8).cycle().take(4096).collect();
    assert!(matches!(parse(&noise), Err(SeedError::NotText { .. })));
}

#[test]
fn a_million_lines_are_read() {
    let text = format!("T\n20220121\nhttps://example.org/a\n{}", "a\n".repeat(1_000_000));
    assert_eq!(seed(&text).article.lines.len(), 1_000_000);
}

#[test]
fn a_line_that_is_far_too_long_is_cut_into_its_sentences() {
    let long = "The gate is open. ".repeat(2_000);
    let seed = seed(&format!("T\n20220121\nhttps://example.org/a\nShort. And whole.\n{long}\n"));
    assert_eq!(seed.article.lines.len(), 2_001);
    assert_eq!(seed.article.lines[..2], ["Short. And whole.", "The gate is open."]);
    assert_eq!(seed.warnings, [Warning::Long { line: 5, bytes: long.len() }]);
    assert_eq!(
        seed.warnings[0].to_string(),
        "line 5: expected one sentence, found 36000 bytes; cut into its sentences"
    );
}
