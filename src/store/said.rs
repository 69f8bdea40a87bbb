//! Statements in date order: those of a person, and those of others whose words name that person.
//! Two queries each, page by page.

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::cells::{Page, day, kind};
use super::search::{Rows, said_with};
use super::{Reports, StoreError, reports, words};
use crate::domain::{Evidence, Kind, SearchQuery, Span};

/// A statement, with the line it stands on and the article of that line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub kind: Kind,
    pub words: Vec<Span>,
    pub line_key: String,
    pub line: String,
    pub article_id: String,
    pub article_slug: String,
    pub article_title: String,
    pub published_on: Option<Date>,
    pub site: String,
    pub speaker: String,
    /// The speaker's address; organizations have none.
    pub speaker_slug: Option<String>,
    /// By what the speaker was found; organizations are always named.
    pub evidence: Evidence,
    pub place: SaidPlace,
    /// Where else the same is reported.
    pub reports: Reports,
}

/// The place of a statement in such a list: its day, its article's public id, its position in the reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidPlace {
    pub day: String,
    pub article: String,
    pub position: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SaidOrder {
    #[default]
    Newest,
    Oldest,
}

/// Which of a person's statements are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SaidQuery {
    pub order: SaidOrder,
    pub filter: SaidFilter,
    /// The place of the last statement of the page before.
    pub from: Option<SaidPlace>,
}

/// What statements must have in common, all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SaidFilter {
    pub kind: Option<Kind>,
    /// Four digits.
    pub year: Option<String>,
    /// A site one of whose articles reports it.
    pub source: Option<String>,
    /// The slug of a person whom the words name.
    pub about: Option<String>,
    /// What the line must have, as it is written into the search box.
    pub words: Option<String>,
}

impl SaidFilter {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn kind(&self) -> Option<&'static str> {
        self.kind.map(Kind::as_str)
    }

    /// The days between which they lie; "~" sorts after every digit.
    pub(super) fn days(&self) -> (String, String) {
        let year = self.year.as_deref().unwrap_or_default();
        (year.to_owned(), format!("{year}~"))
    }
}

pub(super) struct SaidRow {
    pub(super) statement_id: i64,
    pub(super) kind: String,
    pub(super) words: String,
    pub(super) evidence: Option<String>,
    pub(super) position: i64,
    pub(super) day: String,
    pub(super) public_id: String,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) site: String,
    pub(super) key: String,
    pub(super) text: String,
    pub(super) speaker: String,
    pub(super) speaker_slug: Option<String>,
}

/// What the person says. What is reported again stands with the statement that stands for it.
pub(super) async fn by(
    snapshot: &mut SqliteConnection,
    person_id: i64,
    query: &SaidQuery,
    size: usize,
) -> Result<Page<Said>, StoreError> {
    let words = query.filter.words.as_deref().map(SearchQuery::parse).filter(|words| !words.is_empty());
    let within = match words {
        Some(words) => Some(said_with(&mut *snapshot, person_id, &words).await?),
        None => None,
    };
    let rows = match query.order {
        SaidOrder::Newest => newest(&mut *snapshot, person_id, query, within.as_ref(), size).await?,
        SaidOrder::Oldest => oldest(&mut *snapshot, person_id, query, within.as_ref(), size).await?,
    };
    read(snapshot, rows, size).await
}

async fn newest(
    snapshot: &mut SqliteConnection,
    person_id: i64,
    query: &SaidQuery,
    within: Option<&Rows>,
    size: usize,
) -> Result<Vec<SaidRow>, StoreError> {
    let (filter, kind) = (&query.filter, query.filter.kind());
    let start = query.from.clone().unwrap_or_else(before_all);
    let (from, until) = filter.days();
    let until = until.min(start.day.clone());
    let limit = limit(size);
    let (expression, least, below) = Rows::parts(within);
    let rows = sqlx::query_as!(
        SaidRow,
        r#"select s.statement_id, s.kind, s.words, s.evidence, s.position, s.day, a.public_id, a.slug, a.title, a.site,
             l.key, l.text, p.name as speaker, p.slug as "speaker_slug?: String"
           from statement s cross join article a on a.article_id = s.article_id
             cross join line l on l.line_id = s.line_id cross join person p on p.person_id = s.person_id
           where s.person_id = ?1 and s.again = 0 and s.day >= ?7 and s.day <= ?8
             and (s.day, a.public_id, -s.position) < (?2, ?3, -?4)
             and (?6 is null or s.kind = ?6)
             and (?9 is null or s.site = ?9 or s.statement_id in (
               select g.first_id from statement r cross join said_again g on g.statement_id = r.statement_id
               where r.person_id = ?1 and r.again = 1 and r.site = ?9))
             and (?10 is null or s.statement_id in (
               select b.statement_id from person o cross join said_about b on b.person_id = o.person_id
               where o.slug = ?10))
             and (?11 is null or s.statement_id in (
               select rowid % 10000000000 from statement_search
               where statement_search match ?11 and rowid >= ?12 and rowid < ?13))
           order by s.day desc, a.public_id desc, s.position
           limit ?5"#,
        person_id,
        start.day,
        start.article,
        start.position,
        limit,
        kind,
        from,
        until,
        filter.source,
        filter.about,
        expression,
        least,
        below
    );
    Ok(rows.fetch_all(snapshot).await?)
}

