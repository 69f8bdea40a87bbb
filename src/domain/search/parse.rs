//! Reads a query. It never fails: what makes no sense is left out or taken for the nearest thing that does, with a note.
//! Imports only its neighbours in `domain`.

use super::dates::first_day;
use super::pieces::{Piece, pieces};
use super::question::{Question, asked};
use super::words::search_words;
use super::{LONGEST_QUERY, NO_YEAR, SearchQuery, Standing, Text, Wanted};
use crate::domain::Kind;

/// How many things may be asked for at once, and how deep parentheses may go.
const MOST_TERMS: usize = 32;
const DEEPEST: usize = 8;

pub(super) fn parse(typed: &str) -> SearchQuery {
    let mut parser = Parser::default();
    let text: String = typed.chars().filter(|c| *c != '\0').take(LONGEST_QUERY).collect();
    if typed.chars().count() > LONGEST_QUERY {
        parser.note(format!("Only the first {LONGEST_QUERY} characters are looked at."));
    }
    let text = parser.answered(text);
    parser.pieces = pieces(&text);
    parser.alternatives = alternatives_outside(&parser.pieces);
    parser.read()
}

#[derive(Debug, Default)]
struct Parser {
    pieces: Vec<Piece>,
    /// Whether there is an OR outside all parentheses.
    alternatives: bool,
    at: usize,
    depth: usize,
    terms: usize,
    query: SearchQuery,
}

impl Parser {
    /// What a question asks. What it asks may look like one again; it is shorter each time.
    fn answered(&mut self, mut text: String) -> String {
        while let Some(Question { query, month }) = asked(&text) {
            self.note("That is read as a question.");
            if month.is_some() {
                self.query.month = month;
                self.note(NO_YEAR);
            }
            text = query;
        }
        text
    }

    fn read(mut self) -> SearchQuery {
        let mut all = Vec::new();
        loop {
            all.extend(self.any());
            // Only a parenthesis that nothing opened ends it before the end.
            if self.next().is_none() {
                break;
            }
            self.note("A closing parenthesis without an opening one is left out.");
        }
        self.query.wanted = group(all, Wanted::All);
        if self.terms > MOST_TERMS {
            self.note(format!("Only the first {MOST_TERMS} things asked for are looked for."));
        }
        self.query
    }

    fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        if !self.query.notes.contains(&note) {
            self.query.notes.push(note);
        }
    }

    fn next(&mut self) -> Option<Piece> {
        let piece = self.pieces.get(self.at).cloned();
        self.at += 1;
        piece
    }

    fn peek(&self) -> Option<&Piece> {
        self.pieces.get(self.at)
    }

    /// Alternatives, up to the parenthesis that closes them or the end.
    fn any(&mut self) -> Option<Wanted> {
        let mut alternatives = Vec::new();
        loop {
            let alternative = self.all();
            let missing = alternative.is_none();
            alternatives.extend(alternative);
            if self.peek() != Some(&Piece::Or) {
                if missing && !alternatives.is_empty() {
                    self.note(OR_ALONE);
                }
                break;
            }
            if missing {
                self.note(OR_ALONE);
            }
            self.at += 1;
        }
        group(alternatives, Wanted::Any)
    }

    /// What stands side by side.
    fn all(&mut self) -> Option<Wanted> {
        let mut all = Vec::new();
        while !matches!(self.peek(), None | Some(Piece::Close | Piece::Or)) {
            all.extend(self.one());
        }
        group(all, Wanted::All)
    }

    fn one(&mut self) -> Option<Wanted> {
        match self.next()? {
            Piece::Open => self.parentheses(),
            Piece::Not => self.not(),
            Piece::Word { field, text, quoted } => self.term(field, text, quoted),
            Piece::Unclosed { field, text } => {
                self.note("A quotation mark is not closed: the words behind it are looked for as a phrase.");
                self.term(field, text, true)
            }
            Piece::Close | Piece::Or => None,
        }
    }

    fn parentheses(&mut self) -> Option<Wanted> {
        if self.depth >= DEEPEST {
            self.note(format!("Parentheses within more than {DEEPEST} others are left out."));
            return None;
        }
        self.depth += 1;
        let inside = self.any();
        self.depth -= 1;
        if self.next() != Some(Piece::Close) {
            self.note("A parenthesis is not closed: it ends where the query ends.");
        }
        inside
    }

    fn not(&mut self) -> Option<Wanted> {
        let mut odd = true;
        while self.peek() == Some(&Piece::Not) {
            self.at += 1;
            odd = !odd;
        }
        match self.peek() {
            None | Some(Piece::Close | Piece::Or) => {
                self.note("Nothing stands behind a “-”: it is left out.");
                None
            }
            Some(Piece::Word { field: Some(name), text, .. }) if odd && is_day_field(name) => {
                self.not_day(&name.clone(), &text.clone())
            }
            Some(_) => match self.one()? {
                Wanted::Not(inside) if odd => Some(*inside),
                inside if odd => Some(Wanted::Not(Box::new(inside))),
                inside => Some(inside),
            },
        }
    }

    /// Not before a day is from it on, and the other way round.
    fn not_day(&mut self, field: &str, text: &str) -> Option<Wanted> {
        self.at += 1;
        self.day(if field == "before" { "after" } else { "before" }, text);
        None
    }

    fn term(&mut self, field: Option<String>, text: String, quoted: bool) -> Option<Wanted> {
        let Some(name) = field else { return self.text(&text, quoted) };
        let name = known_as(name);
        let text = if is_day_field(&name) { text } else { text.trim().to_owned() };
        match name.as_str() {
            "before" | "after" => self.day(&name, text.trim()),
            "kind" => return self.kind(&text),
            "by" => return self.person(Standing::By, &text),
            "about" => return self.person(Standing::About, &text),
            "person" => return self.person(Standing::Named, &text),
            "source" => return self.source(&text),
            // Addresses and times have colons too; only what looks like a field is worth a note.
            _ => return self.unknown(&name, &text, quoted),
        }
        None
    }

    fn unknown(&mut self, name: &str, text: &str, quoted: bool) -> Option<Wanted> {
        if !text.starts_with("//") {
            self.note(format!("There is no field “{name}:”, so it is looked for as words. Fields are {FIELDS}."));
        }
        self.text(&format!("{name} {text}"), quoted)
    }

    fn text(&mut self, text: &str, exact: bool) -> Option<Wanted> {
        let prefix = text.trim_end().ends_with('*');
        let words = text.trim_end_matches(|c: char| c == '*' || c.is_whitespace()).trim_start();
        if search_words(words).is_empty() {
            if !words.is_empty() || prefix {
                self.note(format!("“{}” has no letter or figure to look for, and is left out.", text.trim()));
            }
            return None;
        }
        let words = words.replace('"', " ");
        self.counted(Wanted::Text(Text { words, exact, prefix }))
    }

    /// A thing that is asked for, where there are not too many already.
    fn counted(&mut self, wanted: Wanted) -> Option<Wanted> {
        self.terms += 1;
        (self.terms <= MOST_TERMS).then_some(wanted)
    }

    fn person(&mut self, standing: Standing, text: &str) -> Option<Wanted> {
        let name = self.value(standing.as_str(), text)?;
        self.counted(Wanted::Person { standing, name })
    }

    fn source(&mut self, text: &str) -> Option<Wanted> {
        let name = self.value("source", text)?;
        self.counted(Wanted::Source(name))
    }

    fn value(&mut self, field: &str, text: &str) -> Option<String> {
        let value = text.replace('"', " ");
        if search_words(&value).is_empty() {
            self.note(format!(
                "Nothing stands behind “{field}:”, so it is left out. Write it without a blank: {field}:name."
            ));
            return None;
        }
        Some(value.trim().to_owned())
    }

    fn kind(&mut self, text: &str) -> Option<Wanted> {
        if let Some(kind) = kind_called(text) {
            return self.counted(Wanted::Kind(kind));
        }
        self.note(format!("“kind:{text}” is left out: a statement is direct, mixed or indirect (or quoted, partly or reported, as pages call it)."));
        None
    }

    fn day(&mut self, field: &str, text: &str) {
        let Some(day) = first_day(text) else {
            self.note(format!("“{field}:{text}” names no day, and is left out. Write {field}:2022-01-21, {field}:2022-01 or {field}:2022."));
            return;
        };
        if self.depth > 0 || self.alternatives {
            self.note("Days hold for all that is looked for, wherever they stand.");
        }
        match field {
            "after" => self.query.from = self.query.from.max(Some(day)),
            _ => self.query.until = Some(self.query.until.map_or(day, |until| until.min(day))),
        }
    }
}

const OR_ALONE: &str = "Nothing stands on one side of an OR, so it is left out.";
const FIELDS: &str = "person:, by:, about:, source:, kind:, before: and after:";

fn alternatives_outside(pieces: &[Piece]) -> bool {
    let mut depth = 0_usize;
    pieces.iter().any(|piece| {
        match piece {
            Piece::Open => depth += 1,
            Piece::Close => depth = depth.saturating_sub(1),
            Piece::Or => return depth == 0,
            _ => {}
        }
        false
    })
}

fn is_day_field(name: &str) -> bool {
    matches!(name, "before" | "after" | "since")
}

/// The field that goes by other names too.
fn known_as(name: String) -> String {
    match name.as_str() {
        "speaker" | "said" => "by".to_owned(),
        "people" => "person".to_owned(),
        "site" => "source".to_owned(),
        "since" => "after".to_owned(),
        _ => name,
    }
}

/// A kind by its name, or as pages call it.
fn kind_called(text: &str) -> Option<Kind> {
    let text = text.to_lowercase();
    Kind::parse(&text).or(match text.as_str() {
        "quoted" => Some(Kind::Direct),
        "partly" | "partly quoted" | "partly-quoted" => Some(Kind::Mixed),
        "reported" => Some(Kind::Indirect),
        _ => None,
    })
}

/// Several as one; groups of the same kind within it become part of it.
fn group(mut parts: Vec<Wanted>, whole: fn(Vec<Wanted>) -> Wanted) -> Option<Wanted> {
    if parts.len() < 2 {
        return parts.pop();
    }
    let flat = parts.into_iter().flat_map(|part| match (part, whole(Vec::new())) {
        (Wanted::All(inner), Wanted::All(_)) | (Wanted::Any(inner), Wanted::Any(_)) => inner,
        (other, _) => vec![other],
    });
    Some(whole(flat.collect()))
}
