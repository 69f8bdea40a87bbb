//! `/people/{slug}`: on whose page a statement stands, above all where two people share a name. A page may lack a
//! statement, but never hold one that somebody else made.

use crate::support::articles::beside;
use crate::support::server::{House, Server};

/// People who are easily taken for one another, and some of what each of them alone said in the samples.
const NAMESAKES: [[(&str, &[&str]); 2]; 3] = [
    [
        (
            "ruth-calder",
            &[
                "We are not cousins",
                "I inherit a good harbour and a bad gate",
                "I have had them resoled",
                "I was asked to find the saving in that chain",
                "Mr Wieliczko should be given back his job",
            ],
        ),
        (
            "fergus-calder",
            &[
                "Nobody asked the people who tie up the ships",
                "They have sacked the smoke alarm",
                "Hamid can cook, count and keep his temper",
                "she would be welcome as a member",
            ],
        ),
    ],
    [
        (
            "anselm-duru",
            &[
                "All we did was open the door",
                "It was in a mailbag and it had a stamp on",
                "One lady asked us to wipe our feet",
                "that the boat would carry no turkeys",
            ],
        ),
        ("ifeoma-duru", &["compared grandmothers", "the island had 11 days of insulin left"]),
    ],
    [
        (
            "rory-brannock",
            &[
                "The big one was floating",
                "She wanted a cake in the shape of a gate",
                "said Rory Brannock of Councillor Carroway",
                "his wife had it about right",
            ],
        ),
        (
            "sunniva-brannock",
            &[
                "It was not floating, it was leaning",
                "a photograph of the flour",
                "“It stood,” said Ms Brannock",
                "from her husband this was a speech",
            ],
        ),
    ],
];

/// The text of each statement on a person's page, from the newest on, over all its pages.
fn record(server: &Server, slug: &str) -> Vec<String> {
    let (mut statements, mut address) = (Vec::new(), Some(format!("/people/{slug}")));
    while let Some(at) = address {
        let answer = server.get(&at);
        assert_eq!(answer.status, 200, "{at}");
        let page = answer.text();
        let says = page.split("id=\"says\"").nth(1).and_then(|rest| rest.split("</ol>").next()).unwrap_or_default();
        statements.extend(says.split("<p class=\"when\">").skip(1).map(without_markup));
        let next = page.split_once("rel=\"next\" href=\"").and_then(|(_, rest)| rest.split('"').next());
        address = next.map(|next| next.replace("&#38;", "&"));
    }
    statements
}

