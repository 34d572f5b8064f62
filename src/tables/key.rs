//! The keys that a table may have.

/// A key that a table may have, and what it is for.
#[derive(Debug)]
pub struct Key {
    /// As written.
    pub name: &'static str,
    /// For the documentation.
    pub docs: &'static str,
    /// True for a heading with two brackets, which starts one entry of many.
    pub many: bool,
}

/// Shorthand for a [`Key`].
pub const fn key(name: &'static str, docs: &'static str) -> Key {
    Key { name, docs, many: false }
}

/// Shorthand for the [`Key`] of a heading with two brackets, as `[[meets]]`.
pub const fn entries(name: &'static str, docs: &'static str) -> Key {
    Key { name, docs, many: true }
}

impl Key {
    /// The heading, with its brackets.
    pub(super) fn heading(&self) -> String {
        if self.many { format!("[[{}]]", self.name) } else { format!("[{}]", self.name) }
    }
}
