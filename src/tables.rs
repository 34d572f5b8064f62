//! TOML tables read key by key, with every problem located and none fatal.
//!
//! [`read`] gives a tree in which broken values are marked; [`Table`] hands
//! out values of the expected kind and collects what is wrong with the others.
//! A value that was found wrong reads as absent, so that one slip is reported
//! once. A misspelt key is reported and then read as the key it was meant to
//! be, so that what stands behind it is checked in the same run.

pub mod edit;
mod key;
mod mend;
mod nested;
mod schema;
mod slips;
mod wording;

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::codes::{
    MISSING_KEY, NOT_A_DATE, NOT_A_TIME, NUMBER_OUT_OF_RANGE, OVER_A_LIMIT, REFUSED_CHARACTERS, UNKNOWN_KEY,
    UNKNOWN_WORD, WRONG_TYPE,
};
use crate::diag::{Diagnostic, FileId, Findings, Place, Severity, is_refused};
pub use key::{Key, Kind, Need, Words, either, key, needed, spelt, words_of};
use mend::Mended;
pub use schema::schema;
use slips::in_our_words;
use wording::minutes;
pub use wording::{did_you_mean, list, short};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// Most characters in a name, and in a longer text such as a note.
pub const NAME: usize = 200;
/// Most characters in a longer text such as a note.
pub const NOTE: usize = 1_000;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// What is shared by all tables of one file.
pub struct Reader<'a> {
    file: FileId,
    mended: &'a Mended<'a>,
    broken: Vec<Range<usize>>,
    findings: RefCell<Findings>,
}

/// Parses `text`, puts what is wrong with its TOML into `findings`, and hands
/// the root table to `read`, whose findings are added.
pub fn read<T>(
    file: FileId,
    text: &str,
    findings: &mut Findings,
    keys: &'static [Key],
    read: impl FnOnce(&Table<'_, '_>) -> T,
) -> T {
    read_as(file, text, findings, "the file", keys, read)
}

/// Does what [`read`] does for a file that is not the season file; messages
/// call it `what`.
pub fn read_as<T>(
    file: FileId,
    text: &str,
    findings: &mut Findings,
    what: &'static str,
    keys: &'static [Key],
    read: impl FnOnce(&Table<'_, '_>) -> T,
) -> T {
    let mended = Mended::new(file, text, keys, findings);
    let text: &str = &mended.text;
    let (tree, mut errors) = DeTable::parse_recoverable(text);
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut last_line_end = None;
    let mut broken = Vec::new();
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        broken.push(span.clone());
        // One slip often confuses the rest of its line: only the first is told.
        if last_line_end.is_some_and(|end| span.start <= end) {
            continue;
        }
        last_line_end = Some(text[span.start..].find('\n').map_or(text.len(), |at| span.start + at));
        let mut problem = in_our_words(file, text, span, error.message());
        if let Some(place) = &mut problem.place {
            place.span = mended.original(place.span.start)..mended.original(place.span.end);
        }
        findings.push(problem);
    }
    let reader = Reader { file, mended: &mended, broken, findings: RefCell::new(std::mem::take(findings)) };
    let result = read(&Table::root(&reader, tree.get_ref(), what, keys));
    *findings = reader.findings.into_inner();
    result
}

