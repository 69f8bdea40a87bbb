//! Values and their rules: article, text spans, person, statement. No IO, no async; imports nothing of ours.

mod account;
mod address;
mod article;
mod identity;
mod imprint;
mod job;
mod language;
mod layout;
mod month;
mod outcome;
mod pasted_addresses;
mod person;
mod reading;
mod search;
mod sentences;
mod story;
mod text;
mod utterance;

pub use account::{Deed, Role, Scope, Scopes, UserName, Visibility, Who, password_fault, shown_name};
pub use address::{ArticleId, LineKey, canonical_url, fold, line_keys, site_of, slug, urn};
pub use article::{Article, Source};
pub use identity::{Difference, Doubt, Member, PossibleMatch, Settled, Settlement};
pub use imprint::{Field, FieldNote, Imprint};
pub use job::{JobState, MOST_ATTEMPTS, Task, back_off};
pub use language::Language;
pub use layout::{Block, BlockKind, CellPlace, InlineMark, Layout, MarkKind, Picture, between};
pub use month::month_of;
pub use outcome::Outcome;
pub use pasted_addresses::addresses_in;
pub use person::{family, generation, is_full_name, is_particle, name_words, own_slugs, sort_name, surname};
pub use reading::{CastMember, Evidence, Gender, Kind, Mention, Reading, Reason, Speaker, Statement};
pub use search::{LONGEST_QUERY, SearchQuery, Sought, Standing, Text, Wanted, excerpt, found, search_words, spaced};
pub use sentences::{LONGEST_LINE, sentences};
pub use story::Story;
pub use text::{CodePoints, Span, near, spoken};
pub use utterance::Utterance;
