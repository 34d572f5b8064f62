//! The templates: those that are compiled in, and the coach's own that go before them.
//!
//! Every output language has a `Tera` of its own, because escaping belongs to
//! an instance: HTML and Markdown escape every value by setting, whatever the
//! template's name; plain text has nothing to escape. Into Typst source goes
//! nothing but the paper; `pdf` gives it the sheet as data.

use schemars::{Schema, SchemaGenerator};
use tera::{Context, Tera};

use super::faults::{self, Fault};
use super::pdf::Press;
use super::{layout, markdown};
use crate::diag::{Diagnostic, FileId, Sources};
use crate::domain::output::Paper;
use crate::sheet::{AthleteWeek, Card, CardSheet, Clipboard, Overview, TeamWeek, Training};

/// A template that is compiled in.
pub struct BuiltIn {
    /// The name of its file.
    pub name: &'static str,
    /// What is made with it.
    pub makes: &'static str,
    /// Its text.
    pub text: &'static str,
    pub(super) language: Language,
    /// The view model whose fields it may say; `None` when it is included by
    /// others and may say what all of them may.
    pub(super) says: Option<Model>,
}

/// Gives a view model's schema, from which the reference for coaches is made.
pub(super) type Model = fn(&mut SchemaGenerator) -> Schema;

/// An output language: what is escaped, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Html,
    Markdown,
    Text,
    Typst,
}

const TEAM_WEEK: Option<Model> = Some(SchemaGenerator::subschema_for::<TeamWeek>);
const ATHLETE_WEEK: Option<Model> = Some(SchemaGenerator::subschema_for::<AthleteWeek>);
const CARDS: Option<Model> = Some(SchemaGenerator::subschema_for::<CardSheet>);
const CARD: Option<Model> = Some(SchemaGenerator::subschema_for::<Card>);
const CLIPBOARD: Option<Model> = Some(SchemaGenerator::subschema_for::<Clipboard>);
const OVERVIEW: Option<Model> = Some(SchemaGenerator::subschema_for::<Overview>);
const TRAINING: Option<Model> = Some(SchemaGenerator::subschema_for::<Training>);

/// Compiles a template in.
macro_rules! built_in {
    ($name:literal, $language:ident, $says:expr, $makes:literal) => {
        BuiltIn {
            name: $name,
            makes: $makes,
            text: include_str!(concat!("../../templates/", $name)),
            language: Language::$language,
            says: $says,
        }
    };
}

/// The templates, each of which a coach may replace.
pub static BUILT_IN: &[BuiltIn] = &[
    built_in!("week.txt", Text, TEAM_WEEK, "the team's week, for the terminal or a mail"),
    built_in!("week.md", Markdown, TEAM_WEEK, "the team's week, for a team page"),
    built_in!("week.html", Html, TEAM_WEEK, "the team's week, for the wall"),
    built_in!("athlete.txt", Text, ATHLETE_WEEK, "an athlete's week, for the terminal or a mail"),
    built_in!("athlete.html", Html, ATHLETE_WEEK, "an athlete's week, to print"),
    built_in!("day.txt", Text, TRAINING, "a day of an athlete's week, where `athlete.txt` says `day.training`"),
    built_in!("day.html", Html, TRAINING, "a day of an athlete's week, where `athlete.html` says `day.training`"),
    built_in!("cards.html", Html, CARDS, "the athletes' cards for a week, to cut apart"),
    built_in!("card.html", Html, CARD, "an athlete's card, where `cards.html` says a card"),
    built_in!("clipboard.html", Html, CLIPBOARD, "a hard session for the clipboard, with boxes to write in"),
    built_in!("overview.html", Html, OVERVIEW, "the season on one page"),
    built_in!("style.css", Html, None, "how the HTML sheets look; each of them includes it"),
    built_in!("week.typ", Typst, TEAM_WEEK, "the team's week as PDF"),
    built_in!("cards.typ", Typst, CARDS, "the athletes' cards for a week as PDF"),
    built_in!("clipboard.typ", Typst, CLIPBOARD, "a hard session for the clipboard as PDF"),
    built_in!("overview.typ", Typst, OVERVIEW, "the season on one page as PDF"),
    built_in!("style.typ", Typst, None, "how the PDF sheets look; each of them imports it"),
];

/// A template of the coach's own.
#[derive(Clone, Debug)]
pub struct OwnTemplate {
    /// The name of a template of [`BUILT_IN`].
    pub name: &'static str,
    /// Its text among the sources.
    pub file: FileId,
}

/// All templates, ready to be filled.
pub struct Templates {
    html: Tera,
    markdown: Tera,
    text: Tera,
    typst: Tera,
    own: Vec<OwnTemplate>,
    /// The text of each of the coach's own that is for Typst.
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
                Some(faults::of_tera(&error, std::slice::from_ref(template), Some(sources)))
            })
            .collect();
        if !broken.is_empty() {
            return Err(broken);
        }
        match instances(&own, sources) {
            Ok([html, markdown, text, typst]) => {
                let own_typst = own.iter().filter(|own| own.name.ends_with(".typ"));
                let own_typst = own_typst.map(|own| (own.name, sources.get(own.file).text.clone())).collect();
                Templates { html, markdown, text, typst, own, own_typst }.without_slips()
            }
            Err(error) => Err(vec![faults::of_tera(&error, &own, Some(sources))]),
        }
    }

    /// Looks into the coach's own templates for Typst before a sheet is made of them.
    fn without_slips(self) -> Result<Templates, Vec<Diagnostic>> {
        if self.own_typst.is_empty() {
            return Ok(self);
        }
        let press = self.press(Paper::Letter).map_err(|found| vec![found])?;
        let slips = press.map(|press| press.slips()).unwrap_or_default();
        if slips.is_empty() { Ok(self) } else { Err(slips.iter().map(|fault| self.told(fault)).collect()) }
    }

    /// The press with every template for Typst, filled for a paper; none in a program that makes no PDF.
    pub(super) fn press(&self, paper: Paper) -> Result<Option<Press>, Diagnostic> {
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
        filled.map(Press::new).map_err(|error| faults::of_tera(&error, &self.own, None))
    }

    pub(super) fn told(&self, fault: &Fault) -> Diagnostic {
        faults::of_press(fault, &self.own, &self.own_typst)
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
        filled.map_err(|error| faults::of_tera(&error, &self.own, None))
    }
}

/// An instance for each language.
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
            // Plain text has no markup, and Typst source holds no word of the season.
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
