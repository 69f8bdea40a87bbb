//! Writes and drops what the analysis made of an article: cast, mentions, statements. Derived state.
//! Rows go in as one JSON array per table, since a statement costs more than a row; `cross join` keeps SQLite from
//! going through that array once for every line and member.

use serde_json::{Value, json};

use super::{ArticleRow, StoreError, Writing, words};
use crate::domain::{ArticleId, Language, Reading, Span, Speaker, Statement, is_full_name, own_slugs, surname};

impl Writing {
    /// Writes the reading of an article in place of an earlier one. Who its persons are is settled afterwards:
    /// see [`Writing::unsettled_keys`].
    pub async fn save_reading(
        &mut self,
        row: ArticleRow,
        id: &ArticleId,
        reading: &Reading,
        version: u32,
    ) -> Result<(), StoreError> {
        self.drop_reading(row.article).await?;
        self.insert_cast(row.article, id, reading).await?;
        self.insert_names(row.article, reading).await?;
        self.insert_mentions(row, reading).await?;
        self.insert_statements(row, reading).await?;
        self.insert_about(row.article).await?;
        self.mark_read(row.article, reading, version).await?;
        self.index(row, id, reading).await?;
        self.unsettle(row.article).await
    }

    pub(super) async fn drop_reading(&mut self, article: i64) -> Result<(), StoreError> {
        self.unsettle(article).await?;
        sqlx::query!("delete from statement where article_id = ?", article).execute(self.connection()).await?;
        sqlx::query!("delete from mention where article_id = ?", article).execute(self.connection()).await?;
        sqlx::query!("delete from cast_member where article_id = ?", article).execute(self.connection()).await?;
        Ok(())
    }

