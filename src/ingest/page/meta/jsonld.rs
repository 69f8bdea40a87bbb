//! What a page says of its article in JSON-LD, as search engines read it. Hostile or broken JSON says nothing.

use dom_smoothie::Readability;
use serde_json::Value;

use super::Fact;
use crate::ingest::page::text_of;

/// More blocks than this are not looked at, nor more nodes in them.
const MOST: usize = 500;

/// The node that describes an article.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    article: Option<Value>,
}

impl JsonLd {
    pub(super) fn of(page: &Readability) -> Self {
        let scripts = page.doc.select("script[type='application/ld+json']");
        let mut nodes = Vec::new();
        for script in scripts.nodes().iter().take(MOST) {
            let text = script.text();
            let json = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
            nodes.extend(serde_json::from_str(json).ok());
        }
        Self { article: find_article(nodes) }
    }

    pub(super) fn title(&self) -> Option<Fact<String>> {
        self.text("headline").or_else(|| self.text("name"))
    }

    pub(super) fn byline(&self) -> Option<Fact<String>> {
        let author = self.article.as_ref()?.get("author")?;
        let mut names: Vec<String> = Vec::new();
        for name in each(author).iter().take(20).filter_map(|author| name_of(author)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        (!names.is_empty()).then(|| Fact { value: names.join(", "), how: "JSON-LD author".to_owned() })
    }

    pub(super) fn site(&self) -> Option<Fact<String>> {
        let publisher = self.article.as_ref()?.get("publisher")?;
        let name = each(publisher).first().and_then(|publisher| name_of(publisher))?;
        Some(Fact { value: name, how: "JSON-LD publisher".to_owned() })
    }

    /// An address that the node gives its article.
    pub(super) fn address(&self) -> Option<Fact<String>> {
        let main = self.article.as_ref()?.get("mainEntityOfPage");
        let id = main.and_then(|main| main.as_str().or_else(|| main.get("@id")?.as_str()));
        let id = id.map(|id| Fact { value: id.to_owned(), how: "JSON-LD mainEntityOfPage".to_owned() });
        id.or_else(|| self.text("url"))
    }

    /// Whether it says that not all of the article can be read without paying.
    pub(super) fn is_partly_free(&self) -> bool {
        let free = self.article.as_ref().and_then(|article| article.get("isAccessibleForFree"));
        free.is_some_and(|free| {
            free == &Value::Bool(false) || free.as_str().is_some_and(|free| free.eq_ignore_ascii_case("false"))
        })
    }

    /// A property that is plain text.
    pub(super) fn text(&self, property: &str) -> Option<Fact<String>> {
        let text = text_of(self.article.as_ref()?.get(property)?.as_str()?);
        (!text.is_empty()).then(|| Fact { value: text, how: format!("JSON-LD {property}") })
    }
}

/// The first article in what the page holds, however it is wrapped.
fn find_article(nodes: Vec<Value>) -> Option<Value> {
    let mut open: std::collections::VecDeque<Value> = nodes.into();
    for _ in 0..MOST {
        match open.pop_front()? {
            Value::Array(inner) => inner.into_iter().rev().for_each(|node| open.push_front(node)),
            node if is_article(&node) => return Some(node),
            Value::Object(mut node) => {
                let inner =
                    ["@graph", "mainEntity", "mainEntityOfPage"].into_iter().filter_map(|name| node.remove(name));
                open.extend(inner.filter(|inner| !inner.is_string()));
            }
            _ => {}
        }
    }
    None
}

fn is_article(node: &Value) -> bool {
    const OTHERS: [&str; 4] = ["BlogPosting", "Report", "SocialMediaPosting", "LiveBlogPosting"];
    let kinds = node.get("@type").map(each).unwrap_or_default();
    let mut kinds = kinds.iter().filter_map(|kind| kind.as_str());
    kinds.any(|kind| kind.rsplit('/').next().is_some_and(|kind| kind.ends_with("Article") || OTHERS.contains(&kind)))
}

/// A list as it is; anything else as a list of itself.
fn each(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(|| vec![value], |list| list.iter().collect())
}

/// Of a person or a body: its name; or plain text.
fn name_of(value: &Value) -> Option<String> {
    let name = value.as_str().or_else(|| each(value.get("name")?).first()?.as_str())?;
    let name = text_of(name);
    (!name.is_empty() && !name.starts_with("http")).then_some(name)
}
