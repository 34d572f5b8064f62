//! Reads the source tree and names every line that breaks a promise which the
//! compiler does not check: who may import whom, where the outside world may
//! be touched, how long a file may be, and which words are not used.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The most lines of a file of code, with the tests at its end and without them.
const MAX_LINES: usize = 650;
const MAX_LINES_OF_CODE: usize = 450;

/// Where words, lengths and circles of modules are still open. Nothing is to be added.
const OPEN: &[&str] = &[];

/// What a build made, whose words come from what is read here; and this list.
const NOT_READ: &[&str] =
    &["plans/sheets/", "tests/expected/", "tests/golden/", "tests/cases/lead_cases.json", "tests/suite/tidy.rs"];

/// All that a coach or a contributor reads.
const FOLDERS_OF_TEXT: &[&str] = &["src", "templates", "docs", "schema", "plans", "tests", ".ci", ".github"];
const FILES_OF_TEXT: &[&str] = &["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "Cargo.toml"];

/// Words that are not used, and what is written instead. A word that ends in `-` is the beginning of one;
/// two words are unwanted also with a hyphen between them, or as one.
const UNWANTED: &[(&str, &str)] = &[
    ("he", "they, or a rephrasing: athletes are girls and boys"),
    ("him", "them"),
    ("his", "their"),
    ("himself", "themselves"),
    // 400s at 1600 pace are race pace work; true speed is called speed development.
    ("speed work", "race pace work, or speed development"),
    ("anew", "again"),
    ("unless said", "by default"),
    ("stands twice", "is listed twice"),
    ("dear to", "expensive to"),
    ("cannot be had", "is not available"),
    ("to be had", "available"),
    ("is no date", "is not a date"),
    ("colour-", "color"),
    ("metre-", "meter"),
    ("honour-", "honor"),
    ("neighbour-", "neighbor"),
    ("behaviour-", "behavior"),
    ("favour-", "favor"),
    ("centre-", "center"),
    ("cancelled", "canceled"),
    ("cancelling", "canceling"),
];

/// A word of the code, the only places that may have it, and why.
struct Confined {
    word: &'static str,
    only_in: &'static [&'static str],
    why: &'static str,
}

const fn only(word: &'static str, only_in: &'static [&'static str], why: &'static str) -> Confined {
    Confined { word, only_in, why }
}

const OUTSIDE: &[&str] = &["src/cli.rs", "src/cli/", "src/main.rs"];
const DISK: &[&str] = &["src/cli/", "src/publish.rs", "src/publish/"];
const CONFINED: &[Confined] = &[
    only("toml::", &["src/tables.rs", "src/tables/"], "only `tables` knows the file format"),
    only("tera::", &["src/render.rs", "src/render/"], "only `render` knows the templates' language"),
    only("jiff::", &["src/zone.rs"], "only `zone` knows where time zones come from"),
    only("unicode_width::", &["src/sheet/terminal.rs"], "text has one measure for the terminal"),
    only("typst::", &["src/render/pdf.rs"], "only `render::pdf` knows the typesetter"),
    only("Local::", OUTSIDE, "only `cli` knows today's date"),
    only("Utc::", OUTSIDE, "only `cli` knows today's date"),
    only("SystemTime", OUTSIDE, "only `cli` knows the time"),
    only("Instant", OUTSIDE, "only `cli` knows the time"),
    only("std::fs", DISK, "only `cli` and `publish` touch the disk"),
    only("std::os::", &["src/publish/platform/"], "what one operating system does differently is in a file of its own"),
    only("std::env", OUTSIDE, "only `cli` knows the environment"),
    only("std::process", OUTSIDE, "only the program ends a process"),
    only("std::net", &[], "there is no network"),
    only("println!", &[], "what is printed goes through the streams of `cli`"),
    only("eprintln!", &[], "what is printed goes through the streams of `cli`"),
    only("remove_dir_all", &[], "nothing is deleted recursively"),
];

/// Where time is counted, and no floating point may be.
const COUNTED: &[&str] = &["src/domain.rs", "src/domain/", "src/plan.rs", "src/plan/"];

/// A text file of the tree, its path with `/` from the root.
struct File {
    path: String,
    text: String,
}

impl File {
    /// The text without an inline module of tests at the end.
    fn without_tests(&self) -> &str {
        self.text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default()
    }

    /// The lines of code with their numbers from 1: no comments, no tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.without_tests().lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path == *place || (place.ends_with('/') && self.path.starts_with(place)))
    }

    /// The module that it belongs to: `plan` for `src/plan.rs` and all of `src/plan/`.
    fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split(['/', '.']).next().unwrap_or_default()
    }
}

