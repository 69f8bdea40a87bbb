//! What a reader chose for the look of pages: theme, size, width, type, spacing, keys. One table says all there is to
//! choose; the cookie, the form and the attributes of `<html>` are made from it. Knows no page.

/// One thing to choose.
#[derive(Debug)]
pub(super) struct Choice {
    /// Its name in the form, in the cookie, and behind `data-` on `<html>`.
    pub(super) name: &'static str,
    pub(super) legend: &'static str,
    /// Each value with the words for it; the first is the usual one.
    pub(super) options: &'static [(&'static str, &'static str)],
}

pub(super) const CHOICES: [Choice; 7] = [
    Choice {
        name: "theme",
        legend: "Colours",
        options: &[("system", "As my system has them"), ("light", "Light"), ("sepia", "Sepia"), ("dark", "Dark")],
    },
    Choice {
        name: "size",
        legend: "Size of the text",
        options: &[("normal", "Normal"), ("small", "Small"), ("large", "Large"), ("huge", "Very large")],
    },
    Choice {
        name: "width",
        legend: "Length of the lines",
        options: &[("normal", "Normal"), ("narrow", "Short"), ("wide", "Long")],
    },
    Choice { name: "font", legend: "Type", options: &[("serif", "With serifs"), ("sans", "Without serifs")] },
    Choice {
        name: "spacing",
        legend: "Space between the lines",
        options: &[("normal", "Normal"), ("tight", "Little"), ("loose", "Much")],
    },
    Choice { name: "keys", legend: "Keyboard shortcuts", options: &[("on", "On"), ("off", "Off")] },
    Choice {
        name: "offline",
        legend: "Articles and people you visit",
        options: &[("on", "Can be read without a network"), ("off", "Are not kept in this browser")],
    },
];

impl Choice {
    /// The options as they are shown: between little and much stands the usual one, elsewhere it comes first.
    pub(super) fn in_order(&self) -> impl Iterator<Item = &(&'static str, &'static str)> {
        let before = usize::from(self.options.first().is_some_and(|(value, _)| *value == "normal"));
        let (usual, rest) = self.options.split_at(before);
        rest.iter().take(before).chain(usual).chain(rest.iter().skip(before))
    }
}

/// What was chosen of each of [`CHOICES`], as an index into its options.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Reading([usize; CHOICES.len()]);

impl Reading {
    /// What a form or a cookie says. What is not named is as usual; a name, a value or a repetition that does not
    /// belong here spoils it all.
    pub(super) fn parse<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Option<Self> {
        let mut chosen = [None; CHOICES.len()];
        for (name, value) in pairs {
            let at = CHOICES.iter().position(|choice| choice.name == name)?;
            let option = CHOICES.get(at)?.options.iter().position(|(option, _)| *option == value)?;
            let slot = chosen.get_mut(at)?;
            if slot.replace(option).is_some() {
                return None;
            }
        }
        Some(Self(chosen.map(Option::unwrap_or_default)))
    }

    /// Reads the cookie's value, as [`Self::cookie`] writes it.
    pub(super) fn from_cookie(value: &str) -> Option<Self> {
        let pairs: Option<Vec<_>> = value.split('.').map(|pair| pair.split_once('-')).collect();
        Self::parse(pairs?.into_iter())
    }

    /// The cookie's value; empty where all is as usual.
    pub(super) fn cookie(self) -> String {
        let pairs: Vec<String> = self.unusual().map(|(name, value)| format!("{name}-{value}")).collect();
        pairs.join(".")
    }

    /// The value of `<meta name="color-scheme">`.
    pub(super) fn color_scheme(self) -> &'static str {
        match self.unusual().find(|(name, _)| *name == "theme") {
            None => "light dark",
            Some((_, "dark")) => "dark",
            Some(_) => "light",
        }
    }

    /// Whether `value` is what was chosen of `choice`.
    pub(super) fn has(self, choice: &Choice, value: &str) -> bool {
        let of = CHOICES.iter().zip(self.0).find(|(known, _)| known.name == choice.name);
        of.and_then(|(known, at)| known.options.get(at)).is_some_and(|(option, _)| *option == value)
    }

    /// What was chosen otherwise than usual: names and values of the attributes of `<html>`, behind `data-`.
    pub(super) fn unusual(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let chosen = CHOICES.iter().zip(self.0).filter(|(_, at)| *at > 0);
        chosen.filter_map(|(choice, at)| Some((choice.name, choice.options.get(at)?.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_survives_the_cookie() {
        for choice in &CHOICES {
            for (value, _) in choice.options {
                let reading = Reading::parse([(choice.name, *value)].into_iter()).unwrap();
                assert!(reading.has(choice, value));
                let cookie = reading.cookie();
                assert!(cookie.is_empty() || Reading::from_cookie(&cookie) == Some(reading), "{cookie}");
            }
        }
        let all =
            Reading::from_cookie("theme-dark.size-huge.width-narrow.font-sans.spacing-loose.keys-off.offline-off")
                .unwrap();
        assert_eq!(Reading::from_cookie(&all.cookie()), Some(all));
    }

    #[test]
    fn the_usual_stands_between_less_and_more() {
        let shown = |name: &str| -> Vec<&str> {
            let choice = CHOICES.iter().find(|choice| choice.name == name).unwrap();
            choice.in_order().map(|(value, _)| *value).collect()
        };
        assert_eq!(shown("size"), ["small", "normal", "large", "huge"]);
        assert_eq!(shown("theme"), ["system", "light", "sepia", "dark"]);
    }

    #[test]
    fn only_what_can_be_chosen_is_read() {
        let wrong =
            ["", "dark", "theme-", "theme-blue", "theme-dark.", "theme-dark.theme-dark", "colour-dark", "\"><b>"];
        for cookie in wrong {
            assert_eq!(Reading::from_cookie(cookie), None, "{cookie:?}");
        }
    }

    #[test]
    fn what_is_usual_leaves_no_trace() {
        let usual = Reading::default();
        assert_eq!((usual.cookie().as_str(), usual.unusual().count()), ("", 0));
        let dark = Reading::from_cookie("theme-dark.font-sans").unwrap();
        assert_eq!(dark.unusual().collect::<Vec<_>>(), [("theme", "dark"), ("font", "sans")]);
        assert_eq!((usual.color_scheme(), dark.color_scheme()), ("light dark", "dark"));
    }
}
