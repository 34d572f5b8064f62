//! Words of a vocabulary: one of them, or a list.

use std::borrow::Cow;

use serde_json::{Value, json};
use toml::de::DeValue;

use crate::diag::codes::UNKNOWN_WORD;
use crate::tables::key::Kind;
use crate::tables::schema::{joined, list};
use crate::tables::suggest::{self, did_you_mean, short};
use crate::tables::{At, Node, Table};

/// Gives the words that a key takes, each with what it means. Those that are numbers stand without quotes.
pub type Words<T> = fn() -> Vec<(&'static str, T)>;

/// Each of `all` with its word.
pub fn words_of<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Vec<(&'static str, T)> {
    all.iter().map(|&one| (word(one), one)).collect()
}

/// One of some words.
#[derive(Clone, Copy, Debug)]
pub struct OneOf<T: 'static>(pub Words<T>);

impl<T: Copy + 'static> Kind for OneOf<T> {
    type Value<'r, 'a: 'r> = T;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<T> {
        word(table, key, table.node(key)?, &self.0())
    }

    /// Words that are numbers may stand with quotes, too.
    fn schema(&self) -> Value {
        let words = self.0();
        let numbers = words.iter().filter_map(|(word, _)| word.parse::<u32>().ok().map(Value::from));
        json!({ "enum": numbers.chain(words.iter().map(|&(word, _)| word.into())).collect::<Vec<Value>>() })
    }

    fn example(&self) -> String {
        as_typed(self.0()[0].0)
    }
}

/// A list of some words, of at least so many.
#[derive(Clone, Copy, Debug)]
pub struct AnyOf<T: 'static>(pub Words<T>, pub usize);

impl<T: Copy + 'static> Kind for AnyOf<T> {
    type Value<'r, 'a: 'r> = Vec<At<T>>;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<Vec<At<T>>> {
        let words = self.0();
        let at = |node: &Node<'a>| Some(At { value: word(table, key, node, &words)?, place: table.at(node.span()) });
        Some(table.entries(key, words[0].0)?.into_iter().filter_map(at).collect())
    }

    fn schema(&self) -> Value {
        let words = list(OneOf(self.0).schema());
        if self.1 == 0 { words } else { joined(words, json!({ "minItems": self.1 })) }
    }

    fn example(&self) -> String {
        let words: Vec<String> = self.0().into_iter().map(|(word, _)| as_typed(word)).collect();
        format!("[{}]", words.join(", "))
    }
}

fn as_typed(word: &str) -> String {
    if word.parse::<u32>().is_ok() { word.to_owned() } else { format!("\"{word}\"") }
}

fn word<T: Copy>(table: &Table, key: &str, node: &Node, words: &[(&'static str, T)]) -> Option<T> {
    let typed: Cow<'_, str> = match node.get_ref() {
        DeValue::String(text) => Cow::Borrowed(text.as_ref()),
        DeValue::Integer(number) => Cow::Owned(number.as_str().to_owned()),
        _ => {
            table.wrong(node, key, "a word", &format!("{key} = \"{}\"", words[0].0));
            return None;
        }
    };
    if let Some((_, meant)) = words.iter().find(|(word, _)| *word == typed) {
        return Some(*meant);
    }
    // Numbers are typed without quotes, and shown so.
    let quote = if matches!(node.get_ref(), DeValue::Integer(_)) { "" } else { "\"" };
    let message = format!("\"{key}\" cannot be {quote}{}{quote}", short(&typed));
    let problem = UNKNOWN_WORD.at(table.at(node.span()), message);
    table.push(match did_you_mean(&typed, words.iter().map(|(word, _)| *word)) {
        Some(meant) => problem.help(format!("did you mean {quote}{meant}{quote}?")),
        None => problem.help(format!("choose one of: {}", suggest::list(words.iter().map(|(word, _)| *word)))),
    });
    None
}
