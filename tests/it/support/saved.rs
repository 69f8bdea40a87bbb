//! Saves a web page in a house's database, past the pages that ask for it.

use jiff::Timestamp;
use onrecord::analysis;
use onrecord::ingest::page::{self, Found};
use onrecord::library::settle;
use onrecord::store::{Arrival, Saved, Showing, Store};
use tokio::runtime::Runtime;
use url::Url;

use super::server::House;

/// What became of the article of this page.
pub(crate) fn save_page(house: &House, url: &str, html: &str) -> Saved {
    let address = Url::parse(url).expect("an address");
    let found = page::read(html.as_bytes(), Some("text/html; charset=utf-8"), Some(&address)).expect("an article");
    Runtime::new().expect("a runtime").block_on(save(house, &found))
}

async fn save(house: &House, found: &Found) -> Saved {
    let store = Store::open(&house.at("onrecord.db")).await.expect("a database");
    let mut writing = store.write().await.expect("a write");
    let arrival = Arrival { origin: "the web", notes: &found.log, showing: Showing::UnlessPoorer };
    let saved = writing.save_article(&found.article, arrival, Timestamp::UNIX_EPOCH).await.expect("saved");
    if let Saved::New(row) | Saved::Revised(row) | Saved::Replaced(row, _) = &saved {
        let reading = analysis::read(&found.article);
        writing.save_reading(*row, &found.article.id(), &reading, analysis::VERSION).await.expect("saved");
    }
    writing.commit().await.expect("committed");
    settle(&store).await.expect("settled");
    store.close().await;
    saved
}

/// A page with one of everything.
pub(crate) fn page(more: &str) -> String {
    let text = "<p>The gate of the <a href='/harbour'>harbour</a> was <em>opened</em> on Monday. “It holds,” said Ann Lee, the \
        harbourmaster. She said that the storm had done it no harm.</p>";
    format!(
        "<!doctype html><html lang=en><head><title>Gate opens | Example News</title><meta name=author content='By Bo Li'>\
         <meta property=og:site_name content='Example News'></head><body><article><h1>Gate opens</h1>{text}\
         <h2>What was said</h2><p>Mayor Cy Dunn said the gate was <strong>“rather tired”</strong>. “We will paint it,” he said.</p>\
         <blockquote><p>Nothing that is old is quick.</p></blockquote>\
         <h4>What comes next, in three steps</h4><ol><li>The gate is painted in March.<ul><li>First in grey, as it was.</ul>\
         <li>Then it is opened for good.</ol>\
         <figure><img src=/gate.jpg alt='The gate at noon'><figcaption>The gate, seen from the quay.</figcaption></figure>\
         <table><caption>Height of the water</caption><tr><th>Day<th>Metres<tr><th>Monday<td>3.1<tr><th>Tuesday<td>2.7</table>\
         <pre>HIGH 04:10\n  LOW 10:25</pre>{more}</article></body></html>"
    )
}
