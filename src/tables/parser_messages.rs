//! What the TOML parser complains of, in a coach's words.
//!
//! The parser says what it found only in English. [`ROWS`] has every message
//! that gets an answer of its own, by how it begins, with a text that provokes it; a
//! test parses each text, so an upgrade of `toml` that words a message
//! differently names the row to correct. A message without a row is answered in
//! general words.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Keys, is_half_a_day, meant, short};
use crate::diag::codes::{NOT_A_DATE, NOT_A_TIME, NOT_TOML, UNKNOWN_WORD, WRONG_TYPE};
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
}

/// Says in a coach's words what the parser found wrong at `span` of a file with these headings.
pub(super) fn explain(file: FileId, text: &str, headings: Keys, span: Range<usize>, message: &str) -> Diagnostic {
    let raw = text.get(span.clone()).unwrap_or_default();
    let shown = short(raw);
    let place = Place { file, span: span.clone() };
    let before = &text[..span.start.min(text.len())];
    let complaint = Complaint::of(message);
    let value = Value::around(text, span.start);
    if value.key == "time" && !raw.is_empty() && complaint != Some(Complaint::KeyTwice) {
        return WRONG_TYPE
            .at(place, format!("{shown} is not a time of day"))
            .help(format!("put it in quotes: time = \"{shown}{}\"", if is_half_a_day(raw) { " pm" } else { "" }));
    }
    if value.is_misread(complaint)
        && let Some(problem) = value.as_meant(file, text, headings, span.clone())
    {
        return problem;
    }
    let plain = |what: &str, help: &str| NOT_TOML.at(place.clone(), what).help(help);
    match complaint {
        Some(Complaint::NoTime) => NOT_A_TIME
            .at(place, format!("{shown} is a time without quotes"))
            .help("write minutes and seconds in quotes, for example \"5:20\""),
        Some(Complaint::NoDate) if !raw.contains(|c: char| c.is_ascii_alphabetic()) => NOT_A_DATE
            .at(place, format!("{shown} is not a date on the calendar"))
            .help("write year-month-day, two digits for month and day, as 2026-04-11"),
        Some(Complaint::QuotesMissing) if raw.is_empty() => {
            plain("nothing comes after the equals sign", "write the value, or remove the line")
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

/// The value that begins at some byte, by what stands before it on its line.
struct Value<'a> {
    /// The key whose value it is, or whose list it is in.
    key: &'a str,
    in_list: bool,
    /// Everything from there to the end of the line or its comment.
    rest: &'a str,
}

impl<'a> Value<'a> {
    fn around(text: &'a str, at: usize) -> Value<'a> {
        let at = at.min(text.len());
        let (before, after) = (&text[..at], &text[at..]);
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let until = line.rfind('=').unwrap_or(0);
        let word = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_');
        let key = line[..until].trim_end().trim_end_matches('"').rsplit(word).next().unwrap_or_default();
        let rest = after.split(['\n', '#']).next().unwrap_or_default().trim_end();
        Value { key, in_list: line[until..].contains('['), rest }
    }

    /// True when the parser took it for another value than was meant.
    fn is_misread(&self, complaint: Option<Complaint>) -> bool {
        let of_a_value =
            matches!(complaint, None | Some(Complaint::NoDate | Complaint::NoTime | Complaint::QuotesMissing));
        of_a_value && !self.key.is_empty()
    }

    /// Says what was meant where that is plain: a date, a race time or a distance, as the key takes it.
    fn as_meant(&self, file: FileId, text: &str, headings: Keys, span: Range<usize>) -> Option<Diagnostic> {
        let raw = text.get(span.clone()).unwrap_or_default();
        let key = (!self.in_list).then_some(self.key);
        let place = |typed: &str| Place { file, span: span.start..span.start + typed.len() };
        if takes(headings, self.key, &|example| example.parse::<NaiveDate>().is_ok()) {
            let date = |typed| Some((typed, meant::date_problem(key, typed, text)?));
            if let Some((typed, (message, help))) = date(self.rest).or_else(|| date(raw)) {
                return Some(NOT_A_DATE.at(place(typed), message).help(help));
            }
        }
        let key = self.key;
        if takes(headings, key, &|example| example.starts_with('"') && example.contains(':'))
            && let Some(time) = meant::race_time(key, raw)
        {
            let problem = NOT_A_TIME.at(place(raw), format!("{} is a time without quotes", short(raw)));
            return Some(problem.help(format!("put it in quotes, minutes and seconds: {key} = \"{time}\"")));
        }
        let distance = meant::meters(raw)?;
        let takes_distances =
            takes(headings, key, &|example| example.trim_start_matches('[').starts_with(|c: char| c.is_ascii_digit()));
        let write = if self.in_list { distance.to_owned() } else { format!("{key} = {distance}") };
        takes_distances
            .then(|| UNKNOWN_WORD.at(place(raw), format!("{} has a unit", short(raw))).help(format!("write {write}")))
    }
}

/// True when some key of this name takes a value like one of which `like` is true.
fn takes(keys: Keys, name: &str, like: &dyn Fn(&str) -> bool) -> bool {
    keys.iter().any(|key| (key.name() == name && like(&key.example())) || takes(key.keys(), name, like))
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
