//! All that a person is on record with, in every place that reports it, to be taken away: in which order, by two queries,
//! and then part by part, since somebody who is in ten thousand articles says more than is good to hold in memory.

use jiff::civil::Date;

use super::cells::{day, id_list, kind};
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

/// Row ids of statements, in the order in which they are taken away.
#[derive(Debug, Clone, Default)]
pub struct ExportOrder(Vec<i64>);

impl ExportOrder {
    /// The same, in parts of at most `size`.
    pub fn parts(&self, size: usize) -> impl Iterator<Item = Self> {
        self.0.chunks(size.max(1)).map(|part| Self(part.to_vec()))
    }
}

impl Store {
    /// The person at `slug` and every report of what they say: the earliest first, those without a day last.
    pub async fn person_export(&self, slug: &str) -> Result<Option<(PersonHead, ExportOrder)>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let Some((id, head)) = person_page::head(&mut snapshot, slug).await? else { return Ok(None) };
        let ids = sqlx::query_scalar!(
            "select s.statement_id from statement s cross join article a on a.article_id = s.article_id
             where s.person_id = ? order by s.day = '', s.day, a.public_id, s.position",
            id
        );
        Ok(Some((head, ExportOrder(ids.fetch_all(&mut *snapshot).await?))))
    }

    /// The statements of `order` that are still there.
    pub async fn exported(&self, order: &ExportOrder) -> Result<Vec<Exported>, StoreError> {
        let ids = id_list(order.0.iter().copied());
        let rows = sqlx::query_as!(
            ExportRow,
            r#"select s.day, s.kind, s.evidence, s.words, l.text, l.key, a.public_id, a.slug, a.title, a.source_url, a.site,
                 fa.public_id as "first_id?: String", fa.slug as "first_slug?: String", fl.key as "first_key?: String"
               from json_each(?) one cross join statement s on s.statement_id = one.value
                 cross join article a on a.article_id = s.article_id cross join line l on l.line_id = s.line_id
                 left join said_again g on g.statement_id = s.statement_id
                 left join statement f on f.statement_id = g.first_id
                 left join article fa on fa.article_id = f.article_id
                 left join line fl on fl.line_id = f.line_id
               order by one.key"#,
            ids
        );
        rows.fetch_all(&self.readers).await?.into_iter().map(ExportRow::read).collect()
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
