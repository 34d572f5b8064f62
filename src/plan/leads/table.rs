//! The state of the search for leads, and the table of scores that it indexes.

use std::ops::{Add, Index, IndexMut};

use crate::domain::lead::Lead;

/// How many days before a race the last lead so far is: the state of the
/// dynamic program, and the index of its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LastLead {
    /// So far back that it is in nobody's way; or there is none.
    Clear,
    Two,
    Three,
    Four,
}

impl LastLead {
    pub(super) const ALL: [LastLead; 4] = [LastLead::Clear, LastLead::Two, LastLead::Three, LastLead::Four];

    /// A lead so many days before a race. It is at least two before its own, so fewer do not occur.
    pub(super) const fn days_back(days: i16) -> LastLead {
        match days {
            2 => LastLead::Two,
            3 => LastLead::Three,
            4 => LastLead::Four,
            _ => LastLead::Clear,
        }
    }

    const fn days(self) -> Option<i16> {
        match self {
            LastLead::Clear => None,
            LastLead::Two => Some(2),
            LastLead::Three => Some(3),
            LastLead::Four => Some(4),
        }
    }

    /// The same lead seen from a race `gap` days later.
    pub(super) fn seen_later(self, gap: i16) -> LastLead {
        self.days().map_or(LastLead::Clear, |days| LastLead::days_back(days + gap))
    }

    /// True when this may be chosen for the race: its day is not too close to the last lead.
    pub(super) fn leaves_room_for(self, lead: Option<Lead>) -> bool {
        match (self.days(), lead) {
            (Some(days), Some(lead)) => 1 < (days - lead.days_before()).abs(),
            _ => true,
        }
    }
}

/// For each [`LastLead`] the best score; `None` where there is no plan.
#[derive(Clone, Copy)]
pub(super) struct Scores([Option<Score>; LastLead::ALL.len()]);

impl Scores {
    /// The same score for every last lead.
    pub(super) const fn same(score: Option<Score>) -> Scores {
        Scores([score; LastLead::ALL.len()])
    }

    /// The score that `best` finds for each.
    pub(super) fn of(best: impl FnMut(LastLead) -> Option<Score>) -> Scores {
        Scores(LastLead::ALL.map(best))
    }
}

impl Index<LastLead> for Scores {
    type Output = Option<Score>;

    fn index(&self, last: LastLead) -> &Option<Score> {
        &self.0[last as usize]
    }
}

impl IndexMut<LastLead> for Scores {
    fn index_mut(&mut self, last: LastLead) -> &mut Option<Score> {
        &mut self.0[last as usize]
    }
}

/// What a choice scores: its points (R09), and among equal points how many of
/// the athlete's group train on the day of the lead for certain, and how many may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Score {
    pub(super) points: u64,
    pub(super) certain: u64,
    pub(super) possible: u64,
}

impl Add for Score {
    type Output = Score;

    fn add(self, other: Score) -> Score {
        Score {
            points: self.points + other.points,
            certain: self.certain + other.certain,
            possible: self.possible + other.possible,
        }
    }
}