/// A table of the file that is being read.
pub struct Table<'r, 'a> {
    reader: &'r Reader<'a>,
    tree: &'r DeTable<'a>,
    span: Range<usize>,
    what: &'static str,
    keys: &'static [Key],
    /// Misspelt keys: what was meant, and the value that stands there.
    meant: Vec<(&'static str, &'r Spanned<DeValue<'a>>)>,
}

type Value<'r, 'a> = &'r Spanned<DeValue<'a>>;

impl<'r, 'a> Table<'r, 'a> {
    /// The whole file, whose keys are headings.
    fn root(reader: &'r Reader<'a>, tree: &'r DeTable<'a>, what: &'static str, keys: &'static [Key]) -> Table<'r, 'a> {
        let mut table = Table { reader, tree, span: 0..0, what, keys, meant: Vec::new() };
        for (typed, value) in tree {
            let name: &str = typed.get_ref();
            if keys.iter().any(|key| key.name == name) {
                continue;
            }
            let place = table.at(typed.span());
            let meant = did_you_mean(name, keys.iter().map(|key| key.name));
            let meant = meant.and_then(|meant| keys.iter().find(|key| key.name == meant));
            table.meant.extend(meant.map(|meant| (meant.name, value)));
            if reader.mended.is_told(place.span.start) {
                continue;
            }
            let named = short(name);
            let before = reader.mended.text[..typed.span().start].trim_end();
            let is_heading = before.ends_with('[');
            let problem = if before.ends_with("[[") {
                UNKNOWN_KEY.at(place, format!("{what} has no heading [[{named}]]"))
            } else if is_heading {
                UNKNOWN_KEY.at(place, format!("{what} has no heading [{named}]"))
            } else {
                UNKNOWN_KEY.at(place, format!("\"{named}\" stands under no heading"))
            };
            let headings: Vec<String> = keys.iter().map(Key::heading).collect();
            let headings = list(headings.iter().map(String::as_str));
            table.push(match meant {
                Some(meant) => problem.help(format!("did you mean {}?", meant.heading())),
                None if is_heading => problem.help(format!("the headings are: {headings}")),
                None => problem.help(format!("put it below the heading it belongs to: {headings}")),
            });
        }
        table
    }

    fn new(
        reader: &'r Reader<'a>,
        tree: &'r DeTable<'a>,
        span: Range<usize>,
        what: &'static str,
        keys: &'static [Key],
    ) -> Table<'r, 'a> {
        let mut table = Table { reader, tree, span, what, keys, meant: Vec::new() };
        for (typed, value) in tree {
            let name: &str = typed.get_ref();
            if keys.iter().any(|key| key.name == name) {
                continue;
            }
            let meant = did_you_mean(name, keys.iter().map(|key| key.name));
            let problem = UNKNOWN_KEY.at(table.at(typed.span()), format!("{what} has no key \"{}\"", short(name)));
            table.push(match meant {
                Some(meant) => problem.help(format!("did you mean \"{meant}\"?")),
                None => problem.help(format!("the keys are: {}", list(keys.iter().map(|key| key.name)))),
            });
            if let Some(meant) = meant.filter(|meant| !tree.contains_key(*meant)) {
                table.meant.push((meant, value));
            }
        }
        table
    }

    /// Adds a finding.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.reader.findings.borrow_mut().push(diagnostic);
    }

    /// Adds a finding that is dear to make, unless there are too many already.
    pub fn push_with(&self, severity: Severity, make: impl FnOnce() -> Diagnostic) {
        self.reader.findings.borrow_mut().push_with(severity, make);
    }

    /// Where the table stands.
    pub fn place(&self) -> Place {
        self.at(self.span.clone())
    }

    fn at(&self, span: Range<usize>) -> Place {
        let mended = self.reader.mended;
        Place { file: self.reader.file, span: mended.original(span.start)..mended.original(span.end) }
    }

    /// False when what stands behind a key, or a part of it, could not be read.
    pub fn is_whole(&self, key: &'static str) -> bool {
        let Some(value) = self.raw(key) else { return true };
        let Place { file, span } = self.at(value.span());
        !self.reader.findings.borrow().iter().any(|found| {
            found.severity == Severity::Error
                && found.place.as_ref().is_some_and(|place| {
                    place.file == file && span.start <= place.span.start && place.span.start <= span.end
                })
        })
    }

    /// True when something stands behind the key, right or wrong.
    pub fn has(&self, key: &'static str) -> bool {
        self.raw(key).is_some()
    }

    /// Where the value of a key stands, or the table itself without it.
    pub fn place_of(&self, key: &'static str) -> Place {
        self.raw(key).map_or_else(|| self.place(), |value| self.at(value.span()))
    }

