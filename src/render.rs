//! From view models to bytes: Tera templates, `plan.json` and `plan.csv`.
//!
//! Every output language has a `Tera` of its own, because escaping belongs to
//! an instance: HTML and Markdown escape every value by setting, whatever the
//! template's name; plain text has nothing to escape. The templates are
//! compiled in; one of the coach's own with the same name goes before.

mod csv;
mod days;
mod json;
mod layout;
mod markdown;

use std::io::{self, Write};

use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use crate::diag::codes::TEMPLATE;
use crate::diag::{Diagnostic, FileId, Place, Sources};
use crate::domain::output::SheetKind;
use crate::domain::season::{AthleteId, Week};
use crate::sheet::{AthleteWeek, Book, CourseWeek, Made, Subject};

pub use crate::domain::output::Format;
pub use json::PlanFile;

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
}

const BUILT_IN: [BuiltIn; 7] = [
    BuiltIn { name: "week.txt", text: include_str!("../templates/week.txt"), language: Language::Text },
    BuiltIn { name: "week.md", text: include_str!("../templates/week.md"), language: Language::Markdown },
    BuiltIn { name: "week.html", text: include_str!("../templates/week.html"), language: Language::Html },
    BuiltIn { name: "athlete.txt", text: include_str!("../templates/athlete.txt"), language: Language::Text },
    BuiltIn { name: "athlete.html", text: include_str!("../templates/athlete.html"), language: Language::Html },
    // Not called index.html: a page of that name beside a season file is rather somebody's own page.
    BuiltIn { name: "season.html", text: include_str!("../templates/season.html"), language: Language::Html },
    BuiltIn { name: "style.css", text: include_str!("../templates/style.css"), language: Language::Html },
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
    own: Vec<OwnTemplate>,
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
                Some(in_our_words(&error, std::slice::from_ref(template), Some(sources)))
            })
            .collect();
        if !broken.is_empty() {
            return Err(broken);
        }
        match instances(&own, sources) {
            Ok([html, markdown, text]) => Ok(Templates { html, markdown, text, own }),
            Err(error) => Err(vec![in_our_words(&error, &own, Some(sources))]),
        }
    }

    fn tera(&self, language: Language) -> &Tera {
        match language {
            Language::Html => &self.html,
            Language::Markdown => &self.markdown,
            Language::Text => &self.text,
        }
    }

    /// Fills one template into `buffer`.
    fn fill(&self, name: &str, language: Language, context: &Context, buffer: &mut Vec<u8>) -> Result<(), Diagnostic> {
        self.tera(language)
            .render_to(name, context, &mut *buffer)
            .map_err(|error| in_our_words(&error, &self.own, None))?;
        if language == Language::Text {
            layout::plain_spaces(buffer);
        }
        Ok(())
    }
}

/// An instance for each language.
fn instances(own: &[OwnTemplate], sources: &Sources) -> Result<[Tera; 3], tera::Error> {
    let instance = |language: Language| {
        let mut tera = Tera::new();
        match language {
            // Every name ends with nothing: escaping is on for all of them.
            Language::Html => tera.autoescape_on([""]),
            Language::Markdown => {
                tera.autoescape_on([""]);
                tera.set_escape_fn(markdown::escape);
            }
            Language::Text => tera.autoescape_on(Vec::<&str>::new()),
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
    Ok([instance(Language::Html)?, instance(Language::Markdown)?, instance(Language::Text)?])
}

/// What Tera says of a template, with its place in the coach's file.
/// Without `sources` the place of what is unknown is not looked for.
fn in_our_words(error: &tera::Error, own: &[OwnTemplate], sources: Option<&Sources>) -> Diagnostic {
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
    let file = own.iter().find(|own| own.name == name).or(own.first());
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
    let remedy = "compare with the built-in template of the same name, or remove your own to use that one";
    TEMPLATE.at(place, message).help(format!("{first}{remedy}"))
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
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

/// The language of a format's sheets; `plan.json` and `plan.csv` are no sheets.
const fn language(format: Format) -> Option<Language> {
    match format {
        Format::Text => Some(Language::Text),
        Format::Markdown => Some(Language::Markdown),
        Format::Html => Some(Language::Html),
        Format::Json | Format::Csv => None,
    }
}

/// The path of the team's sheet for a week in the output folder.
pub fn team_week_path(number: usize, format: Format) -> String {
    format!("weeks/week-{number:02}.{}", format.extension())
}

/// The path of an athlete's page for a week in the output folder.
fn athlete_week_path(slug: &str, number: usize, format: Format) -> String {
    format!("athletes/{slug}/week-{number:02}.{}", format.extension())
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
        }
    }
    if formats.contains(&Format::Html) {
        let mut sheet = Sheet { templates, formats, buffer: Vec::new() };
        let context = context(&book.index(&made(book, formats)));
        sheet.fill("season", &[Format::Html], &context, &|_| "index.html".to_owned(), put)?;
    }
    if formats.contains(&Format::Json) {
        put("plan.json", &mut |out| plan.write(out)).map_err(Stop::Put)?;
    }
    if formats.contains(&Format::Csv) {
        put("plan.csv", &mut |out| csv::write(book, out)).map_err(Stop::Put)?;
    }
    Ok(())
}

/// What the index of a build of these formats has links to.
fn made(book: &Book, formats: &[Format]) -> Vec<Made> {
    let mut made = Vec::new();
    let mut add = |about: Subject, name: &str, path: String| made.push(Made { about, name: name.to_owned(), path });
    for kind in &book.season.output.sheets {
        for number in book.weeks().iter().map(|week| week.number) {
            match kind {
                SheetKind::Weeks => add(Subject::Week(number), "Team week", team_week_path(number, Format::Html)),
                SheetKind::Athletes => {
                    for (id, slug) in book.season.athlete_ids().zip(book.slugs()) {
                        let path = athlete_week_path(&slug, number, Format::Html);
                        add(Subject::AthleteWeek(id, number), "Week", path);
                    }
                }
            }
        }
    }
    for format in formats {
        match format {
            Format::Json => add(Subject::Season, "plan.json", "plan.json".to_owned()),
            Format::Csv => add(Subject::Season, "plan.csv", "plan.csv".to_owned()),
            Format::Text | Format::Markdown | Format::Html => {}
        }
    }
    made
}

/// Makes the team's sheet for each week, as [`files`] does.
///
/// # Errors
///
/// As [`files`].
pub fn team_sheets<E>(book: &Book, templates: &Templates, formats: &[Format], put: &mut Put<E>) -> Result<(), Stop<E>> {
    let mut sheet = Sheet { templates, formats, buffer: Vec::new() };
    for &week in book.weeks() {
        let context = context(&book.team_week(week));
        let made_in = [Format::Text, Format::Markdown, Format::Html];
        sheet.fill("week", &made_in, &context, &|format| team_week_path(week.number, format), put)?;
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
    let mut sheet = Sheet { templates, formats, buffer: Vec::new() };
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
                let path = |format: Format| athlete_week_path(&slugs[id.0 as usize], week.number, format);
                sheet.fill("athlete", &[Format::Text, Format::Html], context, &path, put)?;
            }
        }
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
    buffer: Vec<u8>,
}

impl Sheet<'_> {
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
