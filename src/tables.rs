//! TOML tables read key by key, with every problem located and none fatal.
//!
//! [`read`] gives a tree in which broken values are marked; [`Table::get`]
//! hands out the value of a [`Key`] and collects what is wrong with it. A value
//! that was found wrong reads as absent, so that one slip is reported once. A
//! misspelled key is reported and then read as the key it was meant to be, so
//! that what it holds is checked in the same run.
//!
//! | to add | write |
//! | --- | --- |
//! | a key | a line in its table's list of `keys!`, and its reading |
//! | a kind of value | a type in `kinds` with its reading and its schema |
//! | a message of the TOML parser | a row in `parser_messages` |

pub mod edit;
mod key;
mod kinds;
mod meant;
mod parser_messages;
mod recover;
mod schema;
mod source;
mod suggest;

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::codes::{MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE};
use crate::diag::{Diagnostic, FileId, Findings, Place, Severity};
pub(crate) use key::keys;
pub use key::{AnyKey, Key, Keys, Kind, Need, documented, former, one_of_these, optional, required};
pub use kinds::{
    AnyOf, Boolean, ByName, Date, DateOr, Dates, Entries, Integer, Integers, Name, OneOf, OneOrMore, Pair, RaceTime,
    Subtable, Subtables, Text, Texts, TimeOfDay, Words, is_half_a_day, meant_time, time_of_day, words_of,
};
pub use meant::date as meant_date;
use recover::RecoveredText;
pub use schema::schema;
pub use source::{Unreadable, text_of};
pub use suggest::{MAX_COMPARED, did_you_mean, list, short};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// Most characters in a name.
pub const MAX_NAME: usize = 200;
/// Most characters in a longer text such as a note.
pub const MAX_NOTE: usize = 1_000;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// What is shared by all tables of one file.
pub struct Reader<'a> {
    file: FileId,
    text: &'a RecoveredText<'a>,
    broken: Vec<Range<usize>>,
    findings: RefCell<Findings>,
    /// Where the lines end in the coach's text, once somebody asks.
    line_ends: OnceCell<Vec<usize>>,
}

/// Parses `text`, puts what is wrong with its TOML into `findings`, and hands
/// the root table to `read`, whose findings are added. The keys of the root
/// are headings; messages call the file `what`.
pub fn read<T>(
    file: FileId,
    text: &str,
    findings: &mut Findings,
    what: &'static str,
    headings: Keys,
    read: impl FnOnce(&Table<'_, '_>) -> T,
) -> T {
    let recovered = RecoveredText::new(file, text, headings, findings);
    let text: &str = &recovered.text;
    let (tree, mut errors) = DeTable::parse_recoverable(text);
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut last_line_end = None;
    let mut broken = Vec::new();
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        broken.push(span.clone());
        // One slip often confuses the rest of its line: only the first is reported.
        if last_line_end.is_some_and(|end| span.start <= end) || recovered.is_reported(recovered.original(span.start)) {
            continue;
        }
        last_line_end = Some(text[span.start..].find('\n').map_or(text.len(), |at| span.start + at));
        let mut problem = parser_messages::explain(file, text, headings, span, error.message());
        if let Some(place) = &mut problem.place {
            place.span = recovered.original(place.span.start)..recovered.original(place.span.end);
        }
        findings.push(problem);
    }
    let reader = Reader {
        file,
        text: &recovered,
        broken,
        findings: RefCell::new(std::mem::take(findings)),
        line_ends: OnceCell::new(),
    };
    let result = read(&Table::root(&reader, tree.get_ref(), what, headings));
    *findings = reader.findings.into_inner();
    result
}

