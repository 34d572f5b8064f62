//! One athlete's season as the calendar gives it: race days, practice days,
//! days away. The rules judge a day by it and by nothing else.
//!
//! A calendar is as it is known on some day. What is over stays in it as it
//! was known then: [`AthleteCalendar::until_then`] joins the past of one
//! version with the future of the next, fact by fact, for whatever changed.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::day::{Day, DaySet};
use crate::domain::event::{Event, EventSet};
use crate::domain::group::Phase;
use crate::domain::ids::{ClosedId, GroupId, MeetId, OverrideId, PhaseId};
use crate::domain::lead::Lead;
use crate::domain::meet::Choice;
use crate::domain::reason::Reason;
use crate::domain::season::{LongRunAfterRace, Week};
use crate::domain::session::Session;
use crate::domain::volume::{Percent, Volume};

/// One athlete at one meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Race {
    /// The meet.
    pub meet: MeetId,
    /// The days on which they race there. Never empty.
    pub days: DaySet,
    /// The first of them: leads are counted from it.
    pub first: Day,
    /// The event whose workouts come before it (R12).
    pub event: Event,
    /// The events they run.
    pub events: EventSet,
    /// True at a meet of the kind `time-trial`.
    pub time_trial: bool,
    /// True at a meet of the kind `championship`.
    pub championship: bool,
    /// The coach's choice of lead.
    pub choice: Option<Choice>,
    /// 1 to 3.
    pub priority: u8,
    /// The first day of the meet, whether they race on it or not.
    pub meet_starts: Day,
    /// Why it is trained through, if it is (R20).
    pub trained_through: Option<Reason>,
}

/// The days of the season as they are for a group, or for those without one: without practice, closed, and what
/// their week says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeDays {
    /// Days on weekdays without practice.
    pub off: DaySet,
    /// Days that are closed.
    pub closed: DaySet,
    /// For each closed day, the `[[closed]]` entry that says why, in order of the days.
    pub closed_by: Vec<(Day, ClosedId)>,
    /// What their week says for each day of the season.
    pub week_says: Vec<Session>,
    /// The phase of each day.
    pub phases: Vec<Option<PhaseId>>,
    /// Days from which on their week is another than before.
    pub new_weeks: DaySet,
}

impl PracticeDays {
    /// These days before `known`, and those of a later version from then on.
    #[must_use]
    pub fn until_then(&self, known: Day, later: &PracticeDays) -> PracticeDays {
        let later_days = |days: &PracticeDays| days.week_says[known.index().unwrap_or(0)..].to_vec();
        let mut new_weeks = self.new_weeks.until_then(known, &later.new_weeks);
        if later_days(self) != later_days(later) {
            new_weeks.insert(known);
        }
        let before = known.index().unwrap_or(0);
        PracticeDays {
            new_weeks,
            off: self.off.until_then(known, &later.off),
            closed: self.closed.until_then(known, &later.closed),
            closed_by: by_day_until_then(&self.closed_by, known, &later.closed_by, |&(day, _)| day),
            week_says: [&self.week_says[..before], &later.week_says[before..]].concat(),
            phases: [&self.phases[..before], &later.phases[before..]].concat(),
        }
    }

    /// The entry that closes `day`.
    pub fn closed_by(&self, day: Day) -> Option<ClosedId> {
        let at = self.closed_by.binary_search_by_key(&day, |&(day, _)| day).ok()?;
        Some(self.closed_by[at].1)
    }

    /// What `[week]` says for `day`.
    pub fn week_says(&self, day: Day) -> Session {
        day.index().and_then(|index| self.week_says.get(index)).copied().unwrap_or(Session::Off)
    }
}

/// One athlete's calendar. Athletes whose calendars are equal are planned once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AthleteCalendar {
    /// The event they specialize in.
    pub event: Event,
    /// Their training group, with which they train where it costs nothing.
    pub group: Option<GroupId>,
    /// The coach's choice of volume for their 72-hour workouts.
    pub volume: Option<Volume>,
    /// How much of the library's minutes they run, phases and taper aside.
    pub minutes: Percent,
    /// How much of the library's reps they run, phases and taper aside.
    pub reps: Percent,
    /// So many hard days in a week at most.
    pub hard_days: usize,
    /// So many days without a long run call for one.
    pub long_run_every: i16,
    /// Their first day with the team.
    pub from: Day,
    /// The last day of their season, where the coach says one.
    pub until: Option<Day>,
    /// Their races by first race day, then file order.
    pub races: Vec<Race>,
    /// All their race days.
    pub race_days: DaySet,
    /// Those of races that are trained through, and of no other race.
    pub trained_through: DaySet,
    /// Their last race day; time trials aside. After it their season is over.
    pub last_race_day: Option<Day>,
    /// The last of their race days at their last championship.
    pub championship_ends: Option<Day>,
    /// Days on which they are away.
    pub away: DaySet,
    /// Days before their first day with the team and after their last one.
    pub not_on_the_team: DaySet,
    /// What is the same for all of their group.
    pub practice: Arc<PracticeDays>,
    /// The days of meets, canceled or moved away since, on which they would have raced, and the meet, by day.
    pub freed_by: Vec<(Day, MeetId)>,
    /// The coach's choices that set a session, by day.
    pub overrides: Vec<(Day, OverrideId, Session)>,
    /// The coach's choices for race days that do not take the race away, by day.
    pub not_followed: Vec<(Day, OverrideId)>,
    /// The coach's notes, by day.
    pub notes: Vec<(Day, OverrideId)>,
}

