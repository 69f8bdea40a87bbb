//! One line, made ready: its words, which of them may be part of a name, and the runs that these stand in. Knows the lists.

use super::hash::{hash, join};
use super::lists::{self, Lists, lists};
use super::rare::rare;
use super::word::{ALL_CAPS, LETTER, Role, Sign, Word};
use crate::analysis::tokens::Token;

/// Longer runs are cut: no name is so long, and scores must not overflow.
const LONGEST_RUN: usize = 64;

/// A line and its tokens.
#[derive(Debug, Clone, Copy)]
pub struct Tokenised<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
}

/// How a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Sentence,
    /// A headline In Which Most Words Have Capitals, so that these say little.
    Title,
    AllCaps,
}

/// A line, made ready for recognition.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) source: Tokenised<'a>,
    pub(super) words: &'a mut [Word],
    pub(super) style: Style,
}

/// Makes the lines of an article ready. Their words stand in `room`, one behind the other.
#[must_use]
pub(super) fn ready<'a>(lines: &[Tokenised<'a>], room: &'a mut Vec<Word>) -> Vec<Line<'a>> {
    room.clear();
    room.reserve(lines.iter().map(|line| line.tokens.len()).sum());
    for line in lines {
        room.extend(line.tokens.iter().map(|t| Word::of(line.text, t)));
    }
    let mut rest = &mut room[..];
    let mut own = |line: &Tokenised<'_>| rest.split_off_mut(..line.tokens.len()).unwrap_or_default();
    lines.iter().map(|line| Line::of(*line, own(line))).collect()
}

impl<'a> Line<'a> {
    fn of(source: Tokenised<'a>, words: &'a mut [Word]) -> Self {
        let mut line = Self { source, words, style: Style::Sentence };
        line.style = line.find_style();
        line.mark();
        line
    }

    /// The word at `at` plus `by`; what lies outside the line is always the same.
    #[must_use]
    pub(super) fn word(&self, at: usize, by: isize) -> Word {
        at.checked_add_signed(by).and_then(|at| self.words.get(at)).copied().unwrap_or(Word::OUTSIDE)
    }

    /// The place of the word before `at`, past the point of an abbreviation: `Mr` in `Mr. Key`.
    #[must_use]
    pub(super) fn before(&self, at: usize) -> isize {
        if self.is_sign(at, -1, Sign::Point) && self.word(at, -2).lists & lists::ABBREVIATION != 0 { -2 } else { -1 }
    }

    /// Whether the token at `at` plus `by` is this sign.
    #[must_use]
    pub(super) fn is_sign(&self, at: usize, by: isize, sign: Sign) -> bool {
        self.word(at, by).sign == sign
    }

    /// Whether the token at `at` plus `by` is written so.
    #[must_use]
    pub(super) fn is_mark(&self, at: usize, by: isize, mark: &str) -> bool {
        at.checked_add_signed(by)
            .and_then(|at| self.source.tokens.get(at))
            .is_some_and(|token| token.text(self.source.text) == mark)
    }

    /// Whether a sentence or a quotation begins at `at`, so that the capital says nothing.
    #[must_use]
    pub(super) fn is_initial(&self, at: usize) -> bool {
        match self.word(at, -1).sign {
            Sign::Opening => true,
            Sign::Point => self.word(at, -2).lists & lists::ABBREVIATION == 0,
            _ => at == 0,
        }
    }

    /// The first run of tokens at or after `from` that may be names, end exclusive.
    #[must_use]
    pub(super) fn next_run(&self, from: usize) -> Option<(usize, usize)> {
        let rest = self.words.get(from..)?;
        let start = from + rest.iter().position(|w| w.role != Role::Plain)?;
        let len = self.words[start..].iter().take(LONGEST_RUN).take_while(|w| w.role != Role::Plain).count();
        Some((start, start + len))
    }

    /// Whether the run is nothing but a sentence's first word (`The`, `It`, `However`) or `I`: the most frequent runs of all.
    #[must_use]
    pub(super) fn is_mere_opening(&self, start: usize, end: usize) -> bool {
        let listed = self.words[start].lists;
        let opens =
            listed & lists::PRONOUN != 0 || listed & (lists::COMMON | lists::CONNECT) != 0 && self.is_initial(start);
        end - start == 1
            && opens
            && listed & (lists::ANY_GIVEN | lists::SURNAME | lists::PLACE | lists::DEMONYM | lists::ORG | lists::MONTH)
                == 0
    }

