//! The JSON Schema of a file, made of its lists of keys: editors complete by it and mark slips.

use serde_json::{Map, Value, json};

use super::{Keys, Need, documented};

/// The schema of a file with these headings. `id` names it for good; no file is fetched by it.
///
/// JSON knows neither dates nor times: editors take those of TOML for texts of
/// a format. Tombi has to be told that times may do without seconds.
pub fn schema(id: &str, title: &str, headings: Keys) -> Value {
    let head = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id,
        "title": title,
        "x-tombi-toml-version": "v1.1.0",
    });
    joined(head, table(headings))
}

/// The schema of a table with these keys.
pub(super) fn table(keys: Keys) -> Value {
    let named = |need: Need| keys.iter().filter(move |key| key.need() == need).map(|key| key.name());
    let properties: Map<String, Value> = documented(keys)
        .map(|key| (key.name().to_owned(), joined(json!({ "description": key.docs() }), key.schema())))
        .collect();
    let mut table = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let needed: Vec<&str> = named(Need::Required).collect();
    if !needed.is_empty() {
        table["required"] = needed.into();
    }
    let one_of_these: Vec<Value> = named(Need::OneOfThese).map(|name| json!({ "required": [name] })).collect();
    if !one_of_these.is_empty() {
        table["anyOf"] = one_of_these.into();
    }
    table
}

/// The schema of a list of such values.
pub(super) fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

/// Both of two objects in one.
pub(super) fn joined(mut one: Value, other: Value) -> Value {
    if let (Some(one), Value::Object(other)) = (one.as_object_mut(), other) {
        one.extend(other);
    }
    one
}
