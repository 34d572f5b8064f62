//! A meet as it was announced, and what became of it.

use chrono::NaiveTime;

use crate::domain::athlete::Athlete;
use crate::domain::day::{Day, DaySet};
use crate::domain::event::EventSet;
use crate::domain::ids::{AthleteId, GroupId};
use crate::domain::lead::Lead;

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
    /// The days of each event, by event as an index; `None` is every day of the meet.
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

    /// The events that `athlete` runs here if the meet takes them: what
    /// `entries` says; without entries, their own event if it is run.
    pub fn events_of(&self, id: AthleteId, athlete: &Athlete) -> EventSet {
        match &self.entries {
            Some(entries) => entries
                .binary_search_by_key(&id, |&(entered, _)| entered)
                .map_or(EventSet::default(), |at| entries[at].1),
            None if self.events.contains(athlete.event) => [athlete.event].into_iter().collect(),
            None => EventSet::default(),
        }
    }

    /// True when the meet takes this athlete's group, and this athlete of it.
    pub fn takes(&self, id: AthleteId, athlete: &Athlete) -> bool {
        let group = self
            .groups
            .as_ref()
            .is_none_or(|groups| athlete.group.is_some_and(|group| groups.binary_search(&group).is_ok()));
        group && self.athletes.as_ref().is_none_or(|named| named.binary_search(&id).is_ok())
    }
}
