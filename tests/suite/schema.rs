//! The schemas: published as the program prints them, and of one mind with the checker.
//!
//! `UPDATE_EXPECTED=1 cargo test --test schema` writes what is printed now.
//! That whole files follow them is checked by `.ci/data`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::binary::{racepace, stdout};
use racepace::diag::{Findings, Sources};
use racepace::library;
use racepace::season::{self, keys};
use racepace::tables::{Key, Kind, Need};
use serde_json::Value;

/// Codes of problems with the form of a file: what a schema is there for.
const OF_FORM: [&str; 7] = ["S01", "S02", "S03", "S05", "S06", "S07", "S17"];

/// A file with every key, but at these paths, as `meets.moved.to`, something
/// else stands behind the key, or the key is left out.
fn file(changed: &[(&str, Option<&str>)]) -> String {
    lines(keys::FILE, "", changed).join("\n")
}

fn lines(keys: &[Key], before: &str, changed: &[(&str, Option<&str>)]) -> Vec<String> {
    let line = |key: &Key| {
        let path = format!("{before}{}", key.name);
        let value = match changed.iter().find(|(changed, _)| *changed == path) {
            Some((_, value)) => (*value)?.to_owned(),
            None => sample(key.kind, &format!("{path}."), changed),
        };
        Some(format!("{} = {value}", key.name))
    };
    keys.iter().filter_map(line).collect()
}

/// Some value that may stand behind a key.
fn sample(kind: Kind, before: &str, changed: &[(&str, Option<&str>)]) -> String {
    let braces = |keys| format!("{{ {} }}", lines(keys, before, changed).join(", "));
    match kind {
        Kind::Text(_) => "\"text\"".to_owned(),
        Kind::Name(_, names) => format!("\"{}\"", names()[0]),
        Kind::Texts(_) => "[\"text\"]".to_owned(),
        Kind::RaceTime => "\"5:20\"".to_owned(),
        Kind::Date | Kind::Dates => "2026-04-11".to_owned(),
        Kind::TimeOfDay => "16:15".to_owned(),
        Kind::Boolean => "true".to_owned(),
        Kind::Integer(first, _) => first.to_string(),
        Kind::Integers(first, last) => format!("[{first}, {last}]"),
        Kind::Word(words) => format!("\"{}\"", words()[0]),
        Kind::Words(words) | Kind::SomeWords(words) => format!("[\"{}\"]", words().join("\", \"")),
        Kind::Table(keys) | Kind::Tables(keys) => braces(keys),
        Kind::Entries(keys) => format!("[{}]", braces(keys)),
    }
}

/// The codes of what is wrong with a season's form.
fn wrong(text: &str) -> BTreeSet<&'static str> {
    let mut sources = Sources::default();
    let file = sources.add("season.toml", text);
    let mut findings = Findings::default();
    season::check(&sources, file, &mut findings);
    findings.into_sorted().iter().map(|found| found.code).filter(|code| OF_FORM.contains(code)).collect()
}

/// Every key of a season file, its path before it: `meets.moved.to`.
fn every_key() -> Vec<(String, &'static Key)> {
    fn collect(keys: &'static [Key], path: &str, all: &mut Vec<(String, &'static Key)>) {
        for key in keys {
            let path = format!("{path}{}", key.name);
            if let Kind::Table(keys) | Kind::Tables(keys) | Kind::Entries(keys) = key.kind {
                collect(keys, &format!("{path}."), all);
            }
            all.push((path, key));
        }
    }
    let mut all = Vec::new();
    collect(keys::FILE, "", &mut all);
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
        let published = format!("schema/{of}.json");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&published, &printed).unwrap();
        }
        let published = fs::read_to_string(&published).unwrap_or_default();
        assert!(published == printed, "UPDATE_EXPECTED=1 writes what is printed now:\n{printed}");
    }
}

#[test]
fn every_key_is_in_the_schema_with_what_is_said_of_it() {
    let schema = season::schema();
    let keys = every_key();
    assert!(60 < keys.len());
    for (path, key) in keys {
        assert_eq!(schema_at(&schema, &path)["description"], key.docs, "{path}");
    }
    for key in library::WORKOUT_KEYS {
        let path = format!("workouts.{}", key.name);
        assert_eq!(schema_at(&library::schema(), &path)["description"], key.docs, "{path}");
    }
}

#[test]
fn the_checker_takes_behind_every_key_what_the_schema_promises() {
    assert_eq!(wrong(&file(&[])), BTreeSet::new());
}

#[test]
fn the_checker_misses_the_keys_that_the_schema_demands_and_no_others() {
    for (path, key) in every_key() {
        let expected = if key.need == Need::Yes { BTreeSet::from(["S05"]) } else { BTreeSet::new() };
        assert_eq!(wrong(&file(&[(&path, None)])), expected, "without {path}");
    }
    assert_eq!(wrong(&file(&[("days.session", None), ("days.note", None)])), BTreeSet::from(["S05"]));
}

#[test]
fn the_checker_refuses_behind_every_key_what_is_of_another_kind() {
    for (path, key) in every_key() {
        let other = if matches!(key.kind, Kind::Boolean) { "1" } else { "true" };
        assert!(!wrong(&file(&[(&path, Some(other))])).is_empty(), "{path} = {other}");
    }
}
