//! An athlete, as the coach enters them.

use crate::domain::day::{Day, DaySet};
use crate::domain::event::{Event, Times};
use crate::domain::ids::GroupId;

/// One athlete.
#[derive(Clone, Debug)]
pub struct Athlete {
    /// The name as typed.
    pub name: String,
    /// The event they specialize in.
    pub event: Event,
    /// Their training group.
    pub group: Option<GroupId>,
    /// Goal times.
    pub goals: Times,
    /// Best times.
    pub bests: Times,
    /// The coach's word on the volume of their 72-hour workouts.
    pub volume: Option<Volume>,
    /// Days on which they are away.
    pub away: DaySet,
    /// The last day of their season.
    pub until: Day,
}

/// How much of a 72-hour workout is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Volume {
    /// The higher one, earlier in the season.
    Higher,
    /// The lower one, for the championship season.
    Lower,
}

impl Volume {
    /// Both.
    pub const ALL: [Volume; 2] = [Volume::Higher, Volume::Lower];

    /// The word for it in the season file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Volume::Higher => "higher",
            Volume::Lower => "lower",
        }
    }
}
