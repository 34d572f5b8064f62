//! Whole numbers, and true or false.

use serde_json::{Value, json};
use toml::de::DeValue;

use crate::diag::codes::{NUMBER_OUT_OF_RANGE, WRONG_TYPE};
use crate::tables::key::Kind;
use crate::tables::schema::{joined, list};
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
            let meant = self.in_text(node).map_or_else(|| self.example(), |number| number.to_string());
            table.wrong(node, key, "a whole number", &format!("{key} = {meant}"));
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

    /// The number that stands in a text: 80 in `"80%"`.
    fn in_text(self, node: &Node) -> Option<i64> {
        let DeValue::String(text) = node.get_ref() else { return None };
        let number = text.trim().trim_end_matches('%').trim_end().parse().ok()?;
        (self.0..=self.1).contains(&number).then_some(number)
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

/// Two whole numbers in a list, each from the first through the second of `each`.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// What each may be.
    pub each: Integer,
    /// What they are, for a problem: `two percentages, of the first week and of the second`.
    pub what: &'static str,
    /// As they may be typed.
    pub example: &'static str,
}

impl Kind for Pair {
    type Value<'r, 'a: 'r> = [i64; 2];

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<[i64; 2]> {
        let nodes = table.entries(key, self.example)?;
        let node = table.node(key)?;
        if node.get_ref().as_array().is_some_and(|array| array.len() != 2) {
            let message = format!("\"{key}\" is {}", self.what);
            let problem = WRONG_TYPE.at(table.at(node.span()), message);
            table.push(problem.help(format!("write it as {key} = {}", self.example())));
            return None;
        }
        let numbers: Vec<i64> = nodes.into_iter().filter_map(|node| self.each.number(table, key, node)).collect();
        numbers.try_into().ok()
    }

    fn schema(&self) -> Value {
        joined(list(self.each.schema()), json!({ "minItems": 2, "maxItems": 2 }))
    }

    fn example(&self) -> String {
        format!("[{}]", self.example)
    }
}
