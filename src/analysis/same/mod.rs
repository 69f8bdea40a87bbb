//! Which of a person's statements report the same: the same words, or nearly so, within days (`rule.rs`). Sees all
//! statements of one person as a set: the order of loading plays no part. Imports only `domain`.

mod align;
mod rule;
mod wording;
mod words;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::Utterance;

pub use wording::{Change, Stretch, difference};
use words::{Weight, Word, mix};

/// How many words in a row two statements share at least, to be looked at.
const RUN: usize = 3;
/// How many statements are remembered for a run: the last ones, which are the nearest in time. A bound that keeps the
/// time from growing with the square where one phrase is in everything somebody says.
const REMEMBERED: usize = 16;

/// For each statement the one that stands for it, where it is not itself the one. Those that stand for others are their
/// own: there are no chains. Of equals it is the one of the earliest day, then the one with most words, then that of
/// the first article by id.
#[must_use]
pub fn settle(said: &[Utterance]) -> Vec<Option<usize>> {
    let folded: Vec<Vec<Word>> = said.iter().map(|u| words::words(&u.words)).collect();
    let mut order: Vec<usize> = (0..said.len()).collect();
    order.sort_by_key(|&at| {
        let u = &said[at];
        (u.day.is_none(), u.day, Reverse(folded[at].len()), &u.article, u.position)
    });
    let mut firsts = Firsts { said, folded: &folded, equal: BTreeMap::new(), near: BTreeMap::new() };
    let mut stands_for = vec![None; said.len()];
    for at in order {
        stands_for[at] = firsts.find(at);
        if stands_for[at].is_none() {
            firsts.add(at);
        }
    }
    stands_for
}

/// The statements that stand for themselves, as they come in the order of [`settle`].
struct Firsts<'a> {
    said: &'a [Utterance],
    folded: &'a [Vec<Word>],
    /// By the words without those that are dropped, the last one.
    equal: BTreeMap<(&'a str, Vec<u64>), usize>,
    /// By each run of words, the last ones.
    near: BTreeMap<(&'a str, u64), Vec<usize>>,
}

impl<'a> Firsts<'a> {
    fn find(&self, at: usize) -> Option<usize> {
        self.equal_to(at).or_else(|| self.near_to(at))
    }

    fn add(&mut self, at: usize) {
        self.equal.insert(self.gist(at), at);
        for run in self.runs(at) {
            let last = self.near.entry(run).or_default();
            if last.len() == REMEMBERED {
                last.remove(0);
            }
            last.push(at);
        }
    }

    fn equal_to(&self, at: usize) -> Option<usize> {
        let days = rule::days_of_equals(&self.folded[at])?;
        self.equal.get(&self.gist(at)).copied().filter(|&first| self.within(first, at, days))
    }

    /// The first of those it shares runs of words with and nearly equals.
    fn near_to(&self, at: usize) -> Option<usize> {
        let mut seen: Vec<usize> =
            self.runs(at).iter().filter_map(|run| self.near.get(run)).flatten().copied().collect();
        seen.sort_unstable();
        let mut shared: Vec<(Reverse<usize>, usize)> =
            seen.chunk_by(|a, b| a == b).map(|same| (Reverse(same.len()), same[0])).collect();
        shared.sort_unstable_by_key(|&(count, first)| (count, self.place(first)));
        let likely = shared.into_iter().take(REMEMBERED).map(|(_, first)| first);
        let near = |&first: &usize| {
            self.within(first, at, rule::DAYS_NEAR) && rule::nearly_equal(&self.folded[first], &self.folded[at])
        };
        likely.filter(near).min_by_key(|&first| self.place(first))
    }

    /// What orders statements, whichever came in first.
    fn place(&self, at: usize) -> (bool, Option<jiff::civil::Date>, Reverse<usize>, &'a str, i64) {
        let u = &self.said[at];
        (u.day.is_none(), u.day, Reverse(self.folded[at].len()), &u.article, u.position)
    }

    /// Without a day nothing is known to be near in time but what stands in the same article.
    fn time(&self, at: usize) -> &'a str {
        if self.said[at].day.is_none() { &self.said[at].article } else { "" }
    }

    fn gist(&self, at: usize) -> (&'a str, Vec<u64>) {
        let words = self.folded[at].iter().filter(|word| word.weight != Weight::Dropped);
        (self.time(at), words.map(|word| word.key).collect())
    }

    fn runs(&self, at: usize) -> Vec<(&'a str, u64)> {
        if !rule::may_be_near(&self.folded[at]) {
            return Vec::new();
        }
        let run = |words: &[Word]| words.iter().fold(0, |hash, word| mix(hash, word.key));
        let mut runs: Vec<_> = self.folded[at].windows(RUN).map(|words| (self.time(at), run(words))).collect();
        runs.sort_unstable();
        runs.dedup();
        runs
    }

    fn within(&self, first: usize, at: usize, days: i32) -> bool {
        match (self.said[first].day, self.said[at].day) {
            (Some(one), Some(other)) => (other - one).get_days() <= days,
            _ => self.said[first].article == self.said[at].article,
        }
    }
}

#[cfg(test)]
mod tests;
