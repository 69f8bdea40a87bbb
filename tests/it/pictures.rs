//! `/pictures/{file}`: pictures of articles, kept and shown only where the owner wants them.

use onrecord::domain::{Block, BlockKind, Layout, Picture};
use onrecord::ingest::client::{Client, Policy};
use onrecord::library::Gallery;
use onrecord::store::Store;
use tokio::runtime::Runtime;

use crate::support::adding::Workshop;
use crate::support::saved::{page, save_page};
use crate::support::server::{House, Server, wait_until};
use crate::support::site::{self, Site};

/// The head of a picture in PNG, which is all that is looked at.
fn png(width: u32, height: u32) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), b"\x08\x02\0\0\0"]
        .concat()
}

fn layout(urls: &[String]) -> Layout {
    let figure = |url: &String| Block {
        kind: BlockKind::Figure { picture: Some(Picture { url: url.clone(), alt: String::new() }) },
        lines: 0,
        quoted: 0,
    };
    Layout { blocks: urls.iter().map(figure).collect(), marks: Vec::new() }
}

/// Keeps the pictures at `urls` in the house; how many that were.
fn keep(house: &House, urls: &[String]) -> usize {
    let client = Client::new(&Policy { allowed: vec!["127.0.0.1/32".parse().expect("a network")] }).expect("a client");
    let path = house.at("onrecord.db");
    Runtime::new().expect("a runtime").block_on(async {
        let store = Store::open(&path).await.expect("a database");
        let kept = Gallery::beside(&path).keep(&store, &client, &layout(urls)).await.expect("kept");
        store.close().await;
        kept
    })
}

fn files(house: &House) -> Vec<String> {
    let entries = std::fs::read_dir(house.at("onrecord.db.pictures")).into_iter().flatten();
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// A house with one article, which has a picture at the site.
fn house(site: &Site) -> (House, String) {
    let house = House::empty();
    let picture = site.url("/gate.jpg");
    save_page(&house, "https://news.example.org/gate", &page("").replace("/gate.jpg", &picture));
    (house, picture)
}

fn article(server: &Server) -> String {
    let front = server.get("/").text();
    let address = front.split("<h3><a href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    server.get(address).text()
}

#[test]
fn case_14_pictures_are_kept_by_their_bytes_and_nothing_else_is() {
    let site = Site::start();
    let (house, picture) = house(&site);
    site.put("/gate.jpg", "content-type: text/html", png(300, 200));
    site.put("/svg.png", "content-type: image/png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
    site.put("/dot.png", "content-type: image/png", png(1, 1));
    site.put("/large.png", "content-type: image/png", [png(300, 200), vec![0; 6_000_000]].concat());
    let others = ["/svg.png", "/dot.png", "/large.png", "/nowhere.png"].map(|path| site.url(path));
    assert_eq!(keep(&house, &[std::slice::from_ref(&picture), others.as_slice()].concat()), 1);
    assert_eq!(files(&house).len(), 1);
    // What is here is not asked for again, and nothing private ever is.
    let asked = site.asked().len();
    assert_eq!(keep(&house, &[picture, "http://[::1]/a.png".into(), "http://10.0.0.1/a.png".into()]), 0);
    assert_eq!(site.asked().len(), asked);
}

#[test]
fn case_14_a_picture_comes_from_here_and_can_do_nothing() {
    let site = Site::start();
    let (house, picture) = house(&site);
    site.put("/gate.jpg", "content-type: image/jpeg", png(300, 200));
    assert_eq!(keep(&house, &[picture]), 1);
    let file = files(&house).remove(0);
    let server = Server::start(house.command(&["serve", "--listen", "127.0.0.1:0", "--pictures"]));
    let page = article(&server);
    let shown = format!(
        "<img src=\"/pictures/{file}\" width=\"300\" height=\"200\" alt=\"The gate at noon\" loading=\"lazy\">"
    );
    assert!(page.contains(&shown), "{page}");
    let answer = server.get(&format!("/pictures/{file}"));
    assert_eq!((answer.status, answer.body.as_slice()), (200, png(300, 200).as_slice()));
    assert_eq!(answer.header("content-type"), Some("image/png"));
    assert_eq!(answer.header("content-security-policy"), Some("default-src 'none'; form-action 'none'; sandbox"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    for no_file in
        ["nothing", "../onrecord.db", "%2e%2e%2fonrecord.db", "0123456789abcdef0123456789abcdef.png", "a.svg"]
    {
        assert_eq!(server.get(&format!("/pictures/{no_file}")).status, 404, "{no_file}");
    }
}

#[test]
fn without_the_setting_there_are_none() {
    let site = Site::start();
    let (house, picture) = house(&site);
    site.put("/gate.jpg", "content-type: image/png", png(300, 200));
    assert_eq!(keep(&house, &[picture]), 1);
    let server = house.serve();
    assert!(!article(&server).contains("<img"));
    assert_eq!(server.get(&format!("/pictures/{}", files(&house)[0])).status, 404);
}

#[test]
fn with_the_setting_an_article_that_is_added_gets_its_pictures() {
    let shop = Workshop::with(&["--allow-private-net", "127.0.0.1/32", "--pictures"]);
    shop.site.put("/gate.jpg", "content-type: image/jpeg", png(300, 200));
    let figure = format!(
        "<figure><img src='{}' alt='The gate'><figcaption>At noon.</figcaption></figure><p>",
        shop.site.url("/gate.jpg")
    );
    shop.put("/gate", &site::article("Gate opens").replacen("<p>", &figure, 2));
    let ed = shop.editor();
    let added = ed.post("/add", &[("addresses", &shop.site.url("/gate"))]);
    let to = added.header("location").expect("a way on").to_owned();
    wait_until("the picture is kept", || ed.get(&to).text().contains("<img src=\"/pictures/"));
    let file = files(&shop.house).remove(0);
    assert_eq!(ed.get(&format!("/pictures/{file}")).body, png(300, 200));
    assert_ne!(shop.server.get(&format!("/pictures/{file}")).status, 200, "a private house's pictures are private");
}
