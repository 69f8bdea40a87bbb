//! How a place in a list is written in an address: `2022-01-21.abcdefghijkl`, for a statement with its position behind.
//! Knows no page.

use jiff::civil::Date;

use crate::domain::ArticleId;
use crate::store::{ArticlePlace, SaidPlace};

/// Stands where an article has no day.
const UNDATED: &str = "undated";

pub(super) fn write_article(place: &ArticlePlace) -> String {
    format!("{}.{}", write_day(&place.day), place.id)
}

pub(super) fn write_said(place: &SaidPlace) -> String {
    format!("{}.{}.{}", write_day(&place.day), place.article, place.position)
}

pub(super) fn parse_article(text: &str) -> Option<ArticlePlace> {
    let (day, id) = text.split_once('.')?;
    Some(ArticlePlace { day: parse_day(day)?, id: ArticleId::parse(id)?.to_string() })
}

pub(super) fn parse_said(text: &str) -> Option<SaidPlace> {
    let (article, position) = text.rsplit_once('.')?;
    let ArticlePlace { day, id } = parse_article(article)?;
    let position = position.parse::<u32>().ok()?.into();
    Some(SaidPlace { day, article: id, position })
}

fn write_day(day: &str) -> &str {
    if day.is_empty() { UNDATED } else { day }
}

fn parse_day(text: &str) -> Option<String> {
    match text {
        UNDATED => Some(String::new()),
        day => day.parse::<Date>().ok().map(|day| day.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_survive_the_round_trip() {
        for text in ["2022-01-21.abcdefghijkl", "undated.abcdefghijkl"] {
            assert_eq!(write_article(&parse_article(text).unwrap()), text);
            let said = format!("{text}.12");
            assert_eq!(write_said(&parse_said(&said).unwrap()), said);
        }
    }

    #[test]
    fn anything_else_is_no_place() {
        let wrong = ["", ".", "undated", "2022-13-01.abcdefghijkl", "2022-01-21.ABC", "' or 1=1.abcdefghijkl", "\0"];
        for text in wrong {
            assert_eq!(parse_article(text), None, "{text:?}");
            assert_eq!(parse_said(text), None, "{text:?}");
        }
        for text in ["undated.abcdefghijkl.-1", "undated.abcdefghijkl.9e99", "undated.abcdefghijkl"] {
            assert_eq!(parse_said(text), None, "{text:?}");
        }
    }
}
