//! Which addresses there are of each kind of page: found by walking through the lists as readers do, and made up for
//! searches.

use std::collections::BTreeSet;

use crate::served::Served;
use crate::world::{Chance, WORDS, person, word};

/// How many addresses of each kind are asked for.
pub(crate) const SAMPLES: usize = 200;

/// A kind of page, with the addresses that are asked for.
pub(crate) type Kind = (&'static str, Vec<String>);

/// The links of a page that begin with `start`.
fn links(page: &str, start: &str) -> Vec<String> {
    let found = page.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next());
    found.filter(|link| link.starts_with(start)).map(plain).collect()
}

fn plain(link: &str) -> String {
    link.replace("&#38;", "&").replace("&amp;", "&")
}

/// The pages of a list, and the addresses of their rows.
struct Walk {
    pages: Vec<String>,
    rows: Vec<String>,
}

fn walk(server: &Served, start: &str, rows: &str, pages: usize) -> Walk {
    let (mut found, mut walked, mut address) = (BTreeSet::new(), Vec::new(), start.to_owned());
    for _ in 0..pages {
        let page = server.get(&address).page;
        walked.push(address);
        found.extend(links(&page, rows).into_iter().filter(|link| !link.contains('?') && !is_within(link)));
        let next = page.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let Some(next) = next else { break };
        address = plain(next);
    }
    Walk { pages: walked, rows: found.into_iter().collect() }
}

/// Whether an address leads to what belongs to a page rather than to the page: its feed, its files.
fn is_within(link: &str) -> bool {
    let depth = link.matches('/').count();
    if link.starts_with("/articles/") { depth != 3 } else { depth != 2 }
}

fn some(addresses: &[String]) -> Vec<String> {
    let step = (addresses.len() / SAMPLES).max(1);
    addresses.iter().step_by(step).take(SAMPLES).cloned().collect()
}

fn with(addresses: &[String], more: &str) -> Vec<String> {
    some(addresses).iter().map(|address| format!("{address}{more}")).collect()
}

/// All kinds of pages but searches, in a house of so many `people`.
pub(crate) fn pages(server: &Served) -> Vec<Kind> {
    let front = walk(server, "/", "/articles/", SAMPLES);
    let most = walk(server, "/people?sort=statements", "/people/", 1);
    let mut kinds = fronts(front);
    kinds.extend(lists_of_people(server));
    kinds.extend(persons(server, &most.rows));
    kinds.extend(comparisons(&most.rows));
    kinds.extend(stories(&most.rows));
    kinds
}

fn fronts(front: Walk) -> Vec<Kind> {
    let site = |more: &str| (0..60).map(|n| format!("/?source=site{n}.example{more}")).collect();
    let named = |n: usize| format!("{}-{}", person(n).given, person(n).surname).to_lowercase();
    let months = |more: &str| {
        (0..120).map(|n| format!("/?from={0}-{1:02}-01&to={0}-{1:02}-28{more}", 2015 + n / 12, 1 + n % 12)).collect()
    };
    let person = |from: usize, more: &str| (from..from + 50).map(|n| format!("/?person={}{more}", named(n))).collect();
    vec![
        ("front", front.pages),
        ("front: of a source", site("")),
        ("front: of a source, with statements, in a year", site("&statements=only&from=2019-01-01&to=2019-12-31")),
        ("front: naming somebody of the head", person(0, "")),
        (
            "front: naming somebody of the head, of a source, in a year",
            person(0, "&source=site50.example&from=2019-01-01&to=2019-12-31&statements=only"),
        ),
        ("front: naming somebody of the tail", person(5000, "")),
        ("front: of a month", months("")),
        ("front: of a month, with statements", months("&statements=only")),
        (
            "feed of articles",
            (0..60).map(|n| format!("/feed.atom?source=site{n}.example")).chain(["/feed.atom".to_owned()]).collect(),
        ),
        ("article", some(&front.rows)),
        ("article by speaker", with(&front.rows, "?view=speakers")),
        ("article, cite", with(&front.rows, "/cite")),
    ]
}

fn lists_of_people(server: &Served) -> Vec<Kind> {
    let by_name = walk(server, "/people", "/people/", SAMPLES);
    let by_statements = walk(server, "/people?sort=statements", "/people/", SAMPLES);
    let asked: Vec<String> =
        (0..SAMPLES).map(|n| format!("/people?q={}", person(n * 7).surname.to_lowercase())).collect();
    let mut kinds = vec![
        ("people by name", by_name.pages),
        ("people by statements", by_statements.pages),
        ("people, a name looked for", asked.clone()),
        (
            "people, a name looked for, by statements",
            asked.iter().map(|path| format!("{path}&sort=statements")).collect(),
        ),
        ("people, a name that nobody has", vec!["/people?q=xyzzy".to_owned(); 20]),
    ];
    kinds.push(("person, any", some(&by_name.rows)));
    kinds
}

