//! Remedies are true: wherever a message proposes a line, a value or a name,
//! the season file with it has that problem no more, and no new error.
//!
//! Every case of `tests/cases/problems` is tried, and what its help proposes in
//! a form that can be typed: `did you mean "Ana Ruiz"?`, `write date = 2026-04-11`,
//! `add a line: event = 1600`.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use racepace::diag::{Diagnostic, Findings, Severity, Sources};
use racepace::library::Library;
use racepace::plan::{self, warnings};
use racepace::rules;
use racepace::season::{self, References};

/// Everything that is said of a season file.
fn check(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    let file = sources.add("season.toml", text);
    let mut findings = Findings::default();
    let library = Library::built_in();
    let references = References { workouts: library.sessions(), rules: rules::warning_codes() };
    if let Some(checked) = season::check(&sources, file, &references, &mut findings) {
        let season = checked.history.latest();
        let plan = plan::plan(&checked.history, &library.clone().with_choices(season));
        for warning in warnings::warnings(season, &plan) {
            let place = checked.spans.warned_part(&warning).clone();
            findings.push(Diagnostic::warning(warning.code, Some(place), warning.sentence).help(warning.remedy));
        }
    }
    findings.into_sorted()
}

/// The season files that somebody gets who does what the help of a problem says.
fn corrected(text: &str, found: &Diagnostic) -> Vec<String> {
    let (Some(help), Some(place)) = (&found.help, &found.place) else { return Vec::new() };
    let span = place.span.clone();
    let typed = &text[span.clone()];
    if let Some(block) = help.strip_prefix("remove the line, and write at the end of the file:\n") {
        let line = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
        return vec![format!("{}{}\n{block}\n", &text[..line], text[span.end..].trim_end())];
    }
    let in_place_of = |what: &str| format!("{}{what}{}", &text[..span.start], &text[span.end..]);
    if let Some(meant) = help.strip_prefix("did you mean ") {
        let bare = |name: &str| in_place_of(name.trim_matches(['[', ']']));
        let quoted: Vec<&str> = meant.split('"').skip(1).step_by(2).collect();
        return match quoted.as_slice() {
            [] => vec![bare(meant.trim_end_matches('?'))],
            names if typed.starts_with('"') => names.iter().map(|name| in_place_of(&format!("\"{name}\""))).collect(),
            names => names.iter().map(|name| bare(name)).collect(),
        };
    }
    let begins = ["write ", "remove the quotes: ", "add a line: ", "add it between the braces: ", "seconds: ", "add "];
    let mut corrected = Vec::new();
    for begin in begins {
        for (at, _) in help.match_indices(begin) {
            let proposed = &help[at + begin.len()..];
            let mut edited = text.to_owned();
            let mut rest = proposed;
            let mut lines = 0;
            // Later lines go first, so that the place stays what it is.
            let mut edits: Vec<(&str, &str)> = Vec::new();
            while let Some((key, value)) = line(rest) {
                edits.push((key, value));
                lines += 1;
                let after = value.as_ptr() as usize - rest.as_ptr() as usize + value.len();
                rest = rest[after..].strip_prefix(" and ").unwrap_or_default();
            }
            for (key, value) in edits.into_iter().rev() {
                let in_braces = begin.contains("braces");
                edited = with_line(&edited, span.clone(), key, value, in_braces);
            }
            if 0 < lines {
                corrected.push(edited);
            } else if let Some(value) = value(proposed).filter(|_| begin == "write ") {
                corrected.push(in_place_of(value));
            } else if let Some(heading) = proposed.strip_prefix("[[").and_then(|rest| rest.split_once("]]")) {
                corrected.push(in_place_of(&format!("[[{}]]", heading.0)));
            }
        }
    }
    corrected
}

/// A value at the beginning of a text: as much of it as is one.
fn value(text: &str) -> Option<&str> {
    let ends = text.char_indices().filter(|(_, c)| matches!(c, ' ' | ',' | ';')).map(|(at, _)| at);
    let ends: Vec<usize> = ends.chain([text.len()]).collect();
    let is_value = |value: &str| format!("key = {value}\n").parse::<toml::Table>().is_ok();
    ends.into_iter().rev().map(|end| &text[..end]).find(|value| is_value(value))
}

/// A key and a value at the beginning of a text.
fn line(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_once(" = ")?;
    let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    Some((key, value(rest)?)).filter(|_| is_key)
}

