//! What somebody pastes: text, a piece of HTML, or a whole page. They have seen it, so no wall is suspected and nothing of
//! it is left out but what is no text. Imports `domain` and its neighbours.

use super::Given;
use super::page::{self, Cut, Decoded, Facts, Found, NotAnArticle};
use crate::domain::{BlockKind, Field, FieldNote};

/// A first line of at most so many characters can be the title.
const LONGEST_TITLE: usize = 200;

/// Reads pasted text: blank lines part paragraphs; where there are none, each line is one.
pub fn text(text: &str, given: &Given) -> Result<Found, NotAnArticle> {
    let mut facts = Facts::default();
    facts.give(given);
    let mut paragraphs = paragraphs(text);
    if facts.title().is_none() && paragraphs.len() > 1 && paragraphs[0].chars().count() <= LONGEST_TITLE {
        facts.find_title(&paragraphs.remove(0), "the first line");
    }
    let mut html = String::new();
    for paragraph in paragraphs {
        html.push_str("<p>");
        html.push_str(&ammonia::clean_text(&paragraph).replace("&#10;", "<br>"));
    }
    finish(page::cut(&page::sanitise(&html, None)), &facts, "pasted as text")
}

/// Reads pasted HTML: of a whole page the article's part, of a piece of one all there is.
pub fn html(html: &str, given: &Given) -> Result<Found, NotAnArticle> {
    let lower = html.get(..2_000).unwrap_or(html).to_ascii_lowercase();
    if ["<html", "<head", "<body", "<!doctype"].iter().any(|mark| lower.contains(mark)) {
        let decoded = Decoded { text: html.to_owned(), encoding: "UTF-8", how: "pasted" };
        return page::whole(&decoded, given.url.as_ref(), given).map(|(found, _)| found);
    }
    piece(html, given, "pasted as HTML")
}

/// Reads a piece of HTML, all of it.
pub(super) fn piece(html: &str, given: &Given, how: &str) -> Result<Found, NotAnArticle> {
    page::check_nesting(html)?;
    let mut cut = page::cut(&page::sanitise(html, given.url.as_ref()));
    let mut facts = Facts::default();
    facts.give(given);
    if facts.title().is_none()
        && let Some(title) = take_heading(&mut cut)
    {
        facts.find_title(&title, "the first heading");
    }
    finish(cut, &facts, how)
}

fn finish(cut: Cut, facts: &Facts, how: &str) -> Result<Found, NotAnArticle> {
    if cut.lines.is_empty() {
        return Err(NotAnArticle::TooShort { words: 0 });
    }
    let note = FieldNote::new(Field::Text, "", how);
    page::found(cut, facts, note)
}

/// Takes the heading that the text begins with out of it: it is the title.
fn take_heading(cut: &mut Cut) -> Option<String> {
    let first = cut.layout.blocks.first()?;
    if !matches!(first.kind, BlockKind::Heading { .. }) || cut.lines.len() < 2 {
        return None;
    }
    cut.layout.blocks.remove(0);
    cut.layout.marks.retain(|mark| mark.line > 0);
    cut.layout.marks.iter_mut().for_each(|mark| mark.line -= 1);
    Some(cut.lines.remove(0))
}

/// Paragraphs of plain text. Within one, lines that were only broken to be short are put together again.
fn paragraphs(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    let parted = lines.iter().any(|line| line.is_empty());
    if !parted {
        return lines.into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    }
    let groups = lines.split(|line| line.is_empty()).filter(|group| !group.is_empty());
    groups.map(put_together).collect()
}

/// A line that is nearly as long as the longest was broken where it was full.
fn put_together(lines: &[&str]) -> String {
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for line in lines {
        text.push_str(line);
        text.push(if longest > 50 && line.chars().count() + 20 > longest { ' ' } else { '\n' });
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn titled(title: &str) -> Given {
        Given { title: Some(title.to_owned()), ..Given::default() }
    }

    fn blocks(found: &Found) -> Vec<u32> {
        found.article.layout.blocks.iter().map(|block| block.lines).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        let found = text("One. Two.\n\nThree\n", &titled("T")).unwrap();
        assert_eq!(found.article.lines, ["One.", "Two.", "Three"]);
        assert_eq!((blocks(&found), found.article.ordered), (vec![2, 1], true));
        let found = text("One. Two.\r\nThree", &titled("T")).unwrap();
        assert_eq!(blocks(&found), [2, 1]);
    }

    #[test]
    fn lines_that_were_full_are_put_together_and_others_stay() {
        let full = "The harbour office said on Monday that the gate would be shut\nuntil the storm had passed over the town.\n\nRoses\nare red\n";
        let lines = text(full, &titled("T")).unwrap().article.lines;
        assert_eq!(
            lines[0],
            "The harbour office said on Monday that the gate would be shut until the storm had passed over the town."
        );
        assert_eq!(lines[1], "Roses\nare red");
    }

    #[test]
    fn markup_in_text_is_text() {
        let found = text("<b>One</b> & <script>alert(1)</script>\n\n&lt;Two&gt;", &titled("T")).unwrap();
        assert_eq!(found.article.lines, ["<b>One</b> & <script>alert(1)</script>", "&lt;Two&gt;"]);
    }

    #[test]
    fn what_is_given_is_taken_and_else_the_first_line_is_the_title() {
        let url = url::Url::parse("https://example.org/a").unwrap();
        let given = Given { published_on: Some(date(2022, 1, 21)), url: Some(url), ..titled(" A  title ") };
        let article = text("Text.", &given).unwrap().article;
        assert_eq!((article.title.as_str(), article.published_on), ("A title", Some(date(2022, 1, 21))));
        assert_eq!(article.source.url.as_deref(), Some("https://example.org/a"));
        let found = text("Gate opens\n\nIt is open.", &Given::default()).unwrap();
        assert_eq!((found.article.title.as_str(), found.article.lines.len()), ("Gate opens", 1));
        assert_eq!(text("Only this.", &Given::default()), Err(NotAnArticle::NoTitle));
        assert_eq!(text(" \n", &titled("T")), Err(NotAnArticle::TooShort { words: 0 }));
    }

    #[test]
    fn a_piece_of_html_is_taken_whole() {
        let found =
            html("<h2>Gate</h2><p>It <i>is</i> open. Now.</p><ul><li>x</ul><script>y</script>", &Given::default())
                .unwrap();
        assert_eq!(
            (found.article.title.as_str(), found.article.lines.as_slice()),
            ("Gate", ["It is open.", "Now.", "x"].map(String::from).as_slice())
        );
        assert!(found.article.layout.fits(&found.article.lines));
        assert_eq!(found.article.layout.marks[0].line, 0);
        assert_eq!(html(&"<div>".repeat(5_000), &titled("T")), Err(NotAnArticle::TooDeep));
    }
}
