//! Tables within tables: below headings and in braces.

use toml::de::DeValue;

use super::{Key, Kind, Table, Value};
use crate::diag::codes::WRONG_TYPE;

impl<'r, 'a> Table<'r, 'a> {
    /// A table, or a list of tables: the forms of `moved` and `away`.
    /// What is neither is reported.
    pub fn tables(&self, key: &'static str, what: &'static str) -> Option<Vec<Table<'r, 'a>>> {
        let keys = self.keys_behind(key);
        let value = self.value(key)?;
        let table = |value: Value<'r, 'a>| match value.get_ref() {
            DeValue::Table(tree) => Some(Table::new(self.reader, tree, value.span(), what, keys)),
            _ => {
                let example: Vec<_> = keys.iter().take(2).map(|key| format!("{} = …", key.name)).collect();
                self.wrong(value, key, "a group in { }", &format!("{key} = {{ {} }}", example.join(", ")));
                None
            }
        };
        Some(match value.get_ref() {
            DeValue::Array(array) => array.iter().filter_map(table).collect(),
            _ => table(value).into_iter().collect(),
        })
    }

    /// The entries under a heading with two brackets, `[[meets]]`, those under a misspelt one last.
    pub fn headed(&self, key: &'static str, what: &'static str) -> Vec<Table<'r, 'a>> {
        let keys = self.keys_behind(key);
        let misspelt = self.meant.iter().filter(|(meant, _)| *meant == key).map(|(_, value)| *value);
        let mut entries = Vec::new();
        for value in self.tree.get(key).into_iter().chain(misspelt).filter(|value| !self.is_broken(value)) {
            let wrong = |value| self.wrong(value, key, "a list of entries", &format!("each under a heading [[{key}]]"));
            match value.get_ref() {
                DeValue::Array(array) => {
                    for value in array {
                        match value.get_ref() {
                            DeValue::Table(tree) => {
                                entries.push(Table::new(self.reader, tree, value.span(), what, keys));
                            }
                            _ => wrong(value),
                        }
                    }
                }
                DeValue::Table(tree) => {
                    wrong(value);
                    entries.push(Table::new(self.reader, tree, value.span(), what, keys));
                }
                _ => wrong(value),
            }
        }
        entries
    }

    /// The one table under a heading, `[season]`, or behind a key, `goals = { … }`.
    pub fn table(&self, key: &'static str, what: &'static str) -> Option<Table<'r, 'a>> {
        let keys = self.keys_behind(key);
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Table(tree) => Some(Table::new(self.reader, tree, value.span(), what, keys)),
            DeValue::Array(array) if array.iter().all(|entry| entry.get_ref().is_table()) && !array.is_empty() => {
                self.push(
                    WRONG_TYPE
                        .at(
                            self.at(value.span()),
                            format!("the heading [[{key}]] has two brackets on each side, and needs one"),
                        )
                        .help(format!("write [{key}], once in the file")),
                );
                let first = array.iter().next()?;
                Some(Table::new(self.reader, first.get_ref().as_table()?, first.span(), what, keys))
            }
            _ => {
                let example: Vec<_> = keys.iter().take(2).map(|key| format!("{} = …", key.name)).collect();
                self.wrong(value, key, "a group in { }", &format!("{key} = {{ {} }}", example.join(", ")));
                None
            }
        }
    }

    /// The keys of the tables behind a key.
    fn keys_behind(&self, key: &'static str) -> &'static [Key] {
        match self.key(key).kind {
            Kind::Table(keys) | Kind::Tables(keys) | Kind::Entries(keys) => keys,
            kind => unreachable!("{key} is {kind:?}"),
        }
    }
}
