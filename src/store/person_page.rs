//! One person: who they are (titles, forms of the name), who they are named with, the articles that name them.
//! What they say stands in `said.rs`. The number of queries does not depend on the number of rows.

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::cells::{Page, day, id_list};
use super::{
    ArticlePlace, Choice, MonthCount, PossibleSelf, Said, SaidQuery, Store, StoreError, possible, said, shape,
};

/// Who a person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonHead {
    pub slug: String,
    pub name: String,
    pub statement_count: i64,
    /// In how many places those are reported; no fewer.
    pub report_count: i64,
    pub article_count: i64,
    pub first_on: Option<Date>,
    pub last_on: Option<Date>,
}

/// What articles call a person, and from when to when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldTitle {
    pub title: String,
    pub first_on: Option<Date>,
    pub last_on: Option<Date>,
    pub article_count: i64,
}

/// Something with a number of articles: a form of the name, or somebody else in the same articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameForm {
    pub form: String,
    pub article_count: i64,
}

/// Somebody named in the same articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    pub slug: String,
    pub name: String,
    pub article_count: i64,
}

/// Two of a person's companions, by their places in the list, who are named together too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    pub one: i64,
    pub other: i64,
    pub article_count: i64,
}

/// An article that names a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonArticle {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub published_on: Option<Date>,
    pub site: String,
    /// How many statements of theirs it has.
    pub statement_count: i64,
}

impl PersonArticle {
    /// Its place in the list.
    #[must_use]
    pub fn place(&self) -> ArticlePlace {
        ArticlePlace::of(self.published_on, &self.id)
    }
}

/// A person's whole page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPage {
    pub head: PersonHead,
    pub titles: Vec<HeldTitle>,
    pub forms: Vec<NameForm>,
    /// Who may be the same person, but was not joined.
    pub possible: Page<PossibleSelf>,
    pub statements: Page<Said>,
    pub about: Page<Said>,
    pub companions: Vec<Companion>,
    pub ties: Vec<Tie>,
    pub articles: Page<PersonArticle>,
    pub months: Vec<MonthCount>,
    /// From which sources, and about whom, there are statements.
    pub sources: Vec<Choice>,
    pub named: Vec<Choice>,
}

/// How many rows the sections of a person's page have.
#[derive(Debug, Clone, Copy)]
pub struct PersonSizes {
    pub possible: usize,
    pub statements: usize,
    pub about: usize,
    pub companions: usize,
    pub articles: usize,
    pub named: usize,
}

impl Store {
    /// The person at `slug`, with the statements that `query` asks for.
    pub async fn person_page(
        &self,
        slug: &str,
        query: &SaidQuery,
        sizes: PersonSizes,
    ) -> Result<Option<PersonPage>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let Some((id, head)) = head(&mut snapshot, slug).await? else { return Ok(None) };
        let (companions, ties) = companions(&mut snapshot, id, sizes.companions).await?;
        Ok(Some(PersonPage {
            head,
            titles: titles(&mut snapshot, id).await?,
            forms: forms(&mut snapshot, id).await?,
            possible: possible::selves(&mut snapshot, id, sizes.possible).await?,
            statements: said::by(&mut snapshot, id, query, sizes.statements).await?,
            about: said::about(&mut snapshot, id, None, sizes.about).await?,
            companions,
            ties,
            articles: articles(&mut snapshot, id, None, sizes.articles).await?,
            months: shape::months(&mut snapshot, &id_list([id].into_iter())).await?,
            sources: shape::sources(&mut snapshot, id).await?,
            named: shape::named(&mut snapshot, id, sizes.named).await?,
        }))
    }

    /// What others say about the person at `slug`, from `before` on.
    pub async fn person_about(
        &self,
        slug: &str,
        before: Option<&super::SaidPlace>,
        size: usize,
    ) -> Result<Option<(PersonHead, Page<Said>)>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let Some((id, head)) = head(&mut snapshot, slug).await? else { return Ok(None) };
        Ok(Some((head, said::about(&mut snapshot, id, before, size).await?)))
    }

    /// The articles that name the person at `slug`, from `before` on.
    pub async fn person_articles(
        &self,
        slug: &str,
        before: Option<&ArticlePlace>,
        size: usize,
    ) -> Result<Option<(PersonHead, Page<PersonArticle>)>, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let Some((id, head)) = head(&mut snapshot, slug).await? else { return Ok(None) };
        Ok(Some((head, articles(&mut snapshot, id, before, size).await?)))
    }

    /// Who those are now that once stood alone at `old_slug`: at most two addresses, enough to know whether it is one.
    /// `_ms` and `_mr` once told two of one full name apart.
    pub async fn successors(&self, old_slug: &str) -> Result<Vec<String>, StoreError> {
        let name = old_slug.strip_suffix("_ms").or_else(|| old_slug.strip_suffix("_mr")).unwrap_or(old_slug);
        let slugs = sqlx::query_scalar!(
            r#"select distinct p.slug as "slug!: String"
               from cast_member c join person p using (person_id) where c.own_slug = ? limit 2"#,
            name
        );
        Ok(slugs.fetch_all(&self.readers).await?)
    }
}

