//! All that a person is on record with, in every place that reports it, to be taken away. Two queries.

use jiff::civil::Date;

use super::cells::{day, kind};
use super::{PersonHead, Store, StoreError, person_page, words};
use crate::domain::{Evidence, Kind, spoken};

/// One report of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    pub published_on: Option<Date>,
    pub kind: Kind,
    pub evidence: Evidence,
    pub words: String,
    pub line: String,
    pub line_at: LineAt,
    pub article_title: String,
    pub source_url: Option<String>,
    pub site: String,
    /// The report that the person's page shows for this one.
    pub same_as: Option<LineAt>,
}

/// Where a line stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineAt {
    pub article_id: String,
    pub article_slug: String,
    pub key: String,
}

struct ExportRow {
    day: String,
    kind: String,
    evidence: Option<String>,
    words: String,
    text: String,
    key: String,
    public_id: String,
    slug: String,
    title: String,
    source_url: Option<String>,
    site: String,
    first_id: Option<String>,
    first_slug: Option<String>,
    first_key: Option<String>,
}

impl Store {
    /// The person at `slug` and every report of what they say: the earliest first, those without a day last.
    pub async fn person_export(&self, slug: &str) -> Result<Option<(PersonHead, Vec<Exported>)>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let Some((id, head)) = person_page::head(&mut snapshot, slug).await? else { return Ok(None) };
        let rows = sqlx::query_as!(
            ExportRow,
            r#"select s.day, s.kind, s.evidence, s.words, l.text, l.key, a.public_id, a.slug, a.title, a.source_url, a.site,
                 fa.public_id as "first_id?: String", fa.slug as "first_slug?: String", fl.key as "first_key?: String"
               from statement s join article a using (article_id) join line l using (line_id)
                 left join said_again g on g.statement_id = s.statement_id
                 left join statement f on f.statement_id = g.first_id
                 left join article fa on fa.article_id = f.article_id
                 left join line fl on fl.line_id = f.line_id
               where s.person_id = ?
               order by s.day = '', s.day, a.public_id, s.position"#,
            id
        );
        let rows = rows.fetch_all(&mut *snapshot).await?;
        Ok(Some((head, rows.into_iter().map(ExportRow::read).collect::<Result<_, _>>()?)))
    }
}

impl ExportRow {
    fn read(self) -> Result<Exported, StoreError> {
        let evidence = match self.evidence {
            None => Evidence::Named,
            Some(text) => Evidence::parse(&text).ok_or_else(|| StoreError::corrupt("statement", "evidence", &text))?,
        };
        let same_as = match (self.first_id, self.first_slug, self.first_key) {
            (Some(article_id), Some(article_slug), Some(key)) => Some(LineAt { article_id, article_slug, key }),
            _ => None,
        };
        Ok(Exported {
            published_on: day("statement", "day", Some(&self.day))?,
            kind: kind(&self.kind)?,
            evidence,
            words: spoken(&self.text, &words::decode(&self.words)?),
            line: self.text,
            line_at: LineAt { article_id: self.public_id, article_slug: self.slug, key: self.key },
            article_title: self.title,
            source_url: self.source_url,
            site: self.site,
            same_as,
        })
    }
}
