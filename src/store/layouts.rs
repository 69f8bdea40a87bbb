//! The layout and imprint of a revision, and how they were found: three columns of JSON, null where there is nothing.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;

/// The column's content; null for what is empty.
pub(super) fn encode<T: Serialize + Default + PartialEq>(value: &T) -> Result<Option<String>, StoreError> {
    if *value == T::default() {
        return Ok(None);
    }
    let json = serde_json::to_string(value);
    json.map(Some).map_err(|error| StoreError::corrupt("revision", "layout", &error.to_string()))
}

/// What [`encode`] wrote into `column`.
pub(super) fn decode<T: DeserializeOwned + Default>(column: &'static str, json: Option<&str>) -> Result<T, StoreError> {
    let Some(json) = json else { return Ok(T::default()) };
    serde_json::from_str(json).map_err(|_| StoreError::corrupt("revision", column, json))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Field, FieldNote, Imprint};

    #[test]
    fn what_is_written_is_read_and_nothing_is_null() {
        let imprint = Imprint { byline: Some("Ann Lee".into()), ..Imprint::default() };
        let json = encode(&imprint).unwrap();
        assert_eq!(json.as_deref(), Some(r#"{"byline":"Ann Lee"}"#));
        assert_eq!(decode::<Imprint>("imprint", json.as_deref()).unwrap(), imprint);
        let notes = vec![FieldNote::new(Field::Date, "2022-01-21", "JSON-LD datePublished")];
        let json = encode(&notes).unwrap();
        assert_eq!(decode::<Vec<FieldNote>>("notes", json.as_deref()).unwrap(), notes);
        assert_eq!(encode(&Imprint::default()).unwrap(), None);
        assert_eq!(decode::<Imprint>("imprint", None).unwrap(), Imprint::default());
    }

    #[test]
    fn what_no_version_wrote_is_named() {
        let error = decode::<Imprint>("imprint", Some("[")).unwrap_err().to_string();
        assert!(error.contains("revision.imprint"), "{error}");
    }
}
