//! Parses the configuration, starts tracing, runs one command; no logic.

fn main() {}
