//! Slips after which the rest of a file would be read wrongly or not at all.
//!
//! In goes the text of a file, out comes a text in which each such slip is
//! told and mended, so that one run still finds everything else: a heading
//! with one bracket gets its second, a list that was not closed is closed, a
//! line without an equals sign gets one or is blanked. Every place in the
//! mended text is led back to the coach's own.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::DeTable;

use super::{Key, did_you_mean, short};
use crate::diag::codes::{NOT_TOML, WRONG_TYPE};
use crate::diag::{Diagnostic, FileId, Findings, Place};

/// Most times that a file is read again after mending.
const MAX_ROUNDS: usize = 8;
/// Most slips that are mended in one file.
const MAX_MENDS: usize = 100;
/// Longer files are read once: no coach types that much.
const MAX_BYTES: usize = 1024 * 1024;

/// A text without the slips that hide others.
pub(super) struct Mended<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where bytes were put in, in the mended text, in order, and how many.
    inserted: Vec<(usize, usize)>,
    /// The slips, in the coach's text.
    told: Vec<Range<usize>>,
}

impl<'a> Mended<'a> {
    /// Mends `text`, a file with these headings, and says what was wrong.
    pub(super) fn new(file: FileId, text: &'a str, keys: &[Key], findings: &mut Findings) -> Mended<'a> {
        let mut mended = Mended { text: Cow::Borrowed(text), inserted: Vec::new(), told: Vec::new() };
        if MAX_BYTES < text.len() {
            return mended;
        }
        let mut tell = |mended: &mut Mended, diagnostic: Diagnostic| {
            mended.told.extend(diagnostic.place.as_ref().map(|place| place.span.clone()));
            findings.push(diagnostic);
        };
        for (span, heading) in headings_with_one_bracket(text, keys).into_iter().take(MAX_MENDS) {
            let inside = &text[span.start + 1..span.end - 1];
            let message = if inside == heading {
                format!("the heading [{heading}] has one bracket on each side, and needs two")
            } else {
                format!("[{}] is not a heading here", short(inside))
            };
            let help = format!("write [[{heading}]], with two brackets, above every entry");
            tell(&mut mended, WRONG_TYPE.at(Place { file, span: span.clone() }, message).help(help));
            mended.insert(mended.moved(span.start), "[");
            mended.insert(mended.moved(span.end), "]");
        }
        for _ in 0..MAX_ROUNDS {
            let (_, mut errors) = DeTable::parse_recoverable(&mended.text);
            errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
            let mut edits: Vec<(Edit, Diagnostic)> = Vec::new();
            let mut list_closed = false;
            let mut last_line = None;
            for error in &errors {
                let at = error.span().map_or(0, |span| span.start);
                let line = line_of(&mended.text, at);
                let message = error.message();
                let edit = if message.starts_with("key with no value") || message.starts_with("missing value for key") {
                    Some(without_equals_sign(&mended.text, line.clone(), at))
                } else if message.contains("array") && !list_closed {
                    let edit = list_not_closed(&mended.text, at);
                    list_closed = edit.is_some();
                    edit
                } else {
                    None
                };
                let Some((edit, span, message, help)) = edit.filter(|_| last_line.as_ref() != Some(&line)) else {
                    continue;
                };
                last_line = Some(line);
                let place = Place { file, span: mended.original(span.start)..mended.original(span.end) };
                edits.push((edit, NOT_TOML.at(place, message).help(help)));
            }
            edits.truncate(MAX_MENDS.saturating_sub(mended.told.len()));
            if edits.is_empty() {
                break;
            }
            // From the end, so that the places before stay what they are.
            edits.sort_by_key(|(edit, _)| std::cmp::Reverse(edit.at()));
            for (edit, diagnostic) in edits {
                tell(&mut mended, diagnostic);
                match edit {
                    Edit::Insert(at, what) => mended.insert(at, what),
                    Edit::Replace(span, with) => {
                        let with = with.repeat(span.len());
                        mended.text.to_mut().replace_range(span, &with);
                    }
                }
            }
        }
        mended
    }

    /// True when a slip at this place of the coach's text was told.
    pub(super) fn is_told(&self, at: usize) -> bool {
        self.told.iter().any(|told| told.contains(&at))
    }

    /// The byte of the coach's text that a byte of the mended text comes from.
    pub(super) fn original(&self, at: usize) -> usize {
        let before = self.inserted.iter().take_while(|(inserted, _)| *inserted < at);
        at - before.map(|&(inserted, len)| len.min(at - inserted)).sum::<usize>()
    }

    /// The byte of the mended text that a byte of the coach's text went to.
    fn moved(&self, at: usize) -> usize {
        self.inserted.iter().fold(at, |at, &(inserted, len)| if inserted <= at { at + len } else { at })
    }

    fn insert(&mut self, at: usize, what: &str) {
        self.text.to_mut().insert_str(at, what);
        for (inserted, _) in &mut self.inserted {
            if at <= *inserted {
                *inserted += what.len();
            }
        }
        let place = self.inserted.partition_point(|&(inserted, _)| inserted < at);
        self.inserted.insert(place, (at, what.len()));
    }
}

/// A change to the text.
enum Edit {
    Insert(usize, &'static str),
    /// Every byte becomes this one.
    Replace(Range<usize>, &'static str),
}

impl Edit {
    fn at(&self) -> usize {
        match self {
            Edit::Insert(at, _) => *at,
            Edit::Replace(span, _) => span.start,
        }
    }
}

/// An edit, where the slip stands in the mended text, what to say and the remedy.
type Slip = (Edit, Range<usize>, String, String);

/// The places of `[meets]` and the like, and the headings that were meant.
fn headings_with_one_bracket<'k>(text: &str, keys: &'k [Key]) -> Vec<(Range<usize>, &'k str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let rest = &line[indent..];
        if let Some((inside, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'))
            && is_word(inside)
            && (after.trim().is_empty() || after.trim_start().starts_with('#'))
        {
            let exact = keys.iter().find(|key| key.name == inside);
            let meant = || did_you_mean(inside, keys.iter().map(|key| key.name));
            let key = exact.or_else(|| meant().and_then(|meant| keys.iter().find(|key| key.name == meant)));
            if let Some(key) = key.filter(|key| key.is_many()) {
                let from = start + indent;
                found.push((from..from + inside.len() + 2, key.name));
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
        let message = "a colon stands where an equals sign belongs".to_owned();
        return (Edit::Replace(rest_at..rest_at + 1, "="), rest_at..rest_at + 1, message, write(value));
    }
    if !key.is_empty() && key_end < rest_at && rest.starts_with(|c: char| c.is_ascii_digit() || "\"'[{".contains(c)) {
        let message = "the equals sign is missing".to_owned();
        return (Edit::Insert(key_end, "="), rest_at..rest_at, message, write(rest));
    }
    let message = "an equals sign and a value are missing here".to_owned();
    let at = at.clamp(line.start, line.end);
    (Edit::Replace(line, " "), at..at, message, "write key = value, or put # before a remark".to_owned())
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
    // Back over empty lines, remarks and headings, which were taken for entries of the list.
    let mut before = &text[..line.start];
    let end = loop {
        let last = &before[line_of(before, before.trim_end().len())];
        let typed = last.trim();
        if before.trim_end().is_empty() {
            return None;
        }
        if !is_heading(typed) && !typed.starts_with('#') {
            let start = last.as_ptr() as usize - text.as_ptr() as usize;
            break start + without_remark(last).trim_end().len();
        }
        before = &before[..last.as_ptr() as usize - text.as_ptr() as usize];
    };
    let message = "the list's closing bracket is missing".to_owned();
    Some((Edit::Insert(end, "]"), end..end, message, "end the list with ]".to_owned()))
}

fn is_heading(line: &str) -> bool {
    let inside = line.strip_prefix("[[").and_then(|rest| rest.split_once("]]"));
    inside
        .or_else(|| line.strip_prefix('[').and_then(|rest| rest.split_once(']')))
        .is_some_and(|(inside, _)| is_word(inside))
}

/// The line up to a `#` that stands in no quotes.
fn without_remark(line: &str) -> &str {
    let mut quoted = false;
    let end = line.char_indices().find(|&(_, c)| {
        quoted ^= c == '"';
        c == '#' && !quoted
    });
    end.map_or(line, |(at, _)| &line[..at])
}
