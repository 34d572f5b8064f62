//! What the TOML parser complains of, in a coach's words.
//!
//! The parser says what it found only in English. [`ROWS`] has every message
//! that gets an answer of its own, by how it begins, with a text that provokes it; a
//! test parses each text, so an upgrade of `toml` that words a message
//! differently names the row to correct. A message without a row is answered in
//! general words.

use std::ops::Range;

use super::short;
use crate::diag::codes::{NOT_A_DATE, NOT_A_TIME, NOT_TOML, WRONG_TYPE};
use crate::diag::{Diagnostic, FileId, Place};

/// A complaint of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Complaint {
    BackslashAlone,
    BracesOpen,
    CommaMissingInBraces,
    CommaMissingInList,
    EqualsSignInList,
    ExtraCommaInList,
    HeadingOpen,
    KeyAlone,
    KeyTwice,
    ListOpen,
    NoDate,
    NoTime,
    QuoteOpen,
    QuotesMissing,
    ValueMissing,
}

/// How the parser words a complaint, and what provokes it.
struct Row {
    complaint: Complaint,
    /// How the message begins.
    begins: &'static str,
    /// A file of which the parser says it.
    #[cfg_attr(not(test), expect(dead_code, reason = "it documents the row, and a test parses it"))]
    provoked_by: &'static str,
}

const fn row(complaint: Complaint, begins: &'static str, provoked_by: &'static str) -> Row {
    Row { complaint, begins, provoked_by }
}

