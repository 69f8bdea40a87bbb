//! Whom "the foreign minister" means: the one of an article's cast whose title says the same office, if it is one only.
//! Sees the article as a set of titles; the order of lines plays no part. Imports the lexicon.

use std::collections::{BTreeMap, BTreeSet};

use super::super::gender;
use super::super::lexicon::{DETERMINER, NUMBER, ORGANIZATION, POSSESSIVE, RELATION, ROLE, tags_of};
use crate::domain::{CastMember, Gender, fold};

/// Words that make another office of the one they stand before or behind: a vice president is no president.
const RANKS: &[&str] = &[
    "assistant",
    "associate",
    "attorney",
    "chief",
    "co",
    "deputy",
    "elect",
    "designate",
    "general",
    "junior",
    "lieutenant",
    "prime",
    "shadow",
    "state",
    "sub",
    "under",
    "vice",
    "vice-presidential",
    "first",
];
const FORMER: &[&str] = &["former", "ex", "then", "onetime", "one-time", "late", "past", "previous", "ousted"];
const ACTING: &[&str] = &["acting", "interim", "caretaker"];
/// Words that say nothing of which office it is.
const EMPTY: &[&str] = &[
    "current",
    "sitting",
    "incumbent",
    "longtime",
    "long-time",
    "long-serving",
    "new",
    "veteran",
    "own",
    "same",
    "presumptive",
    "likely",
    "mr",
    "mrs",
    "ms",
    "dr",
    "now",
    "retired",
];
const JOINTS: &[&str] = &["of", "for", "from", "in", "at", "to"];
const ENDS: &[&str] = &["and", "with", "on", "under", "as", "who", "that", "or", "by", "during", "since", "until"];
/// Offices of which "the" alone means the country's: a firm's president is called so with the firm.
const COUNTRYS: &[&str] = &["president", "chancellor", "premier", "king", "queen", "pope", "minister", "secretary"];
/// More people of one calling, or titles of one person, than this are not told apart.
const MANY: usize = 64;

/// What a title, or a phrase that begins with "the", says that somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Office {
    /// The noun, one word for all who hold it: "senator" for "Sen.", "chair" for "chairwoman".
    head: String,
    ranks: BTreeSet<String>,
    /// What else tells which: "foreign", "texas", "republican", "state".
    marks: BTreeSet<String>,
    former: bool,
    acting: bool,
    gender: Option<Gender>,
}

impl Office {
    pub(crate) fn of(text: &str) -> Option<Self> {
        let words = words(text);
        let joint = words.iter().position(|w| JOINTS.contains(&w.as_str())).unwrap_or(words.len());
        let front = &words[..joint];
        let at = front.iter().rposition(|w| is_head(w))?;
        let mut office = Self {
            head: front[at].clone(),
            ranks: BTreeSet::new(),
            marks: BTreeSet::new(),
            former: false,
            acting: false,
            gender: gender::of_title(text),
        };
        for (index, word) in words.iter().enumerate().filter(|(index, _)| *index != at) {
            office.add(word, index < joint);
        }
        Some(office)
    }

    fn add(&mut self, word: &str, front: bool) {
        let is = |list: &[&str]| list.contains(&word);
        let tags = tags_of(word);
        if front && is(FORMER) {
            self.former = true;
        } else if front && is(ACTING) {
            self.acting = true;
        } else if front && is(RANKS) {
            self.ranks.insert(word.to_owned());
        } else if !(is(EMPTY) || is(JOINTS) || tags.has(DETERMINER.or(POSSESSIVE).or(NUMBER))) {
            self.marks.insert(word.to_owned());
        }
    }

    /// Whether `title` may be the same office, whatever else is known of its holder.
    fn may_be(&self, title: &Office) -> bool {
        self.ranks == title.ranks && self.former == title.former && (title.acting || !self.acting)
    }

    /// "the president", without a country or a body.
    fn is_the_countrys(&self) -> bool {
        self.marks.is_empty() && COUNTRYS.contains(&self.head.as_str())
    }
}

/// The offices of an article's cast.
#[derive(Debug, Default)]
pub(crate) struct Offices {
    /// For each noun, who is called so, with all that holder's titles of that noun.
    holders: BTreeMap<String, Vec<(usize, Vec<Office>)>>,
    genders: Vec<Option<Gender>>,
    /// Nouns by which the article also brings in somebody without a name: "a spokesman said".
    unnamed: BTreeSet<String>,
}

