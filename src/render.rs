//! From view models to bytes: Tera templates, calendars, PDF, `plan.json` and `plan.csv`.

mod calendar;
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
mod reference;
mod templates;

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;
use tera::{Context, Map, Value};

use crate::diag::Diagnostic;
use crate::domain::output::{Paper, SheetKind};
use crate::domain::season::{AthleteId, Week};
use crate::sheet::{AthleteWeek, Book, Calendars, CourseWeek, SplitRow, Training};

pub use crate::domain::output::Format;
pub use json::{PlanFile, plan_schema};
use pdf::Press;
pub use reference::reference;
use templates::Language;
pub use templates::{BUILT_IN, BuiltIn, OwnTemplate, Templates};

/// What stops the making of files.
#[derive(Debug)]
pub enum Stop<E> {
    /// A template asks for what is not there.
    Template(Box<Diagnostic>),
    /// The files cannot be put where they belong.
    Put(E),
}

impl<E> Stop<E> {
    fn template(found: Diagnostic) -> Stop<E> {
        Stop::Template(Box::new(found))
    }
}

/// Takes one file: its path in the output folder, and what writes its bytes.
pub type Put<'p, E> = dyn FnMut(&str, &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), E> + 'p;

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

/// The path of the team's sheet for a week in the output folder.
pub fn team_week_path(number: usize, format: Format) -> String {
    format!("{}.{}", team_week_stem(number), format.extension())
}

fn team_week_stem(number: usize) -> String {
    format!("weeks/week-{number:02}")
}

/// What is only for paper is made in these.
const ON_PAPER: &[Format] = &[Format::Html, Format::Pdf];

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
    if formats.contains(&Format::Calendars) {
        calendars(book, put).map_err(Stop::Put)?;
    }
    Ok(())
}

/// Makes the calendars of the team, each group and each athlete.
///
/// # Errors
///
/// What `put` returns.
pub fn calendars<E>(book: &Book, put: &mut Put<E>) -> Result<(), E> {
    let calendars = Calendars::new(book);
    put("calendars/team.ics", &mut |out| calendar::write(&calendars.team(), out))?;
    let slugs = book.group_slugs();
    for id in calendars.groups() {
        let path = format!("calendars/groups/{}.ics", slugs[id.0 as usize]);
        put(&path, &mut |out| calendar::write(&calendars.group(id), out))?;
    }
    let slugs = book.slugs();
    for (number, athletes) in book.by_course().into_iter().enumerate() {
        let shared = calendars.course(book.plan.course_at(number), &athletes);
        for id in athletes {
            let path = format!("calendars/athletes/{}.ics", slugs[id.0 as usize]);
            put(&path, &mut |out| calendar::write(&calendars.athlete(id, &shared), out))?;
        }
    }
    Ok(())
}

