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
        ..Article::default()
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

/// A plain pass over the same text that only splits sentences, character by character, with none of our code: what the
/// reading is measured against. It may cost 25 times as much.
#[divan::bench]
fn split_sentences(bencher: Bencher) {
    let articles = samples();
    let lines: Vec<&String> = articles.iter().flat_map(|article| &article.lines).collect();
    bencher.counter(bytes(&articles)).bench(|| lines.iter().map(|line| sentences(line)).sum::<usize>());
}

/// How many sentences a line has: a stop, a space and a capital part two of them.
fn sentences(line: &str) -> usize {
    let (mut count, mut stop, mut space) = (1, false, false);
    for c in line.chars() {
        match c {
            '.' | '!' | '?' => (stop, space) = (true, false),
            '"' | '”' | '’' | ')' => {}
            c if c.is_whitespace() => space = stop,
            c => {
                count += usize::from(stop && space && c.is_uppercase());
                (stop, space) = (false, false);
            }
        }
    }
    count
}

/// Our own splitting into words alone, the first step of the reading.
#[divan::bench]
fn split_words(bencher: Bencher) {
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

/// Texts that no newspaper prints, each `size` times as long: the megabytes a second must stay about the same from 1 to
/// 16, else some rule looks from every word to every other.
const ENDLESS: [&str; 6] = [
    "“We told John Grant (who ran) so,” said Mr Lee, and he asked \"why\". ",
    "“We go there now.” ",
    "said ",
    "Mayor Anna Berg left. The mayor said he went. ",
    "and said it was late ",
    "Anna Berg told Karl Osei in Leeds the gate was shut ",
];

#[divan::bench(args = [1, 4, 16], consts = [0, 1, 2, 3, 4, 5])]
fn one_long_line<const TEXT: usize>(bencher: Bencher, size: usize) {
    let unit = ENDLESS[TEXT];
    let mut article = article("Long\n20220121\nhttps://example.org/long");
    article.lines.push(unit.repeat(size * 28_000 / unit.len()));
    bencher.counter(bytes(std::slice::from_ref(&article))).bench(|| analysis::read(&article).statements.len());
}

/// An article of `size` thousand people, each of a surname of their own or all of one, each named in full and again.
#[divan::bench(args = [1, 4, 16], consts = [false, true])]
fn many_names<const ONE_SURNAME: bool>(bencher: Bencher, size: usize) {
    let mut article = article("Names\n20220121\nhttps://example.org/names");
    article.lines = (0..size * 1_000).map(|n| naming(n, ONE_SURNAME)).collect();
    bencher.counter(bytes(std::slice::from_ref(&article))).bench(|| analysis::read(&article).persons.len());
}

fn naming(number: usize, one_surname: bool) -> String {
    let letters: String = number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
    if one_surname {
        format!("Mayor A{letters} Berg left. Mr Berg said no.")
    } else {
        format!("Mayor Anna B{letters} left. Mr B{letters} said no.")
    }
}
