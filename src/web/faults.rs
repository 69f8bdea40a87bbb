//! What is wrong with the fields of a form, to be said beside each. Knows no page.

use super::problem::Fault;

/// What is wrong, by the name of the field, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(Vec<(&'static str, String)>);

impl Faults {
    pub(super) fn add(&mut self, field: &'static str, sentence: impl Into<String>) {
        self.0.push((field, sentence.into()));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with a field.
    pub(super) fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }

    /// Whether nothing before this field is wrong: one message is read out, the others are found beside their fields.
    pub(super) fn is_first(&self, field: &str) -> bool {
        self.0.first().is_some_and(|(name, _)| *name == field)
    }

    /// The first of them.
    pub(super) fn first(&self) -> &str {
        self.0.first().map_or("", |(_, sentence)| sentence)
    }

    /// All of them, for programs.
    pub(super) fn problems(&self) -> Vec<Fault> {
        self.0.iter().map(|(field, expected)| Fault { field, expected: expected.clone() }).collect()
    }
}
