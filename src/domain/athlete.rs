//! An athlete as they are known on some day, and what an entry or a piece of news says of them.

use crate::domain::day::{Day, DaySet};
use crate::domain::event::{Event, KnownPace, Rung, Times, race_pace};
use crate::domain::ids::GroupId;
use crate::domain::name::Name;
use crate::domain::said::{set, set_some};
use crate::domain::volume::{Percent, Volume};

/// One athlete, as they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Athlete {
    /// Their name.
    pub name: Name,
    /// The first day on which they were known; before it, they are not there.
    pub known: Day,
    /// The event they specialize in.
    pub event: Event,
    /// Their training group.
    pub group: Option<GroupId>,
    /// Goal times.
    pub goals: Times,
    /// Best times.
    pub bests: Times,
    /// The coach's choice of volume for their 72-hour workouts.
    pub volume: Option<Volume>,
    /// How much of minutes and reps they run.
    pub load: Percent,
    /// Absences, in the order in which they became known.
    pub absences: Vec<Absence>,
    /// Their first day with the team.
    pub from: Day,
    /// The last day of their season, when it is not their group's.
    pub until: Option<Day>,
}

/// Days on which somebody is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Absence {
    /// The first day.
    pub from: Day,
    /// The last day, inclusive.
    pub through: Day,
}

impl Absence {
    /// True when `day` is one of its days.
    pub fn has(&self, day: Day) -> bool {
        self.from <= day && day <= self.through
    }
}

/// What an entry or a piece of news says of athletes. What it does not say stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AthleteChange {
    /// The event they specialize in.
    pub event: Option<Event>,
    /// Their training group.
    pub group: Option<GroupId>,
    /// Some goal times.
    pub goals: Times,
    /// Some best times.
    pub bests: Times,
    /// The volume of their 72-hour workouts.
    pub volume: Option<Volume>,
    /// How much of minutes and reps they run.
    pub load: Option<Percent>,
    /// More absences.
    pub away: Vec<Absence>,
    /// True when they are back: absences that have begun end.
    pub back: bool,
    /// The last day of their season.
    pub until: Option<Day>,
}

impl Athlete {
    /// The days on which they are away, inside their season.
    pub fn away(&self) -> DaySet {
        let mut days = DaySet::default();
        for absence in &self.absences {
            days.insert_through(absence.from, absence.through);
        }
        days
    }

    /// Their race pace over the distance of `rung`, as far as goals and bests tell it.
    pub fn race_pace(&self, rung: Rung) -> Option<KnownPace> {
        race_pace(&self.goals, &self.bests, rung)
    }

    /// Takes in what becomes known of them on one day, in file order. Who is
    /// back ends what was known before; a new absence of that day stays.
    pub fn apply(&mut self, known: Day, changes: &[&AthleteChange]) {
        if changes.iter().any(|change| change.back) {
            self.come_back(known);
        }
        for change in changes {
            set(&mut self.event, change.event.as_ref());
            set_some(&mut self.group, change.group.as_ref());
            set_some(&mut self.volume, change.volume.as_ref());
            set(&mut self.load, change.load.as_ref());
            set_some(&mut self.until, change.until.as_ref());
            self.goals.update(&change.goals);
            self.bests.update(&change.bests);
            self.absences.extend(&change.away);
        }
    }

    /// Ends the absences that have begun by `known`; later ones stay.
    fn come_back(&mut self, known: Day) {
        for absence in self.absences.iter_mut().filter(|absence| absence.from <= known) {
            absence.through = absence.through.min(known.before());
        }
        self.absences.retain(|absence| absence.from <= absence.through);
    }
}