/// Statements without a day come last here too.
async fn oldest(
    snapshot: &mut SqliteConnection,
    person_id: i64,
    query: &SaidQuery,
    within: Option<&Rows>,
    size: usize,
) -> Result<Vec<SaidRow>, StoreError> {
    let (from, until) = query.filter.days();
    let nothing = SaidPlace { day: String::new(), article: String::new(), position: -1 };
    let start = query.from.clone().unwrap_or_else(|| nothing.clone());
    // "0" comes before every day, and behind none.
    let dated = from.max(start.day.clone()).max("0".to_owned());
    let undated_now = query.from.is_some() && start.day.is_empty();
    let mut rows = if undated_now {
        Vec::new()
    } else {
        between(&mut *snapshot, person_id, query, within, (&dated, &until), &start, limit(size)).await?
    };
    let room = limit(size).saturating_sub(i64::try_from(rows.len()).unwrap_or(i64::MAX));
    if query.filter.year.is_none() {
        let start = if undated_now { &start } else { &nothing };
        rows.extend(between(snapshot, person_id, query, within, ("", ""), start, room).await?);
    }
    Ok(rows)
}

/// The first statements behind `start`, of days from the first one to the second.
async fn between(
    snapshot: &mut SqliteConnection,
    person_id: i64,
    SaidQuery { filter, .. }: &SaidQuery,
    within: Option<&Rows>,
    (from, until): (&str, &str),
    start: &SaidPlace,
    limit: i64,
) -> Result<Vec<SaidRow>, StoreError> {
    let kind = filter.kind();
    let (expression, least, below) = Rows::parts(within);
    let rows = sqlx::query_as!(
        SaidRow,
        r#"select s.statement_id, s.kind, s.words, s.evidence, s.position, s.day, a.public_id, a.slug, a.title, a.site,
             l.key, l.text, p.name as speaker, p.slug as "speaker_slug?: String"
           from statement s cross join article a on a.article_id = s.article_id
             cross join line l on l.line_id = s.line_id cross join person p on p.person_id = s.person_id
           where s.person_id = ?1 and s.again = 0 and s.day >= ?7 and s.day <= ?8
             and (s.day, a.public_id, s.position) > (?2, ?3, ?4)
             and (?6 is null or s.kind = ?6)
             and (?9 is null or s.site = ?9 or s.statement_id in (
               select g.first_id from statement r cross join said_again g on g.statement_id = r.statement_id
               where r.person_id = ?1 and r.again = 1 and r.site = ?9))
             and (?10 is null or s.statement_id in (
               select b.statement_id from person o cross join said_about b on b.person_id = o.person_id
               where o.slug = ?10))
             and (?11 is null or s.statement_id in (
               select rowid % 10000000000 from statement_search
               where statement_search match ?11 and rowid >= ?12 and rowid < ?13))
           order by s.day, a.public_id, s.position
           limit ?5"#,
        person_id,
        start.day,
        start.article,
        start.position,
        limit,
        kind,
        from,
        until,
        filter.source,
        filter.about,
        expression,
        least,
        below
    );
    Ok(rows.fetch_all(snapshot).await?)
}

