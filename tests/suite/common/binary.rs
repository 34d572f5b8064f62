//! The program itself, run in a folder of its own.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A folder that goes away with the test.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A folder with a season file of this text.
pub(crate) fn folder_with(season: &str) -> tempfile::TempDir {
    let folder = folder();
    fs::write(folder.path().join("season.toml"), season).unwrap();
    folder
}

/// Runs the program in `folder`, with neither color nor a terminal.
pub(crate) fn racepace(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_racepace")).current_dir(folder).args(arguments).output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Every file below a folder, as path and bytes, sorted.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fn collect(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    if folder.is_dir() {
        collect(folder, folder, &mut found);
    }
    found.sort();
    found
}

/// A small season without a problem.
pub(crate) const SMALL: &str = r#"[season]
name = "Small"
start = 2026-03-30
end = 2026-04-19

[[meets]]
name = "League"
date = 2026-04-11

[[athletes]]
name = "Ana Ruiz"
event = 1600
goals = { 800 = "2:20", 1600 = "5:20" }
"#;
