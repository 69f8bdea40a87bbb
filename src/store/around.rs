//! What lies around an article: its neighbours by date, the articles that name the same people, and its revisions.
//! Four queries, however many there are; one more for the text of a revision.

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::cells::day;
use super::{ArticlePlace, Store, StoreError};
use crate::domain::ArticleId;

/// What a page needs to lead onward from an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    pub newer: Option<ArticleLink>,
    pub older: Option<ArticleLink>,
    /// Those that share the people whom few others name come first.
    pub related: Vec<Related>,
    /// The first one first.
    pub revisions: Vec<RevisionRow>,
}

/// An article, as far as a link to it needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleLink {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub published_on: Option<Date>,
}

/// An article that names some of the same people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub article: ArticleLink,
    pub site: String,
    /// The names of those shared.
    pub shared: Vec<String>,
}

/// One revision of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    pub number: i64,
    pub loaded_on: Option<Date>,
    /// Whether it is the one that readers get: the last, but for later ones that were poorer.
    pub shown: bool,
}

/// The text of one revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionText {
    pub row: RevisionRow,
    pub title: String,
    pub lines: Vec<String>,
}

/// A line that an earlier revision has, and the one that is shown has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoodLine {
    pub revision: RevisionRow,
    pub text: String,
}

impl Around {
    /// The number of the revision that readers get.
    #[must_use]
    pub fn shown(&self) -> i64 {
        self.revisions.iter().find(|revision| revision.shown).map_or(1, |revision| revision.number)
    }

    /// The revisions before it, the newest first.
    pub fn earlier(&self) -> impl Iterator<Item = &RevisionRow> {
        self.revisions.iter().rev().filter(|revision| revision.number < self.shown())
    }

    /// Those that came after it and were poorer, the newest first.
    pub fn held_back(&self) -> impl Iterator<Item = &RevisionRow> {
        self.revisions.iter().rev().filter(|revision| revision.number > self.shown())
    }
}

/// How many related articles are shown.
const RELATED: i64 = 5;
/// People whom more articles name than this tie nothing together, and would take long to count.
const MOST_ARTICLES: i64 = 300;
/// So many of an article's people are looked for elsewhere: those whom the fewest articles name.
const RAREST: i64 = 10;

impl Store {
    /// What lies around the article at `place`.
    pub async fn around(&self, place: &ArticlePlace) -> Result<Around, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        Ok(Around {
            newer: newer(&mut snapshot, place).await?,
            older: older(&mut snapshot, place).await?,
            related: related(&mut snapshot, &place.id).await?,
            revisions: revisions(&mut snapshot, &place.id).await?,
        })
    }

    /// Revision `number` of the article at `id`, if it has one.
    pub async fn revision(&self, id: &ArticleId, number: i64) -> Result<Option<RevisionText>, StoreError> {
        let id = id.as_str();
        let rows = sqlx::query!(
            r#"select r.title, r.loaded_at, r.revision_id = a.revision_id as "shown!: bool", l.text
               from article a join revision r using (article_id) join line l on l.revision_id = r.revision_id
               where a.public_id = ? and a.removed = 0 and r.number = ?
               order by l.position"#,
            id,
            number
        )
        .fetch_all(&self.readers)
        .await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let row = RevisionRow { number, loaded_on: loaded_on(&first.loaded_at)?, shown: first.shown };
        let title = first.title.clone();
        Ok(Some(RevisionText { row, title, lines: rows.into_iter().map(|row| row.text).collect() }))
    }

    /// The line of this key in the newest revision of the article that has it.
    pub async fn line_of_old(&self, id: &ArticleId, key: &str) -> Result<Option<StoodLine>, StoreError> {
        let id = id.as_str();
        let row = sqlx::query!(
            r#"select r.number, r.loaded_at, r.revision_id = a.revision_id as "shown!: bool", l.text
               from article a join revision r using (article_id) join line l on l.revision_id = r.revision_id
               where a.public_id = ? and a.removed = 0 and l.key = ?
               order by r.number desc limit 1"#,
            id,
            key
        );
        let Some(row) = row.fetch_optional(&self.readers).await? else { return Ok(None) };
        let revision = RevisionRow { number: row.number, loaded_on: loaded_on(&row.loaded_at)?, shown: row.shown };
        Ok(Some(StoodLine { revision, text: row.text }))
    }
}

