//! Given names and surnames too rare, and too many, for the lists: two Bloom filters, which say "perhaps" of every name that
//! went in, and of about one in fifty other words. A hint for the model, never proof. Knows hashes only.

use super::lists::{Lists, RARE_GIVEN, RARE_SURNAME};

/// Bits of a filter for each name in it.
const BITS_A_NAME: usize = 10;

static GIVEN: &[u8] = include_bytes!("lists/rare_given.bin");
static SURNAMES: &[u8] = include_bytes!("lists/rare_surnames.bin");

/// The rare lists on which the word with this hash perhaps stands.
#[must_use]
pub(super) fn rare(hash: u64) -> Lists {
    let given = if holds(GIVEN, hash) { RARE_GIVEN } else { 0 };
    let surname = if holds(SURNAMES, hash) { RARE_SURNAME } else { 0 };
    given | surname
}

fn holds(filter: &[u8], hash: u64) -> bool {
    let blocks = filter.as_chunks::<8>().0;
    let (at, bits) = place(blocks.len(), hash);
    blocks.get(at).is_some_and(|block| u64::from_le_bytes(*block) & bits == bits)
}

/// A word's block among so many, and its four bits there.
fn place(blocks: usize, hash: u64) -> (usize, u64) {
    let at = ((hash >> 32) * blocks as u64) >> 32;
    let bits = (0..4).fold(0, |bits, n| bits | 1 << (hash >> (6 * n) & 63));
    (at as usize, bits)
}

/// The filter that holds these hashes; for the trainer.
#[must_use]
pub(super) fn filter(hashes: &[u64]) -> Vec<u8> {
    let mut blocks = vec![0_u64; (hashes.len() * BITS_A_NAME).div_ceil(64)];
    for &hash in hashes {
        let (at, bits) = place(blocks.len(), hash);
        blocks[at] |= bits;
    }
    blocks.iter().flat_map(|block| block.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::hash::hash;
    use super::*;

    #[test]
    fn a_filter_holds_what_went_in_and_little_else() {
        let name = |n: usize| hash(&format!("name{n}"));
        let built = filter(&(0..5000).map(name).collect::<Vec<_>>());
        assert!((0..5000).all(|n| holds(&built, name(n))));
        let others = (5000..15_000).filter(|&n| holds(&built, name(n))).count();
        assert!(others < 400, "{others} of 10,000");
    }

    #[test]
    fn an_empty_filter_holds_nothing() {
        assert!(!holds(&[], hash("name")));
    }
}
