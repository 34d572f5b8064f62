//! A key of a table, said once: its name, the kind of value that it takes,
//! whether a table needs it, an example and its documentation.
//!
//! [`Table::get`] reads by such a key, and the messages about a missing or a
//! misspelled key, the schema for editors and the documentation are made of the
//! same list: what the one accepts and the others promise cannot come apart.
//! To add a key is to add it to the list of its table, to read it, and to keep
//! its value in a field.

use serde_json::Value;

use super::Table;

/// A key that a table may have, and what it takes.
#[derive(Clone, Copy, Debug)]
pub struct Key<K> {
    /// As written.
    pub name: &'static str,
    /// What it takes.
    pub kind: K,
    /// Whether a table can do without it.
    pub need: Need,
    /// For the documentation.
    pub docs: &'static str,
    /// A value of this key where that of its kind would not do.
    example: Option<&'static str>,
}

/// Whether a table can do without a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It can.
    Optional,
    /// It cannot: whoever leaves it out is shown the example.
    Required,
    /// It needs this key or another one of these.
    OneOfThese,
    /// It has it no more: what the key said is now said elsewhere, and whoever
    /// still writes it is told how. It is documented nowhere.
    Former,
}

/// A [`Key`] that a table can do without.
pub const fn optional<K: Copy>(name: &'static str, kind: K, docs: &'static str) -> Key<K> {
    Key { name, kind, need: Need::Optional, docs, example: None }
}

/// A [`Key`] that a table needs.
pub const fn required<K: Copy>(name: &'static str, kind: K, docs: &'static str) -> Key<K> {
    Key { need: Need::Required, ..optional(name, kind, docs) }
}

/// A [`Key`] of which, or of another such, a table needs one.
pub const fn one_of_these<K: Copy>(name: &'static str, kind: K, docs: &'static str) -> Key<K> {
    Key { need: Need::OneOfThese, ..optional(name, kind, docs) }
}

/// A [`Key`] that a table had once.
pub const fn former<K: Copy>(name: &'static str, kind: K) -> Key<K> {
    Key { need: Need::Former, ..optional(name, kind, "") }
}

impl<K: Copy> Key<K> {
    /// The key with an example of its own, as it is typed after the equals sign.
    #[must_use]
    pub const fn with_example(self, example: &'static str) -> Key<K> {
        Key { example: Some(example), ..self }
    }
}

/// A kind of value: how it is read, and what is said of it to editors and people.
pub trait Kind: Copy + Sync {
    /// What is read.
    type Value<'r, 'a: 'r>;

    /// True when each entry of many has the key as a heading in two brackets, as `[[meets]]`.
    const REPEATS: bool = false;

    /// The value of the key `key`. What is wrong with it is reported, and reads as absent.
    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<Self::Value<'r, 'a>>;

    /// The JSON Schema of the value.
    fn schema(&self) -> Value;

    /// Some value as it is typed after the equals sign.
    fn example(&self) -> String;

    /// The keys of the table that the value is.
    fn keys(&self) -> Keys {
        &[]
    }
}

/// The keys that a table may have, in the order in which they are listed.
pub type Keys = &'static [&'static dyn AnyKey];

/// Those of them that are documented.
pub fn documented(keys: Keys) -> impl Iterator<Item = &'static dyn AnyKey> {
    keys.iter().copied().filter(|key| key.need() != Need::Former)
}

/// A [`Key`], whatever the kind of its value.
pub trait AnyKey: Sync {
    /// As written.
    fn name(&self) -> &'static str;
    /// Whether a table can do without it.
    fn need(&self) -> Need;
    /// For the documentation.
    fn docs(&self) -> &'static str;
    /// Some value as it is typed after the equals sign.
    fn example(&self) -> String;
    /// The JSON Schema of the value.
    fn schema(&self) -> Value;
    /// The keys of the table that the value is; none when it is not a table.
    fn keys(&self) -> Keys;
    /// True for a heading with two brackets, which starts one entry of many.
    fn repeats(&self) -> bool;

    /// The heading of the same name, with its brackets.
    fn heading(&self) -> String {
        if self.repeats() { format!("[[{}]]", self.name()) } else { format!("[{}]", self.name()) }
    }
}

impl<K: Kind> AnyKey for Key<K> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn need(&self) -> Need {
        self.need
    }

    fn docs(&self) -> &'static str {
        self.docs
    }

    fn example(&self) -> String {
        self.example.map_or_else(|| self.kind.example(), str::to_owned)
    }

    fn schema(&self) -> Value {
        self.kind.schema()
    }

    fn keys(&self) -> Keys {
        self.kind.keys()
    }

    fn repeats(&self) -> bool {
        K::REPEATS
    }
}

/// Declares the keys of one table as statics, and the list of all of them:
///
/// ```text
/// keys! {
///     /// `[[closed]]`.
///     CLOSED_KEYS:
///     CLOSED_FROM: Date = required("from", Date, "the first day without practice");
///     CLOSED_WHY: Text = optional("why", Text(MAX_NAME), "printed on the sheet");
/// }
/// ```
///
/// Keys that are read in a row, as one for each event, are an array: the list is that array alone.
macro_rules! keys {
    ($(#[$docs:meta])* $list:ident: $array:ident: [$kind:ty; $len:literal] = $declaration:expr;) => {
        $(#[$docs])*
        pub static $array: [$crate::tables::Key<$kind>; $len] = $declaration;
        /// Those keys, whatever they take.
        pub static $list: $crate::tables::Keys = &{
            let mut list: [&dyn $crate::tables::AnyKey; $len] = [&$array[0]; $len];
            let mut index = 1;
            while index < $len {
                list[index] = &$array[index];
                index += 1;
            }
            list
        };
    };
    ($(#[$docs:meta])* $list:ident: $($key:ident: $kind:ty = $declaration:expr;)+) => {
        $(
            #[doc = concat!("A key of [`", stringify!($list), "`].")]
            pub static $key: $crate::tables::Key<$kind> = $declaration;
        )+
        $(#[$docs])*
        pub static $list: $crate::tables::Keys = &[$(&$key),+];
    };
}
pub(crate) use keys;
