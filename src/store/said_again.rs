//! Writes which statements report what the same person is already on record with. Derived state. The rule stands in
//! `analysis::same`; here are only the rows.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::cells::day;
use super::{StoreError, Writing, words};
use crate::domain::{Utterance, spoken};

/// The statements of one person, as rows and as the rule sees them; both in the same order.
#[derive(Debug, Default)]
pub struct Record {
    pub said: Vec<Utterance>,
    rows: Vec<i64>,
}

impl Writing {
    /// Some of the persons whose statements changed since they were last compared; none when done.
    pub async fn unsettled_records(&mut self) -> Result<Vec<i64>, StoreError> {
        let found = sqlx::query_scalar!("select person_id from unsettled_record order by person_id limit 100");
        Ok(found.fetch_all(self.connection()).await?)
    }

    /// All statements of one person. Lines are read once, however many statements each has.
    pub async fn record(&mut self, person: i64) -> Result<Record, StoreError> {
        let lines = self.lines_of(person).await?;
        let rows = sqlx::query!(
            "select s.statement_id, s.line_id, s.words, s.position, s.day, a.public_id
             from statement s join article a using (article_id)
             where s.person_id = ? order by s.day, s.article_id, s.position",
            person
        )
        .fetch_all(self.connection())
        .await?;
        let mut record = Record::default();
        for row in rows {
            let line = lines.get(&row.line_id).map_or("", String::as_str);
            record.rows.push(row.statement_id);
            record.said.push(Utterance {
                day: day("statement", "day", Some(&row.day))?,
                article: row.public_id,
                position: row.position,
                words: spoken(line, &words::decode(&row.words)?),
            });
        }
        Ok(record)
    }

    async fn lines_of(&mut self, person: i64) -> Result<BTreeMap<i64, String>, StoreError> {
        let rows = sqlx::query!(
            "select line_id, text from line where line_id in (select line_id from statement where person_id = ?)",
            person
        )
        .fetch_all(self.connection())
        .await?;
        Ok(rows.into_iter().map(|row| (row.line_id, row.text)).collect())
    }

    /// Writes which statement stands for each, where one does, and how many are left.
    pub async fn save_record(
        &mut self,
        person: i64,
        record: &Record,
        stands_for: &[Option<usize>],
    ) -> Result<(), StoreError> {
        self.forget_record(person).await?;
        let row = |at: usize| record.rows.get(at).copied();
        let again = stands_for.iter().enumerate().filter_map(|(at, first)| Some(json!([row(at)?, row((*first)?)?])));
        let again = again.collect::<Value>().to_string();
        sqlx::query!(
            "insert into said_again (statement_id, first_id) select value ->> 0, value ->> 1 from json_each(?)",
            again
        )
        .execute(self.connection())
        .await?;
        self.count_statements(person).await
    }

    async fn forget_record(&mut self, person: i64) -> Result<(), StoreError> {
        sqlx::query!(
            "delete from said_again where statement_id in (select statement_id from statement where person_id = ?)",
            person
        )
        .execute(self.connection())
        .await?;
        sqlx::query!("delete from unsettled_record where person_id = ?", person).execute(self.connection()).await?;
        Ok(())
    }

    async fn count_statements(&mut self, person: i64) -> Result<(), StoreError> {
        sqlx::query!(
            "update person set (report_count, statement_count) =
               (select count(*), count(*) - count(g.statement_id)
                from statement s left join said_again g using (statement_id) where s.person_id = person.person_id)
             where person_id = ?",
            person
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
