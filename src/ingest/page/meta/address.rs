//! The address of an article: the one that its page calls canonical, where that can be believed; else the one asked. The
//! address makes the article's id, so a page may not take the place of another publisher's article.

use url::Url;

use super::Fact;
use super::jsonld::JsonLd;
use super::tags::Tags;
use crate::domain::{Field, FieldNote};

pub(super) fn find(
    json: &JsonLd,
    tags: &Tags,
    url: Option<&Url>,
    refused: &mut Vec<FieldNote>,
) -> Option<Fact<String>> {
    for said in [tags.canonical(), json.address()].into_iter().flatten() {
        match checked(&said.value, url) {
            Ok(Some(address)) => return Some(Fact { value: address.to_string(), how: said.how }),
            Ok(None) => {}
            Err(why) => {
                refused.push(FieldNote::new(Field::Address, &said.value, format!("{}, not taken: {why}", said.how)));
            }
        }
    }
    let asked = url.filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let mut asked = asked.clone();
    asked.set_fragment(None);
    Some(Fact { value: asked.to_string(), how: "the address asked".to_owned() })
}

/// The address that a page gives itself; nothing where it only names its host.
fn checked(said: &str, url: Option<&Url>) -> Result<Option<Url>, &'static str> {
    let parsed = match url {
        Some(base) => base.join(said),
        None => Url::parse(said),
    };
    let mut address = parsed.map_err(|_| "it is no address")?;
    address.set_fragment(None);
    if !matches!(address.scheme(), "http" | "https") || !address.username().is_empty() || address.password().is_some() {
        return Err("it is no address of a page");
    }
    let Some(url) = url.filter(|url| url.has_host()) else { return Ok(Some(address)) };
    if !same_site(&address, url) {
        return Err("it is on another site");
    }
    let bare = |url: &Url| url.path() == "/" && url.query().is_none();
    Ok((!bare(&address) || bare(url)).then_some(address))
}

/// Hosts of one site may differ in what they put first for phones and the like.
fn same_site(one: &Url, other: &Url) -> bool {
    const SIDES: [&str; 6] = ["www.", "m.", "amp.", "mobile.", "edition.", "www2."];
    let site = |url: &Url| {
        let host = url.host_str().unwrap_or_default().trim_end_matches('.').to_owned();
        SIDES
            .iter()
            .find_map(|side| host.strip_prefix(side).filter(|rest| rest.contains('.')))
            .unwrap_or(&host)
            .to_owned()
    };
    site(one) == site(other)
}
