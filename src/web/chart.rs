//! Statements per month, or per year where the months would be too many: bars for `parts/chart.html`, and the numbers
//! for the table beside them. Knows no page.

use jiff::civil::Date;

use crate::store::MonthCount;

/// The most bars; with more months than that, each bar is a year.
const MONTHS: i32 = 60;
/// The fewest bars, so that one statement is no wall.
const FEWEST: i32 = 12;
/// Of the drawing, in its own units: from bar to bar, and the height of the tallest.
const STEP: i32 = 10;
const HEIGHT: i64 = 100;

/// The axis of time and the scale, which several charts may share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Axis {
    by_year: bool,
    first: i32,
    last: i32,
    most: i64,
}

pub(super) struct Chart {
    axis: Axis,
    /// What is counted.
    pub(super) what: &'static str,
    /// Those that are not empty, in order.
    pub(super) bars: Vec<Bar>,
}

pub(super) struct Bar {
    at: i32,
    pub(super) label: String,
    /// The year, or the month as `2024-03`.
    pub(super) time: String,
    /// Where what is counted can be read.
    pub(super) link: Option<String>,
    pub(super) count: i64,
    most: i64,
}

impl Axis {
    /// Long and high enough for all of `months`; none where there are none.
    pub(super) fn of(months: &[MonthCount]) -> Option<Self> {
        let first = months.iter().map(|count| number(count.month)).min()?;
        let last = months.iter().map(|count| number(count.month)).max()?;
        let by_year = last - first >= MONTHS;
        let (first, last) = if by_year { (first.div_euclid(12), last.div_euclid(12)) } else { (first, last) };
        let missing = (FEWEST - (last - first + 1)).max(0);
        let mut axis = Self { by_year, first: first - missing / 2, last: last + (missing + 1) / 2, most: 1 };
        let mut people: Vec<&str> = months.iter().map(|count| count.slug.as_str()).collect();
        people.dedup();
        let tallest = people.iter().flat_map(|slug| axis.bars(months, slug)).map(|bar| bar.count).max();
        axis.most = tallest.unwrap_or(1);
        Some(axis)
    }

    fn bars(&self, months: &[MonthCount], slug: &str) -> Vec<Bar> {
        let mut bars: Vec<Bar> = Vec::new();
        for month in months.iter().filter(|month| month.slug == slug) {
            let number = number(month.month);
            let at = if self.by_year { number.div_euclid(12) } else { number } - self.first;
            match bars.last_mut().filter(|bar| bar.at == at) {
                Some(bar) => bar.count += month.count,
                None => bars.push(Bar {
                    at,
                    label: self.label(at),
                    time: self.time(at),
                    link: None,
                    count: month.count,
                    most: self.most,
                }),
            }
        }
        bars
    }

    /// As addresses write it.
    fn time(&self, at: i32) -> String {
        let number = self.first + at;
        if self.by_year {
            return format!("{number:04}");
        }
        format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1)
    }

    fn label(&self, at: i32) -> String {
        let number = self.first + at;
        if self.by_year {
            return number.to_string();
        }
        let month = usize::try_from(number.rem_euclid(12)).ok().and_then(|month| NAMES.get(month)).unwrap_or(&"");
        format!("{month} {}", number.div_euclid(12))
    }
}

const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Months, counted from the year 0.
fn number(month: Date) -> i32 {
    i32::from(month.year()) * 12 + i32::from(month.month()) - 1
}

impl Chart {
    /// Of the person at `slug`.
    pub(super) fn of(axis: Axis, months: &[MonthCount], slug: &str) -> Self {
        Self { bars: axis.bars(months, slug), what: "statement", axis }
    }

    /// The same of something else than statements.
    pub(super) fn counting(self, what: &'static str) -> Self {
        Self { what, ..self }
    }

    pub(super) fn unit(&self) -> &'static str {
        if self.axis.by_year { "Year" } else { "Month" }
    }

    /// The same with a link from each bar.
    pub(super) fn linked(mut self, to: impl Fn(&str) -> String) -> Self {
        for bar in &mut self.bars {
            bar.link = Some(to(&bar.time));
        }
        self
    }

    /// From the first bar to the last.
    pub(super) fn period(&self) -> String {
        match (self.bars.first(), self.bars.last()) {
            (Some(first), Some(last)) if first.label != last.label => format!("{} – {}", first.label, last.label),
            (first, _) => first.map(|bar| bar.label.clone()).unwrap_or_default(),
        }
    }

    pub(super) fn width(&self) -> i32 {
        (self.axis.last - self.axis.first + 1) * STEP
    }

    pub(super) fn first(&self) -> String {
        self.axis.label(0)
    }

    pub(super) fn last(&self) -> String {
        self.axis.label(self.axis.last - self.axis.first)
    }

    /// The tallest bar, and the first of several.
    pub(super) fn most(&self) -> Option<&Bar> {
        self.bars.iter().rev().max_by_key(|bar| bar.count)
    }
}

impl Bar {
    pub(super) fn x(&self) -> i32 {
        self.at * STEP + 1
    }

    pub(super) fn y(&self) -> i64 {
        HEIGHT - self.height()
    }

    /// Never so low that it cannot be seen.
    pub(super) fn height(&self) -> i64 {
        (self.count * HEIGHT / self.most.max(1)).max(2)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn counts(months: &[(i16, i8, i64)]) -> Vec<MonthCount> {
        let count = |&(year, month, count)| MonthCount { slug: "a".into(), month: date(year, month, 1), count };
        months.iter().map(count).collect()
    }

    fn drawn(months: &[(i16, i8, i64)]) -> (String, i32, Vec<(String, i32, i64)>) {
        let months = counts(months);
        let chart = Chart::of(Axis::of(&months).unwrap(), &months, "a");
        let chart = chart.linked(|time| format!("/{time}"));
        assert!(chart.bars.iter().all(|bar| bar.link.as_ref().is_some_and(|link| link.ends_with(&bar.time))));
        let bars = chart.bars.iter().map(|bar| (bar.label.clone(), bar.x(), bar.height())).collect();
        (format!("{} – {}", chart.first(), chart.last()), chart.width(), bars)
    }

    #[test]
    fn months_stand_in_their_place() {
        let (axis, width, bars) = drawn(&[(2023, 12, 1), (2024, 2, 4), (2025, 1, 2)]);
        assert_eq!((axis.as_str(), width), ("Dec 2023 – Jan 2025", 140));
        assert_eq!(bars, [("Dec 2023".into(), 1, 25), ("Feb 2024".into(), 21, 100), ("Jan 2025".into(), 131, 50)]);
    }

    #[test]
    fn one_month_has_a_year_around_it() {
        let (axis, width, bars) = drawn(&[(2024, 6, 3)]);
        assert_eq!((axis.as_str(), width), ("Jan 2024 – Dec 2024", 120));
        assert_eq!(bars, [("Jun 2024".into(), 51, 100)]);
    }

    #[test]
    fn many_months_are_years() {
        let (axis, _, bars) = drawn(&[(1999, 1, 500), (2004, 1, 1), (2004, 12, 4), (2024, 3, 1)]);
        assert_eq!(axis, "1999 – 2024");
        assert_eq!(bars, [("1999".into(), 1, 100), ("2004".into(), 51, 2), ("2024".into(), 251, 2)]);
    }

    #[test]
    fn without_a_month_there_is_no_axis() {
        assert_eq!(Axis::of(&[]), None);
    }
}
