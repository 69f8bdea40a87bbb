//! One article as the analysis read it: the same values that `analyse` would write, read back from the rows. Four queries.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::cells::{day, kind, language, span};
use super::{Store, StoreError, words};
use crate::domain::{
    Article, ArticleId, CastMember, Evidence, Gender, Mention, Reading, Reason, Source, Span, Speaker, Statement,
};

/// An article with its reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReading {
    pub id: String,
    pub slug: String,
    pub site: String,
    pub article: Article,
    /// The keys of the article's lines.
    pub keys: Vec<String>,
    pub reading: Reading,
    /// Who the reading's persons turned out to be: slug and name, where that is settled.
    pub people: Vec<Option<(String, String)>>,
}

/// Index of each row by its id.
type Index = BTreeMap<i64, usize>;

impl Store {
    /// The article at `id`, as it was read.
    pub async fn stored_reading(&self, id: &ArticleId) -> Result<Option<StoredReading>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let Some((row, revision, mut stored)) = head(&mut snapshot, id.as_str()).await? else { return Ok(None) };
        let lines = lines(&mut snapshot, revision, &mut stored).await?;
        let cast = cast(&mut snapshot, row, &mut stored).await?;
        stored.reading.mentions = mentions(&mut snapshot, row, &lines, &cast).await?;
        stored.reading.statements = statements(&mut snapshot, row, &lines, &cast).await?;
        Ok(Some(stored))
    }
}

async fn head(snapshot: &mut SqliteConnection, id: &str) -> Result<Option<(i64, i64, StoredReading)>, StoreError> {
    let row = sqlx::query!(
        r#"select article_id, revision_id, public_id, slug, title, published_on, source_url, site, language,
             ordered as "ordered: bool"
           from article where public_id = ? and removed = 0"#,
        id
    );
    let Some(row) = row.fetch_optional(snapshot).await? else { return Ok(None) };
    let published_on: Option<Date> = day("article", "published_on", row.published_on.as_deref())?;
    let article = Article {
        title: row.title,
        published_on,
        source: Source { url: row.source_url },
        ordered: row.ordered,
        ..Article::default()
    };
    let reading = Reading { language: language(row.language.as_deref())?, ..Reading::default() };
    let stored = StoredReading {
        id: row.public_id,
        slug: row.slug,
        site: row.site,
        article,
        keys: Vec::new(),
        reading,
        people: Vec::new(),
    };
    Ok(Some((row.article_id, row.revision_id, stored)))
}

async fn lines(
    snapshot: &mut SqliteConnection,
    revision: i64,
    stored: &mut StoredReading,
) -> Result<Index, StoreError> {
    let rows = sqlx::query!("select line_id, key, text from line where revision_id = ? order by position", revision);
    let mut index = Index::new();
    for row in rows.fetch_all(snapshot).await? {
        index.insert(row.line_id, index.len());
        stored.keys.push(row.key);
        stored.article.lines.push(row.text);
    }
    Ok(index)
}

async fn cast(snapshot: &mut SqliteConnection, row: i64, stored: &mut StoredReading) -> Result<Index, StoreError> {
    let rows = sqlx::query!(
        r#"select c.cast_id as "cast_id!", c.name, c.gender, p.slug as "slug?: String", p.name as "person?: String",
             (select json_group_array(f.form order by f.form) from cast_form f where f.cast_id = c.cast_id)
               as "forms!: String",
             (select json_group_array(t.title order by t.position) from cast_title t where t.cast_id = c.cast_id)
               as "titles!: String"
           from cast_member c left join person p on p.person_id = c.person_id
           where c.article_id = ? order by c.position"#,
        row
    );
    let mut index = Index::new();
    for row in rows.fetch_all(snapshot).await? {
        index.insert(row.cast_id, index.len());
        let gender = |text: &str| Gender::parse(text).ok_or_else(|| StoreError::corrupt("cast_member", "gender", text));
        stored.reading.persons.push(CastMember {
            name: row.name,
            forms: texts("cast_form", "form", &row.forms)?,
            titles: texts("cast_title", "title", &row.titles)?,
            gender: row.gender.as_deref().map(gender).transpose()?,
        });
        stored.people.push(row.slug.zip(row.person));
    }
    Ok(index)
}

