//! Finds whom a title stands for: "the foreign minister". Looks each title's words up instead of reading all titles for
//! every such phrase. Knows only members and their titles.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::domain::{CastMember, fold};

/// A member and one of their titles.
type Title = (usize, usize);

/// An index of titles by their words; made when first asked.
#[derive(Debug, Default)]
pub(super) struct Titled {
    by_word: OnceCell<BTreeMap<String, Vec<Title>>>,
    /// What has been asked before: an article says "the president" often.
    asked: RefCell<BTreeMap<Vec<String>, Rc<[usize]>>>,
}

impl Titled {
    /// The members one of whose titles has all of `nouns`, in order.
    pub(super) fn with(&self, members: &[CastMember], nouns: &[String]) -> Rc<[usize]> {
        if let Some(known) = self.asked.borrow().get(nouns) {
            return Rc::clone(known);
        }
        let found: Rc<[usize]> = self.find(members, nouns).into_iter().collect();
        self.asked.borrow_mut().insert(nouns.to_vec(), Rc::clone(&found));
        found
    }

    fn find(&self, members: &[CastMember], nouns: &[String]) -> BTreeSet<usize> {
        let by_word = self.by_word.get_or_init(|| index(members));
        let with = |noun: &String| by_word.get(noun).map_or(&[][..], Vec::as_slice);
        let Some(rarest) = nouns.iter().map(with).min_by_key(|titles| titles.len()) else { return BTreeSet::new() };
        let has = |title: &&Title| nouns.iter().all(|noun| with(noun).binary_search(title).is_ok());
        rarest.iter().filter(has).map(|(member, _)| *member).collect()
    }
}

/// The titles with each word, sorted.
fn index(members: &[CastMember]) -> BTreeMap<String, Vec<Title>> {
    let mut by_word: BTreeMap<String, Vec<Title>> = BTreeMap::new();
    for (member, one) in members.iter().enumerate() {
        for (title, text) in one.titles.iter().enumerate() {
            for word in text.split_whitespace().map(fold) {
                by_word.entry(word).or_default().push((member, title));
            }
        }
    }
    by_word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_nouns_must_stand_in_one_title() {
        let called = |titles: &[&str]| CastMember {
            titles: titles.iter().map(|&t| t.to_owned()).collect(),
            ..CastMember::default()
        };
        let members = [called(&["Foreign Minister", "mayor"]), called(&["minister", "foreign mayor"])];
        let titled = Titled::default();
        let with =
            |nouns: &[&str]| titled.with(&members, &nouns.iter().map(|&n| n.to_owned()).collect::<Vec<_>>()).to_vec();
        assert_eq!(with(&["minister"]), [0, 1]);
        assert_eq!(with(&["foreign", "minister"]), [0]);
        assert_eq!(with(&["foreign", "minister"]), [0]);
        assert_eq!(with(&[]), Vec::<usize>::new());
        assert_eq!(with(&["queen"]), Vec::<usize>::new());
    }
}
