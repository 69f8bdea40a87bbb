//! How long each kind of page takes in a big house: `cargo bench --bench scale -- 100000` makes so many articles (2,000
//! where no number is given), with few people who are in many of them and many who are in few, loads them as anybody's
//! are loaded, and measures the pages one after the other through the router, past the network. The same number makes
//! the same articles.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a benchmark that cannot go on says where, and prints")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use jiff::Timestamp;
use onrecord::library::load;
use onrecord::store::Store;
use onrecord::web::{AppState, router};
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// How many addresses of each kind are asked for.
const SAMPLES: usize = 200;

/// Numbers by chance, always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }

    /// Small numbers often, big ones rarely: half of all are below an eighth of `end`, a tenth below a thousandth.
    fn tailed(&mut self, end: usize) -> usize {
        let part = self.below(1000);
        end * part / 1000 * part / 1000 * part / 1000
    }
}

/// A word of this invented world: syllables, so that words differ in length and no two numbers share one.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "bar", "del", "fin", "gor", "hal", "jun", "kel", "lom", "mar", "nor", "pel", "quin", "ras", "sol", "tam",
        "und", "vor", "wen", "yor", "zel",
    ];
    let mut word = String::new();
    let mut rest = number + 20;
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}

fn capital(word: &str) -> String {
    word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect()
}

const GIVEN: [&str; 16] = [
    "Anna", "Brian", "Carol", "David", "Edward", "Fiona", "George", "Helen", "Irene", "John", "Karen", "Laura",
    "Martin", "Nora", "Peter", "Ruth",
];

struct Person {
    given: &'static str,
    surname: String,
}

fn person(number: usize) -> Person {
    Person { given: GIVEN[number % GIVEN.len()], surname: capital(&word(number / 4 + 7000)) }
}

fn article(number: usize, people: usize) -> String {
    let mut chance = Chance(number as u64 * 7919 + 1);
    let mut text = String::new();
    let words = |chance: &mut Chance, count: usize| -> String {
        (0..count).map(|_| word(chance.tailed(20_000))).collect::<Vec<_>>().join(" ")
    };
    let title = words(&mut chance, 6);
    let day = 1 + number % 28;
    let (year, month) = (2015 + number / 336 % 10, 1 + number / 28 % 12);
    let site = chance.tailed(60);
    let _ = write!(text, "{}\n{year}{month:02}{day:02}\nhttps://site{site}.example/{number}\n", capital(&title));
    for _ in 0..2 + chance.below(4) {
        let Person { given, surname } = person(chance.tailed(people));
        let said = words(&mut chance, 9);
        let quoted = words(&mut chance, 11);
        let more = words(&mut chance, 7);
        let _ = writeln!(text, "{given} {surname}, the head of the harbour, said that the {said} was late.");
        let _ = writeln!(text, "“The {quoted} is what we have,” {given} {surname} said.");
        let _ = writeln!(text, "{surname} added that it was “{more}” at last.");
    }
    for _ in 0..6 + chance.below(20) {
        let line = words(&mut chance, 16);
        let _ = writeln!(text, "The town had {line} on that day.");
    }
    text
}

fn write_articles(folder: &Path, count: usize) {
    let people = (count / 5).max(100);
    for number in 0..count {
        let part = folder.join(format!("{:03}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir_all(&part).expect("a folder");
        }
        fs::write(part.join(format!("{number}.txt")), article(number, people)).expect("a file");
    }
}

struct House {
    runtime: Runtime,
    pages: Router,
}

impl House {
    fn get(&self, path: &str) -> String {
        let request = Request::get(path).header("host", "localhost").body(Body::empty()).expect("a request");
        self.runtime.block_on(async {
            let answer = self.pages.clone().oneshot(request).await.expect("an answer");
            assert!(answer.status().is_success(), "{path}: {}", answer.status());
            let page = to_bytes(answer.into_body(), usize::MAX).await.expect("a page");
            String::from_utf8_lossy(&page).into_owned()
        })
    }

    fn measure(&self, kind: &str, addresses: &[String]) {
        let mut times: Vec<(Duration, usize, &str)> = addresses
            .iter()
            .map(|address| {
                let start = Instant::now();
                let length = self.get(address).len();
                (start.elapsed(), length, address.as_str())
            })
            .collect();
        times.sort_unstable();
        let at = |share: usize| times[(times.len() - 1) * share / 100].0.as_secs_f64() * 1000.0;
        let bytes = times.iter().map(|(_, length, _)| length).sum::<usize>() / times.len() / 1000;
        let (worst, _, address) = times[times.len() - 1];
        let worst = worst.as_secs_f64() * 1000.0;
        println!("| {kind} | {:.2} | {:.2} | {worst:.2} | {bytes} | {address} |", at(50), at(99));
    }
}

/// The links of a page that begin with `start`.
fn links(page: &str, start: &str) -> Vec<String> {
    let found = page.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next());
    found.filter(|link| link.starts_with(start)).map(|link| link.replace("&#38;", "&")).collect()
}

