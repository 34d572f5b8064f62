//! Slips after which the rest of a file would be read wrongly or not at all.
//!
//! In goes the text of a file, out comes a text in which each such slip is
//! corrected, and the slip itself reported, so that one run still finds
//! everything else: a heading with one bracket gets its second, a list that was
//! not closed is closed, a line without an equals sign gets one or is blanked.
//! Every place in the recovered text leads back to the coach's own.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::DeTable;

use super::parser_messages::Complaint;
use super::{Keys, did_you_mean, short};
use crate::diag::codes::{NOT_TOML, WRONG_TYPE};
use crate::diag::{Diagnostic, FileId, Findings, Place, is_refused};

/// Most times that a file is read again after a correction.
const MAX_ROUNDS: usize = 8;
/// Most slips that are corrected in one file.
const MAX_SLIPS: usize = 100;
/// Longer files are read once: no coach types that much.
const MAX_BYTES: usize = 1024 * 1024;

/// A text without the slips that hide others.
pub(super) struct RecoveredText<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where bytes were put in, in the recovered text, in order, and how many.
    insertions: Vec<(usize, usize)>,
    /// The slips that were reported, in the coach's text.
    slips: Vec<Range<usize>>,
}

impl<'a> RecoveredText<'a> {
    /// Corrects `text`, a file with these headings, and reports what was wrong.
    pub(super) fn new(file: FileId, text: &'a str, headings: Keys, findings: &mut Findings) -> RecoveredText<'a> {
        let text = with_plain_blanks(text);
        let mut recovered = RecoveredText { text, insertions: Vec::new(), slips: Vec::new() };
        let text: &str = &recovered.text.clone();
        if MAX_BYTES < text.len() {
            return recovered;
        }
        let mut report = |recovered: &mut RecoveredText, diagnostic: Diagnostic| {
            recovered.slips.extend(diagnostic.place.as_ref().map(|place| place.span.clone()));
            findings.push(diagnostic);
        };
        for (span, heading) in headings_with_one_bracket(text, headings).into_iter().take(MAX_SLIPS) {
            let inside = &text[span.start + 1..span.end - 1];
            let message = if inside == heading {
                format!("the heading [{heading}] has one bracket on each side, and needs two")
            } else {
                format!("[{}] is not a heading here", short(inside))
            };
            let help = format!("write [[{heading}]], with two brackets, above every entry");
            report(&mut recovered, WRONG_TYPE.at(Place { file, span: span.clone() }, message).help(help));
            recovered.insert(recovered.moved(span.start), "[");
            recovered.insert(recovered.moved(span.end), "]");
        }
        for _ in 0..MAX_ROUNDS {
            let (_, mut errors) = DeTable::parse_recoverable(&recovered.text);
            errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
            let mut corrections: Vec<(Correction, Diagnostic)> = Vec::new();
            let mut list_closed = false;
            let mut last_line = None;
            for error in &errors {
                let at = error.span().map_or(0, |span| span.start);
                let line = line_of(&recovered.text, at);
                let correction = match Complaint::of(error.message()) {
                    Some(Complaint::KeyAlone | Complaint::ValueMissing) => {
                        Some(without_equals_sign(&recovered.text, line.clone(), at))
                    }
                    Some(complaint) if complaint.is_of_a_list() && !list_closed => {
                        let correction = list_not_closed(&recovered.text, at);
                        list_closed = correction.is_some();
                        correction
                    }
                    _ => None,
                };
                let Some((correction, span, message, help)) = correction.filter(|_| last_line.as_ref() != Some(&line))
                else {
                    continue;
                };
                last_line = Some(line);
                let place = Place { file, span: recovered.original(span.start)..recovered.original(span.end) };
                corrections.push((correction, NOT_TOML.at(place, message).help(help)));
            }
            corrections.truncate(MAX_SLIPS.saturating_sub(recovered.slips.len()));
            if corrections.is_empty() {
                break;
            }
            // From the end, so that the places before stay what they are.
            corrections.sort_by_key(|(correction, _)| std::cmp::Reverse(correction.at()));
            for (correction, diagnostic) in corrections {
                report(&mut recovered, diagnostic);
                match correction {
                    Correction::Insert(at, what) => recovered.insert(at, what),
                    Correction::Replace(span, with) => {
                        let with = with.repeat(span.len());
                        recovered.text.to_mut().replace_range(span, &with);
                    }
                }
            }
        }
        recovered
    }

    /// True when a slip at this place of the coach's text was reported.
    pub(super) fn is_reported(&self, at: usize) -> bool {
        self.slips.iter().any(|slip| slip.contains(&at))
    }

    /// The byte of the coach's text that a byte of the recovered text comes from.
    pub(super) fn original(&self, at: usize) -> usize {
        let before = self.insertions.iter().take_while(|(inserted, _)| *inserted < at);
        at - before.map(|&(inserted, len)| len.min(at - inserted)).sum::<usize>()
    }

    /// The byte of the recovered text that a byte of the coach's text went to.
    fn moved(&self, at: usize) -> usize {
        self.insertions.iter().fold(at, |at, &(inserted, len)| if inserted <= at { at + len } else { at })
    }

    fn insert(&mut self, at: usize, what: &str) {
        self.text.to_mut().insert_str(at, what);
        for (inserted, _) in &mut self.insertions {
            if at <= *inserted {
                *inserted += what.len();
            }
        }
        let place = self.insertions.partition_point(|&(inserted, _)| inserted < at);
        self.insertions.insert(place, (at, what.len()));
    }
}

/// The text with plain blanks for all others, as no-break blanks from a web
/// page: each byte by byte, so that every place stays what it is.
fn with_plain_blanks(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| !c.is_ascii() && c.is_whitespace() && !is_refused(c);
    if !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if is_odd(c) { (0..c.len_utf8()).for_each(|_| plain.push(' ')) } else { plain.push(c) }
    }
    Cow::Owned(plain)
}

