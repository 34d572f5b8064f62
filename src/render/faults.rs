//! What is wrong with a template of the coach's, in his words and with its place in his file.

use std::ops::Range;

use tera::ErrorKind;

use super::OwnTemplate;
use crate::diag::codes::TEMPLATE;
use crate::diag::{Diagnostic, Place, Sources};

const REMEDY: &str = "compare with the built-in template of the same name, or remove your own to use that one";

/// What Tera says of a template, with its place in the coach's file.
/// Without `sources` the place of what is unknown is not looked for.
pub(super) fn of_tera(error: &tera::Error, own: &[OwnTemplate], sources: Option<&Sources>) -> Diagnostic {
    let (message, name, span) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), report.filename().to_owned(), report.span().range.clone())
        }
        other => {
            let message = other.to_string();
            // What is unknown is named in backquotes: its first place in the template is pointed at.
            let named = message.split('`').nth(1).unwrap_or_default();
            let text = own.first().zip(sources).map_or("", |(own, sources)| sources.get(own.file).text.as_str());
            let span = text.find(named).map_or(0..0, |at| at..at + named.len());
            (message, String::new(), span)
        }
    };
    // Where a template of the coach's makes a built-in one fail, none of his lines is at fault alone.
    let file = own.iter().find(|own| own.name == name).or(own.first().filter(|_| name.is_empty()));
    let place = file.map(|own| Place { file: own.file, span });
    let first_line = message.lines().next().unwrap_or_default().trim_start_matches("error: ").trim_end_matches('.');
    let unknown = first_line.strip_prefix("Unknown ").and_then(|rest| rest.split_once(' '));
    let (message, first) = if let Some((kind, name)) = unknown {
        (format!("there is no {kind} {name} for templates"), "correct its name, ")
    } else if first_line.to_lowercase().starts_with("unexpected end") {
        let message = "the template ends, and something that was begun before is not ended";
        (message.to_owned(), "end every {% if %} with {% endif %} and every {% for %} with {% endfor %}, ")
    } else if matches!(error.kind(), ErrorKind::SyntaxError(_)) {
        ("the template cannot be read at this place".to_owned(), "")
    } else {
        (format!("the template cannot be filled: {}", lower_first(first_line)), "")
    };
    TEMPLATE.at(place, message).help(format!("{first}{REMEDY}"))
}

/// What a press finds wrong with a template.
pub(super) struct Fault {
    pub(super) message: String,
    /// Every place that it came by, the innermost first.
    pub(super) spots: Vec<Spot>,
}

/// A place in a filled template.
pub(super) struct Spot {
    pub(super) template: String,
    pub(super) filled: String,
    pub(super) span: Range<usize>,
}

impl Spot {
    /// The place in the template as it was written: in the nearest line that reads the same, as
    /// all do that Tera has nothing to fill in; without one, in the line of the same number.
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

/// What a press says of a template. Of the coach's own the text is needed as it was written.
pub(super) fn of_press(fault: &Fault, own: &[OwnTemplate], written: &[(&str, String)]) -> Diagnostic {
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
        // Not of what is written in capitals, as PDF.
        Some(first) if chars.as_str().starts_with(char::is_lowercase) => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}
