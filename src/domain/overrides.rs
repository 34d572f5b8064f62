//! The coach's own choices for single days: `[[days]]`.

use crate::domain::athlete::Athlete;
use crate::domain::day::Day;
use crate::domain::ids::{AthleteId, GroupId};
use crate::domain::session::Session;
use crate::domain::workout::Workout;

/// The coach's choice for one day, or for each of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOverride {
    /// The day, or the first one.
    pub day: Day,
    /// The last day, inclusive, when it is for several: those without practice
    /// and race days are left as they are.
    pub through: Option<Day>,
    /// For whom.
    pub who: Who,
    /// What the day holds, when the coach says so.
    pub session: Option<Session>,
    /// Which workout it holds, when the coach says so.
    pub workout: Option<ChosenWorkout>,
    /// What the sheet adds to the day.
    pub note: Option<String>,
    /// The first day on which it was known.
    pub known: Day,
}

/// The workout of a day that the coach chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChosenWorkout {
    /// The one of the library with this id.
    OfTheLibrary(String),
    /// One that is written in the season file.
    Written(Box<Workout>),
}

impl DayOverride {
    /// Its days, in order.
    pub fn days(&self) -> impl Iterator<Item = Day> + use<> {
        let (first, last) = (self.day, self.through.unwrap_or(self.day));
        (0..=last.since(first)).map(move |days| first.plus(days))
    }
}

/// For whom a choice is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everyone.
    Everyone,
    /// These groups, sorted.
    Groups(Vec<GroupId>),
    /// These athletes, sorted.
    Athletes(Vec<AthleteId>),
}

impl Who {
    /// True when it is meant for this athlete.
    pub fn includes(&self, id: AthleteId, athlete: &Athlete) -> bool {
        match self {
            Who::Everyone => true,
            Who::Groups(groups) => athlete.group.is_some_and(|group| groups.binary_search(&group).is_ok()),
            Who::Athletes(athletes) => athletes.binary_search(&id).is_ok(),
        }
    }

    /// How narrowly it is meant: a choice for an athlete goes before one for their
    /// group, and that before one for everyone.
    pub const fn narrowness(&self) -> u8 {
        match self {
            Who::Everyone => 0,
            Who::Groups(_) => 1,
            Who::Athletes(_) => 2,
        }
    }
}
