//! Whom a surname means that several bear, in an article whose order is known: the only one of them who has been named in
//! full by then. News names people in full before it calls them by their surname. Imports nothing.

use std::collections::BTreeMap;

use super::Found;
use super::groups::Single;

/// The first of several people of one surname whom an article names in full.
#[derive(Debug)]
pub(super) struct Introduced {
    group: usize,
    line: usize,
    /// The line that names the second of them.
    second: usize,
}

impl Introduced {
    /// The first, if by this line there is no second.
    pub(super) fn only_by(&self, line: usize) -> Option<usize> {
        (self.line..self.second).contains(&line).then_some(self.group)
    }
}

/// For every single name that fits several groups, who is introduced first; none where the name stands before that.
pub(super) fn of(
    found: &[Found<'_>],
    of_name: &[Option<usize>],
    fits: &BTreeMap<Single, Vec<usize>>,
) -> BTreeMap<Single, Introduced> {
    let (mut in_full, mut alone) = (BTreeMap::new(), BTreeMap::new());
    for one in found {
        match of_name[one.key] {
            Some(group) => in_full.entry(group).or_insert(one.line),
            None => alone.entry(one.key).or_insert(one.line),
        };
    }
    let several = fits.iter().filter(|(_, groups)| groups.len() > 1);
    let first = several.filter_map(|(&single, groups)| {
        let mut lines: Vec<(usize, usize)> = groups.iter().filter_map(|g| Some((*in_full.get(g)?, *g))).collect();
        lines.sort_unstable();
        let (&(line, group), second) = (lines.first()?, lines.get(1)?.0);
        let bare = alone.get(&single.0).is_some_and(|&bare| bare >= line);
        bare.then_some((single, Introduced { group, line, second }))
    });
    first.collect()
}
