//! Where else a statement is reported, for `parts/reports.html`: each report with its line, and how its wording differs.

use crate::analysis::same::{Change, Stretch, difference};
use crate::store::{Report, Reports};
use crate::web::paths;

/// How many reports are shown at once; the others on request.
const AT_ONCE: usize = 3;
/// How many words beside a change are shown of those that are the same.
const CONTEXT: usize = 4;

/// The other reports of one statement.
pub(super) struct ReportsView<'a> {
    pub(super) shown: Vec<ReportView<'a>>,
    pub(super) folded: Vec<ReportView<'a>>,
    /// How many are not listed.
    pub(super) unlisted: i64,
}

pub(super) struct ReportView<'a> {
    pub(super) report: &'a Report,
    /// How its words differ from those shown; empty where they are the same.
    pub(super) wording: Vec<Part>,
}

/// A stretch of the wording.
pub(super) struct Part {
    pub(super) change: Change,
    /// Cut short where nothing changes.
    pub(super) text: String,
}

impl<'a> ReportsView<'a> {
    /// The reports of the statement whose words are `spoken`.
    pub(super) fn of(reports: &'a Reports, spoken: &str) -> Self {
        let mut shown: Vec<ReportView<'a>> = reports.rows.iter().map(|report| ReportView::of(report, spoken)).collect();
        let folded = shown.split_off(shown.len().min(AT_ONCE));
        let listed = i64::try_from(reports.rows.len()).unwrap_or(i64::MAX);
        Self { shown, folded, unlisted: reports.count.saturating_sub(listed) }
    }
}

impl ReportsView<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// How many there are besides those shown at once.
    pub(super) fn rest(&self) -> i64 {
        self.unlisted.saturating_add(i64::try_from(self.folded.len()).unwrap_or(i64::MAX))
    }
}

impl<'a> ReportView<'a> {
    fn of(report: &'a Report, spoken: &str) -> Self {
        Self { report, wording: shortened(&difference(spoken, &report.words)) }
    }

    pub(super) fn path(&self) -> String {
        paths::line(&self.report.article_id, &self.report.article_slug, &self.report.line_key)
    }
}

/// The stretches, those without a change cut to a few words beside their neighbours, and long changes to their ends.
fn shortened(stretches: &[Stretch<'_>]) -> Vec<Part> {
    let last = stretches.len().saturating_sub(1);
    let part = |(at, stretch): (usize, &Stretch<'_>)| {
        let text = match stretch.change {
            Change::Kept => beside_changes(stretch.text, at > 0, at < last),
            Change::LeftOut | Change::Added => ends(stretch.text, CONTEXT * 2, CONTEXT * 2),
        };
        Part { change: stretch.change, text }
    };
    stretches.iter().enumerate().map(part).collect()
}

/// The words of `text` that are near a change before it and behind it.
fn beside_changes(text: &str, before: bool, behind: bool) -> String {
    ends(text, if before { CONTEXT } else { 0 }, if behind { CONTEXT } else { 0 })
}

/// The first `head` words and the last `tail`, or all where no more than one stands between.
fn ends(text: &str, head: usize, tail: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= head + tail + 1 {
        return words.join(" ");
    }
    let (head, tail) = (words[..head].join(" "), words[words.len() - tail..].join(" "));
    [head.as_str(), "…", tail.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_change_is_cut_short() {
        let text = "one two three four five six seven eight nine ten";
        assert_eq!(beside_changes(text, true, true), "one two three four … seven eight nine ten");
        assert_eq!(beside_changes(text, false, true), "… seven eight nine ten");
        assert_eq!(beside_changes(text, true, false), "one two three four …");
        assert_eq!(beside_changes("one two three", true, true), "one two three");
    }
}
