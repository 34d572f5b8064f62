//! Groups and phases: what is said of some athletes, and of some days.

use crate::domain::day::Day;
use crate::domain::ids::GroupId;
use crate::domain::said::{set, set_some};
use crate::domain::session::Session;
use crate::domain::volume::Percent;

/// The weekdays of a week that somebody says something of, Monday first.
pub type SaidWeek = [Option<Session>; 7];

/// A training group, as it is known on some day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name, as it was first typed.
    pub name: String,
    /// How much of the library's minutes they run.
    pub minutes: Percent,
    /// How much of the library's reps they run.
    pub reps: Percent,
    /// So many hard days in a week at most, when it is not the policy's number.
    pub hard_days: Option<usize>,
    /// So many days without a long run call for one, when it is not the policy's number.
    pub long_run_every: Option<i16>,
    /// The weekdays on which they have a week of their own.
    pub week: SaidWeek,
    /// The last day of their season.
    pub until: Option<Day>,
}

impl Group {
    /// A group of which nothing is said.
    pub fn new(name: String) -> Group {
        Group {
            name,
            minutes: Percent::ALL,
            reps: Percent::ALL,
            hard_days: None,
            long_run_every: None,
            week: SaidWeek::default(),
            until: None,
        }
    }

    /// Takes in what is said of it.
    pub fn apply(&mut self, change: &GroupChange) {
        set(&mut self.minutes, change.minutes.as_ref());
        set(&mut self.reps, change.reps.as_ref());
        set_some(&mut self.hard_days, change.hard_days.as_ref());
        set_some(&mut self.long_run_every, change.long_run_every.as_ref());
        set_some(&mut self.until, change.until.as_ref());
        for (slot, said) in self.week.iter_mut().zip(&change.week) {
            set_some(slot, said.as_ref());
        }
    }
}

/// What an entry or a piece of news says of groups. What it does not say stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupChange {
    /// How much of the library's minutes they run.
    pub minutes: Option<Percent>,
    /// How much of the library's reps they run.
    pub reps: Option<Percent>,
    /// So many hard days in a week at most.
    pub hard_days: Option<usize>,
    /// So many days without a long run call for one.
    pub long_run_every: Option<i16>,
    /// The weekdays on which they have a week of their own.
    pub week: SaidWeek,
    /// The last day of their season.
    pub until: Option<Day>,
}

/// A part of the season with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its name, as the sheets print it.
    pub name: String,
    /// The first day.
    pub from: Day,
    /// The last day, when the file says it.
    pub through: Option<Day>,
    /// For which groups, sorted; `None` for everyone.
    pub groups: Option<Vec<GroupId>>,
    /// The weekdays on which it has a week of its own.
    pub week: SaidWeek,
    /// How much of the library's minutes is run.
    pub minutes: Percent,
    /// How much of the library's reps is run.
    pub reps: Percent,
    /// Of which kinds ordinary workouts are, when the file says it.
    pub workouts: Option<PhaseWorkouts>,
    /// The first day on which it was known.
    pub known: Day,
}

word_enum! {
    /// Of which kinds ordinary workouts are.
    pub enum PhaseWorkouts {
        /// All are aerobic.
        Aerobic = "aerobic",
        /// All are at race pace.
        RacePace = "race-pace",
        /// Both, as the week has them.
        Both = "both",
    }
}

impl Phase {
    /// True when it is for a group; of those without one, when it is for everyone.
    fn includes(&self, group: Option<GroupId>) -> bool {
        match &self.groups {
            None => true,
            Some(groups) => group.is_some_and(|group| groups.binary_search(&group).is_ok()),
        }
    }

    /// True when it is for all for whom `other` is.
    fn covers(&self, other: &Phase) -> bool {
        match (&self.groups, &other.groups) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(others)) => others.iter().all(|group| own.binary_search(group).is_ok()),
        }
    }
}

/// The place in `phases` of the one that holds for a group on a day, of those known by `as_of`: one that names the
/// group goes before one for everyone, and a later one before an earlier. One that does not say how long it lasts
/// ends when the next one begins that is for all of its athletes.
pub fn phase_on(phases: &[Phase], as_of: Day, group: Option<GroupId>, day: Day) -> Option<usize> {
    let known = || phases.iter().enumerate().filter(|(_, phase)| phase.known <= as_of);
    let is_over = |phase: &Phase| match phase.through {
        Some(through) => through < day,
        None => known().any(|(_, next)| phase.from < next.from && next.from <= day && next.covers(phase)),
    };
    let holds = |phase: &Phase| phase.includes(group) && phase.from <= day && !is_over(phase);
    let holding = known().filter(|(_, phase)| holds(phase));
    let at = holding.max_by_key(|(at, phase)| (phase.groups.is_some(), phase.from, *at))?.0;
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phase(from: usize, through: Option<usize>, groups: Option<&[u32]>) -> Phase {
        Phase {
            name: String::new(),
            from: Day::at(from),
            through: through.map(Day::at),
            groups: groups.map(|groups| groups.iter().copied().map(GroupId).collect()),
            week: SaidWeek::default(),
            minutes: Percent::ALL,
            reps: Percent::ALL,
            workouts: None,
            known: Day::BEFORE_ALL,
        }
    }

    fn on(phases: &[Phase], group: u32, day: usize) -> Option<usize> {
        phase_on(phases, Day::BEFORE_ALL, Some(GroupId(group)), Day::at(day))
    }

    #[test]
    fn a_phase_ends_on_its_last_day_or_when_the_next_one_begins() {
        let phases = [phase(0, None, None), phase(10, Some(15), None), phase(20, None, None)];
        let held: Vec<_> = [0, 9, 10, 15, 16, 19, 20, 99].map(|day| on(&phases, 0, day)).to_vec();
        assert_eq!(held, [Some(0), Some(0), Some(1), Some(1), None, None, Some(2), Some(2)]);
    }

    #[test]
    fn one_that_names_the_group_goes_before_one_for_everyone_and_leaves_the_others_theirs() {
        let phases = [phase(0, None, None), phase(10, Some(15), Some(&[1])), phase(20, None, None)];
        assert_eq!([9, 10, 15, 16, 20].map(|day| on(&phases, 1, day)), [Some(0), Some(1), Some(1), Some(0), Some(2)]);
        assert_eq!([9, 10, 15, 16, 20].map(|day| on(&phases, 0, day)), [Some(0), Some(0), Some(0), Some(0), Some(2)]);
    }
}
