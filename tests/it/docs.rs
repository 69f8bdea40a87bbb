//! What the documentation must say.

use clap::CommandFactory;
use onrecord::config::Config;

use crate::support::command::run_fed;

const README: &str = include_str!("../../README.md");

#[test]
fn the_readme_names_every_command_flag_and_variable() {
    let program = Config::command();
    let commands: Vec<&clap::Command> = program.get_subcommands().chain([&program]).collect();
    for command in &commands[..commands.len() - 1] {
        let name = format!("onrecord {}", command.get_name());
        assert!(README.contains(&name), "README.md does not name `{name}`");
    }
    for argument in commands.iter().flat_map(|command| command.get_arguments()) {
        if let Some(flag) = argument.get_long() {
            assert!(README.contains(&format!("--{flag}")), "README.md does not name --{flag}");
        }
        if let Some(variable) = argument.get_env() {
            let variable = variable.to_string_lossy();
            assert!(README.contains(&*variable), "README.md does not name {variable}");
        }
    }
}

#[test]
fn every_setting_is_a_flag_and_a_variable() {
    for setting in Config::command().get_arguments() {
        let flag = setting.get_long().expect("a flag");
        let variable = setting.get_env().map(|name| name.to_string_lossy().into_owned());
        assert_eq!(variable, Some(format!("ONRECORD_{}", flag.replace('-', "_").to_uppercase())));
    }
}

#[test]
fn the_readme_names_every_exit_status() {
    for status in onrecord::exit::Exit::ALL {
        let row = format!("| {} |", status as u8);
        assert!(README.contains(&row), "README.md does not explain exit status {}", status as u8);
    }
}

#[test]
fn the_readmes_example_of_analyse_is_true() {
    let blocks: Vec<&str> = README.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let ran = run_fed(&["analyse", "-"], blocks[0].as_bytes());
    let promised: serde_json::Value = serde_json::from_str(blocks[1]).expect("JSON");
    assert_eq!(ran.rows(), [promised]);
}
