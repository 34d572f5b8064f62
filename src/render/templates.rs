//! The templates, ready to be filled: the built-in ones, each replaced by the coach's own of the same name.
//!
//! Every language has a `Tera` of its own, because escaping belongs to an
//! instance: HTML and Markdown escape every value by setting, whatever the
//! template's name; plain text has nothing to escape. Only the paper size is
//! filled into Typst source; `pdf` hands the sheet to it as data.

use tera::{Context, Tera};

use super::built_in::{BUILT_IN, Language, OwnTemplate};
use super::faults::{self, Fault};
use super::pdf::Typesetter;
use super::{layout, markdown};
use crate::diag::{Diagnostic, Sources};
use crate::domain::output::Paper;

/// All templates.
pub struct Templates {
    html: Tera,
    markdown: Tera,
    text: Tera,
    typst: Tera,
    own: Vec<OwnTemplate>,
    /// The text of each of the coach's own Typst templates, as written.
    own_typst: Vec<(&'static str, String)>,
}

impl Templates {
    /// Loads the built-in templates, each replaced by the coach's own of the same name.
    ///
    /// # Errors
    ///
    /// Every template of the coach's that cannot be read, each with its place.
    pub fn load(own: Vec<OwnTemplate>, sources: &Sources) -> Result<Templates, Vec<Diagnostic>> {
        // One at a time first, so that each broken one is found.
        let broken: Vec<Diagnostic> = own
            .iter()
            .filter_map(|template| {
                let error = instances(std::slice::from_ref(template), sources).err()?;
                Some(faults::tera_diagnostic(&error, std::slice::from_ref(template), Some(sources)))
            })
            .collect();
        if !broken.is_empty() {
            return Err(broken);
        }
        match instances(&own, sources) {
            Ok([html, markdown, text, typst]) => {
                let own_typst = own.iter().filter(|own| own.name.ends_with(".typ"));
                let own_typst = own_typst.map(|own| (own.name, sources.get(own.file).text.clone())).collect();
                Templates { html, markdown, text, typst, own, own_typst }.check_typst()
            }
            Err(error) => Err(vec![faults::tera_diagnostic(&error, &own, Some(sources))]),
        }
    }

    /// Checks the syntax of the coach's own Typst templates, so that a broken one is found before any sheet is typeset.
    fn check_typst(self) -> Result<Templates, Vec<Diagnostic>> {
        if self.own_typst.is_empty() {
            return Ok(self);
        }
        let typesetter = self.typesetter(Paper::Letter).map_err(|found| vec![found])?;
        let faults = typesetter.map(|typesetter| typesetter.syntax_faults()).unwrap_or_default();
        if faults.is_empty() { Ok(self) } else { Err(faults.iter().map(|fault| self.diagnostic(fault)).collect()) }
    }

    /// The typesetter with every Typst template, filled for a paper size; `None` in a program built without PDF.
    pub(super) fn typesetter(&self, paper: Paper) -> Result<Option<Typesetter>, Diagnostic> {
        let mut context = Context::new();
        context.insert(
            "paper",
            match paper {
                Paper::Letter => "us-letter",
                Paper::A4 => "a4",
            },
        );
        let templates = BUILT_IN.iter().filter(|template| template.language == Language::Typst);
        let filled = templates.map(|template| Ok((template.name, self.typst.render(template.name, &context)?)));
        let filled = filled.collect::<Result<_, tera::Error>>();
        filled.map(Typesetter::new).map_err(|error| faults::tera_diagnostic(&error, &self.own, None))
    }

    /// A fault of a Typst template with its place in the coach's file.
    pub(super) fn diagnostic(&self, fault: &Fault) -> Diagnostic {
        faults::typst_diagnostic(fault, &self.own, &self.own_typst)
    }

    fn tera(&self, language: Language) -> &Tera {
        match language {
            Language::Html => &self.html,
            Language::Markdown => &self.markdown,
            Language::Text => &self.text,
            Language::Typst => &self.typst,
        }
    }

    /// Fills one template into `buffer`.
    pub(super) fn fill(
        &self,
        name: &str,
        language: Language,
        context: &Context,
        buffer: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let filled = self.tera(language).render_to(name, context, buffer);
        filled.map_err(|error| faults::tera_diagnostic(&error, &self.own, None))
    }
}

/// A `Tera` for each language.
fn instances(own: &[OwnTemplate], sources: &Sources) -> Result<[Tera; 4], tera::Error> {
    let instance = |language: Language| {
        let mut tera = Tera::new();
        match language {
            // Every name ends with nothing: escaping is on for all of them.
            Language::Html => tera.autoescape_on([""]),
            Language::Markdown => {
                tera.autoescape_on([""]);
                tera.set_escape_fn(markdown::escape);
            }
            // Plain text has no markup, and nothing of the season is filled into Typst source.
            Language::Text | Language::Typst => tera.autoescape_on(Vec::<&str>::new()),
        }
        for filter in layout::FILTERS {
            tera.register_filter(filter.name, filter.lay_out);
        }
        let templates = BUILT_IN.iter().filter(|template| template.language == language).map(|template| {
            let own = own.iter().find(|own| own.name == template.name);
            (template.name, own.map_or(template.text, |own| sources.get(own.file).text.as_str()))
        });
        tera.add_raw_templates(templates.collect::<Vec<_>>())?;
        Ok::<Tera, tera::Error>(tera)
    };
    let [html, markdown, text, typst] =
        [Language::Html, Language::Markdown, Language::Text, Language::Typst].map(instance);
    Ok([html?, markdown?, text?, typst?])
}
