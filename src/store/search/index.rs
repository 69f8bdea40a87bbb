//! Writes the rows of the search index, with what they are made from. Derived state.

use serde_json::{Value, json};

use super::day_number;
use crate::domain::{ArticleId, Mention, Reading, Span, Speaker, Statement, near, own_slugs, spaced};
use crate::store::{ArticleRow, StoreError, Writing};

/// So many statements go to the database at once.
const AT_ONCE: usize = 1_000;

/// Whom a row names, who speaks in it and about whom, as words of the index.
#[derive(Debug, Default)]
struct Persons {
    people: Vec<String>,
    by: Vec<String>,
    about: Vec<String>,
    kinds: Vec<&'static str>,
}

impl Writing {
    /// Puts an article and its statements into the index. Rows of an earlier reading are gone with its statements; that
    /// of the article is taken out here.
    pub(crate) async fn index(&mut self, row: ArticleRow, id: &ArticleId, reading: &Reading) -> Result<(), StoreError> {
        let lines = sqlx::query_scalar!("select text from line where revision_id = ? order by position", row.revision);
        let lines = lines.fetch_all(self.connection()).await?;
        let keys: Vec<String> = own_slugs(id, &reading.persons).iter().map(|slug| key(slug)).collect();
        let near: Vec<Span> = reading.statements.iter().map(|s| near(&lines[s.line], &s.words)).collect();
        let of_statements = reading.statements.iter().zip(&near).map(|(s, near)| Persons::of(s, *near, reading, &keys));
        let of_statements: Vec<Persons> = of_statements.collect();
        let rows = reading.statements.iter().zip(&near).zip(&of_statements);
        let rows = rows.map(|((s, near), persons)| statement_row(&lines[s.line], *near, persons));
        self.index_statements(row.article, rows).await?;
        self.index_article(row.article, &lines, Persons::all(of_statements, &keys)).await
    }

