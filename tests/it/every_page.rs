//! What must hold on every kind of page: valid HTML, and no fault in accessibility that a machine can find. The two
//! tools are not part of this repository: `.ci/page-tools` fetches them into `target/page-tools`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::support::accounts::post_as;
use crate::support::browser::Browser;
use crate::support::command::skipped;
use crate::support::pages::Furnished;
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
    let house = Furnished::beside().await;
    let address = format!("http://{}", house.server.address);
    the_tool_finds_faults(&browser, &address).await;
    let mut faults = Vec::new();
    for theme in THEMES {
        browser.set_cookie(&address, "reading", &format!("theme-{theme}")).await;
        for visit in house.visits() {
            browser.visit(&visit).await;
            faults.extend(found(&browser, visit.path, theme).await);
        }
        for form in FORMS {
            fill(&browser, &format!("{address}{}", form.0), form.1, form.2).await;
            faults.extend(found(&browser, form.1, theme).await);
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    browser.close().await;
}

type Fields = &'static [(&'static str, &'static str)];

/// Forms of those who are signed in, by their page, the form and its fields, whose answer is a page of its own.
const FORMS: [(&str, &str, Fields); 5] = [
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
    let house = Furnished::new();
    let folder = House::empty();
    let mut names = Vec::new();
    let posted = FORMS.iter().map(|(_, form, fields)| (*form, post_as(&house.server, &house.cookie, form, fields)));
    let visited = house.visits().into_iter().map(|visit| {
        let answer = visit.answer();
        assert_eq!(answer.status, visit.status, "{}", visit.path);
        (visit.path, answer)
    });
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
