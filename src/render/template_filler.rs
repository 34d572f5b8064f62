//! One sheet after the other: a view model and a template become bytes.

use serde::Serialize;
use tera::{Context, Value};

use super::catalog::OutputKind;
use super::pdf::Press;
use super::templates::{Language, Templates};
use super::{Format, RenderError, Sink, layout, path};
use crate::diag::Diagnostic;
use crate::domain::output::Paper;
use crate::sheet::SheetBuilder;

/// Fills the templates of a sheet, one language after the other, into one buffer.
pub(super) struct TemplateFiller<'a> {
    templates: &'a Templates,
    text_width: usize,
    paper: Paper,
    /// Made for the first PDF.
    press: Option<Press>,
    buffer: Vec<u8>,
    laid_out: Vec<u8>,
}

impl<'a> TemplateFiller<'a> {
    pub(super) fn new(builder: &SheetBuilder, templates: &'a Templates) -> TemplateFiller<'a> {
        TemplateFiller {
            templates,
            text_width: builder.text_width,
            paper: builder.season.output.paper.unwrap_or(Paper::Letter),
            press: None,
            buffer: Vec::new(),
            laid_out: Vec::new(),
        }
    }

    /// The bytes of a sheet.
    pub(super) fn bytes(&mut self, template: &str, format: Format, context: &Context) -> Result<&[u8], Diagnostic> {
        let language = language(format).expect("only sheets are filled");
        self.buffer.clear();
        self.templates.fill(&path(template, format), language, context, &mut self.buffer)?;
        if language != Language::Text {
            return Ok(&self.buffer);
        }
        self.laid_out.clear();
        layout::lay_out(filled(&self.buffer), self.text_width, &mut self.laid_out);
        Ok(&self.laid_out)
    }

    /// A part of a sheet, which the template of the whole says.
    pub(super) fn part(&mut self, template: &str, format: Format, context: &Context) -> Result<Value, Diagnostic> {
        // It is escaped when it is filled, and not again when the whole is.
        Ok(Value::safe_string(filled(self.bytes(template, format, context)?)))
    }

    /// Makes a file of a kind in each of the formats that are asked for; `names` are what its path has in braces.
    pub(super) fn fill_each<M: Serialize, E>(
        &mut self,
        kind: &OutputKind,
        asked: &[Format],
        names: &[&str],
        model: impl FnOnce() -> M,
        put: &mut Sink<E>,
    ) -> Result<(), RenderError<E>> {
        let formats: Vec<Format> = kind.formats_of(asked).collect();
        if formats.is_empty() {
            return Ok(());
        }
        let model = model();
        let context = context(&model);
        formats.into_iter().try_for_each(|format| {
            let path = kind.file(names, format);
            match format {
                Format::Pdf => self.typeset(kind.template, &model, &path, put),
                _ => self.fill(kind.template, format, &context, &path, put),
            }
        })
    }

    pub(super) fn typeset<E>(
        &mut self,
        template: &str,
        model: &impl Serialize,
        path: &str,
        put: &mut Sink<E>,
    ) -> Result<(), RenderError<E>> {
        if self.press.is_none() {
            self.press = self.templates.press(self.paper).map_err(RenderError::template)?;
        }
        // A program without a press is asked for none.
        let Some(press) = &self.press else { return Ok(()) };
        let pdf = press.pdf(&format!("{template}.typ"), model);
        let pdf = pdf.map_err(|fault| RenderError::template(self.templates.told(&fault)))?;
        put(path, &mut |out| out.write_all(&pdf)).map_err(RenderError::Sink)
    }

    pub(super) fn fill<E>(
        &mut self,
        template: &str,
        format: Format,
        context: &Context,
        path: &str,
        put: &mut Sink<E>,
    ) -> Result<(), RenderError<E>> {
        let bytes = self.bytes(template, format, context).map_err(RenderError::template)?;
        put(path, &mut |out| out.write_all(bytes)).map_err(RenderError::Sink)
    }
}

/// The language of a format's sheets; `plan.json`, `plan.csv` and calendars are no sheets.
const fn language(format: Format) -> Option<Language> {
    match format {
        Format::Text => Some(Language::Text),
        Format::Markdown => Some(Language::Markdown),
        Format::Html => Some(Language::Html),
        Format::Pdf => Some(Language::Typst),
        Format::Json | Format::Csv | Format::Calendars => None,
    }
}

/// What a template gave.
pub(super) fn filled(buffer: &[u8]) -> &str {
    std::str::from_utf8(buffer).expect("a template of text and strings gives text")
}

pub(super) fn context(model: &impl Serialize) -> Context {
    Context::from_serialize(model).expect("a view model is a struct of strings, numbers and lists")
}