/// The messages of the parser; the first row that fits is taken.
const ROWS: &[Row] = &[
    row(Complaint::BackslashAlone, "missing escaped value", r#"key = "a\b\c""#),
    row(Complaint::BracesOpen, "unclosed inline table", "key = { a = 1\n"),
    row(Complaint::CommaMissingInBraces, "missing comma between key-value pairs", "key = { a = 1 b = 2 }"),
    row(Complaint::CommaMissingInList, "missing comma between array elements", r#"key = ["a" "b"]"#),
    row(Complaint::EqualsSignInList, "unexpected `=` in array", "key = [1\nother = 2\n"),
    row(Complaint::ExtraCommaInList, "extra comma in array", "key = [1,, 2]"),
    row(Complaint::HeadingOpen, "unclosed table", "[season\n"),
    row(Complaint::HeadingOpen, "unclosed array table", "[[meets]\n"),
    row(Complaint::KeyAlone, "key with no value", "key\n"),
    row(Complaint::KeyTwice, "duplicate key", "key = 1\nkey = 2\n"),
    row(Complaint::ListOpen, "unclosed array", "key = [1\n"),
    row(Complaint::NoDate, "invalid date", "key = 2026-02-30\n"),
    row(Complaint::NoTime, "invalid time", "key = 4:30\n"),
    row(Complaint::QuoteOpen, "invalid basic string, expected `\"`", "key = \"a\n"),
    row(Complaint::QuoteOpen, "invalid literal string", "key = 'a\n"),
    row(Complaint::QuotesMissing, "string values must be quoted", "key = a\n"),
    row(Complaint::ValueMissing, "missing value for key", ".key\n"),
];

impl Complaint {
    /// The complaint that a message of the parser is.
    pub(super) fn of(message: &str) -> Option<Complaint> {
        ROWS.iter().find(|row| message.starts_with(row.begins)).map(|row| row.complaint)
    }

    /// True for what the parser says of a list that runs into the lines after it.
    pub(super) const fn is_of_a_list(self) -> bool {
        matches!(
            self,
            Complaint::CommaMissingInList
                | Complaint::EqualsSignInList
                | Complaint::ExtraCommaInList
                | Complaint::ListOpen
        )
    }
}

/// Says in a coach's words what the parser found wrong at `span`.
pub(super) fn explain(file: FileId, text: &str, span: Range<usize>, message: &str) -> Diagnostic {
    let raw = text.get(span.clone()).unwrap_or_default();
    let shown = short(raw);
    let place = Place { file, span: span.clone() };
    let before = &text[..span.start.min(text.len())];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let key = text[line..].split('=').next().unwrap_or_default().trim();
    let complaint = Complaint::of(message);
    if key == "time" && !raw.is_empty() && complaint != Some(Complaint::KeyTwice) {
        return WRONG_TYPE
            .at(place, format!("{shown} is not a time of day"))
            .help("write hours and minutes, two digits each, the hours up to 23: time = 16:15");
    }
    let plain = |what: &str, help: &str| NOT_TOML.at(place.clone(), what).help(help);
    match complaint {
        Some(Complaint::NoTime) => NOT_A_TIME
            .at(place, format!("{shown} is a time without quotes"))
            .help(format!("put it in quotes, minutes and seconds: \"{shown}\"")),
        Some(Complaint::NoDate) if !raw.contains(|c: char| c.is_ascii_alphabetic()) => NOT_A_DATE
            .at(place, format!("{shown} is not a date on the calendar"))
            .help("write year-month-day, two digits for month and day, as 2026-04-11"),
        Some(Complaint::QuotesMissing) if raw.is_empty() => {
            plain("nothing comes after the equals sign", "write the value, or remove the line")
        }
        Some(Complaint::QuotesMissing) if raw.starts_with(|c: char| c.is_ascii_digit()) && raw.contains('/') => {
            NOT_A_DATE
                .at(place, format!("{shown} is not written as a date"))
                .help("write year-month-day, as 2026-04-11")
        }
        Some(Complaint::QuotesMissing | Complaint::NoDate) => {
            let unquoted = raw.trim_matches(['“', '”', '„', '‘', '’']);
            if unquoted.len() < raw.len() {
                plain(
                    "these quotes are curly, as a word processor makes them",
                    &format!("write \"{}\"", short(unquoted)),
                )
            } else {
                plain(&format!("{shown} needs quotes"), &format!("write \"{shown}\""))
            }
        }
        Some(Complaint::KeyTwice) if before.ends_with('[') => {
            plain(&format!("the heading [{shown}] appears here a second time"), "put all its lines under the first one")
        }
        Some(Complaint::KeyTwice) => {
            plain(&format!("\"{shown}\" appears here a second time"), "keep one of the two, and remove the other")
        }
        Some(Complaint::QuoteOpen) => {
            plain("the closing quote is missing on this line", "end the text with the quote it began with")
        }
        Some(Complaint::BackslashAlone) => {
            plain("a backslash has a special meaning in quoted text", "write two backslashes, or none")
        }
        Some(Complaint::KeyAlone) => {
            plain("an equals sign and a value are missing here", "write key = value, or put # before a comment")
        }
        Some(Complaint::CommaMissingInBraces | Complaint::CommaMissingInList) => {
            plain("a comma or a closing bracket is missing here", "put a comma between two entries")
        }
        Some(Complaint::HeadingOpen) => {
            plain("the heading's closing bracket is missing", "close the heading as it is opened: [season], [[meets]]")
        }
        Some(Complaint::ListOpen) => plain("the list's closing bracket is missing", "end the list with ]"),
        Some(Complaint::BracesOpen) => plain("the closing brace is missing on this line", "close the { with a }"),
        Some(Complaint::EqualsSignInList | Complaint::ExtraCommaInList | Complaint::ValueMissing) | None => {
            plain("this cannot be read", "compare the line with those above it, or with the example season")
        }
    }
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    #[test]
    fn the_parser_says_of_every_row_what_the_row_expects() {
        for Row { complaint, begins, provoked_by } in ROWS {
            let errors = DeTable::parse_recoverable(provoked_by).1;
            let messages: Vec<&str> = errors.iter().map(|error| error.message()).collect();
            assert!(
                messages.iter().any(|message| message.starts_with(begins)),
                "{complaint:?}: of {provoked_by:?} the parser no longer says {begins:?}, but {messages:?}"
            );
            assert_eq!(Complaint::of(begins), Some(*complaint), "a row before that of {begins:?} fits its message");
        }
    }
}
