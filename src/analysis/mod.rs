//! The heart: reads an article and says who is in it and who said what. Pure and total: no IO, clock, randomness or
//! hash order; never fails, never drops a line. Imports only `domain`.

mod cast;
mod gender;
pub mod identity;
mod language;
mod lexicon;
mod line;
pub mod names;
mod quotes;
pub mod same;
mod sentences;
mod speech;
mod surnames;
mod titles;
pub mod tokens;
#[cfg(test)]
mod total_tests;

use crate::domain::{Article, Language, Reading, Statement};

/// The version of the rules. An article read by an older one must be read again.
pub const VERSION: u32 = 10;

/// Reads one article.
#[must_use]
pub fn read(article: &Article) -> Reading {
    let mut lines: Vec<line::Line<'_>> = article.lines.iter().map(|l| line::Line::of(l)).collect();
    let language = language::of(&article.title, &lines);
    if language != Some(Language::ENGLISH) {
        return Reading { language, ..Reading::default() };
    }
    let names = names::recognise(
        &lines.iter().map(|l| names::Tokenised { text: l.text, tokens: &l.tokens }).collect::<Vec<_>>(),
    );
    for (line, names) in lines.iter_mut().zip(names) {
        line.set_names(names);
    }
    surnames::agree(&mut lines);
    let cast = cast::gather(&lines, article.ordered);
    let statements = statements(&lines, &cast, article.ordered);
    Reading { language, persons: cast.members, mentions: cast.mentions, statements }
}

/// All statements of an article, line by line; only an ordered article's lines know what stands before them.
fn statements(lines: &[line::Line<'_>], cast: &cast::Cast, ordered: bool) -> Vec<Statement> {
    let mut past = speech::Past::default();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let scene = speech::Scene { line, index, cast, past: ordered.then_some(&past) };
        let on_line = speech::statements(scene);
        if ordered {
            let told = index.checked_sub(1).and_then(|i| speech::below::speaker(scene, &lines[i], &on_line));
            if let Some(speaker) = &told {
                speech::below::give(speaker, &lines[index - 1], &mut found);
            }
            past.add(scene.seen(&on_line));
            past.speaks(told.filter(|_| on_line.is_empty() && !speech::below::asks(line)));
        }
        found.extend(on_line);
    }
    found
}
