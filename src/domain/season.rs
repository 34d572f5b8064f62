//! The season as it is known on some day, with every name resolved.
//!
//! Only `season::check` makes the first one, from what the coach's file says;
//! [`History`](crate::domain::history::History) makes those of later days from
//! it and the news. A value of these types is free of problems that would stop
//! a build, so what comes after it cannot fail. Versions share what is the same.

use std::sync::Arc;

use chrono::{NaiveDate, Weekday};

use crate::domain::athlete::Athlete;
use crate::domain::day::{Day, DaySet, weekday};
use crate::domain::group::{self, Group, Phase};
use crate::domain::ids::{AthleteId, ClosedId, GroupId, MeetId, OverrideId, PhaseId};
use crate::domain::meet::Meet;
use crate::domain::output::Output;
use crate::domain::overrides::DayOverride;
use crate::domain::pace::Rounding;
use crate::domain::session::Session;
use crate::domain::volume::Percent;

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
    /// The day as of which this is known: entries that became known later are not there.
    pub as_of: Day,
    /// Entries of `[[closed]]`, in file order.
    pub closed: Arc<Vec<Closed>>,
    /// The days that are closed as far as is known, and the entry that closes each, by day.
    pub closures: Arc<Vec<(Day, ClosedId)>>,
    /// Meets, in file order.
    pub meets: Arc<Vec<Arc<Meet>>>,
    /// The groups, in order of first mention.
    pub groups: Arc<Vec<Group>>,
    /// Entries of `[[phases]]`, in file order.
    pub phases: Arc<Vec<Phase>>,
    /// Athletes, in file order.
    pub athletes: Arc<Vec<Arc<Athlete>>>,
    /// The coach's choices for single days, in file order.
    pub overrides: Arc<Vec<DayOverride>>,
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

    /// True when the coach has seen warnings of this code: all of them, or those about this meet.
    pub fn accepts(&self, code: &str, meet: Option<MeetId>) -> bool {
        let of_meet = meet.into_iter().flat_map(|id| &self.meet(id).accept);
        self.policy.accept.iter().chain(of_meet).any(|accepted| accepted == code)
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
        &self.groups[id.0 as usize].name
    }

    /// The phase that holds for a group, or for those without one, on a day.
    pub fn phase_on(&self, group: Option<GroupId>, day: Day) -> Option<PhaseId> {
        group::phase_on(&self.phases, self.as_of, group, day).map(|at| PhaseId(at as u32))
    }

    /// The phase that `id` names.
    pub fn phase(&self, id: PhaseId) -> &Phase {
        &self.phases[id.0 as usize]
    }

    /// The last day of an athlete's season: their own, else their group's, else the season's.
    pub fn last_day(&self, athlete: &Athlete) -> Day {
        self.until(athlete).unwrap_or_else(|| self.day(self.end))
    }

    /// The last day of an athlete's season where the coach says one, for them or for their group.
    pub fn until(&self, athlete: &Athlete) -> Option<Day> {
        let of_group = || self.groups[athlete.group?.0 as usize].until;
        athlete.until.or_else(of_group)
    }

    /// True when `day` is between an athlete's first and their last day.
    pub fn is_on_the_team(&self, athlete: &Athlete, day: Day) -> bool {
        athlete.from <= day && day <= self.last_day(athlete)
    }

    /// The ids of the athletes who are known, in file order.
    pub fn athlete_ids(&self) -> impl Iterator<Item = AthleteId> + '_ {
        self.athletes_with_ids().map(|(id, _)| id)
    }

    /// Every athlete who is known with their id, in file order.
    pub fn athletes_with_ids(&self) -> impl Iterator<Item = (AthleteId, &Athlete)> {
        let all = self.athletes.iter().enumerate().map(|(index, athlete)| (AthleteId(index as u32), &**athlete));
        all.filter(|(_, athlete)| athlete.known <= self.as_of)
    }

    /// Every meet that is known with its id, in file order.
    pub fn meets_with_ids(&self) -> impl Iterator<Item = (MeetId, &Meet)> {
        let all = self.meets.iter().enumerate().map(|(index, meet)| (MeetId(index as u32), &**meet));
        all.filter(|(_, meet)| meet.known <= self.as_of)
    }

    /// Every entry of `[[days]]` that is known with its id, in file order.
    pub fn overrides_with_ids(&self) -> impl Iterator<Item = (OverrideId, &DayOverride)> {
        let all = self.overrides.iter().enumerate().map(|(index, entry)| (OverrideId(index as u32), entry));
        all.filter(|(_, entry)| entry.known <= self.as_of)
    }

    /// The entry that closes `day`, as far as is known.
    pub fn closed_by(&self, day: Day) -> Option<ClosedId> {
        let at = self.closures.binary_search_by_key(&day, |&(day, _)| day).ok()?;
        Some(self.closures[at].1)
    }

    /// What is planned for a group, or for those without one, on a day when nothing else is: what the phase that names
    /// the group says for the weekday, else the group, else a phase for everyone, else `[week]`.
    pub fn ordinary_session(&self, group: Option<GroupId>, day: Day) -> Session {
        let weekday = weekday(self.start, day);
        let index = weekday.num_days_from_monday() as usize;
        let phase = self.phase_on(group, day).map(|id| self.phase(id));
        let of_phase = |names_it: bool| phase.filter(|phase| phase.groups.is_some() == names_it)?.week[index];
        let of_group = || self.groups[group?.0 as usize].week[index];
        let said = of_phase(true).or_else(of_group).or_else(|| of_phase(false));
        said.unwrap_or_else(|| self.week_says(weekday))
    }

    /// What `[week]` says for a weekday.
    pub fn week_says(&self, weekday: Weekday) -> Session {
        self.week[weekday.num_days_from_monday() as usize]
    }

    /// The weeks of the season, in order: the first and the last may be short.
    pub fn weeks(&self) -> Vec<Week> {
        let days = self.days();
        let into_week = usize::try_from(weekday(self.start, Day::at(0)).days_since(self.week_starts))
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
    /// So many hard days in a week at most.
    pub hard_days: usize,
    /// So many days without a long run call for one.
    pub long_run_every: i16,
    /// After which races the long run may be on the next day.
    pub long_run_after_race: LongRunAfterRace,
    /// How much is run in the second-last and in the last week before an athlete's last championship.
    pub taper: [Percent; 2],
    /// More events than this for one athlete at one meet are an error.
    pub max_events_per_meet: usize,
    /// Fewer practices than this before an athlete's first meet are warned of.
    pub practices_before_first_meet: Option<usize>,
    /// More meets than this in an athlete's week are warned of.
    pub meets_a_week: Option<usize>,
    /// More meets than this in an athlete's season are warned of.
    pub meets_a_season: Option<usize>,
    /// To what splits are rounded.
    pub rounding: Rounding,
    /// How names are shown.
    pub names: Names,
    /// Codes of warnings that the coach has seen.
    pub accept: Vec<String>,
}

word_enum! {
    /// After which races the long run may be on the next day.
    #[derive(Default)]
    pub enum LongRunAfterRace {
        /// Races that are trained through.
        #[default]
        TrainThrough = "train-through",
        /// Any race.
        Any = "any",
        /// None.
        Never = "never",
    }
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            short_turnaround: vec![5, 6],
            canceled_race: Session::Workout,
            hard_days: 3,
            long_run_every: 10,
            long_run_after_race: LongRunAfterRace::default(),
            taper: [Percent::new(80), Percent::new(60)],
            max_events_per_meet: 4,
            practices_before_first_meet: None,
            meets_a_week: None,
            meets_a_season: None,
            rounding: Rounding::default(),
            names: Names::FirstInitial,
            accept: Vec::new(),
        }
    }
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
    /// The first day on which it was known.
    pub known: Day,
}