fn without_markup(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

#[test]
fn nobody_is_on_record_with_the_words_of_a_namesake() {
    let house = House::with_samples();
    let server = house.serve();
    let (mut all, mut found) = (0, 0);
    for [one, other] in NAMESAKES {
        for ((slug, said), (not, _)) in [(one, other), (other, one)] {
            let (own, theirs) = (record(&server, slug).join("\n"), record(&server, not).join("\n"));
            for words in said {
                assert!(!theirs.contains(words), "/people/{not} has what {slug} said: {words}");
            }
            all += said.len();
            found += said.iter().filter(|words| own.contains(**words)).count();
        }
    }
    assert!(found * 3 > all * 2, "only {found} of {all} stand on the right page: this may be looking for nothing");
}

#[test]
fn the_words_looked_for_stand_in_the_samples() {
    let lines: Vec<String> =
        crate::support::articles::sample_articles().into_iter().flat_map(|(_, sample)| sample.lines).collect();
    for (slug, said) in NAMESAKES.as_flattened() {
        for words in *said {
            assert!(lines.iter().any(|line| line.contains(words)), "{slug}: {words}");
        }
    }
}

/// A house in which three articles report one statement, the last in other words and more of them.
fn reported_thrice() -> House {
    let house = House::empty();
    let article = |name: &str, day: u32, line: &str| {
        let text = format!("Crane {name}\n2024020{day}\nhttps://{name}.example.org/crane\n{line}\n");
        std::fs::create_dir_all(house.at("seeds")).expect("a folder");
        std::fs::write(house.at(&format!("seeds/{name}.txt")), text).expect("a file");
    };
    article("post", 2, "“The crane was sold for scrap before anybody asked the crew,” Ada Quill said.");
    article("echo", 1, "\"The crane was sold for scrap before anybody asked the crew,\" said Ada Quill.");
    article(
        "star",
        3,
        "Ada Quill said: “Frankly, the crane was sold for scrap before anybody asked the crew, and I miss it.”",
    );
    article("moon", 3, "“The crane was not sold for scrap before anybody asked the crew,” Ada Quill said.");
    house
}

fn links(html: &str) -> Vec<&str> {
    html.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn what_several_articles_report_is_shown_once_with_the_others_and_their_wording() {
    let house = reported_thrice();
    let server = house.serve();
    let page = server.get("/people/ada-quill").text();
    assert!(page.contains("2 statements, reported 4 times"), "{page}");
    let record = record(&server, "ada-quill");
    assert_eq!(record.len(), 2, "{record:#?}");
    let (_, reports) = page.split_once("<div class=\"reports\">").expect("reports");
    let reports = reports.split("</div>").next().expect("their end");
    assert!(reports.find("post.example.org") < reports.find("star.example.org"), "the earliest first");
    assert!(reports.contains("Crane post</a>, in the same words"), "{reports}");
    for put_in in ["Frankly,", "and I miss it."] {
        assert!(
            reports.contains(&format!("<span class=\"off-screen\">(put in: </span>{put_in}<")),
            "{put_in}: {reports}"
        );
    }
    assert!(!reports.contains("<del>"), "nothing is left out: {reports}");
    for link in links(reports) {
        let (path, key) = link.split_once('#').expect("a line");
        assert!(server.get(path).text().contains(&format!("<li id=\"{key}\"")), "{link}");
    }
    assert!(server.get("/people").text().contains("2 statements, 4 articles"));
    assert!(server.get("/people/ada-quill?order=oldest").text().contains("Also reported by"));
}

#[test]
fn an_article_tells_where_else_its_statements_are_reported() {
    let house = reported_thrice();
    let server = house.serve();
    for (name, others) in [("echo", ["post", "star"]), ("post", ["echo", "star"]), ("star", ["echo", "post"])] {
        let path = "select '/articles/' || public_id || '/' || slug from article where title = 'Crane ";
        let page = server.get(&house.ask_database(&format!("{path}{name}'"))).text();
        let reports = page.split("<div class=\"reports\">").nth(1).and_then(|rest| rest.split("</div>").next());
        let reports = reports.expect("reports");
        assert!(others.iter().all(|other| reports.contains(&format!("{other}.example.org"))), "{reports}");
        assert!(!reports.contains(&format!("{name}.example.org")), "{reports}");
        assert!(page.contains("href=\"/people/ada-quill\""));
    }
}

/// What an upgrade finds in a database: statements that were never compared.
#[test]
fn statements_are_compared_again_from_nothing() {
    let house = reported_thrice();
    house.run(&["load", "seeds"]);
    let counts =
        "select statement_count || ' ' || report_count || ' ' || (select count(*) from said_again) from person";
    assert_eq!(house.ask_database(counts), "2 4 2");
    house.change_database("delete from said_again");
    house.change_database("insert into unsettled_record select person_id from person");
    house.run(&["load", "seeds"]);
    assert_eq!(house.ask_database(counts), "2 4 2");
}

#[test]
fn spellings_of_one_name_have_one_page_and_every_address_leads_to_it() {
    let house = House::with_two_spellings();
    let server = house.serve();
    assert_eq!(record(&server, "volodymyr-dorenskyy").len(), 3);
    let other = server.get("/people/volodymyr-dorenskiy");
    assert_eq!((other.status, other.header("location")), (307, Some("/people/volodymyr-dorenskyy")));
    // What an address chooses is chosen there too, and programs are led on like readers.
    for rest in ["?order=oldest&year=2024", "/feed.atom?kind=direct"] {
        let moved = server.get(&format!("/people/volodymyr-dorenskiy{rest}"));
        let new = format!("/people/volodymyr-dorenskyy{rest}");
        assert_eq!((moved.status, moved.header("location")), (307, Some(new.as_str())));
    }
    let moved = server.get("/api/v1/statements?person=volodymyr-dorenskiy&kind=direct&limit=7");
    assert_eq!(moved.status, 307);
    let to = moved.header("location").expect("an address");
    assert!(["person=volodymyr-dorenskyy", "kind=direct", "limit=7"].iter().all(|part| to.contains(part)), "{to}");
}

#[test]
fn who_may_be_the_same_is_named_and_not_joined() {
    let house = House::empty();
    house.sentence(1, "“It is early,” the baker Joseph Brannock said.");
    house.sentence(2, "“It is late,” Joe Brannock, a sailor, said.");
    house.sentence(3, "“It is over,” Ida Quill said.");
    let server = house.serve();
    let page = server.get("/people/joseph-brannock").text();
    let (_, matches) = page.split_once("id=\"possible\"").expect("who may be the same");
    let (matches, _) = matches.split_once("</section>").expect("an end");
    for part in ["Not joined", "href=\"/people/joe-brannock\"", "Joe / Joseph", "no office or company ties the two"] {
        assert!(matches.contains(part), "{part}: {matches}");
    }
    assert!(!record(&server, "joseph-brannock").join("\n").contains("It is late"), "their words stay apart");
    assert!(server.get("/people/joe-brannock").text().contains("href=\"/people/joseph-brannock\""));
    assert!(!server.get("/people/ida-quill").text().contains("id=\"possible\""));
}

/// The article that this was first built for: his four statements, and not the two of "He" on lines that do not name him.
#[test]
fn the_owners_article_gives_the_russian_minister_four_statements() {
    let Some(seeds) = beside("seeds") else { return };
    let house = House::empty();
    let seeds = seeds.display().to_string();
    let server = Server::start(house.command(&["serve", "--listen", "127.0.0.1:0", "--seeds", &seeds]));
    let record = record(&server, "sergei-lavrov");
    let said = [
        "get ahead of ourselves",
        "was still waiting for a written",
        "right track or the wrong",
        "had worries of its own",
    ];
    assert_eq!(record.len(), said.len(), "{record:#?}");
    for words in said {
        assert_eq!(record.iter().filter(|statement| statement.contains(words)).count(), 1, "{words}: {record:#?}");
    }
}

/// What is counted beforehand is counted again when an article goes, also for those who are only named in it.
#[test]
fn what_a_page_counts_follows_what_is_there() {
    let house = House::empty();
    let both = "“The gate is not Bo Marsh’s,” Mayor Ada Quill said.";
    for (file, lines) in [("a", [both, "Bo Marsh was there."]), ("b", [both, "It was late."])] {
        house.article(&format!("in/{file}.txt"), file, &format!("https://{file}.example/{file}"), &lines);
    }
    assert_eq!(house.run(&["load", "in"]).status, 0);
    let counted = |house: &House| {
        let row =
            "part || ' ' || coalesce(text, (select slug from person o where o.person_id = other_id)) || ' ' || count";
        let rows = "from person_summary s join person p using (person_id) where p.slug = 'ada-quill'";
        house.ask_database(&format!("select group_concat({row}, ', ' order by part, place) {rows}"))
    };
    let once = "month 2024-01-01 1, named bo-marsh 1";
    let two = "companion bo-marsh 2, form Ada Quill 2, ";
    assert_eq!(counted(&house), format!("{two}{once}, source a.example 1, source b.example 1, title Mayor 2"));
    house.change_database("delete from article where title = 'a'");
    house.article("more/c.txt", "c", "https://c.example/c", &["Cy Adair said it was late."]);
    assert_eq!(house.run(&["load", "more"]).status, 0);
    assert_eq!(
        counted(&house),
        format!("companion bo-marsh 1, form Ada Quill 1, {once}, source b.example 1, title Mayor 1")
    );
    house.change_database("delete from article where title = 'b'");
    house.article("more/d.txt", "d", "https://d.example/d", &["Cy Adair said it was early."]);
    assert_eq!(house.run(&["load", "more"]).status, 0);
    assert_eq!(counted(&house), "");
}
