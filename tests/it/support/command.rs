//! Running the real program and waiting for its end.

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// What a command left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// The lines of standard output, as JSON.
    pub(crate) fn rows(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8 output");
        Self {
            status: output.status.code().expect("ended by itself"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

/// The real program, with nothing of the tester's environment that it listens to.
pub(crate) fn onrecord() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ONRECORD_")) {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// Runs `onrecord` with `args` to its end.
pub(crate) fn run(args: &[&str]) -> Ran {
    onrecord().args(args).output().expect("the program starts").into()
}

/// Runs `onrecord` with `args`, feeding it `input`.
pub(crate) fn run_fed(args: &[&str], input: &[u8]) -> Ran {
    let mut command = onrecord();
    command.args(args);
    run_in(command, input)
}

/// Runs `command` to its end, feeding it `input`.
pub(crate) fn run_in(mut command: Command, input: &[u8]) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || stdin.write_all(&input));
    let ran = child.wait_with_output().expect("the program ends").into();
    feeder.join().expect("no panic").expect("all input was read");
    ran
}

/// Says, past the test runner that hides what passing tests print, that a test did not run.
pub(crate) fn skipped(why: &str) {
    let test = std::thread::current().name().unwrap_or_default().to_owned();
    writeln!(std::io::stderr(), "SKIPPED {test}: {why}").expect("standard error");
}