/// A change to the text.
enum Correction {
    Insert(usize, &'static str),
    /// Every byte becomes this one.
    Replace(Range<usize>, &'static str),
}

impl Correction {
    fn at(&self) -> usize {
        match self {
            Correction::Insert(at, _) => *at,
            Correction::Replace(span, _) => span.start,
        }
    }
}

/// A correction, where the slip is in the recovered text, what to say and the remedy.
type Slip = (Correction, Range<usize>, String, String);

/// The places of `[meets]` and the like, and the headings that were meant.
fn headings_with_one_bracket(text: &str, headings: Keys) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let rest = &line[indent..];
        if let Some((inside, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'))
            && is_word(inside)
            && (after.trim().is_empty() || after.trim_start().starts_with('#'))
        {
            let named = |name: &str| headings.iter().find(|key| key.name() == name);
            let meant = || did_you_mean(inside, headings.iter().map(|key| key.name()));
            let key = named(inside).or_else(|| meant().and_then(named));
            if let Some(key) = key.filter(|key| key.repeats()) {
                let from = start + indent;
                found.push((from..from + inside.len() + 2, key.name()));
            }
        }
        start += line.len();
    }
    found
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// The line around a byte, without its end.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let end = text[at..].find('\n').map_or(text.len(), |after| at + after);
    start..start + text[start..end].trim_end_matches('\r').len()
}

/// A line such as `date: 2026-04-11`, `date 2026-04-11` or `bus at seven`.
fn without_equals_sign(text: &str, line: Range<usize>, at: usize) -> Slip {
    let typed = &text[line.clone()];
    let indent = typed.len() - typed.trim_start().len();
    let key = typed[indent..].split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).next();
    let key = key.unwrap_or_default();
    let key_end = line.start + indent + key.len();
    let rest = typed[indent + key.len()..].trim_start();
    let rest_at = line.end - rest.len();
    let write = |value: &str| format!("write {key} = {}", short(value.trim()));
    if let Some(value) = rest.strip_prefix(':').filter(|_| !key.is_empty()) {
        let message = "there is a colon where an equals sign belongs".to_owned();
        return (Correction::Replace(rest_at..rest_at + 1, "="), rest_at..rest_at + 1, message, write(value));
    }
    if !key.is_empty() && key_end < rest_at && rest.starts_with(|c: char| c.is_ascii_digit() || "\"'[{".contains(c)) {
        let message = "the equals sign is missing".to_owned();
        return (Correction::Insert(key_end, "="), rest_at..rest_at, message, write(rest));
    }
    let message = "an equals sign and a value are missing here".to_owned();
    let at = at.clamp(line.start, line.end);
    (Correction::Replace(line, " "), at..at, message, "write key = value, or put # before a comment".to_owned())
}

/// A list that runs into the next key or heading.
fn list_not_closed(text: &str, at: usize) -> Option<Slip> {
    let line = line_of(text, at);
    let begins = |line: &str| {
        let line = line.trim_start();
        is_heading(line) || line.split_once('=').is_some_and(|(key, _)| is_word(key.trim_end()))
    };
    if !begins(text.get(line.clone())?) || text.get(line.start..at).is_none_or(|before| !before.trim().is_empty()) {
        return None;
    }
    // Back over empty lines, comments and headings, which were taken for entries of the list.
    let mut before = &text[..line.start];
    let end = loop {
        let last = &before[line_of(before, before.trim_end().len())];
        let typed = last.trim();
        if before.trim_end().is_empty() {
            return None;
        }
        if !is_heading(typed) && !typed.starts_with('#') {
            let start = last.as_ptr() as usize - text.as_ptr() as usize;
            break start + without_comment(last).trim_end().len();
        }
        before = &before[..last.as_ptr() as usize - text.as_ptr() as usize];
    };
    let message = "the list's closing bracket is missing".to_owned();
    Some((Correction::Insert(end, "]"), end..end, message, "end the list with ]".to_owned()))
}

fn is_heading(line: &str) -> bool {
    let inside = line.strip_prefix("[[").and_then(|rest| rest.split_once("]]"));
    inside
        .or_else(|| line.strip_prefix('[').and_then(|rest| rest.split_once(']')))
        .is_some_and(|(inside, _)| is_word(inside))
}

/// The line up to a `#` that is not in quotes.
fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let end = line.char_indices().find(|&(_, c)| {
        quoted ^= c == '"';
        c == '#' && !quoted
    });
    end.map_or(line, |(at, _)| &line[..at])
}
