//! What the model is told of one word: a set of hashed features. The recogniser and the trainer both ask here, so that a
//! model is always read the way it was trained. Knows nothing of weights.

use super::evidence::{Evidence, Facts};
use super::hash::affixes;
use super::line::{Line, Style};
use super::word::{Role, Word};

/// Takes the features of one word, each a number of 24 bits.
pub(super) trait Features {
    fn add_key(&mut self, key: u32);

    /// Adds feature number `kind` with this value.
    #[inline]
    fn add(&mut self, kind: u64, value: u64) {
        let mixed = (value ^ kind.wrapping_mul(0xd6e8_feb8_6659_fd93)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.add_key((mixed >> 40) as u32);
    }

    /// Adds a feature for each bit that is set.
    #[inline]
    fn add_bits(&mut self, set: BitSet, mut bits: u32) {
        while bits != 0 {
            self.add(BIT_KINDS[set as usize], u64::from(bits.trailing_zeros()));
            bits &= bits - 1;
        }
    }
}

/// What has a feature for each of its bits.
#[derive(Debug, Clone, Copy)]
pub(super) enum BitSet {
    Lists,
    ListsBefore,
    ListsAfter,
    Facts,
}

/// The feature numbers of the bit sets, in their order.
pub(super) const BIT_KINDS: [u64; 4] = [31, 32, 33, 39];

/// For the trainer.
impl Features for Vec<u32> {
    fn add_key(&mut self, key: u32) {
        self.push(key);
    }
}

/// One word and what stands around it.
struct Spot<'a> {
    line: &'a Line<'a>,
    at: usize,
    word: Word,
    before: [Word; 2],
    after: [Word; 2],
    /// Where in its run the word stands, and whether a sentence begins here.
    place: u64,
    facts: Facts,
    facts_before: Facts,
    facts_after: Facts,
}

/// Adds the features of the word `at` of a run, but not those that the run shares.
pub(super) fn features<F: Features>(line: &Line<'_>, evidence: &Evidence, run: &Run, at: usize, mut found: F) -> F {
    let spot = Spot::of(line, evidence, run, at);
    found.add(0, 0);
    add_words(&mut found, &spot);
    add_form(&mut found, &spot);
    add_lists(&mut found, &spot);
    add_facts(&mut found, &spot);
    add_run(&mut found, &spot, run);
    found
}

impl<'a> Spot<'a> {
    fn of(line: &'a Line<'a>, evidence: &Evidence, &Run { start, end, .. }: &Run, at: usize) -> Self {
        let first = line.before(at);
        let facts_of = |word: Word| if word.role == Role::Capital { evidence.facts(word.hash) } else { 0 };
        let (word, before, after) = (line.word(at, 0), line.word(at, first), line.word(at, 1));
        let style = match line.style {
            Style::Sentence => 0,
            Style::Title => 1,
            Style::AllCaps => 2,
        };
        let place = (at - start).min(3) as u64
            | ((end - at).min(4) as u64) << 2
            | style << 5
            | u64::from(line.is_initial(at)) << 7;
        Self {
            line,
            at,
            word,
            before: [before, line.word(at, first - 1)],
            after: [after, line.word(at, 2)],
            place,
            facts: facts_of(word),
            facts_before: facts_of(before),
            facts_after: facts_of(after),
        }
    }

    /// The style of the line and whether a sentence begins here.
    fn setting(&self) -> u64 {
        self.place >> 5
    }
}

fn mix(first: u64, second: u64) -> u64 {
    first.wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(31) ^ second
}

fn add_words(found: &mut impl Features, spot: &Spot<'_>) {
    let Spot { word, before, after, .. } = spot;
    found.add(1, word.hash);
    found.add(2, mix(word.hash, u64::from(word.shape)));
    found.add(3, before[0].hash);
    found.add(4, after[0].hash);
    found.add(5, before[1].hash);
    found.add(6, after[1].hash);
    found.add(7, mix(before[0].hash, word.hash));
    found.add(8, mix(word.hash, after[0].hash));
    found.add(11, mix(before[0].hash, before[1].hash));
    found.add(12, mix(after[0].hash, after[1].hash));
    found.add(9, mix(before[0].hash, u64::from(word.lists)));
    found.add(10, mix(after[0].hash, u64::from(word.lists)));
}

fn add_form(found: &mut impl Features, spot: &Spot<'_>) {
    let Spot { word, before, after, .. } = spot;
    let text = spot.line.source.tokens.get(spot.at).map_or("", |t| t.text(spot.line.source.text));
    for (kind, affix) in (14..).zip(affixes(text)) {
        found.add(kind, u64::from(affix));
    }
    let shape = u64::from(word.shape) | spot.setting() << 8;
    found.add(18, shape);
    found.add(19, mix(shape, u64::from(before[0].shape) | (before[0].role as u64) << 8));
    found.add(20, mix(shape, u64::from(after[0].shape) | (after[0].role as u64) << 8));
    found.add(21, mix(shape, u64::from(word.len.min(12))));
}

fn add_lists(found: &mut impl Features, spot: &Spot<'_>) {
    let [own, before, next] =
        [spot.word, spot.before[0], spot.after[0]].map(|w| u64::from(w.lists) | (w.role as u64) << 32);
    found.add(23, own);
    found.add(24, mix(own, spot.place));
    found.add(25, mix(own, before));
    found.add(26, mix(own, next));
    found.add(27, mix(mix(own, before), next));
    found.add(30, mix(own, spot.setting()));
    found.add_bits(BitSet::Lists, spot.word.lists);
    found.add_bits(BitSet::ListsBefore, spot.before[0].lists);
    found.add_bits(BitSet::ListsAfter, spot.after[0].lists);
}

fn add_facts(found: &mut impl Features, spot: &Spot<'_>) {
    let facts = u64::from(spot.facts);
    let lists = u64::from(spot.word.lists);
    found.add(34, facts);
    found.add(35, mix(facts, lists));
    found.add(36, mix(facts, spot.place));
    found.add(37, mix(u64::from(spot.facts_before), lists));
    found.add(38, mix(u64::from(spot.facts_after), lists));
    found.add_bits(BitSet::Facts, spot.facts);
    found.add(43, mix(u64::from(spot.facts & 1), spot.setting() | u64::from(spot.word.lists) << 8));
}

/// A run of words, and what is the same for each of them: what it begins and ends with, and what stands around it
/// (`the Edison Research report`).
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    first: Word,
    last: Word,
}

impl Run {
    pub(super) fn of(line: &Line<'_>, (start, end): (usize, usize)) -> Self {
        Self { start, end, first: line.word(start, 0), last: line.word(end, -1) }
    }

    /// Adds the features that all words of the run share.
    pub(super) fn shared<F: Features>(&self, line: &Line<'_>, mut found: F) -> F {
        let (before, after) = (line.word(self.start, line.before(self.start)), line.word(self.end, 0));
        let length = (self.end - self.start).min(6) as u64;
        found.add(47, mix(before.hash, length));
        found.add(48, mix(after.hash, length));
        found.add(49, mix(u64::from(self.first.lists), mix(u64::from(self.last.lists), length)));
        found
    }
}

fn add_run(found: &mut impl Features, spot: &Spot<'_>, Run { end, first, last, .. }: &Run) {
    let own = u64::from(spot.word.lists);
    found.add(44, mix(last.hash, u64::from(end - spot.at == 1)));
    found.add(45, mix(u64::from(last.lists), own));
    found.add(46, mix(u64::from(first.lists), own));
}
