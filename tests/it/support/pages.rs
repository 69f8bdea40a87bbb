//! Every kind of page, in one place: who adds a page adds it to `every_page`, and it is tried for accessibility in each
//! theme and width, for valid HTML, and without scripts.

use std::fs;

use super::server::{House, Server};

/// A house in which every kind of page has something to show.
#[derive(Debug)]
pub(crate) struct Furnished {
    pub(crate) server: Server,
    /// The path of each kind of page, with the status it has.
    pub(crate) pages: Vec<(String, u16)>,
    _house: House,
}

impl Furnished {
    pub(crate) fn new() -> Self {
        let (house, server) = furnish();
        Self { server, pages: every_page(&house), _house: house }
    }

    /// The same, for a test with a browser, which must not wait.
    pub(crate) async fn beside() -> Self {
        tokio::task::spawn_blocking(Self::new).await.expect("a house")
    }
}

/// The samples, an article that was changed after it was loaded, one whose text runs from right to left, and one that
/// names nobody.
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
    let server = house.serve();
    (house, server)
}

/// The path of the article loaded from this sample.
fn article(house: &House, file: &str) -> String {
    let title =
        fs::read_to_string(house.at(file)).expect("a sample").lines().next().expect("a title").replace('\'', "''");
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
        "/settings/reading?back=/people",
        "/about/reading",
    ];
    let failing = [("/nowhere", 404), ("/people/nobody-at-all", 404), ("/compare?people=x", 400)];
    let fine = fine.into_iter().map(|path| (path.to_owned(), 200));
    fine.chain(failing.map(|(path, status)| (path.to_owned(), status))).collect()
}
