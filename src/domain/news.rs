//! What became known in the season, as the file says it.

use crate::domain::athlete::{Absence, AthleteChange};
use crate::domain::day::Day;
use crate::domain::event::Times;
use crate::domain::group::{GroupChange, SaidWeek};
use crate::domain::ids::{AthleteId, GroupId, MeetId};
use crate::domain::meet::MeetChange;

/// One piece of news: on `known` everyone learns of it, and that day is the
/// first that is planned with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// The first day that is planned with it.
    pub known: Day,
    /// Of whom or what it is, and what it says.
    pub fact: Fact,
    /// Why, as the coach put it; never with athletes.
    pub why: Option<String>,
}

/// Of whom or what news is, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A meet.
    Meet(MeetId, Box<MeetChange>),
    /// Athletes, sorted.
    Athletes(Vec<AthleteId>, Box<AthleteChange>),
    /// Groups, sorted.
    Groups(Vec<GroupId>, Box<GroupNews>),
    /// The whole team.
    Team(TeamChange),
}

/// What news says of groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupNews {
    /// What it says of the groups themselves.
    pub change: GroupChange,
    /// An absence of everyone who is in them on that day.
    pub away: Vec<Absence>,
}

/// What news says of the whole team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamChange {
    /// Closed days that are practice after all.
    pub open: Option<Absence>,
    /// The weekdays of the coach's week that change, Monday first.
    pub week: SaidWeek,
    /// Goals of many athletes at once.
    pub goals: Vec<(AthleteId, Times)>,
}
