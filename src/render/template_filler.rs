//! One sheet after the other: a view model and a template become bytes.

use serde::Serialize;
use tera::{Context, Value};

use super::built_in::Language;
use super::catalog::OutputKind;
use super::pdf::Typesetter;
use super::templates::Templates;
use super::{Format, RenderError, Sink, layout, path};
use crate::diag::Diagnostic;
use crate::domain::output::Paper;
use crate::sheet::SheetBuilder;

/// Fills the templates of a sheet, one language after the other, with one buffer for all.
pub(super) struct TemplateFiller<'a> {
    templates: &'a Templates,
    text_width: usize,
    paper: Paper,
    /// Made for the first PDF.
    typesetter: Option<Typesetter>,
    buffer: Vec<u8>,
    /// The buffer with its lines broken, for plain text.
    laid_out: Vec<u8>,
}

impl<'a> TemplateFiller<'a> {
    pub(super) fn new(builder: &SheetBuilder, templates: &'a Templates) -> TemplateFiller<'a> {
        TemplateFiller {
            templates,
            text_width: builder.text_width,
            paper: builder.season.output.paper.unwrap_or(Paper::Letter),
            typesetter: None,
            buffer: Vec::new(),
            laid_out: Vec::new(),
        }
    }

    /// The bytes of a sheet.
    pub(super) fn bytes(&mut self, template: &str, format: Format, context: &Context) -> Result<&[u8], Diagnostic> {
        let language = language(format).expect("only formats with templates are filled");
        self.buffer.clear();
        self.templates.fill(&path(template, format), language, context, &mut self.buffer)?;
        if language != Language::Text {
            return Ok(&self.buffer);
        }
        self.laid_out.clear();
        layout::lay_out(text_of(&self.buffer), self.text_width, &mut self.laid_out);
        Ok(&self.laid_out)
    }

    /// A part of a sheet, to be put into the template of the whole.
    pub(super) fn part(&mut self, template: &str, format: Format, context: &Context) -> Result<Value, Diagnostic> {
        // It is escaped now, and must not be escaped again with the whole.
        Ok(Value::safe_string(text_of(self.bytes(template, format, context)?)))
    }

    /// Makes a file of a kind in each of the formats that are asked for; `names` are what its path has in braces.
    pub(super) fn fill_each<M: Serialize, E>(
        &mut self,
        kind: &OutputKind,
        asked: &[Format],
        names: &[&str],
        model: impl FnOnce() -> M,
        sink: &mut Sink<E>,
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
                Format::Pdf => self.typeset(kind.template, &model, &path, sink),
                _ => self.fill(kind.template, format, &context, &path, sink),
            }
        })
    }

    /// Makes a sheet as PDF and hands it to `sink`.
    pub(super) fn typeset<E>(
        &mut self,
        template: &str,
        model: &impl Serialize,
        path: &str,
        sink: &mut Sink<E>,
    ) -> Result<(), RenderError<E>> {
        if self.typesetter.is_none() {
            self.typesetter = self.templates.typesetter(self.paper).map_err(RenderError::template)?;
        }
        // Without a typesetter, the command line offers no PDF.
        let Some(typesetter) = &self.typesetter else { return Ok(()) };
        let pdf = typesetter.pdf(&format!("{template}.typ"), model);
        let pdf = pdf.map_err(|fault| RenderError::template(self.templates.diagnostic(&fault)))?;
        sink(path, &mut |out| out.write_all(&pdf)).map_err(RenderError::Sink)
    }

    /// Fills a template and hands the sheet to `sink`.
    pub(super) fn fill<E>(
        &mut self,
        template: &str,
        format: Format,
        context: &Context,
        path: &str,
        sink: &mut Sink<E>,
    ) -> Result<(), RenderError<E>> {
        let bytes = self.bytes(template, format, context).map_err(RenderError::template)?;
        sink(path, &mut |out| out.write_all(bytes)).map_err(RenderError::Sink)
    }
}

/// The language of a format's templates; `plan.json`, `plan.csv` and calendars have none.
const fn language(format: Format) -> Option<Language> {
    match format {
        Format::Text => Some(Language::Text),
        Format::Markdown => Some(Language::Markdown),
        Format::Html => Some(Language::Html),
        Format::Pdf => Some(Language::Typst),
        Format::Json | Format::Csv | Format::Calendars => None,
    }
}

/// The text that a template was filled into.
pub(super) fn text_of(buffer: &[u8]) -> &str {
    std::str::from_utf8(buffer).expect("a template of text and strings gives text")
}

/// The values that a template may use.
pub(super) fn context(model: &impl Serialize) -> Context {
    Context::from_serialize(model).expect("a view model is a struct of strings, numbers and lists")
}
