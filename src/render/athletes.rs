//! The athletes' pages. They are by far the most files, so nothing is done twice for them.
//!
//! Athletes who share a plan share a context, into which each one's own values are put; and equal
//! days are filled once, whoever's and whenever they are.

use std::collections::HashMap;

use tera::{Context, Map, Value};

use super::catalog::{ATHLETE_WEEK, digits};
use super::template_filler::{TemplateFiller, context};
use super::templates::Templates;
use super::{Format, RenderError, Sink};
use crate::diag::Diagnostic;
use crate::domain::ids::AthleteId;
use crate::domain::season::Week;
use crate::sheet::{AthleteWeek, SharedWeek, SheetBuilder, SplitRow, Training};

/// Makes each athlete's page for each week, as [`files`](super::files) does.
///
/// # Errors
///
/// As [`files`](super::files).
pub fn athlete_sheets<E>(
    builder: &SheetBuilder,
    templates: &Templates,
    formats: &[Format],
    sink: &mut Sink<E>,
) -> Result<(), RenderError<E>> {
    let mut parts: Vec<DayPart> =
        ATHLETE_WEEK.formats_of(formats).map(|format| DayPart::new(builder, templates, format)).collect();
    let mut numbers = HashMap::new();
    let mut sheet = TemplateFiller::new(builder, templates);
    let slugs = builder.slugs();
    // Plan after plan: what its athletes share is made once, and then let go.
    for (number, athletes) in builder.athletes_by_plan().into_iter().enumerate() {
        if MAX_DAYS < numbers.len() {
            numbers.clear();
            parts.iter_mut().for_each(|part| part.days.clear());
        }
        let shared = builder.plan.shared_at(number);
        let weeks: Vec<SharedWeek> = builder.weeks().iter().map(|&week| builder.shared_week(shared, week)).collect();
        let mut pages: Vec<Page> = weeks.iter().map(|week| Page::new(week, &mut numbers)).collect();
        for id in athletes {
            for (page, &week) in pages.iter_mut().zip(builder.weeks()) {
                if !builder.is_on_sheets_of(id, week) {
                    continue;
                }
                let goals = builder.goals(id, week.last);
                let week = builder.athlete_week(id, &goals, page.shared);
                let names = [slugs[id.0 as usize].as_str(), &digits(week.shared.number)];
                for part in &mut parts {
                    let context = page.context_for(&week, part).map_err(RenderError::template)?;
                    let path = ATHLETE_WEEK.file(&names, part.format);
                    sheet.fill(ATHLETE_WEEK.template, part.format, context, &path, sink)?;
                }
            }
        }
    }
    Ok(())
}

/// An athlete's page for a week as text, for the terminal.
///
/// # Errors
///
/// When the template asks for what is not there.
pub fn athlete_week_text(
    builder: &SheetBuilder,
    templates: &Templates,
    id: AthleteId,
    week: Week,
) -> Result<String, Diagnostic> {
    let goals = builder.goals(id, week.last);
    let week = builder.shared_week(builder.plan.shared(id), week);
    let mut part = DayPart::new(builder, templates, Format::Text);
    let mut page = Page::new(&week, &mut HashMap::new());
    super::text(
        builder,
        templates,
        ATHLETE_WEEK.template,
        page.context_for(&builder.athlete_week(id, &goals, &week), &mut part)?,
    )
}

/// The context of a shared week, into which each athlete's own values are put.
struct Page<'a> {
    shared: &'a SharedWeek,
    context: Context,
    /// A number for each day's training; equal days have the same.
    numbers: Vec<usize>,
}

impl<'a> Page<'a> {
    fn new(shared: &'a SharedWeek, number_of: &mut HashMap<Training, usize>) -> Page<'a> {
        let numbers = shared.days.iter().map(|day| match number_of.get(&day.training) {
            Some(&number) => number,
            None => {
                number_of.insert(day.training.clone(), number_of.len());
                number_of.len() - 1
            }
        });
        Page { shared, context: context(shared), numbers: numbers.collect() }
    }

    /// The context with this athlete's own values, and the days in the format of `part`.
    fn context_for(&mut self, week: &AthleteWeek, part: &mut DayPart) -> Result<&Context, Diagnostic> {
        let days = self.shared.days.iter().zip(&self.numbers).zip(&week.times).map(|((day, &number), times)| {
            let training = part.day(number, &day.training, times.as_ref())?;
            let day =
                [("date", day.date.as_str().into()), ("short", day.short.as_str().into()), ("training", training)];
            Ok(Value::from(day.into_iter().map(|(key, value)| (key.into(), value)).collect::<Map>()))
        });
        self.context.insert_value("days", days.collect::<Result<Vec<_>, Diagnostic>>()?.into());
        self.context.insert_value("name", week.name.into());
        self.context.insert_value("goals", week.goals.into());
        self.context.insert_value("changes", Value::from_serializable(&week.changes));
        self.context.insert_value("estimated", week.estimated.into());
        Ok(&self.context)
    }
}

/// The days of athletes' pages, a template of their own: most days are the same
/// for many athletes and on many dates, and are filled once.
struct DayPart<'t> {
    format: Format,
    sheet: TemplateFiller<'t>,
    /// By number.
    days: Vec<Option<FilledDay>>,
}

/// A day filled without times, and the context to fill it with some.
struct FilledDay {
    plain: Value,
    context: Context,
}

/// When there are more days than these in memory they are dropped, so that memory has a bound.
const MAX_DAYS: usize = 4_096;

impl<'t> DayPart<'t> {
    fn new(builder: &SheetBuilder, templates: &'t Templates, format: Format) -> DayPart<'t> {
        DayPart { format, sheet: TemplateFiller::new(builder, templates), days: Vec::new() }
    }

    /// The day of a number, with an athlete's times where there are any.
    fn day(&mut self, number: usize, training: &Training, times: Option<&SplitRow>) -> Result<Value, Diagnostic> {
        if self.days.len() <= number {
            self.days.resize_with(number + 1, || None);
        }
        let day = match &mut self.days[number] {
            Some(day) => day,
            slot => {
                let context = context(training);
                let plain = self.sheet.part("day", self.format, &context)?;
                slot.insert(FilledDay { plain, context })
            }
        };
        let Some(times) = times else { return Ok(day.plain.clone()) };
        day.context.insert_value("times", Value::from_serializable(times));
        self.sheet.part("day", self.format, &day.context)
    }
}
