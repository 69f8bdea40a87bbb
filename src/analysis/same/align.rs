//! Lays two lists of words side by side: which word of the one is which of the other, in order. Knows only keys.

/// The pairs of the best alignment, ascending in both. Best is the longest common subsequence, and among those nearly as
/// long the one that lies together: a word counts two, and one more right behind another.
/// Time grows with the product of the two lengths.
pub(super) fn aligned(one: &[u64], other: &[u64]) -> Vec<(usize, usize)> {
    let table = Table::of(one, other);
    let (mut i, mut j, mut behind) = (one.len(), other.len(), false);
    let mut pairs = Vec::new();
    while i > 0 && j > 0 {
        let run = table.run[table.at(i, j)];
        // Where the pair found last counted as one behind another, this must be that other.
        if run > 0 && (behind || run == table.best[table.at(i, j)]) {
            pairs.push((i - 1, j - 1));
            behind = table.is_behind(i, j);
            (i, j) = (i - 1, j - 1);
        } else if table.best[table.at(i, j)] == table.best[table.at(i - 1, j)] {
            // So that of equal pairs those furthest on in `other` are taken, next to what follows them.
            i -= 1;
        } else {
            j -= 1;
        }
    }
    pairs.reverse();
    pairs
}

/// The scores of the first `i` words of the one against the first `j` of the other.
struct Table {
    width: usize,
    best: Vec<u32>,
    /// The best that ends with these two as a pair; 0 where they are none.
    run: Vec<u32>,
}

impl Table {
    fn of(one: &[u64], other: &[u64]) -> Self {
        let width = other.len() + 1;
        let mut table = Self { width, best: vec![0; width * (one.len() + 1)], run: vec![0; width * (one.len() + 1)] };
        for (i, key) in one.iter().enumerate().map(|(i, key)| (i + 1, key)) {
            for (j, other) in other.iter().enumerate().map(|(j, other)| (j + 1, other)) {
                let at = table.at(i, j);
                if key == other {
                    let before = table.at(i - 1, j - 1);
                    let behind = if table.run[before] > 0 { table.run[before] + 3 } else { 0 };
                    table.run[at] = behind.max(table.best[before] + 2);
                }
                table.best[at] = table.run[at].max(table.best[table.at(i - 1, j)]).max(table.best[table.at(i, j - 1)]);
            }
        }
        table
    }

    fn at(&self, i: usize, j: usize) -> usize {
        i * self.width + j
    }

    /// Whether the pair of these two got its score as one right behind another.
    fn is_behind(&self, i: usize, j: usize) -> bool {
        let before = self.at(i - 1, j - 1);
        self.run[before] > 0 && self.run[self.at(i, j)] == self.run[before] + 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(one: &str, other: &str) -> Vec<(usize, usize)> {
        let keys = |text: &str| text.bytes().map(u64::from).collect::<Vec<_>>();
        aligned(&keys(one), &keys(other))
    }

    #[test]
    fn what_is_common_is_found_in_order() {
        assert_eq!(pairs("abc", "abc"), [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(pairs("abcd", "axcd"), [(0, 0), (2, 2), (3, 3)]);
        assert_eq!(pairs("abc", ""), []);
        assert_eq!(pairs("abc", "xyz"), []);
    }

    #[test]
    fn words_that_stand_together_are_taken_together() {
        assert_eq!(pairs("abc", "abcxc"), [(0, 0), (1, 1), (2, 2)]);
        assert_eq!(pairs("abc", "axabc"), [(0, 2), (1, 3), (2, 4)]);
        assert_eq!(pairs("awbc", "axxahhbc"), [(0, 3), (2, 6), (3, 7)]);
    }

    proptest! {
        #[test]
        fn pairs_are_equal_and_ascend(one in "[abc]{0,12}", other in "[abc]{0,12}") {
            let found = pairs(&one, &other);
            let is_pair = |&(i, j): &(usize, usize)| one.as_bytes()[i] == other.as_bytes()[j];
            prop_assert!(found.iter().all(is_pair));
            prop_assert!(found.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            prop_assert_eq!(found.is_empty(), !one.chars().any(|c| other.contains(c)));
            prop_assert_eq!(pairs(&one, &one).len(), one.len());
        }
    }
}
