//! The keys that a table may have, and what may stand behind each.
//!
//! The accessors of [`Table`](super::Table) take limits, ranges and inner
//! keys from here, and the schema for editors is made of it: what the one
//! accepts and the other promises cannot come apart.

/// A key that a table may have.
#[derive(Debug)]
pub struct Key {
    /// As written.
    pub name: &'static str,
    /// What may stand behind it.
    pub kind: Kind,
    /// Whether a table can do without it.
    pub need: Need,
    /// For the documentation.
    pub docs: &'static str,
}

/// What may stand behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text on one line, of at most so many characters.
    Text(usize),
    /// Text as the first, that is one of many names.
    Name(usize, fn() -> Vec<String>),
    /// A list of texts.
    Texts(usize),
    /// A race time in quotes.
    RaceTime,
    /// A date.
    Date,
    /// A date or a list of dates.
    Dates,
    /// A time of day.
    TimeOfDay,
    /// True or false.
    Boolean,
    /// A whole number, from the first through the second.
    Integer(i64, i64),
    /// A list of such numbers.
    Integers(i64, i64),
    /// One of some words.
    Word(Words),
    /// A list of some words; it may be empty.
    Words(Words),
    /// A list of at least one of some words.
    SomeWords(Words),
    /// One table: below a heading with one bracket, or in braces.
    Table(&'static [Key]),
    /// A table in braces, or a list of them.
    Tables(&'static [Key]),
    /// Many tables, each below a heading with two brackets, as `[[meets]]`.
    Entries(&'static [Key]),
}

/// Gives the words that may stand somewhere. Those that are numbers stand without quotes.
pub type Words = fn() -> Vec<&'static str>;

/// Whether a table can do without a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It can.
    No,
    /// It cannot.
    Yes,
    /// It needs this key or another one of these.
    OneOfThese,
}

/// Shorthand for a [`Key`] that a table can do without.
pub const fn key(name: &'static str, kind: Kind, docs: &'static str) -> Key {
    Key { name, kind, need: Need::No, docs }
}

/// Shorthand for a [`Key`] that a table needs.
pub const fn needed(name: &'static str, kind: Kind, docs: &'static str) -> Key {
    Key { name, kind, need: Need::Yes, docs }
}

/// Shorthand for a [`Key`] of which, or of another such, a table needs one.
pub const fn either(name: &'static str, kind: Kind, docs: &'static str) -> Key {
    Key { name, kind, need: Need::OneOfThese, docs }
}

/// Each of `all` with its word.
pub fn words_of<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Vec<(&'static str, T)> {
    all.iter().map(|&one| (word(one), one)).collect()
}

/// The words alone, for a [`Kind`].
pub fn spelt<T>(words: Vec<(&'static str, T)>) -> Vec<&'static str> {
    words.into_iter().map(|(word, _)| word).collect()
}

impl Key {
    /// True for a heading with two brackets, which starts one entry of many.
    pub(super) const fn is_many(&self) -> bool {
        matches!(self.kind, Kind::Entries(_))
    }

    /// The heading, with its brackets.
    pub(super) fn heading(&self) -> String {
        if self.is_many() { format!("[[{}]]", self.name) } else { format!("[{}]", self.name) }
    }
}
