//! `/static/…`: the files that pages need, in the coding that is asked for, kept for ever; and how much a visit takes.

use std::collections::BTreeSet;

use crate::support::http::{Answer, ask};
use crate::support::server::{House, Server};

/// What a visit may take in all, with its fonts too, and the next page after it.
const FIRST: usize = 60_000;
const WITH_FONTS: usize = 150_000;
const NEXT: usize = 15_000;

fn get(server: &Server, path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(server.address, "GET", path, headers).expect("an answer")
}

/// As a browser asks.
fn coded(server: &Server, path: &str) -> Answer {
    get(server, path, &[("Accept-Encoding", "gzip, deflate, br, zstd")])
}

/// The addresses of all that a browser fetches to show `page`.
fn fetched(page: &str) -> BTreeSet<String> {
    let tags = page.split('<').filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag);
    let value = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    };
    let loads = ["stylesheet", "icon", "manifest", "preload", "modulepreload", "prefetch"];
    let of = |tag: &str| match tag.split(' ').next()? {
        "link" => value(tag, "href").filter(|_| value(tag, "rel").is_some_and(|rel| loads.contains(&rel.as_str()))),
        "script" | "img" | "iframe" | "source" | "embed" | "video" | "audio" => value(tag, "src"),
        _ => None,
    };
    tags.filter_map(of).collect()
}

fn is_font(path: &str) -> bool {
    path.rsplit('.').next() == Some("woff2")
}

/// The addresses of the fonts that the stylesheet names; a browser fetches those that a page has letters of.
fn fonts(style: &str) -> Vec<String> {
    let named = style.split("url(\"..").skip(1).filter_map(|rest| rest.split('"').next());
    named.map(|path| format!("/static{path}")).collect()
}

/// The pages that are read most, by what they are called.
fn pages(server: &Server) -> Vec<(&'static str, String)> {
    let front = server.get("/").text();
    let (_, rest) = front.split_once("<h3><a href=\"").expect("an article");
    let article = rest.split('"').next().expect("an address").to_owned();
    let (person, found) = ("/people/maeve-ocarrick".to_owned(), "/search?q=the".to_owned());
    vec![("front", "/".into()), ("article", article), ("person", person), ("search", found)]
}

#[test]
fn every_file_comes_in_the_coding_that_is_asked_for() {
    let house = House::empty();
    let server = house.serve();
    let files = fetched(&server.get("/").text());
    let files: Vec<String> = files.into_iter().filter(|path| path.starts_with("/static/") && !is_font(path)).collect();
    assert_eq!(files.len(), 3, "{files:?}");
    for path in files {
        let plain = server.get(&path);
        assert_eq!((plain.status, plain.header("content-encoding")), (200, None), "{path}");
        let mut tags = BTreeSet::new();
        for (asked, coding) in [("identity", None), ("gzip", Some("gzip")), ("br, gzip", Some("br"))] {
            let answer = get(&server, &path, &[("Accept-Encoding", asked)]);
            assert_eq!((answer.status, answer.header("content-encoding")), (200, coding), "{path} {asked}");
            assert_eq!(answer.header("vary"), Some("accept-encoding"), "{path} {asked}");
            assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"), "{path}");
            let length = answer.header("content-length").and_then(|length| length.parse().ok());
            assert_eq!(length, Some(answer.body.len()), "{path} {asked}");
            assert_eq!(answer.body == plain.body, coding.is_none(), "{path} {asked}");
            let tag = answer.header("etag").expect("a tag").to_owned();
            let again = get(&server, &path, &[("Accept-Encoding", asked), ("If-None-Match", &tag)]);
            assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, Some(tag.as_str())), "{path}");
            tags.insert(tag);
        }
        assert_eq!(tags.len(), 3, "every coding has a tag of its own: {tags:?}");
    }
}

#[test]
fn a_file_that_another_build_had_leads_to_the_one_of_this_build() {
    let house = House::empty();
    let server = house.serve();
    let old = server.get("/static/000000000000/style.css");
    assert_eq!(old.status, 307);
    assert_eq!(server.get(old.header("location").expect("an address")).status, 200);
    assert_eq!(server.get("/static/000000000000/nothing.css").status, 404);
}

/// Bytes as they came over the wire, heads included.
#[test]
fn a_visit_takes_little_and_the_next_page_less() {
    let house = House::with_samples();
    let server = house.serve();
    println!("{:<8} {:>12} {:>12} {:>12} {:>12}", "page", "first visit", "with fonts", "next page", "unchanged");
    for (name, path) in pages(&server) {
        let page = coded(&server, &path);
        assert_eq!((page.status, page.header("content-encoding")), (200, Some("br")), "{path}");
        let files = fetched(&server.get(&path).text());
        assert!(files.len() >= 4 && files.iter().all(|path| path.starts_with('/') && !path.starts_with("//")));
        let style = files.iter().find(|path| path.rsplit('.').next() == Some("css")).expect("a stylesheet");
        let fonts = fonts(&server.get(style).text());
        assert!(files.iter().filter(|path| is_font(path)).all(|path| fonts.contains(path)), "{files:?} {fonts:?}");
        let fonts: usize = fonts.iter().map(|path| coded(&server, path).size).sum();
        let files = files
            .iter()
            .filter(|path| !is_font(path))
            .map(|path| coded(&server, path))
            .inspect(|file| assert_eq!(file.status, 200));
        let first = page.size + files.map(|file| file.size).sum::<usize>();
        let tag = page.header("etag").expect("a tag");
        let again = get(&server, &path, &[("Accept-Encoding", "br"), ("If-None-Match", tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        println!("{name:<8} {first:>12} {:>12} {:>12} {:>12}", first + fonts, page.size, again.size);
        assert!(
            first <= FIRST && first + fonts <= WITH_FONTS && page.size <= NEXT,
            "{path}: {first} bytes, then {}",
            page.size
        );
    }
}