    async fn index_article(&mut self, article: i64, lines: &[String], persons: Persons) -> Result<(), StoreError> {
        self.unindex(article).await?;
        let head = sqlx::query!(r#"select title, site, day as "day!" from article where article_id = ?"#, article);
        let head = head.fetch_one(self.connection()).await?;
        let search_id = day_number(&head.day) * super::DAY + article;
        let text = lines.iter().map(|line| spaced(line)).collect::<Vec<_>>().join("\n");
        let (title, [people, by, about, kind]) = (spaced(&head.title), persons.columns());
        sqlx::query!(
            "insert into article_search (rowid, title, text, people, by, about, source, kind)
             values (?, ?, ?, ?, ?, ?, ?, ?)",
            search_id,
            title,
            text,
            people,
            by,
            about,
            head.site,
            kind
        )
        .execute(self.connection())
        .await?;
        sqlx::query!("insert into title_search (rowid, title) values (?, ?)", search_id, title)
            .execute(self.connection())
            .await?;
        sqlx::query!("update article set search_id = ? where article_id = ?", search_id, article)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Takes an article out of the index, if it is there. Its statements go when they are deleted.
    pub(crate) async fn unindex(&mut self, article: i64) -> Result<(), StoreError> {
        let old = sqlx::query_scalar!(r#"select search_id as "search_id?" from article where article_id = ?"#, article);
        if let Some(old) = old.fetch_one(self.connection()).await? {
            sqlx::query!("delete from article_search where rowid = ?", old).execute(self.connection()).await?;
            sqlx::query!("delete from title_search where rowid = ?", old).execute(self.connection()).await?;
            sqlx::query!("update article set search_id = null where article_id = ?", article)
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    async fn index_statements(
        &mut self,
        article: i64,
        mut rows: impl Iterator<Item = Value>,
    ) -> Result<(), StoreError> {
        let mut first = 0_i64;
        loop {
            let part: Vec<Value> = rows.by_ref().take(AT_ONCE).collect();
            let count = i64::try_from(part.len()).unwrap_or(i64::MAX);
            if count == 0 {
                return Ok(());
            }
            let json = Value::from(part).to_string();
            sqlx::query!(
                "insert into statement_search (rowid, title, text, people, by, about, source, kind)
                 select cast(replace(s.day, '-', '') as integer) * 10000000000 + s.statement_id, '',
                   j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, a.site, j.value ->> 4
                 from json_each(?2) j cross join statement s on s.article_id = ?1 and s.position = j.key + ?3
                 cross join article a on a.article_id = ?1
                 order by j.key",
                article,
                json,
                first
            )
            .execute(self.connection())
            .await?;
            first += count;
        }
    }

    /// Puts persons into the index anew: their name, all forms of it, and the keys that their articles have for them.
    pub(crate) async fn index_persons(&mut self, ids: impl Iterator<Item = i64>) -> Result<(), StoreError> {
        let ids = crate::store::cells::id_list(ids);
        sqlx::query!("delete from person_search where rowid in (select value from json_each(?))", ids)
            .execute(self.connection())
            .await?;
        sqlx::query!(
            "insert into person_search (rowid, name, forms, surname, keys)
             select p.person_id, p.name,
               (select group_concat(distinct f.form) from cast_member c join cast_form f using (cast_id)
                where c.person_id = p.person_id),
               p.surname,
               (select group_concat(key, ' ') from (
                  select replace(replace(c.own_slug, '-', '0'), '_', '0') as key from cast_member c
                  where c.person_id = p.person_id group by c.own_slug
                  order by max(c.full_name) desc, max(c.article_id) desc limit 300))
             from json_each(?) j cross join person p on p.person_id = j.value",
            ids
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

impl Persons {
    fn of(statement: &Statement, near: Span, reading: &Reading, keys: &[String]) -> Self {
        let speaker = match &statement.speaker {
            Speaker::Person { person, .. } => Some(*person),
            _ => None,
        };
        let first = reading.mentions.partition_point(|m| (m.line, m.span.start) < (statement.line, near.start));
        let here = |mention: &&Mention| mention.line == statement.line && near.contains(mention.span);
        let on_line = || reading.mentions[first..].iter().take_while(here);
        let said = |mention: &&Mention| statement.words.iter().any(|words| words.contains(mention.span));
        let about = on_line().filter(said).map(|mention| mention.person).filter(|person| Some(*person) != speaker);
        let by = match &statement.speaker {
            Speaker::Organization { name, .. } => vec![spaced(name).into_owned()],
            _ => speaker.and_then(|person| keys.get(person)).cloned().into_iter().collect(),
        };
        let key = |person: usize| keys.get(person).cloned();
        Self {
            people: on_line().map(|mention| mention.person).chain(speaker).filter_map(key).collect(),
            by,
            about: about.filter_map(key).map(|key| super::about_key(&key)).collect(),
            kinds: vec![statement.kind.as_str()],
        }
    }

    /// Of a whole article.
    fn all(statements: Vec<Self>, keys: &[String]) -> Self {
        let mut all = Self { people: keys.to_vec(), ..Self::default() };
        for one in statements {
            all.by.extend(one.by);
            all.about.extend(one.about);
            all.kinds.extend(one.kinds);
        }
        all
    }

    /// The columns people, by, about and kind; nothing stands there twice.
    fn columns(&self) -> [String; 4] {
        let mut kinds: Vec<String> = self.kinds.iter().map(ToString::to_string).collect();
        kinds.push("any".to_owned());
        [&self.people, &self.by, &self.about, &kinds].map(|words| {
            let mut words = words.clone();
            words.sort_unstable();
            words.dedup();
            // Names must not run into each other, so that no phrase goes over two of them.
            words.join(" 0 ")
        })
    }
}

fn statement_row(line: &str, near: Span, persons: &Persons) -> Value {
    let [people, by, about, kind] = persons.columns();
    json!([spaced(&line[near.range()]), people, by, about, kind])
}

/// A slug as one word of the index.
fn key(slug: &str) -> String {
    slug.replace(['-', '_'], "0")
}
