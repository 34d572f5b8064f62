//! The checked season: what the coach's file says, with every name resolved.
//!
//! Only `season::check` makes one. A value of these types is free of problems
//! that would stop a build, so what comes after it cannot fail.

use chrono::{NaiveDate, Weekday};

use crate::domain::athlete::Athlete;
use crate::domain::day::{Day, DaySet};
use crate::domain::ids::{AthleteId, ClosedId, GroupId, MeetId, OverrideId};
use crate::domain::meet::Meet;
use crate::domain::output::Output;
use crate::domain::pace::Rounding;
use crate::domain::session::Session;

/// A whole season, checked.
#[derive(Clone, Debug)]
pub struct Season {
    /// Its name as the sheets print it.
    pub name: String,
    /// The first day.
    pub start: NaiveDate,
    /// The last day, inclusive.
    pub end: NaiveDate,
    /// Days that fall on a weekday without practice.
    pub off: DaySet,
    /// The weekday on which a week starts.
    pub week_starts: Weekday,
    /// From this day on the 72-hour workouts are of lower volume.
    pub championship_from: Option<NaiveDate>,
    /// The IANA name of the zone that meet times are in.
    pub timezone: Option<String>,
    /// The coach's standing choices.
    pub policy: Policy,
    /// What a build makes.
    pub output: Output,
    /// The coach's ordinary week, Monday first.
    pub week: [Session; 7],
    /// Days without practice.
    pub closed: Vec<Closed>,
    /// Meets, in file order.
    pub meets: Vec<Meet>,
    /// Group names.
    pub groups: Vec<String>,
    /// Athletes, in file order.
    pub athletes: Vec<Athlete>,
    /// The coach's word on single days, in file order.
    pub overrides: Vec<DayOverride>,
}

impl Season {
    /// How many days the season has.
    pub fn days(&self) -> usize {
        self.day(self.end).next().index().expect("a season ends on or after its first day")
    }

    /// The day of `date`.
    pub fn day(&self, date: NaiveDate) -> Day {
        Day::between(self.start, date)
    }

    /// The date of `day`.
    pub fn date(&self, day: Day) -> NaiveDate {
        day.date(self.start)
    }

    /// The meet that `id` names.
    pub fn meet(&self, id: MeetId) -> &Meet {
        &self.meets[id.0 as usize]
    }

    /// The athlete that `id` names.
    pub fn athlete(&self, id: AthleteId) -> &Athlete {
        &self.athletes[id.0 as usize]
    }

    /// The `[[days]]` entry that `id` names.
    pub fn day_override(&self, id: OverrideId) -> &DayOverride {
        &self.overrides[id.0 as usize]
    }

    /// The `[[closed]]` entry that `id` names.
    pub fn closed(&self, id: ClosedId) -> &Closed {
        &self.closed[id.0 as usize]
    }

    /// The name of a group.
    pub fn group(&self, id: GroupId) -> &str {
        &self.groups[id.0 as usize]
    }

    /// Every athlete's id, in file order.
    pub fn athlete_ids(&self) -> impl Iterator<Item = AthleteId> + use<> {
        (0..self.athletes.len() as u32).map(AthleteId)
    }

    /// Every meet with its id, in file order.
    pub fn meets_with_ids(&self) -> impl Iterator<Item = (MeetId, &Meet)> {
        self.meets.iter().enumerate().map(|(index, meet)| (MeetId(index as u32), meet))
    }

    /// The days after the first one on which something became known, in order.
    pub fn news_days(&self) -> Vec<Day> {
        let changes = self.meets.iter().flat_map(|meet| &meet.changes).map(|change| change.known);
        let overrides = self.overrides.iter().filter_map(|day_override| day_override.known);
        let mut days: Vec<Day> = changes.chain(overrides).filter(|&day| Day::at(0) < day).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The season as it was known on the evening of `day`.
    #[must_use]
    pub fn as_known_on(&self, day: Day) -> Season {
        let mut season = self.clone();
        season.meets.iter_mut().for_each(|meet| meet.changes.retain(|change| change.known <= day));
        // What was not said yet stays in its place, so that ids name the same; it says nothing.
        for day_override in
            season.overrides.iter_mut().filter(|day_override| day_override.known.is_some_and(|known| day < known))
        {
            (day_override.session, day_override.note) = (None, None);
        }
        season
    }

    /// What `[week]` says for a weekday.
    pub fn week_says(&self, weekday: Weekday) -> Session {
        self.week[weekday.num_days_from_monday() as usize]
    }

    /// The weeks of the season, in order: the first and the last may be short.
    pub fn weeks(&self) -> Vec<Week> {
        let days = self.days();
        let into_week =
            usize::try_from(crate::domain::day::weekday(self.start, Day::at(0)).days_since(self.week_starts))
                .expect("a weekday is at most six days after another");
        let mut weeks = Vec::new();
        let mut first = 0;
        let mut next = 7 - into_week;
        while first < days {
            let last = next.min(days) - 1;
            weeks.push(Week { number: weeks.len() + 1, first: Day::at(first), last: Day::at(last) });
            (first, next) = (next, next + 7);
        }
        weeks
    }
}

/// One week of the season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Counted from 1.
    pub number: usize,
    /// Its first day in the season.
    pub first: Day,
    /// Its last day in the season, inclusive.
    pub last: Day,
}

impl Week {
    /// Its days, in order.
    pub fn days(self) -> impl DoubleEndedIterator<Item = Day> + Clone {
        (0..=self.last.since(self.first)).map(move |days| self.first.plus(days))
    }

    /// True when `day` is one of its days.
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }
}

/// The coach's standing choices.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Days from the last race to the next that call for the 72-hour workout.
    pub short_turnaround: Vec<i16>,
    /// What a freed day becomes.
    pub canceled_race: Session,
    /// More events than this for one athlete at one meet are an error.
    pub max_events_per_meet: usize,
    /// To what splits are rounded.
    pub rounding: Rounding,
    /// How names are shown.
    pub names: Names,
}

/// How the sheets show names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// First name and last initial, longer only where two would read alike.
    FirstInitial,
    /// As typed.
    Full,
}

/// Days without practice.
#[derive(Clone, Debug)]
pub struct Closed {
    /// The first day.
    pub from: Day,
    /// The last day, inclusive.
    pub through: Day,
    /// Why, as the coach put it.
    pub why: Option<String>,
}

/// The coach's word on one day.
#[derive(Clone, Debug)]
pub struct DayOverride {
    /// The day.
    pub day: Day,
    /// For whom.
    pub who: Who,
    /// What the day holds, when it is said.
    pub session: Option<Session>,
    /// What the sheet adds to the day.
    pub note: Option<String>,
    /// The day the word was given; before it, it was not known.
    pub known: Option<Day>,
}

/// For whom a word is meant.
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

    /// How narrowly it is meant: a word to an athlete goes before one to their
    /// group, and that before one to everyone.
    pub const fn narrowness(&self) -> u8 {
        match self {
            Who::Everyone => 0,
            Who::Groups(_) => 1,
            Who::Athletes(_) => 2,
        }
    }
}
