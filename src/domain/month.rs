//! The months, by their English names.

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The month of this name, 1 to 12: whole, or by its first letters, at least three ("Sept" too).
#[must_use]
pub fn month_of(name: &str) -> Option<i8> {
    let begins = |month: &str| month.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let is = |month: &str| name.len() >= 3 && begins(month);
    (1..).zip(MONTHS).find(|(_, month)| is(month)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_their_names_and_what_they_begin_with() {
        for (name, number) in [("March", 3), ("mar", 3), ("SEPT", 9), ("sep", 9), ("May", 5), ("december", 12)] {
            assert_eq!(month_of(name), Some(number), "{name}");
        }
        for name in ["", "ma", "march1", "Marches", "mär"] {
            assert_eq!(month_of(name), None, "{name}");
        }
    }
}
