//! How an article is cited: in plain words, and in the three forms that reference managers read. Pure; knows no page.
//! Whatever the article's title holds, each citation stays one citation.

use jiff::civil::Date;
use serde_json::json;

/// What a citation needs to know.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cited<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) site: &'a str,
    pub(super) published_on: Option<Date>,
    /// Where it was published, if that is a web address.
    pub(super) url: Option<&'a str>,
    /// The line of it that is cited, if it is one.
    pub(super) line: Option<CitedLine<'a>>,
}

/// A line, and where it can be checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct CitedLine<'a> {
    pub(super) text: &'a str,
    /// The line's address in this house.
    pub(super) address: &'a str,
}

/// A form of citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Plain,
    Bibtex,
    Ris,
    Csl,
}

impl Format {
    pub(super) const ALL: [Self; 4] = [Self::Plain, Self::Bibtex, Self::Ris, Self::Csl];

    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// As an address writes it.
    pub(super) fn name(self) -> &'static str {
        self.facts().0
    }

    /// As readers know it.
    pub(super) fn title(self) -> &'static str {
        self.facts().1
    }

    /// The ending of a file in this form.
    pub(super) fn ending(self) -> &'static str {
        self.facts().2
    }

    pub(super) fn media_type(self) -> &'static str {
        self.facts().3
    }

    fn facts(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Plain => ("plain", "Plain", "txt", "text/plain; charset=utf-8"),
            Self::Bibtex => ("bibtex", "BibTeX", "bib", "application/x-bibtex; charset=utf-8"),
            Self::Ris => ("ris", "RIS", "ris", "application/x-research-info-systems; charset=utf-8"),
            Self::Csl => ("csl", "CSL-JSON", "json", "application/vnd.citationstyles.csl+json"),
        }
    }

    /// The citation, with a line end behind it.
    pub(super) fn write(self, cited: &Cited<'_>) -> String {
        match self {
            Self::Plain => plain(cited),
            Self::Bibtex => bibtex(cited),
            Self::Ris => ris(cited),
            Self::Csl => csl(cited),
        }
    }
}

fn plain(cited: &Cited<'_>) -> String {
    let title = one_line(cited.title);
    let stop = if title.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    let mut parts = vec![format!("“{title}{stop}”"), one_line(cited.site)];
    parts.extend(cited.published_on.map(|day| day.strftime("%-d %B %Y").to_string()));
    let named = format!("{} {}.", parts[0], parts[1..].join(", "));
    let url = cited.url.map(|url| format!(" {}", one_line(url))).unwrap_or_default();
    let line = cited.line.map(|line| format!("{} In: ", one_line(line.text))).unwrap_or_default();
    let kept = cited.line.map(|line| format!(" Kept at {}", line.address)).unwrap_or_default();
    format!("{line}{named}{url}{kept}\n")
}

/// What a reference says of the line besides the article.
fn note(cited: &Cited<'_>) -> Option<String> {
    cited.line.map(|line| format!("{} ({})", one_line(line.text), line.address))
}

fn bibtex(cited: &Cited<'_>) -> String {
    let mut fields = vec![
        ("title", format!("{{{}}}", tex(cited.title))),
        ("organization", tex(cited.site)),
        ("date", cited.published_on.map(|day| day.to_string()).unwrap_or_default()),
        ("url", cited.url.map(|url| one_line(url).replace('{', "%7B").replace('}', "%7D")).unwrap_or_default()),
        ("note", note(cited).map(|note| tex(&note)).unwrap_or_default()),
    ];
    fields.retain(|(_, value)| !value.is_empty());
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!(",\n  {name} = {{{value}}}")).collect();
    format!("@online{{onrecord-{}{}\n}}\n", cited.id, fields.concat())
}

fn ris(cited: &Cited<'_>) -> String {
    let mut fields = vec![("TY", "NEWS".to_owned()), ("ID", format!("onrecord-{}", cited.id))];
    fields.push(("TI", one_line(cited.title)));
    fields.push(("T2", one_line(cited.site)));
    if let Some(day) = cited.published_on {
        fields.push(("PY", day.strftime("%Y").to_string()));
        fields.push(("DA", day.strftime("%Y/%m/%d").to_string()));
    }
    fields.extend(cited.url.map(|url| ("UR", one_line(url))));
    fields.extend(note(cited).map(|note| ("N1", note)));
    fields.push(("ER", String::new()));
    let lines: Vec<String> = fields.iter().map(|(tag, value)| format!("{tag}  - {value}\r\n")).collect();
    lines.concat()
}

