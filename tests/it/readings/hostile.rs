//! Lines that nobody would print. Reading them must end, and soon: a reader's server must not stand still for one file.

use std::time::Duration;

use onrecord::analysis::read;
use proptest::collection::vec;
use proptest::prelude::*;
use rustix::time::{ClockId, clock_gettime};

use super::check;
use crate::support::articles::article;

/// What any reading here may cost, in the slow build that tests are. Four times the text may cost four times as much,
/// not sixteen times: a rule that looks from every word to every other would need hours.
const LIMIT: Duration = Duration::from_secs(40);

/// Enough for a rule that looks from every word to every other to show.
const LONG: usize = 32 << 10;

/// The time this thread has worked: what other programs do at the same time does not count.
fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).expect("since the start"), u32::try_from(time.tv_nsec).expect("below 1e9"))
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = worked();
    let done = work();
    (done, worked().saturating_sub(start))
}

/// Reads `line` as an article of one line, both ways.
fn assert_read_in_time(what: &str, line: String) {
    let mut one = article(vec![line], true);
    for ordered in [true, false] {
        one.ordered = ordered;
        let (reading, cost) = timed(|| read(&one));
        assert!(cost < LIMIT, "{what}: {cost:?} for {} bytes", one.lines[0].len());
        assert!(reading.statements.iter().all(|statement| statement.line == 0));
    }
}

fn long(unit: &str) -> String {
    unit.repeat(LONG / unit.len())
}

#[test]
fn any_unicode_can_be_read() {
    let line = vec(any::<char>(), 0..200).prop_map(|chars| chars.into_iter().collect::<String>());
    check(500, &(vec(line, 0..5), any::<bool>()), |(lines, ordered)| {
        let count = lines.len();
        let reading = read(&article(lines, ordered));
        assert!(reading.statements.iter().all(|statement| statement.line < count));
    });
}

#[test]
fn long_prose_on_one_line() {
    for unit in [
        "“It is open,” said Mayor Anna Berg, who had said that she would say so if asked. ",
        "Anna Berg, the mayor of the town and the head of its harbour, said that the gate was shut and ",
        "According to Ms Berg, who was told by Mr Marsh that she had said so, ",
    ] {
        assert_read_in_time(unit, long(unit));
    }
}

#[test]
fn a_megabyte_on_one_line() {
    let unit = "“It is open,” said Mayor Anna Berg, who had said that she would, “and it was shut.” ";
    let one = article(vec![unit.repeat((1 << 20) / unit.len())], true);
    let (reading, cost) = timed(|| read(&one));
    assert!(reading.statements.len() > 10_000 && cost < LIMIT, "{cost:?}, {} statements", reading.statements.len());
}

#[test]
fn long_lines_without_a_full_stop_or_a_blank() {
    for unit in [
        "a",
        "é",
        "Berg",
        "Berg ",
        "said ",
        "he said ",
        "who said ",
        "that ",
        "the mayor ",
        "of the ",
        "Mr ",
        "and ",
        "Von der ",
        "Zarq Blix, who ",
        "according to ",
        "“We go there now.” ",
        "Berg: no. ",
    ] {
        assert_read_in_time(unit, long(unit));
    }
}

#[test]
fn thousands_of_marks() {
    for unit in [
        "“", "”", "\"", "“ ”", "“a” ", "\"a\" ", "''", "'", "’s ", ",", ", ", ". ", ": ", "; ", "- ", "(", "😀",
        "\u{301}",
    ] {
        assert_read_in_time(unit, long(unit));
    }
}

/// An article in which everybody has a surname, a title or a given name of their own, or shares one with all others.
#[test]
fn thousands_of_people() {
    let letters = |n: usize| n.to_string().bytes().map(|d| char::from(d - b'0' + b'a')).collect::<String>();
    let forms: [fn(&str) -> String; 5] = [
        |name| format!("Mr B{name} said no."),
        |name| format!("Anna B{name} left. Anna said that Ms B{name} said no."),
        |name| format!("A{name} Berg left. Mr Berg said no."),
        |name| format!("Mayor Anna B{name} left. The mayor said no. He said he went."),
        |name| format!("Anna B{name}, head of B{name}, said no. Zarq B{name}, who left, said yes."),
    ];
    for form in forms {
        let lines: Vec<String> = (0..2_000).map(|n| form(&letters(n))).collect();
        let (joined, parted) = (article(vec![lines.join(" ")], true), article(lines, true));
        for one in [joined, parted] {
            let (reading, cost) = timed(|| read(&one));
            assert!(!reading.persons.is_empty() && cost < LIMIT, "{}: {cost:?}", one.lines[0].get(..40).unwrap_or(""));
        }
    }
}

/// Quotations in quotations, and clauses in clauses, thousands of steps down and as many up again.
#[test]
fn deep_nesting() {
    for (open, close) in
        [("“", "”"), ("“a ", "” b"), ("he said “", "”"), ("(", ")"), ("« ", " »"), (", who ", ", said ")]
    {
        let depth = LONG / (open.len() + close.len());
        assert_read_in_time(open, format!("{}no{}", open.repeat(depth), close.repeat(depth)));
    }
}

#[test]
fn right_to_left_and_invisible_characters() {
    for line in [
        "«השער סגור», אמר ראש העיר.",
        "\u{202e}“nepo si ti” dias greB annA\u{202c}",
        "\u{200f}“It is open,”\u{200f} said\u{200b} Anna\u{a0}Berg\u{feff}.",
        "Anna\u{ad}Berg said\u{2028}“no”\u{0}\u{7}.",
        "“It is ope\u{301}\u{301}n,” said A\u{30a}nna Be\u{301}rg.",
    ] {
        assert_read_in_time(line, line.to_owned());
        assert_read_in_time(line, long(line));
    }
}

#[test]
fn ten_thousand_lines_and_a_thousand_names() {
    let names = (0..1_000).map(|n| format!("Ab{n} Cd{} said that Mr Cd{} said no.", n % 100, n % 77)).collect();
    let same = vec!["“No,” said Ms Berg.".to_owned(); 10_000];
    for lines in [names, same] {
        for ordered in [true, false] {
            let article = article(lines.clone(), ordered);
            let (reading, cost) = timed(|| read(&article));
            assert!(!reading.statements.is_empty() && cost < LIMIT, "{cost:?}");
        }
    }
}

#[test]
fn nothing_at_all() {
    for lines in [vec![], vec![String::new()], vec![" ".to_owned(); 3]] {
        let reading = read(&article(lines, true));
        assert_eq!(reading, onrecord::domain::Reading::default());
    }
}
