//! One article: every line as it stands, the words of each statement marked, and who said them; or the same grouped
//! by speaker.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;

use super::article_blocks::{Form, Frame as BlockFrame, Step, steps};
use super::article_revision;
use super::reports::ReportsView;
use crate::analysis::same::Change;
use crate::domain::{Evidence, site_of, spoken};
use crate::store::{Around, ArticlePage, ArticlePlace, KeptPicture, PageLine, PageSpeaker, PageStatement};
use crate::web::extract::{InPath, InQuery};
use crate::web::marked::{Mark, Piece, marked_near, noted};
use crate::web::page::{Frame, PageResult, Section, html};
use crate::web::schema::About;
use crate::web::{AppState, PageError, paths, wording};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum View {
    #[default]
    Lines,
    Speakers,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Asked {
    #[serde(default)]
    view: View,
    revision: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/article.html")]
struct ArticleInLines<'a> {
    frame: Frame,
    article: &'a ArticlePage,
    around: &'a Around,
    /// In blocks, where they are known.
    steps: Option<Vec<Step<'a>>>,
    /// Its pictures that are kept here, by where their publisher has them.
    pictures: BTreeMap<String, KeptPicture>,
    /// Else line by line.
    lines: Vec<Line<'a>>,
}

#[derive(Template)]
#[template(path = "pages/article_speakers.html")]
struct ArticleBySpeaker<'a> {
    frame: Frame,
    article: &'a ArticlePage,
    around: &'a Around,
    groups: Vec<Group<'a>>,
}

/// A line of the article, or of a group of the second view.
struct Line<'a> {
    key: &'a str,
    pieces: Vec<Piece<'a>>,
    notes: Vec<Note<'a>>,
}

/// Who said it, and how we know.
pub(super) struct Note<'a> {
    pub(super) number: Option<usize>,
    statement: &'a PageStatement,
    cue: Option<&'a str>,
    /// The words that name the speaker, and the key of their line where that is another one.
    naming: Option<(&'a str, Option<&'a str>)>,
    reports: ReportsView<'a>,
}

/// All that one speaker says.
struct Group<'a> {
    speaker: &'a PageSpeaker,
    lines: Vec<Line<'a>>,
}

/// Sends an address without the title's part to the whole one.
pub(in crate::web) async fn add_slug(State(state): State<AppState>, InPath(id): InPath<String>) -> PageResult {
    let article = state.article(&id).await?;
    Ok(Redirect::permanent(&paths::article(&article.id, &article.slug)).into_response())
}

pub(in crate::web) async fn show(
    State(state): State<AppState>,
    InPath((id, slug)): InPath<(String, String)>,
    InQuery(asked): InQuery<Asked>,
) -> PageResult {
    let article = &state.article(&id).await?;
    if let Some(number) = asked.revision.as_deref().filter(|text| !text.is_empty()) {
        let number = number.parse::<u32>().map_err(|_| PageError::BadRequest(NO_REVISION))?;
        return article_revision::show(&state, article, &slug, number.into()).await;
    }
    let path = match asked.view {
        View::Lines => paths::article(&article.id, &article.slug),
        View::Speakers => paths::article_by_speaker(&article.id, &article.slug),
    };
    if slug != article.slug {
        return Ok(Redirect::permanent(&path).into_response());
    }
    let place = article.place();
    let around = &state.store.around(&place).await?;
    let frame = state.frame(&article.title, Section::Articles, &path).about(About::article(state.site(), article));
    match asked.view {
        View::Lines => {
            let steps = steps(article);
            let lines = if steps.is_none() { lines(article) } else { Vec::new() };
            let pictures = pictures(&state, article).await?;
            html(&ArticleInLines { frame, article, around, steps, pictures, lines })
        }
        View::Speakers => html(&ArticleBySpeaker { frame, article, around, groups: groups(article) }),
    }
}

/// Nothing where the owner wants none, or there are none.
async fn pictures(state: &AppState, article: &ArticlePage) -> Result<BTreeMap<String, KeptPicture>, PageError> {
    let urls: Vec<String> = article.layout.pictures().map(|picture| picture.url.clone()).collect();
    match state.adding.gallery() {
        Some(_) if !urls.is_empty() => Ok(state.store.pictures(&urls).await?),
        _ => Ok(BTreeMap::new()),
    }
}

const NO_REVISION: &str = "The address asks for a revision by something that is no number.";

fn lines(article: &ArticlePage) -> Vec<Line<'_>> {
    article.lines.iter().zip(said_by_line(article)).map(|(line, said)| Line::of(article, line, &said)).collect()
}

/// The statements on each line.
pub(super) fn said_by_line(article: &ArticlePage) -> Vec<Vec<&PageStatement>> {
    let mut said: Vec<Vec<&PageStatement>> = vec![Vec::new(); article.lines.len()];
    for statement in &article.statements {
        if let Some(on_line) = said.get_mut(statement.line) {
            on_line.push(statement);
        }
    }
    said
}

/// The speakers with most statements first; equal ones in the order of the article; those unresolved last.
fn groups(article: &ArticlePage) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for statement in &article.statements {
        let Some(line) = article.lines.get(statement.line) else { continue };
        let line = Line::near(article, line, statement);
        match groups.iter_mut().find(|group| same_speaker(group.speaker, &statement.speaker)) {
            Some(group) => group.lines.push(line),
            None => groups.push(Group { speaker: &statement.speaker, lines: vec![line] }),
        }
    }
    groups.sort_by_key(|group| {
        let unresolved = matches!(group.speaker, PageSpeaker::Unresolved { .. });
        (unresolved, std::cmp::Reverse(group.lines.len()))
    });
    groups
}

