//! What `onrecord analyse` writes for an article: stable and documented (README, "analyse"). `line` counts from 0;
//! offsets are Unicode code points in the line, end exclusive. Knows only `domain`.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::{Article, CastMember, CodePoints, Language, Mention, Reading, Span, Speaker, Statement};

/// The reading of one article.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reading)]
pub struct ReadingRow<'a> {
    id: &'a str,
    /// By BCP 47; none where it is not clear. Only what is in English is read.
    language: Option<&'static str>,
    persons: Vec<PersonRow<'a>>,
    mentions: Vec<MentionRow>,
    statements: Vec<StatementRow<'a>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CastMember)]
struct PersonRow<'a> {
    name: &'a str,
    forms: &'a [String],
    titles: &'a [String],
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Mention)]
struct MentionRow {
    line: usize,
    start: usize,
    end: usize,
    person: usize,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReadStatement)]
struct StatementRow<'a> {
    line: usize,
    kind: &'static str,
    words: Vec<[usize; 2]>,
    cue: Option<[usize; 2]>,
    speaker: SpeakerRow<'a>,
}

/// `person` indexes `persons`; `line`, `start` and `end` are the span that names the speaker.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
#[schema(as = ReadSpeaker)]
enum SpeakerRow<'a> {
    Person {
        person: usize,
        line: usize,
        start: usize,
        end: usize,
        evidence: &'static str,
    },
    Organization {
        name: &'a str,
        line: usize,
        start: usize,
        end: usize,
    },
    Unresolved {
        reason: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<usize>,
        #[serde(skip_serializing_if = "Option::is_none")]
        start: Option<usize>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end: Option<usize>,
    },
}

impl<'a> ReadingRow<'a> {
    /// The row for `reading`, which must be the reading of `article`.
    #[must_use]
    pub fn new(id: &'a str, article: &Article, reading: &'a Reading) -> Self {
        let lines: Vec<CodePoints<'_>> = article.lines.iter().map(|line| CodePoints::of(line)).collect();
        Self {
            id,
            language: reading.language.map(Language::tag),
            persons: reading.persons.iter().map(PersonRow::new).collect(),
            mentions: reading.mentions.iter().map(|m| MentionRow::new(m, &lines)).collect(),
            statements: reading.statements.iter().map(|s| StatementRow::new(s, &lines)).collect(),
        }
    }
}

impl<'a> PersonRow<'a> {
    fn new(member: &'a CastMember) -> Self {
        Self { name: &member.name, forms: &member.forms, titles: &member.titles }
    }
}

impl MentionRow {
    fn new(mention: &Mention, lines: &[CodePoints<'_>]) -> Self {
        let [start, end] = lines[mention.line].span(mention.span);
        Self { line: mention.line, start, end, person: mention.person }
    }
}

impl<'a> StatementRow<'a> {
    fn new(statement: &'a Statement, lines: &[CodePoints<'_>]) -> Self {
        let points = |span: Span| lines[statement.line].span(span);
        Self {
            line: statement.line,
            kind: statement.kind.as_str(),
            words: statement.words.iter().copied().map(points).collect(),
            cue: statement.cue.map(points),
            speaker: SpeakerRow::new(&statement.speaker, statement.line, lines),
        }
    }
}

impl<'a> SpeakerRow<'a> {
    fn new(speaker: &'a Speaker, line: usize, lines: &[CodePoints<'_>]) -> Self {
        match *speaker {
            Speaker::Person { person, line, span, evidence } => {
                let [start, end] = lines[line].span(span);
                Self::Person { person, line, start, end, evidence: evidence.as_str() }
            }
            Speaker::Organization { ref name, line, span } => {
                let [start, end] = lines[line].span(span);
                Self::Organization { name, line, start, end }
            }
            Speaker::Unresolved { reason, span } => {
                let [start, end] = span.map(|span| lines[line].span(span).map(Some)).unwrap_or_default();
                Self::Unresolved { reason: reason.as_str(), line: span.map(|_| line), start, end }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::domain::{Evidence, Kind, Reason};

    fn reading() -> Reading {
        let statement = |line, kind, words: &[(usize, usize)], cue: Option<(usize, usize)>, speaker| Statement {
            line,
            kind,
            words: words.iter().map(|&(s, e)| Span::new(s, e)).collect(),
            cue: cue.map(|(s, e)| Span::new(s, e)),
            speaker,
        };
        let zoe = Speaker::Person { person: 0, line: 0, span: Span::new(17, 21), evidence: Evidence::Named };
        let port = Speaker::Organization { name: "The port".into(), line: 1, span: Span::new(0, 8) };
        Reading {
            language: Some(Language::ENGLISH),
            persons: vec![CastMember {
                name: "Zoë".into(),
                forms: vec!["Mr Zoë".into()],
                titles: vec!["mayor".into()],
                gender: None,
            }],
            mentions: vec![Mention { line: 0, span: Span::new(17, 21), person: 0 }],
            statements: vec![
                statement(0, Kind::Direct, &[(3, 7)], Some((12, 16)), zoe),
                statement(1, Kind::Indirect, &[(14, 16)], Some((9, 13)), port),
                statement(
                    1,
                    Kind::Mixed,
                    &[(14, 16)],
                    None,
                    Speaker::Unresolved { reason: Reason::NobodyOnLine, span: None },
                ),
            ],
        }
    }

    #[test]
    fn the_contract_of_the_output() {
        let article = Article {
            title: "T".into(),
            lines: vec!["“née,” said Zoë.".into(), "The port said no.".into()],
            ..Article::default()
        };
        let json = serde_json::to_string(&ReadingRow::new("a", &article, &reading())).unwrap();
        expect![[r#"
            {"id":"a","language":"en","persons":[{"name":"Zoë","forms":["Mr Zoë"],"titles":["mayor"]}],"mentions":[
            {"line":0,"start":12,"end":15,"person":0}],"statements":[
            {"line":0,"kind":"direct","words":[[1,4]],"cue":[7,11],"speaker":{"type":"person","person":0,"line":0,"start":12,"end":15,"evidence":"named"}},
            {"line":1,"kind":"indirect","words":[[14,16]],"cue":[9,13],"speaker":{"type":"organization","name":"The port","line":1,"start":0,"end":8}},
            {"line":1,"kind":"mixed","words":[[14,16]],"cue":null,"speaker":{"type":"unresolved","reason":"nobody on the line"}}]}"#]].assert_eq(&json.replace("{\"line", "\n{\"line"));
    }
}
