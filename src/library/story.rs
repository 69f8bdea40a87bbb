//! A page of a story: the spellings of its words, and what the index has for it.

use super::search::surnames;
use crate::domain::Story;
use crate::store::{Store, StoreError, StoryAsked, StoryOrder, StoryPage};

/// `size` articles of the story `told`, from behind `from` on.
pub async fn story(
    store: &Store,
    told: &Story,
    order: StoryOrder,
    from: Option<i64>,
    size: usize,
) -> Result<StoryPage, StoreError> {
    let spellings = &store.spellings(&surnames(&told.query())).await?;
    store.story(&StoryAsked { story: told, spellings, order, from, size }).await
}