    fn find_style(&self) -> Style {
        let (mut all, mut capital, mut shouted) = (0_usize, 0_usize, 0_usize);
        for word in self.words.iter().filter(|w| w.len > 3) {
            all += 1;
            capital += usize::from(word.role == Role::Capital);
            shouted += usize::from(word.shape & ALL_CAPS != 0);
        }
        match all {
            0..=1 => Style::Sentence,
            _ if shouted * 10 >= all * 8 => Style::AllCaps,
            2..=3 => Style::Sentence,
            _ if capital * 10 >= all * 7 => Style::Title,
            _ => Style::Sentence,
        }
    }

    /// Marks phrases and links.
    fn mark(&mut self) {
        self.look_up();
        for at in 0..self.words.len() {
            if self.words[at].role == Role::Capital {
                self.mark_phrase(at);
                self.mark_links(at);
            }
        }
    }

    /// Looks up the capitalised words, three words before and two after each.
    fn look_up(&mut self) {
        let (and, mut known) = (hash("&"), 0);
        for at in 0..self.words.len() {
            if self.words[at].role != Role::Capital {
                continue;
            }
            let end = self.words.len().min(at + 3);
            for word in &mut self.words[known.max(at.saturating_sub(3))..end] {
                // Of marks only `&` is on a list.
                if word.len > 0 || word.hash == and {
                    word.lists = lists(word.hash);
                }
            }
            known = end;
            self.look_up_rare(at);
        }
    }

    /// A capitalised word that is on no list of names may be a rare one.
    fn look_up_rare(&mut self, at: usize) {
        const KNOWN: Lists = lists::ANY_GIVEN | lists::SURNAME | lists::COMMON | lists::PRONOUN | lists::MONTH;
        let word = &mut self.words[at];
        if word.lists & KNOWN == 0 && word.len > 2 {
            word.lists |= rare(word.hash);
        }
    }

    /// The words of a listed phrase are on its list: `New York` is a place, and so are both its words here.
    fn mark_phrase(&mut self, at: usize) {
        if self.words[at].lists & lists::PHRASE_HEAD != 0 {
            let (len, found) = self.longest_phrase(at);
            self.words[at..at + len].iter_mut().for_each(|w| w.lists |= found);
        }
    }

    fn longest_phrase(&self, at: usize) -> (usize, Lists) {
        let mut best = (0, 0);
        let mut key = self.words[at].hash;
        for (len, word) in (2..).zip(&self.words[at + 1..]) {
            key = join(key, word.hash);
            let found = lists(key);
            if found & !lists::PHRASE_HEAD != 0 {
                best = (len, found);
            }
            if found & lists::PHRASE_HEAD == 0 {
                break;
            }
        }
        best
    }

    /// Connecting words between this capital and one before it, and particles before it (`said de Blasio`).
    fn mark_links(&mut self, at: usize) {
        let from = (at.saturating_sub(3)..at).rev().take_while(|&i| self.is_link(i)).last().unwrap_or(at);
        let led = self.word(from, -1).role == Role::Capital;
        for i in (from..at).rev() {
            if !led && self.words[i].lists & lists::PARTICLE == 0 {
                break;
            }
            self.words[i].role = Role::Link;
        }
    }

    fn is_link(&self, at: usize) -> bool {
        let word = self.words[at];
        let connects = word.lists & (lists::PARTICLE | lists::CONNECT) != 0 && word.shape & LETTER == 0;
        word.role == Role::Plain && (connects || self.is_abbreviation_point(at))
    }

    /// The point of `St. Louis` and `Wm. Blake`, not that of `Mr. Blake`: the name begins after it.
    fn is_abbreviation_point(&self, at: usize) -> bool {
        let before = self.word(at, -1);
        self.is_sign(at, 0, Sign::Point)
            && before.role == Role::Capital
            && before.lists & lists::ABBREVIATION != 0
            && before.lists & (lists::HONORIFIC | lists::TITLE | lists::MONTH) == 0
    }
}
