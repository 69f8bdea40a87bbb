//! Measures the reading of web pages against pages whose text is known: folders of `source.html` and `expected.html`, as in
//! `test/test-pages` of mozilla/readability. Each page goes the whole way: bytes, article, blocks, lines.
//!
//!     cargo run --release --example extraction -- test/test-pages [page ...]

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a program for the command line of those who measure")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use onrecord::ingest::page::{self, Found};
use url::Url;

/// Where the pages are said to have stood.
const ADDRESS: &str = "http://fakehost/test/page.html";

struct Measured {
    name: String,
    /// Of words, whatever their order; of pairs of words, which feels it.
    words: f64,
    pairs: f64,
    took: Duration,
    found: Result<Found, String>,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("a folder of pages"));
    let chosen: Vec<String> = arguments.collect();
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| chosen.is_empty() || chosen.contains(name))
        .collect();
    names.sort();
    let mut measured: Vec<Measured> = names.iter().map(|name| measure(&folder, name)).collect();
    measured.sort_by(|a, b| a.words.total_cmp(&b.words));
    table(&measured);
    if !chosen.is_empty() {
        for page in &measured {
            compare(&folder, page);
        }
    }
}

fn measure(folder: &Path, name: &str) -> Measured {
    let bytes = fs::read(folder.join(name).join("source.html")).expect("the page");
    let expected = expected(folder, name);
    let url = Url::parse(ADDRESS).expect("an address");
    let started = Instant::now();
    let found = page::read(&bytes, Some("text/html"), Some(&url));
    let took = started.elapsed();
    let text = found.as_ref().map(|found| found.article.lines.join(" ")).unwrap_or_default();
    let (ours, theirs) = (words(&text), words(&expected));
    let pairs = |words: &[String]| words.windows(2).map(|two| two.join(" ")).collect::<Vec<_>>();
    let found = found.map_err(|error| error.to_string());
    Measured {
        name: name.to_owned(),
        words: f1(&ours, &theirs),
        pairs: f1(&pairs(&ours), &pairs(&theirs)),
        took,
        found,
    }
}

fn table(measured: &[Measured]) {
    println!("{:<46} {:>7} {:>7} {:>8}", "page", "words", "pairs", "ms");
    for page in measured {
        let why = page.found.as_ref().err().map(String::as_str).unwrap_or_default();
        println!(
            "{:<46} {:>7.4} {:>7.4} {:>8.1} {why}",
            page.name,
            page.words,
            page.pairs,
            page.took.as_secs_f64() * 1e3
        );
    }
    let good = |of: fn(&Measured) -> f64| measured.iter().filter(|page| of(page) >= 0.99).count();
    let mut took: Vec<Duration> = measured.iter().map(|page| page.took).collect();
    took.sort();
    println!(
        "{} pages; F1 >= .99: {} by words, {} by pairs of words; median {:.1} ms, longest {:.1} ms",
        measured.len(),
        good(|page| page.words),
        good(|page| page.pairs),
        took[took.len() / 2].as_secs_f64() * 1e3,
        took[took.len() - 1].as_secs_f64() * 1e3
    );
}

/// The words that only one side has.
fn compare(folder: &Path, page: &Measured) {
    println!("\n== {}", page.name);
    let Ok(found) = &page.found else { return };
    let (ours, theirs) =
        (counts(&words(&found.article.lines.join(" "))), counts(&words(&expected(folder, &page.name))));
    let only = |these: &BTreeMap<String, usize>, those: &BTreeMap<String, usize>| {
        let more =
            these.iter().filter_map(|(word, count)| Some((word, count.checked_sub(*those.get(word).unwrap_or(&0))?)));
        more.filter(|(_, count)| *count > 0)
            .map(|(word, count)| format!("{word}*{count}"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    println!("only ours: {}\nonly expected: {}", only(&ours, &theirs), only(&theirs, &ours));
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn counts(words: &[String]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word.clone()).or_default() += 1;
    }
    counts
}

#[expect(clippy::cast_precision_loss, reason = "no page has so many words")]
fn f1(ours: &[String], theirs: &[String]) -> f64 {
    if ours.is_empty() && theirs.is_empty() {
        return 1.0;
    }
    let theirs_counted = counts(theirs);
    let common: usize =
        counts(ours).iter().map(|(word, count)| *count.min(theirs_counted.get(word).unwrap_or(&0))).sum();
    2.0 * common as f64 / (ours.len() + theirs.len()) as f64
}

fn expected(folder: &Path, name: &str) -> String {
    text_of(&fs::read_to_string(folder.join(name).join("expected.html")).expect("the text"))
}

/// The text of HTML, with a blank for every tag but those within words.
fn text_of(html: &str) -> String {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Texts::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Texts(std::cell::RefCell<String>);

impl TokenSink for Texts {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        const INLINE: [&str; 31] = [
            "a", "img", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
            "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
            "button", "label",
        ];
        let mut text = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(piece) => text.push_str(&piece),
            Token::TagToken(tag)
                if !INLINE.contains(&&*tag.name) && matches!(tag.kind, TagKind::StartTag | TagKind::EndTag) =>
            {
                text.push(' ');
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
