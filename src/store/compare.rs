//! What a few people say, on one axis of time. As many queries as there are people, and three; however much they say.

use super::cells::id_list;
use super::{MonthCount, Page, PersonHead, Said, SaidPlace, Store, StoreError, person_page, said, shape};

/// A few people, and what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// In the order in which they were asked for; those who are not here are left out.
    pub people: Vec<PersonHead>,
    /// Of all of them, newest first.
    pub statements: Page<Said>,
    pub months: Vec<MonthCount>,
}

impl Store {
    /// The people at `slugs`, with `size` of their statements from `from` on.
    pub async fn compare(
        &self,
        slugs: &[String],
        from: Option<&SaidPlace>,
        size: usize,
    ) -> Result<Comparison, StoreError> {
        let mut snapshot = self.readers.begin().await?;
        let (mut ids, mut people) = (Vec::new(), Vec::new());
        for slug in slugs {
            if let Some((id, head)) = person_page::head(&mut snapshot, slug).await? {
                ids.push(id);
                people.push(head);
            }
        }
        let ids = id_list(ids.into_iter());
        Ok(Comparison {
            people,
            statements: said::together(&mut snapshot, &ids, from, size).await?,
            months: shape::months(&mut snapshot, &ids).await?,
        })
    }
}