async fn older(snapshot: &mut SqliteConnection, place: &ArticlePlace) -> Result<Option<ArticleLink>, StoreError> {
    let row = sqlx::query_as!(
        LinkRow,
        "select public_id, slug, title, published_on from article
         where removed = 0 and (day, public_id) < (?, ?) order by day desc, public_id desc limit 1",
        place.day,
        place.id
    );
    row.fetch_optional(snapshot).await?.map(LinkRow::read).transpose()
}

async fn newer(snapshot: &mut SqliteConnection, place: &ArticlePlace) -> Result<Option<ArticleLink>, StoreError> {
    let row = sqlx::query_as!(
        LinkRow,
        "select public_id, slug, title, published_on from article
         where removed = 0 and (day, public_id) > (?, ?) order by day, public_id limit 1",
        place.day,
        place.id
    );
    row.fetch_optional(snapshot).await?.map(LinkRow::read).transpose()
}

struct LinkRow {
    public_id: String,
    slug: String,
    title: String,
    published_on: Option<String>,
}

impl LinkRow {
    fn read(self) -> Result<ArticleLink, StoreError> {
        let published_on = day("article", "published_on", self.published_on.as_deref())?;
        Ok(ArticleLink { id: self.public_id, slug: self.slug, title: self.title, published_on })
    }
}

/// A shared person counts the more, the fewer articles name them.
async fn related(snapshot: &mut SqliteConnection, id: &str) -> Result<Vec<Related>, StoreError> {
    let rows = sqlx::query!(
        r#"select a.public_id, a.slug, a.title, a.published_on, a.site,
             group_concat(p.name, char(10) order by p.sort_name) as "shared!: String"
           from (select distinct p.person_id, p.name, p.sort_name, p.article_count, this.article_id
                 from article this
                   cross join cast_member mine on mine.article_id = this.article_id
                   cross join person p on p.person_id = mine.person_id and p.article_count between 2 and ?2
                 where this.public_id = ?1
                 order by p.article_count, p.slug limit ?4) p
             cross join cast_member theirs on theirs.person_id = p.person_id and theirs.article_id <> p.article_id
             cross join article a on a.article_id = theirs.article_id
           group by a.article_id
           order by sum(1.0 / p.article_count) desc, a.day desc, a.public_id
           limit ?3"#,
        id,
        MOST_ARTICLES,
        RELATED,
        RAREST
    )
    .fetch_all(snapshot)
    .await?;
    rows.into_iter()
        .map(|row| {
            let mut shared: Vec<String> = row.shared.lines().map(str::to_owned).collect();
            shared.dedup();
            let link =
                LinkRow { public_id: row.public_id, slug: row.slug, title: row.title, published_on: row.published_on };
            Ok(Related { article: link.read()?, site: row.site, shared })
        })
        .collect()
}

async fn revisions(snapshot: &mut SqliteConnection, id: &str) -> Result<Vec<RevisionRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select r.number, r.loaded_at, r.revision_id = a.revision_id as "shown!: bool"
           from article a join revision r using (article_id)
           where a.public_id = ? and a.removed = 0 order by r.number"#,
        id
    )
    .fetch_all(snapshot)
    .await?;
    let row = |number, moment: &str, shown| Ok(RevisionRow { number, loaded_on: loaded_on(moment)?, shown });
    rows.into_iter().map(|found| row(found.number, &found.loaded_at, found.shown)).collect()
}

/// The day of a moment, which is kept as `2024-01-31T…`.
fn loaded_on(moment: &str) -> Result<Option<Date>, StoreError> {
    day("revision", "loaded_at", Some(moment.get(..10).unwrap_or(moment)))
}
