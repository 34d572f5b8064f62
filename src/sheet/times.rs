//! Times on the wall: those who run the same sessions share a table.
//!
//! A split table is for one session; on a page that has to hold a week, each
//! athlete has one row with the times of all his race-pace sessions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::SheetBuilder;
use super::density::THIRD;
use super::splits::{self, SplitColumn, SplitRow};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::ids::AthleteId;
use crate::domain::season::Week;
use crate::library::WorkoutId;

/// The times of athletes who have the same race-pace sessions in a week.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct TimesTable {
    /// The sessions, in the order of their days.
    pub sessions: Vec<PacedSession>,
    /// A row for each athlete, with the times of all sessions one after the other.
    pub rows: Vec<SplitRow>,
}

/// A race-pace session, over its columns.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct PacedSession {
    /// `Thu`.
    pub day: String,
    /// The workout's title.
    pub title: String,
    /// A column for each distance and pace.
    pub columns: Vec<SplitColumn>,
}

// Widths in hundredths of the height of the type, as they are in Helvetica and the like.
const LETTER: usize = 50;
const DIGIT: usize = 56;
const BETWEEN: usize = 60;

/// The most characters that one of these has.
fn longest<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0)
}

impl TimesTable {
    /// How wide it is about, in hundredths of the height of its type.
    pub(super) fn width(&self) -> usize {
        self.width_of_names() + self.width_of_times()
    }

    fn width_of_names(&self) -> usize {
        let names = longest(self.rows.iter().map(|row| row.name.as_str()));
        let goals = longest(self.rows.iter().map(|row| row.goal.as_str()));
        names * LETTER + goals * DIGIT + 2 * BETWEEN
    }

    fn width_of_times(&self) -> usize {
        let columns = self.sessions.iter().flat_map(|session| &session.columns).enumerate();
        let widths = columns.map(|(index, column)| {
            let times = self.rows.iter().map(|row| row.times[index].as_str());
            // A pace in two words stands on two lines.
            let head = column.pace.split(' ').chain([column.distance.as_str()]);
            longest(times.chain(head)) * DIGIT + BETWEEN
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
    /// Everyone's times in a week, in the order of the sheet's columns.
    pub(super) fn times(&self, week: Week) -> Vec<TimesTable> {
        // The goal beside a name is for one event, so sessions for another are in another table.
        type Sessions = (Event, Vec<(Day, WorkoutId)>);
        let mut alike: BTreeMap<Sessions, Vec<AthleteId>> = BTreeMap::new();
        for (number, athletes) in self.by_course().into_iter().enumerate() {
            let shared = self.plan.shared_at(number);
            let mut sessions: BTreeMap<Event, Vec<(Day, WorkoutId)>> = BTreeMap::new();
            for day in week.days() {
                if let Some((event, workout)) = self.race_pace(shared, day) {
                    sessions.entry(event).or_default().push((day, workout));
                }
            }
            sessions.into_iter().for_each(|sessions| alike.entry(sessions).or_default().extend(&athletes));
        }
        let mut alike: Vec<_> = alike.into_iter().collect();
        alike.iter_mut().for_each(|(_, athletes)| athletes.sort_unstable());
        alike.sort_by_key(|(_, athletes)| {
            let first = self.season.athlete(athletes[0]);
            (first.group, first.event, athletes[0])
        });
        let mut tables: Vec<TimesTable> = Vec::new();
        for ((event, sessions), athletes) in &alike {
            let first = tables.len();
            for &(day, workout) in sessions {
                let table = self.times_of_session(*event, day, workout, athletes);
                match tables[first..].last_mut() {
                    Some(last) if last.width() + table.width_of_times() <= THIRD => {
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
        let row = |&id: &AthleteId| splits::row(self.name(id), self.season.athlete(id), workout, event, rounding).0;
        let mut rows: Vec<SplitRow> = athletes.iter().map(row).collect();
        splits::align(&mut rows);
        let day = self.season.date(day).format("%a").to_string();
        let session = PacedSession { day, title: workout.title.clone(), columns: splits::columns(workout) };
        TimesTable { sessions: vec![session], rows }
    }
}
