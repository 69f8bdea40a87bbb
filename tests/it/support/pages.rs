//! Every kind of page, in one place: who adds a page adds it to `every_page`, and it is tried for accessibility in each
//! theme and width, for valid HTML, and without scripts.

use std::fs;

use super::accounts::{PASSWORD, cookie, post_as, sign_in};
use super::adding::Workshop;
use super::browser::Browser;
use super::http::{Answer, ask};
use super::saved::{page, save_page};
use super::server::{House, Server};
use super::site::Site;

/// Houses in which every kind of page has something to show.
pub(crate) struct Furnished {
    /// One with many articles, that everybody may read.
    pub(crate) open: Home,
    /// One that nobody has an account in yet.
    pub(crate) unset: Home,
    /// One into which articles come.
    pub(crate) busy: Home,
    _site: Site,
}

/// A house, and what there is to look at: paths, each with the status it has.
#[derive(Debug)]
pub(crate) struct Home {
    pub(crate) server: Server,
    /// What guests see.
    pages: Vec<(String, u16)>,
    /// What its owner sees.
    own_pages: Vec<(String, u16)>,
    /// What the browser of the owner sends to be known.
    pub(crate) cookie: String,
    _house: House,
}

/// A page to look at: where it is, the status it has, and the cookie of whoever looks.
#[derive(Debug)]
pub(crate) struct Visit<'a> {
    server: &'a Server,
    pub(crate) path: &'a str,
    pub(crate) status: u16,
    pub(crate) cookie: Option<&'a str>,
}

impl Visit<'_> {
    pub(crate) fn address(&self) -> String {
        format!("http://{}{}", self.server.address, self.path)
    }

    pub(crate) fn answer(&self) -> Answer {
        let cookie = self.cookie.map(|cookie| ("Cookie", cookie));
        ask(self.server.address, "GET", self.path, cookie.as_slice()).expect("an answer")
    }
}

impl Home {
    /// Each kind of page: of guests first, then of the owner.
    pub(crate) fn visits(&self) -> impl Iterator<Item = Visit<'_>> {
        let guests = self.pages.iter().map(|page| (page, None));
        let own = self.own_pages.iter().map(|page| (page, Some(self.cookie.as_str())));
        guests.chain(own).map(|((path, status), cookie)| Visit { server: &self.server, path, status: *status, cookie })
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.server.address)
    }

    /// Lets a browser be signed in as the owner.
    pub(crate) async fn let_in(&self, browser: &Browser) {
        browser.sign_in(&self.address(), &self.cookie).await;
    }
}

impl Furnished {
    pub(crate) fn new() -> Self {
        let (busy, site) = busy();
        Self { open: open(), unset: unset(), busy, _site: site }
    }

    /// The same, for a test with a browser, which must not wait.
    pub(crate) async fn beside() -> Self {
        tokio::task::spawn_blocking(Self::new).await.expect("three houses")
    }

    pub(crate) fn visits(&self) -> impl Iterator<Item = Visit<'_>> {
        [&self.open, &self.unset, &self.busy].into_iter().flat_map(Home::visits)
    }
}

fn open() -> Home {
    let (house, server) = furnish();
    let cookie = cookie(&sign_in(&server, "anna", PASSWORD, &[]));
    for (path, fields) in [
        ("/settings/tokens", [("name", "Feed reader"), ("read", "yes")]),
        ("/settings/instance", [("visibility", "public"), ("", "")]),
    ] {
        assert!(post_as(&server, &cookie, path, &fields).status < 400, "{path}");
    }
    Home { server, pages: every_page(&house), own_pages: own_pages(), cookie, _house: house }
}

fn unset() -> Home {
    let house = House::empty();
    let mut server = house.serve();
    let said = server.next_line();
    let (_, link) = said.trim_end().split_once(&server.address.to_string()).expect("a link");
    let pages = vec![(link.to_owned(), 200)];
    Home { server, pages, own_pages: Vec::new(), cookie: String::new(), _house: house }
}

fn busy() -> (Home, Site) {
    let shop = Workshop::new();
    let own_pages = pages_of_adding(&shop);
    let cookie = cookie(&sign_in(&shop.server, "anna", PASSWORD, &[]));
    let Workshop { house, server, site, .. } = shop;
    (Home { server, pages: Vec::new(), own_pages, cookie, _house: house }, site)
}

/// Work of every kind: done, failed, put off, waiting, with parts; and an article that was deleted.
fn pages_of_adding(shop: &Workshop) -> Vec<(String, u16)> {
    let ed = shop.editor();
    let add = |path: &str| ed.post("/add", &[("addresses", &shop.site.url(path))]);
    add("/article");
    add("/status?404");
    add("/status?503");
    let zip = Workshop::zip(&[
        ("a.txt", b"Pier\n20240131\nhttps://example.org/pier\nIt stands.\n"),
        ("b.txt", b""),
        ("c.bin", b"x"),
    ]);
    shop.upload(&ed, &[("files", "all.zip", &zip)]);
    shop.over();
    let path = "select '/articles/' || public_id || '/' || slug from article where title = ";
    let fetched = shop.house.ask_database(&format!("{path} 'Gate opens'"));
    let deleted = shop.house.ask_database(&format!("{path} 'Goose holds office'"));
    ed.post(&format!("{deleted}/delete"), &[]);
    // As while it runs.
    shop.house.change_database(
        "insert into job (kind, payload, state, attempts, run_after, done, total, message, asked_by, asked_at)
         values ('fetch', '{\"url\":\"https://example.org/running\",\"again\":false}', 'running', 1, '2026-01-01T00:00:00Z', 1, 3,
           'Reading the page', 'ed', '2026-01-01T00:00:00Z')",
    );
    let fine = [
        "/add",
        "/add/window?url=https://example.org/a",
        "/share?text=https://example.org/a",
        "/jobs",
        "/jobs?state=failed",
        "/jobs/2",
        "/jobs/4",
        "/jobs/5",
        "/deleted",
        &fetched,
        &format!("{fetched}/delete"),
    ];
    let fine = fine.into_iter().map(|path| (path.to_owned(), 200));
    fine.chain([(deleted, 410), ("/jobs/99".to_owned(), 404)]).collect()
}

