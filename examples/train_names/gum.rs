//! Reads GUM's `dep/*.conllu`: names are the spans of named entities, worked out from its entity and syntax layers.

use crate::corpus::{Doc, DocLine, Marked};
use onrecord::analysis::names::Class;

/// One token of a sentence.
struct Row {
    form: String,
    upos: String,
    xpos: String,
    /// Index of the head within the sentence, if it has one.
    head: Option<usize>,
    relation: String,
    entity: String,
    start: usize,
    end: usize,
}

struct Entity {
    kind: String,
    first: usize,
    last: usize,
}

pub(crate) fn read(id: &str, text: &str) -> Doc {
    let lines = text.split("\n\n").filter_map(sentence).collect();
    Doc { id: id.into(), lines }
}

fn sentence(block: &str) -> Option<DocLine> {
    let text = block.lines().find_map(|l| l.strip_prefix("# text = "))?;
    let mut rows: Vec<Row> = block.lines().filter_map(row).collect();
    place(text, &mut rows);
    let mut line = DocLine { text: text.to_string(), names: Vec::new() };
    let mut taken = vec![false; rows.len()];
    for entity in entities(&rows) {
        let free = |&(first, last, _): &(usize, usize, Class)| taken[first..=last].iter().all(|t| !t);
        if let Some((first, last, class)) = name_of(&rows, &entity).filter(free) {
            taken[first..=last].fill(true);
            line.names.push(Marked { start: rows[first].start, end: rows[last].end, class });
        }
    }
    add_rest(&rows, &taken, &mut line);
    line.names.sort_by_key(|n| n.start);
    Some(line)
}

fn row(line: &str) -> Option<Row> {
    let fields: Vec<&str> = line.split('\t').collect();
    let &[id, form, _, upos, xpos, _, head, relation, _, misc] = fields.as_slice() else { return None };
    id.parse::<usize>().ok()?;
    let entity = misc.split('|').find_map(|m| m.strip_prefix("Entity=")).unwrap_or_default();
    Some(Row {
        form: form.into(),
        upos: upos.into(),
        xpos: xpos.into(),
        head: head.parse::<usize>().ok().and_then(|h| h.checked_sub(1)),
        relation: relation.into(),
        entity: entity.into(),
        start: 0,
        end: 0,
    })
}

/// Finds each token in the sentence's text.
fn place(text: &str, rows: &mut [Row]) {
    let mut at = 0;
    for row in rows {
        if let Some(found) = text.get(at..).and_then(|rest| rest.find(&row.form)).filter(|&f| f < 4) {
            at += found;
            (row.start, row.end) = (at, at + row.form.len());
            at = row.end;
        } else {
            (row.start, row.end) = (at, at);
        }
    }
}

/// The bracketed entities, longest first.
fn entities(rows: &[Row]) -> Vec<Entity> {
    let mut open: Vec<(String, Entity)> = Vec::new();
    let mut done = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        for part in row
            .entity
            .split_inclusive(['(', ')'])
            .collect::<Vec<_>>()
            .join("")
            .replace('(', "\n(")
            .replace(')', ")\n")
            .lines()
        {
            let opens = part.starts_with('(');
            let closes = part.ends_with(')');
            let body = part.trim_matches(['(', ')']);
            let id = body.split('-').next().unwrap_or_default().to_string();
            if opens {
                let kind = body.split('-').nth(1).unwrap_or_default().to_string();
                open.push((id.clone(), Entity { kind, first: at, last: at }));
            }
            if closes && let Some(found) = open.iter().rposition(|(i, _)| *i == id) {
                let (_, mut entity) = open.remove(found);
                entity.last = at;
                done.push(entity);
            }
        }
    }
    done.sort_by_key(|e| (std::cmp::Reverse(e.last - e.first), e.first));
    done
}

