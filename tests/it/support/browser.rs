//! A headless Chromium of the test's own, started with the test and ended with it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, Key, LoggingPrefsLogLevel};

use super::command::skipped;
use super::pages::Visit;

/// No network of its own, nothing kept, and runnable in a container.
const SWITCHES: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    // What scrolls gently is not there yet when it is clicked.
    "--force-prefers-reduced-motion",
];

/// A browser with one tab.
#[derive(Debug)]
pub(crate) struct Browser {
    tab: WebDriver,
    _driver: Driver,
    _profile: TempDir,
}

#[derive(Debug)]
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Browser {
    /// Starts a browser whose window is `width` wide. `None`, and a line that says so, where there is no Chromium;
    /// but where `CI` is set, that is a failure.
    pub(crate) async fn start(width: u32) -> Option<Self> {
        let Some((driver, port)) = start_driver() else {
            assert!(std::env::var_os("CI").is_none(), "chromium and chromedriver must be installed where CI is set");
            skipped("chromium and chromedriver are not installed");
            return None;
        };
        // The client that speaks to the driver wants one, although it speaks in plain words. Another test may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let profile = tempfile::tempdir().expect("a folder");
        let mut wishes = DesiredCapabilities::chrome();
        for switch in SWITCHES {
            wishes.add_arg(switch).expect("a switch");
        }
        wishes.add_arg(&format!("--user-data-dir={}", profile.path().display())).expect("a switch");
        for log in ["browser", "performance"] {
            wishes.set_logging_prefs(log, LoggingPrefsLogLevel::All).expect("a log");
        }
        let tab = WebDriver::new(format!("http://127.0.0.1:{port}"), wishes).await.expect("a browser");
        let browser = Self { tab, _driver: driver, _profile: profile };
        browser.resize(width).await;
        // Its own first page, and what that asked for, is none of ours.
        browser.open("about:blank").await;
        browser.complaints().await;
        browser.requests().await;
        Some(browser)
    }

    pub(crate) async fn open(&self, address: &str) {
        self.tab.goto(address).await.expect("a page");
    }

    /// Opens a page as whoever looks at it.
    pub(crate) async fn visit(&self, visit: &Visit<'_>) {
        let address = visit.address();
        self.sign_in(&address, visit.cookie.unwrap_or("session=nobody")).await;
        self.open(&address).await;
    }

    /// From now on the browser shows `cookie`, as `Visitor` has it, at this address.
    pub(crate) async fn sign_in(&self, address: &str, cookie: &str) {
        let (name, value) = cookie.split_once('=').expect("a cookie");
        self.set_cookie(address, name, value).await;
    }

    pub(crate) async fn resize(&self, width: u32) {
        let size = json!({"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600});
        self.command("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// From now on every page has run `script` before its own.
    pub(crate) async fn run_before_every_page(&self, script: &str) {
        self.command("Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await;
    }

    /// From now on no page runs a script. Those of tests run still.
    pub(crate) async fn switch_scripts_off(&self) {
        self.command("Emulation.setScriptExecutionDisabled", json!({"value": true})).await;
    }

    pub(crate) async fn set_cookie(&self, address: &str, name: &str, value: &str) {
        self.command("Network.setCookie", json!({"url": address, "name": name, "value": value})).await;
    }

    async fn command(&self, name: &str, values: Value) {
        self.tab.cdp().send_raw(name, values).await.expect("a command that the browser knows");
    }

    pub(crate) async fn back(&self) {
        self.tab.back().await.expect("the page before");
    }

    /// Path and query of the page that is open.
    pub(crate) async fn path(&self) -> String {
        let address = self.tab.current_url().await.expect("an address");
        address[url::Position::BeforePath..].to_owned()
    }

    /// Waits until the page that is open is one whose path and query fit: a form leads on when the browser gets to it.
    pub(crate) async fn arrives_where(&self, fits: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !fits(&self.path().await) {
            assert!(start.elapsed() < Duration::from_secs(20), "it led to {}", self.path().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub(crate) async fn heading(&self) -> String {
        self.tab.query(By::Css("h1")).first().await.expect("a heading").text().await.expect("its text")
    }

    /// The path that the first link fitting `css` leads to.
    pub(crate) async fn link(&self, css: &str) -> String {
        let link = self.tab.query(By::Css(css)).first().await.expect("a link");
        link.attr("href").await.expect("a link").expect("an address")
    }

    /// Clicks the first link that leads to `path`.
    pub(crate) async fn click(&self, path: &str) {
        let link = self.tab.query(By::Css(format!("main a[href='{path}']"))).first().await.expect("a link");
        link.scroll_into_view().await.expect("it shows");
        link.click().await.expect("a click");
    }

    /// Presses the first thing that fits `css`.
    pub(crate) async fn press_on(&self, css: &str) {
        let thing = self.tab.query(By::Css(css)).first().await.expect("something to press");
        thing.scroll_into_view().await.expect("it shows");
        thing.click().await.expect("a click");
    }

    /// Writes `text` into the field that fits `css`, instead of what stands there.
    pub(crate) async fn fill(&self, css: &str, text: &str) {
        let field = self.tab.query(By::Css(css)).first().await.expect("a field");
        field.clear().await.expect("an empty field");
        field.send_keys(text).await.expect("keys");
    }

    /// Goes to the link that leads to `path` by the tabulator key, sees that the focus shows, and presses Enter.
    pub(crate) async fn tab_to_and_enter(&self, path: &str) {
        for _ in 0..500 {
            self.press(Key::Tab).await;
            let focused = self.tab.active_element().await.expect("a focused element");
            if focused.attr("href").await.expect("an element").as_deref() == Some(path) {
                assert_ne!(focused.css_value("outline-style").await.expect("a style"), "none", "the focus shows");
                self.press(Key::Enter).await;
                return;
            }
        }
        unreachable!("no link to {path} can be reached by the tabulator key");
    }

    /// Types `keys`, one after the other, wherever the focus is.
    pub(crate) async fn type_keys(&self, keys: &str) {
        self.tab.action_chain().send_keys(keys).perform().await.expect("keys");
    }

    /// What `script` returns, as text.
    pub(crate) async fn ask(&self, script: &str) -> String {
        let answer = self.tab.execute(script, []).await.expect("a script");
        answer.json().as_str().unwrap_or_default().to_owned()
    }

    /// What `script` hands to the function that is its last argument, as text.
    pub(crate) async fn ask_and_wait(&self, script: &str) -> String {
        let answer = self.tab.execute_async(script, []).await.expect("a script");
        answer.json().as_str().unwrap_or_default().to_owned()
    }

    async fn press(&self, key: Key) {
        let pressed = self.tab.action_chain().send_keys(key + "").perform().await;
        pressed.expect("a key");
    }

    /// Whether the page is wider than the window.
    pub(crate) async fn must_be_scrolled_sideways(&self) -> bool {
        let script = "return document.documentElement.scrollWidth > window.innerWidth";
        let answer = self.tab.execute(script, []).await.expect("a script");
        answer.json().as_bool().expect("a yes or no")
    }

    /// What the browser complained about since it was asked last.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let log = self.tab.browser_log().await.expect("a log");
        log.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect()
    }

    /// The addresses that the pages asked for since it was asked last.
    pub(crate) async fn requests(&self) -> Vec<String> {
        let log = self.tab.get_log("performance").await.expect("a log");
        let event = |text: &str| serde_json::from_str::<Value>(text).expect("JSON")["message"].take();
        let events = log.iter().map(|entry| event(&entry.message));
        let sent = events.filter(|event| event["method"] == "Network.requestWillBeSent");
        sent.filter_map(|event| event["params"]["request"]["url"].as_str().map(str::to_owned)).collect()
    }

    pub(crate) async fn close(self) {
        self.tab.quit().await.expect("its end");
    }
}

/// Starts chromedriver on a free port.
fn start_driver() -> Option<(Driver, u16)> {
    let chromium = ["chromium", "chromium-browser", "google-chrome"];
    let there = |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|o| o.status.success());
    chromium.iter().find(|name| there(name))?;
    let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut driver = Driver(started.ok()?);
    let lines = BufReader::new(driver.0.stdout.take()?).lines();
    let port = lines.map_while(Result::ok).find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    Some((driver, port?))
}
