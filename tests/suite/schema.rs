//! The schemas: published as the program prints them, and of one mind with the checker.
//!
//! `UPDATE_EXPECTED=1 cargo test` writes what is printed now.
//! That whole files follow them is checked by `.ci/data`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::common::binary::{racepace, stdout};
use crate::common::expected::matches_file;
use racepace::diag::{Findings, Sources};
use racepace::library::{self, keys as library_keys};
use racepace::season::{self, References, keys};
use racepace::tables::{AnyKey, Keys, Need, documented};
use serde_json::Value;

/// Codes of problems with the form of a file: what a schema is there for.
const OF_FORM: [&str; 7] = ["S01", "S02", "S03", "S05", "S06", "S07", "S17"];

/// A file with every key and its example, but at these paths, as `meets.entries.800`,
/// the key has another value or is left out.
fn file(changed: &[(&str, Option<&str>)]) -> String {
    lines(keys::FILE_KEYS, "", changed).join("\n")
}

fn lines(keys: Keys, before: &str, changed: &[(&str, Option<&str>)]) -> Vec<String> {
    let line = |key: &'static dyn AnyKey| {
        let path = format!("{before}{}", key.name());
        let value = match changed.iter().find(|(changed, _)| *changed == path) {
            Some((_, value)) => (*value)?.to_owned(),
            None => example(key, &format!("{path}."), changed),
        };
        Some(format!("{} = {value}", key.name()))
    };
    documented(keys).filter_map(line).collect()
}

/// The example of a key; of a table, the examples of all its keys.
fn example(key: &dyn AnyKey, before: &str, changed: &[(&str, Option<&str>)]) -> String {
    let table = || format!("{{ {} }}", lines(key.keys(), before, changed).join(", "));
    match (key.keys(), key.repeats()) {
        ([], _) => key.example(),
        (_, true) => format!("[{}]", table()),
        (_, false) => table(),
    }
}

/// The codes of what is wrong with a season's form.
fn wrong(text: &str) -> BTreeSet<&'static str> {
    let mut sources = Sources::default();
    let file = sources.add("season.toml", text);
    let mut findings = Findings::default();
    season::check(&sources, file, &References { rules: vec!["R14"], ..References::default() }, &mut findings);
    findings.into_sorted().iter().map(|found| found.code).filter(|code| OF_FORM.contains(code)).collect()
}

/// Every key of a season file that is documented, its path before it: `meets.entries.800`.
fn every_key() -> Vec<(String, &'static dyn AnyKey)> {
    fn collect(keys: Keys, path: &str, all: &mut Vec<(String, &'static dyn AnyKey)>) {
        for key in documented(keys) {
            let path = format!("{path}{}", key.name());
            collect(key.keys(), &format!("{path}."), all);
            all.push((path, key));
        }
    }
    let mut all = Vec::new();
    collect(keys::FILE_KEYS, "", &mut all);
    all
}

/// The schema of the key at a path.
fn schema_at<'s>(schema: &'s Value, path: &str) -> &'s Value {
    path.split('.').fold(schema, |schema, name| {
        // A list stands for its entries, and of several forms the first has the keys.
        let table = if schema["items"].is_object() { &schema["items"] } else { schema };
        let table = if table["anyOf"][0]["properties"].is_object() { &table["anyOf"][0] } else { table };
        &table["properties"][name]
    })
}

#[test]
fn the_published_schemas_are_what_the_program_prints() {
    for of in ["season", "workouts", "plan"] {
        let printed = stdout(&racepace(Path::new("."), &["schema", of]));
        matches_file(&format!("schema/{of}.json"), &printed);
    }
}

#[test]
fn every_key_is_in_the_schema_with_what_is_said_of_it() {
    let schema = season::schema();
    let keys = every_key();
    assert!(60 < keys.len());
    for (path, key) in keys {
        assert_eq!(schema_at(&schema, &path)["description"], key.docs(), "{path}");
    }
    for key in library_keys::WORKOUT_KEYS {
        let path = format!("workouts.{}", key.name());
        assert_eq!(schema_at(&library::schema(), &path)["description"], key.docs(), "{path}");
    }
}

#[test]
fn the_checker_takes_the_example_of_every_key() {
    assert_eq!(wrong(&file(&[])), BTreeSet::new());
}

#[test]
fn the_checker_misses_the_keys_that_the_schema_demands_and_no_others() {
    for (path, key) in every_key() {
        let expected = if key.need() == Need::Required { BTreeSet::from(["S05"]) } else { BTreeSet::new() };
        assert_eq!(wrong(&file(&[(&path, None)])), expected, "without {path}");
    }
    let of_a_day = ["days.session", "days.workout", "days.run", "days.note"];
    assert_eq!(wrong(&file(&of_a_day.map(|path| (path, None)))), BTreeSet::from(["S05"]));
}

#[test]
fn the_checker_refuses_for_every_key_a_value_of_another_kind() {
    for (path, key) in every_key() {
        let other = if key.example() == "true" { "1" } else { "true" };
        assert!(!wrong(&file(&[(&path, Some(other))])).is_empty(), "{path} = {other}");
    }
}
