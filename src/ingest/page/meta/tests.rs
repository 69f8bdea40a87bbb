//! Where facts are found, and which are not believed.

use jiff::civil::date;

use super::dates::day_of;
use super::*;
use crate::domain::Field;

const URL: &str = "https://www.example.org/news/2022/01/20/gate?id=1#top";

fn facts(head: &str) -> Facts {
    let page = format!("<html><head>{head}</head><body><p>Text</p></body></html>");
    let page = Readability::new(page.as_str(), Some(URL), None).unwrap();
    Facts::of(&page, Some(&Url::parse(URL).unwrap()))
}

fn note(facts: &Facts, field: Field) -> (String, String) {
    let note = facts.notes().into_iter().find(|note| note.field == field).unwrap();
    (note.found, note.how)
}

#[test]
fn json_ld_goes_first() {
    let found = facts(
        r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"No"},
          {"@type":["NewsArticle","Report"],"headline":"Gate &amp; harbour","datePublished":"2022-01-21T23:30:00-05:00",
           "author":[{"@type":"Person","name":"Ann Lee"},{"name":"By Bo"},{"name":"Ann Lee"}],"publisher":{"name":"Example News"}}]}</script>
         <meta property="og:title" content="Other"><meta name="author" content="Other"><meta property="article:published_time" content="2020-01-01">"#,
    );
    assert_eq!(note(&found, Field::Title), ("Gate & harbour".into(), "JSON-LD headline".into()));
    assert_eq!(note(&found, Field::Byline), ("Ann Lee, By Bo".into(), "JSON-LD author".into()));
    assert_eq!(note(&found, Field::Date), ("2022-01-21".into(), "JSON-LD datePublished".into()));
    assert_eq!(note(&found, Field::Site), ("Example News".into(), "JSON-LD publisher".into()));
}

#[test]
fn broken_or_foreign_json_ld_says_nothing() {
    for json in [
        "{",
        "[]",
        "null",
        "[[[{\"@type\":5}]]]",
        "{\"@type\":\"Recipe\",\"headline\":\"x\"}",
        "{\"@type\":\"Article\",\"headline\":{}}",
    ] {
        let found =
            facts(&format!("<script type='application/ld+json'>{json}</script><meta property=og:title content=T>"));
        assert_eq!(note(&found, Field::Title), ("T".into(), "Open Graph og:title".into()), "{json}");
    }
    let deep = format!(
        "<script type='application/ld+json'>{}</script><meta property=og:title content=T>",
        "[".repeat(100_000)
    );
    assert_eq!(facts(&deep).title().as_deref(), Some("T"));
}

#[test]
fn open_graph_and_meta_elements_come_next() {
    let found = facts(
        r#"<meta property="og:title" content="Gate opens | Example News"><meta property="og:site_name" content="Example News">
         <meta name="parsely-author" content="By Ann Lee"><meta name="DC.date.issued" content="21 January 2022"><meta property="og:locale" content="en_GB">"#,
    );
    assert_eq!(found.title().as_deref(), Some("Gate opens"));
    assert_eq!(note(&found, Field::Byline), ("Ann Lee".into(), "meta element parsely-author".into()));
    assert_eq!(note(&found, Field::Date), ("2022-01-21".into(), "meta element dc.date.issued".into()));
    assert_eq!(found.imprint().language.as_deref(), Some("en-GB"));
}

#[test]
fn the_address_tells_the_day_where_nothing_else_does() {
    assert_eq!(note(&facts(""), Field::Date), ("2022-01-20".into(), "the address".into()));
}

#[test]
fn canonical_addresses_are_believed_on_their_own_site_alone() {
    let canonical = |href: &str| facts(&format!("<link rel=canonical href='{href}'>"));
    for (href, address) in [
        ("https://example.org/gate", "https://example.org/gate"),
        ("//m.example.org/gate#x", "https://m.example.org/gate"),
        ("/gate", "https://www.example.org/gate"),
    ] {
        assert_eq!(note(&canonical(href), Field::Address), (address.into(), "link element canonical".into()));
    }
    let asked = "https://www.example.org/news/2022/01/20/gate?id=1";
    for href in [
        "https://example.net/gate",
        "https://example.org.evil.net/",
        "javascript:x",
        "https://a:b@example.org/",
        "http://[",
    ] {
        let found = canonical(href);
        assert_eq!(found.address().as_deref(), Some(asked), "{href}");
        assert!(found.notes().iter().any(|note| note.how.contains("not taken: it is")), "{href}");
    }
    assert_eq!(canonical("/").address().as_deref(), Some(asked));
}

#[test]
fn days_are_read_in_the_forms_that_pages_use() {
    for text in [
        "2022-01-21",
        "2022-01-21T10:00:00Z",
        "2022/1/21",
        "20220121",
        "20220121103000",
        "21 January 2022",
        "January 21, 2022",
        "Jan. 21st, 2022 at 5:00 p.m.",
        "Fri, 21 Jan 2022 10:00:00 GMT",
        " 2022-01-21 ",
        "2022.01.21",
    ] {
        assert_eq!(day_of(text), Some(date(2022, 1, 21)), "{text}");
    }
    for text in [
        "",
        "2022",
        "2022-13-01",
        "2022-02-30",
        "1642723200",
        "21/01/2022",
        "yesterday",
        "0001-01-01",
        "-5-5-5",
        "May 2022",
        "é-é-é",
    ] {
        assert_eq!(day_of(text), None, "{text}");
    }
}

#[test]
fn what_is_given_goes_before_what_is_found() {
    let mut found = facts("<meta property=og:title content=T>");
    found.give(&Given { title: Some(" A  title ".into()), published_on: Some(date(2020, 2, 3)), url: None });
    assert_eq!((found.title().as_deref(), found.published_on()), (Some("A title"), Some(date(2020, 2, 3))));
    assert_eq!(note(&found, Field::Title).1, "as it was given");
}

#[test]
fn case_11_what_a_page_says_of_itself_is_text() {
    let found = facts(
        r#"<meta property="og:title" content="&quot;><svg onload=alert(1)>x"><meta name=author content="javascript:alert(1)"><meta name=author content="https://x">"#,
    );
    assert_eq!(found.title().as_deref(), Some("\"> x"));
    assert_eq!(found.imprint().byline.as_deref(), Some("javascript:alert(1)"));
}
