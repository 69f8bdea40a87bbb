//! How long each kind of page takes in a big house: `cargo bench --bench scale -- 100000` makes so many articles (2,000
//! where no number is given), loads them as anybody's are loaded, and asks the real server for pages over HTTP, one after
//! the other, on one core. The database is kept below `target`, and is not made anew the next time.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a benchmark that cannot go on says where, and prints")]

mod kinds;
mod served;
mod world;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use kinds::Kind;
use onrecord::library::load;
use onrecord::store::Store;
use served::Served;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let count = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(2000);
    // Any other word leaves out the kinds of pages whose names do not have it.
    let wanted = arguments.iter().find(|argument| !argument.starts_with('-') && argument.parse::<usize>().is_err());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("scale-{count}"));
    make(&folder, count);
    let server = Served::start(&folder);
    println!("before any page: {}", server.memory());
    let people = world::people_among(count);
    println!("| page | p50 ms | p99 ms | worst ms | p99 ms on a core | kB | the worst |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for (kind, addresses) in kinds::pages(&server).into_iter().chain(kinds::searches(people)) {
        measure(&server, wanted, &(kind, addresses));
    }
    println!("after all pages: {}", server.memory());
    for kind in kinds::files(&server) {
        measure(&server, wanted, &kind);
    }
    println!("after all files: {}", server.memory());
}

/// Makes and loads the articles, where that was not done before.
fn make(folder: &Path, count: usize) {
    let texts = folder.join("in");
    if !folder.join("made").exists() {
        write_articles(&texts, count);
        println!("{}", load_all(folder, &texts));
        fs::remove_dir_all(&texts).expect("the texts go");
        fs::write(folder.join("made"), "").expect("a mark");
    }
    let bytes = fs::metadata(folder.join("scale.db")).map_or(0, |file| file.len());
    println!("{count} articles, database of {} MB", bytes / 1_000_000);
}

fn write_articles(texts: &Path, count: usize) {
    for number in 0..count {
        let part = texts.join(format!("{:03}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir_all(&part).expect("a folder");
        }
        fs::write(part.join(format!("{number}.txt")), world::article(number, count)).expect("a file");
    }
}

fn load_all(folder: &Path, texts: &PathBuf) -> String {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let start = Instant::now();
    let (mut files, mut settling, mut last) = (0, Duration::ZERO, Instant::now());
    runtime.block_on(async {
        let store = Store::open(&folder.join("scale.db")).await.expect("a database");
        let mut progress = |_: &_, _| {
            // Between two files lies nothing else that takes this long.
            if last.elapsed() > Duration::from_millis(500) {
                settling += last.elapsed();
            }
            last = Instant::now();
            files += 1;
            if files % 5000 == 0 {
                println!("{files} articles after {:.0} s", start.elapsed().as_secs_f64());
            }
        };
        let all = std::slice::from_ref(texts);
        load(&store, all, Timestamp::UNIX_EPOCH, &mut progress).await.expect("all loaded");
        store.close().await;
    });
    let all = start.elapsed();
    settling += last.elapsed();
    let each = f64::from(files) / all.saturating_sub(settling).as_secs_f64();
    format!(
        "loaded in {:.0} s: {each:.0} articles a second, and {:.0} s to settle who is who",
        all.as_secs_f64(),
        settling.as_secs_f64()
    )
}

fn measure(server: &Served, wanted: Option<&String>, (kind, addresses): &Kind) {
    if addresses.is_empty() || wanted.is_some_and(|wanted| !kind.contains(wanted.as_str())) {
        return;
    }
    let all: Vec<_> = addresses.iter().map(|address| (server.get(address), address)).collect();
    let mut on_clock: Vec<_> = all.iter().map(|(answer, address)| (answer.waited, *address)).collect();
    let mut on_core: Vec<_> = all.iter().map(|(answer, _)| answer.computed).collect();
    on_clock.sort_unstable();
    on_core.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let at = |share: usize| (addresses.len() - 1) * share / 100;
    let bytes = all.iter().map(|(answer, _)| answer.page.len()).sum::<usize>() / all.len() / 1000;
    let (worst, address) = on_clock[on_clock.len() - 1];
    let (p50, p99, core) = (ms(on_clock[at(50)].0), ms(on_clock[at(99)].0), ms(on_core[at(99)]));
    println!("| {kind} | {p50:.1} | {p99:.1} | {:.1} | {core:.1} | {bytes} | {address} |", ms(worst));
}
