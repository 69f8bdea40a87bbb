//! Writes articles: ground state, every revision of it. Reads them back for the analysis.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Store, StoreError, Writing, layouts};
use crate::domain::{Article, ArticleId, FieldNote, Source, line_keys, slug};

/// The row of an article and of its shown revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleRow {
    pub article: i64,
    pub revision: i64,
}

/// How an article comes in.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// Where it came from, for readers: a file's name.
    pub origin: &'a str,
    /// How title, date and so on were found.
    pub notes: &'a [FieldNote],
    pub showing: Showing,
}

/// Whether a new revision is the one that readers get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// Somebody chose this text.
    Always,
    /// A program fetched it: what is clearly poorer than the text shown is kept as a revision, and not shown.
    UnlessPoorer,
}

impl<'a> Arrival<'a> {
    /// From a file that somebody loads.
    #[must_use]
    pub fn file(origin: &'a str) -> Self {
        Self { origin, notes: &[], showing: Showing::Always }
    }
}

/// What became of an article that was to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    New(ArticleRow),
    /// The text is another than before; the old one is kept as an earlier revision.
    Revised(ArticleRow),
    /// The same, but the text before came from elsewhere: from what is named.
    Replaced(ArticleRow, String),
    /// Another text, kept as a revision of this number but not shown, because the one shown is better.
    HeldBack(i64),
    Unchanged,
    /// Somebody deleted it here; so it stays.
    Removed,
}

/// An article as it is stored, to be read by the analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredArticle {
    pub row: ArticleRow,
    pub article: Article,
}

/// What [`Writing::save_article`] must know of the article already there.
struct Known {
    article: i64,
    current: String,
    current_origin: String,
    /// The text that came last from the same origin.
    same_origin: Option<String>,
}

struct Revision {
    id: i64,
    number: i64,
}

impl Known {
    /// The same text is no news, nor is a file that did not change since it was loaded, although another file of the
    /// same address was loaded after it.
    fn has(&self, hash: &str) -> bool {
        self.same_origin.as_deref().unwrap_or(&self.current) == hash || self.current == hash
    }
}

impl Store {
    /// Whether saving `article` from `origin` would change nothing.
    pub async fn has_article(&self, article: &Article, origin: &str) -> Result<bool, StoreError> {
        let mut connection = self.readers.acquire().await?;
        let known = known(&mut connection, &article.id(), origin).await?;
        Ok(known.is_some_and(|known| known.has(&content_hash(article))))
    }

    /// The article at `id`, whatever has read it.
    pub async fn article_to_read(&self, id: &ArticleId) -> Result<Option<StoredArticle>, StoreError> {
        let id = id.as_str();
        let row = sqlx::query_scalar!("select article_id from article where public_id = ? and removed = 0", id);
        let Some(row) = row.fetch_optional(&self.readers).await? else { return Ok(None) };
        let found = self.articles_to_read(row - 1, None, 1).await?.pop();
        Ok(found.filter(|found| found.row.article == row))
    }

    /// What the analysis needs of at most `size` articles with a row above `after` that an analysis other than `version` has read; of all articles
    /// without one.
    pub async fn articles_to_read(
        &self,
        after: i64,
        version: Option<u32>,
        size: i64,
    ) -> Result<Vec<StoredArticle>, StoreError> {
        let rows = sqlx::query!(
            r#"select article_id, revision_id, title, published_on, source_url, ordered as "ordered: bool"
               from article where article_id > ?1 and (?2 is null or analysis_version <> ?2) and removed = 0
               order by article_id limit ?3"#,
            after,
            version,
            size
        )
        .fetch_all(&self.readers)
        .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let article = Article {
                title: row.title,
                published_on: row.published_on.as_deref().map(parse_day).transpose()?,
                source: Source { url: row.source_url },
                lines: self.lines(row.revision_id).await?,
                ordered: row.ordered,
                ..Article::default()
            };
            let row = ArticleRow { article: row.article_id, revision: row.revision_id };
            found.push(StoredArticle { row, article });
        }
        Ok(found)
    }

    async fn lines(&self, revision: i64) -> Result<Vec<String>, StoreError> {
        let lines = sqlx::query_scalar!("select text from line where revision_id = ? order by position", revision);
        Ok(lines.fetch_all(&self.readers).await?)
    }
}

fn parse_day(text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|_| StoreError::corrupt("article", "published_on", text))
}

impl Writing {
    /// Saves an article under its permanent id: a new one, a new revision of a known one, or nothing where the text is
    /// the same.
    pub async fn save_article(
        &mut self,
        article: &Article,
        arrival: Arrival<'_>,
        now: Timestamp,
    ) -> Result<Saved, StoreError> {
        if self.was_removed(&article.id()).await? {
            return Ok(Saved::Removed);
        }
        let hash = content_hash(article);
        let Some(known) = known(self.connection(), &article.id(), arrival.origin).await? else {
            let row = self.insert_article(article, now).await?;
            let revision = self.insert_revision(row, article, &hash, arrival, now).await?;
            return Ok(Saved::New(self.show(row, revision.id, article).await?));
        };
        if known.has(&hash) {
            return Ok(Saved::Unchanged);
        }
        let poorer = arrival.showing == Showing::UnlessPoorer && self.is_poorer(article, known.article).await?;
        let revision = self.insert_revision(known.article, article, &hash, arrival, now).await?;
        if poorer {
            return Ok(Saved::HeldBack(revision.number));
        }
        let row = self.show(known.article, revision.id, article).await?;
        let same = known.current_origin == arrival.origin;
        Ok(if same { Saved::Revised(row) } else { Saved::Replaced(row, known.current_origin) })
    }