/// Every text file under a folder of the project, in the order of their paths.
fn files(folder: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join(folder)];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let text = String::from_utf8(std::fs::read(&path).unwrap()).ok()?;
        let path = path.strip_prefix(root).unwrap();
        let path = path.iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/");
        Some(File { path, text })
    };
    paths.into_iter().filter_map(read).collect()
}

/// The code of the library and the program; files of nothing but tests left out.
fn sources() -> Vec<File> {
    let is_test = |path: &str| path.ends_with("tests.rs") || path.contains("/tests/");
    let is_code = |file: &File| file.path.ends_with(".rs") && !is_test(&file.path);
    files("src").into_iter().filter(is_code).collect()
}

/// True when `line` has `word` as a word of its own, not as the end or the beginning of another.
fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = !line[..at].ends_with(part);
        let after = !word.ends_with(part) || !line[at + word.len()..].starts_with(part);
        before && after
    })
}

/// Fails with every line found.
fn none(found: &str) {
    assert!(found.is_empty(), "\n{found}");
}

/// What each module may name, from the table in `src/lib.rs`; `None` may name all.
fn table() -> BTreeMap<String, Option<Vec<String>>> {
    let lib = include_str!("../../src/lib.rs");
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    rows.map(|row| {
        let (module, row) = row.split_once('`').expect("a row names its module");
        let column = row.trim_end_matches([' ', '|']).rsplit('|').next().unwrap_or_default().trim();
        let named = column.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        (module.to_owned(), (column != "all").then_some(named))
    })
    .collect()
}

#[test]
fn every_module_is_explained_in_the_table_of_lib_rs() {
    let table = table();
    let declared = include_str!("../../src/lib.rs").lines().filter_map(|line| line.strip_prefix("pub mod "));
    let declared: Vec<&str> = declared.map(|line| line.trim_end_matches(';')).collect();
    let listed: Vec<&str> = table.keys().map(String::as_str).collect();
    assert_eq!(declared, listed, "modules that src/lib.rs declares, and those of the table in its documentation");
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let table = table();
    let mut found = String::new();
    for file in sources() {
        let module = file.module().to_owned();
        let allowed = table.get(&module).cloned().unwrap_or_default();
        let depth = file.path.matches('/').count();
        for (number, line) in file.code() {
            for (at, _) in line.match_indices("crate::") {
                let named = &line[at + "crate::".len()..];
                let named = named.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                let may = allowed.as_ref().is_none_or(|allowed| allowed.iter().any(|allowed| allowed == named));
                // A macro's `$crate::` and the like name no module.
                if named != module && !may {
                    let _ = writeln!(found, "{}:{number}: `{module}` may not name `{named}`", file.path);
                }
            }
            if line.contains(&"super::".repeat(depth)) {
                let _ = writeln!(found, "{}:{number}: write `crate::` for what lies outside of the module", file.path);
            }
        }
    }
    none(&found);
}

#[test]
fn the_outside_world_is_touched_in_few_places() {
    let mut found = String::new();
    for file in sources() {
        for (number, line) in file.code() {
            for confined in CONFINED.iter().filter(|confined| has_word(line, confined.word)) {
                if !file.is_in(confined.only_in) {
                    let _ = writeln!(found, "{}:{number}: `{}`: {}", file.path, confined.word, confined.why);
                }
            }
        }
    }
    none(&found);
}

