//! From view models to bytes: Tera templates, calendars, `plan.json` and `plan.csv`.

mod athletes;
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
mod phone;
mod reference;
mod template_filler;
mod templates;

use std::io::{self, Write};

use tera::{Context, Value};

use crate::diag::Diagnostic;
use crate::domain::output::SheetKind;
use crate::domain::season::Week;
use crate::sheet::{Calendars, HardSession, SheetBuilder};
use template_filler::{TemplateFiller, context, filled};

pub use crate::domain::output::Format;
pub use athletes::{athlete_sheets, athlete_week_text};
pub use json::{PlanFile, plan_schema};
pub use reference::reference;
pub use templates::{BUILT_IN, BuiltIn, OwnTemplate, Templates};

/// What stops the making of files.
#[derive(Debug)]
pub enum RenderError<E> {
    /// A template asks for what is not there.
    Template(Box<Diagnostic>),
    /// The files cannot be put where they belong.
    Sink(E),
}

impl<E> RenderError<E> {
    fn template(found: Diagnostic) -> RenderError<E> {
        RenderError::Template(Box::new(found))
    }
}

/// Takes one file: its path in the output folder, and what writes its bytes.
pub type Sink<'p, E> = dyn FnMut(&str, &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), E> + 'p;

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
    builder: &SheetBuilder,
    templates: &Templates,
    plan: &PlanFile,
    formats: &[Format],
    kept: &dyn Fn(&str) -> bool,
    put: &mut Sink<E>,
) -> Result<(), RenderError<E>> {
    for kind in &builder.season.output.sheets {
        match kind {
            SheetKind::Weeks => team_sheets(builder, templates, formats, put)?,
            SheetKind::Athletes => athlete_sheets(builder, templates, formats, put)?,
            SheetKind::Cards => cards(builder, templates, formats, put)?,
            SheetKind::Clipboard => clipboard_sheets(builder, templates, formats, put)?,
            SheetKind::Overview => overview(builder, templates, formats, put)?,
        }
    }
    if formats.contains(&Format::Html) {
        let context = context(&builder.index(&index::made(builder, formats, kept)));
        TemplateFiller::new(builder, templates).fill("season", Format::Html, &context, "index.html", put)?;
    }
    if formats.contains(&Format::Json) {
        put("plan.json", &mut |out| plan.write(out)).map_err(RenderError::Sink)?;
    }
    if formats.contains(&Format::Csv) {
        put("plan.csv", &mut |out| csv::write(builder, out)).map_err(RenderError::Sink)?;
    }
    if formats.contains(&Format::Calendars) {
        calendars(builder, put).map_err(RenderError::Sink)?;
    }
    Ok(())
}

/// Makes the calendars of the team, each group and each athlete.
///
/// # Errors
///
/// What `put` returns.
pub fn calendars<E>(builder: &SheetBuilder, put: &mut Sink<E>) -> Result<(), E> {
    let calendars = Calendars::new(builder);
    put(TEAM_CALENDAR, &mut |out| phone::write(&calendars.team(), out))?;
    let slugs = builder.group_slugs();
    for id in calendars.groups() {
        let path = group_calendar(&slugs[id.0 as usize]);
        put(&path, &mut |out| phone::write(&calendars.group(id), out))?;
    }
    let slugs = builder.slugs();
    for (number, athletes) in builder.by_course().into_iter().enumerate() {
        let shared = calendars.shared(builder.plan.shared_at(number), &athletes);
        for id in athletes {
            let path = athlete_calendar(&slugs[id.0 as usize]);
            put(&path, &mut |out| phone::write(&calendars.athlete(id, &shared), out))?;
        }
    }
    Ok(())
}

/// Makes the team's sheet for each week, as [`files`] does.
///
/// # Errors
///
/// As [`files`].
pub fn team_sheets<E>(
    builder: &SheetBuilder,
    templates: &Templates,
    formats: &[Format],
    put: &mut Sink<E>,
) -> Result<(), RenderError<E>> {
    let mut sheet = TemplateFiller::new(builder, templates);
    let made_in = [Format::Text, Format::Markdown, Format::Html, Format::Pdf];
    for &week in builder.weeks() {
        let stem = team_week(week.number);
        sheet.fill_each("week", &made_in, formats, &stem, || builder.team_week(week), put)?;
    }
    Ok(())
}

/// Makes the athletes' cards for each week, as [`files`] does.
///
/// # Errors
///
/// As [`files`].
pub fn cards<E>(
    builder: &SheetBuilder,
    templates: &Templates,
    formats: &[Format],
    put: &mut Sink<E>,
) -> Result<(), RenderError<E>> {
    if !ON_PAPER.iter().any(|format| formats.contains(format)) {
        return Ok(());
    }
    let mut sheet = TemplateFiller::new(builder, templates);
    let mut part = TemplateFiller::new(builder, templates);
    for &week in builder.weeks() {
        let mut of_week = builder.cards(week);
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
            let cards = page.cards.iter().map(|card| part.part("card", Format::Html, &template_filler::context(card)));
            cards.collect::<Result<Vec<_>, _>>().map(Value::from)
        });
        context.insert_value("pages", pages.collect::<Result<Vec<_>, _>>().map_err(RenderError::template)?.into());
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
    builder: &SheetBuilder,
    templates: &Templates,
    formats: &[Format],
    put: &mut Sink<E>,
) -> Result<(), RenderError<E>> {
    let mut sheet = TemplateFiller::new(builder, templates);
    for session in builder.hard_sessions() {
        sheet.fill_each(
            "clipboard",
            ON_PAPER,
            formats,
            &clipboard_of(&session),
            || builder.clipboard(&session),
            put,
        )?;
    }
    Ok(())
}

/// Makes the overview of the season, as [`files`] does.
///
/// # Errors
///
/// As [`files`].
pub fn overview<E>(
    builder: &SheetBuilder,
    templates: &Templates,
    formats: &[Format],
    put: &mut Sink<E>,
) -> Result<(), RenderError<E>> {
    let mut sheet = TemplateFiller::new(builder, templates);
    sheet.fill_each("overview", ON_PAPER, formats, OVERVIEW, || builder.overview(), put)
}

/// The team's sheet for a week as text, for the terminal.
///
/// # Errors
///
/// When the template asks for what is not there.
pub fn team_week_text(builder: &SheetBuilder, templates: &Templates, week: Week) -> Result<String, Diagnostic> {
    text(builder, templates, "week", &context(&builder.team_week(week)))
}

fn text(builder: &SheetBuilder, templates: &Templates, name: &str, context: &Context) -> Result<String, Diagnostic> {
    let mut sheet = TemplateFiller::new(builder, templates);
    Ok(filled(sheet.bytes(name, Format::Text, context)?).to_owned())
}
