//! The coach's own templates: the names they may use, and how a coach gets started with them.
//!
//! `UPDATE_EXPECTED=1 cargo test --test suite templates` writes `templates/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::common::binary::{SMALL, files, folder, folder_with, racepace, stderr, stdout};

const REFERENCE: &str = "templates/README.md";

/// Exports the built-in templates into `to` below a folder.
fn export(folder: &Path, to: &str) -> (String, String) {
    let output = racepace(folder, &["templates", "export", to]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    (stdout(&output), stderr(&output))
}

/// What the reference documents: for each template of Tera its names.
fn documented() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(REFERENCE).unwrap();
    let mut documented = BTreeMap::new();
    for section in text.split("\n## ").skip(1) {
        let (head, rest) = section.split_once('\n').unwrap();
        let names: Vec<String> =
            rest.lines().filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned())).collect();
        for template in head.split('`').skip(1).step_by(2).filter(|name| !names.is_empty() && !name.ends_with(".typ")) {
            documented.insert(template.to_owned(), names.clone());
        }
    }
    documented
}

/// A template that uses a name: `grids[].rows` for each grid, with a mark behind it.
fn use_of(name: &str) -> String {
    let steps: Vec<&str> = name.split("[].").collect();
    let (field, lists) = steps.split_last().unwrap();
    let (mut text, mut end, mut of) = (String::new(), String::new(), String::new());
    for (depth, list) in lists.iter().enumerate() {
        text += &format!("{{% for each{depth} in {of}{list} %}}");
        end.insert_str(0, "{% endfor %}");
        of = format!("each{depth}.");
    }
    // What lies in a group is there when the group is.
    if let Some((group, _)) = field.rsplit_once('.') {
        text += &format!("{{% if {of}{group} %}}");
        end.insert_str(0, "{% endif %}");
    }
    format!("{text}{{{{ {of}{field} }}}}{}{end}\n", mark(name))
}

fn mark(name: &str) -> String {
    format!("«{name}»")
}

#[test]
fn the_reference_is_what_the_types_say() {
    let folder = folder();
    export(folder.path(), "templates");
    let exported = fs::read_to_string(folder.path().join(REFERENCE)).unwrap();
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(REFERENCE, &exported).unwrap();
    }
    let committed = fs::read_to_string(REFERENCE).unwrap_or_default();
    assert!(committed == exported, "UPDATE_EXPECTED=1 writes what the types say now:\n{exported}");
}

#[test]
fn a_template_may_use_every_documented_name() {
    let documented = documented();
    assert!(5 <= documented.len(), "{documented:?}");
    let folder = folder_with(&fs::read_to_string("plans/season.toml").unwrap());
    // So that there are changes to tell.
    racepace(folder.path(), &["move", "Front Range", "--to", "2026-04-22", "--known", "2026-04-17"]);
    for (template, names) in &documented {
        fs::write(folder.path().join(template), names.iter().map(|name| use_of(name)).collect::<String>()).unwrap();
    }
    let output = racepace(folder.path(), &["build", "--quiet"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let built = files(&folder.path().join("season"));
    for (template, names) in &documented {
        // week.html makes weeks/week-01.html and the like; a day is a part of an athlete's page, a card of a page of cards,
        // and the season's page is the index.
        let (kind, extension) = template.split_once('.').unwrap();
        let kind = match kind {
            "day" => "athlete",
            "season" => "index",
            kind => kind,
        };
        let sheets = built.iter().filter(|(path, _)| path.starts_with(kind) && path.ends_with(extension));
        let text: String = sheets.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
        for name in names {
            assert!(text.contains(&mark(name)), "no sheet made with {template} uses {name}");
        }
    }
}

#[test]
fn exported_templates_make_the_sheets_that_the_built_in_ones_make() {
    let folder = folder_with(SMALL);
    racepace(folder.path(), &["build", "--quiet", "--out", "before"]);
    let (output, _) = export(folder.path(), "templates");
    assert!(output.contains("in templates,"), "{output}");
    racepace(folder.path(), &["build", "--quiet", "--out", "after"]);
    let before = files(&folder.path().join("before"));
    assert!(!before.is_empty());
    assert!(before == files(&folder.path().join("after")));
}

#[test]
fn every_file_of_the_templates_folders_is_exported() {
    let folder = folder();
    export(folder.path(), "templates");
    let name = |path: &String| path.rsplit('/').next().unwrap_or_default().to_owned();
    let exported: BTreeSet<String> = files(folder.path()).iter().map(|(path, _)| name(path)).collect();
    let ours: BTreeSet<String> = files(Path::new("templates")).iter().map(|(path, _)| name(path)).collect();
    assert_eq!(ours, exported, "templates/ and `racepace templates export`");
}

#[test]
fn an_export_keeps_every_file_that_is_there_and_names_those_that_differ() {
    let folder = folder();
    fs::create_dir(folder.path().join("ours")).unwrap();
    fs::write(folder.path().join("ours/week.html"), "our own").unwrap();
    let left_by_a_killed_run = folder.path().join("ours/.week.txt.racepace-new");
    fs::write(&left_by_a_killed_run, "{%").unwrap();
    let (_, told) = export(folder.path(), "ours");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("week.html stays as it is"), "{told}");
    assert_eq!(fs::read_to_string(folder.path().join("ours/week.html")).unwrap(), "our own");
    assert!(!left_by_a_killed_run.exists());
    let first = files(folder.path());
    let (output, _) = export(folder.path(), "ours");
    assert!(output.contains(" 0 new"), "{output}");
    assert!(first == files(folder.path()), "nothing is changed, and no other file is left there");
}

#[test]
fn an_export_into_what_is_not_a_folder_is_refused() {
    let folder = folder_with(SMALL);
    let output = racepace(folder.path(), &["templates", "export", "season.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("season.toml: is not a folder"), "{}", stderr(&output));
}

#[test]
fn the_list_names_every_template() {
    let listed = stdout(&racepace(Path::new("."), &["templates", "list"]));
    for template in documented().keys() {
        assert!(listed.lines().any(|line| line.starts_with(&format!("{template} "))), "{template}\n{listed}");
    }
}
