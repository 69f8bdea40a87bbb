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
    pub steps: Steps,
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

    /// The score of each label for a word with these features.
    #[must_use]
    pub(super) fn scores(&self, features: &Features) -> Scores {
        let mut sums = [0_i32; ROW];
        for &row in features.rows() {
            let Some(weights) = self.rows.get(usize::from(row)) else { continue };
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(weight.cast_signed());
            }
        }
        std::array::from_fn(|label| sums[label])
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
        assert_eq!(Model::of(&[1, 2, 3]).steps[0][0], 0);
        assert!(Model::of(&[]).rows.is_empty());
    }
}
