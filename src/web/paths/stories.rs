//! The addresses of stories, and of what is found as a feed.

use jiff::civil::Date;

use super::{with_commas, with_query};
use crate::domain::Story;
use crate::store::{SearchPart, StoryOrder};

pub(in crate::web) const SEARCH_FEED: &str = "/search/feed.atom";
pub(in crate::web) const STORY: &str = "/story";
pub(in crate::web) const STORY_FEED: &str = "/story/feed.atom";

/// What is found, as a feed: statements, or whole articles.
#[must_use]
pub fn search_feed(typed: &str, part: SearchPart) -> String {
    let part = if part == SearchPart::Statements { "statements" } else { "" };
    with_query(SEARCH_FEED, &[("q", typed), ("in", part)])
}

/// Where stories are made: choices of articles, each with an address.
#[must_use]
pub fn stories() -> String {
    STORY.to_owned()
}

/// A story, in an order, from some place on.
#[must_use]
pub fn story(story: &Story, order: StoryOrder, from: Option<i64>) -> String {
    let order = match order {
        StoryOrder::Newest => "",
        StoryOrder::Oldest => "oldest",
    };
    let from = from.map(|place| place.to_string()).unwrap_or_default();
    told(STORY, story, &[("order", order), ("after", &from)])
}

/// A story of people, words or both.
#[must_use]
pub fn story_of(people: &[String], words: &str) -> String {
    let told = Story { people: people.to_vec(), words: words.to_owned(), ..Story::default() };
    story(&told, StoryOrder::Newest, None)
}

/// The same, as a feed.
#[must_use]
pub fn story_feed(story: &Story) -> String {
    told(STORY_FEED, story, &[])
}

fn told(path: &str, story: &Story, more: &[(&str, &str)]) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (people, sources) = (story.people.join(","), story.sources.join(","));
    let (from, to) = (day(story.from), day(story.to));
    let pairs = [
        ("name", story.name.as_str()),
        ("people", &people),
        ("words", &story.words),
        ("sources", &sources),
        ("from", &from),
        ("to", &to),
    ];
    with_commas(&with_query(path, &[&pairs, more].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_never_change() {
        let told = Story {
            name: "Gas".into(),
            words: "gas oil".into(),
            sources: vec!["a.org".into(), "b.org".into()],
            from: Some(jiff::civil::date(2022, 1, 21)),
            to: Some(jiff::civil::date(2022, 2, 1)),
            ..Story::default()
        };
        let held = [
            (search_feed("gas oil", SearchPart::All), "/search/feed.atom?q=gas+oil"),
            (search_feed("gas", SearchPart::Statements), "/search/feed.atom?q=gas&in=statements"),
            (stories(), "/story"),
            (
                story_of(&["sergei-lavrov".into(), "ada-quill".into()], "gas"),
                "/story?people=sergei-lavrov,ada-quill&words=gas",
            ),
            (
                story(&told, StoryOrder::Oldest, Some(7)),
                "/story?name=Gas&words=gas+oil&sources=a.org,b.org&from=2022-01-21&to=2022-02-01&order=oldest&after=7",
            ),
            (
                story_feed(&told),
                "/story/feed.atom?name=Gas&words=gas+oil&sources=a.org,b.org&from=2022-01-21&to=2022-02-01",
            ),
        ];
        for (spelled, address) in held {
            assert_eq!(spelled, address);
        }
    }
}
