//! What must hold on every kind of page: valid HTML, and no fault in accessibility that a machine can find. The two
//! tools are not part of this repository: `.ci/page-tools` fetches them into `target/page-tools`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::support::accounts::post_as;
use crate::support::browser::Browser;
use crate::support::command::skipped;
use crate::support::pages::{Furnished, Home};
use crate::support::server::House;

const THEMES: [&str; 3] = ["light", "dark", "sepia"];
const WIDTHS: [u32; 2] = [1280, 390];

/// Asks axe for all that WCAG 2.0, 2.1 and 2.2 demand on levels A and AA, of all that the page can show.
const FAULTS: &str = r"
    const done = arguments[arguments.length - 1];
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const wishes = { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } };
    const tell = (found) => found.nodes.map((node) => found.id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary);
    axe.run(document, wishes).then(
      (found) => done(found.violations.flatMap(tell).join('\n')),
      (error) => done('axe failed: ' + error),
    );";

/// A file of the tools; `None`, and a line that says so, where they are not there, but where `CI` is set, a failure.
fn tool(file: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/page-tools/node_modules").join(file);
    if path.is_file() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "`.ci/page-tools` must be run before the tests where CI is set");
    skipped(&format!("{file} is not there; `.ci/page-tools` fetches it"));
    None
}

#[tokio::test]
async fn no_page_has_a_fault_in_accessibility_in_any_theme_or_width() {
    let Some(axe) = tool("axe-core/axe.min.js") else { return };
    let Some(browser) = Browser::start(WIDTHS[0]).await else { return };
    browser.run_before_every_page(&fs::read_to_string(axe).expect("a script")).await;
    let houses = Furnished::beside().await;
    the_tool_finds_faults(&browser, &houses.open.address()).await;
    let mut faults = Vec::new();
    for theme in THEMES {
        browser.set_cookie(&houses.open.address(), "reading", &format!("theme-{theme}")).await;
        for visit in houses.visits() {
            browser.visit(&visit).await;
            faults.extend(found(&browser, visit.path, theme).await);
        }
        for (home, (page, form, fields)) in forms(&houses) {
            home.let_in(&browser).await;
            fill(&browser, &format!("{}{page}", home.address()), form, fields).await;
            faults.extend(found(&browser, form, theme).await);
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    browser.close().await;
}

/// A form by its page, where it is sent to, and what its fields are filled with.
type Form = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// Forms of those who are signed in whose answer is a page of its own.
const FORMS: [Form; 5] = [
    ("/settings", "/settings/tokens", &[("name", "Another")]),
    ("/settings", "/settings/password", &[("old", "not it"), ("password", "short is it"), ("again", "not the same")]),
    (
        "/settings/users",
        "/settings/users",
        &[("name", "rea"), ("password", "a fine password"), ("again", "a fine password")],
    ),
    (
        "/settings/second-factor",
        "/settings/second-factor",
        &[("code", "000000"), ("old", super::support::accounts::PASSWORD)],
    ),
    ("/settings/users/anna", "/settings/users/anna", &[]),
];

/// The same of those who add articles.
const FORMS_OF_ADDING: [Form; 2] =
    [("/add", "/add", &[("addresses", "none")]), ("/add", "/add/text", &[("url", "x:")])];

fn forms(houses: &Furnished) -> impl Iterator<Item = (&Home, Form)> {
    let open = FORMS.into_iter().map(|form| (&houses.open, form));
    open.chain(FORMS_OF_ADDING.into_iter().map(|form| (&houses.busy, form)))
}

/// Fills a form and sends it, past what the browser itself would say of its fields.
async fn fill(browser: &Browser, page: &str, form: &str, fields: &[(&str, &str)]) {
    browser.open(page).await;
    for (name, value) in fields {
        browser.fill(&format!("form[action='{form}'] [name={name}]"), value).await;
    }
    browser.ask(&format!("document.querySelector(\"form[action='{form}']\").noValidate = true; return ''")).await;
    browser.press_on(&format!("form[action='{form}'] .actions button")).await;
}

/// What axe finds on the page that is open, at each width.
async fn found(browser: &Browser, what: &str, theme: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for width in WIDTHS {
        browser.resize(width).await;
        let found = browser.ask_and_wait(FAULTS).await;
        faults.extend(found.lines().map(|fault| format!("{what}, {theme}, {width}: {fault}")));
        if browser.must_be_scrolled_sideways().await {
            faults.push(format!("{what}, {theme}, {width}: it is wider than the window"));
        }
    }
    faults
}

/// Faults of several kinds are found on a page that was spoilt: a test that finds none may be blind.
async fn the_tool_finds_faults(browser: &Browser, address: &str) {
    browser.open(&format!("{address}/people")).await;
    let spoil = "document.documentElement.lang = ''; const main = document.querySelector('main');
        for (const link of main.querySelectorAll('p')) link.style.color = 'var(--rule)';
        for (const words of ['a', 'b']) { const button = document.createElement('button'); button.textContent = words;
            button.style.cssText = 'padding: 0; border: 0; width: 9px; height: 9px; font-size: 8px'; main.append(button); }";
    browser.ask(spoil).await;
    let found = browser.ask_and_wait(FAULTS).await;
    for rule in ["html-has-lang", "color-contrast", "target-size"] {
        assert!(found.contains(rule), "{rule} is not among what was found: {found}");
    }
}

#[test]
fn every_page_is_valid_html() {
    let Some(tool) = tool("html-validate/bin/html-validate.mjs") else { return };
    let houses = Furnished::new();
    let folder = House::empty();
    let mut names = Vec::new();
    let visited = houses.visits().map(|visit| {
        let answer = visit.answer();
        assert_eq!(answer.status, visit.status, "{}", visit.path);
        (visit.path, answer)
    });
    let posted =
        forms(&houses).map(|(home, (_, form, fields))| (form, post_as(&home.server, &home.cookie, form, fields)));
    for (n, (path, answer)) in visited.chain(posted).enumerate() {
        let name = format!("{n}{}.html", path.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
        fs::write(folder.at(&name), answer.body).expect("a file");
        names.push(name);
    }
    let check = |names: &[String]| {
        let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/.ci/html-validate.json");
        let mut command = Command::new("node");
        command.arg(&tool).args(["--config", rules, "--formatter", "text"]).args(names).current_dir(folder.at(""));
        command.output().expect("node runs")
    };
    fs::write(folder.at("spoilt.html"), "<!doctype html><ul><p>No title, no item</ul>").expect("a file");
    assert!(!check(&["spoilt.html".to_owned()]).status.success(), "faults are found where there are some");
    let checked = check(&names);
    let found = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "{found}{}", String::from_utf8_lossy(&checked.stderr));
}
