//! From labels to names: joins labelled words, and knows the few things of writing that no label tells, such as
//! nicknames in quotation marks and `Jr`.

use super::decode::{ALL, LABELS, Label, Scores, best};
use super::line::Line;
use super::lists;
use super::word::{LETTER, Role, Sign};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Person,
    Organization,
    Place,
    /// A name of something else: a nationality, an event, a work.
    Other,
}

/// A name on a line, as token indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    pub first_token: usize,
    /// The last token of the name itself, not the one after it.
    pub last_token: usize,
    pub class: Class,
    /// By how much this class was the best one, for the least certain word. Never negative.
    pub margin: i32,
}

/// Adds the names of one run to `names`. `through` is what [`super::decode::best_through`] says of the run.
pub(super) fn collect(names: &mut Vec<Name>, line: &Line<'_>, start: usize, through: &[Scores]) {
    for (offset, scores) in through.iter().enumerate() {
        let label = best(scores);
        let Some(class) = class_of(label) else { continue };
        let (at, margin) = (start + offset, margin(scores, label));
        match names.last_mut() {
            Some(last) if last.last_token + 1 == at && offset > 0 && last.class == class && !begins(label) => {
                last.last_token = at;
                last.margin = last.margin.min(margin);
            }
            _ => names.push(Name { first_token: at, last_token: at, class, margin }),
        }
    }
    let fresh = names.iter().rposition(|n| n.first_token < start).map_or(0, |i| i + 1);
    for at in (fresh..names.len()).rev() {
        match trimmed(line, names[at]) {
            Some(name) => names[at] = name,
            None => drop(names.remove(at)),
        }
    }
}

/// Joins the parts of `Robert "Bob" Corker`, and adds `Jr` and `III` to the persons before them.
pub(super) fn finish(line: &Line<'_>, names: &mut Vec<Name>) {
    for at in 0..names.len() {
        if names[at].class == Class::Person {
            names[at].last_token = nicknamed_end(line, names, at);
            extend_suffix(line, &mut names[at]);
        }
    }
    let mut end = 0;
    names.retain(|name| {
        let free = name.first_token >= end;
        end = end.max(name.last_token + 1);
        free
    });
}

/// Where the person `names[at]` ends if a nickname follows; else where it ends now.
fn nicknamed_end(line: &Line<'_>, names: &[Name], at: usize) -> usize {
    let name = names[at];
    let (open, next) = (name.last_token + 1, name.last_token + 4);
    if !is_nickname(line, open) || line.word(next, 0).role != Role::Capital {
        return name.last_token;
    }
    let given = name.first_token == name.last_token && line.word(name.first_token, 0).lists & lists::ANY_GIVEN != 0;
    match names[at + 1..].iter().find(|n| n.first_token >= next) {
        Some(right) if right.first_token == next && (right.class == Class::Person || given) => right.last_token,
        _ if given => next,
        _ => name.last_token,
    }
}

fn class_of(label: usize) -> Option<Class> {
    match ALL[label.min(LABELS - 1)] {
        Label::Outside => None,
        Label::PersonStart | Label::PersonInside => Some(Class::Person),
        Label::OrgStart | Label::OrgInside => Some(Class::Organization),
        Label::Place => Some(Class::Place),
        Label::Other => Some(Class::Other),
    }
}

fn begins(label: usize) -> bool {
    matches!(ALL[label.min(LABELS - 1)], Label::PersonStart | Label::OrgStart)
}

/// By how much `label`, the best one, is better than those of other classes.
fn margin(scores: &Scores, label: usize) -> i32 {
    let class = class_of(label);
    let others = (0..LABELS).filter(|&other| class_of(other) != class).map(|other| scores[other]);
    (scores[label] - others.max().unwrap_or(0)).max(0)
}

/// Without links at its ends and, for a person, without honorifics before it; nothing if no capital is left.
fn trimmed(line: &Line<'_>, mut name: Name) -> Option<Name> {
    let is_person = name.class == Class::Person;
    let word = |at: usize| line.word(at, 0);
    while name.first_token <= name.last_token {
        let (first, last) = (word(name.first_token), word(name.last_token));
        let leads = first.role == Role::Link && first.lists & lists::PARTICLE == 0;
        let titled = is_person && first.lists & lists::HONORIFIC != 0 && first.lists & lists::ANY_GIVEN == 0;
        if leads || titled && name.first_token < name.last_token {
            name.first_token += 1;
        } else if last.role == Role::Link {
            name.last_token = name.last_token.checked_sub(1)?;
        } else {
            return Some(name);
        }
    }
    None
}

fn extend_suffix(line: &Line<'_>, name: &mut Name) {
    let comma = usize::from(line.is_sign(name.last_token, 1, Sign::Comma));
    let at = name.last_token + 1 + comma;
    let word = line.word(at, 0);
    if word.role == Role::Capital && word.lists & lists::SUFFIX != 0 && name.first_token < name.last_token {
        name.last_token = at;
    }
}

/// A capitalised word in marks: `"Bob"`, `(Bob)`.
pub(super) fn is_nickname(line: &Line<'_>, open: usize) -> bool {
    const PAIRS: [(&str, &str); 5] = [("\"", "\""), ("“", "”"), ("'", "'"), ("‘", "’"), ("(", ")")];
    let word = line.word(open, 1);
    line.is_sign(open, 0, Sign::Opening)
        && PAIRS.iter().any(|(left, right)| line.is_mark(open, 0, left) && line.is_mark(open, 2, right))
        && word.role == Role::Capital
        && word.shape & LETTER == 0
        && word.lists & (lists::TITLE | lists::ORG | lists::PLACE | lists::DEMONYM | lists::HONORIFIC) == 0
}
