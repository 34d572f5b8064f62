//! From view models to bytes: Tera templates, calendars, `plan.json` and `plan.csv`.

mod athletes;
mod built_in;
mod catalog;
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
#[path = "render/pdf/disabled.rs"]
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
use crate::sheet::{Calendars, SheetBuilder};
use catalog::digits;
use template_filler::{TemplateFiller, context, text_of};

pub use crate::domain::output::Format;
pub use athletes::{athlete_sheets, athlete_week_text};
pub use built_in::{BUILT_IN, BuiltIn, OwnTemplate};
pub use catalog::{OUTPUTS, OutputKind, outputs_table};
pub use json::{PlanFile, plan_schema};
pub use reference::reference;
pub use templates::Templates;

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
    catalog::TEAM_WEEK.file(&[&digits(number)], format)
}

/// The path of a file in the output folder, of which all but the ending is `stem`.
fn path(stem: &str, format: Format) -> String {
    format!("{stem}.{}", format.extension())
}

/// Makes every file of these formats that the season wants and hands each to `put`, one after
/// the other, so that there is no more than one sheet in memory at a time. `stays` says of a path
/// whether the file of an earlier build stays there, so that the index leads to it, too.
///
/// # Errors
///
/// The first template that cannot be filled, or what `put` returns.
pub fn files<E>(
    builder: &SheetBuilder,
    templates: &Templates,
    plan: &PlanFile,
    formats: &[Format],
    stays: &dyn Fn(&str) -> bool,
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
    let mut filler = TemplateFiller::new(builder, templates);
    let links = || index::links(builder, formats, stays);
    filler.fill_each(
        &catalog::INDEX,
        formats,
        &[],
        || builder.index(&links(), index::warnings(plan.diagnostics)),
        put,
    )?;
    if formats.contains(&Format::Json) {
        let path = catalog::PLAN_JSON.file(&[], Format::Json);
        put(&path, &mut |out| plan.write(out)).map_err(RenderError::Sink)?;
    }
    if formats.contains(&Format::Csv) {
        let path = catalog::PLAN_CSV.file(&[], Format::Csv);
        put(&path, &mut |out| csv::write(builder, out)).map_err(RenderError::Sink)?;
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
    let path = catalog::TEAM_CALENDAR.file(&[], Format::Calendars);
    put(&path, &mut |out| phone::write(&calendars.team(), out))?;
    let slugs = builder.group_slugs();
    for id in calendars.groups() {
        let path = catalog::GROUP_CALENDAR.file(&[&slugs[id.0 as usize]], Format::Calendars);
        put(&path, &mut |out| phone::write(&calendars.group(id), out))?;
    }
    let slugs = builder.slugs();
    for (number, athletes) in builder.athletes_by_plan().into_iter().enumerate() {
        let shared = calendars.shared(builder.plan.shared_at(number));
        for id in athletes {
            let path = catalog::ATHLETE_CALENDAR.file(&[&slugs[id.0 as usize]], Format::Calendars);
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
    for &week in builder.weeks() {
        sheet.fill_each(&catalog::TEAM_WEEK, formats, &[&digits(week.number)], || builder.team_week(week), put)?;
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
    let kind = &catalog::CARDS;
    if kind.formats_of(formats).next().is_none() {
        return Ok(());
    }
    let mut sheet = TemplateFiller::new(builder, templates);
    let mut part = TemplateFiller::new(builder, templates);
    for &week in builder.weeks() {
        let mut of_week = builder.cards(week);
        let stem = kind.stem(&[&digits(week.number)]);
        if formats.contains(&Format::Pdf) {
            sheet.typeset(kind.template, &of_week, &path(&stem, Format::Pdf), put)?;
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
        sheet.fill(kind.template, Format::Html, &context, &path(&stem, Format::Html), put)?;
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
        sheet.fill_each(&catalog::CLIPBOARD, formats, &[&session.slug], || builder.clipboard(&session), put)?;
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
    sheet.fill_each(&catalog::OVERVIEW, formats, &[], || builder.overview(), put)
}

/// The team's sheet for a week as text, for the terminal.
///
/// # Errors
///
/// When the template asks for what is not there.
pub fn team_week_text(builder: &SheetBuilder, templates: &Templates, week: Week) -> Result<String, Diagnostic> {
    text(builder, templates, catalog::TEAM_WEEK.template, &context(&builder.team_week(week)))
}

fn text(builder: &SheetBuilder, templates: &Templates, name: &str, context: &Context) -> Result<String, Diagnostic> {
    let mut sheet = TemplateFiller::new(builder, templates);
    Ok(text_of(sheet.bytes(name, Format::Text, context)?).to_owned())
}
