//! How a story is written in an address: `?name=&people=a,b&words=&sources=x,y&from=&to=`. Knows no page.

use serde::Deserialize;

use super::PageError;
use super::filter::{day, person};
use crate::domain::{LONGEST_QUERY, Story};

/// What an address says, still unread. Empty values are those of fields that were left empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AskedStory {
    name: String,
    people: String,
    words: String,
    sources: String,
    from: String,
    to: String,
}

/// So much of a name is shown, and so many people and sources are looked for.
const LONGEST_NAME: usize = 120;
const MOST: usize = 12;

impl AskedStory {
    pub(super) fn read(&self) -> Result<Story, PageError> {
        let (people, sources) = (list(&self.people, person), list(&self.sources, str::to_lowercase));
        if people.len() > MOST || sources.len() > MOST {
            return Err(PageError::BadRequest(TOO_MANY));
        }
        Ok(Story {
            name: line(&self.name, LONGEST_NAME),
            people,
            words: line(&self.words, LONGEST_QUERY),
            sources,
            from: day(&self.from)?,
            to: day(&self.to)?,
        })
    }
}

const TOO_MANY: &str = "A story has at most twelve people and twelve sources.";

/// What stands between commas, each once.
fn list(text: &str, read: impl Fn(&str) -> String) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for one in text.split(',').map(str::trim).filter(|one| !one.is_empty()).map(read) {
        if !list.contains(&one) {
            list.push(one);
        }
    }
    list
}

/// The first letters of what was typed, as one line.
fn line(text: &str, longest: usize) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(longest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_may_be_named_and_stand_once() {
        let asked = AskedStory {
            people: "Ada Quill, ada-quill,, quill_abcdefghijkl".into(),
            sources: "A.example,b.example , a.example".into(),
            words: " gate\n OR ferry ".into(),
            ..AskedStory::default()
        };
        let story = asked.read().unwrap();
        assert_eq!(story.people, ["ada-quill", "quill_abcdefghijkl"]);
        assert_eq!(story.sources, ["a.example", "b.example"]);
        assert_eq!(story.words, "gate OR ferry");
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let many = (0..20).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        assert!(AskedStory { people: many, ..AskedStory::default() }.read().is_err());
        assert!(AskedStory { to: "tomorrow".into(), ..AskedStory::default() }.read().is_err());
        assert!(AskedStory::default().read().unwrap().is_empty());
    }
}
