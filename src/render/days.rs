//! What every athlete's days say, for `plan.json` and `plan.csv`.

use crate::domain::day::Day;
use crate::domain::season::AthleteId;
use crate::domain::session::Session;
use crate::plan::Course;
use crate::sheet::{Book, say};

/// What a day of a course says.
pub(super) struct DayText<'a> {
    pub(super) date: String,
    pub(super) session: Session,
    pub(super) meet: Option<&'a str>,
    /// The workout's id.
    pub(super) workout: Option<&'a str>,
    pub(super) title: String,
    pub(super) rules: Vec<&'static str>,
    pub(super) why: String,
}

/// Hands each athlete, in file order, to `each` with what `make` made of his
/// course: once for all athletes who share it, and let go after the last of them.
///
/// # Errors
///
/// The first that `each` returns.
pub(super) fn each_athlete<'a, T, E>(
    book: &'a Book<'a>,
    make: impl Fn(&'a Course) -> T,
    mut each: impl FnMut(AthleteId, &T) -> Result<(), E>,
) -> Result<(), E> {
    let mut last_of_course = vec![None; book.plan.courses()];
    for id in book.season.athlete_ids() {
        last_of_course[book.plan.course_number(id)] = Some(id);
    }
    let mut made: Vec<Option<T>> = last_of_course.iter().map(|_| None).collect();
    for id in book.season.athlete_ids() {
        let course = book.plan.course_number(id);
        each(id, made[course].get_or_insert_with(|| make(book.plan.course_at(course))))?;
        if last_of_course[course] == Some(id) {
            made[course] = None;
        }
    }
    Ok(())
}

/// What a course's days say, one for each day of the season.
pub(super) fn of_course<'a>(book: &'a Book<'a>, course: &'a Course) -> Vec<DayText<'a>> {
    let texts = course.days.iter().zip(&course.workouts).enumerate().map(|(index, (planned, workout))| {
        let workout = workout.map(|workout| book.workouts.get(workout));
        let meet = planned.meet.map(|meet| book.season.meet(meet).name.as_str());
        let mut why = say::reason(book.season, &planned.why);
        let mut rules = vec![planned.why.code];
        for also in &planned.also {
            why = format!("{why}; {}", say::reason(book.season, also));
            if !rules.contains(&also.code) {
                rules.push(also.code);
            }
        }
        DayText {
            date: book.season.date(Day::at(index)).to_string(),
            session: planned.session,
            meet,
            workout: workout.map(|workout| workout.id.as_str()),
            title: say::title(book.season, planned, workout),
            rules,
            why,
        }
    });
    texts.collect()
}
