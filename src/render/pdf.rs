//! PDF sheets: Typst source, typeset inside the program.
//!
//! A template gets its sheet as the file `data.json`: it is data and never read as markup. That
//! file, the templates and two fonts are all that can be read; there is no disk, no network and no
//! clock, so the same sheet is the same bytes.
//!
//! A `while` loop ends after 10,000 rounds and calls at a depth of 80, so that most slips in a
//! coach's own template are errors and do not hang. A range of a billion is not caught.

use deunicode::deunicode_char;
use serde::Serialize;
use typst::comemo;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::faults::{Fault, Spot};

const FONTS: [&[u8]; 2] = [include_bytes!("fonts/Inter-Regular.otf"), include_bytes!("fonts/Inter-Bold.otf")];
/// What a template reads its sheet from.
const DATA: &str = "data.json";
/// Typst drops what it has cached for a sheet after so many others.
const CACHE_AGE: usize = 0;

/// All templates, ready to be typeset.
pub(super) struct Typesetter {
    library: LazyHash<Library>,
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
    sources: Vec<Source>,
}

impl Typesetter {
    /// A typesetter for templates, each a name and its Typst source. A program built without the
    /// feature `pdf` has none.
    pub(super) fn new(templates: Vec<(&'static str, String)>) -> Option<Typesetter> {
        let fonts: Vec<Font> = FONTS.iter().flat_map(|font| Font::iter(Bytes::new(*font))).collect();
        let sources = templates.into_iter().map(|(name, text)| Source::new(file(name), text));
        Some(Typesetter {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources: sources.collect(),
        })
    }

    /// Where the templates are not valid Typst: what can be found before a sheet is made.
    pub(super) fn syntax_faults(&self) -> Vec<Fault> {
        let sheet = Sheet { typesetter: self, main: file(DATA), data: Bytes::new([]) };
        let of_source = |source: &Source| {
            let (errors, _) = source.root().errors_and_warnings();
            errors.into_iter().next().map(|error| sheet.fault(&SourceDiagnostic::error(error.span, error.message)))
        };
        self.sources.iter().filter_map(of_source).collect()
    }

    /// The PDF of a sheet: tagged, with title and language, as PDF/UA-1 asks.
    ///
    /// # Errors
    ///
    /// What the template asks for that cannot be done.
    pub(super) fn pdf(&self, template: &str, model: &impl Serialize) -> Result<Vec<u8>, Fault> {
        let sheet = self.sheet(template, model);
        let standards = PdfStandards::new(&[PdfStandard::Ua_1]).expect("one standard contradicts no other");
        let creator = Smart::Custom(Some("racepace".to_owned()));
        let options = PdfOptions { standards, creator, ..PdfOptions::default() };
        let document = typst::compile::<PagedDocument>(&sheet).output;
        let pdf = document.and_then(|document| typst_pdf::pdf(&document, &options));
        comemo::evict(CACHE_AGE);
        pdf.map_err(|errors| sheet.fault(&errors[0]))
    }

    fn sheet(&self, template: &str, model: &impl Serialize) -> Sheet<'_> {
        let data = serde_json::to_string(model).expect("a view model is a struct of strings, numbers and lists");
        Sheet { typesetter: self, main: file(template), data: Bytes::from_string(self.in_available_letters(&data)) }
    }

    /// JSON in which every letter that the fonts lack is written in Latin ones.
    fn in_available_letters(&self, json: &str) -> String {
        let has = |c: char| c.is_ascii() || self.fonts[0].info().coverage.contains(u32::from(c));
        let mut text = String::with_capacity(json.len());
        for c in json.chars() {
            if has(c) {
                text.push(c);
            } else {
                let plain = |c: &char| !c.is_control() && !matches!(c, '"' | '\\');
                text.extend(deunicode_char(c).unwrap_or("?").chars().filter(plain));
            }
        }
        text
    }
}

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("names of templates are paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// One sheet: all of the world that its template can see.
struct Sheet<'p> {
    typesetter: &'p Typesetter,
    main: FileId,
    data: Bytes,
}

impl Sheet<'_> {
    /// An error with every place on the way to it, the innermost first.
    fn fault(&self, error: &SourceDiagnostic) -> Fault {
        let spans = std::iter::once(error.span).chain(error.trace.iter().map(|point| point.span.into()));
        let spot = |span: DiagSpan| {
            let source = self.source(span.id()?).ok()?;
            let template = span.id()?.vpath().file_name()?.to_owned();
            Some(Spot { template, span: self.range(span)?, filled: source.text().to_owned() })
        };
        Fault { message: error.message.to_string(), spots: spans.filter_map(spot).collect() }
    }
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typesetter.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = self.typesetter.sources.iter().find(|source| source.id() == id);
        source.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == file(DATA) { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests;
