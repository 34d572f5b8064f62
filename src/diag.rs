//! Problems and warnings: what is wrong, where it stands, and what to do.
//!
//! A [`Diagnostic`] is a value. It is made where something is found, travels
//! with the result, and becomes text, JSON or a GitHub annotation only in
//! [`Sources::text`], [`Sources::json`] and [`Sources::github`]. Every code is in [`codes`] or is a rule's.

pub mod codes;
mod emit;
mod line;

pub use line::{escaped, is_refused};

use std::ops::Range;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The build goes on.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Names one of the files that were read: its place in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(usize);

/// Some bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// From which byte to which, the second not included.
    pub span: Range<usize>,
}

/// One problem or warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code of the problem or the rule, for [`codes`] or `racepace rules`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in a coach's words: lower case, no full stop.
    pub message: String,
    /// Where it stands; `None` when no single place is to blame.
    pub place: Option<Place>,
    /// What to do about it, in the imperative.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A warning of the rule or problem `code`.
    pub fn warning(code: &'static str, place: Option<Place>, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, severity: Severity::Warning, message: message.into(), place, help: None }
    }

    /// An error of the rule or problem `code`.
    pub fn error(code: &'static str, place: Option<Place>, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Error, ..Diagnostic::warning(code, place, message) }
    }

    /// Adds the remedy.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Diagnostic {
        Diagnostic { help: Some(help.into()), ..self }
    }
}

/// Collects what is found, in the order in which it is found, up to a limit.
#[derive(Debug, Default)]
pub struct Findings {
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    left_out: usize,
}

/// More findings than this are only counted: a file with that many is not a season file.
const MAX_FINDINGS: usize = 1_000;

impl Findings {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.push_with(diagnostic.severity, || diagnostic);
    }

    /// Adds one that takes long to make, as with a "did you mean": it is made
    /// only when there is room for it.
    pub fn push_with(&mut self, severity: Severity, make: impl FnOnce() -> Diagnostic) {
        let list = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        if list.len() < MAX_FINDINGS {
            list.push(make());
        } else {
            self.left_out += 1;
        }
    }

    /// Adds what others found.
    pub fn append(&mut self, others: Findings) {
        others.errors.into_iter().chain(others.warnings).for_each(|found| self.push(found));
        self.left_out += others.left_out;
    }

    /// Keeps of the warnings those of which this is true.
    pub fn retain_warnings(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.warnings.retain(keep);
    }

    /// True when one of them is an error.
    pub fn any_error(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Everything found so far, the errors first.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.errors.iter().chain(&self.warnings)
    }

    /// Everything found, in the order of the files, each from top to bottom;
    /// what stands nowhere comes last. Over the limit, errors come before warnings.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut left_out = self.left_out;
        let mut found = self.errors;
        let room = MAX_FINDINGS - found.len();
        left_out += self.warnings.len().saturating_sub(room);
        found.extend(self.warnings.into_iter().take(room));
        let key = |diagnostic: &Diagnostic| match &diagnostic.place {
            Some(place) => (place.file.0, place.span.start),
            None => (usize::MAX, usize::MAX),
        };
        found.sort_by_key(key);
        if 0 < left_out {
            let message = format!("{left_out} more problems and warnings were found and are not shown");
            let place = found.last().and_then(|last| last.place.clone());
            let summary = Diagnostic::warning(codes::OVER_A_LIMIT.code, place, message);
            found.push(summary.help("correct those that are shown, and check again"));
        }
        found
    }
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name as the coach gave it.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Where each line starts.
    line_starts: Vec<usize>,
}

/// The files that were read.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a file and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.0.push(Source { name: name.into(), text, line_starts });
        FileId(self.0.len() - 1)
    }

    /// The file that `id` names.
    pub fn get(&self, id: FileId) -> &Source {
        &self.0[id.0]
    }

    /// Line and column where a place begins, both counted from 1, columns in
    /// characters.
    pub fn line_and_column(&self, place: &Place) -> (usize, usize) {
        self.get(place.file).line_and_column(place.span.start)
    }

    /// Line and column of the first character after a place, counted like those of its begin.
    pub fn end_line_and_column(&self, place: &Place) -> (usize, usize) {
        self.get(place.file).line_and_column(place.span.end)
    }
}

impl Source {
    fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|&start| start <= byte).max(1);
        let start = self.line_starts[line - 1];
        let before = self.text.get(start..byte).unwrap_or_default();
        (line, before.chars().count() + 1)
    }

    /// The bytes of a line, counted from 1, without its end.
    fn line_span(&self, line: usize) -> Range<usize> {
        let start = self.line_starts[line - 1];
        let end = self.line_starts.get(line).map_or(self.text.len(), |next| next - 1);
        let text = &self.text[start..end];
        start..start + text.trim_end_matches('\r').len()
    }
}