impl Hash for AthleteCalendar {
    /// By what differs most often between athletes: the rest is compared, and is long.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.event, self.group, self.volume, self.minutes, self.from, self.until).hash(state);
        (self.race_days, self.away, self.races.len(), self.overrides.len()).hash(state);
    }
}

impl AthleteCalendar {
    /// The coach's choice for `day`, where it sets the session.
    pub fn day_override(&self, day: Day) -> Option<(OverrideId, Session)> {
        let at = self.overrides.binary_search_by_key(&day, |&(day, ..)| day).ok()?;
        Some((self.overrides[at].1, self.overrides[at].2))
    }

    /// The days of meets that were canceled or moved away.
    pub fn freed(&self) -> impl Iterator<Item = Day> {
        self.freed_by.iter().map(|&(day, _)| day)
    }

    /// The meet that was to be on a freed day.
    pub fn freed_by(&self, day: Day) -> Option<MeetId> {
        let at = self.freed_by.binary_search_by_key(&day, |&(day, _)| day).ok()?;
        Some(self.freed_by[at].1)
    }

    /// The races that are run on `day`, in order.
    pub fn races_on(&self, day: Day) -> impl Iterator<Item = &Race> {
        self.races.iter().filter(move |race| race.days.contains(day))
    }

    /// The first race in order that is run on `day`.
    pub fn race_on(&self, day: Day) -> Option<&Race> {
        if !self.race_days.contains(day) {
            return None;
        }
        self.races_on(day).find(|race| !race.time_trial).or_else(|| self.races_on(day).next())
    }

    /// The last championship they race, if there is one.
    pub fn last_championship(&self) -> Option<&Race> {
        self.races.iter().filter(|race| race.championship).max_by_key(|race| race.days.last())
    }

    /// How many days it is from `day` to their last race day at their last
    /// championship; `None` where that is over, or there is none.
    pub fn days_to_championship(&self, day: Day) -> Option<i16> {
        Some(self.championship_ends?.since(day)).filter(|days| 0 < *days)
    }

    /// The same with the last days that follow from the races.
    #[must_use]
    pub fn with_last_days(self) -> AthleteCalendar {
        let races = self.races.iter().filter(|race| !race.time_trial);
        AthleteCalendar {
            last_race_day: races.filter_map(|race| race.days.last()).max(),
            championship_ends: self.last_championship().and_then(|race| race.days.last()),
            ..self
        }
    }

    /// True when there is practice for them on `day`: on the team, on a
    /// weekday with practice, not closed, not away, and not set to off by the
    /// coach. A session that the coach sets makes it a practice day.
    pub fn has_practice(&self, day: Day) -> bool {
        if self.not_on_the_team.contains(day) || self.away.contains(day) {
            return false;
        }
        match self.day_override(day) {
            Some((_, session)) => session != Session::Off,
            None => !self.practice.off.contains(day) && !self.practice.closed.contains(day),
        }
    }

    /// This calendar before `known`, and that of a later version from then on:
    /// what was raced stays a race, and no race is invented on a day that is over.
    /// `no_longer_held` says whether a meet is not held on a day anymore.
    #[must_use]
    pub fn until_then(
        &self,
        known: Day,
        later: AthleteCalendar,
        no_longer_held: impl Fn(MeetId, Day) -> bool,
    ) -> AthleteCalendar {
        let races = self.races_until_then(known, &later.races);
        let race_days = races.iter().fold(DaySet::default(), |all, race| all.or(&race.days));
        let mut freed_by = self.freed_by.clone();
        for race in &self.races {
            let days = race.days.iter().filter(|&day| known <= day && no_longer_held(race.meet, day));
            freed_by.extend(days.map(|day| (day, race.meet)));
        }
        freed_by.retain(|&(day, meet)| !race_days.contains(day) && (day < known || no_longer_held(meet, day)));
        freed_by.sort_unstable();
        freed_by.dedup_by_key(|&mut (day, _)| day);
        let practice = if Arc::ptr_eq(&self.practice, &later.practice) {
            later.practice
        } else {
            // Who changes their group keeps the days that are over as they were in the other one.
            let joined = self.practice.until_then(known, &later.practice);
            let same = [&self.practice, &later.practice].into_iter().find(|days| ***days == joined);
            same.map_or_else(|| Arc::new(joined), Arc::clone)
        };
        AthleteCalendar {
            races,
            race_days,
            trained_through: DaySet::default(),
            last_race_day: None,
            championship_ends: None,
            away: self.away.until_then(known, &later.away),
            not_on_the_team: self.not_on_the_team.until_then(known, &later.not_on_the_team),
            practice,
            freed_by,
            overrides: by_day_until_then(&self.overrides, known, &later.overrides, |&(day, ..)| day),
            not_followed: by_day_until_then(&self.not_followed, known, &later.not_followed, |&(day, _)| day),
            notes: by_day_until_then(&self.notes, known, &later.notes, |&(day, _)| day),
            ..later
        }
    }

