//! An invented world of news: few people are in many articles and many in few, words likewise; what somebody says is
//! reported again the next day, and names others. The same numbers make the same texts. Knows the seed format, nothing of
//! the program.

use std::fmt::Write as _;

/// Numbers by chance, always the same.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }

    /// Small numbers often, big ones rarely, by Zipf's law in steps: each number of binary digits is as likely as any other.
    pub(crate) fn tailed(&mut self, end: usize) -> usize {
        let digits = 1 << self.below(end.ilog2() as usize + 1);
        (digits + self.below(digits) - 1) % end
    }
}

/// How many words there are.
pub(crate) const WORDS: usize = 20_000;

/// A word of this world: syllables, so that words differ in length and no two numbers share one.
pub(crate) fn word(number: usize) -> String {
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

const ROLES: [&str; 12] = [
    "mayor",
    "head of the harbour",
    "minister",
    "spokeswoman",
    "director",
    "engineer",
    "judge",
    "senator",
    "chairman",
    "historian",
    "editor",
    "ambassador",
];

pub(crate) struct Person {
    pub(crate) number: usize,
    pub(crate) given: &'static str,
    pub(crate) surname: String,
}

pub(crate) fn person(number: usize) -> Person {
    Person { number, given: GIVEN[number % GIVEN.len()], surname: capital(&word(number / 4 + 7000)) }
}

impl Person {
    /// What somebody is changes every few years.
    fn role(&self, year: usize) -> &'static str {
        ROLES[(self.number * 7 + year / 3) % ROLES.len()]
    }
}

fn words(chance: &mut Chance, count: usize) -> String {
    (0..count).map(|_| word(chance.tailed(WORDS))).collect::<Vec<_>>().join(" ")
}

fn chance_of(number: usize) -> Chance {
    Chance((number as u64 + 1) * 7919)
}

/// How many people there are among so many articles.
pub(crate) fn people_among(articles: usize) -> usize {
    (articles / 5).max(100)
}

/// Article `number` of `count`, as a seed file has it. One number more is one day later; after ten years the days begin
/// again.
pub(crate) fn article(number: usize, count: usize) -> String {
    let mut chance = chance_of(number);
    let title = capital(&words(&mut chance, 6));
    let site = chance.tailed(60);
    let mut text = format!("{title}\n{}\nhttps://site{site}.example/{number}\n", day(number));
    let people = people_among(count);
    // What one article in six reports of somebody was in the one before it too.
    if number > 0 && chance.below(6) == 0 {
        statements(&mut text, &mut chance_of((number - 1) * 31), year(number), people);
    }
    for block in 0..=chance.below(4) {
        let mut own = if block == 0 { chance_of(number * 31) } else { Chance(chance.below(usize::MAX / 2) as u64) };
        statements(&mut text, &mut own, year(number), people);
    }
    for _ in 0..6 + chance.below(20) {
        let line = words(&mut chance, 16);
        let _ = writeln!(text, "The town had {line} on that day.");
    }
    text
}

fn year(number: usize) -> usize {
    2015 + number / 336 % 10
}

/// One article in fifty has no day.
fn day(number: usize) -> String {
    if number % 50 == 49 {
        return "unknown".to_owned();
    }
    format!("{}{:02}{:02}", year(number), 1 + number / 28 % 12, 1 + number % 28)
}

/// What one person says, of whom one in three speaks of another.
fn statements(text: &mut String, chance: &mut Chance, year: usize, people: usize) {
    let speaker = person(chance.tailed(people));
    let Person { given, surname, .. } = &speaker;
    let (said, quoted, more) = (words(chance, 9), words(chance, 11), words(chance, 7));
    let _ = writeln!(text, "{given} {surname}, the {}, said that the {said} was late.", speaker.role(year));
    if chance.below(3) == 0 {
        let other = person(chance.tailed(people));
        let _ = writeln!(text, "“The {quoted} is what {} {} has,” {given} {surname} said.", other.given, other.surname);
    } else {
        let _ = writeln!(text, "“The {quoted} is what we have,” {given} {surname} said.");
    }
    let _ = writeln!(text, "{surname} added that it was “{more}” at last.");
}
