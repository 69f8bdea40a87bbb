//! What a page is about, for programs: as schema.org has it, in JSON-LD (`NewsArticle`, `Person`, `Quotation`), and in a
//! sentence. It says nothing that the page does not. A script of this type is data, which no browser runs.

use serde_json::{Value, json};

use super::{paths, wording};
use crate::domain::{Language, spoken};
use crate::store::{ArticlePage, PageSpeaker, PageStatement, PersonPage, Said};

/// What the frame of a page says of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct About {
    /// As the Open Graph protocol calls it.
    pub(super) kind: &'static str,
    pub(super) sentence: String,
    /// JSON in which nothing can end the element that it stands in.
    pub(super) data: String,
}

impl About {
    fn of(kind: &'static str, sentence: String, mut data: Value) -> Self {
        data["@context"] = json!("https://schema.org");
        let data = data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
        Self { kind, sentence, data }
    }

    pub(super) fn house(site: &str) -> Self {
        let data = json!({"@type": "WebSite", "name": "Onrecord", "url": format!("{site}{}", paths::front())});
        Self::of("website", "Saved news, and what everybody in it is on record as saying.".to_owned(), data)
    }

    /// `site` is what whole addresses begin with.
    pub(super) fn article(site: &str, article: &ArticlePage) -> Self {
        let path = paths::article(&article.id, &article.slug);
        let people = article.people.iter().map(|person| match &person.slug {
            Some(slug) => {
                json!({"@type": "Person", "name": person.name, "url": format!("{site}{}", paths::person(slug))})
            }
            None => json!({"@type": "Person", "name": person.name}),
        });
        let quoted = article.statements.iter().filter_map(|statement| quotation(site, article, statement));
        let data = json!({
            "@type": "NewsArticle",
            "headline": article.title,
            "url": format!("{site}{path}"),
            "datePublished": article.published_on.map(|day| day.to_string()),
            "inLanguage": article.language.map(Language::tag),
            "isBasedOn": article.source_link(),
            "publisher": {"@type": "Organization", "name": article.site},
            "mentions": people.collect::<Value>(),
            "hasPart": quoted.collect::<Value>(),
        });
        let named: Vec<&str> = article.people.iter().take(3).map(|person| person.name.as_str()).collect();
        let sentence = match named.as_slice() {
            [] => article.site.clone(),
            named => format!("{}: {}, with {}", article.site, statements(article.statements.len()), named.join(", ")),
        };
        Self::of("article", sentence, data)
    }

    pub(super) fn person(site: &str, person: &PersonPage, title: Option<&str>) -> Self {
        let head = &person.head;
        let address = format!("{site}{}", paths::person(&head.slug));
        let forms = person.forms.iter().map(|form| form.form.as_str()).filter(|form| *form != head.name);
        let mut graph = vec![json!({
            "@type": "Person",
            "@id": address,
            "name": head.name,
            "url": address,
            "jobTitle": title,
            "alternateName": forms.collect::<Value>(),
        })];
        graph.extend(person.statements.rows.iter().map(|said| said_by(site, &address, said)));
        let counts = format!(
            "{} in {}",
            wording::count(head.statement_count, "statement"),
            wording::count(head.article_count, "article")
        );
        let sentence = [Some(head.name.as_str()), title, Some(&counts)].into_iter().flatten().collect::<Vec<_>>();
        Self::of("profile", sentence.join(", "), json!({"@graph": graph}))
    }
}

fn statements(number: usize) -> String {
    wording::count(i64::try_from(number).unwrap_or(i64::MAX), "statement")
}

fn quotation(site: &str, article: &ArticlePage, statement: &PageStatement) -> Option<Value> {
    let speaker = match &statement.speaker {
        PageSpeaker::Person { slug: Some(slug), .. } => json!({"@id": format!("{site}{}", paths::person(slug))}),
        PageSpeaker::Person { slug: None, name, .. } => json!({"@type": "Person", "name": name}),
        PageSpeaker::Organization { name } => json!({"@type": "Organization", "name": name}),
        PageSpeaker::Unresolved { .. } => return None,
    };
    let line = article.lines.get(statement.line)?;
    Some(json!({
        "@type": "Quotation",
        "text": spoken(&line.text, &statement.words),
        "url": format!("{site}{}", paths::line(&article.id, &article.slug, &line.key)),
        "spokenByCharacter": speaker,
    }))
}

fn said_by(site: &str, person: &str, said: &Said) -> Value {
    json!({
        "@type": "Quotation",
        "text": spoken(&said.line, &said.words),
        "url": format!("{site}{}", paths::line(&said.article_id, &said.article_slug, &said.line_key)),
        "spokenByCharacter": {"@id": person},
        "datePublished": said.published_on.map(|day| day.to_string()),
        "isPartOf": {"@type": "NewsArticle", "headline": said.article_title},
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_element_early() {
        let about = About::of("article", String::new(), json!({"headline": "</script><!-- <script> & \u{2028}"}));
        assert!(!about.data.contains(['<', '>', '&']), "{}", about.data);
        let read: Value = serde_json::from_str(&about.data).unwrap();
        assert_eq!(read["headline"], "</script><!-- <script> & \u{2028}");
    }
}
