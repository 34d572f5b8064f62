//! What the TOML parser complains of, in a coach's words.

use std::ops::Range;

use super::short;
use crate::diag::codes::{NOT_A_DATE, NOT_A_TIME, NOT_TOML, WRONG_TYPE};
use crate::diag::{Diagnostic, FileId, Place};

/// A parser's message as a coach would be told it.
pub(super) fn in_our_words(file: FileId, text: &str, span: Range<usize>, message: &str) -> Diagnostic {
    let raw = text.get(span.clone()).unwrap_or_default();
    let shown = short(raw);
    let place = Place { file, span: span.clone() };
    let plain = |what: &str, help: &str| NOT_TOML.at(place.clone(), what).help(help);
    let number_like = raw.starts_with(|c: char| c.is_ascii_digit());
    let is_heading = text[..span.start.min(text.len())].ends_with('[');
    let line = text[..span.start.min(text.len())].rfind('\n').map_or(0, |end| end + 1);
    let key = text[line..].split('=').next().unwrap_or_default().trim();
    match message {
        m if key == "time" && !raw.is_empty() && !m.starts_with("duplicate key") => WRONG_TYPE
            .at(place, format!("{shown} is not a time of day"))
            .help("write hours and minutes, two digits each, the hours up to 23: time = 16:15"),
        m if m.starts_with("invalid time") => NOT_A_TIME
            .at(place, format!("{shown} is a time without quotes"))
            .help(format!("put it in quotes, minutes and seconds: \"{shown}\"")),
        m if m.starts_with("invalid date") && !raw.contains(|c: char| c.is_ascii_alphabetic()) => NOT_A_DATE
            .at(place, format!("{shown} is not a date of the calendar"))
            .help("write year-month-day, two digits for month and day, as 2026-04-11"),
        m if m.starts_with("string values must be quoted") && raw.is_empty() => {
            plain("nothing stands after the equals sign", "write the value, or remove the line")
        }
        m if m.starts_with("string values must be quoted") && number_like && raw.contains('/') => NOT_A_DATE
            .at(place, format!("{shown} is not written as a date"))
            .help("write year-month-day, as 2026-04-11"),
        m if m.starts_with("string values must be quoted") || m.starts_with("invalid date") => {
            let unquoted = raw.trim_matches(['“', '”', '„', '‘', '’']);
            if unquoted.len() < raw.len() {
                plain(
                    "these quotes are curly, as a word processor makes them",
                    &format!("write \"{}\"", short(unquoted)),
                )
            } else {
                plain(&format!("{shown} stands without quotes"), &format!("write \"{shown}\""))
            }
        }
        m if m.starts_with("duplicate key") && is_heading => {
            plain(&format!("the heading [{shown}] stands here a second time"), "put all its lines under the first one")
        }
        m if m.starts_with("duplicate key") => {
            plain(&format!("\"{shown}\" stands here a second time"), "keep one of the two, and remove the other")
        }
        m if m.starts_with("invalid basic string, expected `\"`") || m.starts_with("invalid literal string") => {
            plain("the closing quote is missing on this line", "end the text with the quote it began with")
        }
        m if m.starts_with("missing escaped value") => {
            plain("a backslash has a meaning of its own in quoted text", "write two backslashes, or none")
        }
        m if m.starts_with("key with no value") => {
            plain("an equals sign and a value are missing here", "write key = value, or put # before a remark")
        }
        m if m.starts_with("missing comma") => {
            plain("a comma or a closing bracket is missing here", "put a comma between two entries")
        }
        m if m.starts_with("unclosed table") || m.starts_with("unclosed array table") => {
            plain("the heading's closing bracket is missing", "close the heading as it is opened: [season], [[meets]]")
        }
        m if m.starts_with("unclosed array") => plain("the list's closing bracket is missing", "end the list with ]"),
        m if m.starts_with("unclosed inline table") => {
            plain("the closing brace is missing on this line", "end what begins with { by a }")
        }
        _ => plain("this cannot be read", "compare the line with those above it, or with the example season"),
    }
}