    /// A key of this table, which says what may stand behind it.
    fn key(&self, key: &'static str) -> &'static Key {
        self.keys.iter().find(|known| known.name == key).expect("what is asked for is in the table of keys")
    }

    /// Makes sure that a key is read as what the table of keys says it is.
    fn is(&self, key: &'static str, fits: impl Fn(Kind) -> bool) {
        debug_assert!(fits(self.key(key).kind), "{key} is {:?}", self.key(key).kind);
    }

    fn raw(&self, key: &'static str) -> Option<Value<'r, 'a>> {
        debug_assert!(self.keys.iter().any(|known| known.name == key), "{key} is not in the table of keys");
        self.tree.get(key).or_else(|| self.meant.iter().find(|(meant, _)| *meant == key).map(|(_, value)| *value))
    }

    /// The text behind a key as far as it can be made out, even when it was
    /// told to be broken: what else names it is then not told as well.
    pub fn typed(&self, key: &'static str) -> Option<String> {
        let DeValue::String(text) = self.raw(key)?.get_ref() else { return None };
        Some(text.trim_matches(|c: char| c.is_whitespace() || "\"'“”„".contains(c)).to_owned())
    }

    /// The value behind a key, unless its TOML is broken, which was told already.
    fn value(&self, key: &'static str) -> Option<Value<'r, 'a>> {
        self.raw(key).filter(|value| !self.is_broken(value))
    }

    fn is_broken(&self, value: Value<'r, 'a>) -> bool {
        if value.get_ref().is_table() || value.get_ref().is_array() {
            return false;
        }
        let span = value.span();
        let from = self.reader.broken.partition_point(|broken| broken.end < span.start);
        self.reader.broken[from..].first().is_some_and(|broken| broken.start <= span.end)
    }

    fn wrong(&self, value: Value<'r, 'a>, key: &str, expected: &str, example: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or a time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a group in { }",
        };
        self.push(
            WRONG_TYPE
                .at(self.at(value.span()), format!("\"{key}\" is {expected}, not {found}"))
                .help(format!("write {example}")),
        );
    }

    /// Says that a key is missing, unless something stands there.
    pub fn required<T>(&self, key: &'static str, value: Option<T>, example: &str) -> Option<T> {
        debug_assert_eq!(self.key(key).need, Need::Yes, "{key}");
        if !self.has(key) {
            self.push(MISSING_KEY.at(self.place(), format!("{} has no \"{key}\"", self.what)).help(
                if self.is_in_braces() {
                    format!("add it between the braces: {key} = {example}")
                } else {
                    format!("add a line: {key} = {example}")
                },
            ));
        }
        value
    }

    /// True for `{ … }`, false below a heading.
    fn is_in_braces(&self) -> bool {
        self.reader.mended.text[self.span.start..].starts_with('{')
    }

    /// Text within the key's limit, on one line, free of refused characters, and not empty.
    pub fn text(&self, key: &'static str) -> Option<At<String>> {
        self.as_text(key, self.limit(key))
    }

    /// Most characters of a text behind a key.
    fn limit(&self, key: &'static str) -> usize {
        match self.key(key).kind {
            Kind::Text(limit) | Kind::Texts(limit) | Kind::Name(limit, _) => limit,
            kind => unreachable!("{key} is {kind:?}"),
        }
    }

    fn as_text(&self, key: &'static str, limit: usize) -> Option<At<String>> {
        let value = self.value(key)?;
        let DeValue::String(text) = value.get_ref() else {
            let bare = !value.get_ref().is_table() && !value.get_ref().is_array();
            let typed =
                self.reader.mended.text.get(value.span()).filter(|_| bare).map_or_else(|| "…".to_owned(), short);
            self.wrong(value, key, "text", &format!("{key} = \"{typed}\", with quotes"));
            return None;
        };
        self.checked_text(key, text, value.span(), limit)
    }

