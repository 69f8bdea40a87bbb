//! What must hold on every kind of page: valid HTML, and no fault in accessibility that a machine can find. The two
//! tools are not part of this repository: `.ci/page-tools` fetches them into `target/page-tools`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

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
        for (path, _) in &house.pages {
            browser.open(&format!("{address}{path}")).await;
            for width in WIDTHS {
                browser.resize(width).await;
                let found = browser.ask_and_wait(FAULTS).await;
                faults.extend(found.lines().map(|fault| format!("{path}, {theme}, {width}: {fault}")));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    browser.close().await;
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
    for (n, (path, status)) in house.pages.iter().enumerate() {
        let answer = house.server.get(path);
        assert_eq!(answer.status, *status, "{path}");
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