/// A table of the file that is being read.
pub struct Table<'r, 'a> {
    reader: &'r Reader<'a>,
    tree: &'r DeTable<'a>,
    /// Empty for the file itself, whose keys are headings.
    span: Range<usize>,
    what: &'static str,
    keys: Keys,
    /// Misspelled keys: what was meant, and the value.
    meant: Vec<(&'static str, &'r Node<'a>)>,
}

/// A value of the tree, and where it stands.
type Node<'a> = Spanned<DeValue<'a>>;

impl<'r, 'a> Table<'r, 'a> {
    /// The whole file, whose keys are headings.
    fn root(reader: &'r Reader<'a>, tree: &'r DeTable<'a>, what: &'static str, headings: Keys) -> Table<'r, 'a> {
        let mut table = Table { reader, tree, span: 0..0, what, keys: headings, meant: Vec::new() };
        for (typed, value) in tree {
            let name: &str = typed.get_ref();
            if headings.iter().any(|key| key.name() == name) {
                continue;
            }
            let place = table.at(typed.span());
            let meant = did_you_mean(name, headings.iter().map(|key| key.name()));
            let meant = meant.and_then(|meant| headings.iter().find(|key| key.name() == meant));
            table.meant.extend(meant.map(|meant| (meant.name(), value)));
            if reader.text.is_reported(place.span.start) {
                continue;
            }
            let named = short(name);
            let before = reader.text.text[..typed.span().start].trim_end();
            let is_heading = before.ends_with('[');
            let problem = if before.ends_with("[[") {
                UNKNOWN_KEY.at(place, format!("{what} has no heading [[{named}]]"))
            } else if is_heading {
                UNKNOWN_KEY.at(place, format!("{what} has no heading [{named}]"))
            } else {
                UNKNOWN_KEY.at(place, format!("\"{named}\" is not under a heading"))
            };
            let all: Vec<String> = headings.iter().map(|key| key.heading()).collect();
            let all = list(all.iter().map(String::as_str));
            table.push(match meant {
                Some(meant) => problem.help(format!("did you mean {}?", meant.heading())),
                None if is_heading => problem.help(format!("the headings are: {all}")),
                None => problem.help(format!("put it under the heading it belongs to: {all}")),
            });
        }
        table
    }

    fn new(
        reader: &'r Reader<'a>,
        tree: &'r DeTable<'a>,
        span: Range<usize>,
        what: &'static str,
        keys: Keys,
    ) -> Table<'r, 'a> {
        let mut table = Table { reader, tree, span, what, keys, meant: Vec::new() };
        for (typed, value) in tree {
            let name: &str = typed.get_ref();
            if keys.iter().any(|key| key.name() == name) {
                continue;
            }
            let meant = did_you_mean(name, documented(keys).map(|key| key.name()));
            let problem = UNKNOWN_KEY.at(table.at(typed.span()), format!("{what} has no key \"{}\"", short(name)));
            table.push(match meant {
                Some(meant) => problem.help(format!("did you mean \"{meant}\"?")),
                None => problem.help(format!("the keys are: {}", list(documented(keys).map(|key| key.name())))),
            });
            if let Some(meant) = meant.filter(|meant| !tree.contains_key(*meant)) {
                table.meant.push((meant, value));
            }
        }
        table
    }

    /// The value of a key, with its place. A value that is wrong is reported
    /// and reads as absent; a key that the table needs and does not have is reported.
    pub fn get<K: Kind>(&self, key: &'static Key<K>) -> Option<At<K::Value<'r, 'a>>> {
        if self.has(key) {
            let value = key.kind.read(self, key.name)?;
            return Some(At { value, place: self.place_of(key) });
        }
        if key.need == Need::Required {
            self.push(self.missing(key));
        }
        None
    }

    /// The value of a key, as [`get`](Table::get) reads it, without its place.
    pub fn value<K: Kind>(&self, key: &'static Key<K>) -> Option<K::Value<'r, 'a>> {
        self.get(key).map(|at| at.value)
    }

    fn missing(&self, key: &dyn AnyKey) -> Diagnostic {
        let named = if self.is_file() { key.heading() } else { format!("\"{}\"", key.name()) };
        let line = || format!("{} = {}", key.name(), key.example());
        MISSING_KEY.at(self.place(), format!("{} has no {named}", self.what)).help(if self.is_file() {
            let needed = key.keys().iter().filter(|key| key.need() == Need::Required);
            let needed: Vec<String> = needed.map(|key| format!("{} = {}", key.name(), key.example())).collect();
            format!("add a heading {named} with {}", list(needed.iter().map(String::as_str)))
        } else if self.is_in_braces() {
            format!("add it between the braces: {}", line())
        } else {
            format!("add a line: {}", line())
        })
    }

    /// True for the file itself, whose keys are headings.
    fn is_file(&self) -> bool {
        self.span.is_empty()
    }

    /// True for `{ … }`, false below a heading.
    fn is_in_braces(&self) -> bool {
        self.reader.text.text[self.span.start..].starts_with('{')
    }

    /// Adds a finding.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.reader.findings.borrow_mut().push(diagnostic);
    }

    /// Adds a finding that takes long to make, unless there are too many already.
    pub fn push_with(&self, severity: Severity, make: impl FnOnce() -> Diagnostic) {
        self.reader.findings.borrow_mut().push_with(severity, make);
    }

    /// Where the table stands.
    pub fn place(&self) -> Place {
        self.at(self.span.clone())
    }

    /// The place of a span of the recovered text, in the coach's own.
    fn at(&self, span: Range<usize>) -> Place {
        let text = self.reader.text;
        Place { file: self.reader.file, span: text.original(span.start)..text.original(span.end) }
    }

