//! Whether the subject of a clause says the words behind its colon: "Berg smiled: “No.”" does, "Berg opened the letter:
//! “No.”" does not. Imports the line and the lexicon.

use super::super::lexicon::{BE, SPEECH_NOUN, VERB_PARTICIPLE};
use super::super::line::Line;
use super::subject::{Subject, phrase_start};

/// Verbs of those who are given words, or hold them up: what follows is somebody else's.
const OTHERS: &[&str] = &[
    "received",
    "receives",
    "got",
    "gets",
    "opened",
    "opens",
    "read",
    "reads",
    "reading",
    "found",
    "finds",
    "saw",
    "sees",
    "heard",
    "hears",
    "shared",
    "shares",
    "quoting",
    "quoted",
    "quotes",
    "citing",
    "cited",
    "cites",
    "wants",
    "wanted",
    "shown",
    "handed",
    "given",
    "sent",
    "remembers",
    "remembered",
    "recalls",
    "recalled",
    "reposted",
    "retweeted",
];

/// Whether the clause from the subject to the colon at `colon` leads to words of the subject's own.
pub(super) fn leads(line: &Line<'_>, subject: &Subject, colon: usize) -> bool {
    let clause = || (subject.end..colon).filter(|&i| !line.in_quote(i));
    // "Berg was told: “..”"
    let passive = clause().any(|i| {
        line.is(i, BE)
            && (i + 1..colon.min(i + 3)).any(|v| line.is(v, VERB_PARTICIPLE) && !line.word(v).ends_with("ing"))
    });
    let asked = line.one_of(colon - 1, &["asked", "told", "pressed"]);
    let others = clause().any(|i| line.one_of(i, OTHERS));
    let quoted = line.in_quote(colon + 1);
    quoted && !passive && !asked && !others && !clause().any(|i| owns_words(line, i))
}

/// "Ms Osei's reply", "a letter from Ms Osei", "told by Ms Osei": whose words they are.
fn owns_words(line: &Line<'_>, at: usize) -> bool {
    let Some(name) = line.name_at(at).filter(|n| line.is_person(n.first_token) && n.first_token == at) else {
        return false;
    };
    let owner = line.is_possessive(name.last_token + 1) && line.is(name.last_token + 2, SPEECH_NOUN);
    let first = phrase_start(line, at);
    owner || first > 0 && line.one_of(first - 1, &["by", "from"])
}
