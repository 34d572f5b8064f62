//! Whole numbers, and true or false.

use serde_json::{Value, json};
use toml::de::DeValue;

use crate::diag::codes::NUMBER_OUT_OF_RANGE;
use crate::tables::key::Kind;
use crate::tables::schema::list;
use crate::tables::{At, Node, Table};

/// True or false.
#[derive(Clone, Copy, Debug)]
pub struct Boolean;

impl Kind for Boolean {
    type Value<'r, 'a: 'r> = bool;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<bool> {
        let node = table.node(key)?;
        let DeValue::Boolean(boolean) = node.get_ref() else {
            table.wrong(node, key, "true or false", &format!("{key} = {}, without quotes", self.example()));
            return None;
        };
        Some(*boolean)
    }

    fn schema(&self) -> Value {
        json!({ "type": "boolean" })
    }

    fn example(&self) -> String {
        "true".to_owned()
    }
}

/// A whole number, from the first through the second.
#[derive(Clone, Copy, Debug)]
pub struct Integer(pub i64, pub i64);

impl Kind for Integer {
    type Value<'r, 'a: 'r> = i64;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<i64> {
        self.number(table, key, table.node(key)?)
    }

    fn schema(&self) -> Value {
        json!({ "type": "integer", "minimum": self.0, "maximum": self.1 })
    }

    fn example(&self) -> String {
        self.0.to_string()
    }
}

impl Integer {
    fn number(self, table: &Table, key: &str, node: &Node) -> Option<i64> {
        let Integer(first, last) = self;
        let DeValue::Integer(number) = node.get_ref() else {
            table.wrong(node, key, "a whole number", &format!("{key} = {}", self.example()));
            return None;
        };
        let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
        let number = number.filter(|number| (first..=last).contains(number));
        if number.is_none() {
            let message = format!("\"{key}\" is a number from {first} to {last}");
            table.push(NUMBER_OUT_OF_RANGE.at(table.at(node.span()), message).help("choose one of those"));
        }
        number
    }
}

/// A list of whole numbers, each from the first through the second.
#[derive(Clone, Copy, Debug)]
pub struct Integers(pub i64, pub i64);

impl Kind for Integers {
    type Value<'r, 'a: 'r> = Vec<At<i64>>;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<Vec<At<i64>>> {
        let at = |node: &Node<'a>| {
            let value = Integer(self.0, self.1).number(table, key, node)?;
            Some(At { value, place: table.at(node.span()) })
        };
        Some(table.entries(key, "5, 6")?.into_iter().filter_map(at).collect())
    }

    fn schema(&self) -> Value {
        list(Integer(self.0, self.1).schema())
    }

    fn example(&self) -> String {
        format!("[{}, {}]", self.0, self.1)
    }
}