/// Persons are the same where their addresses are; a speaker unresolved twice is one group.
fn same_speaker(a: &PageSpeaker, b: &PageSpeaker) -> bool {
    match (a, b) {
        (PageSpeaker::Person { slug: a, name: x, .. }, PageSpeaker::Person { slug: b, name: y, .. }) => {
            a == b && x == y
        }
        (PageSpeaker::Organization { name: a }, PageSpeaker::Organization { name: b }) => a == b,
        (PageSpeaker::Unresolved { .. }, PageSpeaker::Unresolved { .. }) => true,
        _ => false,
    }
}

impl<'a> Line<'a> {
    fn of(article: &'a ArticlePage, line: &'a PageLine, said: &[&'a PageStatement]) -> Self {
        let number = |index: usize| (said.len() > 1).then_some(index + 1);
        let marks: Vec<Mark<'_>> =
            said.iter().enumerate().map(|(i, s)| Mark { kind: s.kind, words: &s.words, number: number(i) }).collect();
        let classes = |index: usize| Note::classes(said.get(index).copied(), index + 1);
        let notes = said.iter().enumerate().map(|(i, s)| Note::of(article, line, s, number(i)));
        Self { key: &line.key, pieces: noted(&line.text, &marks, classes), notes: notes.collect() }
    }

    /// With one of its statements alone.
    fn near(article: &'a ArticlePage, line: &'a PageLine, said: &'a PageStatement) -> Self {
        let mark = Mark { kind: said.kind, words: &said.words, number: None };
        let pieces = marked_near(&line.text, &mark, &Note::classes(Some(said), 1));
        Self { key: &line.key, pieces, notes: vec![Note::of(article, line, said, None)] }
    }
}

impl<'a> Note<'a> {
    /// What ties the words of a statement to its note, which stands at `place` beside them.
    pub(super) fn classes(statement: Option<&PageStatement>, place: usize) -> String {
        match statement.map(|statement| &statement.speaker) {
            Some(PageSpeaker::Unresolved { .. }) => format!("unresolved s{place}"),
            _ => format!("s{place}"),
        }
    }

    pub(super) fn of(
        article: &'a ArticlePage,
        line: &'a PageLine,
        statement: &'a PageStatement,
        number: Option<usize>,
    ) -> Self {
        let naming = statement.named_at.and_then(|(at, span)| {
            let named_on = article.lines.get(at)?;
            let elsewhere = (named_on.key != line.key).then_some(named_on.key.as_str());
            Some((named_on.text.get(span.range())?, elsewhere))
        });
        let cue = statement.cue.and_then(|cue| line.text.get(cue.range()));
        let reports = ReportsView::of(&statement.reports, &spoken(&line.text, &statement.words));
        Self { number, statement, cue, naming, reports }
    }
}

impl Note<'_> {
    /// By what the speaker was found, or why nobody was.
    fn why(&self) -> &'static str {
        match &self.statement.speaker {
            PageSpeaker::Person { evidence, .. } => wording::evidence(*evidence),
            PageSpeaker::Organization { .. } => wording::evidence(Evidence::Named),
            PageSpeaker::Unresolved { reason } => wording::reason(*reason),
        }
    }

    /// Kind, cue and class of evidence, in a few words.
    fn summary(&self) -> String {
        let kind = wording::kind(self.statement.kind);
        let cue = self.cue.map(|cue| format!(" · “{cue}”")).unwrap_or_default();
        let evidence = match &self.statement.speaker {
            PageSpeaker::Person { evidence, .. } => format!(" · {}", wording::evidence_name(*evidence).to_lowercase()),
            PageSpeaker::Organization { .. } | PageSpeaker::Unresolved { .. } => String::new(),
        };
        format!("{kind}{cue}{evidence}")
    }

    fn is_inferred(&self) -> bool {
        matches!(self.statement.speaker, PageSpeaker::Person { evidence, .. } if evidence != Evidence::Named)
    }

    fn is_unresolved(&self) -> bool {
        matches!(self.statement.speaker, PageSpeaker::Unresolved { .. })
    }
}

impl Group<'_> {
    fn size(&self) -> i64 {
        i64::try_from(self.lines.len()).unwrap_or(i64::MAX)
    }
}

impl ArticlePage {
    /// The source address where a browser may safely follow it.
    pub(in crate::web) fn source_link(&self) -> Option<&str> {
        self.source_url.as_deref().filter(|url| site_of(url).is_some())
    }

    fn place(&self) -> ArticlePlace {
        let day = self.published_on.map(|day| day.to_string()).unwrap_or_default();
        ArticlePlace { day, id: self.id.clone() }
    }

    /// How long it takes to read, by the 230 words a minute of a grown-up at rest.
    fn minutes(&self) -> usize {
        let words: usize = self.lines.iter().map(|line| line.text.split_whitespace().count()).sum();
        words.div_ceil(230).max(1)
    }

    fn statement_count(&self) -> i64 {
        i64::try_from(self.statements.len()).unwrap_or(i64::MAX)
    }
}