/// The pages of a list: of each kind of row the addresses, and those of the pages.
fn walk(house: &House, start: &str, rows: &str, pages: usize) -> (Vec<String>, Vec<String>) {
    let (mut found, mut walked, mut address) = (BTreeSet::new(), Vec::new(), start.to_owned());
    for _ in 0..pages {
        let page = house.get(&address);
        walked.push(address);
        found.extend(links(&page, rows));
        let next = page.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let Some(next) = next else { break };
        address = next.replace("&#38;", "&");
    }
    (found.into_iter().collect(), walked)
}

fn some(addresses: &[String]) -> Vec<String> {
    let step = (addresses.len() / SAMPLES).max(1);
    addresses.iter().step_by(step).take(SAMPLES).cloned().collect()
}

fn searches(people: usize) -> Vec<(&'static str, Vec<String>)> {
    let mut chance = Chance(5);
    let mut of = |ask: &dyn Fn(&mut Chance) -> String| -> Vec<String> {
        (0..SAMPLES).map(|_| format!("/search?q={}", ask(&mut chance))).collect()
    };
    let common = |chance: &mut Chance| word(chance.tailed(20_000));
    let name = |chance: &mut Chance| person(chance.tailed(people)).surname;
    vec![
        ("search, one word", of(&common)),
        ("search, two words", of(&|c| format!("{}+{}", common(c), common(c)))),
        ("search, word of every article", of(&|_| "harbour".to_owned())),
        ("search, phrase", of(&|c| format!("%22harbour+said+that%22+{}", common(c)))),
        ("search, prefix", of(&|c| format!("{}*", &common(c)[..3]))),
        ("search, without", of(&|c| format!("harbour+-{}", common(c)))),
        ("search, name", of(&|c| name(c))),
        ("search, by and word", of(&|c| format!("by:{}+{}", name(c), common(c)))),
        ("search, about", of(&|c| format!("about:{}", name(c)))),
        ("search, source and days", of(&|c| format!("{}+source:site0.example+after:2018+before:2019", common(c)))),
        ("search, best, one word", of(&|c| format!("{}&sort=best", common(c)))),
        ("search, best, two words", of(&|c| format!("{}+{}&sort=best", common(c), common(c)))),
        ("search, best, word of every article", of(&|_| "harbour&sort=best".to_owned())),
    ]
}

fn measure(house: &House, people: usize) {
    println!("| page | p50 ms | p99 ms | worst ms | kB | the worst |\n| --- | --- | --- | --- | --- | --- |");
    let (articles, fronts) = walk(house, "/", "/articles/", SAMPLES);
    let (_, by_name) = walk(house, "/people", "/people/", SAMPLES);
    let (persons, most) = walk(house, "/people?sort=statements", "/people/", SAMPLES);
    let (top, _) = walk(house, "/people?sort=statements", "/people/", 1);
    let with = |addresses: &[String], more: &str| -> Vec<String> {
        some(addresses).iter().map(|address| format!("{address}{more}")).collect()
    };
    house.measure("front", &fronts);
    house.measure("article", &some(&articles));
    house.measure("article by speaker", &with(&articles, "?view=speakers"));
    house.measure("people by name", &by_name);
    house.measure("people by statements", &most);
    house.measure("person", &some(&persons));
    house.measure("the fifty most quoted", &some(&top));
    house.measure("the fifty most quoted: about", &with(&top, "?view=about"));
    house.measure("the fifty most quoted: articles", &with(&top, "?view=articles"));
    for (kind, addresses) in searches(people) {
        house.measure(kind, &addresses);
    }
}

fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let wanted = ["RssAnon", "RssFile", "VmHWM"];
    let lines = status.lines().filter(|line| wanted.iter().any(|name| line.starts_with(name)));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}

fn main() {
    let count = std::env::args().filter_map(|argument| argument.parse().ok()).next_back().unwrap_or(2000);
    // Where a folder is named that has the database already, it is measured again and not made anew.
    let kept = std::env::var_os("SCALE_FOLDER");
    let made = tempfile::tempdir().expect("a folder");
    let folder = kept.as_ref().map_or(made.path(), Path::new);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let store = runtime.block_on(Store::open(&folder.join("scale.db"))).expect("a database");
    if !folder.join("in").is_dir() {
        write_articles(&folder.join("in"), count);
        let start = Instant::now();
        let paths = [folder.join("in")];
        runtime.block_on(load(&store, &paths, Timestamp::UNIX_EPOCH, &mut |_, _| {})).expect("all loaded");
        println!("{count} articles loaded in {:.0} s", start.elapsed().as_secs_f64());
    }
    let bytes = fs::metadata(folder.join("scale.db")).map_or(0, |file| file.len());
    println!("database: {} MB; before any page: {}", bytes / 1_000_000, memory());
    let house = House { runtime, pages: router(AppState { store, base_url: None }) };
    measure(&house, (count / 5).max(100));
    println!("after all pages: {}", memory());
}
