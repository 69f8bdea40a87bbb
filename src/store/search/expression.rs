//! A query as an expression of FTS5. Whatever somebody typed stands within quotation marks there, so nothing of it can be
//! taken for the language of the index. Knows the columns of the index, no table.

use std::collections::BTreeMap;

use super::{DAY, SearchAsked, Spellings, about_key, day_number};
use crate::domain::{SearchQuery, Standing, Text, Wanted, search_words, spaced};

/// What has been looked up of the words of a query.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) spellings: &'a Spellings,
    /// Of each name, the keys of all who have it.
    pub(super) keys: &'a BTreeMap<String, Vec<String>>,
}

/// What the two big tables are asked for: the rows that fit `expression`, from `least` on and below `below`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ask {
    pub(super) expression: String,
    pub(super) least: i64,
    pub(super) below: i64,
}

impl Ask {
    pub(super) fn of(asked: &SearchAsked<'_>, known: &Known<'_>) -> Self {
        let query = asked.query;
        let day = |day: jiff::civil::Date| day_number(&day.to_string()).saturating_mul(DAY);
        // What has no day is neither before nor after any.
        let dated = if query.until.is_some() { DAY } else { 0 };
        let until = query.until.map_or(i64::MAX, day);
        Self {
            expression: query.wanted.as_ref().map_or_else(|| ANY.to_owned(), |wanted| known.expression(wanted)),
            least: query.from.map_or(dated, day),
            below: asked.before.map_or(until, |place| place.min(until)),
        }
    }
}

/// Every row has it, so that what must not be there can be taken from something.
pub(super) const ANY: &str = "(kind : \"any\")";
/// No row has it where keys stand: no slug begins with a hyphen. One word, since a phrase is looked for in all rows that
/// have its words.
pub(super) const NOTHING: &str = "\"0nobody0at0all\"";

impl Known<'_> {
    pub(super) fn expression(&self, wanted: &Wanted) -> String {
        match wanted {
            Wanted::Text(text) => format!("({{title text}} : {})", self.text(text)),
            Wanted::Person { standing, name } => self.person(*standing, name),
            Wanted::Source(name) => format!("(source : {})", quoted(name)),
            Wanted::Kind(kind) => format!("(kind : {})", quoted(kind.as_str())),
            Wanted::Any(parts) => joined(parts.iter().map(|part| self.expression(part)), " OR "),
            Wanted::All(parts) => self.all(parts),
            Wanted::Not(part) => format!("({ANY} NOT {})", self.expression(part)),
        }
    }

    fn all(&self, parts: &[Wanted]) -> String {
        let wanted = parts.iter().filter(|part| !matches!(part, Wanted::Not(_)));
        let mut all = joined(wanted.map(|part| self.expression(part)), " AND ");
        if all.is_empty() {
            ANY.clone_into(&mut all);
        }
        for part in parts {
            if let Wanted::Not(part) = part {
                all = format!("({all} NOT {})", self.expression(part));
            }
        }
        all
    }

    /// The words; one that is not quoted also in its other spellings.
    fn text(&self, text: &Text) -> String {
        let own = if text.prefix { format!("{} *", quoted(&text.words)) } else { quoted(&text.words) };
        if text.exact { own } else { self.or_spelled(own, &text.words) }
    }

    fn or_spelled(&self, own: String, word: &str) -> String {
        let spelled = search_words(word).pop().and_then(|word| self.spellings.get(&word));
        let others = spelled.into_iter().flatten().map(|other| quoted(other));
        joined([own].into_iter().chain(others), " OR ")
    }

    /// Persons by their keys; organizations by their name.
    fn person(&self, standing: Standing, name: &str) -> String {
        let keys = self.keys.get(name).map_or(&[][..], Vec::as_slice);
        if standing == Standing::About && keys.is_empty() {
            return format!("({{title text}} : {})", quoted(name));
        }
        let key = |key: &String| if standing == Standing::About { quoted(&about_key(key)) } else { quoted(key) };
        let keys = keys.iter().map(key);
        let own = match standing {
            Standing::By => Some(quoted(name)),
            Standing::About | Standing::Named => (keys.len() == 0).then(|| NOTHING.to_owned()),
        };
        let columns = match standing {
            Standing::By => "by",
            Standing::About => "about",
            Standing::Named => "people",
        };
        format!("({columns} : {})", joined(own.into_iter().chain(keys), " OR "))
    }

    /// Who has `name`, for the table of persons: every word of it, the last perhaps in another spelling.
    pub(super) fn name(&self, name: &str) -> String {
        let prefix = name.ends_with('*');
        let words = search_words(name);
        let last = words.len().saturating_sub(1);
        let each = words.iter().enumerate().map(|(at, word)| {
            let own = if prefix && at == last { format!("{} *", quoted(word)) } else { quoted(word) };
            if at == last { self.or_spelled(own, word) } else { own }
        });
        joined(each, " AND ")
    }

    /// Who may be meant by a query as a whole: who has all its words in the name, or one of them for a surname.
    pub(super) fn anyone(&self, query: &SearchQuery) -> Option<String> {
        let texts = || {
            query.positive().into_iter().filter_map(|wanted| match wanted {
                Wanted::Text(text) => Some(text),
                _ => None,
            })
        };
        let alone = texts().count() == 1;
        let named = texts().map(|text| {
            let may_go_on = alone && !text.exact && text.words.chars().count() >= 3 && !text.words.contains(' ');
            self.text(&Text { prefix: text.prefix || may_go_on, ..text.clone() })
        });
        let all = joined(named, " AND ");
        let surnames = joined(texts().map(|text| self.text(&Text { prefix: false, ..text.clone() })), " OR ");
        (!all.is_empty()).then(|| format!("({{name forms}} : {all}) OR (surname : {surnames})"))
    }
}

/// All words of what somebody is typing, of which the last may go on; none where that is too little to go by: nothing, or
/// one plain letter.
pub(super) fn beginning(typed: &str) -> Option<String> {
    let words = search_words(typed);
    let (last, others) = words.split_last()?;
    if others.is_empty() && last.len() < 2 {
        return None;
    }
    let goes_on = if typed.ends_with(char::is_whitespace) { "" } else { " *" };
    let last = format!("{}{goes_on}", quoted(last));
    Some(joined(others.iter().map(|word| quoted(word)).chain([last]), " AND "))
}

/// The same, for the table of persons.
pub(super) fn named_so(words: &str) -> String {
    format!("{{name forms}} : {words}")
}

/// Several expressions as one, in parentheses; empty where there is none.
pub(super) fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { String::new() } else { format!("({})", parts.join(between)) }
}

/// Words for the index, one behind the other, whatever stands in them.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", spaced(text).replace(['"', '\0'], " "))
}