/// The samples, an article that was changed after it was loaded, one whose text runs from right to left, one that names
/// nobody, and one that came as a web page with a block of every kind.
fn furnish() -> (House, Server) {
    let house = House::with_samples();
    let changing = "seeds/changing.txt";
    let lines = ["“The gate is shut, & that is <all> of it,” Ada Quill said.", "He said that “nobody” had asked him."];
    house.article(changing, "Gate shuts", "https://example.org/changing", &lines);
    house.article(
        "seeds/rtl.txt",
        "המועצה סגרה את שער הנמל",
        "https://example.org/rtl",
        &["לדבריה, התיקון יעלה כשני מיליון."],
    );
    house.article("seeds/nobody.txt", "Rain", "no address at all", &["It rained all day."]);
    assert_eq!(house.run(&["load", "seeds"]).status, 0);
    let lines = ["“The gate is open, & that is <all> of it,” Ada Quill said.", "He said that “nobody” had asked him."];
    house.article(changing, "Gate opens", "https://example.org/changing", &lines);
    for (name, role) in [("anna", "owner"), ("ed", "editor"), ("rea", "reader")] {
        house.add_user(name, role);
    }
    save_page(
        &house,
        "https://news.example.org/2024/01/31/blocks",
        &page("").replace("Gate opens", "A gate in blocks"),
    );
    let server = house.serve();
    (house, server)
}

/// The path of the article loaded from this sample.
fn article(house: &House, file: &str) -> String {
    let title =
        fs::read_to_string(house.at(file)).expect("a sample").lines().next().expect("a title").replace('\'', "''");
    titled(house, &title)
}

fn titled(house: &House, title: &str) -> String {
    let row = "'/articles/' || public_id || '/' || slug";
    house.ask_database(&format!("select {row} from article where title = '{title}'"))
}

fn every_page(house: &House) -> Vec<(String, u16)> {
    let spoken = article(house, "seeds/20231103-gate-four-fails-in-storm.txt");
    let changed = article(house, "seeds/changing.txt");
    let left_out = house.ask_database(
        "select l.key from line l join revision r using (revision_id) where r.number = 1 and l.key not in (
           select l.key from line l join article a using (revision_id)) limit 1",
    );
    let fine = [
        // The front page, and choices of articles
        "/",
        "/?source=example.org&person=Ada+Quill&from=2024-01-01&to=2024-12-31&statements=only",
        "/?source=nowhere.example",
        // Articles
        &spoken,
        &format!("{spoken}?view=speakers"),
        &format!("{spoken}/cite"),
        &changed,
        &format!("{changed}?revision=1"),
        &format!("{changed}/cite?line={left_out}"),
        &article(house, "seeds/20231104-sturmflut-in-port-kelvane.txt"),
        &article(house, "seeds/rtl.txt"),
        &article(house, "seeds/nobody.txt"),
        &titled(house, "A gate in blocks"),
        // People
        "/people",
        "/people?sort=statements",
        "/people?q=nobody+of+this+name",
        "/people/maeve-ocarrick",
        "/people/maeve-ocarrick?order=oldest&kind=direct",
        "/people/maeve-ocarrick?words=%22harbour",
        "/people/maeve-ocarrick?view=about",
        "/people/maeve-ocarrick?view=articles",
        "/compare",
        "/compare?people=maeve-ocarrick,ada-quill",
        // Stories
        "/story",
        "/story?name=The+gate&people=maeve-ocarrick,ruth-calder&words=gate",
        "/story?people=nobody",
        // Search
        "/search",
        "/search?q=harbour",
        "/search?q=by:ocarrick+harbour&sort=best",
        "/search?q=nowhereatall",
        "/search?q=gate+in+1999",
        "/search?q=(harbour+%22gate",
        // The house
        "/login",
        "/login?next=/settings",
        "/settings/reading?back=/people",
        "/about/reading",
        "/offline",
    ];
    let failing = [
        ("/nowhere", 404),
        ("/people/nobody-at-all", 404),
        ("/compare?people=x&with=y", 422),
        ("/story?from=x", 400),
        ("/setup", 403),
    ];
    let fine = fine.into_iter().map(|path| (path.to_owned(), 200));
    fine.chain(failing.map(|(path, status)| (path.to_owned(), status))).collect()
}

/// The pages that owners have for themselves.
fn own_pages() -> Vec<(String, u16)> {
    let fine = [
        "/",
        "/settings",
        "/settings?done=password",
        "/settings/second-factor",
        "/settings/users",
        "/settings/users/rea",
        "/settings/instance",
        "/settings/audit",
    ];
    let failing = [("/settings/users/nobody", 404)];
    let fine = fine.into_iter().map(|path| (path.to_owned(), 200));
    fine.chain(failing.map(|(path, status)| (path.to_owned(), status))).collect()
}
