//! The rows of which answers are made: what is stored, with whole addresses. Knows no address of its own.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::{Language, spoken};
use crate::store::{FoundArticle, FoundPerson, FoundSpeaker, FoundStatement, ListedArticle, ListedPerson, Said};
use crate::web::paths;

/// An article, as lists have it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ListedArticle)]
pub(super) struct ArticleRow<'a> {
    /// For ever the article's.
    id: &'a str,
    title: &'a str,
    /// A day as `2022-01-21`; null where the source does not say.
    #[schema(format = Date)]
    published_on: Option<String>,
    /// The host that published it.
    site: &'a str,
    /// A tag of BCP 47; null where it is not clear.
    language: Option<&'static str>,
    statement_count: i64,
    /// Those with most statements, at most six.
    people: Vec<PersonLink<'a>>,
    /// The article's page.
    address: String,
    /// The article here, with its lines and its reading.
    whole: String,
}

/// Somebody who has a page.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PersonLink<'a> {
    pub(super) slug: &'a str,
    pub(super) name: &'a str,
    /// The person's page.
    pub(super) address: String,
}

/// A person, as lists have them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ListedPerson)]
pub(super) struct PersonRow<'a> {
    slug: &'a str,
    name: &'a str,
    /// What articles call them most often, at most three.
    titles: &'a [String],
    statement_count: i64,
    article_count: i64,
    /// The person's page.
    address: String,
    /// The person here.
    whole: String,
}

/// Something said, with the line it stands on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Statement)]
pub(super) struct StatementRow<'a> {
    /// `direct` is a whole quotation, `mixed` a partial one, `indirect` reported speech.
    #[schema(pattern = "^(direct|mixed|indirect)$")]
    kind: &'static str,
    /// The words that were said.
    words: String,
    /// The whole line, as it was saved.
    line: &'a str,
    /// Where the line stands.
    line_address: String,
    speaker: SpeakerRow<'a>,
    article: InArticle<'a>,
    /// How many other reports say the same; their lines stand on the speaker's page. A search does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    also_reported: Option<i64>,
}

/// Who says it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
#[schema(as = StatementSpeaker)]
pub(super) enum SpeakerRow<'a> {
    Person {
        #[serde(flatten)]
        link: PersonLink<'a>,
        /// By what the person was recognized: `named`, `title`, `pronoun` or `carried`. A search does not say it.
        #[serde(skip_serializing_if = "Option::is_none")]
        evidence: Option<&'static str>,
    },
    Organization {
        name: &'a str,
    },
    /// Nobody can be named for it.
    Unresolved {},
}

/// The article in which something stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InArticle<'a> {
    id: &'a str,
    title: &'a str,
    #[schema(format = Date)]
    published_on: Option<String>,
    site: &'a str,
    address: String,
}

/// An article that was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundArticle)]
pub(super) struct FoundArticleRow<'a> {
    #[serde(flatten)]
    article: InArticle<'a>,
    statement_count: i64,
    /// The article here, with its lines and its reading.
    whole: String,
}

/// A day as `2022-01-21`.
pub(super) fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

impl<'a> PersonLink<'a> {
    pub(super) fn new(site: &str, slug: &'a str, name: &'a str) -> Self {
        Self { slug, name, address: format!("{site}{}", paths::person(slug)) }
    }
}

impl<'a> ArticleRow<'a> {
    pub(super) fn of(site: &str, article: &'a ListedArticle) -> Self {
        Self {
            id: &article.id,
            title: &article.title,
            published_on: day(article.published_on),
            site: &article.site,
            language: article.language.map(Language::tag),
            statement_count: article.statement_count,
            people: article.people.iter().map(|person| PersonLink::new(site, &person.slug, &person.name)).collect(),
            address: format!("{site}{}", paths::article(&article.id, &article.slug)),
            whole: format!("{site}{}", paths::api::article(&article.id)),
        }
    }
}

impl<'a> PersonRow<'a> {
    pub(super) fn of(site: &str, person: &'a ListedPerson) -> Self {
        Self {
            slug: &person.slug,
            name: &person.name,
            titles: &person.titles,
            statement_count: person.statement_count,
            article_count: person.article_count,
            address: format!("{site}{}", paths::person(&person.slug)),
            whole: format!("{site}{}", paths::api::person(&person.slug)),
        }
    }

    pub(super) fn found(site: &str, person: &'a FoundPerson) -> Self {
        Self {
            slug: &person.slug,
            name: &person.name,
            titles: &person.titles,
            statement_count: person.statement_count,
            article_count: person.article_count,
            address: format!("{site}{}", paths::person(&person.slug)),
            whole: format!("{site}{}", paths::api::person(&person.slug)),
        }
    }
}

impl<'a> StatementRow<'a> {
    pub(super) fn of(site: &str, said: &'a Said) -> Self {
        let speaker = match &said.speaker_slug {
            Some(slug) => SpeakerRow::Person {
                link: PersonLink::new(site, slug, &said.speaker),
                evidence: Some(said.evidence.as_str()),
            },
            None => SpeakerRow::Organization { name: &said.speaker },
        };
        Self {
            kind: said.kind.as_str(),
            words: spoken(&said.line, &said.words),
            line: &said.line,
            line_address: format!("{site}{}", paths::line(&said.article_id, &said.article_slug, &said.line_key)),
            speaker,
            article: InArticle {
                id: &said.article_id,
                title: &said.article_title,
                published_on: day(said.published_on),
                site: &said.site,
                address: format!("{site}{}", paths::article(&said.article_id, &said.article_slug)),
            },
            also_reported: Some(said.reports.count),
        }
    }

    pub(super) fn found(site: &str, found: &'a FoundStatement) -> Self {
        let speaker = match &found.speaker {
            FoundSpeaker::Person { slug, name } => {
                SpeakerRow::Person { link: PersonLink::new(site, slug, name), evidence: None }
            }
            FoundSpeaker::Organization(name) => SpeakerRow::Organization { name },
            FoundSpeaker::Unresolved => SpeakerRow::Unresolved {},
        };
        Self {
            kind: found.kind.as_str(),
            words: spoken(&found.line, &found.words),
            line: &found.line,
            line_address: format!("{site}{}", paths::line(&found.article_id, &found.article_slug, &found.line_key)),
            speaker,
            article: InArticle {
                id: &found.article_id,
                title: &found.article_title,
                published_on: day(found.published_on),
                site: &found.site,
                address: format!("{site}{}", paths::article(&found.article_id, &found.article_slug)),
            },
            also_reported: None,
        }
    }
}

impl<'a> FoundArticleRow<'a> {
    pub(super) fn of(site: &str, found: &'a FoundArticle) -> Self {
        Self {
            article: InArticle {
                id: &found.id,
                title: &found.title,
                published_on: day(found.published_on),
                site: &found.site,
                address: format!("{site}{}", paths::article(&found.id, &found.slug)),
            },
            statement_count: found.statement_count,
            whole: format!("{site}{}", paths::api::article(&found.id)),
        }
    }
}
