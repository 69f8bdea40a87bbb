//! Days in a query: `2022-01-21`, and `2022-01` or `2022` for the first day of them. Imports nothing of ours.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// The first day of a month, and the day behind its last.
pub(super) fn month(year: i16, month: i8) -> Option<(Date, Date)> {
    long(Date::new(year, month, 1).ok()?, 1.month())
}

/// The first day of a year, and the day behind its last.
pub(super) fn year(year: i16) -> Option<(Date, Date)> {
    long(Date::new(year, 1, 1).ok()?, 1.year())
}

fn long(from: Date, span: Span) -> Option<(Date, Date)> {
    Some((from, from.checked_add(span).ok()?))
}

/// The first day that `text` names.
pub(super) fn first_day(text: &str) -> Option<Date> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    if !parts.iter().all(|part| digits(part)) {
        return None;
    }
    let (year, month, day) = match parts.as_slice() {
        [year] if year.len() == 8 => (&year[..4], &year[4..6], &year[6..]),
        [year] => (*year, "1", "1"),
        [year, month] => (*year, *month, "1"),
        [year, month, day] => (*year, *month, *day),
        _ => return None,
    };
    (year.len() == 4).then_some(())?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_and_a_month_begin_on_their_first_day() {
        for (text, day) in
            [("2022", "2022-01-01"), ("2022-03", "2022-03-01"), ("2022-3-9", "2022-03-09"), ("20220309", "2022-03-09")]
        {
            assert_eq!(first_day(text).map(|day| day.to_string()).as_deref(), Some(day));
        }
        for text in ["", "-", "22", "2022-13", "2022-02-30", "2022-1-1-1", "yesterday", "99999", "２０２２"] {
            assert_eq!(first_day(text), None, "{text}");
        }
    }
}
