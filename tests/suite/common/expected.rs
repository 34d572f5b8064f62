//! Expectations that are files: compared, or written again with `UPDATE_EXPECTED=1`.

use std::fs;
use std::path::{Path, PathBuf};

/// True when expectations are to be written and not compared.
pub(crate) fn update() -> bool {
    std::env::var_os("UPDATE_EXPECTED").is_some()
}

/// Compares with what a file of the repository holds, or writes it there.
pub(crate) fn matches_file(path: &str, text: &str) {
    if let Some(difference) = difference(path, text) {
        panic!("{difference}");
    }
}

/// Runs `show` on the text of every `NAME.toml` of a folder, and compares with the `NAME.txt` beside it. The name is
/// the sentence that the case shows.
pub(crate) fn matches_cases(folder: &str, show: impl Fn(&str) -> String) {
    let (inputs, outputs): (Vec<PathBuf>, Vec<PathBuf>) = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .partition(|path| path.extension().is_some_and(|extension| extension == "toml"));
    assert!(!inputs.is_empty(), "{folder}");
    for output in outputs {
        assert!(output.with_extension("toml").is_file(), "{} belongs to no case", output.display());
    }
    let differences = inputs.iter().filter_map(|input| {
        let shown = show(&fs::read_to_string(input).unwrap());
        let name = Path::new(input.file_name().unwrap()).with_extension("txt");
        difference(&format!("{folder}/{}", name.display()), &shown)
    });
    let differences: Vec<String> = differences.collect();
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

/// The first line in which a file and a text differ. Writes the file instead when expectations are updated.
fn difference(path: &str, text: &str) -> Option<String> {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == text {
        return None;
    }
    if update() {
        fs::create_dir_all(Path::new(path).parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        return None;
    }
    let line = expected.lines().zip(text.lines()).take_while(|(expected, line)| expected == line).count();
    let at = |text: &str| text.split_inclusive('\n').nth(line).map(str::to_owned);
    Some(format!(
        "{path}:{}: look at what changed; UPDATE_EXPECTED=1 cargo test writes it\n expected {:?}\n      got {:?}",
        line + 1,
        at(&expected),
        at(text),
    ))
}
