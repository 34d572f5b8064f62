//! The reference for those who change a template: the names that each may use,
//! from the types and the doc comments of the view models.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::built_in::{BUILT_IN, Model};
use super::layout::FILTERS;

/// A name that a template may use.
struct Name {
    /// With `[]` after what is a list: `grids[].columns[].head`.
    path: String,
    kind: String,
    docs: String,
}

const HEAD: &str = r#"# What a template may use

The sheets are made from these templates, in the language of [Tera](https://keats.github.io/tera/). Put one of your own
with the same name beside your season file, or in a folder `templates` there, and it is used instead. Keep only the ones
that you change, so that the others stay up to date.

A template may use the names in its table and no others. Any other name is reported with its line, and nothing is
written; only `{% if %}` accepts it, and takes it for nothing. `meets[].name` is the name of each meet:

```
{% for meet in meets %}{{ meet.name }} {% endfor %}
```

To ask whether something is there, write `{% if paper %}{{ paper }}{% endif %}`; an empty list counts as nothing. Every
text is ready to print, with times rounded and dates in words. Text from the season file stays text and never becomes
markup. racepace makes this file: `racepace templates export DIR` writes it beside the templates.

The templates for PDF (`.typ`) are in the language of [Typst](https://typst.app/docs) and take the same names from
`json("data.json")`, as in `#json("data.json").season`; Tera fills in only `paper` there.
"#;

/// The reference, in Markdown.
pub fn reference() -> String {
    let mut text = HEAD.to_owned();
    let mut rest: Vec<_> = BUILT_IN.iter().collect();
    while let Some(first) = rest.first() {
        let model = first.model.map(schema);
        let (same, others): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|template| template.model.map(schema) == model);
        rest = others;
        let heads: Vec<String> = same.iter().map(|template| format!("`{}`", template.name)).collect();
        text += &format!("\n## {}\n\n", heads.join(", "));
        for template in same {
            text += &format!("- `{}`: {}\n", template.name, template.makes);
        }
        text += &match model {
            Some(model) => table(&names(&model)),
            None => "\nIt may use the names that all templates that include it have in common.\n".to_owned(),
        };
    }
    text += "\n## Filters\n\nBesides those of Tera there are these, for plain text:\n\n";
    for filter in FILTERS {
        text += &format!("- `{}`: {}\n", filter.example, filter.docs);
    }
    text
}

fn table(names: &[Name]) -> String {
    let rows = names.iter().map(|name| format!("| `{}` | {} | {} |\n", name.path, name.kind, name.docs));
    format!("\n| name | kind | meaning |\n| --- | --- | --- |\n{}", rows.collect::<String>())
}

/// A view model's schema, with what it consists of in place.
fn schema(model: Model) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with(|settings| settings.inline_subschemas = true);
    model(&mut settings.into_generator()).to_value()
}

/// The names of a view model, each followed by those inside it.
fn names(model: &Value) -> Vec<Name> {
    let mut names = Vec::new();
    add_names(model, "", &mut names);
    names
}

fn add_names(schema: &Value, prefix: &str, names: &mut Vec<Name>) {
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let docs = field["description"].as_str().unwrap_or_default().replace('\n', " ");
        let (present, optional) = when_present(field);
        let list = present["type"] == "array";
        let path = format!("{prefix}{name}");
        let inside = format!("{path}{}.", if list { "[]" } else { "" });
        let kind = format!("{}{}", kind(present), if optional { ", or nothing" } else { "" });
        names.push(Name { path, kind, docs });
        add_names(if list { &present["items"] } else { present }, &inside, names);
    }
}

/// The schema of a field when it is there, and whether it may be missing.
fn when_present(field: &Value) -> (&Value, bool) {
    let is_null = |schema: &&Value| schema["type"] == "null";
    match field["anyOf"].as_array() {
        Some(forms) => {
            (forms.iter().find(|form| !is_null(form)).unwrap_or(field), forms.iter().any(|form| is_null(&form)))
        }
        None => (field, field["type"].as_array().is_some_and(|types| types.contains(&"null".into()))),
    }
}

/// The kind of value that a schema describes, in a coach's words.
fn kind(schema: &Value) -> &'static str {
    let types = &schema["type"];
    let name = types.as_str().or_else(|| types[0].as_str()).unwrap_or_default();
    match name {
        "string" => "text",
        "integer" => "a number",
        "boolean" => "true or false",
        "object" => "a group",
        "array" if schema["items"]["type"] == "string" => "a list of texts",
        "array" => "a list",
        _ => "anything",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Map;
    use tera::Context;

    use super::*;
    use crate::diag::Sources;
    use crate::render::{OwnTemplate, Templates};

    /// What a schema describes: lists with one entry, and of the rest either everything or nothing.
    fn value(schema: &Value, everything: bool) -> Value {
        let (present, optional) = when_present(schema);
        let fields = || present["properties"].as_object().unwrap().iter();
        match kind(present) {
            _ if optional && !everything => Value::Null,
            "text" => "text".into(),
            "a number" => 1.into(),
            "true or false" => everything.into(),
            "a group" => {
                fields().map(|(name, field)| (name.clone(), value(field, everything))).collect::<Map<_, _>>().into()
            }
            _ => vec![value(&present["items"], everything)].into(),
        }
    }

    /// The template with what every `if` asks printed before it: then an unknown name is an error there, too.
    fn with_questions_printed(text: &str) -> String {
        let mut tags = text.split("{%");
        let mut printed = tags.next().unwrap_or_default().to_owned();
        for tag in tags {
            let inside = tag.split("%}").next().unwrap_or_default().trim_matches(['-', ' ']);
            if let Some(asked) = inside.strip_prefix("if ") {
                printed += &format!("{{{{ {asked} }}}}");
            }
            printed += &format!("{{%{tag}");
        }
        printed
    }

    #[test]
    fn the_built_in_templates_use_no_name_that_is_not_documented() {
        let mut sources = Sources::default();
        let own = BUILT_IN.iter().map(|template| {
            let file = sources.add(template.name, with_questions_printed(template.text));
            OwnTemplate { name: template.name, file }
        });
        let templates = Templates::load(own.collect(), &sources).unwrap();
        for template in BUILT_IN {
            let Some(model) = template.model else { continue };
            for everything in [true, false] {
                let context = Context::from_serialize(&value(&schema(model), everything)).unwrap();
                let filled = templates.fill(template.name, template.language, &context, &mut Vec::new());
                filled.unwrap_or_else(|found| panic!("{}: {}", template.name, sources.text(&found)));
            }
        }
    }

    #[test]
    fn every_name_is_explained() {
        for template in BUILT_IN {
            for name in template.model.map(|model| names(&schema(model))).unwrap_or_default() {
                assert!(!name.docs.is_empty() && name.kind != "anything", "{}: {}", template.name, name.path);
            }
        }
    }
}