fn persons(server: &Served, top: &[String]) -> Vec<Kind> {
    let pages = walk(server, &top[0], "/people/", 100).pages;
    let about = walk(server, &format!("{}?view=about", top[0]), "/people/", 100).pages;
    let articles = walk(server, &format!("{}?view=articles", top[0]), "/people/", 100).pages;
    let slug = |at: usize| top[at % top.len()].trim_start_matches("/people/").to_owned();
    vec![
        ("person of the head", top.to_vec()),
        ("person of the head, further pages", pages),
        ("person of the head, oldest first", with(top, "?order=oldest")),
        ("person of the head, of a kind", with(top, "?kind=mixed")),
        ("person of the head, of a year", with(top, "?year=2016")),
        ("person of the head, of a source", with(top, "?source=site50.example")),
        (
            "person of the head, about somebody",
            (0..top.len()).map(|n| format!("{}?about={}", top[n], slug(n + 1))).collect(),
        ),
        ("person of the head, with words", of_words(top, |word| format!("?words={word}"))),
        ("person of the head, with a word of every article", with(top, "?words=town")),
        ("person of the head, with a word, oldest first", of_words(top, |word| format!("?order=oldest&words={word}"))),
        (
            "person of the head, all of these",
            (0..top.len())
                .map(|n| format!("{}?about={}&kind=direct&year=2016&source=site3.example", top[n], slug(n + 1)))
                .collect(),
        ),
        ("person of the head: about them", with(top, "?view=about")),
        ("person of the head: about them, further pages", about),
        ("person of the head: articles", with(top, "?view=articles")),
        ("person of the head: articles, further pages", articles),
        ("feed of a person of the head", with(top, "/feed.atom")),
    ]
}

/// Each address, with another word.
fn of_words(addresses: &[String], more: impl Fn(&str) -> String) -> Vec<String> {
    let mut chance = Chance(7);
    some(addresses).iter().map(|address| format!("{address}{}", more(&word(chance.tailed(WORDS))))).collect()
}

/// Stories of somebody of the head, of several, of words, and of a source.
fn stories(top: &[String]) -> Vec<Kind> {
    let slug = |at: usize| top[at % top.len()].trim_start_matches("/people/");
    let mut chance = Chance(9);
    let mut words = || word(chance.tailed(WORDS));
    let of_words: Vec<String> = (0..SAMPLES).map(|_| format!("/story?words={}", words())).collect();
    let of_three =
        |n: usize, word: &str| format!("/story?people={},{},{}&words={word}", slug(n), slug(n + 1), slug(n + 2));
    let several = (0..top.len()).map(|n| of_three(n, &words())).collect();
    let of_source = (0..60).map(|n| format!("/story?sources=site{n}.example&from=2018-01-01&to=2018-12-31")).collect();
    let of_somebody: Vec<String> = (0..top.len()).map(|n| format!("/story?people={}", slug(n))).collect();
    let oldest = with(&of_somebody, "&order=oldest");
    let feeds = of_somebody.iter().map(|story| story.replace("/story?", "/story/feed.atom?")).collect();
    vec![
        ("story of somebody of the head", of_somebody),
        ("story of somebody of the head, oldest first", oldest),
        ("story of three of the head and a word", several),
        ("story of a word", of_words),
        ("story of the word of every article", vec!["/story?words=town".to_owned(); 20]),
        ("story of a source and a year", of_source),
        ("feed of a story", feeds),
    ]
}

fn comparisons(top: &[String]) -> Vec<Kind> {
    let slug = |at: usize| top[at % top.len()].trim_start_matches("/people/");
    let two = (0..top.len()).map(|n| format!("/compare?people={},{}", slug(n), slug(n + 1))).collect();
    let three =
        (0..top.len()).map(|n| format!("/compare?people={},{},{}", slug(n), slug(n + 1), slug(n + 2))).collect();
    vec![("compare two of the head", two), ("compare three of the head", three)]
}

/// What is bigger than a page.
pub(crate) fn files(server: &Served) -> Vec<Kind> {
    let most = walk(server, "/people?sort=statements", "/people/", 1);
    let parts =
        links(&server.get("/sitemap.xml").page.replace("<loc>", "<loc href=\"").replace("</loc>", "\""), "http");
    let parts: Vec<String> =
        parts.iter().filter_map(|part| Some(format!("/sitemap.xml{}", part.split_once("/sitemap.xml")?.1))).collect();
    vec![
        ("sitemap", vec!["/sitemap.xml".to_owned(); 20]),
        ("part of the sitemap", some(&parts)),
        ("all statements of somebody of the head, CSV", with(&most.rows, "/statements.csv")),
        ("all statements of somebody of the head, JSON", with(&most.rows, "/statements.json")),
    ]
}

pub(crate) fn searches(people: usize) -> Vec<Kind> {
    let mut chance = Chance(5);
    let mut of = |ask: &dyn Fn(&mut Chance) -> String| -> Vec<String> {
        (0..SAMPLES).map(|_| format!("/search?q={}", ask(&mut chance))).collect()
    };
    let common = |chance: &mut Chance| word(chance.tailed(WORDS));
    let name = |chance: &mut Chance| person(chance.tailed(people)).surname;
    vec![
        ("search, one word", of(&common)),
        ("search, two words", of(&|c| format!("{}+{}", common(c), common(c)))),
        ("search, word of every article", of(&|_| "town".to_owned())),
        ("search, phrase", of(&|c| format!("%22said+that+the%22+{}", common(c)))),
        ("search, prefix", of(&|c| format!("{}*", &common(c)[..3]))),
        ("search, without", of(&|c| format!("town+-{}", common(c)))),
        ("search, name", of(&|c| name(c))),
        ("search, by and word", of(&|c| format!("by:{}+{}", name(c), common(c)))),
        ("search, about", of(&|c| format!("about:{}", name(c)))),
        ("search, source and days", of(&|c| format!("{}+source:site0.example+after:2018+before:2019", common(c)))),
        ("search, beginning of a rarer word", of(&|c| format!("{}*", word(c.tailed(WORDS) + 5000)))),
        ("feed of a search", of(&common).iter().map(|path| path.replace("/search?", "/search/feed.atom?")).collect()),
        ("search, best, one word", of(&|c| format!("{}&sort=best", common(c)))),
        ("search, best, two words", of(&|c| format!("{}+{}&sort=best", common(c), common(c)))),
        ("search, best, word of every article", of(&|_| "town&sort=best".to_owned())),
    ]
}
