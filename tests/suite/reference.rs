//! The reference pages of `docs/`, made from the lists that the program itself goes by.

use std::fmt::Write;
use std::path::Path;

use crate::common::binary::{racepace, stdout};
use crate::common::expected::matches_file;
use racepace::diag::codes::PROBLEMS;
use racepace::rules::RULES;
use racepace::{library, season};
use serde_json::Value;

const GENERATED: &str = "<!-- Made by tests/suite/reference.rs; UPDATE_EXPECTED=1 cargo test writes it. -->\n\n";

/// A page of the reference.
fn page(name: &str, text: &str) {
    matches_file(&format!("docs/src/reference/{name}.md"), &format!("{GENERATED}{}\n", text.trim_end()));
}

#[test]
fn the_keys_of_a_season_file_are_documented() {
    let mut text =
        "# Season file\n\nEvery key of a season file, heading by heading. A key in bold is required.\n".to_owned();
    headings(&season::schema(), &mut text);
    page("season-file", &text);
}

#[test]
fn the_keys_of_a_workouts_file_are_documented() {
    let mut text = "# Workouts file\n\nEvery key of `workouts.toml`. A key in bold is required.\n".to_owned();
    headings(&library::schema(), &mut text);
    page("workouts-file", &text);
}

/// A section for each heading of a file, and one for each table behind a key of it.
fn headings(schema: &Value, text: &mut String) {
    for (name, heading) in schema["properties"].as_object().unwrap() {
        let shown = if heading["type"] == "array" { format!("[[{name}]]") } else { format!("[{name}]") };
        let _ = writeln!(text, "\n## `{shown}`\n\n{}.", capitalized(description(heading)));
        keys(table(heading).unwrap(), text);
        for (name, key) in table(heading).unwrap()["properties"].as_object().unwrap() {
            if let Some(inner) = table(key) {
                let _ = writeln!(text, "\n### `{name}` of `{shown}`\n\n{}.", capitalized(description(key)));
                keys(inner, text);
            }
        }
    }
}

/// A row for each key of a table.
fn keys(table: &Value, text: &mut String) {
    text.push_str("\n| key | value | what it says |\n| --- | --- | --- |\n");
    let is_required = |name: &str| table["required"].as_array().is_some_and(|names| names.iter().any(|of| of == name));
    for (name, key) in table["properties"].as_object().unwrap() {
        let shown = if is_required(name) { format!("**`{name}`**") } else { format!("`{name}`") };
        let _ = writeln!(text, "| {shown} | {} | {} |", value(key), description(key).replace('|', "\\|"));
    }
}

/// What stands behind a key, in a coach's words.
fn value(schema: &Value) -> String {
    if let Some(words) = schema["enum"].as_array() {
        // Numbers may be in quotes as well; zones are too many to list.
        let is_quoted =
            |word: &Value| words.iter().any(|other| other.is_number() && Some(&*other.to_string()) == word.as_str());
        let shown: Vec<&Value> = words.iter().filter(|word| !is_quoted(word)).collect();
        return match shown.len() {
            0..=12 => shown.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
            _ => "a name of a list".to_owned(),
        };
    }
    if schema["const"].is_string() {
        return format!("`{}`", schema["const"]);
    }
    if let Some(forms) = schema["anyOf"].as_array() {
        let forms: Vec<String> = forms.iter().map(value).collect();
        return if forms[0] == forms[1] { forms[0].clone() } else { forms.join(", or ") };
    }
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("array"), _) => format!("a list: {}", value(&schema["items"])),
        (Some("object"), _) => "a table".to_owned(),
        (Some("boolean"), _) => "`true` or `false`".to_owned(),
        (Some("integer"), _) => format!("a whole number, {} to {}", schema["minimum"], schema["maximum"]),
        (_, Some("date")) => "a date".to_owned(),
        (_, Some("time-local")) => "a time of day".to_owned(),
        // Only times of day are texts of such a pattern.
        _ if schema["pattern"].as_str().is_some_and(|pattern| pattern.contains("[0-5]")) => "a time of day".to_owned(),
        _ if schema["examples"].is_array() => format!("a race time, as `{}`", schema["examples"][0]),
        _ => "text".to_owned(),
    }
}

/// The table behind a key, by itself or as the entry of a list.
fn table(schema: &Value) -> Option<&Value> {
    let has_keys = |schema: &&Value| schema["properties"].is_object();
    [schema, &schema["items"], &schema["anyOf"][0]].into_iter().find(has_keys)
}

fn description(schema: &Value) -> &str {
    schema["description"].as_str().unwrap().trim_end_matches('.')
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[test]
fn the_rules_are_documented() {
    let mut text = "# Rules\n\nWhat decides on which day a workout is. The reason on a sheet names the rule, and \
                    `racepace rules CODE` explains it.\n\n| code | name | rule |\n| --- | --- | --- |\n"
        .to_owned();
    for rule in RULES {
        let _ =
            writeln!(text, "| [{}](#{}) | {} | {} |", rule.code, anchor(rule.code, rule.name), rule.name, rule.brief);
    }
    for rule in RULES {
        let _ = writeln!(text, "\n## {} {}\n\n{}", rule.code, rule.name, rule.docs);
    }
    page("rules", &text);
}

/// Where the section of a code and a name is found on its page.
fn anchor(code: &str, name: &str) -> String {
    format!("{code} {name}").to_lowercase().replace(' ', "-").replace('\'', "")
}

#[test]
fn the_problems_are_documented() {
    let mut text = "# Problems\n\nEvery problem that `racepace check` finds in a season file, the workouts or a template. \
                    Nothing is written while there is an error; a warning stops nothing. `racepace rules CODE` explains it, too.\n"
        .to_owned();
    for problem in PROBLEMS {
        let severity = problem.severity.as_str();
        let _ = writeln!(text, "\n## {} {}\n\nAn {severity}. {}", problem.code, problem.name, problem.docs);
    }
    page("problems", &text.replace("\nAn warning.", "\nA warning."));
}

#[test]
fn the_commands_are_documented() {
    let help = |command: &[&str]| stdout(&racepace(Path::new("."), &[command, &["--help"]].concat()));
    let mut text = "# Commands\n\nThe result goes to standard output, all else to standard error. Exit code 0: done, there may be \
                    warnings; 1: the season file has errors and nothing was written, or `diff` found a difference; 2: the \
                    program could not work. Color is used only on a terminal, and `NO_COLOR` is honored.\n"
        .to_owned();
    let mut open = vec![Vec::new()];
    while let Some(command) = open.pop() {
        let help = help(&command);
        let name = [&["racepace"][..], &command].concat().join(" ");
        let _ = writeln!(text, "\n## `{name}`\n\n```text\n{}\n```", help.trim_end());
        let listed = help.split("\nCommands:\n").nth(1).unwrap_or_default().lines().take_while(|line| !line.is_empty());
        let names = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
        let inner: Vec<Vec<&str>> = names
            .filter(|name| !name.is_empty() && *name != "help")
            .map(|name| [&command[..], &[String::leak(name.to_owned())]].concat())
            .collect();
        open.extend(inner.into_iter().rev());
    }
    page("commands", &text);
}