fn csl(cited: &Cited<'_>) -> String {
    let mut item = json!({
        "id": format!("onrecord-{}", cited.id),
        "type": "article-newspaper",
        "title": cited.title,
        "container-title": cited.site,
    });
    if let Some(day) = cited.published_on {
        item["issued"] = json!({ "date-parts": [[day.year(), day.month(), day.day()]] });
    }
    if let Some(url) = cited.url {
        item["URL"] = json!(url);
    }
    if let Some(note) = note(cited) {
        item["note"] = json!(note);
    }
    format!("{:#}\n", json!([item]))
}

/// Everything that could end a line is a space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(|c: char| c.is_control(), "")
}

/// The text, with what TeX would take for a command written out.
fn tex(text: &str) -> String {
    let mut written = String::new();
    for letter in one_line(text).chars() {
        match letter {
            '\\' => written.push_str("\\textbackslash{}"),
            '~' => written.push_str("\\textasciitilde{}"),
            '^' => written.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => written.extend(['\\', letter]),
            other => written.push(other),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    const CITED: Cited<'_> = Cited {
        id: "abcdefghijkl",
        title: "Gate shuts & 100% {closed}",
        site: "example.org",
        published_on: Some(jiff::civil::date(2024, 1, 3)),
        url: Some("https://example.org/a_b"),
        line: None,
    };

    #[test]
    fn each_form_is_as_its_readers_expect_it() {
        assert_eq!(
            Format::Plain.write(&CITED),
            "“Gate shuts & 100% {closed}.” example.org, 3 January 2024. https://example.org/a_b\n"
        );
        assert_eq!(
            Format::Bibtex.write(&CITED),
            "@online{onrecord-abcdefghijkl,\n  title = {{Gate shuts \\& 100\\% \\{closed\\}}},\n  \
             organization = {example.org},\n  date = {2024-01-03},\n  url = {https://example.org/a_b}\n}\n"
        );
        assert_eq!(
            Format::Ris.write(&CITED),
            "TY  - NEWS\r\nID  - onrecord-abcdefghijkl\r\nTI  - Gate shuts & 100% {closed}\r\nT2  - example.org\r\n\
             PY  - 2024\r\nDA  - 2024/01/03\r\nUR  - https://example.org/a_b\r\nER  - \r\n"
        );
        let csl: serde_json::Value = serde_json::from_str(&Format::Csl.write(&CITED)).unwrap();
        assert_eq!(csl[0]["title"], CITED.title);
        assert_eq!(csl[0]["issued"]["date-parts"], json!([[2024, 1, 3]]));
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let bare = Cited { published_on: None, url: None, title: "Who knows?", ..CITED };
        assert_eq!(Format::Plain.write(&bare), "“Who knows?” example.org.\n");
        assert!(!Format::Bibtex.write(&bare).contains("date") && !Format::Ris.write(&bare).contains("DA"));
        assert!(!Format::Csl.write(&bare).contains("issued"));
    }

    #[test]
    fn a_line_is_cited_with_its_own_address() {
        let line = CitedLine { text: "“It is\nshut,” she_said.", address: "/articles/abcdefghijkl/gate#k" };
        let cited = Cited { line: Some(line), ..CITED };
        let plain = Format::Plain.write(&cited);
        assert!(plain.starts_with("“It is shut,” she_said. In: “Gate shuts"), "{plain}");
        assert!(plain.ends_with(" Kept at /articles/abcdefghijkl/gate#k\n"), "{plain}");
        assert!(Format::Bibtex.write(&cited).contains("note = {“It is shut,” she\\_said. (/articles/"));
        assert!(Format::Ris.write(&cited).contains("\r\nN1  - “It is shut,” she_said. (/articles/"));
        assert!(Format::Csl.write(&cited).contains("\"note\": \"“It is shut,”"));
    }

    #[test]
    fn no_title_breaks_out() {
        let hostile = Cited { title: "x}\n}\r\nER  - \u{2028}\\input{/etc/passwd}", ..CITED };
        assert_eq!(Format::Ris.write(&hostile).matches("\r\nER  - ").count(), 1);
        let bibtex = Format::Bibtex.write(&hostile);
        assert!(bibtex.contains("title = {{x\\} \\} ER - \\textbackslash{}input\\{/etc/passwd\\}}},\n"), "{bibtex}");
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.name()), Some(format));
        }
        assert_eq!(Format::parse("BibTeX"), None);
    }
}
