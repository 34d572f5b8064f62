//! Text on one line: names, notes, race times, and lists of names.

use std::ops::Range;

use serde_json::{Value, json};
use toml::de::DeValue;

use crate::diag::codes::{NOT_A_TIME, OVER_A_LIMIT, REFUSED_CHARACTERS, WRONG_TYPE};
use crate::diag::is_refused;
use crate::tables::key::Kind;
use crate::tables::schema::list;
use crate::tables::{At, MAX_NAME, Node, Table, meant, short};

/// Text on one line, of at most so many characters, free of refused ones, and not empty.
#[derive(Clone, Copy, Debug)]
pub struct Text(pub usize);

impl Kind for Text {
    type Value<'r, 'a: 'r> = String;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<String> {
        text(table, key, table.node(key)?, self.0)
    }

    fn schema(&self) -> Value {
        json!({ "type": "string", "pattern": r"\S", "maxLength": self.0 })
    }

    fn example(&self) -> String {
        "\"…\"".to_owned()
    }
}

/// Text as [`Text`] is, that is one of many names; whether it is one is for the reader to check.
#[derive(Clone, Copy, Debug)]
pub struct Name(pub usize, pub fn() -> Vec<String>);

impl Kind for Name {
    type Value<'r, 'a: 'r> = String;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<String> {
        Text(self.0).read(table, key)
    }

    fn schema(&self) -> Value {
        json!({ "enum": self.1() })
    }

    fn example(&self) -> String {
        format!("\"{}\"", self.1()[0])
    }
}

/// A list of texts, each of at most so many characters.
#[derive(Clone, Copy, Debug)]
pub struct Texts(pub usize);

impl Kind for Texts {
    type Value<'r, 'a: 'r> = Vec<At<String>>;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<Vec<At<String>>> {
        let mut texts: Vec<At<String>> = Vec::new();
        for node in table.entries(key, "\"…\", \"…\"")? {
            match node.get_ref() {
                DeValue::String(text) => {
                    let value = checked(table, key, text, node.span(), self.0);
                    texts.extend(value.map(|value| At { value, place: table.at(node.span()) }));
                }
                _ => {
                    table.wrong(node, key, "a list of texts", &format!("every entry in quotes: {key} = [\"…\", \"…\"]"))
                }
            }
        }
        Some(texts)
    }

    fn schema(&self) -> Value {
        list(Text(self.0).schema())
    }

    fn example(&self) -> String {
        format!("[{}]", Text(self.0).example())
    }
}

/// One text or a list of texts, each of at most so many characters.
#[derive(Clone, Copy, Debug)]
pub struct OneOrMore(pub usize);

impl Kind for OneOrMore {
    type Value<'r, 'a: 'r> = Vec<At<String>>;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<Vec<At<String>>> {
        let node = table.node(key)?;
        let DeValue::String(text) = node.get_ref() else { return Texts(self.0).read(table, key) };
        let value = checked(table, key, text, node.span(), self.0)?;
        Some(vec![At { value, place: table.at(node.span()) }])
    }

    fn schema(&self) -> Value {
        json!({ "anyOf": [Texts(self.0).schema(), Text(self.0).schema()] })
    }

    fn example(&self) -> String {
        Texts(self.0).example()
    }
}

/// The text of a race time in quotes; one without them is reported.
#[derive(Clone, Copy, Debug)]
pub struct RaceTime;

impl Kind for RaceTime {
    type Value<'r, 'a: 'r> = String;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<String> {
        let node = table.node(key)?;
        let without_quotes = matches!(node.get_ref(), DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_));
        let (typed, text) = if without_quotes {
            (table.source(node).unwrap_or_default().to_owned(), None)
        } else {
            let text = text(table, key, node, MAX_NAME)?;
            (text.clone(), Some(text))
        };
        let meant = meant::race_time(key, &typed);
        let message = match text {
            // A spreadsheet makes 05:20:00 of 5:20.
            Some(text) if !is_another(key, &text) => return Some(meant.filter(|_| text.contains(':')).unwrap_or(text)),
            Some(text) if meant.is_some() => format!("\"{}\" is not minutes and seconds", short(&text)),
            Some(text) => return Some(text),
            None => format!("{} is a time without quotes", short(&typed)),
        };
        let help = match meant {
            Some(time) if without_quotes => format!("put it in quotes, minutes and seconds: {key} = \"{time}\""),
            Some(time) => format!("write {key} = \"{time}\""),
            None => format!("write minutes and seconds in quotes, for example {key} = {}", self.example()),
        };
        table.push(NOT_A_TIME.at(table.at(node.span()), message).help(help));
        None
    }

    fn schema(&self) -> Value {
        json!({ "type": "string", "examples": ["5:20", "2:20.5"] })
    }

    fn example(&self) -> String {
        "\"5:20\"".to_owned()
    }
}

/// The race time that was meant over the distance of `key`, where the text reads as another one or as none.
pub fn meant_time(key: &str, text: &str) -> Option<String> {
    meant::race_time(key, text).filter(|_| is_another(key, text))
}

/// True for text that reads as another time than was meant, or as none, as `5.20`, `5'20` and `520` do.
fn is_another(key: &str, text: &str) -> bool {
    !text.contains(':') && !meant::is_seconds(key, text) || text.contains([';', ' ', '\''])
}

fn text(table: &Table, key: &str, node: &Node, limit: usize) -> Option<String> {
    let DeValue::String(text) = node.get_ref() else {
        let bare = !node.get_ref().is_table() && !node.get_ref().is_array();
        let typed = table.source(node).filter(|_| bare).map_or_else(|| "…".to_owned(), short);
        table.wrong(node, key, "text", &format!("{key} = \"{typed}\", with quotes"));
        return None;
    };
    checked(table, key, text, node.span(), limit)
}

fn checked(table: &Table, key: &str, text: &str, span: Range<usize>, limit: usize) -> Option<String> {
    let place = table.at(span);
    let trimmed = text.trim();
    if trimmed.is_empty() {
        table.push(WRONG_TYPE.at(place, format!("\"{key}\" is empty")).help("write the text, or remove the line"));
        return None;
    }
    if limit < trimmed.chars().count() {
        let message = format!("\"{key}\" is longer than {limit} characters");
        table.push(OVER_A_LIMIT.at(place, message).help("shorten it"));
        return None;
    }
    // A tab, as a spreadsheet leaves it, is a blank.
    if let Some(refused) = trimmed.chars().find(|&c| is_refused(c) && c != '\t') {
        let message = format!("\"{key}\" contains a character that cannot be printed, {}", refused.escape_unicode());
        table.push(REFUSED_CHARACTERS.at(place, message).help("delete the text and type it again"));
        return None;
    }
    // Runs of spaces would read alike and differ: they are one space.
    Some(trimmed.split_whitespace().collect::<Vec<_>>().join(" "))
}