    fn checked_text(&self, key: &str, text: &str, span: Range<usize>, limit: usize) -> Option<At<String>> {
        let place = self.at(span);
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.push(WRONG_TYPE.at(place, format!("\"{key}\" is empty")).help("write the text, or remove the line"));
            return None;
        }
        if limit < trimmed.chars().count() {
            let message = format!("\"{key}\" is longer than {limit} characters");
            self.push(OVER_A_LIMIT.at(place, message).help("shorten it"));
            return None;
        }
        if let Some(refused) = trimmed.chars().find(|&c| is_refused(c)) {
            let message = format!("\"{key}\" holds a character that cannot be printed, {}", refused.escape_unicode());
            self.push(REFUSED_CHARACTERS.at(place, message).help("delete the text and type it again"));
            return None;
        }
        // Runs of spaces would read alike and differ: they are one space.
        let value = trimmed.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(At { value, place })
    }

    /// The text of a race time; what stands without quotes is reported.
    pub fn race_time(&self, key: &'static str) -> Option<At<String>> {
        self.is(key, |kind| matches!(kind, Kind::RaceTime));
        let value = self.value(key)?;
        let help = match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => "put it in quotes",
            _ => return self.as_text(key, NAME),
        };
        let typed = self.reader.mended.text.get(value.span()).map(short).unwrap_or_default();
        let message = format!("{typed} is a time without quotes");
        let help = format!("{help}, minutes and seconds: {key} = \"{}\"", minutes(&typed));
        self.push(NOT_A_TIME.at(self.at(value.span()), message).help(help));
        None
    }

    /// A date without a time of day.
    pub fn date(&self, key: &'static str) -> Option<At<NaiveDate>> {
        self.is(key, |kind| matches!(kind, Kind::Date));
        self.as_date(key, self.value(key)?)
    }

    fn as_date(&self, key: &str, value: Value<'r, 'a>) -> Option<At<NaiveDate>> {
        let place = self.at(value.span());
        match value.get_ref() {
            DeValue::Datetime(datetime) => match (datetime.date, datetime.time) {
                (Some(date), None) => {
                    let date =
                        NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))?;
                    Some(At { value: date, place })
                }
                _ => {
                    let message = format!("\"{key}\" is a date, without a time of day");
                    self.push(NOT_A_DATE.at(place, message).help(format!("write {key} = 2026-04-11")));
                    None
                }
            },
            DeValue::String(text) => {
                let problem = NOT_A_DATE.at(place.clone(), format!("the date behind \"{key}\" stands in quotes"));
                // What was meant is plain, so the rest of the checks go on with it.
                let date = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
                self.push(match date {
                    Some(date) => problem.help(format!("remove the quotes: {key} = {date}")),
                    None => problem.help(format!("write year-month-day without quotes: {key} = 2026-04-11")),
                });
                date.map(|value| At { value, place })
            }
            _ => {
                self.wrong(value, key, "a date", &format!("{key} = 2026-04-11"));
                None
            }
        }
    }

    /// A time of day, `16:15` or `"16:15"`.
    pub fn time_of_day(&self, key: &'static str) -> Option<NaiveTime> {
        self.is(key, |kind| matches!(kind, Kind::TimeOfDay));
        let value = self.value(key)?;
        let time = match value.get_ref() {
            DeValue::Datetime(datetime) if datetime.date.is_none() => {
                datetime.time.and_then(|time| NaiveTime::from_hms_opt(u32::from(time.hour), u32::from(time.minute), 0))
            }
            DeValue::String(text) => NaiveTime::parse_from_str(text.trim(), "%H:%M").ok(),
            _ => None,
        };
        if time.is_none() {
            self.wrong(value, key, "a time of day", &format!("{key} = 16:15, from 00:00 to 23:59"));
        }
        time
    }

    /// A whole number from the key's range.
    pub fn integer(&self, key: &'static str) -> Option<At<i64>> {
        self.as_integer(key, self.value(key)?)
    }

    fn as_integer(&self, key: &'static str, value: Value<'r, 'a>) -> Option<At<i64>> {
        let range = match self.key(key).kind {
            Kind::Integer(first, last) | Kind::Integers(first, last) => first..=last,
            kind => unreachable!("{key} is {kind:?}"),
        };
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong(value, key, "a whole number", &format!("{key} = {}", range.start()));
            return None;
        };
        let place = self.at(value.span());
        match i64::from_str_radix(number.as_str(), number.radix()).ok().filter(|number| range.contains(number)) {
            Some(value) => Some(At { value, place }),
            None => {
                let message = format!("\"{key}\" is a number from {} to {}", range.start(), range.end());
                self.push(NUMBER_OUT_OF_RANGE.at(place, message).help("choose one of those"));
                None
            }
        }
    }

    /// True or false.
    pub fn boolean(&self, key: &'static str) -> Option<bool> {
        self.is(key, |kind| matches!(kind, Kind::Boolean));
        let value = self.value(key)?;
        let DeValue::Boolean(boolean) = value.get_ref() else {
            self.wrong(value, key, "true or false", &format!("{key} = true, without quotes"));
            return None;
        };
        Some(*boolean)
    }

    /// One of some words.
    pub fn word<T: Copy>(&self, key: &'static str, words: &[(&'static str, T)]) -> Option<At<T>> {
        self.as_word(key, self.value(key)?, words)
    }

    fn as_word<T: Copy>(&self, key: &'static str, value: Value<'r, 'a>, words: &[(&'static str, T)]) -> Option<At<T>> {
        self.is(key, |kind| match kind {
            Kind::Word(of) | Kind::Words(of) | Kind::SomeWords(of) => {
                of().iter().eq(words.iter().map(|(word, _)| word))
            }
            _ => false,
        });
        let place = self.at(value.span());
        let typed: Cow<'_, str> = match value.get_ref() {
            DeValue::String(text) => Cow::Borrowed(text.as_ref()),
            DeValue::Integer(number) => Cow::Owned(number.as_str().to_owned()),
            _ => {
                self.wrong(value, key, "a word", &format!("{key} = \"{}\"", words[0].0));
                return None;
            }
        };
        if let Some((_, meant)) = words.iter().find(|(word, _)| *word == typed) {
            return Some(At { value: *meant, place });
        }
        // Numbers are typed without quotes, and shown so.
        let quote = if matches!(value.get_ref(), DeValue::Integer(_)) { "" } else { "\"" };
        let problem = UNKNOWN_WORD.at(place, format!("\"{key}\" cannot be {quote}{}{quote}", short(&typed)));
        self.push(match did_you_mean(&typed, words.iter().map(|(word, _)| *word)) {
            Some(meant) => problem.help(format!("did you mean {quote}{meant}{quote}?")),
            None => problem.help(format!("choose one of: {}", list(words.iter().map(|(word, _)| *word)))),
        });
        None
    }

    /// The entries of a list; what is no list is reported and taken as its only entry.
    fn entries(&self, key: &'static str, example: &str) -> Option<Vec<Value<'r, 'a>>> {
        let value = self.value(key)?;
        Some(match value.get_ref() {
            DeValue::Array(array) => array.iter().filter(|value| !self.is_broken(value)).collect(),
            _ => {
                let typed = self.reader.mended.text.get(value.span()).filter(|_| !value.get_ref().is_table());
                let example = typed.map_or_else(|| example.to_owned(), short);
                self.wrong(value, key, "a list", &format!("{key} = [{example}], with brackets"));
                vec![value]
            }
        })
    }

    /// How many entries stand in the list behind a key, right or wrong; 0 without it.
    pub fn entries_of(&self, key: &'static str) -> usize {
        match self.raw(key).map(|value| value.get_ref()) {
            None => 0,
            Some(DeValue::Array(array)) => array.len(),
            // It is read as the only entry.
            Some(_) => 1,
        }
    }

    /// A list of names or other texts.
    pub fn texts(&self, key: &'static str) -> Option<Vec<At<String>>> {
        let limit = self.limit(key);
        let mut texts: Vec<At<String>> = Vec::new();
        for value in self.entries(key, "\"…\", \"…\"")? {
            match value.get_ref() {
                DeValue::String(text) => texts.extend(self.checked_text(key, text, value.span(), limit)),
                _ => {
                    self.wrong(value, key, "a list of texts", &format!("every entry in quotes: {key} = [\"…\", \"…\"]"))
                }
            }
        }
        Some(texts)
    }

    /// A list of some words.
    pub fn words<T: Copy>(&self, key: &'static str, words: &[(&'static str, T)]) -> Option<Vec<At<T>>> {
        let entries = self.entries(key, words[0].0)?;
        Some(entries.into_iter().filter_map(|value| self.as_word(key, value, words)).collect())
    }

    /// A list of whole numbers from the key's range.
    pub fn integers(&self, key: &'static str) -> Option<Vec<At<i64>>> {
        let entries = self.entries(key, "5, 6")?;
        Some(entries.into_iter().filter_map(|value| self.as_integer(key, value)).collect())
    }

    /// A date or a list of dates.
    pub fn dates(&self, key: &'static str) -> Option<Vec<At<NaiveDate>>> {
        self.is(key, |kind| matches!(kind, Kind::Dates));
        let value = self.value(key)?;
        Some(match value.get_ref() {
            DeValue::Array(array) => {
                let whole = array.iter().filter(|value| !self.is_broken(value));
                whole.filter_map(|value| self.as_date(key, value)).collect()
            }
            _ => self.as_date(key, value).into_iter().collect(),
        })
    }
}