#[test]
fn time_is_counted_without_floating_point() {
    let mut found = String::new();
    for file in sources().iter().filter(|file| file.is_in(COUNTED)) {
        for (number, line) in file.code() {
            if has_word(line, "f32") || has_word(line, "f64") {
                let _ = writeln!(found, "{}:{number}: floating point", file.path);
            }
        }
    }
    none(&found);
}

#[test]
fn files_are_short_enough_to_be_read() {
    let mut found = String::new();
    let is_rust = |file: &File| file.path.ends_with(".rs") && !file.is_in(OPEN);
    for file in ["src", "tests/suite", "benches"].into_iter().flat_map(files).filter(is_rust) {
        let (all, code) = (file.text.lines().count(), file.without_tests().lines().count());
        // What is nothing but tests has no code to be short.
        let is_code = file.path.starts_with("src/") && !file.path.ends_with("tests.rs");
        if MAX_LINES < all {
            let _ = writeln!(found, "{}: {all} lines, more than {MAX_LINES}", file.path);
        } else if is_code && MAX_LINES_OF_CODE < code {
            let _ = writeln!(found, "{}: {code} lines without tests, more than {MAX_LINES_OF_CODE}", file.path);
        }
    }
    none(&found);
}

#[test]
fn unwanted_words_are_not_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let single = FILES_OF_TEXT.iter().map(|path| File {
        path: (*path).to_owned(),
        text: std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}")),
    });
    // A packaged crate has no scripts.
    let folders = FOLDERS_OF_TEXT.iter().filter(|folder| root.join(folder).is_dir());
    let mut found = String::new();
    for file in
        single.chain(folders.flat_map(|folder| files(folder))).filter(|file| !file.is_in(OPEN) && !file.is_in(NOT_READ))
    {
        for (index, line) in file.text.lines().enumerate() {
            // How calendars spell it, whatever we do.
            let line = line.replace("STATUS:CANCELLED", "").to_lowercase();
            for (word, instead) in UNWANTED.iter().filter(|(word, _)| has_unwanted(&line, word)) {
                let _ = writeln!(found, "{}:{}: \"{word}\": write: {instead}", file.path, index + 1);
            }
        }
    }
    none(&found);
}

/// True when `line` has the word, or a word that begins so when it ends in `-`, or its parts joined.
fn has_unwanted(line: &str, word: &str) -> bool {
    match word.strip_suffix('-') {
        Some(beginning) => {
            line.match_indices(beginning).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric()))
        }
        None => [" ", "-", ""].iter().any(|joint| has_word(line, &word.replace(' ', joint))),
    }
}

#[test]
fn an_unwanted_word_is_found_however_it_is_joined_or_ended() {
    for line in ["some speed work", "speed-work today", "(speedwork)"] {
        assert!(has_unwanted(line, "speed work"), "{line}");
    }
    assert!(has_unwanted("a colourful day", "colour-") && has_unwanted("to him.", "him"));
    assert!(!has_unwanted("speed workers", "speed work") && !has_unwanted("the hymn", "him"));
}

/// Every module of the library as the path of its names: `rules::leads` for `src/rules/leads.rs`.
fn module_path(file: &File) -> Vec<&str> {
    file.path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect()
}

/// Every path that the code names from `crate`, `super` or `self`, as its names; `{…}` is taken apart.
fn named_paths(code: &str) -> Vec<Vec<&str>> {
    let mut paths = Vec::new();
    let mut rest = code;
    while let Some(at) = ["crate::", "super::", "self::"].iter().filter_map(|root| rest.find(root)).min() {
        let is_whole = !rest[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '$'));
        rest = &rest[at..];
        if is_whole {
            let (names, after) = path_tree(rest, &mut Vec::new());
            paths.extend(names);
            rest = after;
        } else {
            rest = &rest["self::".len()..];
        }
    }
    paths
}

