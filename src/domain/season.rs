//! The checked season: what the coach's file says, with every name resolved.
//!
//! Only `season::check` makes one. A value of these types is free of problems
//! that would stop a build, so what comes after it cannot fail.

use chrono::{NaiveDate, NaiveTime, Weekday};

use crate::domain::day::{Day, DaySet};
use crate::domain::event::{Event, EventSet, Times};
use crate::domain::lead::Lead;
use crate::domain::output::Output;
use crate::domain::pace::Rounding;
use crate::domain::session::Session;

/// Names one meet: its place in [`Season::meets`], which is file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetId(pub(crate) u32);

/// Names one athlete: his place in [`Season::athletes`], which is file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AthleteId(pub(crate) u32);

/// Names one training group, in order of first mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub(crate) u32);

/// Names one `[[days]]` entry: its place in [`Season::overrides`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OverrideId(pub(crate) u32);

/// Names one `[[closed]]` entry: its place in [`Season::closed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClosedId(pub(crate) u32);

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

/// What kind of meet it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetKind {
    /// Two or a few schools.
    Dual,
    /// An invitational.
    Invitational,
    /// Relays.
    Relays,
    /// An indoor meet.
    Indoor,
    /// The team's own time trial: no lead unless the coach asks for one.
    TimeTrial,
    /// A championship: no long run in the three weeks before the last one.
    Championship,
}

impl MeetKind {
    /// Every kind.
    pub const ALL: [MeetKind; 6] = [
        MeetKind::Dual,
        MeetKind::Invitational,
        MeetKind::Relays,
        MeetKind::Indoor,
        MeetKind::TimeTrial,
        MeetKind::Championship,
    ];

    /// The word for it in the season file.
    pub const fn as_str(self) -> &'static str {
        match self {
            MeetKind::Dual => "dual",
            MeetKind::Invitational => "invitational",
            MeetKind::Relays => "relays",
            MeetKind::Indoor => "indoor",
            MeetKind::TimeTrial => "time-trial",
            MeetKind::Championship => "championship",
        }
    }
}

/// What the coach asked for before a meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// This workout.
    Lead(Lead),
    /// No workout.
    None,
}

/// One meet, as it was first announced, and what became of it.
#[derive(Clone, Debug)]
pub struct Meet {
    /// Its name as typed.
    pub name: String,
    /// Where it is.
    pub place: Option<String>,
    /// When it starts.
    pub time: Option<NaiveTime>,
    /// Its kind.
    pub kind: MeetKind,
    /// The first day as announced.
    pub first: Day,
    /// The last day as announced, inclusive.
    pub last: Day,
    /// Which groups it takes, sorted; `None` takes everyone.
    pub groups: Option<Vec<GroupId>>,
    /// Which athletes it takes of those, sorted; `None` takes all of them.
    pub athletes: Option<Vec<AthleteId>>,
    /// The events that are run.
    pub events: EventSet,
    /// The days of each event, by [`Event`] as an index; `None` is every day of the meet.
    pub event_days: [Option<DaySet>; 3],
    /// Who runs what, sorted by athlete, when the coach has exact entries.
    pub entries: Option<Vec<(AthleteId, EventSet)>>,
    /// The coach's own choice of lead.
    pub lead: Option<Choice>,
    /// 1 to 3; a race of higher priority is covered before one of lower.
    pub priority: u8,
    /// True when it may not happen; the sheet says so.
    pub tentative: bool,
    /// What became known later, in the order in which it did.
    pub changes: Vec<Change>,
}

/// Something that became known about a meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day it became known. Days before it are over and stay as they were.
    pub known: Day,
    /// What became known.
    pub news: News,
}

/// What became known about a meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// What is not over of it is not held anymore.
    Canceled,
    /// What is not over of it moves, so that its first day is `to`.
    Moved {
        /// The new first day.
        to: Day,
    },
    /// One of its days moves alone; the others stay.
    MovedDay {
        /// The day that moves, as it was known until then.
        day: Day,
        /// Where it moves to; another day of the meet may be there already.
        to: Day,
    },
}

/// On which day each announced day of a meet is held, as it is known at some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timetable {
    first: Day,
    held: Vec<Option<Day>>,
}

