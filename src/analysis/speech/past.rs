//! What the lines before leave behind, in an article whose order is known: who was spoken of, and who spoke last. An
//! unordered article has no past.

use crate::domain::{Evidence, Kind, Speaker, Statement};

/// How many lines back a pronoun may reach.
const REACH: usize = 3;

/// The past of a line.
#[derive(Debug, Default)]
pub(crate) struct Past {
    /// For each of the last lines, nearest last: who is named there, and who speaks.
    lines: Vec<Seen>,
}

/// What a line leaves behind.
#[derive(Debug)]
pub(crate) struct Seen {
    named: Vec<usize>,
    subject: Acting,
    speaker: Option<Speaker>,
    /// The line ends with words of its speaker.
    open: bool,
}

/// Who the last clause of a line is about, by its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Acting {
    /// A thing, a body, or no clause at all.
    Nobody,
    /// "he", "the senator": somebody whom the line leaves open.
    Somebody,
    Member(usize),
}

impl Past {
    /// The person a pronoun stands for: whoever alone acts or speaks in the line before, though nothing tells the gender;
    /// or the subject or the speaker of the nearest line that names anybody who fits, or else the only one named there.
    /// Nobody where these differ, or where the subject is not known, or could be meant as far as anything tells.
    pub(crate) fn only_one(&self, fits: impl Fn(usize) -> bool, could: impl Fn(usize) -> bool) -> Option<usize> {
        let open = |person: usize| could(person) && !fits(person);
        if let Some(person) = self.lines.last().and_then(|seen| seen.only_open(open)) {
            return Some(person);
        }
        for seen in self.lines.iter().rev().take(REACH) {
            if seen.speaks().is_some_and(open) || seen.acts().is_some_and(open) {
                return None;
            }
            let fitting: Vec<usize> = seen.named.iter().copied().filter(|&p| fits(p)).collect();
            let speaker = seen.speaks().filter(|&p| fits(p));
            let subject = seen.acts().filter(|&p| fits(p));
            match (subject, speaker, &fitting[..]) {
                (Some(one), None, _) | (None, Some(one), _) => return Some(one),
                (Some(one), Some(other), _) => return (one == other).then_some(one),
                (None, None, _) if seen.subject == Acting::Somebody => return None,
                (None, None, []) => {}
                (None, None, [one]) => return Some(*one),
                (None, None, _) => return None,
            }
        }
        None
    }

    /// Whose words a whole quotation goes on with, when it opens the line after theirs.
    pub(crate) fn goes_on(&self) -> Option<Speaker> {
        let last = self.lines.last().filter(|seen| seen.open)?;
        last.speaker.clone().map(carried)
    }

    /// Adds a line that has been read.
    pub(crate) fn add(&mut self, seen: Seen) {
        self.lines.push(seen);
        if self.lines.len() > REACH {
            self.lines.remove(0);
        }
    }

    /// The last line was nothing but a report of this speaker's.
    pub(crate) fn speaks(&mut self, speaker: Option<Speaker>) {
        if let (Some(last), Some(speaker)) = (self.lines.last_mut(), speaker) {
            last.speaker = Some(speaker);
            last.open = true;
        }
    }
}

/// The same speaker, as the one of words that stand beside those that tell who it is.
pub(super) fn carried(speaker: Speaker) -> Speaker {
    match speaker {
        Speaker::Person { person, line, span, .. } => {
            Speaker::Person { person, line, span, evidence: Evidence::Carried }
        }
        other => other,
    }
}

impl Seen {
    fn speaks(&self) -> Option<usize> {
        if let Some(Speaker::Person { person, .. }) = self.speaker { Some(person) } else { None }
    }

    fn acts(&self) -> Option<usize> {
        if let Acting::Member(person) = self.subject { Some(person) } else { None }
    }

    /// Who acts or speaks in the line, where it names nobody else who is as open: "he" is that person, whatever the name
    /// tells.
    fn only_open(&self, open: impl Fn(usize) -> bool) -> Option<usize> {
        let speaks = self.speaks();
        if self.subject == Acting::Somebody && speaks.is_none() {
            return None;
        }
        let person = self.acts().or(speaks).filter(|&p| open(p))?;
        let alone = self.named.iter().all(|&n| n == person) && speaks.is_none_or(|p| p == person);
        alone.then_some(person)
    }

    /// A line with the members it names outside quotations, who acts in it, and its statements; `asks` tells whether
    /// the last of them is a question.
    pub(crate) fn of(
        named: Vec<usize>,
        subject: Acting,
        statements: &[Statement],
        asks: impl Fn(&Statement) -> bool,
    ) -> Self {
        let last = statements.iter().max_by_key(|s| s.words.last().map(|w| w.end));
        let one = statements.windows(2).all(|pair| same(&pair[0].speaker, &pair[1].speaker));
        let speaker = last.map(|s| s.speaker.clone()).filter(|s| !matches!(s, Speaker::Unresolved { .. }));
        // Who is asked answers, and who is spoken of may.
        let alone = matches!(speaker, Some(Speaker::Person { person, .. }) if named.iter().all(|&n| n == person));
        let open =
            last.is_some_and(|s| (one || s.kind == Kind::Direct) && !asks(s) && (s.kind != Kind::Indirect || alone));
        Self { named, subject, speaker, open }
    }
}

fn same(a: &Speaker, b: &Speaker) -> bool {
    match (a, b) {
        (Speaker::Person { person: a, .. }, Speaker::Person { person: b, .. }) => a == b,
        (Speaker::Organization { name: a, .. }, Speaker::Organization { name: b, .. }) => a == b,
        _ => false,
    }
}
