//! Makes what pages say of themselves fit to be shown: without what belongs to the site, and short.

use super::Fact;

/// Longer names are none.
const LONGEST_NAME: usize = 200;
const LONGEST_TITLE: usize = 500;

pub(super) fn spaces(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Without the name of the site behind it: "Gate opens | Example News".
pub(super) fn title(mut found: Fact<String>, site: Option<&str>) -> Fact<String> {
    let mut title = spaces(&found.value);
    for site in site.into_iter().filter(|site| !site.is_empty()) {
        let lower = title.to_lowercase();
        let Some(front) = lower.strip_suffix(&site.to_lowercase()) else { continue };
        let front = front.trim_end();
        let separated = front.ends_with(['|', '-', '–', '—', '·', '»', ':']);
        // Only where small letters are as long as capitals does the end mean the same place.
        if separated && lower.len() == title.len() {
            title.truncate(front.len());
            title.truncate(title.trim_end_matches(|c: char| c.is_whitespace() || "|-–—·»:".contains(c)).len());
        }
    }
    found.value = title.chars().take(LONGEST_TITLE).collect();
    found
}

/// Without "By"; nothing where it is an address or far too long.
pub(super) fn byline(found: Fact<String>) -> Option<Fact<String>> {
    let mut found = name(found)?;
    for front in ["By: ", "By ", "by ", "BY ", "Von ", "Par ", "Por "] {
        if let Some(rest) = found.value.strip_prefix(front) {
            found.value = String::from(rest.trim_start());
            break;
        }
    }
    (!found.value.is_empty()).then_some(found)
}

pub(super) fn name(mut found: Fact<String>) -> Option<Fact<String>> {
    found.value = spaces(&found.value);
    let fits =
        !found.value.is_empty() && found.value.chars().count() <= LONGEST_NAME && !found.value.starts_with("http");
    fits.then_some(found)
}

/// A tag like "en-US"; `en_US` is taken for it.
pub(super) fn language(mut found: Fact<String>) -> Option<Fact<String>> {
    found.value = found.value.replace('_', "-");
    let mut parts = found.value.split('-');
    let first = parts.next().unwrap_or_default();
    let primary = (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_alphabetic());
    let others = parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
    (primary && others && found.value.len() <= 35).then_some(found)
}
