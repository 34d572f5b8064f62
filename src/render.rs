//! From view models to bytes: Tera templates, `plan.json` and `plan.csv`.
//!
//! Every output language has a `Tera` of its own, because escaping belongs to
//! an instance: HTML and Markdown escape every value by setting, whatever the
//! template's name; plain text has nothing to escape. Into Typst source goes
//! nothing but the paper; `pdf` gives it the sheet as data. The templates are
//! compiled in; one of the coach's own with the same name goes before.

mod csv;
mod days;
mod faults;
mod json;
mod layout;
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(not(feature = "pdf"))]
#[path = "render/pdf/absent.rs"]
mod pdf;

use std::io::{self, Write};

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::diag::{Diagnostic, FileId, Sources};
use crate::domain::output::{Paper, SheetKind};
use crate::domain::season::{AthleteId, Week};
use crate::sheet::{AthleteWeek, Book, CourseWeek};

pub use crate::domain::output::Format;
pub use json::PlanFile;
use pdf::Press;

/// A template that is compiled in.
struct BuiltIn {
    name: &'static str,
    text: &'static str,
    language: Language,
}

/// An output language: what is escaped, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Html,
    Markdown,
    Text,
    Typst,
}

const BUILT_IN: [BuiltIn; 14] = [
    BuiltIn { name: "week.txt", text: include_str!("../templates/week.txt"), language: Language::Text },
    BuiltIn { name: "week.md", text: include_str!("../templates/week.md"), language: Language::Markdown },
    BuiltIn { name: "week.html", text: include_str!("../templates/week.html"), language: Language::Html },
    BuiltIn { name: "athlete.txt", text: include_str!("../templates/athlete.txt"), language: Language::Text },
    BuiltIn { name: "athlete.html", text: include_str!("../templates/athlete.html"), language: Language::Html },
    BuiltIn { name: "cards.html", text: include_str!("../templates/cards.html"), language: Language::Html },
    BuiltIn { name: "clipboard.html", text: include_str!("../templates/clipboard.html"), language: Language::Html },
    BuiltIn { name: "overview.html", text: include_str!("../templates/overview.html"), language: Language::Html },
    BuiltIn { name: "style.css", text: include_str!("../templates/style.css"), language: Language::Html },
    BuiltIn { name: "week.typ", text: include_str!("../templates/week.typ"), language: Language::Typst },
    BuiltIn { name: "cards.typ", text: include_str!("../templates/cards.typ"), language: Language::Typst },
    BuiltIn { name: "clipboard.typ", text: include_str!("../templates/clipboard.typ"), language: Language::Typst },
    BuiltIn { name: "overview.typ", text: include_str!("../templates/overview.typ"), language: Language::Typst },
    BuiltIn { name: "style.typ", text: include_str!("../templates/style.typ"), language: Language::Typst },
];

/// The names of the templates that can be replaced.
pub fn template_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|template| template.name)
}

