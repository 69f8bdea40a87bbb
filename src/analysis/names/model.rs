//! The trained weights, embedded, and the scores that they give to features. `examples/train_names` writes the file.

use std::sync::OnceLock;

use super::decode::{LABELS, Scores, Steps};
use super::features::{BIT_KINDS, BitSet, Features};

/// How many rows of weights there are: a feature is hashed to a row, which is its own or that of a better feature.
pub const ROWS: usize = 1 << 16;
/// Bytes of one row: the check that tells whose row it is, and a signed byte for each label.
pub const ROW: usize = 8;
/// Bytes before the rows: the steps, as little-endian `i16`.
pub const HEAD: usize = (LABELS + 1) * LABELS * 2;

static EMBEDDED: &[u8] = include_bytes!("model.bin");

/// What makes any signed byte a number without a sign. There is room for 257 rows in a sum; a word has at most some 130.
const LIFT: u8 = 128;
/// The same for all weights of a row, but not its check.
const LIFTS: u64 = 0x8080_8080_8080_8000;
/// Every other byte of a row.
const HALF: u64 = 0x00ff_00ff_00ff_00ff;

/// The row of a feature, and the check that stands there if the row is the feature's own.
#[must_use]
#[inline]
pub const fn row_of(key: u32) -> (usize, u8) {
    ((key >> 8) as usize & (ROWS - 1), key.to_le_bytes()[0])
}

/// A model, ready to score.
#[derive(Debug)]
pub struct Model {
    pub(super) steps: Steps,
    rows: Vec<u64>,
    /// For each bit set and each four bits of it, the sum for each value of these: words have many bits.
    bits: Box<[[[Lanes; 16]; 8]; BIT_KINDS.len()]>,
}

/// A sum of rows, four numbers of 16 bits in each half: of the bytes at even places, and of those at odd ones. In place
/// of the check stands the sum of the lifts.
type Lanes = [u64; 2];

impl Model {
    /// The model that this program was built with; made ready at the first call.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static READY: OnceLock<Model> = OnceLock::new();
        READY.get_or_init(|| Self::of(EMBEDDED))
    }

    /// Reads a model file. Where bytes are missing, the weights are zero, and nothing is a name.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let (head, rest) = bytes.split_at_checked(HEAD).unwrap_or((&[], &[]));
        let mut steps = [[0; LABELS]; LABELS + 1];
        for (step, bytes) in steps.iter_mut().flatten().zip(head.as_chunks::<2>().0) {
            *step = i32::from(i16::from_le_bytes(*bytes));
        }
        let mut rows = vec![LIFTS; ROWS];
        for (row, bytes) in rows.iter_mut().zip(rest.as_chunks::<ROW>().0) {
            *row = u64::from_le_bytes(*bytes) ^ LIFTS;
        }
        let mut model = Self { steps, rows, bits: Box::default() };
        model.sum_bits();
        model
    }

    /// No features yet.
    pub(super) fn nothing(&self) -> Sum<'_> {
        Sum { model: self, lanes: [0; 2] }
    }

    fn sum_bits(&mut self) {
        for (set, kind) in BIT_KINDS.into_iter().enumerate() {
            for place in 0..32 {
                let mut sum = self.nothing();
                sum.add(kind, place as u64);
                let lanes = sum.lanes;
                let values = self.bits[set][place / 4].iter_mut().enumerate();
                values.filter(|(value, _)| value >> (place % 4) & 1 == 1).for_each(|(_, sum)| add(sum, &lanes));
            }
        }
    }
}

#[inline]
fn add(sum: &mut Lanes, lanes: &Lanes) {
    *sum = [sum[0].wrapping_add(lanes[0]), sum[1].wrapping_add(lanes[1])];
}

/// The sum of the rows of a word's features.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum<'a> {
    model: &'a Model,
    lanes: Lanes,
}

impl Features for Sum<'_> {
    #[inline]
    fn add_key(&mut self, key: u32) {
        let (row, check) = row_of(key);
        // What is left of the check is nothing where the row is the feature's own; else all of it is made nothing.
        let Some(row) = self.model.rows.get(row).map(|row| row ^ u64::from(check)) else { return };
        let own = u64::from(row.to_le_bytes()[0] == 0).wrapping_neg();
        let bytes = (row | u64::from(LIFT)) & own;
        add(&mut self.lanes, &[bytes & HALF, bytes >> 8 & HALF]);
    }

    #[inline]
    fn add_bits(&mut self, set: BitSet, bits: u32) {
        for (place, sums) in self.model.bits[set as usize].iter().enumerate() {
            add(&mut self.lanes, &sums[(bits >> (4 * place) & 15) as usize]);
        }
    }
}

impl Sum<'_> {
    /// The score of each label.
    #[must_use]
    pub(super) fn scores(&self) -> Scores {
        let lane = |place: usize| (self.lanes[place % 2] >> (place / 2 * 16) & 0xffff) as i32;
        std::array::from_fn(|label| lane(label + 1) - lane(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_is_whole() {
        assert_eq!(EMBEDDED.len(), HEAD + ROWS * ROW);
    }

    #[test]
    fn a_broken_model_scores_nothing() {
        let model = Model::of(&[1; HEAD - 1]);
        let mut sum = model.nothing();
        sum.add_key(0);
        assert_eq!((model.steps[0][0], sum.scores()), (0, [0; LABELS]));
    }

    #[test]
    fn sums_are_those_of_signed_bytes() {
        let mut bytes = vec![0; HEAD];
        bytes.extend([5_i8, -128, 127, -1, 0, 1, 100, -100].map(i8::cast_unsigned));
        let model = Model::of(&bytes);
        let mut sum = model.nothing();
        (0..200).for_each(|_| sum.add_key(5));
        assert_eq!(sum.scores(), [-128, 127, -1, 0, 1, 100, -100].map(|weight| weight * 200));
    }

    #[test]
    fn bits_are_summed_as_one_by_one() {
        let model = Model::embedded();
        for (bits, set) in [(0, BitSet::Lists), (0x0050_0031, BitSet::ListsAfter), (u32::MAX, BitSet::Facts)] {
            let (mut together, mut single) = (model.nothing(), model.nothing());
            together.add_bits(set, bits);
            let places = (0..32).filter(|place| bits >> place & 1 == 1);
            places.for_each(|place| single.add(BIT_KINDS[set as usize], place));
            assert_eq!(together.lanes, single.lanes);
        }
    }
}
