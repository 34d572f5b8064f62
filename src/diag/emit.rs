//! The forms a diagnostic is printed in: text for people, JSON for programs,
//! and the annotations that GitHub shows beside a changed line.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::line::{escaped, excerpt};
use super::{Diagnostic, Severity, Sources};

/// A remedy, which may have lines of its own to be copied into the file.
fn lines_escaped(help: &str) -> String {
    help.split('\n').map(escaped).collect::<Vec<_>>().join("\n")
}

/// One diagnostic as JSON. Line and column are counted from 1, columns in characters; the end is where the first
/// character after it stands.
#[derive(Serialize)]
pub struct Json {
    code: &'static str,
    severity: &'static str,
    message: String,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    excerpt: Option<String>,
    help: Option<String>,
}

impl Sources {
    /// The diagnostic for people, as compilers show it, with color codes
    /// that the caller strips where they do not belong.
    pub fn text(&self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let message = escaped(&diagnostic.message);
        let mut group = Group::with_title(level.primary_title(message).id(diagnostic.code));
        if let Some(place) = &diagnostic.place {
            let source = self.get(place.file);
            let (line, column) = source.line_and_column(place.span.start);
            let bytes = source.line_span(line);
            let within = place.span.start.saturating_sub(bytes.start)..place.span.end.saturating_sub(bytes.start);
            let excerpt = excerpt(&source.text[bytes.clone()], within.clone());
            // Where escapes or a cut moved the text, the place is said first, in the file's own columns.
            let moved = excerpt.span.start != within.start;
            let mut snippet =
                Snippet::source(excerpt.text).line_start(line).annotation(AnnotationKind::Primary.span(excerpt.span));
            if moved {
                group = group.element(Origin::path(escaped(&source.name)).line(line).char_column(column));
            } else {
                snippet = snippet.path(escaped(&source.name));
            }
            group = group.element(snippet);
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(lines_escaped(help)));
        }
        Renderer::styled().term_width(10_000).render(&[group])
    }

    /// The diagnostic for programs.
    pub fn json(&self, diagnostic: &Diagnostic) -> Json {
        let place = diagnostic.place.as_ref();
        let at = place.map(|place| self.line_and_column(place));
        let end = place.map(|place| self.end_line_and_column(place));
        Json {
            code: diagnostic.code,
            severity: diagnostic.severity.as_str(),
            message: diagnostic.message.clone(),
            file: place.map(|place| self.get(place.file).name.clone()),
            line: at.map(|(line, _)| line),
            column: at.map(|(_, column)| column),
            end_line: end.map(|(line, _)| line),
            end_column: end.map(|(_, column)| column),
            excerpt: place.map(|place| {
                let source = self.get(place.file);
                let bytes = source.line_span(source.line_and_column(place.span.start).0);
                excerpt(&source.text[bytes], 0..0).text
            }),
            help: diagnostic.help.clone(),
        }
    }

    /// The diagnostic as a GitHub workflow command. GitHub takes columns only of a place within one line.
    pub fn github(&self, diagnostic: &Diagnostic) -> String {
        let mut properties = Vec::new();
        if let Some(place) = &diagnostic.place {
            let (line, column) = self.line_and_column(place);
            properties.push(format!("file={}", property(&self.get(place.file).name)));
            let (end_line, end_column) = self.end_line_and_column(place);
            properties.push(if line == end_line {
                format!("line={line},col={column},endLine={line},endColumn={end_column}")
            } else {
                format!("line={line},endLine={end_line}")
            });
        }
        properties.push(format!("title={}", property(diagnostic.code)));
        let help = diagnostic.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let message = data(&format!("{}{help}", diagnostic.message));
        format!("::{} {}::{message}", diagnostic.severity.as_str(), properties.join(","))
    }
}

/// Escapes the text of a workflow command.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    escaped(&text)
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
