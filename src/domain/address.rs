//! What addresses are made of: article ids, line keys, slugs, canonical source URLs. They must never change once
//! published, so everything here is a pure function of the article's own text. Imports nothing of ours.

use std::collections::BTreeMap;
use std::fmt;

use data_encoding::{Encoding, Specification};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use url::Url;

/// An article's permanent id: 60 bits of a SHA-256 as 12 letters and digits (RFC 4648 base32, lower case).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(String);

impl ArticleId {
    /// The id of the article published at `canonical`, an address from [`canonical_url`].
    #[must_use]
    pub fn of_url(canonical: &str) -> Self {
        Self(digest_key(&["url", canonical], 12))
    }

    /// The id of an article that has no source address.
    #[must_use]
    pub fn of_title(title: &str, published_on: Option<Date>) -> Self {
        let day = published_on.map(|d| d.to_string()).unwrap_or_default();
        Self(digest_key(&["title", &fold(title), &day], 12))
    }

    /// The id that a page's address names, if it has the form of one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let formed = text.len() == 12 && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'));
        formed.then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A line's key within its article, for `#key`: from the line's text, so that it survives reordering and refetching.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineKey(String);

impl LineKey {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LineKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The keys of all lines of one article. Lines of equal text are told apart by a number, the second being `-2`.
#[must_use]
pub fn line_keys(lines: &[String]) -> Vec<LineKey> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut key = |line: &String| {
        let key = digest_key(&["line", line.trim()], 8);
        let times = seen.entry(key.clone()).and_modify(|n| *n += 1).or_insert(1);
        LineKey(if *times == 1 { key } else { format!("{key}-{times}") })
    };
    lines.iter().map(&mut key).collect()
}

/// A name in the form of a URN for what `parts` tell apart: a UUID of version 8 (RFC 9562) from their SHA-256. For feeds.
#[must_use]
pub fn urn(parts: &[&str]) -> String {
    let mut id = [0; 16];
    for (byte, hashed) in id.iter_mut().zip(digest(parts)) {
        *byte = hashed;
    }
    id[6] = (id[6] & 0x0f) | 0x80;
    id[8] = (id[8] & 0x3f) | 0x80;
    let hex = data_encoding::HEXLOWER.encode(&id);
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The first `length` base32 characters of the SHA-256 over `parts`, each ended by a zero byte.
fn digest_key(parts: &[&str], length: usize) -> String {
    let mut key = base32().encode(&digest(parts));
    key.truncate(length);
    key
}

fn digest(parts: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().into()
}

fn base32() -> Encoding {
    let mut spec = Specification::new();
    spec.symbols.push_str("abcdefghijklmnopqrstuvwxyz234567");
    spec.encoding().unwrap_or(data_encoding::BASE32_NOPAD)
}

/// The part of a source address that names the article: no scheme, fragment, default port, `utm_*` parameter or
/// trailing slash. `None` where it is no web address.
#[must_use]
pub fn canonical_url(raw: &str) -> Option<String> {
    let url = web_url(raw)?;
    let host = url.host_str()?.trim_end_matches('.').to_owned();
    let port = url.port().map(|p| format!(":{p}")).unwrap_or_default();
    let path = url.path().trim_end_matches('/');
    let kept: Vec<&str> =
        url.query().unwrap_or_default().split('&').filter(|p| !p.is_empty() && !p.starts_with("utm_")).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Some(format!("{host}{port}{path}{query}"))
}

/// The site an address belongs to, for readers: its host without `www.`.
#[must_use]
pub fn site_of(raw: &str) -> Option<String> {
    let url = web_url(raw)?;
    let host = url.host_str()?.trim_end_matches('.');
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

fn web_url(raw: &str) -> Option<Url> {
    let url = Url::parse(raw.trim()).ok()?;
    let plain = matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|h| !h.is_empty());
    plain.then_some(url)
}

/// Text for comparing names: ASCII as far as it goes, lower case, single spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_graphic() || b == b' ';
    if text.bytes().all(plain) && !text.contains("  ") {
        return text.trim_matches(' ').to_ascii_lowercase();
    }
    let ascii = deunicode::deunicode(text).to_lowercase();
    ascii.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The readable part of an address: ASCII letters and digits joined by hyphens, at most 80 characters, cut between words.
#[must_use]
pub fn slug(text: &str) -> String {
    // Most are one plain word of a name, and there are many.
    if (1..80).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return text.to_ascii_lowercase();
    }
    let mut folded = fold(text);
    folded.retain(|c| !matches!(c, '\'' | '’'));
    let mut slug = String::new();
    for word in folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        if slug.len() + word.len() >= 80 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "untitled".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_name_the_article_is_left_out() {
        let same = [
            "https://www.example.org/a/b?id=3",
            "http://www.example.org/a/b/?utm_source=x&id=3#top",
            "HTTPS://WWW.example.org:443/a/b?id=3&utm_medium=y",
        ];
        for url in same {
            assert_eq!(canonical_url(url).as_deref(), Some("www.example.org/a/b?id=3"), "{url}");
        }
        assert_eq!(canonical_url("javascript:alert(1)"), None);
    }

    #[test]
    fn ids_are_stable_for_ever() {
        // Changing this value breaks every bookmark in the world.
        assert_eq!(ArticleId::of_url("example.org/a").as_str(), "ubug5eolpkv2");
        assert_eq!(ArticleId::parse("../../etc/pw"), None);
        assert_eq!(urn(&["article", "ubug5eolpkv2"]), "urn:uuid:9bb5150a-0634-8ba1-a9fa-b6b7addb2be3");
    }

    #[test]
    fn equal_lines_have_different_keys() {
        let keys = line_keys(&["Same.".into(), "Other.".into(), "Same.".into()]);
        assert_eq!(keys[2].as_str(), format!("{}-2", keys[0]));
        assert_ne!(keys[0], keys[1]);
    }

    #[test]
    fn slugs_are_plain_ascii() {
        assert_eq!(slug("Zoë O’Hára-Núñez"), "zoe-ohara-nunez");
        assert_eq!(slug("???"), "untitled");
    }
}
