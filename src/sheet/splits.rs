//! Splits: every athlete's own time for each rep of a race-pace session.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::SheetBuilder;
use super::cell::run_lines;
use super::terminal::{columns_of, cut};
use crate::domain::athlete::Athlete;
use crate::domain::day::{Day, short};
use crate::domain::event::{Event, KnownPace};
use crate::domain::ids::AthleteId;
use crate::domain::pace::Rounding;
use crate::domain::season::Week;
use crate::domain::workout::{Effort, Leg, Workout};
use crate::library::WorkoutId;
use crate::plan::SharedPlan;

/// How far the lines of a table are indented in a text sheet.
const TEXT_INDENT: usize = 2;

/// Times for one session.
#[derive(Clone, Debug, JsonSchema, Serialize)]
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
    /// The same table as lines of text, in several blocks when the columns do not fit side by side.
    pub text: Vec<String>,
    /// True when a time is estimated: then the sheet explains the `~`.
    pub estimated: bool,
}

/// A column of a split table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct SplitColumn {
    /// How far: `400`.
    pub distance: String,
    /// At which pace: `goal`, `800 pace`.
    pub pace: String,
    /// Both in a sentence: `400`, `100 at 800 pace`.
    pub label: String,
}

/// A row of a split table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct SplitRow {
    /// The athlete.
    pub name: String,
    /// The goal over the event raced: `5:20`, `~5:04` when it is estimated, or a dash.
    pub goal: String,
    /// A time for each column: `80`, `~72`, or a dash.
    pub times: Vec<String>,
}

impl SheetBuilder<'_> {
    /// For every race-pace session of the week, every athlete's times.
    pub(super) fn splits(&self, week: Week) -> Vec<SplitTable> {
        let mut tables: BTreeMap<(Day, Event, WorkoutId), Vec<AthleteId>> = BTreeMap::new();
        for &id in self.athletes() {
            let shared = self.plan.shared(id);
            for day in week.days() {
                if let Some((event, workout)) = self.race_pace(shared, day) {
                    tables.entry((day, event, workout)).or_default().push(id);
                }
            }
        }
        tables
            .into_iter()
            .map(|((day, event, id), athletes)| {
                let workout = self.workouts.get(id);
                let rows: Vec<_> = athletes
                    .iter()
                    .map(|&id| {
                        let athlete = self.athlete_on(id, day);
                        row(self.name(id), athlete, workout, event, self.season.policy.rounding)
                    })
                    .collect();
                let estimated = rows.iter().any(|(_, estimated)| *estimated);
                let mut rows: Vec<_> = rows.into_iter().map(|(row, _)| row).collect();
                align(&mut rows);
                let columns = columns(workout);
                SplitTable {
                    day: short(self.season.date(day)),
                    title: workout.title.clone(),
                    run: run_lines(workout),
                    text: text(&columns, &rows, self.text_width - TEXT_INDENT),
                    columns,
                    estimated,
                    rows,
                }
            })
            .collect()
    }

    /// The race-pace session of a day: the event it is for, and its workout.
    pub(super) fn race_pace(&self, shared: &SharedPlan, day: Day) -> Option<(Event, WorkoutId)> {
        let index = day.index()?;
        let id = shared.workouts[index]?;
        let workout = self.workouts.get(id);
        if !shared.days[index].session.is_hard() || workout.paced_legs().is_empty() {
            return None;
        }
        Some((workout.event.unwrap_or(shared.event_on(day)), id))
    }
}

/// What a table shows for a time that nobody knows.
pub(super) const NO_TIME: &str = "–";

/// The columns for a workout; none when it has no target times.
pub(super) fn columns(workout: &Workout) -> Vec<SplitColumn> {
    let column = |leg: &Leg| {
        let (distance, pace) = (leg.distance.to_string(), pace(leg.effort));
        let label = if leg.effort == Effort::Goal { distance.clone() } else { format!("{distance} at {pace}") };
        SplitColumn { distance, pace, label }
    };
    workout.paced_legs().iter().map(column).collect()
}

