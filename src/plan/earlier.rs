//! What was decided before something else became known: a sheet of a week that
//! is over shows the decisions of then.

use std::sync::Arc;

use super::{Decision, SharedPlan};
use crate::domain::calendar::Race;
use crate::domain::day::Day;
use crate::domain::event::Event;

/// Decisions that others took the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierDecisions {
    /// The day on which others took their place.
    pub until: Day,
    /// The athletes' own event, as it was known then.
    pub event: Event,
    /// The races that were known then.
    pub races: Vec<Race>,
    /// For each of them, what was decided.
    pub decisions: Vec<Arc<Decision>>,
}

impl SharedPlan {
    /// What was decided for each race, as it was known on `day`.
    pub fn decisions_on(&self, day: Day) -> &[Arc<Decision>] {
        self.earlier_on(day).map_or(&self.decisions, |earlier| &earlier.decisions)
    }

    /// The athletes' own event, as it was known on `day`.
    pub fn event_on(&self, day: Day) -> Event {
        self.earlier_on(day).map_or(self.calendar.event, |earlier| earlier.event)
    }

    /// The races of a day, as they were known on it.
    pub fn races_on(&self, day: Day) -> impl Iterator<Item = &Race> {
        let races = self.earlier_on(day).map_or(&self.calendar.races, |earlier| &earlier.races);
        races.iter().filter(move |race| race.days.contains(day))
    }

    fn earlier_on(&self, day: Day) -> Option<&EarlierDecisions> {
        self.earlier.get(self.earlier.partition_point(|earlier| earlier.until <= day))
    }
}