    fn races_until_then(&self, known: Day, later: &[Race]) -> Vec<Race> {
        let nothing = DaySet::default();
        let join = |before: Option<&Race>, now: Option<&Race>| {
            let days_of = |race: Option<&Race>| race.map_or(nothing, |race| race.days);
            let raced = days_of(before).until_then(known, &nothing);
            let to_come = nothing.until_then(known, &days_of(now));
            // What it is to them is what it was when they last raced there, or what it is to be.
            let race = if to_come.is_empty() { before } else { now }?;
            let days = raced.or(&to_come);
            Some(Race { first: days.first()?, days, ..race.clone() })
        };
        let still = later.iter().map(|now| (self.races.iter().find(|before| before.meet == now.meet), Some(now)));
        let is_left = |race: &&Race| later.iter().all(|now| now.meet != race.meet);
        let left = self.races.iter().filter(is_left).map(|before| (Some(before), None));
        let mut races: Vec<Race> = still.chain(left).filter_map(|(before, now)| join(before, now)).collect();
        // Races on one day are in file order.
        races.sort_by_key(|race| (race.first, race.meet));
        races
    }
}

/// The entries of a list by day before `known`, and those of a later list from then on.
fn by_day_until_then<T: Clone>(before: &[T], known: Day, later: &[T], day: impl Fn(&T) -> Day) -> Vec<T> {
    let over = before.partition_point(|entry| day(entry) < known);
    let to_come = later.partition_point(|entry| day(entry) < known);
    before[..over].iter().chain(&later[to_come..]).cloned().collect()
}

/// What is the same for every athlete of a season whatever becomes known, as the rules need it.
#[derive(Clone, Debug)]
pub struct SeasonCalendar {
    /// The season's first day.
    pub start: NaiveDate,
    /// The season's last day.
    pub last: Day,
    /// The weeks.
    pub weeks: Vec<Week>,
    /// What a freed day becomes.
    pub canceled_race: Session,
    /// Days between two races that call for the 72-hour workout.
    pub short_turnaround: Vec<i16>,
    /// After which races the long run may be on the next day.
    pub long_run_after_race: LongRunAfterRace,
    /// From this day on the 72-hour workouts are of lower volume.
    pub championship_from: Option<Day>,
    /// How much is run in the second-last and in the last week before the last championship.
    pub taper: [Percent; 2],
    /// The phases, known yet or not.
    pub phases: Arc<Vec<Phase>>,
}

impl SeasonCalendar {
    /// The week that `day` is in, unless it is outside of the season.
    pub fn week_of(&self, day: Day) -> Option<Week> {
        let at = self.weeks.partition_point(|week| week.last < day);
        self.weeks.get(at).copied().filter(|week| week.contains(day))
    }
}

/// Everything a rule may look at: the season's calendar and one athlete's.
#[derive(Clone, Copy)]
pub struct RuleContext<'a> {
    /// What is the same for everyone.
    pub season: &'a SeasonCalendar,
    /// What is the athlete's own.
    pub athlete: &'a AthleteCalendar,
}

impl RuleContext<'_> {
    /// True when there is practice for the athlete on a day of the season.
    pub fn practice(&self, day: Day) -> bool {
        Day::at(0) <= day && day <= self.season.last && self.athlete.has_practice(day)
    }

    /// The phase of a day, if it is in one.
    pub fn phase(&self, day: Day) -> Option<&Phase> {
        let id = (*self.athlete.practice.phases.get(day.index()?)?)?;
        self.season.phases.get(id.0 as usize)
    }
}

/// What was done before the calendar changed.
#[derive(Clone, Debug)]
pub struct Past {
    /// The day on which the change became known; the days before it are over.
    pub known: Day,
    /// The days that are over and held something hard.
    pub hard_days: DaySet,
    /// The days that held a race or a time trial, or for which the coach set one.
    pub contests: DaySet,
    /// The days of the leads that are done, or stand because the coach set them or their days are over.
    pub leads: DaySet,
}

/// A lead that may be chosen for a race.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    /// The race.
    pub race: &'a Race,
    /// The lead.
    pub lead: Lead,
    /// What was done by then.
    pub past: &'a Past,
}

impl Candidate<'_> {
    /// The day of the workout.
    pub fn day(&self) -> Day {
        self.lead.day(self.race.first)
    }
}
