//! How fast pages are made, through the router but past the network: `cargo bench --bench pages`

#![expect(clippy::expect_used, reason = "a benchmark that cannot go on says where")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use divan::Bencher;
use divan::counter::ItemsCount;
use jiff::Timestamp;
use onrecord::ingest::client::{Client, Policy};
use onrecord::library::add::Adding;
use onrecord::library::load;
use onrecord::store::Store;
use onrecord::web::{AppState, Proxies, router};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

fn main() {
    divan::main();
}

/// A house with the samples, as a server has it.
struct House {
    runtime: Runtime,
    pages: Router,
    _folder: TempDir,
}

impl House {
    fn with_samples() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let store = runtime.block_on(async {
            let store = Store::open(&folder.path().join("bench.db")).await.expect("a database");
            load(&store, &[seeds], Timestamp::UNIX_EPOCH, &mut |_, _| {}).await.expect("the samples");
            store
        });
        Self {
            runtime,
            pages: router(AppState::new(store.clone(), None, Proxies::default(), adding(store))),
            _folder: folder,
        }
    }

    /// The length of the page at `path`, which must be there.
    fn get(&self, path: &str) -> usize {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        self.runtime.block_on(async {
            let answer = self.pages.clone().oneshot(request).await.expect("an answer");
            assert!(answer.status().is_success(), "{path}: {}", answer.status());
            to_bytes(answer.into_body(), usize::MAX).await.expect("a page").len()
        })
    }

    /// The first address in the page at `path` that begins with `start` and does not end there.
    fn first_link(&self, path: &str, start: &str) -> String {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let page = self.runtime.block_on(async {
            let answer = self.pages.clone().oneshot(request).await.expect("an answer");
            to_bytes(answer.into_body(), usize::MAX).await.expect("a page")
        });
        let page = String::from_utf8(page.to_vec()).expect("UTF-8");
        let at = page.find(&format!("href=\"{start}")).expect("a link") + "href=\"".len();
        page[at..].split('"').next().expect("an address").to_owned()
    }
}

fn page(bencher: Bencher, house: &House, path: &str) {
    bencher.counter(ItemsCount::new(1_usize)).bench_local(|| house.get(path));
}

#[divan::bench]
fn front(bencher: Bencher) {
    page(bencher, &House::with_samples(), "/");
}

#[divan::bench]
fn article(bencher: Bencher) {
    let house = House::with_samples();
    let path = house.first_link("/", "/articles/");
    page(bencher, &house, &path);
}

#[divan::bench]
fn people(bencher: Bencher) {
    page(bencher, &House::with_samples(), "/people");
}

#[divan::bench]
fn person(bencher: Bencher) {
    let house = House::with_samples();
    let path = house.first_link("/people?sort=statements", "/people/");
    page(bencher, &house, &path);
}

/// Nothing comes in while pages are measured.
fn adding(store: Store) -> Adding {
    Adding::new(store, Client::new(&Policy::default()), || Timestamp::UNIX_EPOCH)
}