pub(super) async fn head(snapshot: &mut SqliteConnection, slug: &str) -> Result<Option<(i64, PersonHead)>, StoreError> {
    let row = sqlx::query!(
        "select person_id, slug, name, statement_count, report_count, article_count, first_on, last_on from person where slug = ?",
        slug
    )
    .fetch_optional(snapshot)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let head = PersonHead {
        first_on: day("person", "first_on", row.first_on.as_deref())?,
        last_on: day("person", "last_on", row.last_on.as_deref())?,
        slug: row.slug,
        name: row.name,
        statement_count: row.statement_count,
        report_count: row.report_count,
        article_count: row.article_count,
    };
    Ok(Some((row.person_id, head)))
}

/// In the order in which they were first used; those of undated articles last. Capitals make no other title.
async fn titles(snapshot: &mut SqliteConnection, person_id: i64) -> Result<Vec<HeldTitle>, StoreError> {
    let rows = sqlx::query!(
        r#"select text as "title!: String", count, first_on, last_on
           from person_summary where person_id = ? and part = 'title' order by place"#,
        person_id
    )
    .fetch_all(snapshot)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(HeldTitle {
                first_on: day("article", "published_on", row.first_on.as_deref())?,
                last_on: day("article", "published_on", row.last_on.as_deref())?,
                title: row.title,
                article_count: row.count,
            })
        })
        .collect()
}

async fn forms(snapshot: &mut SqliteConnection, person_id: i64) -> Result<Vec<NameForm>, StoreError> {
    let forms = sqlx::query_as!(
        NameForm,
        r#"select text as "form!: String", count as article_count
           from person_summary where person_id = ? and part = 'form' order by place"#,
        person_id
    );
    Ok(forms.fetch_all(snapshot).await?)
}

async fn companions(
    snapshot: &mut SqliteConnection,
    person_id: i64,
    size: usize,
) -> Result<(Vec<Companion>, Vec<Tie>), StoreError> {
    let limit = i64::try_from(size).unwrap_or(i64::MAX);
    let rows = sqlx::query!(
        "select p.person_id, p.slug, p.name, m.count
         from person_summary m cross join person p on p.person_id = m.other_id
         where m.person_id = ? and m.part = 'companion'
         order by m.count desc, p.sort_name, p.slug
         limit ?",
        person_id,
        limit
    );
    let rows = rows.fetch_all(&mut *snapshot).await?;
    let ties = ties(snapshot, &id_list(rows.iter().map(|row| row.person_id))).await?;
    let companion = rows.into_iter().map(|row| Companion { slug: row.slug, name: row.name, article_count: row.count });
    Ok((companion.collect(), ties))
}

/// Of each person only so much company is kept that one of two may know the other, and not the other way round.
async fn ties(snapshot: &mut SqliteConnection, ids: &str) -> Result<Vec<Tie>, StoreError> {
    let ties = sqlx::query_as!(
        Tie,
        r#"select min(one.key, other.key) as "one!: i64", max(one.key, other.key) as "other!: i64",
             max(m.count) as "article_count!: i64"
           from json_each(?1) one
             cross join person_summary m on m.person_id = one.value and m.part = 'companion'
             cross join json_each(?1) other on other.value = m.other_id
           group by 1, 2
           order by max(m.count) desc, 1, 2"#,
        ids
    );
    Ok(ties.fetch_all(snapshot).await?)
}

async fn articles(
    snapshot: &mut SqliteConnection,
    person_id: i64,
    before: Option<&ArticlePlace>,
    size: usize,
) -> Result<Page<PersonArticle>, StoreError> {
    // "~" sorts after every digit, so without a place the list starts at the newest.
    let (before_day, before_id) = before.map_or(("~", ""), |place| (&place.day, &place.id));
    let limit = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
    let rows = sqlx::query!(
        r#"select a.public_id, a.slug, a.title, a.published_on, a.site,
             (select count(*) from statement s where s.article_id = a.article_id and +s.person_id = ?1)
               as "statement_count!: i64"
           from cast_member c cross join article a on a.article_id = c.article_id
           where c.person_id = ?1 and c.day <= ?2 and (c.day, a.public_id) < (?2, ?3)
             and not exists (select 1 from cast_member twin where twin.person_id = ?1 and twin.day = c.day
               and twin.article_id = c.article_id and twin.cast_id < c.cast_id)
           order by c.day desc, a.public_id desc
           limit ?4"#,
        person_id,
        before_day,
        before_id,
        limit
    )
    .fetch_all(snapshot)
    .await?;
    let rows = rows.into_iter().map(|row| {
        Ok(PersonArticle {
            published_on: day("article", "published_on", row.published_on.as_deref())?,
            id: row.public_id,
            slug: row.slug,
            title: row.title,
            site: row.site,
            statement_count: row.statement_count,
        })
    });
    Ok(Page::cut(rows.collect::<Result<Vec<_>, StoreError>>()?, size))
}
