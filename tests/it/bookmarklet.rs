//! The link that is dragged to the bar of bookmarks, pressed in a real browser on a page of another site.

use crate::support::adding::Workshop;
use crate::support::browser::Browser;
use crate::support::site::article;

/// Presses the bookmark: its code runs with the rights of the page, and says which window it opens.
fn pressed(code: &str) -> String {
    format!(
        "let opened; window.open = (address) => {{ opened = address; }}; (0, eval)(decodeURIComponent({code:?})); return opened;"
    )
}

#[tokio::test]
async fn it_hands_over_the_page_as_the_browser_shows_it() {
    let (shop, cookie) = tokio::task::spawn_blocking(|| {
        let shop = Workshop::new();
        let script = "<script>document.querySelector('article').insertAdjacentHTML('beforeend',
            '<p>This line stands there for readers who have paid, ' + 'Ada Quill said.</p>')</script></body>";
        shop.put("/paid", &article("Behind a wall").replace("</body>", script));
        let cookie = shop.editor().cookie;
        (shop, cookie)
    })
    .await
    .expect("a house");
    let Some(browser) = Browser::start(1280).await else { return };
    let house = format!("http://{}", shop.server.address);
    browser.sign_in(&house, &cookie).await;
    browser.open(&format!("{house}/add")).await;
    let link = browser.link("[data-drag]").await;
    let code = link.strip_prefix("javascript:").expect("code").to_owned();
    let page = shop.site.url("/paid");
    browser.open(&page).await;
    let window = browser.ask(&pressed(&code)).await;
    assert!(window.starts_with(&format!("{house}/add/window?url=")), "{window}");
    browser.open(&window).await;
    // What was handed over is not kept in the history.
    browser.arrives_where(|path| !path.contains('#')).await;
    assert_eq!(browser.ask("return document.querySelector('#url').value").await, page);
    browser.press_on("main form button").await;
    browser.arrives_where(|path| path.starts_with("/add/window?saved=")).await;
    let saved = browser.link(".saved a").await;
    browser.open(&format!("{house}{saved}")).await;
    let text = browser.ask("return document.querySelector('main').innerText").await;
    assert!(text.contains("for readers who have paid"), "{text}");
    browser.close().await;
    drop(shop);
}
