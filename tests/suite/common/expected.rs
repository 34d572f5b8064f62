//! Expectations that are files: compared, or written anew with `UPDATE_EXPECTED=1`.

use std::fs;

/// True when expectations are to be written and not compared.
pub(crate) fn update() -> bool {
    std::env::var_os("UPDATE_EXPECTED").is_some()
}

/// Compares with what a file of the repository holds, or writes it there.
pub(crate) fn matches_file(path: &str, text: &str) {
    if update() {
        fs::write(path, text).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    let (mut expected_lines, mut lines) = (expected.lines(), text.lines());
    while let (expected, line) = (expected_lines.next(), lines.next())
        && (expected.is_some() || line.is_some())
    {
        assert_eq!(line, expected, "{path}: look at what changed; UPDATE_EXPECTED=1 cargo test writes it anew");
    }
    assert!(expected == text, "{path}: the line ends differ; UPDATE_EXPECTED=1 cargo test writes it anew");
}
