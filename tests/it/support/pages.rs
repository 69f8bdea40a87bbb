//! Every kind of page, in one place: who adds a page adds it to `every_page`, and it is tried for accessibility in each
//! theme and width, for valid HTML, and without scripts.

use std::fs;

use super::accounts::{PASSWORD, cookie, post_as, sign_in};
use super::http::{Answer, ask};
use super::saved::{page, save_page};
use super::server::{House, Server};

/// A house in which every kind of page has something to show.
#[derive(Debug)]
pub(crate) struct Furnished {
    pub(crate) server: Server,
    /// The path of each kind of page that a guest sees, with the status it has.
    pub(crate) pages: Vec<(String, u16)>,
    /// The same of pages for those who are signed in.
    pub(crate) own_pages: Vec<(String, u16)>,
    /// What the browser of the owner sends to be known.
    pub(crate) cookie: String,
    /// The path by which a house without accounts is set up, and its server.
    pub(crate) unset: (Server, String),
    _houses: [House; 2],
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

impl Furnished {
    pub(crate) fn new() -> Self {
        let (house, server) = furnish();
        let cookie = cookie(&sign_in(&server, "anna", PASSWORD, &[]));
        for (path, fields) in [
            ("/settings/tokens", [("name", "Feed reader"), ("read", "yes")]),
            ("/settings/instance", [("visibility", "public"), ("", "")]),
        ] {
            assert!(post_as(&server, &cookie, path, &fields).status < 400, "{path}");
        }
        let empty = House::empty();
        let mut unset = empty.serve();
        let said = unset.next_line();
        let (_, link) = said.trim_end().split_once(&unset.address.to_string()).expect("a link");
        let unset = (unset, link.to_owned());
        Self { server, pages: every_page(&house), own_pages: own_pages(), cookie, unset, _houses: [house, empty] }
    }

    /// Every kind of page: of guests first, then of those who are signed in.
    pub(crate) fn visits(&self) -> Vec<Visit<'_>> {
        let visit = |server, path, status, cookie| Visit { server, path, status, cookie };
        let guests = self.pages.iter().map(|(path, status)| visit(&self.server, path.as_str(), *status, None));
        let first = [visit(&self.unset.0, self.unset.1.as_str(), 200, None)];
        let own = self.own_pages.iter();
        let own = own.map(|(path, status)| visit(&self.server, path.as_str(), *status, Some(self.cookie.as_str())));
        guests.chain(first).chain(own).collect()
    }

    /// The same, for a test with a browser, which must not wait.
    pub(crate) async fn beside() -> Self {
        tokio::task::spawn_blocking(Self::new).await.expect("a house")
    }
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
        "/people/maeve-ocarrick?view=about",
        "/people/maeve-ocarrick?view=articles",
        "/compare?people=maeve-ocarrick,ada-quill",
        // Search
        "/search",
        "/search?q=harbour",
        "/search?q=by:ocarrick+harbour&sort=best",
        "/search?q=nowhereatall",
        "/search?q=(harbour+%22gate",
        // The house
        "/login",
        "/login?next=/settings",
        "/settings/reading?back=/people",
        "/about/reading",
    ];
    let failing = [("/nowhere", 404), ("/people/nobody-at-all", 404), ("/compare?people=x", 400), ("/setup", 403)];
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