fn texts(table: &'static str, column: &'static str, json: &str) -> Result<Vec<String>, StoreError> {
    serde_json::from_str(json).map_err(|_| StoreError::corrupt(table, column, json))
}

async fn mentions(
    snapshot: &mut SqliteConnection,
    row: i64,
    lines: &Index,
    cast: &Index,
) -> Result<Vec<Mention>, StoreError> {
    let rows = sqlx::query!("select line_id, span_start, span_end, cast_id from mention where article_id = ?", row);
    let mut mentions = Vec::new();
    for row in rows.fetch_all(snapshot).await? {
        let place = lines.get(&row.line_id).zip(cast.get(&row.cast_id));
        let span = span("span_start", Some(row.span_start), Some(row.span_end))?;
        // What does not lie on a line that is shown has no place in the reading.
        if let (Some((&line, &person)), Some(span)) = (place, span) {
            mentions.push(Mention { line, span, person });
        }
    }
    mentions.sort_unstable();
    Ok(mentions)
}

struct StatementRow {
    line_id: i64,
    kind: String,
    words: String,
    cue_start: Option<i64>,
    cue_end: Option<i64>,
    cast_id: Option<i64>,
    organization: Option<String>,
    reason: Option<String>,
    speaker_line_id: Option<i64>,
    speaker_start: Option<i64>,
    speaker_end: Option<i64>,
    evidence: Option<String>,
}

async fn statements(
    snapshot: &mut SqliteConnection,
    row: i64,
    lines: &Index,
    cast: &Index,
) -> Result<Vec<Statement>, StoreError> {
    let rows = sqlx::query_as!(
        StatementRow,
        "select line_id, kind, words, cue_start, cue_end, cast_id, organization, reason, speaker_line_id, speaker_start,
           speaker_end, evidence
         from statement where article_id = ? order by position",
        row
    );
    let rows = rows.fetch_all(snapshot).await?;
    let shown = rows.into_iter().filter_map(|row| lines.get(&row.line_id).map(|&line| (line, row)));
    shown.map(|(line, row)| row.read(line, lines, cast)).collect()
}

impl StatementRow {
    fn read(self, line: usize, lines: &Index, cast: &Index) -> Result<Statement, StoreError> {
        Ok(Statement {
            line,
            kind: kind(&self.kind)?,
            words: words::decode(&self.words)?,
            cue: span("cue_start", self.cue_start, self.cue_end)?,
            speaker: self.speaker(lines, cast)?,
        })
    }

    fn speaker(self, lines: &Index, cast: &Index) -> Result<Speaker, StoreError> {
        let span: Option<Span> = span("speaker_start", self.speaker_start, self.speaker_end)?;
        let line = self.speaker_line_id.and_then(|id| lines.get(&id).copied());
        let corrupt = |column, value: &Option<String>| {
            StoreError::corrupt("statement", column, value.as_deref().unwrap_or_default())
        };
        if let Some(reason) = self.reason {
            let reason = Reason::parse(&reason).ok_or_else(|| corrupt("reason", &Some(reason)))?;
            return Ok(Speaker::Unresolved { reason, span });
        }
        let Some((line, span)) = line.zip(span) else { return Err(corrupt("speaker_start", &self.organization)) };
        if let Some(name) = self.organization {
            return Ok(Speaker::Organization { name, line, span });
        }
        let evidence = self.evidence.as_deref().and_then(Evidence::parse);
        let evidence = evidence.ok_or_else(|| corrupt("evidence", &self.evidence))?;
        let person = self.cast_id.and_then(|id| cast.get(&id).copied());
        let person = person.ok_or_else(|| corrupt("cast_id", &None))?;
        Ok(Speaker::Person { person, line, span, evidence })
    }
}
