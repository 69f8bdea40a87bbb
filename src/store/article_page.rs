//! One article, whole: every line, who is in it, who said what. Five queries, however long it is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::cells::{day, kind, language, span};
use super::{Reports, Store, StoreError, layouts, reports, words};
use crate::domain::{ArticleId, Evidence, FieldNote, Imprint, Kind, Language, Layout, Reason, Span};

/// An article and what it is read to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticlePage {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub published_on: Option<Date>,
    pub source_url: Option<String>,
    pub site: String,
    pub ordered: bool,
    /// `None` where it is not clear. Only an article in English has people and statements.
    pub language: Option<Language>,
    /// Every line, in the stored order.
    pub lines: Vec<PageLine>,
    /// How they stand on the page; nothing where that is not known.
    pub layout: Layout,
    pub imprint: Imprint,
    /// How its parts were found; nothing where somebody gave them.
    pub notes: Vec<FieldNote>,
    pub people: Vec<PersonInArticle>,
    /// In the order of the reading: by line, then by first word.
    pub statements: Vec<PageStatement>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    pub key: String,
    pub text: String,
}

/// A person as the article shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonInArticle {
    /// `None` while it is not settled who this is.
    pub slug: Option<String>,
    pub name: String,
    /// The title that the article gives most often.
    pub title: Option<String>,
    pub statement_count: i64,
}

/// A statement, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageStatement {
    /// Index into [`ArticlePage::lines`].
    pub line: usize,
    pub kind: Kind,
    pub words: Vec<Span>,
    pub cue: Option<Span>,
    pub speaker: PageSpeaker,
    /// Index of the line that names the speaker, and the span of it that does.
    pub named_at: Option<(usize, Span)>,
    /// Where else the same is reported.
    pub reports: Reports,
}

/// Who said it, for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageSpeaker {
    Person { slug: Option<String>, name: String, evidence: Evidence },
    Organization { name: String },
    Unresolved { reason: Reason },
}

impl ArticlePage {
    /// Whether it was read for who said what.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.language.is_some_and(Language::is_english)
    }
}

impl Store {
    /// The article at `id`, if there is one.
    pub async fn article_page(&self, id: &ArticleId) -> Result<Option<ArticlePage>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let Some((article_id, revision_id, mut page)) = article(&mut snapshot, id.as_str()).await? else {
            return Ok(None);
        };
        let index = lines(&mut snapshot, revision_id, &mut page).await?;
        page.people = people(&mut snapshot, article_id).await?;
        page.statements = statements(&mut snapshot, article_id, &index).await?;
        Ok(Some(page))
    }
}

async fn article(snapshot: &mut SqliteConnection, id: &str) -> Result<Option<(i64, i64, ArticlePage)>, StoreError> {
    let row = sqlx::query!(
        "select a.article_id, a.revision_id, public_id, slug, a.title, a.published_on, a.source_url, site, ordered, language,
           r.layout, r.imprint, r.notes
         from article a join revision r using (revision_id) where public_id = ? and removed = 0",
        id
    )
    .fetch_optional(snapshot)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let page = ArticlePage {
        published_on: day("article", "published_on", row.published_on.as_deref())?,
        id: row.public_id,
        slug: row.slug,
        title: row.title,
        source_url: row.source_url,
        site: row.site,
        ordered: row.ordered != 0,
        language: language(row.language.as_deref())?,
        layout: layouts::decode("layout", row.layout.as_deref())?,
        imprint: layouts::decode("imprint", row.imprint.as_deref())?,
        notes: layouts::decode("notes", row.notes.as_deref())?,
        lines: Vec::new(),
        people: Vec::new(),
        statements: Vec::new(),
    };
    Ok(Some((row.article_id, row.revision_id, page)))
}

/// Index of each line by its row id.
type LineIndex = BTreeMap<i64, usize>;