/// A template of the coach's own.
#[derive(Clone, Debug)]
pub struct OwnTemplate {
    /// One of [`template_names`].
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
        let told = |fault| faults::of_press(fault, &self.own, &self.own_typst);
        if slips.is_empty() { Ok(self) } else { Err(slips.iter().map(told).collect()) }
    }

    /// The press with every template for Typst, filled for a paper; none in a program that makes no PDF.
    fn press(&self, paper: Paper) -> Result<Option<Press>, Diagnostic> {
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

    fn tera(&self, language: Language) -> &Tera {
        match language {
            Language::Html => &self.html,
            Language::Markdown => &self.markdown,
            Language::Text => &self.text,
            Language::Typst => &self.typst,
        }
    }

    /// Fills one template into `buffer`.
    fn fill(&self, name: &str, language: Language, context: &Context, buffer: &mut Vec<u8>) -> Result<(), Diagnostic> {
        self.tera(language)
            .render_to(name, context, &mut *buffer)
            .map_err(|error| faults::of_tera(&error, &self.own, None))?;
        if language == Language::Text {
            layout::plain_spaces(buffer);
        }
        Ok(())
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
        tera.register_filter("pad", layout::pad);
        tera.register_filter("right", layout::right);
        tera.register_filter("wrap", layout::wrap);
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

/// What stops the making of files.
#[derive(Debug)]
pub enum Stop<E> {
    /// A template asks for what is not there.
    Template(Box<Diagnostic>),
    /// The files cannot be put where they belong.
    Put(E),
}

/// Takes one file: its path in the output folder, and what writes its bytes.
pub type Put<'p, E> = dyn FnMut(&str, &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), E> + 'p;

/// The language of the sheets that Tera makes. `plan.json` and `plan.csv` are no sheets, and PDF is
/// made of Typst source by a press.
const fn language(format: Format) -> Option<Language> {
    match format {
        Format::Text => Some(Language::Text),
        Format::Markdown => Some(Language::Markdown),
        Format::Html => Some(Language::Html),
        Format::Pdf | Format::Json | Format::Csv => None,
    }
}

/// The path of the team's sheet for a week in the output folder.
pub fn team_week_path(number: usize, format: Format) -> String {
    format!("weeks/week-{number:02}.{}", format.extension())
}

/// Makes every file of these formats that the season wants and hands each to `put`, one after
/// the other, so that no more than one sheet is held at a time.
///
/// # Errors
///
/// The first template that cannot be filled, or what `put` returns.
pub fn files<E>(
    book: &Book,
    templates: &Templates,
    plan: &PlanFile,
    formats: &[Format],
    put: &mut Put<E>,
) -> Result<(), Stop<E>> {
    for kind in &book.season.output.sheets {
        match kind {
            SheetKind::Weeks => team_sheets(book, templates, formats, put)?,
            SheetKind::Athletes => athlete_sheets(book, templates, formats, put)?,
            SheetKind::Cards => cards(book, templates, formats, put)?,
            SheetKind::Clipboard => clipboard_sheets(book, templates, formats, put)?,
            SheetKind::Overview => overview(book, templates, formats, put)?,
        }
    }
    if formats.contains(&Format::Json) {
        put("plan.json", &mut |out| plan.write(out)).map_err(Stop::Put)?;
    }
    if formats.contains(&Format::Csv) {
        put("plan.csv", &mut |out| csv::write(book, out)).map_err(Stop::Put)?;
    }
    Ok(())
}

/// Makes the team's sheet for each week, as [`files`] does.
///
/// # Errors
///
/// As [`files`].
pub fn team_sheets<E>(book: &Book, templates: &Templates, formats: &[Format], put: &mut Put<E>) -> Result<(), Stop<E>> {
    let mut sheet = Sheet::new(book, templates, formats)?;
    for &week in book.weeks() {
        let made_in = [Format::Text, Format::Markdown, Format::Html];
        sheet.make("week", &made_in, &book.team_week(week), &|format| team_week_path(week.number, format), put)?;
    }
    Ok(())
}

/// Makes each athlete's page for each week, as [`files`] does.
///
/// # Errors
///
/// As [`files`].
pub fn athlete_sheets<E>(
    book: &Book,
    templates: &Templates,
    formats: &[Format],
    put: &mut Put<E>,
) -> Result<(), Stop<E>> {
    let mut sheet = Sheet { templates, formats, press: None, buffer: Vec::new() };
    let slugs = book.slugs();
    // Course after course: what its athletes share is made once, and then let go.
    for (number, athletes) in book.by_course().into_iter().enumerate() {
        let course = book.plan.course_at(number);
        let weeks: Vec<CourseWeek> = book.weeks().iter().map(|&week| book.course_week(course, week)).collect();
        let mut pages: Vec<Page> = weeks.iter().map(Page::new).collect();
        for id in athletes {
            let goals = book.goals(id);
            for (week, page) in weeks.iter().zip(&mut pages) {
                let context = page.of(&book.athlete_week(id, &goals, week));
                let path = |format: Format| {
                    format!("athletes/{}/week-{:02}.{}", slugs[id.0 as usize], week.number, format.extension())
                };
                sheet.fill("athlete", &[Format::Text, Format::Html], context, &path, put)?;
            }
        }
    }
    Ok(())
}

/// Makes the athletes' cards for each week, as [`files`] does.
///
/// # Errors
///
/// As [`files`].
pub fn cards<E>(book: &Book, templates: &Templates, formats: &[Format], put: &mut Put<E>) -> Result<(), Stop<E>> {
    let mut sheet = Sheet::new(book, templates, formats)?;
    if sheet.is_wanted(&[Format::Html]) {
        for &week in book.weeks() {
            let path = |format: Format| format!("cards/week-{:02}.{}", week.number, format.extension());
            sheet.make("cards", &[Format::Html], &book.cards(week), &path, put)?;
        }
    }
    Ok(())
}

/// Makes a clipboard sheet for each hard session, as [`files`] does.
///
/// # Errors
///
/// As [`files`].
pub fn clipboard_sheets<E>(
    book: &Book,
    templates: &Templates,
    formats: &[Format],
    put: &mut Put<E>,
) -> Result<(), Stop<E>> {
    let mut sheet = Sheet::new(book, templates, formats)?;
    if sheet.is_wanted(&[Format::Html]) {
        for session in book.hard_sessions() {
            let path = |format: Format| format!("clipboard/{}.{}", session.slug, format.extension());
            sheet.make("clipboard", &[Format::Html], &book.clipboard(&session), &path, put)?;
        }
    }
    Ok(())
}

/// Makes the overview of the season, as [`files`] does.
///
/// # Errors
///
/// As [`files`].
pub fn overview<E>(book: &Book, templates: &Templates, formats: &[Format], put: &mut Put<E>) -> Result<(), Stop<E>> {
    let mut sheet = Sheet::new(book, templates, formats)?;
    if sheet.is_wanted(&[Format::Html]) {
        let path = |format: Format| format!("overview.{}", format.extension());
        sheet.make("overview", &[Format::Html], &book.overview(), &path, put)?;
    }
    Ok(())
}

/// The context of a course's week, into which each athlete's own is put.
struct Page {
    context: Context,
    /// The shared days, each of which has room for an athlete's times.
    days: Vec<Value>,
}

impl Page {
    fn new(shared: &CourseWeek) -> Page {
        let days = shared.days.iter().map(Value::from_serializable);
        Page { context: context(shared), days: days.collect() }
    }

    /// The context with this athlete's own.
    fn of(&mut self, week: &AthleteWeek) -> &Context {
        let days = self.days.iter().zip(&week.times).map(|(day, times)| match (times, day.as_map()) {
            (Some(times), Some(day)) => {
                let mut day = day.clone();
                day.insert("times".into(), Value::from_serializable(times));
                day.into()
            }
            _ => day.clone(),
        });
        self.context.insert_value("days", days.collect::<Vec<_>>().into());
        self.context.insert_value("name", week.name.into());
        self.context.insert_value("goals", week.goals.into());
        self.context.insert_value("estimated", week.estimated.into());
        &self.context
    }
}

/// Fills the templates of a sheet, one language after the other, into one buffer.
struct Sheet<'a> {
    templates: &'a Templates,
    formats: &'a [Format],
    /// What makes PDF of it, when that is asked for.
    press: Option<Press>,
    buffer: Vec<u8>,
}

impl Sheet<'_> {
    fn new<'a, E>(book: &Book, templates: &'a Templates, formats: &'a [Format]) -> Result<Sheet<'a>, Stop<E>> {
        let mut sheet = Sheet { templates, formats, press: None, buffer: Vec::new() };
        if formats.contains(&Format::Pdf) {
            let press = templates.press(book.season.output.paper.unwrap_or(Paper::Letter));
            sheet.press = press.map_err(|found| Stop::Template(Box::new(found)))?;
        }
        Ok(sheet)
    }

    /// True when one of these formats or PDF is asked for.
    fn is_wanted(&self, made_in: &[Format]) -> bool {
        self.press.is_some() || made_in.iter().any(|format| self.formats.contains(format))
    }

    /// Makes a sheet in those of these formats that are asked for, and as PDF.
    fn make<E>(
        &mut self,
        template: &str,
        made_in: &[Format],
        model: &impl Serialize,
        path: &dyn Fn(Format) -> String,
        put: &mut Put<E>,
    ) -> Result<(), Stop<E>> {
        self.fill(template, made_in, &context(model), path, put)?;
        let Some(press) = &self.press else { return Ok(()) };
        let pdf = press.pdf(&format!("{template}.typ"), model);
        let pdf = pdf.map_err(|fault| {
            Stop::Template(Box::new(faults::of_press(&fault, &self.templates.own, &self.templates.own_typst)))
        })?;
        put(&path(Format::Pdf), &mut |out| out.write_all(&pdf)).map_err(Stop::Put)
    }

    fn fill<E>(
        &mut self,
        template: &str,
        made_in: &[Format],
        context: &Context,
        path: &dyn Fn(Format) -> String,
        put: &mut Put<E>,
    ) -> Result<(), Stop<E>> {
        for &format in made_in.iter().filter(|format| self.formats.contains(format)) {
            let Some(language) = language(format) else { continue };
            let buffer = &mut self.buffer;
            buffer.clear();
            let name = format!("{template}.{}", format.extension());
            let filled = self.templates.fill(&name, language, context, buffer);
            filled.map_err(|found| Stop::Template(Box::new(found)))?;
            put(&path(format), &mut |out| out.write_all(buffer)).map_err(Stop::Put)?;
        }
        Ok(())
    }
}

/// The team's sheet for a week as text, for the terminal.
///
/// # Errors
///
/// When the template asks for what is not there.
pub fn team_week_text(book: &Book, templates: &Templates, week: Week) -> Result<String, Diagnostic> {
    text(templates, "week.txt", &context(&book.team_week(week)))
}

/// An athlete's page for a week as text, for the terminal.
///
/// # Errors
///
/// When the template asks for what is not there.
pub fn athlete_week_text(book: &Book, templates: &Templates, id: AthleteId, week: Week) -> Result<String, Diagnostic> {
    let week = book.course_week(book.plan.course(id), week);
    text(templates, "athlete.txt", Page::new(&week).of(&book.athlete_week(id, &book.goals(id), &week)))
}

fn text(templates: &Templates, name: &str, context: &Context) -> Result<String, Diagnostic> {
    let mut buffer = Vec::new();
    templates.fill(name, Language::Text, context, &mut buffer)?;
    Ok(String::from_utf8_lossy(&buffer).into_owned())
}

fn context(model: &impl Serialize) -> Context {
    Context::from_serialize(model).expect("a view model is a struct of strings, numbers and lists")
}
