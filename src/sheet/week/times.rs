//! Times on the wall: athletes who run the same sessions share a table.
//!
//! A split table is for one session; on a page that has to hold a week, each
//! athlete has one row with the times of all race-pace sessions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::ids::AthleteId;
use crate::domain::season::Week;
use crate::library::WorkoutId;
use crate::sheet::SheetBuilder;
use crate::sheet::paper::{DIGIT, NAME_LETTER};
use crate::sheet::splits::{self, SplitColumn, SplitRow};

/// The times of athletes who have the same race-pace sessions in a week.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct TimesTable {
    /// The sessions, in the order of their days.
    pub sessions: Vec<RacePaceSession>,
    /// A row for each athlete, with the times of all sessions one after the other.
    pub rows: Vec<SplitRow>,
}

/// A race-pace session, over its columns.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RacePaceSession {
    /// `Thu`.
    pub day: String,
    /// The workout's title.
    pub title: String,
    /// A column for each distance and pace.
    pub columns: Vec<SplitColumn>,
}

/// The room between two columns, in hundredths of an em.
const GUTTER: usize = 60;

/// The most characters that one of these has.
fn longest<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0)
}

impl TimesTable {
    /// How wide it is about, in hundredths of an em.
    pub(super) fn width(&self) -> usize {
        self.width_of_names() + self.width_of_times()
    }

    fn width_of_names(&self) -> usize {
        let names = longest(self.rows.iter().map(|row| row.name.as_str()));
        let goals = longest(self.rows.iter().map(|row| row.goal.as_str()));
        names * NAME_LETTER + goals * DIGIT + 2 * GUTTER
    }

    fn width_of_times(&self) -> usize {
        let columns = self.sessions.iter().flat_map(|session| &session.columns).enumerate();
        let widths = columns.map(|(index, column)| {
            let times = self.rows.iter().map(|row| row.times[index].as_str());
            // A pace in two words stands on two lines.
            let head = column.pace.split(' ').chain([column.distance.as_str()]);
            longest(times.chain(head)) * DIGIT + GUTTER
        });
        widths.sum()
    }

    /// Puts the sessions of `other`, a table of the same athletes, beside these.
    fn join(&mut self, other: TimesTable) {
        self.sessions.extend(other.sessions);
        for (row, other) in self.rows.iter_mut().zip(other.rows) {
            row.times.extend(other.times);
        }
    }
}

impl SheetBuilder<'_> {
    /// Everyone's times in a week, in the order of the sheet's columns; sessions
    /// stand side by side up to `max_width`, in hundredths of an em.
    pub(super) fn times(&self, week: Week, max_width: usize) -> Vec<TimesTable> {
        // The goal beside a name is for one event, so sessions for another are in another table.
        type Sessions = (Event, Vec<(Day, WorkoutId)>);
        let mut athletes_of: BTreeMap<Sessions, Vec<AthleteId>> = BTreeMap::new();
        // At another load there are fewer reps in mostly the same times.
        let timed = |workout: WorkoutId| {
            let full = self.workouts.at_full_load(workout);
            let legs = |id| self.workouts.get(id).paced_legs();
            if full == workout || legs(full) != legs(workout) { workout } else { full }
        };
        let by_plan = self.athletes_by_plan().into_iter().enumerate();
        for (number, athletes) in by_plan.filter(|(_, athletes)| !athletes.is_empty()) {
            let shared = self.plan.shared_at(number);
            let mut sessions: BTreeMap<Event, Vec<(Day, WorkoutId)>> = BTreeMap::new();
            for day in week.days() {
                if let Some((event, workout)) = self.race_pace(shared, day) {
                    sessions.entry(event).or_default().push((day, timed(workout)));
                }
            }
            sessions.into_iter().for_each(|sessions| athletes_of.entry(sessions).or_default().extend(&athletes));
        }
        let mut athletes_of: Vec<_> = athletes_of.into_iter().collect();
        athletes_of.iter_mut().for_each(|(_, athletes)| athletes.sort_unstable());
        athletes_of.sort_by_key(|(_, athletes)| {
            let first = self.season.athlete(athletes[0]);
            (first.group, first.event, athletes[0])
        });
        let mut tables: Vec<TimesTable> = Vec::new();
        for ((event, sessions), athletes) in &athletes_of {
            let first = tables.len();
            for &(day, workout) in sessions {
                let table = self.times_of_session(*event, day, workout, athletes);
                match tables[first..].last_mut() {
                    Some(last) if last.width() + table.width_of_times() <= max_width => {
                        last.join(table);
                    }
                    _ => tables.push(table),
                }
            }
        }
        tables
    }

    fn times_of_session(&self, event: Event, day: Day, workout: WorkoutId, athletes: &[AthleteId]) -> TimesTable {
        let workout = self.workouts.get(workout);
        let rounding = self.season.policy.rounding;
        let row = |&id: &AthleteId| splits::row(self.name(id), self.athlete_on(id, day), workout, event, rounding).0;
        let mut rows: Vec<SplitRow> = athletes.iter().map(row).collect();
        splits::align(&mut rows);
        let day = self.season.date(day).format("%a").to_string();
        let session = RacePaceSession { day, title: workout.title.clone(), columns: splits::columns(workout) };
        TimesTable { sessions: vec![session], rows }
    }
}
