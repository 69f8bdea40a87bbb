//! A story: a choice of articles by people, words, sources and days, under a name. Imports only its neighbours in `domain`.

use jiff::civil::Date;

use super::{SearchQuery, Standing, Wanted};

/// What articles must have in common. What is empty leaves nothing out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    /// What its reader calls it; it chooses nothing.
    pub name: String,
    /// The addresses of people, of whom the article names one at least.
    pub people: Vec<String>,
    /// As they are written into the search box.
    pub words: String,
    /// Of these, it is published by one.
    pub sources: Vec<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Story {
    /// Whether it chooses nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self { name: self.name.clone(), ..Self::default() }
    }

    /// What articles are looked for by.
    #[must_use]
    pub fn query(&self) -> SearchQuery {
        let mut query = SearchQuery::parse(&self.words);
        let sources = self.sources.iter().map(|source| Wanted::Source(source.clone()));
        let parts = [self.named(), query.wanted.take(), any(sources.collect())];
        query.wanted = all(parts.into_iter().flatten().collect());
        query.from = query.from.max(self.from);
        let until = self.to.and_then(|to| to.tomorrow().ok());
        query.until = [query.until, until].into_iter().flatten().min();
        query
    }

    /// What the statements shown of an article have: its people, or where it names none, its words.
    #[must_use]
    pub fn of_statements(&self) -> Option<Wanted> {
        self.named().or_else(|| SearchQuery::parse(&self.words).wanted)
    }

    /// What the most telling of them have besides: its words, where they are shown for its people.
    #[must_use]
    pub fn of_telling_statements(&self) -> Option<Wanted> {
        SearchQuery::parse(&self.words).wanted.filter(|_| !self.people.is_empty())
    }

    fn named(&self) -> Option<Wanted> {
        any(self.people.iter().map(|slug| Wanted::Person { standing: Standing::Named, name: slug.clone() }).collect())
    }
}

fn any(mut parts: Vec<Wanted>) -> Option<Wanted> {
    if parts.len() > 1 { Some(Wanted::Any(parts)) } else { parts.pop() }
}

fn all(mut parts: Vec<Wanted>) -> Option<Wanted> {
    if parts.len() > 1 { Some(Wanted::All(parts)) } else { parts.pop() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn story(people: &[&str], words: &str, sources: &[&str]) -> Story {
        let owned = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
        Story { people: owned(people), words: words.into(), sources: owned(sources), ..Story::default() }
    }

    #[test]
    fn one_of_the_people_all_of_the_words_one_of_the_sources() {
        let query = story(&["ada-quill", "bo-marsh"], "gate OR ferry", &["a.example", "b.example"]).query();
        assert_eq!(
            query.to_string(),
            "(person:ada-quill OR person:bo-marsh) (gate OR ferry) (source:a.example OR source:b.example)"
        );
        assert_eq!(story(&["ada-quill"], "", &[]).query().to_string(), "person:ada-quill");
        assert_eq!(story(&[], "-gate", &[]).query().to_string(), "-gate");
    }

    #[test]
    fn its_days_and_those_of_its_words_both_hold() {
        let mut story = story(&[], "gate after:2024-01-05 before:2024-03", &[]);
        (story.from, story.to) = (Some(date(2024, 1, 1)), Some(date(2024, 1, 31)));
        assert_eq!(story.query().to_string(), "gate after:2024-01-05 before:2024-02-01");
    }

    #[test]
    fn a_name_alone_chooses_nothing() {
        assert!(Story { name: "The gate".into(), ..Story::default() }.is_empty());
        assert!(!story(&[], "gate", &[]).is_empty());
        assert!(story(&[], "", &["a.example"]).of_statements().is_none());
    }

    #[test]
    fn nothing_tells_more_where_all_have_all_that_is_asked_for() {
        let telling = |people: &[&str], words: &str| story(people, words, &[]).of_telling_statements();
        assert_eq!(telling(&["ada-quill"], "gate"), SearchQuery::parse("gate").wanted);
        assert_eq!((telling(&["ada-quill"], ""), telling(&[], "gate")), (None, None));
    }
}