fn name_of(rows: &[Row], entity: &Entity) -> Option<(usize, usize, Class)> {
    let within = entity.first..=entity.last;
    let head = within.clone().find(|&at| rows[at].head.is_none_or(|h| !within.contains(&h)))?;
    if entity.kind == "person" && (!is_name(&rows[head]) || is_title(&rows[head].form)) {
        // "English captain Harry Kane": the name hangs below the noun
        let named = |at: &usize| rows[*at].head == Some(head) && is_name(&rows[*at]) && !is_title(&rows[*at].form);
        let hangs = |at: &usize| rows[*at].relation.starts_with("flat") || rows[*at].relation == "appos";
        let below = within.clone().filter(|at| *at > head).find(|at| named(at) && hangs(at))?;
        return if rows[below].xpos == "NNPS" { None } else { person(rows, head, below) };
    }
    if !is_name(&rows[head]) {
        return None;
    }
    match entity.kind.as_str() {
        "person" if rows[head].xpos == "NNPS" => span(rows, entity, head, Class::Other),
        "person" => person(rows, head, head),
        "organization" => span(rows, entity, head, Class::Organization),
        "place" => span(rows, entity, head, Class::Place),
        "time" => None,
        _ => span(rows, entity, head, Class::Other),
    }
}

fn is_name(row: &Row) -> bool {
    row.upos == "PROPN" || row.xpos.starts_with("NNP")
}

/// The words from `first` on that are flat below the head, without titles.
fn person(rows: &[Row], head: usize, first: usize) -> Option<(usize, usize, Class)> {
    let flat = |mut at: usize| loop {
        if at == head || at == first {
            return true;
        }
        if !rows[at].relation.starts_with("flat") && rows[at].xpos != "HYPH" {
            return false;
        }
        match rows[at].head {
            Some(next) if next < rows.len() => at = next,
            _ => return false,
        }
    };
    let mut last = first;
    while last + 1 < rows.len() && flat(last + 1) {
        last += 1;
    }
    let mut first = first;
    while first < last && is_title(&rows[first].form) {
        first += 1;
    }
    (!is_title(&rows[first].form)).then_some((first, last, Class::Person))
}

fn is_title(form: &str) -> bool {
    const TITLES: &str = " mr mrs ms miss dr prof professor emeritus sir lord lady dame president vice prime minister secretary senator governor \
        mayor judge justice attorney general chief director king queen prince princess pope colonel captain lieutenant sergeant major admiral \
        ambassador chancellor speaker sheriff undersecretary student critic court man woman doctor mom dad god ";
    TITLES.contains(&format!(" {} ", form.trim_end_matches('.').to_lowercase()))
}

/// The capitalised words around the head, with links between them.
fn span(rows: &[Row], entity: &Entity, head: usize, class: Class) -> Option<(usize, usize, Class)> {
    let capital = |at: usize| rows[at].form.starts_with(char::is_uppercase);
    let link = |at: usize| {
        matches!(rows[at].form.as_str(), "of" | "for" | "and" | "the" | "&" | "-" | "de" | "la" | "del" | "on" | ".")
    };
    let mut last = head;
    let mut at = head + 1;
    while at <= entity.last && (capital(at) || link(at) || rows[at].xpos == "CD" && capital(at - 1)) {
        if capital(at) {
            last = at;
        }
        at += 1;
    }
    let mut first = head;
    let mut at = head;
    while at > entity.first && (capital(at - 1) || link(at - 1)) {
        at -= 1;
        if capital(at) && rows[at].upos != "DET" {
            first = at;
        }
    }
    capital(head).then_some((first, last, class))
}

/// Other capitalised proper nouns and adjectives within the sentence are names of something.
fn add_rest(rows: &[Row], taken: &[bool], line: &mut DocLine) {
    for (at, row) in rows.iter().enumerate().skip(1) {
        let proper = row.xpos == "JJ" && row.form.len() > 4;
        if proper && !taken[at] && row.form.starts_with(char::is_uppercase) && row.end > row.start {
            line.names.push(Marked { start: row.start, end: row.end, class: Class::Other });
        }
    }
}