impl Offices {
    pub(crate) fn of(members: &[CastMember], unnamed: BTreeSet<String>) -> Self {
        let mut holders: BTreeMap<String, Vec<(usize, Vec<Office>)>> = BTreeMap::new();
        for (index, member) in members.iter().enumerate() {
            let mut own: BTreeMap<String, Vec<Office>> = BTreeMap::new();
            for office in member.titles.iter().take(MANY).filter_map(|t| Office::of(t)) {
                own.entry(office.head.clone()).or_default().push(office);
            }
            for (head, offices) in own {
                holders.entry(head).or_default().push((index, offices));
            }
        }
        Self { holders, genders: members.iter().map(|m| m.gender).collect(), unnamed }
    }

    /// The only one of the cast whom the phrase can mean. Where several may be meant and one of them is `here`, the
    /// subject of the clause that this one continues, it is that one.
    pub(crate) fn holder(&self, phrase: &Office, here: Option<usize>) -> Option<usize> {
        let called =
            self.holders.get(&phrase.head).filter(|c| c.len() <= MANY && !self.unnamed.contains(&phrase.head))?;
        let found: Vec<_> = called.iter().filter(|(member, titles)| self.may_mean(phrase, *member, titles)).collect();
        let (member, titles) = match found[..] {
            [one] => one,
            _ => found.into_iter().find(|(member, _)| here == Some(*member))?,
        };
        confirmed(phrase, titles).then_some(*member)
    }

    /// Whether the phrase may mean this holder: the same office, and nothing that speaks against it.
    fn may_mean(&self, phrase: &Office, member: usize, titles: &[Office]) -> bool {
        let same_gender = match (phrase.gender, self.genders[member]) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        let silent = || titles.iter().all(|t| t.marks.is_empty());
        same_gender && titles.iter().any(|t| phrase.may_be(t)) && (tells(phrase, titles) || silent())
    }
}

/// Whether the titles say all that the phrase says, and the phrase enough to be one of them.
fn confirmed(phrase: &Office, titles: &[Office]) -> bool {
    let plain = |t: &Office| !t.marks.iter().any(|m| tags_of(m).has(ORGANIZATION)) && t.marks.len() < 2;
    tells(phrase, titles) && (!phrase.is_the_countrys() || titles.iter().any(|t| phrase.may_be(t) && plain(t)))
}

fn tells(phrase: &Office, titles: &[Office]) -> bool {
    phrase.marks.iter().all(|mark| titles.iter().any(|t| t.marks.iter().any(|other| same_mark(mark, other))))
}

/// "Ukraine" and "Ukrainian", "Democrat" and "Democratic", "GOP" and "Republican".
fn same_mark(one: &str, other: &str) -> bool {
    let stem = |word: &str| -> String { word.chars().take(5).collect() };
    let party = |word: &str| if word == "gop" { "republican".to_owned() } else { word.to_owned() };
    let (one, other) = (party(one), party(other));
    one == other || one.chars().count() > 5 && other.chars().count() > 5 && stem(&one) == stem(&other)
}

/// A noun that somebody can be told by; "ally" and "wife" need to say whose.
fn is_head(word: &str) -> bool {
    let tags = tags_of(word);
    (tags.has(ROLE) || word == "chair") && !tags.has(RELATION)
}

/// The noun under which somebody without a name is brought in.
pub(crate) fn head_of(word: &str) -> String {
    usual(&fold(word)).to_owned()
}

/// The words of a title, folded, in the form that all holders share, up to where another phrase begins.
fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for raw in text.split_whitespace() {
        let folded = fold(raw.trim_matches(|c: char| !c.is_alphanumeric()));
        let word = folded.strip_suffix("'s").or_else(|| folded.strip_suffix("’s")).unwrap_or(&folded);
        if ENDS.contains(&word) {
            break;
        }
        match word.split_once('-') {
            Some((first, second)) if is_part(first) || is_part(second) => {
                found.extend([usual(first).to_owned(), usual(second).to_owned()]);
            }
            _ if word.is_empty() || word.starts_with(char::is_numeric) => {}
            _ => found.push(usual(word).to_owned()),
        }
    }
    found
}

fn is_part(word: &str) -> bool {
    ["vice", "ex", "then", "deputy", "elect", "designate", "general"].contains(&word)
}

fn usual(word: &str) -> &str {
    match word {
        "sen" => "senator",
        "gov" => "governor",
        "rep" | "congressman" | "congresswoman" | "congressperson" => "representative",
        "pres" => "president",
        "lt" => "lieutenant",
        "chairman" | "chairwoman" | "chairperson" => "chair",
        "spokesman" | "spokeswoman" => "spokesperson",
        "adviser" => "advisor",
        "councilor" | "councilman" | "councilwoman" => "councillor",
        "frontrunner" => "front-runner",
        _ => word,
    }
}
