//! Writes what persons' pages count over all of their articles and statements: titles, forms of the name, company, months,
//! sources, whom they speak of. Derived state. Counted once after each change, since those who say most would otherwise
//! be counted for as long as it takes to count, at each look at their page.

use super::cells::id_list;
use super::{StoreError, Writing};

/// How many persons are counted at once.
const AT_ONCE: i64 = 100;
/// How many others are kept of the company of a person, and of those they speak of.
const OTHERS: i64 = 40;

impl Writing {
    /// Counts some of those who wait for it.
    pub async fn count_some(&mut self) -> Result<(), StoreError> {
        let waiting =
            sqlx::query_scalar!("select person_id from unsettled_summary order by person_id limit ?", AT_ONCE);
        let ids = id_list(waiting.fetch_all(self.connection()).await?.into_iter());
        sqlx::query!("delete from person_summary where person_id in (select value from json_each(?))", ids)
            .execute(self.connection())
            .await?;
        self.count_titles(&ids).await?;
        self.count_forms(&ids).await?;
        self.count_companions(&ids).await?;
        self.count_months(&ids).await?;
        self.count_sources(&ids).await?;
        self.count_named(&ids).await?;
        sqlx::query!("delete from unsettled_summary where person_id in (select value from json_each(?))", ids)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// In the order in which they were first used; those of undated articles last. Capitals make no other title.
    async fn count_titles(&mut self, ids: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "insert into person_summary (person_id, part, place, text, count, first_on, last_on)
             select person_id, 'title', row_number() over (
               partition by person_id order by first_on is null, first_on, count desc, title), title, count, first_on, last_on
             from (
               select c.person_id, min(t.title) as title, count(distinct c.article_id) as count,
                 min(nullif(c.day, '')) as first_on, max(nullif(c.day, '')) as last_on
               from json_each(?) one cross join cast_member c on c.person_id = one.value
                 cross join cast_title t on t.cast_id = c.cast_id
               group by c.person_id, t.title collate nocase)",
            ids
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// A straight apostrophe is the same as a curved one.
    async fn count_forms(&mut self, ids: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "insert into person_summary (person_id, part, place, text, count)
             select person_id, 'form', row_number() over (partition by person_id order by count desc, form), form, count
             from (
               select c.person_id, replace(f.form, '''', '’') as form, count(distinct c.article_id) as count
               from json_each(?) one cross join cast_member c on c.person_id = one.value
                 cross join cast_form f on f.cast_id = c.cast_id
               group by 1, 2)",
            ids
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Of those who are together equally often, the ones kept do not depend on who came in first.
    async fn count_companions(&mut self, ids: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "insert into person_summary (person_id, part, place, other_id, count)
             select person_id, 'companion', place, other_id, count
             from (
               select person_id, other_id, count,
                 row_number() over (partition by person_id order by count desc, own_slug) as place
               from (
                 select mine.person_id, other.person_id as other_id, count(distinct mine.article_id) as count,
                   min(other.own_slug) as own_slug
                 from json_each(?1) one cross join cast_member mine on mine.person_id = one.value
                   cross join cast_member other on other.article_id = mine.article_id and +other.person_id <> mine.person_id
                 group by mine.person_id, other.person_id))
             where place <= ?2",
            ids,
            OTHERS
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// What is said again counts once.
    async fn count_months(&mut self, ids: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "insert into person_summary (person_id, part, place, text, count)
             select person_id, 'month', row_number() over (partition by person_id order by month), month, count
             from (
               select s.person_id, substr(s.day, 1, 7) || '-01' as month, count(*) as count
               from json_each(?) one cross join statement s on s.person_id = one.value
               where s.again = 0 and s.day > ''
               group by 1, 2)",
            ids
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// The sites whose articles report the person's words, also those that report them again.
    async fn count_sources(&mut self, ids: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "insert into person_summary (person_id, part, place, text, count)
             select person_id, 'source', row_number() over (partition by person_id order by count desc, site), site, count
             from (
               select s.person_id, s.site, count(*) as count
               from json_each(?) one cross join statement s on s.person_id = one.value
               group by s.person_id, s.site)",
            ids
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn count_named(&mut self, ids: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "insert into person_summary (person_id, part, place, other_id, count)
             select person_id, 'named', place, other_id, count
             from (
               select person_id, other_id, count,
                 row_number() over (partition by person_id order by count desc, own_slug) as place
               from (
                 select s.person_id, b.person_id as other_id, count(distinct s.statement_id) as count,
                   min(c.own_slug) as own_slug
                 from json_each(?1) one cross join statement s on s.person_id = one.value and s.again = 0
                   cross join said_about b on b.statement_id = s.statement_id
                   cross join cast_member c on c.cast_id = b.cast_id
                 where +b.person_id <> s.person_id
                 group by s.person_id, b.person_id))
             where place <= ?2",
            ids,
            OTHERS
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
