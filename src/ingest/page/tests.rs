//! Whole pages, as they are and as they must not be.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::BlockKind;

const URL: &str = "https://example.org/news/gate";

fn url() -> Url {
    Url::parse(URL).unwrap()
}

fn read_html(html: &str) -> Result<Found, NotAnArticle> {
    read(html.as_bytes(), Some("text/html; charset=utf-8"), Some(&url()))
}

/// A page with so many paragraphs, and more in its head and its body.
fn page(head: &str, paragraphs: usize, more: &str) -> String {
    let text = (1..=paragraphs).map(|n| {
        format!("<p>Paragraph {n} tells that the gate of the harbour was opened on Monday, as the port said. “It holds,” said <a href='/people/lee'>Ann Lee</a>.</p>")
    });
    let text: String = text.collect();
    format!(
        "<!doctype html><html lang=en-GB><head><title>Gate opens | Example News</title>{head}</head><body><nav><a href=/>Home</a> <a href=/x>More</a></nav>\
        <article><h1>Gate opens</h1>{text}{more}</article><footer>Imprint and contact</footer></body></html>"
    )
}

#[test]
fn an_ordinary_page_gives_its_article() {
    let head = "<meta property=og:site_name content='Example News'><meta property=article:published_time content=2022-01-21T08:00:00Z><meta name=author content='Bo Li'>";
    let found = read_html(&page(
        head,
        6,
        "<h2>What next</h2><ul><li>First thing that happens next.<li>Second thing that happens.</ul>",
    ))
    .unwrap();
    let article = &found.article;
    assert_eq!((article.title.as_str(), article.published_on), ("Gate opens", Some(date(2022, 1, 21))));
    assert_eq!((article.ordered, article.source.url.as_deref()), (true, Some(URL)));
    assert_eq!(article.imprint.byline.as_deref(), Some("Bo Li"));
    assert_eq!(
        (article.imprint.site_name.as_deref(), article.imprint.language.as_deref()),
        (Some("Example News"), Some("en-GB"))
    );
    assert_eq!(article.lines[1], "“It holds,” said Ann Lee.");
    let kinds = article.layout.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph));
    assert_eq!((kinds.count(), article.layout.blocks.len()), (6, 9));
    assert!(article.layout.fits(&article.lines) && article.layout.marks.len() == 6);
    assert!(!article.lines.iter().any(|line| line.contains("Imprint") || line.contains("Home")));
    let how: Vec<(Field, &str)> = found.log.iter().map(|note| (note.field, note.how.as_str())).collect();
    assert!(
        how.contains(&(Field::Date, "Open Graph article:published_time"))
            && how.contains(&(Field::Encoding, "the server’s header")),
        "{how:?}"
    );
}

#[test]
fn what_stands_in_the_way_is_said() {
    let wall = |text: &str| page("", 0, text);
    let cases = [
        (page("", 1, "<p>Already a subscriber? Log in to continue reading.</p>"), NotAnArticle::Paywall),
        (page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}</script>", 2, ""), NotAnArticle::Paywall),
        (wall("<p>We value your privacy. We and our partners use cookies. Accept all or manage preferences. Read our cookie policy.</p>"), NotAnArticle::CookieWall),
        (wall("<p>Just a moment... Checking your browser before you go on to the page.</p>"), NotAnArticle::RobotCheck),
        ("<html><head><title>App</title></head><body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript><script src=a.js></script></body></html>".to_owned(), NotAnArticle::ScriptOnly),
        ("<html><title>x</title><body><p>Nothing here.</p></body></html>".to_owned(), NotAnArticle::TooShort { words: 2 }),
        ("no markup at all".to_owned(), NotAnArticle::NotHtml),
    ];
    for (html, reason) in cases {
        assert_eq!(read_html(&html), Err(reason), "{html}");
    }
    assert_eq!(read(&[0, 1, 2, 3].repeat(99), None, None), Err(NotAnArticle::NotText));
}

#[test]
fn an_article_about_walls_is_none() {
    let about = "<p>Cookies need consent, says the law on cookies, and the cookie policy of the port says so too. To keep reading is free.</p>";
    assert!(read_html(&page("", 12, about)).is_ok());
}

#[test]
fn plain_text_is_read_as_text() {
    let found = read(b"Gate opens\n\nIt is <b>open</b>. Now.", Some("text/plain"), Some(&url())).unwrap();
    assert_eq!(found.article.lines, ["It is <b>open</b>.", "Now."]);
}

#[test]
fn case_09_bombs_are_refused_at_once() {
    for bomb in ["<div>".repeat(100_000), "<font>".repeat(100_000), "<svg><g>".repeat(50_000)] {
        assert_eq!(read_html(&bomb), Err(NotAnArticle::TooDeep));
    }
    // Not deep, but many.
    assert_eq!(read_html(&format!("<title>T</title><p>{}", "<br>".repeat(110_000))), Err(NotAnArticle::TooDeep));
}

#[test]
fn case_15_what_acts_is_removed() {
    let acts = "<iframe srcdoc='<script>alert(1)</script>'></iframe><form action=/x><button formaction=javascript:alert(1)>go</button></form>\
        <meta http-equiv=refresh content='0;url=//evil'><base href=//evil><p>Last one: <a href='/here'>here</a>.</p>";
    let found = read_html(&page("", 6, acts)).unwrap();
    let kept = format!("{found:?}");
    assert!(!kept.contains("evil") && !kept.contains("javascript") && !kept.contains("alert"), "{kept}");
}

proptest! {
    #[test]
    fn any_bytes_give_an_article_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, None, None);
    }

    #[test]
    fn any_page_gives_an_article_or_a_reason(parts in prop::collection::vec(prop::sample::select(vec![
        "<html>", "<head>", "<title>T", "</title>", "<body>", "<article>", "<p>", "</p>", "<div>", "</div>", "<table><tr><td>", "</table>", "<ul><li>",
        "<h1>H", "</h1>", "<script type=application/ld+json>{\"@type\":\"Article\"", "}</script>", "<svg>", "<math>", "<template>", "<select>",
        "<meta property=og:title content=X>", "<link rel=canonical href=/x>", "<time datetime=2022>", "<base href=//e>", "<!--", "-->", "<![CDATA[",
        "It is open, the port said on Monday, and it will stay open, they said. ", "“Yes,” she said. ", "é\u{2028}", "\0", "&#x0;&amp", "<a href=x>",
    ]), 0..60)) {
        if let Ok(found) = read_html(&parts.concat()) {
            prop_assert!(found.article.layout.fits(&found.article.lines));
            prop_assert!(!found.article.title.is_empty());
        }
    }
}
