//! The JSON Schema of a file, from its tables of keys: editors complete by it and mark slips.

use serde_json::{Map, Value, json};

use super::{Key, Kind, Need};

/// The schema of a file with these headings. `id` names it for good; no file is fetched by it.
///
/// JSON knows neither dates nor times: editors take those of TOML for texts of
/// a format. Tombi has to be told that times may do without seconds.
pub fn schema(id: &str, title: &str, headings: &[Key]) -> Value {
    let head = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id,
        "title": title,
        "x-tombi-toml-version": "v1.1.0",
    });
    joined(head, table(headings))
}

fn table(keys: &[Key]) -> Value {
    let named = |need: Need| keys.iter().filter(move |key| key.need == need).map(|key| key.name);
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| (key.name.to_owned(), joined(json!({ "description": key.docs }), kind(key.kind))))
        .collect();
    let mut table = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let needed: Vec<&str> = named(Need::Yes).collect();
    if !needed.is_empty() {
        table["required"] = needed.into();
    }
    let one_of_these: Vec<Value> = named(Need::OneOfThese).map(|name| json!({ "required": [name] })).collect();
    if !one_of_these.is_empty() {
        table["anyOf"] = one_of_these.into();
    }
    table
}

fn kind(kind: Kind) -> Value {
    let list = |of: Value| json!({ "type": "array", "items": of });
    let text = |limit: usize| json!({ "type": "string", "pattern": r"\S", "maxLength": limit });
    let number = |first: i64, last: i64| json!({ "type": "integer", "minimum": first, "maximum": last });
    let date = || json!({ "type": "string", "format": "date" });
    match kind {
        Kind::Text(limit) => text(limit),
        Kind::Name(_, names) => json!({ "enum": names() }),
        Kind::Texts(limit) => list(text(limit)),
        Kind::RaceTime => json!({ "type": "string", "examples": ["5:20", "2:20.5"] }),
        Kind::Date => date(),
        Kind::Dates => json!({ "anyOf": [date(), list(date())] }),
        Kind::TimeOfDay => {
            let pattern = r"^([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-9.]+)?$";
            let bare = json!({ "type": "string", "format": "time-local", "pattern": pattern });
            json!({ "anyOf": [bare, { "type": "string", "pattern": pattern }] })
        }
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Integer(first, last) => number(first, last),
        Kind::Integers(first, last) => list(number(first, last)),
        Kind::Word(words) => word(words()),
        Kind::Words(words) => list(word(words())),
        Kind::SomeWords(words) => joined(list(word(words())), json!({ "minItems": 1 })),
        Kind::Table(keys) => table(keys),
        Kind::Tables(keys) => json!({ "anyOf": [table(keys), list(table(keys))] }),
        Kind::Entries(keys) => list(table(keys)),
    }
}

/// One of some words. Those that are numbers may stand with quotes, too.
fn word(words: Vec<&str>) -> Value {
    let numbers = words.iter().filter_map(|word| word.parse::<u32>().ok().map(Value::from));
    json!({ "enum": numbers.chain(words.iter().map(|&word| word.into())).collect::<Vec<Value>>() })
}

/// Both of two objects in one.
fn joined(mut one: Value, other: Value) -> Value {
    if let (Some(one), Value::Object(other)) = (one.as_object_mut(), other) {
        one.extend(other);
    }
    one
}
