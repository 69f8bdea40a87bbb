//! What a page says of its article: title, who wrote it, day, address, site, language. Each is looked for in the places
//! where pages say it, the most reliable first, and it is noted where it was found. Imports its neighbours.

mod address;
mod clean;
mod dates;
mod jsonld;
mod tags;

#[cfg(test)]
mod tests;

use dom_smoothie::Readability;
use jiff::civil::Date;
use url::Url;

use crate::domain::{Field, FieldNote, Imprint};
use crate::ingest::Given;

use jsonld::JsonLd;
use tags::Tags;

/// Something that was found, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fact<T> {
    value: T,
    how: String,
}

/// What is known of the article besides its text.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    title: Option<Fact<String>>,
    byline: Option<Fact<String>>,
    day: Option<Fact<Date>>,
    address: Option<Fact<String>>,
    site: Option<Fact<String>>,
    language: Option<Fact<String>>,
    /// What was found and not taken, and why.
    refused: Vec<FieldNote>,
    partly_free: bool,
}

impl Facts {
    /// Reads the head of a page, before the library takes the page apart.
    pub(super) fn of(page: &Readability, url: Option<&Url>) -> Self {
        let json = JsonLd::of(page);
        let tags = Tags::of(page);
        let mut refused = Vec::new();
        let site = tags.site().or_else(|| json.site());
        let title = json.title().or_else(|| tags.title());
        Self {
            title: title.map(|found| clean::title(found, site.as_ref().map(|site| site.value.as_str()))),
            byline: json.byline().or_else(|| tags.byline()).and_then(clean::byline),
            day: dates::find(&json, &tags, page, url),
            address: address::find(&json, &tags, url, &mut refused),
            site: site.and_then(clean::name),
            language: tags.language(page).and_then(clean::language),
            refused,
            partly_free: json.is_partly_free(),
        }
    }

    /// Adds what the library found in the page itself, where its head says nothing.
    pub(super) fn complete(&mut self, title: &str, byline: Option<&str>) {
        if self.title.is_none() {
            self.find_title(title, "the page’s title");
        }
        if self.byline.is_none() {
            let found = |value: &str| Fact { value: value.to_owned(), how: "a byline in the text".to_owned() };
            self.byline = byline.and_then(|byline| clean::byline(found(byline)));
        }
    }

    /// Puts in what somebody says who adds the page, in the place of what it says itself.
    pub(crate) fn give(&mut self, given: &Given) {
        const HOW: &str = "as it was given";
        if let Some(title) = given.title.as_deref() {
            self.find_title(title, HOW);
        }
        if let Some(day) = given.published_on {
            self.day = Some(Fact { value: day, how: HOW.to_owned() });
        }
        if let Some(url) = &given.url {
            self.address = Some(Fact { value: url.to_string(), how: HOW.to_owned() });
        }
    }

    /// Takes `title` for the title, if there is anything in it.
    pub(crate) fn find_title(&mut self, title: &str, how: &str) {
        let found = clean::title(Fact { value: title.to_owned(), how: how.to_owned() }, None);
        if !found.value.is_empty() {
            self.title = Some(found);
        }
    }

    pub(crate) fn title(&self) -> Option<String> {
        self.title.as_ref().map(|title| title.value.clone())
    }

    pub(crate) fn published_on(&self) -> Option<Date> {
        self.day.as_ref().map(|day| day.value)
    }

    pub(crate) fn address(&self) -> Option<String> {
        self.address.as_ref().map(|address| address.value.clone())
    }

    pub(super) fn is_partly_free(&self) -> bool {
        self.partly_free
    }

    pub(crate) fn imprint(&self) -> Imprint {
        let value = |fact: &Option<Fact<String>>| fact.as_ref().map(|fact| fact.value.clone());
        Imprint { byline: value(&self.byline), site_name: value(&self.site), language: value(&self.language) }
    }

    /// How each was found, in the order in which readers ask.
    pub(crate) fn notes(&self) -> Vec<FieldNote> {
        let text = |field, fact: &Option<Fact<String>>| match fact {
            Some(fact) => FieldNote::new(field, &fact.value, fact.how.as_str()),
            None => FieldNote::new(field, "", NOT_SAID),
        };
        let day = match &self.day {
            Some(day) => FieldNote::new(Field::Date, &day.value.to_string(), day.how.as_str()),
            None => FieldNote::new(Field::Date, "", NOT_SAID),
        };
        let mut notes = vec![text(Field::Title, &self.title), text(Field::Byline, &self.byline), day];
        notes.push(text(Field::Address, &self.address));
        notes.extend(self.refused.iter().cloned());
        notes.push(text(Field::Site, &self.site));
        notes.push(text(Field::Language, &self.language));
        notes
    }
}

const NOT_SAID: &str = "the page does not say";
