//! What is wrong with a coach's own template, in plain words and with its place in the coach's file.

use std::ops::Range;

use tera::ErrorKind;

use super::built_in::OwnTemplate;
use crate::diag::codes::TEMPLATE;
use crate::diag::{Diagnostic, Place, Sources};

const REMEDY: &str = "compare with the built-in template of the same name, or remove your own to use that one";

/// An error of Tera's, with its place in the coach's file. Without `sources`
/// an unknown name has no place.
pub(super) fn tera_diagnostic(error: &tera::Error, own: &[OwnTemplate], sources: Option<&Sources>) -> Diagnostic {
    let (message, name, span) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), report.filename().to_owned(), report.span().range.clone())
        }
        other => {
            let message = other.to_string();
            // The message has the unknown name in backquotes: point at its first place in the template.
            let unknown_name = message.split('`').nth(1).unwrap_or_default();
            let text = own.first().zip(sources).map_or("", |(own, sources)| sources.get(own.file).text.as_str());
            let span = text.find(unknown_name).map_or(0..0, |at| at..at + unknown_name.len());
            (message, String::new(), span)
        }
    };
    // When a coach's template makes a built-in one fail, no single line of theirs is at fault.
    let file = own.iter().find(|own| own.name == name).or(own.first().filter(|_| name.is_empty()));
    let place = file.map(|own| Place { file: own.file, span });
    let first_line = message.lines().next().unwrap_or_default().trim_start_matches("error: ").trim_end_matches('.');
    let unknown = first_line.strip_prefix("Unknown ").and_then(|rest| rest.split_once(' '));
    let (message, first) = if let Some((kind, name)) = unknown {
        (format!("there is no {kind} {name} for templates"), "correct its name, ")
    } else if first_line.to_lowercase().starts_with("unexpected end") {
        let message = "the template ends while a tag in it is still open";
        (message.to_owned(), "close every {% if %} with {% endif %} and every {% for %} with {% endfor %}, ")
    } else if matches!(error.kind(), ErrorKind::SyntaxError(_)) {
        ("this is not template syntax".to_owned(), "")
    } else {
        (format!("the template cannot be filled: {}", lower_first(first_line)), "")
    };
    TEMPLATE.at(place, message).help(format!("{first}{REMEDY}"))
}

/// What the typesetter finds wrong with a template.
pub(super) struct Fault {
    pub(super) message: String,
    /// Every place on the way to it, the innermost first.
    pub(super) spots: Vec<Spot>,
}

/// A place in a filled template.
pub(super) struct Spot {
    pub(super) template: String,
    pub(super) filled: String,
    pub(super) span: Range<usize>,
}

impl Spot {
    /// The place in the template as written: in the nearest line that reads the same, as every
    /// line does in which Tera fills in nothing; without one, the line of the same number.
    fn in_template(&self, written: &str) -> Range<usize> {
        let before = &self.filled[..self.span.start];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let number = before.matches('\n').count();
        let line = self.filled[start..].lines().next().unwrap_or_default();
        let mut lines = Vec::new();
        let mut at = 0;
        for text in written.split_inclusive('\n') {
            lines.push((at, text.trim_end_matches(['\r', '\n'])));
            at += text.len();
        }
        let same = lines.iter().enumerate().filter(|(_, (_, text))| *text == line);
        match same.min_by_key(|(other, _)| other.abs_diff(number)) {
            Some((_, (at, text))) => {
                let begin = (self.span.start - start).min(text.len());
                let end = (self.span.end - start).clamp(begin, text.len());
                at + begin..at + end
            }
            None => lines.get(number).map_or(0..0, |(at, text)| *at..at + text.len()),
        }
    }
}

/// A fault that the typesetter found, with its place in the coach's file; `written` has the text of
/// each of the coach's Typst templates as written.
pub(super) fn typst_diagnostic(fault: &Fault, own: &[OwnTemplate], written: &[(&str, String)]) -> Diagnostic {
    let place = fault.spots.iter().find_map(|spot| {
        let file = own.iter().find(|own| own.name == spot.template)?.file;
        let (_, written) = written.iter().find(|(name, _)| *name == spot.template)?;
        Some(Place { file, span: spot.in_template(written) })
    });
    let message = format!("the template cannot be filled: {}", lower_first(&fault.message));
    TEMPLATE.at(place, message).help(REMEDY)
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        // A word in capitals, such as PDF, keeps its first letter.
        Some(first) if chars.as_str().starts_with(char::is_lowercase) => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}