/// The head of the times at an effort: `goal`, `800 pace`; without a target, the effort itself.
pub(super) fn pace(effort: Effort) -> String {
    match effort {
        Effort::Goal => "goal".to_owned(),
        Effort::Race(rung) => format!("{rung} pace"),
        Effort::Full => "full effort".to_owned(),
        Effort::Fastest | Effort::Strong | Effort::Steady | Effort::Easy => effort.to_string(),
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
    let estimated = is_estimated(&goal) || times.iter().any(|time| is_estimated(time));
    (SplitRow { name: name.to_owned(), goal, times }, estimated)
}

/// One athlete's time for a leg before a race over `event`: `80`, `~72`; `None` when there is no
/// target or nobody knows it.
pub(super) fn target(leg: &Leg, athlete: &Athlete, event: Event, rounding: Rounding) -> Option<String> {
    let known = leg.effort.pace(athlete, event)?;
    Some(with_mark(&known, known.pace.split(leg.distance, rounding).to_string()))
}

/// One athlete's goal over `event`: `5:20`, `~5:04`, or a dash.
pub(super) fn goal(athlete: &Athlete, event: Event) -> String {
    match (athlete.goals.get(event.rung()), Effort::Goal.pace(athlete, event)) {
        (Some(goal), _) => goal.to_string(),
        (None, Some(known)) => {
            with_mark(&known, known.pace.split(event.rung().distance(), Rounding::Second).to_string())
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

/// The spaces between two columns of text.
const GAP: usize = 2;

/// The columns that a goal and one time take beside a name.
const MIN_TIMES: usize = 22;

/// The table as lines of at most `width` columns; a name that leaves no room for times is cut.
pub(super) fn text(columns: &[SplitColumn], rows: &[SplitRow], width: usize) -> Vec<String> {
    // Each column from its head to its end: the names and goals, with which every block begins, and the times.
    let cut_names = rows.iter().map(|row| cut(&row.name, width.saturating_sub(MIN_TIMES)));
    let cut_names: Vec<String> = cut_names.collect();
    let names: Vec<&str> = ["", "Athlete"].into_iter().chain(cut_names.iter().map(String::as_str)).collect();
    let goals: Vec<&str> = ["", "goal"].into_iter().chain(rows.iter().map(|row| row.goal.as_str())).collect();
    let times = columns.iter().enumerate().map(|(index, column)| {
        let heads = [column.distance.as_str(), column.pace.as_str()].into_iter();
        heads.chain(rows.iter().map(|row| row.times[index].as_str())).collect::<Vec<_>>()
    });
    let times: Vec<(Vec<&str>, usize)> = times.map(|cells| (cells.clone(), GAP + widest(&cells))).collect();
    let (name, goal) = (widest(&names), GAP + widest(&goals));
    let mut lines = Vec::new();
    let mut left = times.as_slice();
    while !left.is_empty() || lines.is_empty() {
        let mut room = width.saturating_sub(name + goal);
        let fitting = left.iter().take_while(|(_, wide)| {
            let fits = *wide <= room;
            room = room.saturating_sub(*wide);
            fits
        });
        let (block, rest) = left.split_at(fitting.count().max(1).min(left.len()));
        left = rest;
        lines.extend((0..names.len()).map(|row| {
            let mut line = format!("{}{}", names[row], " ".repeat(name - columns_of(names[row])));
            let cells = block.iter().map(|(cells, wide)| (cells[row], *wide));
            for (cell, wide) in [(goals[row], goal)].into_iter().chain(cells) {
                line.push_str(&" ".repeat(wide - columns_of(cell)));
                line.push_str(cell);
            }
            line
        }));
        if !left.is_empty() {
            lines.push(String::new());
        }
    }
    lines
}

fn widest(cells: &[&str]) -> usize {
    cells.iter().map(|cell| columns_of(cell)).max().unwrap_or(0)
}

/// The time, marked `~` when it is estimated.
fn with_mark(known: &KnownPace, time: String) -> String {
    if known.estimated { format!("~{time}") } else { time }
}
