//! Reads the source tree and names every line that breaks a promise which the
//! compiler does not check: who may import whom, where the outside world may
//! be touched, how long a file may be, and which words are not used.
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Most lines of a file, its tests left out.
const MAX_LINES: usize = 600;

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
const CONFINED: &[Confined] = &[
    only("toml::", &["src/tables.rs", "src/tables/"], "only `tables` knows the file format"),
    only("tera::", &["src/render.rs", "src/render/"], "only `render` knows the templates' language"),
    only("jiff::", &["src/zone.rs"], "only `zone` knows where time zones come from"),
    only("typst::", &["src/render/pdf.rs"], "only `render::pdf` knows the typesetter"),
    only("Local::", OUTSIDE, "only `cli` knows today's date"),
    only("Utc::", OUTSIDE, "only `cli` knows today's date"),
    only("SystemTime", OUTSIDE, "only `cli` knows the time"),
    only("Instant", OUTSIDE, "only `cli` knows the time"),
    only("std::fs", OUTSIDE, "only `cli` touches the disk"),
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
    let is_code = |file: &File| file.path.ends_with(".rs") && !file.path.ends_with("tests.rs");
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

/// Fails with every line that was found.
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
    for file in sources() {
        let lines = file.without_tests().lines().count();
        if MAX_LINES < lines {
            let _ = writeln!(found, "{}:{MAX_LINES}: {lines} lines without tests, more than {MAX_LINES}", file.path);
        }
    }
    none(&found);
}

#[test]
fn the_words_that_the_field_forbids_are_not_used() {
    // 400s at 1600 pace are race pace work; true speed is called speed development.
    let forbidden = [" work", "-work", "work"].map(|end| format!("speed{end}"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let mut all = vec![File { path: "README.md".to_owned(), text: readme }];
    ["src", "templates", "plans"].into_iter().for_each(|folder| all.extend(files(folder)));
    let mut found = String::new();
    for file in all {
        for (index, line) in file.text.lines().enumerate() {
            let line = line.to_lowercase();
            for word in forbidden.iter().filter(|word| line.contains(word.as_str())) {
                let _ = writeln!(found, "{}:{}: \"{word}\"", file.path, index + 1);
            }
        }
    }
    none(&found);
}
