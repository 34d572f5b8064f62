//! Tables within tables: below headings and in braces.

use std::borrow::Cow;

use serde_json::{Value, json};
use toml::Spanned;
use toml::de::DeValue;

use crate::diag::codes::WRONG_TYPE;
use crate::tables::key::{Keys, Kind};
use crate::tables::schema;
use crate::tables::{At, Node, Table, documented};

/// One table, below a heading with one bracket, `[season]`, or in braces, `goals = { … }`: what messages
/// call it, and its keys.
#[derive(Clone, Copy)]
pub struct Subtable(pub &'static str, pub Keys);

impl Kind for Subtable {
    type Value<'r, 'a: 'r> = Table<'r, 'a>;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<Table<'r, 'a>> {
        let Subtable(what, keys) = *self;
        let node = table.node(key)?;
        if let DeValue::Array(array) = node.get_ref()
            && array.iter().all(|entry| entry.get_ref().is_table())
            && let Some(first) = array.iter().next()
        {
            let message = format!("the heading [[{key}]] has two brackets on each side, and needs one");
            let help = format!("write [{key}], once in the file");
            table.push(WRONG_TYPE.at(table.at(node.span()), message).help(help));
            return Some(Table::new(table.reader, first.get_ref().as_table()?, first.span(), what, keys));
        }
        in_braces(table, key, node, what, keys)
    }

    fn schema(&self) -> Value {
        schema::table(self.1)
    }

    fn example(&self) -> String {
        let lines: Vec<String> = documented(self.1).map(|key| format!("{} = {}", key.name(), key.example())).collect();
        format!("{{ {} }}", lines.join(", "))
    }

    fn keys(&self) -> Keys {
        self.1
    }
}

/// A table in braces, or a list of them: what messages call one, and its keys.
#[derive(Clone, Copy)]
pub struct Subtables(pub &'static str, pub Keys);

impl Kind for Subtables {
    type Value<'r, 'a: 'r> = Vec<Table<'r, 'a>>;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<Vec<Table<'r, 'a>>> {
        let Subtables(what, keys) = *self;
        let node = table.node(key)?;
        let read = |node: &'r Node<'a>| in_braces(table, key, node, what, keys);
        Some(match node.get_ref() {
            DeValue::Array(array) => array.iter().filter_map(read).collect(),
            _ => read(node).into_iter().collect(),
        })
    }

    fn schema(&self) -> Value {
        let table = schema::table(self.1);
        json!({ "anyOf": [table, schema::list(table.clone())] })
    }

    fn example(&self) -> String {
        Subtable(self.0, self.1).example()
    }

    fn keys(&self) -> Keys {
        self.1
    }
}

/// A table in braces for each of some names, as `{ "Ana Ruiz" = { … } }`: what messages call one, and its keys.
#[derive(Clone, Copy)]
pub struct ByName(pub &'static str, pub Keys);

impl Kind for ByName {
    type Value<'r, 'a: 'r> = Vec<(At<String>, Table<'r, 'a>)>;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<Vec<(At<String>, Table<'r, 'a>)>> {
        let ByName(what, keys) = *self;
        let node = table.node(key)?;
        let DeValue::Table(tree) = node.get_ref() else {
            table.wrong(node, key, "a group in { }", &format!("{key} = {}", self.example()));
            return None;
        };
        let mut named: Vec<_> = tree.iter().collect();
        named.sort_by_key(|(name, _)| name.span().start);
        let entry = |(name, node): (&'r Spanned<Cow<'a, str>>, &'r Node<'a>)| {
            let typed: &str = name.get_ref();
            let value = typed.split_whitespace().collect::<Vec<_>>().join(" ");
            let inner = in_braces(table, key, node, what, keys)?;
            Some((At { value, place: table.at(name.span()) }, inner))
        };
        Some(named.into_iter().filter_map(entry).collect())
    }

    fn schema(&self) -> Value {
        let table = schema::table(self.1);
        json!({ "anyOf": [table, { "type": "object", "additionalProperties": table }] })
    }

    fn example(&self) -> String {
        format!("{{ \"…\" = {} }}", Subtable(self.0, self.1).example())
    }
}

/// Many tables, each below a heading with two brackets, as `[[meets]]`: what messages call one, and its
/// keys. Those below a misspelled heading come last.
#[derive(Clone, Copy)]
pub struct Entries(pub &'static str, pub Keys);

impl Kind for Entries {
    type Value<'r, 'a: 'r> = Vec<Table<'r, 'a>>;

    const REPEATS: bool = true;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<Vec<Table<'r, 'a>>> {
        let entry = |node: &'r Node<'a>| match node.get_ref() {
            DeValue::Table(tree) => Some(Table::new(table.reader, tree, node.span(), self.0, self.1)),
            _ => None,
        };
        let wrong = |node| table.wrong(node, key, "a list of entries", &format!("each under a heading [[{key}]]"));
        let misspelled = table.meant.iter().filter(|(meant, _)| *meant == key).map(|(_, node)| *node);
        let nodes = table.tree.get(key).into_iter().chain(misspelled);
        let mut entries = Vec::new();
        for node in nodes.filter(|node| !table.is_broken(node)) {
            let DeValue::Array(array) = node.get_ref() else {
                wrong(node);
                entries.extend(entry(node));
                continue;
            };
            for node in array {
                match entry(node) {
                    Some(entry) => entries.push(entry),
                    None => wrong(node),
                }
            }
        }
        Some(entries)
    }

    fn schema(&self) -> Value {
        schema::list(schema::table(self.1))
    }

    fn example(&self) -> String {
        format!("[{}]", Subtable(self.0, self.1).example())
    }

    fn keys(&self) -> Keys {
        self.1
    }
}

/// A table in braces; anything else is reported.
fn in_braces<'r, 'a>(
    table: &Table<'r, 'a>,
    key: &'static str,
    node: &'r Node<'a>,
    what: &'static str,
    keys: Keys,
) -> Option<Table<'r, 'a>> {
    let DeValue::Table(tree) = node.get_ref() else {
        let example: Vec<_> = keys.iter().take(2).map(|key| format!("{} = …", key.name())).collect();
        table.wrong(node, key, "a group in { }", &format!("{key} = {{ {} }}", example.join(", ")));
        return None;
    };
    Some(Table::new(table.reader, tree, node.span(), what, keys))
}
