//! Writes who is who: the persons that cast members turned out to be. Derived state. The rules stand in
//! `analysis::identity`; here are only the rows.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{StoreError, Writing};
use crate::domain::{ArticleId, Gender, Member, Settled, Settlement, sort_name, surname};

/// The cast members whose surnames have one key, as rows and as the identity rules see them; both in the same order.
#[derive(Debug, Default)]
pub struct Namesakes {
    pub members: Vec<Member>,
    rows: Vec<NamesakeRow>,
}

#[derive(Debug)]
struct NamesakeRow {
    cast_id: i64,
    person_id: Option<i64>,
}

impl Writing {
    /// All cast members whose surnames have a key.
    pub async fn namesakes(&mut self, key: &str) -> Result<Namesakes, StoreError> {
        let rows = sqlx::query!(
            r#"select c.cast_id as "cast_id!", c.person_id, a.public_id, c.name, c.own_slug, c.gender,
               (select json_group_array(title order by t.position) from cast_title t where t.cast_id = c.cast_id)
                 as "titles!: String",
               (select json_group_array(form order by f.form) from cast_form f where f.cast_id = c.cast_id)
                 as "forms!: String",
               (select json_group_array(o.own_slug order by o.position) from cast_member o
                where o.article_id = c.article_id and o.full_name = 1 and o.cast_id <> c.cast_id) as "company!: String"
               from surname_key k cross join cast_member c on c.surname = k.surname join article a using (article_id)
               where k.key = ? order by a.public_id, c.position"#,
            key
        )
        .fetch_all(self.connection())
        .await?;
        let mut found = Namesakes::default();
        for row in rows {
            found.rows.push(NamesakeRow { cast_id: row.cast_id, person_id: row.person_id });
            found.members.push(Member {
                article: article_id(&row.public_id)?,
                name: row.name,
                own_slug: row.own_slug,
                gender: row.gender.as_deref().map(gender).transpose()?,
                titles: texts("cast_title", "title", &row.titles)?,
                forms: texts("cast_form", "form", &row.forms)?,
                company: texts("cast_member", "own_slug", &row.company)?,
            });
        }
        Ok(found)
    }

    /// Writes who the namesakes are, who may be one, and in how many articles; persons nobody is any more disappear. Their
    /// statements are compared and counted afterwards: see [`Writing::unsettled_records`].
    pub async fn save_settled(
        &mut self,
        key: &str,
        namesakes: &Namesakes,
        settlement: &Settlement,
    ) -> Result<(), StoreError> {
        let ids = self.upsert_persons(&settlement.persons).await?;
        self.assign(namesakes, &settlement.persons, &ids).await?;
        self.delete_nobodies(key).await?;
        self.count(key).await?;
        self.index_persons(ids.values().copied()).await?;
        self.save_matches(key, settlement, &ids).await?;
        self.mark_settled(key).await
    }

    async fn upsert_persons(&mut self, settled: &[Settled]) -> Result<BTreeMap<String, i64>, StoreError> {
        let persons = settled.iter().map(|p| json!([p.slug, p.name, sort_name(&p.name), surname(&p.name)]));
        let persons = persons.collect::<Value>().to_string();
        let rows = sqlx::query!(
            r#"insert into person (slug, name, sort_name, surname)
               select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?) where true order by key
               on conflict (slug) do update
                 set name = excluded.name, sort_name = excluded.sort_name, surname = excluded.surname
               returning slug as "slug!", person_id as "person_id!""#,
            persons
        )
        .fetch_all(self.connection())
        .await?;
        Ok(rows.into_iter().map(|row| (row.slug, row.person_id)).collect())
    }

    /// Gives every member its person, and the member's statements too; touches only those that changed.
    async fn assign(
        &mut self,
        namesakes: &Namesakes,
        settled: &[Settled],
        ids: &BTreeMap<String, i64>,
    ) -> Result<(), StoreError> {
        let mut changed = Vec::new();
        for person in settled {
            let id = ids.get(&person.slug).copied();
            let rows = person.members.iter().filter_map(|index| namesakes.rows.get(*index));
            changed.extend(rows.filter(|row| row.person_id != id).map(|row| json!([row.cast_id, id])));
        }
        let changed = json!(changed).to_string();
        sqlx::query!(
            "update cast_member set person_id = j.value ->> 1 from json_each(?) j where cast_id = j.value ->> 0",
            changed
        )
        .execute(self.connection())
        .await?;
        sqlx::query!(
            "update statement set person_id = j.value ->> 1 from json_each(?) j where cast_id = j.value ->> 0",
            changed
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn delete_nobodies(&mut self, key: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "delete from person where surname in (select surname from surname_key where key = ?)
             and not exists (select 1 from cast_member c where c.person_id = person.person_id)",
            key
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn count(&mut self, key: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "update person set
               (article_count, first_on, last_on) =
                 (select count(distinct c.article_id), min(a.published_on), max(a.published_on)
                  from cast_member c join article a using (article_id) where c.person_id = person.person_id)
             where surname in (select surname from surname_key where key = ?)",
            key
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn save_matches(
        &mut self,
        key: &str,
        settlement: &Settlement,
        ids: &BTreeMap<String, i64>,
    ) -> Result<(), StoreError> {
        let id = |index: usize| settlement.persons.get(index).and_then(|person| ids.get(&person.slug));
        let matches = settlement.possible.iter().map(|found| {
            json!([id(found.one), id(found.other), found.difference.as_str(), found.detail, found.doubt.as_str()])
        });
        let matches = matches.collect::<Value>().to_string();
        sqlx::query!(
            "delete from possible_match where one_id in
               (select p.person_id from surname_key k join person p using (surname) where k.key = ?)",
            key
        )
        .execute(self.connection())
        .await?;
        sqlx::query!(
            "insert into possible_match (one_id, other_id, difference, detail, doubt)
             select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?) order by key",
            matches
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

fn article_id(text: &str) -> Result<ArticleId, StoreError> {
    ArticleId::parse(text).ok_or_else(|| StoreError::corrupt("article", "public_id", text))
}

fn gender(text: &str) -> Result<Gender, StoreError> {
    Gender::parse(text).ok_or_else(|| StoreError::corrupt("cast_member", "gender", text))
}

fn texts(table: &'static str, column: &'static str, json: &str) -> Result<Vec<String>, StoreError> {
    serde_json::from_str(json).map_err(|_| StoreError::corrupt(table, column, json))
}
