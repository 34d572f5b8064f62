//! Slips after which the rest of a file would be read wrongly or not at all.
//!
//! In goes the text of a file, out comes a text in which each such slip is
//! corrected, and the slip itself reported, so that one run still finds
//! everything else: a heading with one bracket gets its second, a list that was
//! not closed is closed, a line without an equals sign gets one or is blanked.
//! Every place in the recovered text leads back to the coach's own.

mod unclosed;

use std::borrow::Cow;
use std::ops::Range;

use toml::de::DeTable;

use unclosed::unclosed_values;

use super::parser_messages::Complaint;
use super::{Keys, did_you_mean, short};
use crate::diag::codes::{NOT_TOML, Problem, WRONG_TYPE};
use crate::diag::{FileId, Findings, Place, is_refused};

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
        if MAX_BYTES < recovered.text.len() {
            return recovered;
        }
        let headings = headings_with_other_brackets(&recovered.text, headings);
        recovered.correct(file, headings, findings);
        let unclosed = unclosed_values(&recovered.text);
        recovered.correct(file, unclosed, findings);
        for _ in 0..MAX_ROUNDS {
            let slips = lines_without_equals_sign(&recovered.text);
            if !recovered.correct(file, slips, findings) {
                break;
            }
        }
        recovered
    }

    /// Corrects and reports slips, in the order of the text; false when there are none.
    fn correct(&mut self, file: FileId, mut slips: Vec<Slip>, findings: &mut Findings) -> bool {
        slips.truncate(MAX_SLIPS.saturating_sub(self.slips.len()));
        for Slip { code, span, message, help, .. } in &slips {
            let span = self.original(span.start)..self.original(span.end);
            self.slips.push(span.clone());
            findings.push(code.at(Place { file, span }, message.as_str()).help(help.as_str()));
        }
        // From the end, so that the places before stay what they are.
        let mut corrections: Vec<&Correction> = slips.iter().flat_map(|slip| &slip.corrections).collect();
        corrections.sort_by_key(|correction| match correction {
            Correction::Insert(at, _) => *at,
            Correction::Replace(span, _) => span.start,
        });
        for correction in corrections.into_iter().rev() {
            match correction {
                Correction::Insert(at, what) => self.insert(*at, what),
                Correction::Replace(span, with) => {
                    let with = with.repeat(span.len());
                    self.text.to_mut().replace_range(span.clone(), &with);
                }
            }
        }
        !slips.is_empty()
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
    Insert(usize, String),
    /// Every byte becomes this one.
    Replace(Range<usize>, &'static str),
}

/// Something typed wrongly, after which more would be read wrongly.
struct Slip {
    code: &'static Problem,
    /// Where it is in the recovered text.
    span: Range<usize>,
    message: String,
    /// The remedy.
    help: String,
    /// How the text is made readable, in its order.
    corrections: Vec<Correction>,
}

/// Headings such as `[meets]`, `[[meets]` or `season]`, in order.
fn headings_with_other_brackets(text: &str, headings: Keys) -> Vec<Slip> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start + line.len() - line.trim_start().len();
        start += line.len();
        let (typed, _) = line.split_once('#').unwrap_or((line, ""));
        let typed = typed.trim();
        let inside = typed.trim_start_matches('[').trim_end_matches(']');
        let opened = typed.len() - typed.trim_start_matches('[').len();
        let closed = typed.len() - typed.trim_end_matches(']').len();
        if !is_word(inside) || opened + closed == 0 || 2 < opened.max(closed) {
            continue;
        }
        let named = |name: &str| headings.iter().find(|key| key.name() == name);
        let meant = || did_you_mean(inside, headings.iter().map(|key| key.name()));
        let Some(key) = named(inside).or_else(|| meant().and_then(named)) else { continue };
        let (heading, needed) = (key.name(), if key.repeats() { 2 } else { 1 });
        let write = if key.repeats() { format!("[[{heading}]]") } else { format!("[{heading}]") };
        let help = format!("write {write}");
        let (code, message, help) = if opened == closed && opened < needed {
            let message = if inside == heading {
                format!("the heading [{heading}] has one bracket on each side, and needs two")
            } else {
                format!("[{}] is not a heading here", short(inside))
            };
            (&WRONG_TYPE, message, format!("{help}, with two brackets, above every entry"))
        } else if closed < opened {
            (&NOT_TOML, "the heading's closing bracket is missing".to_owned(), help)
        } else if opened < closed {
            (&NOT_TOML, "the heading's opening bracket is missing".to_owned(), help)
        } else {
            continue;
        };
        let end = at + typed.len();
        // One bracket too many becomes a blank.
        let brackets = |at: usize, has: usize, bracket: &str| match needed.checked_sub(has) {
            Some(missing) => Correction::Insert(at, bracket.repeat(missing)),
            None => Correction::Replace(at.min(end - 1)..at.min(end - 1) + 1, " "),
        };
        let corrections = vec![brackets(at, opened, "["), brackets(end, closed, "]")];
        found.push(Slip { code, span: at..end, message, help, corrections });
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

/// The lines on which the parser finds a key and no value, in order.
fn lines_without_equals_sign(text: &str) -> Vec<Slip> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let misses_value =
        |message: &str| matches!(Complaint::of(message), Some(Complaint::KeyAlone | Complaint::ValueMissing));
    let mut places: Vec<usize> = errors
        .iter()
        .filter(|error| misses_value(error.message()))
        .map(|error| error.span().map_or(0, |span| span.start))
        .collect();
    places.sort_unstable();
    places.dedup_by_key(|at| line_of(text, *at));
    places.into_iter().map(|at| without_equals_sign(text, line_of(text, at), at)).collect()
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
        let span = rest_at..rest_at + 1;
        let corrections = vec![Correction::Replace(span.clone(), "=")];
        return Slip { code: &NOT_TOML, span, message, help: write(value), corrections };
    }
    if !key.is_empty() && key_end < rest_at && rest.starts_with(|c: char| c.is_ascii_digit() || "\"'[{".contains(c)) {
        let message = "the equals sign is missing".to_owned();
        let corrections = vec![Correction::Insert(key_end, "=".to_owned())];
        return Slip { code: &NOT_TOML, span: rest_at..rest_at, message, help: write(rest), corrections };
    }
    let message = "an equals sign and a value are missing here".to_owned();
    let at = at.clamp(line.start, line.end);
    let help = "write key = value, or put # before a comment".to_owned();
    Slip { code: &NOT_TOML, span: at..at, message, help, corrections: vec![Correction::Replace(line, " ")] }
}

fn is_heading(line: &str) -> bool {
    let inside = line.strip_prefix("[[").and_then(|rest| rest.split_once("]]"));
    inside
        .or_else(|| line.strip_prefix('[').and_then(|rest| rest.split_once(']')))
        .is_some_and(|(inside, _)| is_word(inside))
}
