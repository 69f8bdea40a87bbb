//! The trained weights, embedded, and the scores that they give to features. `examples/train_names` writes the file.

use std::sync::OnceLock;

use super::decode::{LABELS, Scores, Steps};
use super::features::{Features, ROWS};

/// Bytes of one row: a signed byte for each label and one that is not used.
pub const ROW: usize = 8;
/// Bytes before the rows: the steps, as little-endian `i16`.
pub const HEAD: usize = (LABELS + 1) * LABELS * 2;

static EMBEDDED: &[u8] = include_bytes!("model.bin");

/// A weight for each label and one that is not used, 16 bits each, four in a number. Each is lifted by [`LIFT`], so that
/// rows can be added up as whole numbers: no sum runs over into its neighbour.
type Lifted = [u64; 2];

/// What makes any signed byte a number without a sign. There is room for 257 rows in a sum; a word has at most some 130.
const LIFT: i32 = 128;

/// A model, ready to score.
#[derive(Debug)]
pub struct Model {
    pub(super) steps: Steps,
    rows: Vec<Lifted>,
}

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
        let mut rows = vec![lifted([0; ROW]); ROWS];
        for (row, bytes) in rows.iter_mut().zip(rest.as_chunks::<ROW>().0) {
            *row = lifted(*bytes);
        }
        Self { steps, rows }
    }

    /// No features yet.
    pub(super) fn nothing(&self) -> Sum<'_> {
        Sum { rows: &self.rows, sums: [0; 2], lift: 0 }
    }
}

fn lifted(row: [u8; ROW]) -> Lifted {
    let four = |weights: &[u8]| weights.iter().rev().fold(0, |sum, &weight| sum << 16 | u64::from(weight ^ 0x80));
    [four(&row[..4]), four(&row[4..])]
}

/// The sum of the rows of a word's features.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum<'a> {
    rows: &'a [Lifted],
    sums: Lifted,
    /// How much of each sum is lift.
    lift: i32,
}

impl Features for Sum<'_> {
    #[inline]
    fn add_row(&mut self, row: u16) {
        if let Some([low, high]) = self.rows.get(usize::from(row)) {
            self.sums = [self.sums[0].wrapping_add(*low), self.sums[1].wrapping_add(*high)];
            self.lift += LIFT;
        }
    }
}

impl Sum<'_> {
    /// The score of each label.
    #[must_use]
    pub(super) fn scores(&self) -> Scores {
        std::array::from_fn(|label| {
            let lifted = self.sums[label / 4] >> (label % 4 * 16) & 0xffff;
            i32::from(lifted as u16) - self.lift
        })
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
        sum.add_row(0);
        assert_eq!((model.steps[0][0], sum.scores()), (0, [0; LABELS]));
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
