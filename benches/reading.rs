//! How fast articles are read: megabytes a second on one core. `cargo bench --bench reading`

#![expect(clippy::expect_used, reason = "a benchmark that cannot go on says where")]

use divan::Bencher;
use divan::counter::BytesCount;
use jiff::civil::Date;
use onrecord::analysis;
use onrecord::analysis::names::{Tokenised, recognise};
use onrecord::analysis::tokens::tokens;
use onrecord::domain::{Article, Source};

fn main() {
    divan::main();
}

/// The sample articles, read from their files.
fn samples() -> Vec<Article> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let files = std::fs::read_dir(folder).expect("the samples").map(|entry| entry.expect("an entry").path());
    let texts = files.filter(|path| path.extension().is_some_and(|e| e == "txt"));
    texts.map(|path| article(&std::fs::read_to_string(path).expect("a text"))).collect()
}

/// Not the loader's way, so that this measures reading alone.
fn article(text: &str) -> Article {
    let lines: Vec<&str> = text.lines().collect();
    Article {
        title: lines[0].to_owned(),
        published_on: Date::strptime("%Y%m%d", lines[1]).ok(),
        source: Source::new(lines[2]),
        lines: lines[3..].iter().map(|&line| line.to_owned()).collect(),
        ordered: false,
    }
}

fn bytes(articles: &[Article]) -> BytesCount {
    BytesCount::new(articles.iter().flat_map(|article| &article.lines).map(String::len).sum::<usize>())
}

/// The whole reading.
#[divan::bench]
fn read(bencher: Bencher) {
    let articles = samples();
    bencher
        .counter(bytes(&articles))
        .bench(|| articles.iter().map(analysis::read).map(|r| r.statements.len()).sum::<usize>());
}

/// What a pass over the same text costs that only splits it into words: how much of the time the rules take.
#[divan::bench]
fn split_only(bencher: Bencher) {
    let articles = samples();
    let lines: Vec<&String> = articles.iter().flat_map(|article| &article.lines).collect();
    bencher.counter(bytes(&articles)).bench(|| lines.iter().map(|line| tokens(line).len()).sum::<usize>());
}

/// Finding names alone, on lines that are already split into words.
#[divan::bench]
fn names_only(bencher: Bencher) {
    let articles = samples();
    let tokens: Vec<Vec<_>> = articles.iter().map(|a| a.lines.iter().map(|line| tokens(line)).collect()).collect();
    let ready: Vec<Vec<Tokenised<'_>>> = articles
        .iter()
        .zip(&tokens)
        .map(|(a, tokens)| a.lines.iter().zip(tokens).map(|(text, tokens)| Tokenised { text, tokens }).collect())
        .collect();
    bencher.counter(bytes(&articles)).bench(|| ready.iter().map(|lines| recognise(lines).len()).sum::<usize>());
}

/// One line of text without end: four times the text must take about four times as long.
#[divan::bench(args = [1, 4, 16])]
fn one_long_line(bencher: Bencher, size: usize) {
    let mut article = article("Long\n20220121\nhttps://example.org/long");
    article.lines.push("“We told John Grant (who ran) so,” said Mr Lee, and he asked \"why\". ".repeat(400 * size));
    bencher.counter(bytes(std::slice::from_ref(&article))).bench(|| analysis::read(&article).statements.len());
}