/// Makes the team's sheet for each week, as [`files`] does.
///
/// # Errors
///
/// As [`files`].
pub fn team_sheets<E>(book: &Book, templates: &Templates, formats: &[Format], put: &mut Put<E>) -> Result<(), Stop<E>> {
    let mut sheet = Sheet::new(book, templates);
    let made_in = [Format::Text, Format::Markdown, Format::Html, Format::Pdf];
    for &week in book.weeks() {
        let stem = team_week_stem(week.number);
        sheet.fill_each("week", &made_in, formats, &stem, || book.team_week(week), put)?;
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
    let made_in = [Format::Text, Format::Html].into_iter().filter(|format| formats.contains(format));
    let mut parts: Vec<DayPart> = made_in.map(|format| DayPart::new(book, templates, format)).collect();
    let mut known = HashMap::new();
    let mut sheet = Sheet::new(book, templates);
    let slugs = book.slugs();
    // Course after course: what its athletes share is made once, and then let go.
    for (number, athletes) in book.by_course().into_iter().enumerate() {
        if MOST_DAYS < known.len() {
            known.clear();
            parts.iter_mut().for_each(|part| part.days.clear());
        }
        let course = book.plan.course_at(number);
        let weeks: Vec<CourseWeek> = book.weeks().iter().map(|&week| book.course_week(course, week)).collect();
        let mut pages: Vec<Page> = weeks.iter().map(|week| Page::new(week, &mut known)).collect();
        for id in athletes {
            let goals = book.goals(id);
            for page in &mut pages {
                let week = book.athlete_week(id, &goals, page.shared);
                for part in &mut parts {
                    let context = page.of(&week, part).map_err(Stop::template)?;
                    let path = athlete_week_path(&slugs[id.0 as usize], week.shared.number, part.format);
                    sheet.fill("athlete", part.format, context, &path, put)?;
                }
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
    if !ON_PAPER.iter().any(|format| formats.contains(format)) {
        return Ok(());
    }
    let mut sheet = Sheet::new(book, templates);
    let mut part = Sheet::new(book, templates);
    for &week in book.weeks() {
        let stem = format!("cards/week-{:02}", week.number);
        let mut of_week = book.cards(week);
        if formats.contains(&Format::Pdf) {
            sheet.typeset("cards", &of_week, &format!("{stem}.pdf"), put)?;
        }
        if !formats.contains(&Format::Html) {
            continue;
        }
        let pages = std::mem::take(&mut of_week.pages);
        let mut context = context(&of_week);
        // Card after card: of a large team, the values of all of them would take much memory.
        let pages = pages.iter().map(|page| {
            let cards = page.cards.iter().map(|card| part.part("card", Format::Html, &self::context(card)));
            cards.collect::<Result<Vec<_>, _>>().map(Value::from)
        });
        context.insert_value("pages", pages.collect::<Result<Vec<_>, _>>().map_err(Stop::template)?.into());
        sheet.fill("cards", Format::Html, &context, &format!("{stem}.html"), put)?;
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
    let mut sheet = Sheet::new(book, templates);
    for session in book.hard_sessions() {
        let stem = format!("clipboard/{}", session.slug);
        sheet.fill_each("clipboard", ON_PAPER, formats, &stem, || book.clipboard(&session), put)?;
    }
    Ok(())
}

/// Makes the overview of the season, as [`files`] does.
///
/// # Errors
///
/// As [`files`].
pub fn overview<E>(book: &Book, templates: &Templates, formats: &[Format], put: &mut Put<E>) -> Result<(), Stop<E>> {
    let mut sheet = Sheet::new(book, templates);
    sheet.fill_each("overview", ON_PAPER, formats, "overview", || book.overview(), put)
}

/// The path of an athlete's page for a week in the output folder.
fn athlete_week_path(slug: &str, number: usize, format: Format) -> String {
    format!("athletes/{slug}/week-{number:02}.{}", format.extension())
}

/// The context of a course's week, into which each athlete's own is put.
struct Page<'a> {
    shared: &'a CourseWeek,
    context: Context,
    /// The number of what each day holds, the same where that is the same.
    numbers: Vec<usize>,
}

impl<'a> Page<'a> {
    fn new(shared: &'a CourseWeek, known: &mut HashMap<Training, usize>) -> Page<'a> {
        let numbers = shared.days.iter().map(|day| match known.get(&day.training) {
            Some(&number) => number,
            None => {
                known.insert(day.training.clone(), known.len());
                known.len() - 1
            }
        });
        Page { shared, context: context(shared), numbers: numbers.collect() }
    }

    /// The context with what is this athlete's own, and the days in the language of `part`.
    fn of(&mut self, week: &AthleteWeek, part: &mut DayPart) -> Result<&Context, Diagnostic> {
        let days = self.shared.days.iter().zip(&self.numbers).zip(&week.times).map(|((day, &number), times)| {
            let training = part.of(number, &day.training, times.as_ref())?;
            let day =
                [("date", day.date.as_str().into()), ("short", day.short.as_str().into()), ("training", training)];
            Ok(Value::from(day.into_iter().map(|(key, value)| (key.into(), value)).collect::<Map>()))
        });
        self.context.insert_value("days", days.collect::<Result<Vec<_>, Diagnostic>>()?.into());
        self.context.insert_value("name", week.name.into());
        self.context.insert_value("goals", week.goals.into());
        self.context.insert_value("estimated", week.estimated.into());
        Ok(&self.context)
    }
}

/// The part of an athlete's page that a day is, as a template of its own: most
/// days are the same for many athletes and on many dates, and are filled once.
struct DayPart<'t> {
    format: Format,
    sheet: Sheet<'t>,
    /// By number.
    days: Vec<Option<FilledDay>>,
}

/// A day in words, without anybody's times, and the context for those.
struct FilledDay {
    plain: Value,
    context: Context,
}

/// When more days than these are kept they are let go, so that memory has a bound.
const MOST_DAYS: usize = 4_096;

impl<'t> DayPart<'t> {
    fn new(book: &Book, templates: &'t Templates, format: Format) -> DayPart<'t> {
        DayPart { format, sheet: Sheet::new(book, templates), days: Vec::new() }
    }

    /// The day of a number, with an athlete's times where he has any.
    fn of(&mut self, number: usize, training: &Training, times: Option<&SplitRow>) -> Result<Value, Diagnostic> {
        if self.days.len() <= number {
            self.days.resize_with(number + 1, || None);
        }
        let day = match &mut self.days[number] {
            Some(day) => day,
            none => {
                let context = context(training);
                let plain = self.sheet.part("day", self.format, &context)?;
                none.insert(FilledDay { plain, context })
            }
        };
        let Some(times) = times else { return Ok(day.plain.clone()) };
        day.context.insert_value("times", Value::from_serializable(times));
        self.sheet.part("day", self.format, &day.context)
    }
}

/// Fills the templates of a sheet, one language after the other, into one buffer.
struct Sheet<'a> {
    templates: &'a Templates,
    text_width: usize,
    paper: Paper,
    /// Made for the first PDF.
    press: Option<Press>,
    buffer: Vec<u8>,
    laid_out: Vec<u8>,
}

impl<'a> Sheet<'a> {
    fn new(book: &Book, templates: &'a Templates) -> Sheet<'a> {
        Sheet {
            templates,
            text_width: book.text_width,
            paper: book.season.output.paper.unwrap_or(Paper::Letter),
            press: None,
            buffer: Vec::new(),
            laid_out: Vec::new(),
        }
    }

    /// The bytes of a sheet.
    fn bytes(&mut self, template: &str, format: Format, context: &Context) -> Result<&[u8], Diagnostic> {
        let language = language(format).expect("only sheets are filled");
        self.buffer.clear();
        self.templates.fill(&format!("{template}.{}", format.extension()), language, context, &mut self.buffer)?;
        if language != Language::Text {
            return Ok(&self.buffer);
        }
        self.laid_out.clear();
        layout::lay_out(filled(&self.buffer), self.text_width, &mut self.laid_out);
        Ok(&self.laid_out)
    }

    /// A part of a sheet, which the template of the whole says.
    fn part(&mut self, template: &str, format: Format, context: &Context) -> Result<Value, Diagnostic> {
        // It is escaped when it is filled, and not again when the whole is.
        Ok(Value::safe_string(filled(self.bytes(template, format, context)?)))
    }

    /// Makes a sheet in each of the formats that are asked for; of its path, `stem` is all but the ending.
    fn fill_each<M: Serialize, E>(
        &mut self,
        template: &str,
        made_in: &[Format],
        asked: &[Format],
        stem: &str,
        model: impl FnOnce() -> M,
        put: &mut Put<E>,
    ) -> Result<(), Stop<E>> {
        let formats: Vec<Format> = made_in.iter().copied().filter(|format| asked.contains(format)).collect();
        if formats.is_empty() {
            return Ok(());
        }
        let model = model();
        let context = context(&model);
        formats.into_iter().try_for_each(|format| {
            let path = format!("{stem}.{}", format.extension());
            match format {
                Format::Pdf => self.typeset(template, &model, &path, put),
                _ => self.fill(template, format, &context, &path, put),
            }
        })
    }

    fn typeset<E>(
        &mut self,
        template: &str,
        model: &impl Serialize,
        path: &str,
        put: &mut Put<E>,
    ) -> Result<(), Stop<E>> {
        if self.press.is_none() {
            self.press = self.templates.press(self.paper).map_err(Stop::template)?;
        }
        // A program without a press is asked for none.
        let Some(press) = &self.press else { return Ok(()) };
        let pdf = press.pdf(&format!("{template}.typ"), model);
        let pdf = pdf.map_err(|fault| Stop::template(self.templates.told(&fault)))?;
        put(path, &mut |out| out.write_all(&pdf)).map_err(Stop::Put)
    }

    fn fill<E>(
        &mut self,
        template: &str,
        format: Format,
        context: &Context,
        path: &str,
        put: &mut Put<E>,
    ) -> Result<(), Stop<E>> {
        let bytes = self.bytes(template, format, context).map_err(Stop::template)?;
        put(path, &mut |out| out.write_all(bytes)).map_err(Stop::Put)
    }
}

/// The team's sheet for a week as text, for the terminal.
///
/// # Errors
///
/// When the template asks for what is not there.
pub fn team_week_text(book: &Book, templates: &Templates, week: Week) -> Result<String, Diagnostic> {
    text(book, templates, "week", &context(&book.team_week(week)))
}

/// An athlete's page for a week as text, for the terminal.
///
/// # Errors
///
/// When the template asks for what is not there.
pub fn athlete_week_text(book: &Book, templates: &Templates, id: AthleteId, week: Week) -> Result<String, Diagnostic> {
    let week = book.course_week(book.plan.course(id), week);
    let mut part = DayPart::new(book, templates, Format::Text);
    let mut page = Page::new(&week, &mut HashMap::new());
    text(book, templates, "athlete", page.of(&book.athlete_week(id, &book.goals(id), &week), &mut part)?)
}

fn text(book: &Book, templates: &Templates, name: &str, context: &Context) -> Result<String, Diagnostic> {
    let mut sheet = Sheet::new(book, templates);
    Ok(filled(sheet.bytes(name, Format::Text, context)?).to_owned())
}

/// What a template gave.
fn filled(buffer: &[u8]) -> &str {
    std::str::from_utf8(buffer).expect("a template of text and strings gives text")
}

fn context(model: &impl Serialize) -> Context {
    Context::from_serialize(model).expect("a view model is a struct of strings, numbers and lists")
}
