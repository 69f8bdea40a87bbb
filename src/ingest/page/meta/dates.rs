//! The day of publication: JSON-LD, Open Graph, meta elements, time elements, the address. The day is the publisher's: the
//! date as it is written there, whatever the time zone.

use dom_smoothie::Readability;
use jiff::civil::Date;
use url::Url;

use super::Fact;
use super::jsonld::JsonLd;
use super::tags::Tags;
use crate::domain::month_of;

/// Names of meta elements that hold it, the most reliable first.
const NAMES: [&str; 27] = [
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "dcterm:date",
    "citation_publication_date",
    "citation_date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "publication_date",
    "published",
    "article.published",
    "published-date",
    "date",
    "datecreated",
    "rnews:datepublished",
];

pub(super) fn find(json: &JsonLd, tags: &Tags, page: &Readability, url: Option<&Url>) -> Option<Fact<Date>> {
    let of_json = ["datePublished", "dateCreated"].into_iter().filter_map(|property| json.text(property));
    let of_tags = NAMES.iter().filter_map(|name| tags.first(&[name]));
    let mut said = of_json.chain(of_tags).filter_map(|fact| Some(Fact { value: day_of(&fact.value)?, how: fact.how }));
    said.next().or_else(|| of_element(page)).or_else(|| url.and_then(of_address)).or_else(|| {
        let changed = json.text("dateModified")?;
        Some(Fact { value: day_of(&changed.value)?, how: changed.how })
    })
}

/// Of a time element that says it is the day of publication, else of the first within an article or its header.
fn of_element(page: &Readability) -> Option<Fact<Date>> {
    const WHERE: [(&str, &str); 5] = [
        ("[itemprop~='datePublished']", "itemprop datePublished"),
        ("time[pubdate]", "time element pubdate"),
        ("article header time, article time", "time element"),
        ("main time", "time element"),
        ("time", "time element"),
    ];
    WHERE.into_iter().find_map(|(selector, how)| {
        let found = page.doc.select(selector);
        found.nodes().iter().take(5).find_map(|node| {
            let said = node.attr("datetime").or_else(|| node.attr("content")).unwrap_or_else(|| node.text());
            Some(Fact { value: day_of(&said)?, how: how.to_owned() })
        })
    })
}

/// Of an address like `/2022/01/21/…`, `/2022-01-21-…` or `/20220121-…`.
fn of_address(url: &Url) -> Option<Fact<Date>> {
    let parts: Vec<&str> = url.path_segments()?.collect();
    let number = |text: &str, digits: usize| (text.len() <= digits).then(|| text.parse::<i16>().ok()).flatten();
    let three = parts.windows(3).find_map(|three| {
        let (year, month) = (number(three[0], 4)?, month(three[1])?);
        date(year, month, number(three[2], 2)?)
    });
    let found = three.or_else(|| {
        parts.iter().flat_map(|part| part.char_indices().map(move |(at, _)| (part, at))).find_map(|(part, at)| {
            let before = at == 0 || !part.as_bytes()[at - 1].is_ascii_alphanumeric();
            before.then(|| iso(&part[at..]).or_else(|| packed(&part[at..]))).flatten()
        })
    });
    found.map(|value| Fact { value, how: "the address".to_owned() })
}

/// The day in a date as pages write it: ISO 8601, RFC 2822, or with the month's name.
pub(super) fn day_of(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| packed(text)).or_else(|| with_name(text))
}

/// `2022-01-21…`, `2022/1/21…`, `2022.01.21…`
fn iso(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, ['-', '/', '.']);
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let day: String = rest.chars().take_while(char::is_ascii_digit).take(3).collect();
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `20220121…`
fn packed(text: &str) -> Option<Date> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    // A number of more digits is a time in seconds, or something else.
    (digits == 8 || digits == 12 || digits == 14)
        .then(|| date(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..8)?.parse().ok()?))
        .flatten()
}

/// `21 January 2022`, `January 21st, 2022`, `Fri, 21 Jan 2022 10:00:00 GMT`
fn with_name(text: &str) -> Option<Date> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(16).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let month = (!word.starts_with(|c: char| c.is_ascii_digit())).then(|| month(word)).flatten()?;
        let number = |index: Option<usize>| words.get(index?).and_then(|word| ordinal(word));
        let year =
            |index: usize| words.get(index).filter(|word| word.len() == 4).and_then(|word| word.parse::<i16>().ok());
        let before = number(at.checked_sub(1)).zip(year(at + 1));
        let (day, year) = before.or_else(|| number(Some(at + 1)).zip(year(at + 2)))?;
        date(year, month, day)
    })
}

fn ordinal(word: &str) -> Option<i16> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (digits.len() <= 2 && word.len() - digits.len() <= 2).then(|| digits.parse().ok()).flatten()
}

/// A month by its number or its English name.
fn month(word: &str) -> Option<i16> {
    if word.len() <= 2 { word.parse().ok() } else { month_of(word).map(i16::from) }
}

/// A day on which something may have been published.
fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let plausible = (1600..2200).contains(&year);
    plausible.then(|| Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()).flatten()
}
