//! Expected text that stands in the test itself: compared, or written there with `UPDATE_EXPECTED=1`.
//!
//! The library's own tests share this file, so that one command writes their expectations as well.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

/// Compares a text with the literal behind the `@`, whose lines may be indented as the code is.
macro_rules! assert_snapshot {
    ($text:expr, @$expected:literal $(,)?) => {
        $crate::snapshot::check(&$text, $expected, file!(), line!())
    };
}
pub(crate) use assert_snapshot;

/// By how many lines the text written at a line of a file moved the lines after it.
static MOVED: Mutex<BTreeMap<String, Vec<(u32, isize)>>> = Mutex::new(BTreeMap::new());

/// Compares, or writes the text into the file of the test.
pub(crate) fn check(text: &str, expected: &str, file: &str, line: u32) {
    let text = text.trim_matches('\n').trim_end();
    if text == unindented(expected) {
        return;
    }
    if std::env::var_os("UPDATE_EXPECTED").is_none() {
        let expected = unindented(expected);
        panic!(
            "{file}:{line}: UPDATE_EXPECTED=1 cargo test writes what is new\n\nexpected:\n{expected}\n\ngot:\n{text}\n"
        );
    }
    let mut moved = MOVED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let moved = moved.entry(file.to_owned()).or_default();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let by: isize = moved.iter().filter(|(at, _)| *at < line).map(|(_, by)| by).sum();
    let changed = with_text(&source, line.saturating_add_signed(by as i32), expected, text)
        .unwrap_or_else(|| panic!("{file}:{line}: the expected text is not found"));
    moved.push((line, changed.lines().count() as isize - source.lines().count() as isize));
    fs::write(&path, changed).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// A literal's text without the indentation of the line that closes it.
fn unindented(literal: &str) -> String {
    let (Some((first, rest)), Some((_, last))) = (literal.split_once('\n'), literal.rsplit_once('\n')) else {
        return literal.to_owned();
    };
    let indent = if first.is_empty() && last.trim_start().is_empty() { last } else { "" };
    let lines: Vec<&str> = rest.lines().map(|line| line.strip_prefix(indent).unwrap_or(line)).collect();
    if first.is_empty() { lines.join("\n").trim_end().to_owned() } else { literal.trim_end().to_owned() }
}

/// The source with another text in place of the literal that a snapshot at a line expects.
fn with_text(source: &str, line: u32, expected: &str, text: &str) -> Option<String> {
    let start: usize = source.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
    let here = &source[start..];
    let indent = &here[..here.len() - here.trim_start_matches(' ').len()];
    let (begin, end) = here.match_indices('@').find_map(|(at, _)| {
        let (content, end) = literal(&here[at + 1..])?;
        let is_it = here[..at].trim_end().ends_with(',') && (content == expected || content.contains('\\'));
        is_it.then_some((start + at + 1, start + at + 1 + end))
    })?;
    Some(format!("{}{}{}", &source[..begin], written(text, indent), &source[end..]))
}

/// What is between the quotes of the literal that code begins with, and where the literal ends.
fn literal(code: &str) -> Option<(&str, usize)> {
    let raw = code.strip_prefix('r').map(|rest| &rest[..rest.len() - rest.trim_start_matches('#').len()]);
    let begin = raw.map_or(0, |hashes| 1 + hashes.len());
    let inner = code[begin..].strip_prefix('"')?;
    let length = match raw {
        Some(hashes) => inner.find(&format!("\"{hashes}"))?,
        None => {
            let mut is_escaped = false;
            inner.find(|c| {
                let is_end = c == '"' && !is_escaped;
                is_escaped = c == '\\' && !is_escaped;
                is_end
            })?
        }
    };
    let end = begin + 1 + length + 1 + raw.map_or(0, str::len);
    Some((&inner[..length], end))
}

/// A text as a literal, its lines indented.
fn written(text: &str, indent: &str) -> String {
    let is_plain = !text.contains(['"', '\\']);
    let hashes = (0..).map(|count| "#".repeat(count)).find(|hashes| !text.contains(&format!("\"{hashes}")));
    let (open, close) = match hashes {
        Some(hashes) if !is_plain => (format!("r{hashes}\""), format!("\"{hashes}")),
        _ => ("\"".to_owned(), "\"".to_owned()),
    };
    if !text.contains('\n') {
        return format!("{open}{text}{close}");
    }
    let lines = text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") });
    format!("{open}\n{}{indent}{close}", lines.collect::<String>())
}

mod tests {
    use super::{literal, unindented, with_text};

    #[test]
    fn a_snapshot_is_written_where_it_stands() {
        let source = "fn a() {\n    assert_snapshot!(b(\"3 @\", \"c\"), @\"\n    old\n    text\n    \");\n}\n";
        let changed = with_text(source, 2, "\n    old\n    text\n    ", "a \"new\"\n\n  text").unwrap();
        assert_eq!(
            changed,
            "fn a() {\n    assert_snapshot!(b(\"3 @\", \"c\"), @r#\"\n    a \"new\"\n\n      text\n    \"#);\n}\n"
        );
        let (content, _) = literal(&changed[changed.find("@r").unwrap() + 1..]).unwrap();
        assert_eq!(unindented(content), "a \"new\"\n\n  text");
        crate::snapshot::assert_snapshot!("  a\nb \\ c", @r"
          a
        b \ c
        ");
        crate::snapshot::assert_snapshot!("a", @"a");
    }
}
