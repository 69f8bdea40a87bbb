//! Who is meant by the names in a query: one query for all of them, and one for the titles of those who are shown.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sqlx::SqliteConnection;

use super::expression::Known;
use super::{FoundPerson, SearchAsked};
use crate::domain::{SearchQuery, Wanted};
use crate::store::cells::id_list;
use crate::store::{StoreError, people};

/// How many people a name may mean, and by how many keys they are looked for.
const MOST_KEYS: usize = 400;

type Keys = BTreeMap<String, Vec<String>>;

struct Row {
    at: i64,
    person_id: i64,
    slug: String,
    name: String,
    statement_count: i64,
    article_count: i64,
    keys: String,
}

/// The people whom the whole query may mean, and the keys of those whom each name in it means.
pub(super) async fn find(
    snapshot: &mut SqliteConnection,
    asked: &SearchAsked<'_>,
) -> Result<(Vec<FoundPerson>, Keys), StoreError> {
    let names: BTreeSet<&str> = asked.query.wanted.iter().flat_map(all_names).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let nobody = Keys::new();
    let known = Known { spellings: asked.spellings, keys: &nobody };
    let anyone = known.anyone(asked.query).unwrap_or_else(|| "\"\"".to_owned());
    let asks = [anyone].into_iter().chain(names.iter().map(|name| known.name(name)));
    let rows = rows(&mut *snapshot, &asks.map(Value::from).collect::<Value>().to_string()).await?;
    let meant = meant(asked.query);
    let is_shown = |row: &&Row| {
        let name = usize::try_from(row.at - 1).ok().and_then(|at| names.get(at));
        name.is_none_or(|name| meant.contains(name))
    };
    let mut seen = BTreeSet::new();
    let shown: Vec<&Row> = rows.iter().filter(is_shown).filter(|row| seen.insert(row.person_id)).collect();
    let people = shown_people(snapshot, &shown[..shown.len().min(asked.people)]).await?;
    let keys = names.iter().zip(1_i64..).map(|(name, at)| ((*name).to_owned(), keys(&rows, at)));
    Ok((people, keys.collect()))
}

/// The names that nobody has.
pub(super) fn unknown(keys: &Keys) -> Vec<String> {
    keys.iter().filter(|(_, keys)| keys.is_empty()).map(|(name, _)| name.clone()).collect()
}

/// Also those that must not be there.
fn all_names(wanted: &Wanted) -> Vec<&str> {
    match wanted {
        Wanted::Person { name, .. } => vec![name],
        Wanted::All(parts) | Wanted::Any(parts) => parts.iter().flat_map(all_names).collect(),
        Wanted::Not(part) => all_names(part),
        _ => Vec::new(),
    }
}

/// The names of those who are to be there, not of those who must not.
fn meant(query: &SearchQuery) -> BTreeSet<&str> {
    let names = query.positive().into_iter().filter_map(|wanted| match wanted {
        Wanted::Person { name, .. } => Some(name.as_str()),
        _ => None,
    });
    names.collect()
}

fn keys(rows: &[Row], at: i64) -> Vec<String> {
    let rows = rows.iter().filter(|row| row.at == at);
    rows.flat_map(|row| row.keys.split(' ')).map(ToOwned::to_owned).take(MOST_KEYS).collect()
}

/// Of each ask, those with most statements first.
async fn rows(snapshot: &mut SqliteConnection, asks: &str) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select j.key + 0 as "at!: i64", p.person_id as "person_id!: i64", p.slug, p.name, p.statement_count,
             p.article_count, case j.key when 0 then '' else f.keys end as "keys!: String"
           from json_each(?) j
             cross join person p on p.person_id in
               (select rowid from person_search where person_search match (j.value) limit 300)
             cross join person_search f on f.rowid = p.person_id
           order by j.key, p.statement_count desc, p.sort_name, p.slug
           limit 600"#,
        asks
    );
    Ok(rows.fetch_all(snapshot).await?)
}

async fn shown_people(snapshot: &mut SqliteConnection, rows: &[&Row]) -> Result<Vec<FoundPerson>, StoreError> {
    let mut titles = people::titles(snapshot, &id_list(rows.iter().map(|row| row.person_id))).await?;
    let shown = rows.iter().map(|row| FoundPerson {
        slug: row.slug.clone(),
        name: row.name.clone(),
        titles: titles.remove(&row.person_id).unwrap_or_default(),
        statement_count: row.statement_count,
        article_count: row.article_count,
    });
    Ok(shown.collect())
}
