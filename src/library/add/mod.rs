//! Adds what somebody asked for: one article at a time, whole, read and settled before it is reported, so that it shows on
//! the front page and its persons' pages at once. Pages and the API add text and pages as a browser shows them; jobs
//! (`work`) fetch pages and read files.

mod incoming;
mod work;

use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::Mutex;
use url::Url;

use super::Gallery;
use super::ahead::start_reading;
use super::jobs::{Clock, Jobs};
use super::settle::finish;
use crate::analysis;
use crate::domain::{ArticleId, Deed, Layout, Outcome, Who, canonical_url};
use crate::ingest::client::{Client, FetchError, NotAllowed};
use crate::store::{Arrival, JobArticle, Saved, Store, StoreError, Writing};

pub use incoming::{Incoming, NotTaken, Typed, Wrong};

/// Where articles come in.
#[derive(Debug, Clone)]
pub struct Adding {
    store: Store,
    /// Or why nothing can be fetched on this machine.
    client: Result<Client, FetchError>,
    /// Where pictures are kept, and whether the owner wants them now.
    gallery: Option<Gallery>,
    wants_pictures: bool,
    clock: Clock,
    pub jobs: Jobs,
    /// Settling is one after the other: whoever waits finds that the one before has done it for both.
    settling: Arc<Mutex<()>>,
    /// So are pictures fetched: one article's after the other's.
    picturing: Arc<Mutex<()>>,
}

/// What became of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    pub outcome: Outcome,
    pub article: JobArticle,
    /// A word on it, where there is something to say.
    pub note: Option<&'static str>,
}

/// Why it did not come in.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    #[error("the article was deleted here, and stays so; an owner can restore it")]
    Deleted(ArticleId),
    #[error("the analysis failed on it, which is a fault of this program")]
    Analysis,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Adding {
    #[must_use]
    pub fn new(store: Store, client: Result<Client, FetchError>, clock: Clock) -> Self {
        Self {
            jobs: Jobs::new(store.clone(), clock),
            store,
            client,
            gallery: None,
            wants_pictures: false,
            clock,
            settling: Arc::default(),
            picturing: Arc::default(),
        }
    }

    /// Keeps the pictures of articles in `gallery`, if the owner wants them.
    #[must_use]
    pub fn with_pictures(self, gallery: Gallery, wanted: bool) -> Self {
        Self { gallery: Some(gallery), wants_pictures: wanted, ..self }
    }

    /// Where pictures are kept, if the owner wants them.
    #[must_use]
    pub fn gallery(&self) -> Option<&Gallery> {
        self.gallery.as_ref().filter(|_| self.wants_pictures)
    }

    /// Where some may be that were kept, whether the owner still wants them or not.
    #[must_use]
    pub fn old_pictures(&self) -> Option<&Gallery> {
        self.gallery.as_ref()
    }

    /// Whether `url` may be asked at all, as far as can be seen without asking.
    pub fn check(&self, url: &Url) -> Result<(), NotAllowed> {
        self.client.as_ref().map_or(Ok(()), |client| client.check(url))
    }

    /// The article that came from `url`, or from an address that leads to the same.
    pub async fn known(&self, url: &Url) -> Result<Option<JobArticle>, StoreError> {
        match canonical_url(url.as_str()) {
            Some(canonical) => self.store.article_from(&ArticleId::of_url(&canonical), &canonical).await,
            None => Ok(None),
        }
    }

    /// Whether the article that came from `url` was deleted here: then nothing needs to be fetched to say so.
    pub async fn is_deleted(&self, url: &Url) -> Result<bool, StoreError> {
        match canonical_url(url.as_str()) {
            Some(canonical) => self.store.was_removed_from(&ArticleId::of_url(&canonical), &canonical).await,
            None => Ok(false),
        }
    }

    /// Saves an article, reads it, settles whom it names.
    pub async fn add(&self, incoming: &Incoming, who: &Who) -> Result<Added, AddError> {
        let added = self.save(incoming, who).await?;
        if matches!(added.outcome, Outcome::Loaded | Outcome::Revised) {
            self.settle().await?;
        }
        Ok(added)
    }

    /// The same without settling.
    async fn save(&self, incoming: &Incoming, who: &Who) -> Result<Added, AddError> {
        let article = &incoming.article;
        let id = article.id();
        if self.store.is_removed(&id).await? {
            return Err(AddError::Deleted(id));
        }
        let reading = start_reading(article).await.map_err(|error| {
            tracing::error!(article = %id, %error, "the analysis failed on an article");
            AddError::Analysis
        })?;
        let now = (self.clock)();
        let mut writing = self.store.write().await?;
        let arrival = Arrival { origin: &incoming.origin, notes: &incoming.notes, showing: incoming.showing };
        let (outcome, row, note) = match writing.save_article(article, arrival, now).await? {
            Saved::New(row) => (Outcome::Loaded, Some(row), None),
            Saved::Revised(row) | Saved::Replaced(row, _) => (Outcome::Revised, Some(row), None),
            Saved::HeldBack(_) => (Outcome::Unchanged, None, Some(HELD_BACK)),
            Saved::Unchanged => (Outcome::Unchanged, None, None),
            Saved::Removed => return Err(AddError::Deleted(id)),
        };
        if let Some(row) = row {
            writing.save_reading(row, &id, &reading, analysis::VERSION).await?;
        }
        self.note(&mut writing, incoming, outcome, who, now).await?;
        writing.commit().await?;
        if row.is_some() {
            self.keep_pictures(&article.layout);
        }
        let article = self.store.article_at(&id).await?.ok_or(AddError::Deleted(id))?;
        Ok(Added { outcome, article, note })
    }

    /// Fetches an article's pictures, while it can be read already.
    fn keep_pictures(&self, layout: &Layout) {
        let (Some(gallery), Ok(client), Some(_)) = (self.gallery(), &self.client, layout.pictures().next()) else {
            return;
        };
        let (gallery, client, layout) = (gallery.clone(), client.clone(), layout.clone());
        let (store, picturing) = (self.store.clone(), Arc::clone(&self.picturing));
        tokio::spawn(async move {
            let _one = picturing.lock().await;
            if let Err(error) = gallery.keep(&store, &client, &layout).await {
                tracing::error!(%error, "pictures of an article cannot be noted");
            }
        });
    }

    /// Writes down who did it, and from which address it came where that is not the article's own.
    async fn note(
        &self,
        writing: &mut Writing,
        incoming: &Incoming,
        outcome: Outcome,
        who: &Who,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let id = incoming.article.id();
        let asked = incoming.asked.as_ref().and_then(|url| canonical_url(url.as_str()));
        if let Some(other) = asked.filter(|asked| ArticleId::of_url(asked) != id) {
            writing.note_address(&other, &id).await?;
        }
        match outcome {
            Outcome::Loaded => writing.audit(who, Deed::ArticleAdded, &incoming.about(), now).await,
            Outcome::Revised => writing.audit(who, Deed::ArticleRevised, &incoming.about(), now).await,
            Outcome::Unchanged | Outcome::Deleted | Outcome::Skipped => Ok(()),
        }
    }

    async fn settle(&self) -> Result<(), StoreError> {
        let _one = self.settling.lock().await;
        finish(&self.store).await
    }
}

const HELD_BACK: &str =
    "The text that was there is better, so it is still the one shown; the new one is kept as a revision.";