impl Timetable {
    /// A meet that is announced from one day through another.
    pub fn announced(first: Day, last: Day) -> Timetable {
        let days = (0..=last.since(first)).map(|days| Some(first.plus(days)));
        Timetable { first, held: days.collect() }
    }

    /// The day on which what was announced for a day of the meet is held;
    /// `None` when it is not held.
    pub fn held_on(&self, announced: Day) -> Option<Day> {
        self.held.get(announced.since(self.first) as usize).copied().flatten()
    }

    /// The days on which the meet is held.
    pub fn days(&self) -> impl Iterator<Item = Day> + Clone {
        self.held.iter().flatten().copied()
    }

    /// The first and the last day on which it is held; `None` when it is canceled as a whole.
    pub fn bounds(&self) -> Option<(Day, Day)> {
        Some((self.days().min()?, self.days().max()?))
    }

    /// The timetable after a change.
    #[must_use]
    pub fn after(&self, change: &Change) -> Timetable {
        let open = |day: &Day| change.known <= *day;
        let first_open = self.days().filter(open).min();
        let now = |day: Day| match change.news {
            News::Canceled => None,
            News::Moved { to } => Some(day.plus(to.since(first_open.unwrap_or(day)))),
            News::MovedDay { day: moves, to } => Some(if day == moves { to } else { day }),
        };
        let held = self.held.iter().map(|held| held.and_then(|day| if open(&day) { now(day) } else { Some(day) }));
        Timetable { first: self.first, held: held.collect() }
    }
}

impl Meet {
    /// Its days as they were announced.
    pub fn announced(&self) -> Timetable {
        Timetable::announced(self.first, self.last)
    }

    /// Its days as they are known now.
    pub fn timetable(&self) -> Timetable {
        self.changes.iter().fold(self.announced(), |before, change| before.after(change))
    }

    /// The events that `athlete` runs here if the meet takes him: what
    /// `entries` says; without entries, his own event if it is run.
    pub fn events_of(&self, id: AthleteId, athlete: &Athlete) -> EventSet {
        match &self.entries {
            Some(entries) => entries
                .binary_search_by_key(&id, |&(entered, _)| entered)
                .map_or(EventSet::default(), |at| entries[at].1),
            None if self.events.contains(athlete.event) => [athlete.event].into_iter().collect(),
            None => EventSet::default(),
        }
    }

    /// True when the meet takes this athlete's group, and him of it.
    pub fn takes(&self, id: AthleteId, athlete: &Athlete) -> bool {
        let group = self
            .groups
            .as_ref()
            .is_none_or(|groups| athlete.group.is_some_and(|group| groups.binary_search(&group).is_ok()));
        group && self.athletes.as_ref().is_none_or(|named| named.binary_search(&id).is_ok())
    }
}

/// One athlete.
#[derive(Clone, Debug)]
pub struct Athlete {
    /// The name as typed.
    pub name: String,
    /// The event he specializes in.
    pub event: Event,
    /// His training group.
    pub group: Option<GroupId>,
    /// Goal times.
    pub goals: Times,
    /// Best times.
    pub bests: Times,
    /// The coach's word on the volume of his 72-hour workouts.
    pub volume: Option<Volume>,
    /// Days on which he is away.
    pub away: DaySet,
    /// The last day of his season.
    pub until: Day,
}

/// How much of a 72-hour workout is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Volume {
    /// The higher one, earlier in the season.
    Higher,
    /// The lower one, for the championship season.
    Lower,
}

impl Volume {
    /// Both.
    pub const ALL: [Volume; 2] = [Volume::Higher, Volume::Lower];

    /// The word for it in the season file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Volume::Higher => "higher",
            Volume::Lower => "lower",
        }
    }
}

/// The coach's word on one day.
#[derive(Clone, Debug)]
pub struct DayOverride {
    /// The day.
    pub day: Day,
    /// For whom.
    pub who: Who,
    /// What the day holds, if he says so.
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

    /// How narrowly it is meant: a word to an athlete goes before one to his
    /// group, and that before one to everyone.
    pub const fn narrowness(&self) -> u8 {
        match self {
            Who::Everyone => 0,
            Who::Groups(_) => 1,
            Who::Athletes(_) => 2,
        }
    }
}