    /// The line of a place in this file, counted from 1.
    pub fn line(&self, place: &Place) -> usize {
        let text = self.reader.text;
        // What was put into the text to read it has no line ends.
        let ends = || text.text.match_indices('\n').map(|(at, _)| text.original(at)).collect();
        self.reader.line_ends.get_or_init(ends).partition_point(|&end| end < place.span.start) + 1
    }

    /// True when the key has a value, right or wrong.
    pub fn has(&self, key: &dyn AnyKey) -> bool {
        self.raw(key.name()).is_some()
    }

    /// Where the value of a key stands, or the table itself without it.
    pub fn place_of(&self, key: &dyn AnyKey) -> Place {
        self.raw(key.name()).map_or_else(|| self.place(), |node| self.at(node.span()))
    }

    /// False when the value of a key, or a part of it, could not be read.
    pub fn is_whole(&self, key: &dyn AnyKey) -> bool {
        let Some(node) = self.raw(key.name()) else { return true };
        let Place { file, span } = self.at(node.span());
        !self.reader.findings.borrow().iter().any(|found| {
            found.severity == Severity::Error
                && found.place.as_ref().is_some_and(|place| {
                    place.file == file && span.start <= place.span.start && place.span.start <= span.end
                })
        })
    }

    /// How many entries the list of a key has, right or wrong; 0 without it.
    pub fn count(&self, key: &dyn AnyKey) -> usize {
        match self.raw(key.name()).map(|node| node.get_ref()) {
            None => 0,
            Some(DeValue::Array(array)) => array.len(),
            // It is read as the only entry.
            Some(_) => 1,
        }
    }

    /// The text of a key as far as it can be made out, even when it was
    /// reported as broken: what else names it is then not reported as well.
    pub fn text_as_typed(&self, key: &Key<Text>) -> Option<String> {
        let DeValue::String(text) = self.raw(key.name)?.get_ref() else { return None };
        Some(text.trim_matches(|c: char| c.is_whitespace() || "\"'“”„".contains(c)).to_owned())
    }

    fn raw(&self, key: &'static str) -> Option<&'r Node<'a>> {
        debug_assert!(self.keys.iter().any(|known| known.name() == key), "{key} is not a key of {}", self.what);
        self.tree.get(key).or_else(|| self.meant.iter().find(|(meant, _)| *meant == key).map(|(_, node)| *node))
    }

    /// The value of a key, unless its TOML is broken, which was reported already.
    fn node(&self, key: &'static str) -> Option<&'r Node<'a>> {
        self.raw(key).filter(|node| !self.is_broken(node))
    }

    fn is_broken(&self, node: &Node<'a>) -> bool {
        if node.get_ref().is_table() || node.get_ref().is_array() {
            return false;
        }
        let span = node.span();
        let from = self.reader.broken.partition_point(|broken| broken.end < span.start);
        self.reader.broken[from..].first().is_some_and(|broken| broken.start <= span.end)
    }

    /// What was typed after the equals sign of a key.
    pub fn typed(&self, key: &dyn AnyKey) -> Option<&str> {
        self.source(self.raw(key.name())?)
    }

    /// The keys of the table that the value of a key is.
    pub fn keys_of(&self, key: &dyn AnyKey) -> Option<Vec<&'r str>> {
        let inner = self.raw(key.name())?.get_ref().as_table()?;
        Some(inner.keys().map(|name| name.get_ref().as_ref()).collect())
    }

    /// What was typed for a value.
    fn source(&self, node: &Node<'a>) -> Option<&str> {
        self.reader.text.text.get(node.span())
    }

    /// The entries of a list; what is not a list is reported and taken as its only entry.
    fn entries(&self, key: &'static str, example: &str) -> Option<Vec<&'r Node<'a>>> {
        let node = self.node(key)?;
        Some(match node.get_ref() {
            DeValue::Array(array) => array.iter().filter(|node| !self.is_broken(node)).collect(),
            _ => {
                let typed = self.source(node).filter(|_| !node.get_ref().is_table());
                let example = typed.map_or_else(|| example.to_owned(), short);
                self.wrong(node, key, "a list", &format!("{key} = [{example}], with brackets"));
                vec![node]
            }
        })
    }

    /// Reports a value of another kind than the key takes.
    fn wrong(&self, node: &Node<'a>, key: &str, expected: &str, example: &str) {
        let found = match node.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or a time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a group in { }",
        };
        self.push(
            WRONG_TYPE
                .at(self.at(node.span()), format!("\"{key}\" is {expected}, not {found}"))
                .help(format!("write {example}")),
        );
    }
}
