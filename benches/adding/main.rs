//! Whether pages stay quick while articles come in: `cargo bench --bench adding` starts the real server in a house of 2,000
//! articles, asks it for pages at rest, then has it fetch 1,000 pages from a site of its own and asks it all the while.
//! Then 200 more come in while nobody reads, to see what one costs. Another number of articles can be given.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a benchmark that cannot go on says where, and prints")]

mod house;
mod site;
#[path = "../scale/world.rs"]
mod world;

use std::time::{Duration, Instant};

use house::House;
use site::Site;

/// So many articles are in the house, and so many come in.
const THERE: usize = 2000;
const COMING: usize = 1000;
const ALONE: u32 = 200;
/// How often each page is asked for at rest.
const ROUNDS: usize = 100;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let coming = arguments.find_map(|argument| argument.parse().ok()).unwrap_or(COMING);
    let alone = usize::try_from(ALONE).expect("a small number");
    let site = Site::start(THERE + coming + alone);
    let house = House::with_articles(THERE);
    let pages = house.pages();
    let mut at_rest = Vec::new();
    for _ in 0..ROUNDS {
        at_rest.extend(pages.iter().map(|page| house.get(page)));
    }
    let (mut meanwhile, start) = (Vec::new(), Instant::now());
    house.add(&site, THERE..THERE + coming);
    while !house.has_added(THERE + coming) {
        meanwhile.extend(pages.iter().map(|page| house.get(page)));
    }
    let took = start.elapsed();
    println!("| pages asked for | number | p50 ms | p99 ms | worst ms |");
    println!("| --- | --- | --- | --- | --- |");
    let rest = row("at rest", at_rest);
    let busy = row(&format!("while {coming} articles come in"), meanwhile);
    println!(
        "{coming} articles came in within {:.1} s; the 99th percentile is {:.1} times that at rest.",
        took.as_secs_f64(),
        busy / rest
    );

    let before = house.computed();
    house.add(&site, THERE + coming..THERE + coming + alone);
    while !house.has_added(THERE + coming + alone) {
        std::thread::sleep(Duration::from_millis(50));
    }
    let after = house.computed();
    let each =
        |after: Duration, before: Duration| after.saturating_sub(before).as_secs_f64() * 1000.0 / f64::from(ALONE);
    let (own, system) = (each(after.0, before.0), each(after.1, before.1));
    println!("One article costs {own:.1} ms of the server's own time, and {system:.1} ms of the system's.");
}

/// Prints a row of the table; the 99th percentile.
fn row(what: &str, mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1000.0;
    println!("| {what} | {} | {:.1} | {:.1} | {:.1} |", times.len(), at(50), at(99), at(100));
    at(99)
}
