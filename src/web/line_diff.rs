//! Which lines of an article changed between two revisions. A line counts as kept wherever it stands, since many
//! articles have lost their order. Takes no more time than sorting, however long the revisions are. Knows no page.

use std::collections::BTreeMap;

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    LeftOut,
    PutIn,
}

/// A line of either revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DiffLine<'a> {
    pub(super) fate: Fate,
    pub(super) text: &'a str,
}

/// All lines of both: the old ones in their order, and each new one behind what stood
/// where it stands now.
pub(super) fn line_diff<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<DiffLine<'a>> {
    let kept = kept(old, new);
    let mut put_in = put_in(new, &kept);
    let mut lines = Vec::new();
    let mut following = put_in.remove(&None).unwrap_or_default();
    for (at, text) in old.iter().enumerate() {
        if kept.contains_key(&at) {
            lines.append(&mut following);
            lines.push(DiffLine { fate: Fate::Kept, text });
            following = put_in.remove(&Some(at)).unwrap_or_default();
        } else {
            lines.push(DiffLine { fate: Fate::LeftOut, text });
        }
    }
    lines.append(&mut following);
    lines
}

/// Which new line each old one is, for those that are there still. A text that stands there twice pairs in order.
fn kept(old: &[&str], new: &[&str]) -> BTreeMap<usize, usize> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, text) in new.iter().enumerate().rev() {
        places.entry(text).or_default().push(at);
    }
    let pair = |(at, text): (usize, &&str)| Some((at, places.get_mut(*text)?.pop()?));
    old.iter().enumerate().filter_map(pair).collect()
}

/// The new lines, by the old line that they follow.
fn put_in<'a>(new: &[&'a str], kept: &BTreeMap<usize, usize>) -> BTreeMap<Option<usize>, Vec<DiffLine<'a>>> {
    let old_of: BTreeMap<usize, usize> = kept.iter().map(|(old, new)| (*new, *old)).collect();
    let mut put_in: BTreeMap<_, Vec<DiffLine<'_>>> = BTreeMap::new();
    let mut behind = None;
    for (at, text) in new.iter().enumerate() {
        match old_of.get(&at) {
            Some(old) => behind = Some(*old),
            None => put_in.entry(behind).or_default().push(DiffLine { fate: Fate::PutIn, text }),
        }
    }
    put_in
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(old: &str, new: &str) -> String {
        let (old, new): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
        let draw = |line: DiffLine<'_>| match line.fate {
            Fate::Kept => line.text.to_owned(),
            Fate::LeftOut => format!("-{}", line.text),
            Fate::PutIn => format!("+{}", line.text),
        };
        line_diff(&old, &new).into_iter().map(draw).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lines_are_kept_left_out_or_put_in() {
        assert_eq!(drawn("a b c", "a x c d"), "a -b +x c +d");
        assert_eq!(drawn("a", "x a"), "+x a");
        assert_eq!(drawn("", "a b"), "+a +b");
        assert_eq!(drawn("a b", ""), "-a -b");
    }

    #[test]
    fn another_order_is_no_change() {
        assert_eq!(drawn("a b c", "c a b"), "a b c");
        assert_eq!(drawn("a a b", "b a"), "a -a b");
    }

    proptest! {
        #[test]
        fn every_line_of_both_is_there(old in "[abc ]{0,20}", new in "[abcd ]{0,20}") {
            let (old, new): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
            let diff = line_diff(&old, &new);
            let of = |not: Fate| {
                let mut texts: Vec<&str> = diff.iter().filter(|line| line.fate != not).map(|line| line.text).collect();
                texts.sort_unstable();
                texts
            };
            let (mut of_old, mut of_new) = (old.clone(), new.clone());
            of_old.sort_unstable();
            of_new.sort_unstable();
            prop_assert_eq!(of(Fate::PutIn), of_old);
            prop_assert_eq!(of(Fate::LeftOut), of_new);
        }
    }
}
