//! The athletes' pages: by far the most there are, so that nothing is done twice for them.
//!
//! Athletes of one course share a context, into which each one's own is put; and days that hold
//! the same are put into words once, whoever's and whenever they are.

use std::collections::HashMap;

use tera::{Context, Map, Value};

use super::sheet::{Sheet, context};
use super::templates::Templates;
use super::{Format, Put, Stop};
use crate::diag::Diagnostic;
use crate::domain::season::{AthleteId, Week};
use crate::sheet::{AthleteWeek, Book, CourseWeek, SplitRow, Training};

/// Makes each athlete's page for each week, as [`files`](super::files) does.
///
/// # Errors
///
/// As [`files`](super::files).
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

/// An athlete's page for a week as text, for the terminal.
///
/// # Errors
///
/// When the template asks for what is not there.
pub fn athlete_week_text(book: &Book, templates: &Templates, id: AthleteId, week: Week) -> Result<String, Diagnostic> {
    let week = book.course_week(book.plan.course(id), week);
    let mut part = DayPart::new(book, templates, Format::Text);
    let mut page = Page::new(&week, &mut HashMap::new());
    super::text(book, templates, "athlete", page.of(&book.athlete_week(id, &book.goals(id), &week), &mut part)?)
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
