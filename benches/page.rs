//! How much of a processor it takes to read a web page: bytes to article, and the article to who said what. The library's
//! parse of the page alone stands beside it, for comparison. `cargo bench --bench page`

use divan::Bencher;
use dom_smoothie::Readability;
use onrecord::analysis;
use onrecord::ingest::page;
use url::Url;

fn main() {
    divan::main();
}

/// A page as news sites have them: a little article in 200 kB of everything else.
fn ordinary() -> String {
    let text = "<p>The gate of the <a href='/harbour'>harbour</a> was opened on Monday, the port said in a statement. “It holds,” said \
        Ann Lee, the harbourmaster. She said that the storm of the week before had done it <em>no</em> harm.</p>";
    let menu = "<li class='nav-item nav-item--deep'><a class='nav-link' href='/section/topic?utm_source=menu' data-track='x'>Section</a></li>";
    let card = "<div class='card'><a href='/other'><img src='/t.jpg' width=120 height=80 alt=''></a><h3><a href='/other'>Other news of the day</a></h3></div>";
    let script = "<script>window.dataLayer = window.dataLayer || []; for (let i = 0; i < 10; i++) { dataLayer.push({ i }); }</script>";
    format!(
        "<!doctype html><html lang=en><head><title>Gate opens</title>{}</head><body><nav><ul>{}</ul></nav><main><article><h1>Gate opens</h1>{}\
         </article><aside>{}</aside></main>{}</body></html>",
        script.repeat(100),
        menu.repeat(300),
        text.repeat(25),
        card.repeat(200),
        script.repeat(300)
    )
}

#[divan::bench]
fn page_to_article(bencher: Bencher) {
    let (html, url) = (ordinary(), Url::parse("https://example.org/gate").ok());
    bencher.bench(|| page::read(html.as_bytes(), Some("text/html; charset=utf-8"), url.as_ref()).is_ok());
}

#[divan::bench]
fn page_to_who_said_what(bencher: Bencher) {
    let (html, url) = (ordinary(), Url::parse("https://example.org/gate").ok());
    bencher.bench(|| {
        let found = page::read(html.as_bytes(), Some("text/html; charset=utf-8"), url.as_ref());
        found.map(|found| analysis::read(&found.article).statements.len()).unwrap_or_default()
    });
}

#[divan::bench]
fn parse_alone(bencher: Bencher) {
    let html = ordinary();
    bencher.bench(|| Readability::new(html.as_str(), None, None).is_ok());
}
