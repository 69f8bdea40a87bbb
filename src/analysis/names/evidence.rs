//! What the article as a whole tells of each capitalised word: whether it also stands after `Mr`, after a first name,
//! after `in`, in lower case. A set of facts, so the order of lines does not matter.

use super::line::{Line, Style};
use super::lists;
use super::word::{ALL_CAPS, LETTER, Role, Sign, Word};

/// Facts about a word, one bit each.
pub(super) type Facts = u32;

pub(super) const LOWER: Facts = 1;
pub(super) const AFTER_HONORIFIC: Facts = 1 << 1;
pub(super) const AFTER_TITLE: Facts = 1 << 2;
pub(super) const AFTER_GIVEN: Facts = 1 << 3;
pub(super) const BEFORE_CAPITAL: Facts = 1 << 4;
pub(super) const AFTER_PREPOSITION: Facts = 1 << 5;
pub(super) const AFTER_THE: Facts = 1 << 6;
pub(super) const SPEAKS: Facts = 1 << 7;
pub(super) const POSSESSES: Facts = 1 << 8;
pub(super) const BEFORE_ORG: Facts = 1 << 9;
pub(super) const AGED: Facts = 1 << 10;
pub(super) const WITHIN: Facts = 1 << 11;
pub(super) const ALONE: Facts = 1 << 12;
pub(super) const SHOUTED: Facts = 1 << 13;
pub(super) const WHO: Facts = 1 << 14;
pub(super) const AFTER_ROLE: Facts = 1 << 15;

/// The facts of all capitalised words of an article.
#[derive(Debug)]
pub(super) struct Evidence {
    /// Open addressing; a zero fact marks a free slot. Looked up by key only, so the order of slots is never seen.
    slots: Vec<(u64, Facts)>,
    used: usize,
    /// Which hashes may be in `slots`: spares most look-ups of lower-cased words.
    filter: [u64; 64],
}

impl Evidence {
    #[must_use]
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut evidence = Self { slots: vec![(0, 0); 256], used: 0, filter: [0; 64] };
        for line in lines {
            evidence.note_capitals(line);
        }
        for word in lines.iter().flat_map(|line| &*line.words) {
            evidence.note_lower(*word);
        }
        evidence
    }

    /// What is known of the word with this hash.
    #[must_use]
    pub(super) fn facts(&self, hash: u64) -> Facts {
        self.slots[self.find(hash)].1
    }

    fn note_capitals(&mut self, line: &Line<'_>) {
        let mut from = 0;
        while let Some((start, end)) = line.next_run(from) {
            for at in start..end {
                if line.words[at].role == Role::Capital {
                    self.note(line.words[at].hash, facts_at(line, at, end - start));
                }
            }
            from = end;
        }
    }

    fn note_lower(&mut self, word: Word) {
        let (cell, bit) = filter_place(word.hash);
        if word.role != Role::Capital && word.len > 0 && self.filter[cell] & bit != 0 {
            let at = self.find(word.hash);
            if self.slots[at].1 != 0 {
                self.slots[at].1 |= LOWER;
            }
        }
    }

    fn note(&mut self, hash: u64, facts: Facts) {
        let at = self.find(hash);
        if self.slots[at].1 == 0 {
            self.used += 1;
            let (cell, bit) = filter_place(hash);
            self.filter[cell] |= bit;
        }
        self.slots[at] = (hash, self.slots[at].1 | facts);
        if self.used * 2 > self.slots.len() {
            self.grow();
        }
    }

    fn grow(&mut self) {
        let roomier = vec![(0, 0); self.slots.len() * 4];
        let old = std::mem::replace(&mut self.slots, roomier);
        for (hash, facts) in old.into_iter().filter(|slot| slot.1 != 0) {
            let at = self.find(hash);
            self.slots[at] = (hash, facts);
        }
    }

    /// The slot of `hash`, or the free one where it would go; at most half of the slots are full.
    fn find(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 20) as usize & mask;
        while self.slots[at].1 != 0 && self.slots[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }
}

fn filter_place(hash: u64) -> (usize, u64) {
    ((hash >> 6) as usize & 63, 1 << (hash & 63))
}

/// What this one occurrence tells, in a run of `len` words.
fn facts_at(line: &Line<'_>, at: usize, len: usize) -> Facts {
    let word = line.words[at];
    let mut facts = facts_before(line, at) | facts_after(line, at);
    if !line.is_initial(at) && line.style == Style::Sentence {
        facts |= WITHIN;
    }
    if len == 1 {
        facts |= ALONE;
    }
    if word.shape & ALL_CAPS != 0 && line.style != Style::AllCaps {
        facts |= SHOUTED;
    }
    // A word without any fact would look like a free slot.
    if facts == 0 { BEFORE_CAPITAL } else { facts }
}

fn facts_before(line: &Line<'_>, at: usize) -> Facts {
    let direct = line.word(at, -1);
    let before = line.word(at, line.before(at));
    let capital = before.role == Role::Capital;
    let initial = direct.role == Role::Capital && direct.shape & LETTER != 0 && direct.len == 2;
    let named = direct.role == Role::Capital && direct.lists & lists::ANY_GIVEN != 0;
    [
        (capital && before.lists & lists::HONORIFIC != 0, AFTER_HONORIFIC),
        (capital && before.lists & lists::TITLE != 0, AFTER_TITLE),
        (!capital && before.lists & lists::TITLE != 0, AFTER_ROLE),
        (named || initial, AFTER_GIVEN),
        (before.lists & lists::PREPOSITION != 0, AFTER_PREPOSITION),
        (line.is_sign(at, -1, Sign::The), AFTER_THE),
        (before.lists & lists::SPEECH != 0 && !capital, SPEAKS),
    ]
    .into_iter()
    .fold(0, |facts, (holds, fact)| if holds { facts | fact } else { facts })
}

fn facts_after(line: &Line<'_>, at: usize) -> Facts {
    let next = line.word(at, 1);
    let comma = line.is_sign(at, 1, Sign::Comma);
    [
        (next.role == Role::Capital, BEFORE_CAPITAL),
        (next.role == Role::Capital && next.lists & lists::ORG != 0, BEFORE_ORG),
        (next.lists & lists::SPEECH != 0 && next.role == Role::Plain, SPEAKS),
        (line.is_sign(at, 1, Sign::Possessive), POSSESSES),
        (comma && is_age(line, at), AGED),
        (line.is_sign(at, if comma { 2 } else { 1 }, Sign::Who), WHO),
    ]
    .into_iter()
    .fold(0, |facts, (holds, fact)| if holds { facts | fact } else { facts })
}

/// `, 45,` after a name.
fn is_age(line: &Line<'_>, at: usize) -> bool {
    line.is_sign(at, 2, Sign::TwoDigits) && (line.is_sign(at, 3, Sign::Comma) || line.is_sign(at, 3, Sign::Point))
}