    /// Notes whose persons must be settled again.
    async fn unsettle(&mut self, article: i64) -> Result<(), StoreError> {
        sqlx::query!(
            "insert or ignore into unsettled_surname (surname) select surname from cast_member where article_id = ?",
            article
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn insert_cast(&mut self, article: i64, id: &ArticleId, reading: &Reading) -> Result<(), StoreError> {
        let own = own_slugs(id, &reading.persons);
        let cast = reading.persons.iter().zip(own).map(|(member, own)| {
            let gender = member.gender.map(crate::domain::Gender::as_str);
            json!([member.name, surname(&member.name), i64::from(is_full_name(&member.name)), gender, own])
        });
        let cast = cast.collect::<Value>().to_string();
        sqlx::query!(
            "insert into cast_member (article_id, position, name, surname, full_name, gender, own_slug, day)
             select a.article_id, j.key, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, a.day
             from json_each(?2) j cross join article a on a.article_id = ?1 order by j.key",
            article,
            cast
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Forms and titles of the cast.
    async fn insert_names(&mut self, article: i64, reading: &Reading) -> Result<(), StoreError> {
        let each = reading.persons.iter().enumerate();
        let forms = each.clone().flat_map(|(at, m)| m.forms.iter().map(move |form| json!([at, form])));
        let titles = each.flat_map(|(at, m)| m.titles.iter().enumerate().map(move |(n, title)| json!([at, n, title])));
        let (forms, titles) = (forms.collect::<Value>().to_string(), titles.collect::<Value>().to_string());
        sqlx::query!(
            "insert or ignore into cast_form (cast_id, form) select c.cast_id, j.value ->> 1
             from json_each(?2) j cross join cast_member c on c.article_id = ?1 and c.position = j.value ->> 0",
            article,
            forms
        )
        .execute(self.connection())
        .await?;
        sqlx::query!(
            "insert into cast_title (cast_id, position, title) select c.cast_id, j.value ->> 1, j.value ->> 2
             from json_each(?2) j cross join cast_member c on c.article_id = ?1 and c.position = j.value ->> 0",
            article,
            titles
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn insert_mentions(&mut self, row: ArticleRow, reading: &Reading) -> Result<(), StoreError> {
        let mentions = reading.mentions.iter().map(|m| json!([m.line, m.span.start, m.span.end, m.person]));
        let mentions = mentions.collect::<Value>().to_string();
        sqlx::query!(
            "insert into mention (article_id, line_id, span_start, span_end, cast_id)
             select ?1, l.line_id, j.value ->> 1, j.value ->> 2, c.cast_id from json_each(?3) j
             cross join line l on l.revision_id = ?2 and l.position = j.value ->> 0
             cross join cast_member c on c.article_id = ?1 and c.position = j.value ->> 3",
            row.article,
            row.revision,
            mentions
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn insert_statements(&mut self, row: ArticleRow, reading: &Reading) -> Result<(), StoreError> {
        let statements = reading.statements.iter().map(statement_row).collect::<Value>().to_string();
        sqlx::query!(
            "insert into statement (article_id, line_id, position, kind, words, cue_start, cue_end, speaker_type,
               cast_id, organization, reason, speaker_line_id, speaker_start, speaker_end, evidence, day, site)
             select ?1, l.line_id, j.key, j.value ->> 'kind', j.value ->> 'words', j.value ->> 'cue_start',
               j.value ->> 'cue_end', j.value ->> 'type', c.cast_id, j.value ->> 'organization', j.value ->> 'reason',
               s.line_id, j.value ->> 'start', j.value ->> 'end', j.value ->> 'evidence', a.day, a.site
             from json_each(?3) j cross join article a on a.article_id = ?1
             cross join line l on l.revision_id = ?2 and l.position = j.value ->> 'line'
             left join line s on s.revision_id = ?2 and s.position = j.value ->> 'speaker_line'
             left join cast_member c on c.article_id = ?1 and c.position = j.value ->> 'person'
             order by j.key",
            row.article,
            row.revision,
            statements
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Whom the words of each statement name: whose mention lies within one of the spans.
    async fn insert_about(&mut self, article: i64) -> Result<(), StoreError> {
        sqlx::query!(
            r#"insert into said_about (statement_id, cast_id, day)
               select distinct s.statement_id, m.cast_id, s.day
               from statement s
                 cross join json_each('["' || replace(s.words, ' ', '","') || '"]') word
                 cross join mention m on m.article_id = s.article_id and m.line_id = s.line_id
                   and m.span_start >= cast(word.value as integer)
                   and m.span_start < cast(substr(word.value, instr(word.value, '-') + 1) as integer)
               where s.article_id = ?
                 and m.span_end <= cast(substr(word.value, instr(word.value, '-') + 1) as integer)"#,
            article
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn mark_read(&mut self, article: i64, reading: &Reading, version: u32) -> Result<(), StoreError> {
        let count = i64::try_from(reading.statements.len()).unwrap_or(i64::MAX);
        let language = reading.language.map(Language::tag);
        sqlx::query!(
            "update article set analysis_version = ?, statement_count = ?, language = ? where article_id = ?",
            version,
            count,
            language,
            article
        )
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

fn statement_row(statement: &Statement) -> Value {
    let mut row = json!({
        "line": statement.line,
        "kind": statement.kind.as_str(),
        "words": words::encode(&statement.words),
        "cue_start": statement.cue.map(|cue| cue.start),
        "cue_end": statement.cue.map(|cue| cue.end),
    });
    let mut put = |key: &str, value: Value| row[key] = value;
    let mut put_span = |line: usize, span: Span| {
        put("speaker_line", json!(line));
        put("start", json!(span.start));
        put("end", json!(span.end));
    };
    match &statement.speaker {
        Speaker::Person { person, line, span, evidence } => {
            put_span(*line, *span);
            put("type", json!("person"));
            put("person", json!(person));
            put("evidence", json!(evidence.as_str()));
        }
        Speaker::Organization { name, line, span } => {
            put_span(*line, *span);
            put("type", json!("organization"));
            put("organization", json!(name));
        }
        Speaker::Unresolved { reason, span } => {
            if let Some(span) = span {
                put_span(statement.line, *span);
            }
            put("type", json!("unresolved"));
            put("reason", json!(reason.as_str()));
        }
    }
    row
}