async fn lines(
    snapshot: &mut SqliteConnection,
    revision_id: i64,
    page: &mut ArticlePage,
) -> Result<LineIndex, StoreError> {
    let rows = sqlx::query!("select line_id, key, text from line where revision_id = ? order by position", revision_id)
        .fetch_all(snapshot)
        .await?;
    let index = rows.iter().enumerate().map(|(at, row)| (row.line_id, at)).collect();
    page.lines = rows.into_iter().map(|row| PageLine { key: row.key, text: row.text }).collect();
    Ok(index)
}

async fn people(snapshot: &mut SqliteConnection, article_id: i64) -> Result<Vec<PersonInArticle>, StoreError> {
    let people = sqlx::query_as!(
        PersonInArticle,
        r#"select p.slug as "slug?: String", coalesce(p.name, c.name) as "name!: String",
             (select title from cast_title t where t.cast_id = c.cast_id order by t.position limit 1) as "title?: String",
             (select count(*) from statement s where s.cast_id = c.cast_id) as "statement_count!: i64"
           from cast_member c left join person p using (person_id)
           where c.article_id = ?
           order by 4 desc, p.sort_name, c.name"#,
        article_id
    )
    .fetch_all(snapshot)
    .await?;
    Ok(people)
}

async fn statements(
    snapshot: &mut SqliteConnection,
    article_id: i64,
    index: &LineIndex,
) -> Result<Vec<PageStatement>, StoreError> {
    let rows = sqlx::query_as!(
        StatementRow,
        r#"select s.statement_id, s.line_id, s.kind, s.words, s.cue_start, s.cue_end, s.organization, s.reason, s.evidence,
             s.speaker_line_id, s.speaker_start, s.speaker_end,
             p.slug as "slug?: String", coalesce(p.name, c.name) as "name?: String"
           from statement s left join cast_member c using (cast_id) left join person p on p.person_id = s.person_id
           where s.article_id = ?
           order by s.position"#,
        article_id
    )
    .fetch_all(&mut *snapshot)
    .await?;
    let mut reports = reports::in_article(snapshot, article_id).await?;
    // A line that is not of the revision shown has no place on the page.
    let shown = rows.into_iter().filter_map(|row| index.get(&row.line_id).map(|&line| (line, row)));
    shown
        .map(|(line, row)| {
            let reports = reports.remove(&row.statement_id).unwrap_or_default();
            Ok(PageStatement { reports, ..row.read(line, index)? })
        })
        .collect()
}

struct StatementRow {
    statement_id: i64,
    line_id: i64,
    kind: String,
    words: String,
    cue_start: Option<i64>,
    cue_end: Option<i64>,
    organization: Option<String>,
    reason: Option<String>,
    evidence: Option<String>,
    speaker_line_id: Option<i64>,
    speaker_start: Option<i64>,
    speaker_end: Option<i64>,
    slug: Option<String>,
    name: Option<String>,
}

impl StatementRow {
    fn read(self, line: usize, index: &LineIndex) -> Result<PageStatement, StoreError> {
        let named_line = self.speaker_line_id.and_then(|id| index.get(&id).copied());
        let named_span = span("speaker_start", self.speaker_start, self.speaker_end)?;
        Ok(PageStatement {
            line,
            kind: kind(&self.kind)?,
            words: words::decode(&self.words)?,
            cue: span("cue_start", self.cue_start, self.cue_end)?,
            named_at: named_line.zip(named_span),
            speaker: self.speaker()?,
            reports: Reports::default(),
        })
    }

    fn speaker(self) -> Result<PageSpeaker, StoreError> {
        match (self.name, self.organization) {
            (Some(name), _) => {
                let evidence = self.evidence.unwrap_or_default();
                let evidence = Evidence::parse(&evidence)
                    .ok_or_else(|| StoreError::corrupt("statement", "evidence", &evidence))?;
                Ok(PageSpeaker::Person { slug: self.slug, name, evidence })
            }
            (None, Some(name)) => Ok(PageSpeaker::Organization { name }),
            (None, None) => {
                let reason = self.reason.unwrap_or_default();
                let reason =
                    Reason::parse(&reason).ok_or_else(|| StoreError::corrupt("statement", "reason", &reason))?;
                Ok(PageSpeaker::Unresolved { reason })
            }
        }
    }
}
