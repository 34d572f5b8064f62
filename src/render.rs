//! From view models to bytes: Tera templates, calendars, `plan.json` and `plan.csv`.

mod athletes;
mod calendar;
mod csv;
mod days;
mod faults;
mod index;
mod json;
mod layout;
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(not(feature = "pdf"))]
#[path = "render/pdf/absent.rs"]
mod pdf;
mod reference;
mod sheet;
mod templates;

use std::io::{self, Write};

use tera::{Context, Value};

use crate::diag::Diagnostic;
use crate::domain::output::SheetKind;
use crate::domain::season::Week;
use crate::sheet::{Book, Calendars, HardSession};
use sheet::{Sheet, context, filled};

pub use crate::domain::output::Format;
pub use athletes::{athlete_sheets, athlete_week_text};
pub use json::{PlanFile, plan_schema};
pub use reference::reference;
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

/// The path of the team's sheet for a week in the output folder.
pub fn team_week_path(number: usize, format: Format) -> String {
    path(&team_week(number), format)
}

/// The path of a file in the output folder, of which all but the ending is `stem`.
fn path(stem: &str, format: Format) -> String {
    format!("{stem}.{}", format.extension())
}

fn team_week(number: usize) -> String {
    format!("weeks/week-{number:02}")
}

fn athlete_week(slug: &str, number: usize) -> String {
    format!("athletes/{slug}/week-{number:02}")
}

fn cards_of_week(number: usize) -> String {
    format!("cards/week-{number:02}")
}

fn clipboard_of(session: &HardSession) -> String {
    format!("clipboard/{}", session.slug)
}

const OVERVIEW: &str = "overview";

const TEAM_CALENDAR: &str = "calendars/team.ics";

fn group_calendar(slug: &str) -> String {
    format!("calendars/groups/{slug}.ics")
}

fn athlete_calendar(slug: &str) -> String {
    format!("calendars/athletes/{slug}.ics")
}

/// What is only for paper is made in these.
const ON_PAPER: &[Format] = &[Format::Html, Format::Pdf];

/// Makes every file of these formats that the season wants and hands each to `put`, one after
/// the other, so that no more than one sheet is held at a time. `kept` tells of a path whether
/// the file of an earlier build stays there, so that the index leads to it, too.
///
/// # Errors
///
/// The first template that cannot be filled, or what `put` returns.
pub fn files<E>(
    book: &Book,
    templates: &Templates,
    plan: &PlanFile,
    formats: &[Format],
    kept: &dyn Fn(&str) -> bool,
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
    if formats.contains(&Format::Html) {
        let context = context(&book.index(&index::made(book, formats, kept)));
        Sheet::new(book, templates).fill("season", Format::Html, &context, "index.html", put)?;
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
    put(TEAM_CALENDAR, &mut |out| calendar::write(&calendars.team(), out))?;
    let slugs = book.group_slugs();
    for id in calendars.groups() {
        let path = group_calendar(&slugs[id.0 as usize]);
        put(&path, &mut |out| calendar::write(&calendars.group(id), out))?;
    }
    let slugs = book.slugs();
    for (number, athletes) in book.by_course().into_iter().enumerate() {
        let shared = calendars.course(book.plan.course_at(number), &athletes);
        for id in athletes {
            let path = athlete_calendar(&slugs[id.0 as usize]);
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
        let stem = team_week(week.number);
        sheet.fill_each("week", &made_in, formats, &stem, || book.team_week(week), put)?;
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
        let mut of_week = book.cards(week);
        let stem = cards_of_week(week.number);
        if formats.contains(&Format::Pdf) {
            sheet.typeset("cards", &of_week, &path(&stem, Format::Pdf), put)?;
        }
        if !formats.contains(&Format::Html) {
            continue;
        }
        let pages = std::mem::take(&mut of_week.pages);
        let mut context = context(&of_week);
        // Card after card: of a large team, the values of all of them would take much memory.
        let pages = pages.iter().map(|page| {
            let cards = page.cards.iter().map(|card| part.part("card", Format::Html, &sheet::context(card)));
            cards.collect::<Result<Vec<_>, _>>().map(Value::from)
        });
        context.insert_value("pages", pages.collect::<Result<Vec<_>, _>>().map_err(Stop::template)?.into());
        sheet.fill("cards", Format::Html, &context, &path(&stem, Format::Html), put)?;
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
        sheet.fill_each("clipboard", ON_PAPER, formats, &clipboard_of(&session), || book.clipboard(&session), put)?;
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
    sheet.fill_each("overview", ON_PAPER, formats, OVERVIEW, || book.overview(), put)
}

/// The team's sheet for a week as text, for the terminal.
///
/// # Errors
///
/// When the template asks for what is not there.
pub fn team_week_text(book: &Book, templates: &Templates, week: Week) -> Result<String, Diagnostic> {
    text(book, templates, "week", &context(&book.team_week(week)))
}

fn text(book: &Book, templates: &Templates, name: &str, context: &Context) -> Result<String, Diagnostic> {
    let mut sheet = Sheet::new(book, templates);
    Ok(filled(sheet.bytes(name, Format::Text, context)?).to_owned())
}
