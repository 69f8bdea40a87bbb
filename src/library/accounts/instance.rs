//! What owners decide for the house as a whole.

use jiff::Timestamp;

use crate::domain::{Deed, Visibility, Who};
use crate::store::{Store, StoreError};

/// Lets everybody read, or only those who are signed in.
pub async fn change_visibility(
    store: &Store,
    visibility: Visibility,
    who: &Who,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut writing = store.write().await?;
    writing.set_visibility(visibility).await?;
    writing.audit(who, Deed::HouseChanged, visibility.as_str(), now).await?;
    writing.commit().await
}
