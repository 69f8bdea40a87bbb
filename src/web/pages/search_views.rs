//! What was found, as the page of search shows it: a line with what was looked for marked, cut where it is long.

use std::collections::BTreeSet;

use crate::domain::{Sought, Span, excerpt, found};
use crate::store::{FoundArticle, FoundLine, FoundStatement};
use crate::web::paths;

/// A stretch of a text; marked where it was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    pub(super) text: &'a str,
    pub(super) hit: bool,
}

/// A text, or part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Snippet<'a> {
    pub(super) stretches: Vec<Stretch<'a>>,
    pub(super) cut_before: bool,
    pub(super) cut_behind: bool,
}

pub(super) struct StatementView<'a> {
    pub(super) found: &'a FoundStatement,
    pub(super) snippet: Snippet<'a>,
}

pub(super) struct ArticleView<'a> {
    pub(super) found: &'a FoundArticle,
    pub(super) title: Snippet<'a>,
    /// The line that has most of what was looked for.
    pub(super) line: Option<(&'a FoundLine, Snippet<'a>)>,
}

impl<'a> Snippet<'a> {
    fn of(text: &'a str, sought: &[Sought]) -> Self {
        let (spans, _) = found(text, sought);
        let part = excerpt(text, &spans);
        Self {
            stretches: stretches(text, part, &spans),
            cut_before: part.start > 0,
            cut_behind: part.range().end < text.len(),
        }
    }
}

fn stretches<'a>(text: &'a str, part: Span, spans: &[Span]) -> Vec<Stretch<'a>> {
    let mut stretches = Vec::new();
    let mut at = part.range().start;
    for span in spans.iter().filter(|span| part.contains(**span)) {
        stretches.push(Stretch { text: &text[at..span.range().start], hit: false });
        stretches.push(Stretch { text: &text[span.range()], hit: true });
        at = span.range().end;
    }
    stretches.push(Stretch { text: &text[at..part.range().end], hit: false });
    stretches.retain(|stretch| !stretch.text.is_empty());
    stretches
}

/// The statements; of those that report the same, and of those of one speaker on one line, the first.
pub(super) fn statements<'a>(found: &'a [FoundStatement], sought: &[Sought]) -> Vec<StatementView<'a>> {
    let mut seen = BTreeSet::new();
    let mut lines = BTreeSet::new();
    let of_line = |s: &'a FoundStatement| (&s.article_id, &s.line_key, &s.speaker);
    let first = found.iter().filter(|s| seen.insert(s.same)).filter(|s| lines.insert(of_line(s)));
    first.map(|found| StatementView { found, snippet: Snippet::of(&found.line, sought) }).collect()
}

pub(super) fn articles<'a>(found: &'a [FoundArticle], sought: &[Sought]) -> Vec<ArticleView<'a>> {
    found.iter().map(|article| ArticleView::of(article, sought)).collect()
}

impl StatementView<'_> {
    pub(super) fn path(&self) -> String {
        paths::line(&self.found.article_id, &self.found.article_slug, &self.found.line_key)
    }
}

impl<'a> ArticleView<'a> {
    pub(super) fn of(article: &'a FoundArticle, sought: &[Sought]) -> Self {
        let counted =
            article.lines.iter().map(|line| (found(&line.text, sought).1, line)).filter(|(count, _)| *count > 0);
        // Of several with as much, the shortest: the order of the lines says nothing.
        let best = counted.max_by(|(a, left), (b, right)| {
            a.cmp(b).then(right.text.len().cmp(&left.text.len())).then(right.key.cmp(&left.key))
        });
        let line = best.map(|(_, line)| (line, Snippet::of(&line.text, sought)));
        Self { found: article, title: Snippet::of(&article.title, sought), line }
    }

    pub(super) fn line_path(&self, line: &FoundLine) -> String {
        paths::line(&self.found.id, &self.found.slug, &line.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SearchQuery;

    #[test]
    fn what_was_looked_for_is_marked_and_the_rest_stays() {
        let sought = Sought::of(&SearchQuery::parse("gate zoe"));
        let drawn = |text: &str| {
            let snippet = Snippet::of(text, &sought);
            let draw = |s: &Stretch<'_>| if s.hit { format!("[{}]", s.text) } else { s.text.to_owned() };
            snippet.stretches.iter().map(draw).collect::<String>()
        };
        assert_eq!(drawn("Zoë’s gate, a gate."), "[Zoë]’s [gate], a [gate].");
        assert_eq!(drawn("None."), "None.");
    }
}
