//! A page asks the database the same number of times for one row and for fifty.

use crate::support::server::{House, Server};

/// A house with `rows` articles, in each of which Ada Quill says something; the first has `rows` lines.
fn house(rows: usize) -> House {
    let house = House::empty();
    let others = ["Bo Marsh", "Cy Adair", "Di Penhallow", "Ed Imrie", "Flo Skinner", "Gus Thorne"];
    for n in 0..rows {
        let lines: Vec<String> = (0..if n == 0 { rows } else { 1 })
            .map(|line| match line % 7 {
                0 => format!("“It is {line},” Ada Quill said."),
                other => format!("{} said that Ada Quill had {line} boats.", others[other - 1]),
            })
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        house.article(&format!("in/{n}.txt"), &format!("Title {n}"), &format!("https://example.org/{n}"), &lines);
    }
    assert_eq!(house.run(&["load", "in"]).status, 0);
    house
}

/// What `/healthz` asks the database; it stands before and behind each page in the log.
const MARK: &str = "select article_id from article limit 1";

/// How often the database is asked for the page at `path`, by a server that writes down every query. The least of
/// several times, since the server may have work of its own meanwhile.
fn asked_for(house: &House, path: &str) -> usize {
    let args = ["serve", "--listen", "127.0.0.1:0", "--log", "sqlx::query=debug"];
    let server = Server::start(house.command(&args));
    server.get("/healthz");
    for _ in 0..3 {
        assert_eq!(server.get(path).status, 200, "{path}");
        server.get("/healthz");
    }
    let (ran, _) = server.stop();
    let between = ran.err.split(MARK).skip(1).map(|queries| queries.matches("DEBUG sqlx::query").count());
    // Each stretch counts the line of the mark behind it; the last has none.
    between.take(3).min().expect("three stretches") - 1
}

#[test]
fn one_row_or_fifty_are_as_many_queries() {
    let (short, long) = (house(1), house(50));
    let article = |house: &House| {
        let row = "'/articles/' || public_id || '/' || slug";
        house.ask_database(&format!("select {row} from article where title = 'Title 0'"))
    };
    let articles = [article(&short), article(&long)];
    let person = ["/people/ada-quill", "/people/ada-quill?view=about", "/people/ada-quill?view=articles"];
    let chosen = "/?source=example.org&person=ada-quill&from=2024-01-01&to=2024-12-31&statements=only";
    let feeds = ["/feed.atom", "/people/ada-quill/feed.atom", "/story/feed.atom?people=ada-quill"];
    let files = ["/sitemap.xml", "/people/ada-quill/statements.csv", "/people/ada-quill/statements.json"];
    let lists = [
        "/",
        chosen,
        "/?source=example.org",
        "/settings/reading",
        "/people",
        "/people?sort=statements",
        person[0],
        person[1],
        person[2],
        "/people/ada-quill?about=bo-marsh",
        "/people/ada-quill?words=boats",
        "/story?people=ada-quill&words=is",
        "/story?sources=example.org&order=oldest",
        feeds[0],
        feeds[1],
        feeds[2],
    ];
    let of_article = |more: &str| [format!("{}{more}", articles[0]), format!("{}{more}", articles[1])];
    let of_articles = ["", "?view=speakers", "?revision=1", "/cite"].map(of_article);
    let same = |path: &str| [path.to_owned(), path.to_owned()];
    let searches = [
        "/search?q=ada",
        "/search?q=by:quill+is+OR+boats",
        "/search?q=ada&sort=best",
        "/search/suggest?q=ti",
        "/search/feed.atom?q=ada",
        "/search/feed.atom?q=ada&in=statements",
    ];
    let pages = lists.into_iter().chain(files).chain(searches).map(same).chain(of_articles);
    for [of_short, of_long] in pages {
        let (few, many) = (asked_for(&short, &of_short), asked_for(&long, &of_long));
        assert!(few > 0 || of_short.starts_with("/settings"), "{of_short}: the queries are counted");
        assert_eq!(few, many, "{of_long}");
    }
    let compared = "/compare?people=ada-quill,bo-marsh";
    assert_eq!(asked_for(&house(2), compared), asked_for(&long, compared), "{compared}");
}