/// The file with a line: in place of the value of the same key at the place or
/// in its entry, else as a new line below the entry's heading or in its braces.
fn with_line(text: &str, span: Range<usize>, key: &str, value: &str, in_braces: bool) -> String {
    let line = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let line_end = text[span.start..].find('\n').map_or(text.len(), |end| span.start + end);
    if text[line..line_end].strip_prefix(key).is_some_and(|rest| !rest.trim_start().starts_with('=')) {
        return format!("{}{key} = {value}{}", &text[..line], &text[line_end..]);
    }
    let before = text[line..span.start].trim_end();
    if before.strip_suffix('=').is_some_and(|before| before.trim_end().ends_with(key)) {
        return format!("{}{value}{}", &text[..span.start], &text[span.end..]);
    }
    if in_braces {
        let brace = if text[span.clone()].starts_with('{') { span.start } else { line + before.rfind('{').unwrap() };
        return format!("{}{key} = {value}, {}", &text[..=brace], &text[brace + 1..]);
    }
    let heading = if text[span.start..].starts_with('[') && before.is_empty() {
        line
    } else {
        text[..span.start].rfind("\n[").map_or(0, |at| at + 1)
    };
    let end = text[heading + 1..].find("\n[").map_or(text.len(), |at| heading + 1 + at + 1);
    let is_it = |line: &str| line.split_once('=').is_some_and(|(before, _)| before.trim() == key);
    let is_there = text[heading..end].lines().any(is_it);
    let mut entry = String::new();
    for (index, typed) in text[heading..end].split_inclusive('\n').enumerate() {
        entry += &if is_it(typed) { format!("{key} = {value}\n") } else { typed.to_owned() };
        if index == 0 && !is_there {
            entry += &format!("{key} = {value}\n");
        }
    }
    format!("{}{entry}{}", &text[..heading], &text[end..])
}

/// The season files of the cases, and where each is.
fn cases() -> Vec<(PathBuf, String)> {
    let mut files: Vec<PathBuf> =
        fs::read_dir("tests/cases/problems").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files.into_iter().filter_map(|file| fs::read_to_string(&file).ok().map(|text| (file, text))).collect()
}

fn counts(found: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    found.iter().for_each(|found| *counts.entry(found.code).or_default() += 1);
    counts
}

#[test]
fn whoever_does_what_a_remedy_says_has_that_problem_no_more() {
    let mut tried = 0;
    let mut untrue = Vec::new();
    for (file, text) in cases() {
        let found = check(&text);
        let before = counts(&found);
        for problem in &found {
            for text in corrected(&text, problem) {
                tried += 1;
                let after = check(&text);
                let left = counts(&after).get(problem.code).copied().unwrap_or_default();
                // What a key needs is shown by an example, which may not fit this season.
                let is_new = |found: &&Diagnostic| {
                    found.severity == Severity::Error && !before.contains_key(found.code) && problem.code != "S05"
                };
                let new: Vec<String> =
                    after.iter().filter(is_new).map(|found| format!("{}: {}", found.code, found.message)).collect();
                if before[problem.code] <= left || !new.is_empty() {
                    let help = problem.help.as_deref().unwrap_or_default();
                    untrue.push(format!(
                        "{}: {}\n  help: {help}\n  then: {new:?}\n{text}",
                        file.display(),
                        problem.message
                    ));
                }
            }
        }
    }
    assert!(untrue.is_empty(), "{} of {tried}:\n{}", untrue.len(), untrue.join("\n\n"));
    assert!(80 < tried, "only {tried} remedies were recognized");
}

#[test]
fn a_warning_that_the_coach_has_seen_is_not_shown_again() {
    let mut tried = 0;
    for (file, text) in cases() {
        if text.contains("[policy]") {
            continue;
        }
        let found = check(&text);
        let warnings = found.iter().filter(|found| found.severity == Severity::Warning);
        for code in warnings.map(|warning| warning.code) {
            tried += 1;
            let after = check(&format!("{text}\n[policy]\naccept = [\"{code}\"]\n"));
            assert!(after.iter().all(|found| found.code != code), "{}: {code} is shown", file.display());
            assert!(after.len() < found.len(), "{}: {after:?}", file.display());
        }
    }
    assert!(20 < tried, "only {tried} warnings");
}

#[test]
fn a_warning_accepted_at_one_meet_is_shown_of_the_others() {
    let meet = |name: &str, date: &str, more: &str| {
        format!("[[meets]]\nname = \"{name}\"\ndate = {date}\nentries = {{ 1600 = [\"Ana Ruiz\"] }}\n{more}\n")
    };
    let text = format!(
        "[season]\nstart = 2026-03-02\nend = 2026-05-23\n\n{}{}{}",
        meet("One", "2026-04-04", "accept = [\"S44\"]\n"),
        meet("Other", "2026-04-18", ""),
        "[[athletes]]\nname = \"Ana Ruiz\"\nevent = 1600\ngoals = { 1600 = \"5:20\" }\n\n\
         [[athletes]]\nname = \"Ben Cole\"\nevent = 800\ngoals = { 800 = \"2:20\" }\n",
    );
    let found = check(&text);
    let of_entries: Vec<&str> =
        found.iter().filter(|found| found.code == "S44").map(|found| found.message.as_str()).collect();
    assert_eq!(of_entries.len(), 1, "{found:?}");
    assert!(of_entries[0].starts_with("Other: 1 athlete"), "{of_entries:?}");
}
