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
