//! Values and their rules: article, text spans, person, statement. No IO, no async; imports nothing of ours.

mod address;
mod article;
mod language;
mod person;
mod reading;
mod text;
mod utterance;

pub use address::{ArticleId, LineKey, canonical_url, fold, line_keys, site_of, slug};
pub use article::{Article, Source};
pub use language::Language;
pub use person::{Member, Settled, family, is_full_name, is_particle, name_words, own_slugs, sort_name, surname};
pub use reading::{CastMember, Evidence, Gender, Kind, Mention, Reading, Reason, Speaker, Statement};
pub use text::{CodePoints, Span, spoken};
pub use utterance::Utterance;
