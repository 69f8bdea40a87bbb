//! The trained weights, embedded, and the scores that they give to features. `examples/train_names` writes the file.

use super::decode::{LABELS, Scores, Steps};
use super::features::Features;

/// Bytes of one row: a signed byte for each label and one that is not used.
pub const ROW: usize = 8;
/// Bytes before the rows: the steps, as little-endian `i16`.
pub const HEAD: usize = (LABELS + 1) * LABELS * 2;

static EMBEDDED: &[u8] = include_bytes!("model.bin");

/// A model, ready to score.
#[derive(Debug)]
pub struct Model<'a> {
    pub(super) steps: Steps,
    rows: &'a [[u8; ROW]],
}

impl<'a> Model<'a> {
    /// The model that this program was built with.
    #[must_use]
    pub fn embedded() -> Model<'static> {
        Model::of(EMBEDDED)
    }

    /// Reads a model file. Where bytes are missing, the weights are zero, and nothing is a name.
    #[must_use]
    pub fn of(bytes: &'a [u8]) -> Self {
        let (head, rest) = bytes.split_at_checked(HEAD).unwrap_or((&[], &[]));
        let mut steps = [[0; LABELS]; LABELS + 1];
        for (step, bytes) in steps.iter_mut().flatten().zip(head.as_chunks::<2>().0) {
            *step = i32::from(i16::from_le_bytes(*bytes));
        }
        Self { steps, rows: rest.as_chunks::<ROW>().0 }
    }

    /// No features yet.
    pub(super) fn nothing(&self) -> Sum<'a> {
        Sum { rows: self.rows, even: 0, odd: 0, count: 0 }
    }
}

/// Every second byte of eight.
const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
/// What makes a signed byte one without a sign: 128 more, in each of eight bytes.
const LIFT: u64 = 0x8080_8080_8080_8080;

/// The sum of the rows of a word's features: four labels in each of two numbers, 16 bits for each label. That is room for
/// 257 features; a word has at most some 130.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum<'a> {
    rows: &'a [[u8; ROW]],
    even: u64,
    odd: u64,
    count: u16,
}

impl Features for Sum<'_> {
    #[inline]
    fn add_row(&mut self, row: u16) {
        if let Some(weights) = self.rows.get(usize::from(row)) {
            let lifted = u64::from_le_bytes(*weights) ^ LIFT;
            self.even = self.even.wrapping_add(lifted & EVEN);
            self.odd = self.odd.wrapping_add((lifted >> 8) & EVEN);
            self.count += 1;
        }
    }
}

impl Sum<'_> {
    /// The score of each label.
    #[must_use]
    pub(super) fn scores(&self) -> Scores {
        let lifted = i32::from(self.count) * 128;
        std::array::from_fn(|label| {
            let four = if label % 2 == 0 { self.even } else { self.odd };
            let [low, high, ..] = (four >> (label / 2 * 16)).to_le_bytes();
            i32::from(u16::from_le_bytes([low, high])) - lifted
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::features::ROWS;
    use super::*;

    #[test]
    fn the_embedded_model_is_whole() {
        assert_eq!(EMBEDDED.len(), HEAD + ROWS * ROW);
    }

    #[test]
    fn a_broken_model_scores_nothing() {
        let model = Model::of(&[1, 2, 3]);
        let mut sum = model.nothing();
        sum.add_row(0);
        assert_eq!((model.steps[0][0], sum.scores()), (0, [0; LABELS]));
        assert!(Model::of(&[]).rows.is_empty());
    }

    #[test]
    fn sums_are_those_of_signed_bytes() {
        let mut bytes = vec![0; HEAD];
        bytes.extend([-128_i8, 127, -1, 0, 1, 100, -100, 9].map(i8::cast_unsigned));
        let model = Model::of(&bytes);
        let mut sum = model.nothing();
        (0..200).for_each(|_| sum.add_row(0));
        assert_eq!(sum.scores(), [-128, 127, -1, 0, 1, 100, -100].map(|weight| weight * 200));
    }
}