    /// Whether a row still is the article's shown revision.
    pub async fn is_shown(&mut self, row: ArticleRow) -> Result<bool, StoreError> {
        let shown = sqlx::query_scalar!("select revision_id from article where article_id = ?", row.article);
        Ok(shown.fetch_optional(self.connection()).await? == Some(row.revision))
    }

    async fn insert_article(&mut self, article: &Article, now: Timestamp) -> Result<i64, StoreError> {
        let (id, now) = (article.id(), now.to_string());
        let id = id.as_str();
        let row = sqlx::query_scalar!(
            r#"insert into article (public_id, slug, title, site, ordered, revision_id, first_loaded_at)
               values (?, '', '', '', 0, 0, ?) returning article_id as "article_id!""#,
            id,
            now
        );
        Ok(row.fetch_one(self.connection()).await?)
    }

    /// Whether the text that readers get of the article at `row` is clearly better than `article`.
    async fn is_poorer(&mut self, article: &Article, row: i64) -> Result<bool, StoreError> {
        let shown = sqlx::query!(
            r#"select l.text, a.ordered as "ordered: bool"
               from article a join line l using (revision_id) where a.article_id = ? order by l.position"#,
            row
        );
        let shown = shown.fetch_all(self.connection()).await?;
        let ordered = shown.first().is_some_and(|line| line.ordered);
        let lines = shown.into_iter().map(|line| line.text).collect();
        Ok(article.is_poorer_than(&Article { lines, ordered, ..Article::default() }))
    }

    /// Adds a revision with its lines.
    async fn insert_revision(
        &mut self,
        row: i64,
        article: &Article,
        hash: &str,
        arrival: Arrival<'_>,
        now: Timestamp,
    ) -> Result<Revision, StoreError> {
        let (title, url, origin) = (&article.title, &article.source.url, arrival.origin);
        let (day, now) = (article.published_on.map(|d| d.to_string()), now.to_string());
        let (layout, imprint) = (layouts::encode(&article.layout)?, layouts::encode(&article.imprint)?);
        let notes = layouts::encode(&arrival.notes.to_vec())?;
        let revision = sqlx::query_as!(
            Revision,
            r#"insert into revision
                 (article_id, number, title, published_on, source_url, content_hash, loaded_at, origin,
                  layout, imprint, notes)
               values (?1, (select 1 + count(*) from revision where article_id = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
               returning revision_id as "id!", number as "number!""#,
            row,
            title,
            day,
            url,
            hash,
            now,
            origin,
            layout,
            imprint,
            notes
        )
        .fetch_one(self.connection())
        .await?;
        self.insert_lines(revision.id, article).await?;
        Ok(revision)
    }

    async fn insert_lines(&mut self, revision: i64, article: &Article) -> Result<(), StoreError> {
        let keys = line_keys(&article.lines);
        let lines: Vec<_> = keys.iter().zip(&article.lines).map(|(key, text)| json!([key.as_str(), text])).collect();
        let lines = json!(lines).to_string();
        sqlx::query!(
            "insert into line (revision_id, position, key, text)
             select ?, key, value ->> 0, value ->> 1 from json_each(?) order by key",
            revision,
            lines
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn show(&mut self, row: i64, revision: i64, article: &Article) -> Result<ArticleRow, StoreError> {
        let (title, slug, url) = (&article.title, slug(&article.title), &article.source.url);
        let day = article.published_on.map(|d| d.to_string());
        let site = article.source.site().unwrap_or_else(|| "unknown".to_owned());
        sqlx::query!(
            "update article set title = ?, slug = ?, published_on = ?, source_url = ?, site = ?, ordered = ?,
             revision_id = ?, analysis_version = 0 where article_id = ?",
            title,
            slug,
            day,
            url,
            site,
            article.ordered,
            revision,
            row
        )
        .execute(self.connection())
        .await?;
        Ok(ArticleRow { article: row, revision })
    }
}

async fn known(
    connection: &mut sqlx::SqliteConnection,
    id: &ArticleId,
    origin: &str,
) -> Result<Option<Known>, StoreError> {
    let id = id.as_str();
    let row = sqlx::query!(
        r#"select a.article_id as "article_id!", r.content_hash as "current!",
             r.origin as "current_origin!",
             (select o.content_hash from revision o where o.article_id = a.article_id and o.origin = ?2
              order by o.number desc limit 1) as same_origin
           from article a join revision r using (revision_id) where a.public_id = ?1"#,
        id,
        origin
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| Known {
        article: row.article_id,
        current: row.current,
        current_origin: row.current_origin,
        same_origin: row.same_origin,
    }))
}

/// Two spellings of one address are the same content. Links and stresses are none of it: they may differ each time a page
/// is fetched.
fn content_hash(article: &Article) -> String {
    let address = article.source.canonical().or_else(|| article.source.url.clone()).unwrap_or_default();
    let day = article.published_on.map(|d| d.to_string()).unwrap_or_default();
    let order = if article.ordered { "ordered" } else { "" };
    let head = [article.title.as_str(), &day, &address, order];
    let mut hash = Sha256::new();
    let forms = article.layout.forms();
    let marked: Vec<&str> =
        article.imprint.byline.as_deref().into_iter().chain((!forms.is_empty()).then_some(forms.as_str())).collect();
    for part in head.into_iter().chain(marked).chain(article.lines.iter().map(String::as_str)) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    data_encoding::HEXLOWER.encode(&hash.finalize())
}
