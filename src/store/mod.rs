//! ALL SQL of the program, one file per subject. Opens and migrates the database; two pools: readers, and one writer.
//! Imports only `domain`.

mod addresses;
mod around;
mod article_page;
mod articles;
mod audit;
mod backup;
mod cells;
mod check;
mod compare;
mod error;
mod export;
mod feeds;
mod health;
mod instance;
mod job_steps;
mod jobs;
mod layouts;
mod listing;
mod lock;
mod open;
mod people;
mod person_page;
mod persons;
mod pictures;
mod place;
mod pools;
mod possible;
mod quoted;
mod readings;
mod removed;
mod reports;
mod said;
mod said_again;
mod search;
mod second_factor;
mod sessions;
mod shape;
mod sitemap;
mod statements;
mod stored_reading;
mod summary;
mod tokens;
mod unsettled;
mod users;
mod words;
mod writing;

pub use around::{Around, ArticleLink, Related, RevisionRow, RevisionText, StoodLine};
pub use article_page::{ArticlePage, PageLine, PageSpeaker, PageStatement, PersonInArticle};
pub use articles::{Arrival, ArticleRow, Saved, Showing, StoredArticle};
pub use audit::Done;
pub use cells::Page;
pub use compare::Comparison;
pub use error::StoreError;
pub use export::{ExportOrder, Exported, LineAt};
pub use feeds::Fed;
pub use instance::Instance;
pub use job_steps::JobEnd;
pub use jobs::{Job, JobArticle, JobCounts, JobPart};
pub use listing::{ArticleFilter, ArticlePlace, ListedArticle, NamedPerson, TellingStatement};
pub use lock::ServerLock;
pub use people::{ListedPerson, PeopleOrder, PeopleQuery};
pub use person_page::{Companion, HeldTitle, NameForm, PersonArticle, PersonHead, PersonPage, PersonSizes, Tie};
pub use persons::Namesakes;
pub use pictures::KeptPicture;
pub use possible::PossibleSelf;
pub use quoted::{Lately, LoadedSource, Quoted};
pub use removed::RemovedArticle;
pub use reports::{Report, Reports};
pub use said::{Said, SaidFilter, SaidOrder, SaidPlace, SaidQuery};
pub use said_again::Record;
pub use search::{
    COUNTED_ARTICLES, FoundArticle, FoundLine, FoundPerson, FoundSpeaker, FoundStatement, SearchAsked, SearchHits,
    SearchOrder, SearchPart, Spellings, StoryArticle, StoryAsked, StoryOrder, StoryPage, SuggestedArticle,
    SuggestedPerson,
};
pub use second_factor::SecondFactor;
pub use sessions::{Alive, SessionRow, SignedIn};
pub use shape::{Choice, MonthCount};
pub use sitemap::{Place, PlaceNumbers};
pub use statements::StatementQuery;
pub use stored_reading::StoredReading;
pub use tokens::{NewToken, ShownToken, TokenRow};
pub use users::{Account, NewUser, UserRow};
pub use writing::Writing;

use sqlx::SqlitePool;

/// The database.
#[derive(Debug, Clone)]
pub struct Store {
    /// Opened read-only: pages read through these.
    pub(crate) readers: SqlitePool,
    /// One connection; every write is a `begin immediate`.
    pub(crate) writer: SqlitePool,
}
