//! What those who share a plan do on one day, in words: every sheet with days begins with it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{SheetBuilder, phrases};
use crate::domain::calendar::Race;
use crate::domain::day::Day;
use crate::domain::reason::Cause;
use crate::domain::session::Session;
use crate::domain::workout::Workout;
use crate::plan::SharedPlan;

/// What one column does on one day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Cell {
    /// The kind of session, as in the season file, for a template's own marks.
    pub kind: &'static str,
    /// True for races, time trials, leads and workouts.
    pub hard: bool,
    /// What heads the day: `48-hour workout`.
    pub title: &'static str,
    /// What is run, or where.
    pub lines: Vec<String>,
    /// What the coach adds.
    pub notes: Vec<String>,
    /// True when a change of the calendar changed the day.
    pub changed: bool,
    /// How many columns it spans: neighbors that do the same are joined, and
    /// one that is joined to the cell before it spans 0.
    pub span: usize,
}

impl SheetBuilder<'_> {
    /// What those who share a plan do on one day.
    pub fn cell(&self, shared: &SharedPlan, day: Day) -> Cell {
        let index = day.index().expect("a week lies within its season");
        let planned = &shared.days[index];
        let workout = shared.workouts[index].map(|id| self.workouts.get(id));
        let lines = match planned.session {
            Session::Race | Session::TimeTrial => self.race_lines(shared, day),
            Session::Off => self.off_lines(shared, day),
            _ => workout.map(run_lines).unwrap_or_default(),
        };
        let notes = shared.calendar.notes.iter().filter(|(of, _)| *of == day);
        Cell {
            kind: planned.session.as_str(),
            hard: planned.session.is_hard(),
            title: phrases::session(planned.session),
            lines,
            notes: notes.filter_map(|&(_, id)| self.season.day_override(id).note.clone()).collect(),
            changed: shared.changes.iter().any(|changed| changed.day == day && self.marked.contains(&changed.known)),
            span: 1,
        }
    }

    fn race_lines(&self, shared: &SharedPlan, day: Day) -> Vec<String> {
        let races = shared.races_on(day);
        races.map(|race| format!("{}: {}", self.season.meet(race.meet).name, self.events_raced(race, day))).collect()
    }

    /// The events of a race on one of its days: `800 and 1600`, `800 final`.
    pub(super) fn events_raced(&self, race: &Race, day: Day) -> String {
        let schedule = &self.meet_on(race.meet, day).schedule;
        let events: Vec<String> = race
            .events
            .iter()
            .filter_map(|event| {
                let shown = without_breaks(event.shown().to_owned());
                let Some(days) = schedule.event_days(event) else { return Some(shown) };
                let count = days.iter().count();
                let on_day = days.iter().enumerate().filter(|&(_, of_event)| of_event == day);
                let rounds = on_day.map(|(at, _)| if at + 1 == count { "final" } else { "prelim" });
                let rounds: Vec<&str> = rounds.collect();
                match rounds.as_slice() {
                    [] => None,
                    _ if count == 1 => Some(shown),
                    rounds => Some(format!("{shown} {}", phrases::and(rounds))),
                }
            })
            .collect();
        phrases::and(&events)
    }

    fn off_lines(&self, shared: &SharedPlan, day: Day) -> Vec<String> {
        let planned = &shared.days[day.index().unwrap_or(0)];
        let closed = planned.why.closed.and_then(|closed| self.season.closed(closed).why.clone());
        let race_next = planned
            .notes
            .iter()
            .filter(|note| note.cause == Cause::BeforeRace)
            .map(|note| phrases::reason(self.season, note));
        closed.into_iter().chain(race_next).collect()
    }
}

/// What is run, a line each.
pub(super) fn run_lines(workout: &Workout) -> Vec<String> {
    workout.run.iter().map(|set| without_breaks(set.to_string())).collect()
}

/// Keeps what is read in one breath on one line of a narrow column: the spaces
/// in `3 × 400` and before a unit do not break.
pub(super) fn without_breaks(line: String) -> String {
    [" ×", "× ", " rest", " jog", " walk", " min"]
        .into_iter()
        .fold(line, |line, unit| line.replace(unit, &unit.replace(' ', "\u{a0}")))
}
