//! Makes an article agree with itself: a name is taken for what it is elsewhere in the article, where that is much clearer.
//! A person's first and last word also vote for what each of them is when it stands alone.
//! Adds up votes, so the order of lines does not matter.

use super::hash::join;
use super::line::Line;
use super::spans::{Class, Name};

/// What a single vote counts at most, so that one very certain place does not decide alone.
const LOUDEST: i32 = 300;

/// The votes for one name, by class.
type Votes = [i32; 4];

/// Corrects the classes of the names of an article.
pub(super) fn agree(lines: &[Line<'_>], names: &mut [Vec<Name>]) {
    let votes = count(lines, names);
    for (line, names) in lines.iter().zip(names) {
        for name in names {
            let Ok(at) = votes.binary_search_by_key(&key(line, name.first_token, name.last_token), |v| v.0) else {
                continue;
            };
            follow(name, &votes[at].1);
        }
    }
}

/// All votes, sorted by name: a name votes for itself and, a person's of several words, for its first and last word.
fn count(lines: &[Line<'_>], names: &[Vec<Name>]) -> Vec<(u64, Votes)> {
    let mut single: Vec<(u64, Class, i32)> = Vec::new();
    for (line, names) in lines.iter().zip(names) {
        for name in names {
            let weight = name.margin.min(LOUDEST);
            let (first, last) = (name.first_token, name.last_token);
            single.push((key(line, first, last), name.class, weight));
            if name.class == Class::Person && first < last {
                single.extend([first, last].map(|at| (key(line, at, at), name.class, weight)));
            }
        }
    }
    single.sort_unstable_by_key(|v| v.0);
    let mut votes: Vec<(u64, Votes)> = Vec::new();
    for (key, class, weight) in single {
        if votes.last().is_none_or(|v| v.0 != key) {
            votes.push((key, [0; 4]));
        }
        if let Some((_, sums)) = votes.last_mut() {
            let sum = &mut sums[class as usize];
            *sum = sum.saturating_add(weight);
        }
    }
    votes
}

fn key(line: &Line<'_>, first: usize, last: usize) -> u64 {
    line.words[first..=last].iter().map(|w| w.hash).reduce(join).unwrap_or(0)
}

/// Takes the class that has many more votes than its own.
fn follow(name: &mut Name, votes: &Votes) {
    const CLASSES: [Class; 4] = [Class::Person, Class::Organization, Class::Place, Class::Other];
    let own = votes[name.class as usize];
    for class in CLASSES {
        if class != name.class && votes[class as usize] > own.saturating_mul(3) && name.margin < LOUDEST {
            name.class = class;
        }
    }
}
