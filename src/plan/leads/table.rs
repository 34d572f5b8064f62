//! The state of the search for leads, and the tables of totals by it.

use std::ops::Add;

use crate::domain::day::Day;

/// The last lead that was chosen so far, as far as it can be in the way of the
/// next: the state of the dynamic program. `None` where it cannot be, or where there is none.
pub(super) type LastLead = Option<ChosenLead>;

/// A lead that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ChosenLead {
    /// Its day.
    pub(super) day: Day,
    /// How many were chosen in its week, this one included.
    pub(super) in_its_week: usize,
}

/// For each last lead that can occur before a race, the best total with it.
#[derive(Clone, Default)]
pub(super) struct Totals(Vec<(LastLead, Score)>);

impl Totals {
    /// The best total with this last lead, unless it cannot occur.
    pub(super) fn get(&self, last: LastLead) -> Option<Score> {
        self.0.iter().find(|(known, _)| *known == last).map(|&(_, score)| score)
    }

    /// Takes in a total that can be reached with this last lead.
    pub(super) fn raise(&mut self, last: LastLead, total: Score) {
        match self.0.iter_mut().find(|(known, _)| *known == last) {
            Some((_, best)) => *best = total.max(*best),
            None => self.0.push((last, total)),
        }
    }

    /// The last leads that can occur, in the order in which they were found.
    pub(super) fn last_leads(&self) -> impl Iterator<Item = LastLead> {
        self.0.iter().map(|&(last, _)| last)
    }
}

/// What a choice scores: its points (R09), and among equal points how many lead days are the group's line's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Score {
    pub(super) points: u64,
    pub(super) with_the_line: u64,
}

impl Add for Score {
    type Output = Score;

    fn add(self, other: Score) -> Score {
        Score { points: self.points + other.points, with_the_line: self.with_the_line + other.with_the_line }
    }
}
