//! One athlete's season as the calendar gives it: race days, practice days,
//! days they are away. The rules judge a day by it and by nothing else.

use chrono::NaiveDate;

use crate::domain::athlete::Volume;
use crate::domain::day::{Day, DaySet};
use crate::domain::event::{Event, EventSet};
use crate::domain::ids::{ClosedId, MeetId, OverrideId};
use crate::domain::lead::Lead;
use crate::domain::meet::Choice;
use crate::domain::season::Week;
use crate::domain::session::Session;

/// One athlete at one meet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
}

/// One athlete's calendar. Athletes whose calendars are equal are planned once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AthleteCalendar {
    /// The event they specialize in.
    pub event: Event,
    /// The coach's word on the volume of their 72-hour workouts.
    pub volume: Option<Volume>,
    /// The last day of their season.
    pub until: Day,
    /// Their races by first race day, then file order.
    pub races: Vec<Race>,
    /// All their race days.
    pub race_days: DaySet,
    /// Days on which they are away.
    pub away: DaySet,
    /// Days on which they would have raced, had the meet not been canceled or moved away.
    pub freed: DaySet,
    /// The meets that were to be on those days, by day.
    pub freed_by: Vec<(Day, MeetId)>,
    /// The coach's words that set a session, by day.
    pub overrides: Vec<(Day, OverrideId, Session)>,
    /// The coach's words that only add a note, by day.
    pub notes: Vec<(Day, OverrideId)>,
}

impl AthleteCalendar {
    /// The coach's word on `day`, if it sets the session.
    pub fn day_override(&self, day: Day) -> Option<(OverrideId, Session)> {
        let at = self.overrides.binary_search_by_key(&day, |&(day, ..)| day).ok()?;
        Some((self.overrides[at].1, self.overrides[at].2))
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

    /// Their first race day at the last championship they race, if there is one.
    pub fn last_championship(&self) -> Option<Day> {
        self.races.iter().filter(|race| race.championship).filter_map(|race| race.days.first()).max()
    }
}

/// What is the same for every athlete of a season, as the rules need it.
#[derive(Clone, Debug)]
pub struct SeasonCalendar {
    /// The season's first day.
    pub start: NaiveDate,
    /// The season's last day.
    pub last: Day,
    /// Days on weekdays without practice.
    pub off: DaySet,
    /// Days that are closed.
    pub closed: DaySet,
    /// For each closed day, the `[[closed]]` entry that says why, in order of the days.
    pub closed_by: Vec<(Day, ClosedId)>,
    /// The weeks.
    pub weeks: Vec<Week>,
    /// What `[week]` says for each day of the season.
    pub week_says: Vec<Session>,
    /// What a freed day becomes.
    pub canceled_race: Session,
    /// Days between two races that call for the 72-hour workout.
    pub short_turnaround: Vec<i16>,
    /// From this day on the 72-hour workouts are of lower volume.
    pub championship_from: Option<Day>,
}

impl SeasonCalendar {
    /// The entry that closes `day`.
    pub fn closed_by(&self, day: Day) -> Option<ClosedId> {
        let at = self.closed_by.binary_search_by_key(&day, |&(day, _)| day).ok()?;
        Some(self.closed_by[at].1)
    }

    /// The week that `day` is in, unless it is outside of the season.
    pub fn week_of(&self, day: Day) -> Option<Week> {
        let at = self.weeks.partition_point(|week| week.last < day);
        self.weeks.get(at).copied().filter(|week| week.contains(day))
    }

    /// What `[week]` says for `day`.
    pub fn week_says(&self, day: Day) -> Session {
        day.index().and_then(|index| self.week_says.get(index)).copied().unwrap_or(Session::Off)
    }
}

/// Everything a rule may look at: the season's frame and one athlete's calendar.
#[derive(Clone, Copy)]
pub struct RuleContext<'a> {
    /// What is the same for everyone.
    pub season: &'a SeasonCalendar,
    /// What is the athlete's own.
    pub athlete: &'a AthleteCalendar,
}

impl RuleContext<'_> {
    /// True when there is practice for the athlete on `day`: inside their season, on a
    /// weekday with practice, not closed, not away, and not set to off by the
    /// coach. A session that the coach sets makes it a practice day.
    pub fn practice(&self, day: Day) -> bool {
        if day < Day::at(0) || self.season.last < day || self.athlete.until < day {
            return false;
        }
        match self.athlete.day_override(day) {
            Some((_, session)) => session != Session::Off,
            None => {
                !self.season.off.contains(day) && !self.season.closed.contains(day) && !self.athlete.away.contains(day)
            }
        }
    }
}

/// What was done before the calendar changed.
#[derive(Clone, Debug)]
pub struct Past {
    /// The day on which the change became known; the days before it are over.
    pub known: Day,
    /// The days that are over and held something hard.
    pub hard_days: DaySet,
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

/// What lies behind a reason, as far as another decision depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The rule alone.
    #[default]
    Rule,
    /// The coach's ordinary week.
    OrdinaryWeek,
    /// A race on the next day.
    BeforeRace,
    /// A race on the day before.
    AfterRace,
    /// A meet that is not on this day anymore.
    FreedDay,
    /// A lead that was run for the race before it was moved.
    AlreadyRun,
    /// A day that was over when the calendar changed.
    DayOver,
}

/// Why something is so: the rule, a sentence, and the dated evidence that
/// fills the sentence. It is made where the decision is made and put into
/// words only when a sheet asks.
///
/// The sentence may hold `{day}`, `{meet}` and `{closed}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reason {
    /// The code of the rule.
    pub code: &'static str,
    /// The sentence, lower case and without a full stop.
    pub sentence: &'static str,
    /// What lies behind it.
    pub cause: Cause,
    /// The day of the evidence.
    pub day: Option<Day>,
    /// The meet of the evidence.
    pub meet: Option<MeetId>,
    /// The closed days of the evidence.
    pub closed: Option<ClosedId>,
}

impl Reason {
    /// A reason without evidence.
    pub const fn new(code: &'static str, sentence: &'static str) -> Reason {
        Reason { code, sentence, cause: Cause::Rule, day: None, meet: None, closed: None }
    }

    /// Says what lies behind it.
    #[must_use]
    pub const fn from_cause(self, cause: Cause) -> Reason {
        Reason { cause, ..self }
    }

    /// Adds the day.
    #[must_use]
    pub const fn on(self, day: Day) -> Reason {
        Reason { day: Some(day), ..self }
    }

    /// Adds the meet.
    #[must_use]
    pub const fn at(self, meet: MeetId) -> Reason {
        Reason { meet: Some(meet), ..self }
    }

    /// Adds the closed days.
    #[must_use]
    pub const fn during(self, closed: Option<ClosedId>) -> Reason {
        Reason { closed, ..self }
    }
}
