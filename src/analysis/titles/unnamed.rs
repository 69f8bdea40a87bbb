//! People whom a line brings in without a name: "a spokesman said". A later "the spokesman" may be one of them. Imports
//! the line and the lexicon.

use super::super::lexicon::{BE, DETERMINER, FINITE, NUMBER, PREPOSITION, ROLE};
use super::super::line::Line;
use super::office::head_of;

/// How many words may stand between "a" and the noun.
const NEAR: usize = 5;

/// The nouns under which a line brings in somebody without a name.
pub(crate) fn heads<'a>(line: &'a Line<'_>) -> impl Iterator<Item = String> + 'a {
    let articles = (0..line.len()).filter(|&at| is_article(line, at));
    articles.filter_map(|at| head(line, at))
}

/// What the word is known for is asked first: every word of an article is looked at.
fn is_article(line: &Line<'_>, at: usize) -> bool {
    line.is(at, DETERMINER.or(NUMBER)) && line.one_of(at, &["a", "an", "another", "one"])
}

fn head(line: &Line<'_>, article: usize) -> Option<String> {
    let noun = (article + 1..article + 1 + NEAR).find(|&i| line.is(i, ROLE) && !line.is(i + 1, ROLE))?;
    let phrase = (article + 1..noun).all(|i| line.is_word(i) && !line.is(i, PREPOSITION));
    let named = (noun + 1..noun + 4).any(|i| line.is_person(i)) && !line.is_possessive(noun + 1);
    let describes = describes(line, article) && !line.is(noun + 1, FINITE);
    (phrase && !describes && !named).then(|| head_of(line.word(noun)))
}

/// "Smith, a spokesman", "is a spokesman", "as a senator": what somebody with a name is.
fn describes(line: &Line<'_>, article: usize) -> bool {
    article.checked_sub(1).is_some_and(|b| {
        line.is_comma(b) || line.is_dash(b) || line.is(b, BE) || line.one_of(b, &["as", "become", "became", "like"])
    })
}