/// The paths of a tree as `crate::{a::B, c}` after the names before it, and the text behind it.
fn path_tree<'c>(text: &'c str, before: &mut Vec<&'c str>) -> (Vec<Vec<&'c str>>, &'c str) {
    let text = text.trim_start();
    if let Some(mut list) = text.strip_prefix('{') {
        let mut paths = Vec::new();
        loop {
            let (of_one, after) = path_tree(list, &mut before.clone());
            paths.extend(of_one);
            let end = after.find([',', '}']).unwrap_or(after.len());
            list = after[end..].strip_prefix(',').unwrap_or(&after[end..]).trim_start();
            if let Some(after) = list.strip_prefix('}') {
                return (paths, after);
            }
            if list.is_empty() {
                return (paths, list);
            }
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    before.push(&text[..end]);
    match text[end..].strip_prefix("::") {
        Some(inner) => path_tree(inner, before),
        None => (vec![before.clone()], &text[end..]),
    }
}

#[test]
fn no_modules_name_each_other_but_parent_and_child() {
    let sources = sources();
    let modules: Vec<Vec<&str>> = sources.iter().map(module_path).collect();
    let mut names: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, file) in sources.iter().enumerate() {
        let module = &modules[at];
        let code: Vec<&str> = file.code().map(|(_, line)| line).collect();
        for path in named_paths(&code.join("\n")) {
            let supers = path.iter().take_while(|&&name| name == "super").count();
            let base = if path[0] == "crate" { &[] } else { &module[..module.len() - supers.min(module.len())] };
            let rest = path.iter().skip_while(|&&name| matches!(name, "crate" | "super" | "self"));
            let full: Vec<&str> = base.iter().chain(rest).copied().collect();
            // The module that has it: the longest beginning of the path that is a file.
            let has = (1..=full.len()).rev().find_map(|end| modules.iter().position(|module| *module == full[..end]));
            let Some(other) = has else { continue };
            if !module.starts_with(&modules[other]) && !modules[other].starts_with(module) {
                names.entry(at).or_default().push(other);
            }
        }
    }
    let mut found = String::new();
    for (&from, others) in &names {
        let mut open = others.clone();
        let mut seen = Vec::new();
        while let Some(next) = open.pop() {
            if !seen.contains(&next) {
                seen.push(next);
                open.extend(names.get(&next).into_iter().flatten());
            }
        }
        if seen.contains(&from) && !sources[from].is_in(OPEN) {
            let circle = seen.iter().filter(|&&other| names.get(&other).is_some_and(|named| named.contains(&from)));
            let circle: Vec<&str> = circle.map(|&other| sources[other].path.as_str()).collect();
            let _ = writeln!(found, "{} leads back to itself, through {}", sources[from].path, circle.join(", "));
        }
    }
    none(&found);
}

#[test]
fn the_paths_that_code_names_are_taken_apart() {
    let code = "use crate::{a::{B, c::D}, e};\nlet x = super::f::g(self::h);\nmacro_rules! m { () => { $crate::i } }";
    let paths: Vec<String> = named_paths(code).iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["crate::a::B", "crate::a::c::D", "crate::e", "super::f::g", "self::h"]);
}

#[test]
fn every_file_of_the_suite_is_run() {
    let main = include_str!("main.rs");
    let mut found = String::new();
    for file in files("tests/suite").iter().filter(|file| file.path != "tests/suite/main.rs") {
        let module = file.path.trim_start_matches("tests/suite/").trim_end_matches(".rs");
        if !module.contains('/') && !main.contains(&format!("mod {module};\n")) {
            let _ = writeln!(found, "{}: `main.rs` does not name it, so it is not run", file.path);
        }
    }
    none(&found);
}

#[test]
fn every_long_expectation_belongs_to_a_test() {
    let suite: String = files("tests/suite").into_iter().map(|file| file.text).collect();
    let mut found = String::new();
    for file in files("tests/expected") {
        if !suite.contains(&file.path) {
            let _ = writeln!(found, "{}: no test compares it", file.path);
        }
    }
    none(&found);
}