/// What the persons `ids` say, newest first.
pub(super) async fn together(
    snapshot: &mut SqliteConnection,
    ids: &str,
    from: Option<&SaidPlace>,
    size: usize,
) -> Result<Page<Said>, StoreError> {
    let start = from.cloned().unwrap_or_else(before_all);
    let limit = limit(size);
    let rows = sqlx::query_as!(
        SaidRow,
        r#"select s.statement_id as "statement_id!", s.kind, s.words, s.evidence, s.position, s.day, a.public_id, a.slug, a.title, a.site,
             l.key, l.text, p.name as speaker, p.slug as "speaker_slug?: String"
           from json_each(?1) one
             cross join statement s on s.statement_id in (
               select x.statement_id from statement x cross join article y on y.article_id = x.article_id
               where x.person_id = one.value and x.again = 0 and x.day <= ?2
                 and (x.day, y.public_id, -x.position) < (?2, ?3, -?4)
               order by x.day desc, y.public_id desc, x.position
               limit ?5)
             cross join article a on a.article_id = s.article_id
             cross join line l on l.line_id = s.line_id cross join person p on p.person_id = s.person_id
           order by s.day desc, a.public_id desc, s.position
           limit ?5"#,
        ids,
        start.day,
        start.article,
        start.position,
        limit
    );
    let rows = rows.fetch_all(&mut *snapshot).await?;
    read(snapshot, rows, size).await
}

/// What named others and organizations say in words that name the person, newest first. Statements whose speaker is
/// unresolved are left out: they might be the person's own. So is what is reported again, where the statement that stands
/// for it names the person too.
pub(super) async fn about(
    snapshot: &mut SqliteConnection,
    person_id: i64,
    from: Option<&SaidPlace>,
    size: usize,
) -> Result<Page<Said>, StoreError> {
    let start = from.cloned().unwrap_or_else(before_all);
    let limit = limit(size);
    let rows = sqlx::query_as!(
        SaidRow,
        r#"select s.statement_id, s.kind, s.words, s.evidence, s.position, s.day, a.public_id, a.slug, a.title, a.site,
             l.key, l.text, coalesce(p.name, s.organization) as "speaker!: String", p.slug as "speaker_slug?: String"
           from said_about b cross join statement s on s.statement_id = b.statement_id
             cross join article a on a.article_id = s.article_id
             cross join line l on l.line_id = s.line_id left join person p on p.person_id = s.person_id
           where b.person_id = ?1 and b.day <= ?2 and s.person_id is not ?1 and s.speaker_type <> 'unresolved'
             and not exists (select 1 from said_about twin
               where twin.statement_id = b.statement_id and twin.cast_id < b.cast_id and +twin.person_id = ?1)
             and not exists (select 1 from said_again g cross join said_about f on f.statement_id = g.first_id
               where g.statement_id = s.statement_id and +f.person_id = ?1)
             and (b.day, a.public_id, -s.position) < (?2, ?3, -?4)
           order by b.day desc, a.public_id desc, s.position
           limit ?5"#,
        person_id,
        start.day,
        start.article,
        start.position,
        limit
    );
    let rows = rows.fetch_all(&mut *snapshot).await?;
    read(snapshot, rows, size).await
}

/// "~" sorts after every digit, so no day comes before this place.
pub(super) fn before_all() -> SaidPlace {
    SaidPlace { day: "~".to_owned(), article: String::new(), position: 0 }
}

pub(super) fn limit(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1)
}

/// Cuts the page, and adds to each statement where else it is reported.
pub(super) async fn read(
    snapshot: &mut SqliteConnection,
    rows: Vec<SaidRow>,
    size: usize,
) -> Result<Page<Said>, StoreError> {
    let page = Page::cut(rows, size);
    let mut reports = reports::of(snapshot, page.rows.iter().map(|row| row.statement_id)).await?;
    let rows = page.rows.into_iter().map(|row| {
        let reports = reports.remove(&row.statement_id).unwrap_or_default();
        row.read(reports)
    });
    Ok(Page { rows: rows.collect::<Result<_, _>>()?, more: page.more })
}

impl SaidRow {
    fn read(self, reports: Reports) -> Result<Said, StoreError> {
        let evidence = match self.evidence {
            None => Evidence::Named,
            Some(text) => Evidence::parse(&text).ok_or_else(|| StoreError::corrupt("statement", "evidence", &text))?,
        };
        Ok(Said {
            kind: kind(&self.kind)?,
            words: words::decode(&self.words)?,
            published_on: day("statement", "day", Some(&self.day))?,
            place: SaidPlace { day: self.day, article: self.public_id.clone(), position: self.position },
            line_key: self.key,
            line: self.text,
            article_id: self.public_id,
            article_slug: self.slug,
            article_title: self.title,
            site: self.site,
            speaker: self.speaker,
            speaker_slug: self.speaker_slug,
            evidence,
            reports,
        })
    }
}
