//! Every athlete's days in words, for `plan.json` and `plan.csv`.

use crate::domain::day::Day;
use crate::domain::ids::AthleteId;
use crate::domain::session::Session;
use crate::plan::SharedPlan;
use crate::sheet::{SheetBuilder, phrases};

/// A day of a shared plan, in words.
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

/// Hands each athlete, in file order, to `each` with the result of `make` for
/// the athlete's plan: made once for all who share it, and dropped after the last.
///
/// # Errors
///
/// The first that `each` returns.
pub(super) fn each_athlete<'a, T, E>(
    builder: &'a SheetBuilder<'a>,
    make: impl Fn(&'a SharedPlan) -> T,
    mut each: impl FnMut(AthleteId, &T) -> Result<(), E>,
) -> Result<(), E> {
    let mut last_of_plan = vec![None; builder.plan.shared_plans()];
    for id in builder.season.athlete_ids() {
        last_of_plan[builder.plan.shared_number(id)] = Some(id);
    }
    let mut results: Vec<Option<T>> = last_of_plan.iter().map(|_| None).collect();
    for id in builder.season.athlete_ids() {
        let shared = builder.plan.shared_number(id);
        each(id, results[shared].get_or_insert_with(|| make(builder.plan.shared_at(shared))))?;
        if last_of_plan[shared] == Some(id) {
            results[shared] = None;
        }
    }
    Ok(())
}

/// The days of a shared plan in words, one for each day of the season.
pub(super) fn day_texts<'a>(builder: &'a SheetBuilder<'a>, shared: &'a SharedPlan) -> Vec<DayText<'a>> {
    let texts = shared.days.iter().zip(&shared.workouts).enumerate().map(|(index, (planned, workout))| {
        let workout = workout.map(|workout| builder.workouts.get(workout));
        let meet = planned.meet.map(|meet| builder.season.meet(meet).name.as_str());
        let mut why = phrases::reason(builder.season, &planned.why);
        let mut rules = vec![planned.why.code];
        for note in &planned.notes {
            why = format!("{why}; {}", phrases::reason(builder.season, note));
            if !rules.contains(&note.code) {
                rules.push(note.code);
            }
        }
        DayText {
            date: builder.season.date(Day::at(index)).to_string(),
            session: planned.session,
            meet,
            workout: workout.map(|workout| workout.id.as_str()),
            title: phrases::title(builder.season, planned, workout),
            rules,
            why,
        }
    });
    texts.collect()
}
