//! The languages an article can be in, as far as this program can tell them apart. Imports nothing.

/// A language: two are the same where their tags are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    tag: &'static str,
    name: &'static str,
    code: &'static str,
}

impl Language {
    pub const ENGLISH: Self = of("eng", "en", "English");

    /// As web pages and JSON write it, by BCP 47: "de".
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.tag
    }

    /// The English name: "German".
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    #[must_use]
    pub fn is_english(self) -> bool {
        self == Self::ENGLISH
    }

    /// "rtl" where it is written from right to left, else "ltr", as web pages write it.
    #[must_use]
    pub fn direction(self) -> &'static str {
        if matches!(self.tag, "ar" | "fa" | "he" | "ur" | "yi") { "rtl" } else { "ltr" }
    }

    /// The language of this tag, if it is one of ours.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        LANGUAGES.iter().find(|language| language.tag == tag).copied()
    }

    /// The language of this code of ISO 639-3: "deu".
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        LANGUAGES.iter().find(|language| language.code == code).copied()
    }
}

const fn of(code: &'static str, tag: &'static str, name: &'static str) -> Language {
    Language { tag, name, code }
}

#[rustfmt::skip]
const LANGUAGES: [Language; 70] = [
    of("afr", "af", "Afrikaans"), of("aka", "ak", "Akan"), of("amh", "am", "Amharic"), of("ara", "ar", "Arabic"),
    of("aze", "az", "Azerbaijani"), of("bel", "be", "Belarusian"), of("ben", "bn", "Bengali"),
    of("bul", "bg", "Bulgarian"), of("cat", "ca", "Catalan"), of("ces", "cs", "Czech"), of("cmn", "zh", "Chinese"),
    of("cym", "cy", "Welsh"), of("dan", "da", "Danish"), of("deu", "de", "German"), of("ell", "el", "Greek"),
    Language::ENGLISH, of("epo", "eo", "Esperanto"), of("est", "et", "Estonian"), of("fin", "fi", "Finnish"),
    of("fra", "fr", "French"), of("guj", "gu", "Gujarati"), of("heb", "he", "Hebrew"), of("hin", "hi", "Hindi"),
    of("hrv", "hr", "Croatian"), of("hun", "hu", "Hungarian"), of("hye", "hy", "Armenian"),
    of("ind", "id", "Indonesian"), of("ita", "it", "Italian"), of("jav", "jv", "Javanese"),
    of("jpn", "ja", "Japanese"), of("kan", "kn", "Kannada"), of("kat", "ka", "Georgian"), of("khm", "km", "Khmer"),
    of("kor", "ko", "Korean"), of("lat", "la", "Latin"), of("lav", "lv", "Latvian"), of("lit", "lt", "Lithuanian"),
    of("mal", "ml", "Malayalam"), of("mar", "mr", "Marathi"), of("mkd", "mk", "Macedonian"),
    of("mya", "my", "Burmese"), of("nep", "ne", "Nepali"), of("nld", "nl", "Dutch"), of("nob", "nb", "Norwegian"),
    of("ori", "or", "Odia"), of("pan", "pa", "Punjabi"), of("pes", "fa", "Persian"), of("pol", "pl", "Polish"),
    of("por", "pt", "Portuguese"), of("ron", "ro", "Romanian"), of("rus", "ru", "Russian"),
    of("sin", "si", "Sinhala"), of("slk", "sk", "Slovak"), of("slv", "sl", "Slovenian"), of("sna", "sn", "Shona"),
    of("spa", "es", "Spanish"), of("srp", "sr", "Serbian"), of("swe", "sv", "Swedish"), of("tam", "ta", "Tamil"),
    of("tel", "te", "Telugu"), of("tgl", "tl", "Tagalog"), of("tha", "th", "Thai"), of("tuk", "tk", "Turkmen"),
    of("tur", "tr", "Turkish"), of("ukr", "uk", "Ukrainian"), of("urd", "ur", "Urdu"), of("uzb", "uz", "Uzbek"),
    of("vie", "vi", "Vietnamese"), of("yid", "yi", "Yiddish"), of("zul", "zu", "Zulu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_again_and_differ() {
        let mut tags: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).collect();
        assert!(tags.iter().all(|tag| Language::parse(tag).is_some_and(|found| found.tag == *tag)));
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), LANGUAGES.len());
        assert_eq!((Language::parse("en"), Language::parse("xx")), (Some(Language::ENGLISH), None));
    }

    #[test]
    fn some_are_written_from_right_to_left() {
        let direction = |tag| Language::parse(tag).map(Language::direction);
        assert_eq!((direction("he"), direction("ur"), direction("de")), (Some("rtl"), Some("rtl"), Some("ltr")));
    }
}
