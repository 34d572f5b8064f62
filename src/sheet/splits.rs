//! Split tables: for a race-pace session, every athlete's own time for each rep.

use serde::Serialize;

use crate::domain::event::{Event, KnownPace};
use crate::domain::pace::Rounding;
use crate::domain::season::Athlete;
use crate::domain::workout::{Effort, Leg, Workout};

/// Times for one session.
#[derive(Clone, Debug, Serialize)]
pub struct SplitTable {
    /// The day: `Thu 9 Apr`.
    pub day: String,
    /// The workout's title.
    pub title: String,
    /// What is run, a line each.
    pub run: Vec<String>,
    /// A column for each distance and pace.
    pub columns: Vec<SplitColumn>,
    /// A row for each athlete.
    pub rows: Vec<SplitRow>,
    /// True when a time is estimated: then the sheet explains the `~`.
    pub estimated: bool,
}

/// A column of a split table.
#[derive(Clone, Debug, Serialize)]
pub struct SplitColumn {
    /// How far: `400`.
    pub distance: String,
    /// At which pace: `goal`, `800 pace`.
    pub pace: String,
}

/// A row of a split table.
#[derive(Clone, Debug, Serialize)]
pub struct SplitRow {
    /// The athlete.
    pub name: String,
    /// The goal over the event raced: `5:20`, `~5:04` when it is estimated, or a dash.
    pub goal: String,
    /// A time for each column: `80`, `~72`, or a dash.
    pub times: Vec<String>,
}

/// What stands for a time that nobody knows.
pub(super) const NO_TIME: &str = "–";

/// The columns for a workout; none when it has no target times.
pub(super) fn columns(workout: &Workout) -> Vec<SplitColumn> {
    workout
        .paced_legs()
        .iter()
        .map(|leg| SplitColumn { distance: leg.distance.to_string(), pace: pace(leg.effort) })
        .collect()
}

/// What heads the times at an effort: `goal`, `800 pace`; of one without a target, what it is.
pub(super) fn pace(effort: Effort) -> String {
    match effort {
        Effort::Goal => "goal".to_owned(),
        Effort::Race(rung) => format!("{rung} pace"),
        Effort::Full => "full effort".to_owned(),
        Effort::Fastest | Effort::Easy => effort.to_string(),
    }
}

/// One athlete's times for a workout before a race over `event`, and whether any is estimated.
pub(super) fn row(
    name: &str,
    athlete: &Athlete,
    workout: &Workout,
    event: Event,
    rounding: Rounding,
) -> (SplitRow, bool) {
    let goal = goal(athlete, event);
    let legs = workout.paced_legs();
    let times: Vec<String> =
        legs.iter().map(|leg| target(leg, athlete, event, rounding).unwrap_or_else(|| NO_TIME.to_owned())).collect();
    let any = is_estimated(&goal) || times.iter().any(|time| is_estimated(time));
    (SplitRow { name: name.to_owned(), goal, times }, any)
}

/// One athlete's time for a leg before a race over `event`: `80`, `~72`; `None` when there is no
/// target or nobody knows it.
pub(super) fn target(leg: &Leg, athlete: &Athlete, event: Event, rounding: Rounding) -> Option<String> {
    let known = leg.effort.pace(&athlete.goals, event, athlete.event)?;
    Some(estimated(&known, known.pace.split(leg.distance, rounding).to_string()))
}

/// One athlete's goal over `event`: `5:20`, `~5:04`, or a dash.
pub(super) fn goal(athlete: &Athlete, event: Event) -> String {
    match (athlete.goals.get(event.rung()), Effort::Goal.pace(&athlete.goals, event, athlete.event)) {
        (Some(goal), _) => goal.to_string(),
        (None, Some(known)) => {
            estimated(&known, known.pace.split(event.rung().distance(), Rounding::Second).to_string())
        }
        (None, None) => NO_TIME.to_owned(),
    }
}

/// True for a time that is printed with `~`.
pub(super) fn is_estimated(time: &str) -> bool {
    time.starts_with('~')
}

/// Makes the times of a column line up at the decimal point when they stand
/// flush right: a whole second gets the room that `.5` takes elsewhere, as
/// spaces of the width of a point and of a digit.
pub(super) fn align(rows: &mut [SplitRow]) {
    let columns = rows.first().map_or(0, |row| row.times.len());
    for column in 0..columns {
        if rows.iter().any(|row| row.times[column].contains('.')) {
            let whole = rows.iter_mut().map(|row| &mut row.times[column]).filter(|time| !time.contains('.'));
            whole.for_each(|time| time.push_str("\u{2008}\u{2007}"));
        }
    }
}

fn estimated(known: &KnownPace, time: String) -> String {
    if known.estimated { format!("~{time}") } else { time }
}
