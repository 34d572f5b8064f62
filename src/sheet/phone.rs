//! Calendars for phones: the team's meets, and the days of each group and each athlete.
//!
//! A phone keeps what it imported and lays a later file over it by UID and
//! SEQUENCE. Three decisions make that come out right:
//!
//! 1. **An event stands for a place in the season, never for what is there.** A
//!    group or an athlete has exactly one event for each day, `Off` too; a meet
//!    has one for each day it was announced for. So every build of a season has
//!    the same UIDs, whatever changes in between: nothing is listed twice, and
//!    nothing is left over. A UID is a hash, so that it gives no name away; the
//!    season (its name and first day) and the athlete's whole name go into it.
//! 2. **SEQUENCE is the number of news and `known` entries in the file.** So the
//!    file of a later build goes over that of an earlier one in every event,
//!    and the number never falls when one piece of news undoes another.
//! 3. **A canceled meet stays where it was, as `Canceled: League`, and is not
//!    marked `STATUS:CANCELLED`.** Google drops an event of that status from the
//!    calendar without a word, or shows it as if it were on; Apple strikes it
//!    out. A title reads the same everywhere. The event no longer makes anyone
//!    busy. In the calendars of groups and athletes, the day has what is run
//!    instead, and says what became of the meet.
//!
//! A meet with a time lasts [`MEET_HOURS`] hours, in the season's time zone, or
//! in whatever zone the phone is in when the season names none. All else takes
//! whole days.

mod days;
mod team;

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use sha2::{Digest, Sha256};

use super::changes::Sharing;
use super::{SheetBuilder, phrases};
use crate::domain::day::Day;
use crate::domain::ids::{GroupId, MeetId};
use crate::zone::{self, Shift};

pub use days::SharedCalendar;

/// How long a meet with a time lasts: a dual meet, or an athlete's part of a longer one.
const MEET_HOURS: i64 = 3;

/// One calendar.
#[derive(Clone, Debug)]
pub struct DayCalendar<'a> {
    /// Identifies it among all calendars.
    pub uid: String,
    /// `Ana R., Eagle Ridge Track 2026`.
    pub name: String,
    /// The date on which the last change that it shows became known.
    pub revised: NaiveDate,
    /// The zone of its times, if it has any.
    pub zone: Option<&'a Zone>,
    /// Its events.
    pub events: Vec<DayEvent>,
}

/// The zone of a season's times.
#[derive(Clone, Debug)]
pub struct Zone {
    /// `America/Denver`.
    pub name: String,
    /// How its clocks change from the year in which the season starts through the one in which it ends.
    pub shifts: Vec<Shift>,
}

/// One event of a calendar.
#[derive(Clone, Debug)]
pub struct DayEvent {
    /// Identifies it among all events, and stays the same.
    pub uid: String,
    /// How often it was revised.
    pub sequence: usize,
    /// The date on which the last change of it became known; the season's first day without one.
    pub revised: NaiveDate,
    /// When it is.
    pub when: When,
    /// Its title.
    pub title: String,
    /// What it says, a line each.
    pub lines: Vec<String>,
    /// Where it is.
    pub place: Option<String>,
    /// True when it may not take place.
    pub tentative: bool,
    /// True when it leaves no time for anything else.
    pub busy: bool,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A whole day.
    Day(NaiveDate),
    /// From one time through another, by the clock of the calendar's zone.
    Hours(NaiveDateTime, NaiveDateTime),
}

/// Makes the calendars of a season.
pub struct Calendars<'a> {
    builder: &'a SheetBuilder<'a>,
    zone: Option<Zone>,
    /// The plans of each group.
    groups: BTreeMap<GroupId, Vec<Sharing<'a>>>,
    /// How many pieces of news the file has, and the date of the last.
    revision: (usize, NaiveDate),
}

impl<'a> Calendars<'a> {
    /// The calendars of a planned season.
    pub fn new(builder: &'a SheetBuilder<'a>) -> Calendars<'a> {
        let season = builder.season;
        let mut groups: BTreeMap<GroupId, Vec<Sharing>> = BTreeMap::new();
        for (number, athletes) in builder.athletes_by_plan().into_iter().enumerate() {
            if let Some(group) = athletes.first().and_then(|&id| season.athlete(id).group) {
                groups.entry(group).or_default().push((builder.plan.shared_at(number), athletes));
            }
        }
        let year = |date: NaiveDate, month, day| NaiveDate::from_ymd_opt(date.year(), month, day).unwrap_or(date);
        let zone = season.timezone.clone().map(|name| {
            let shifts = zone::shifts(&name, year(season.start, 1, 1), year(season.end, 12, 31));
            Zone { name, shifts }
        });
        let known = builder.history.known_days();
        let last = known.iter().max().map_or(season.start, |&last| season.date(last.max(Day::at(0))));
        Calendars { builder, zone, groups, revision: (known.len(), last) }
    }

    /// The groups that have athletes, in order.
    pub fn groups(&self) -> impl Iterator<Item = GroupId> {
        self.groups.keys().copied()
    }

    /// An event on a day, at the time of its meets when they all have the same.
    fn event(&self, uid: String, day: Day, title: String, mut lines: Vec<String>, meets: &[MeetId]) -> DayEvent {
        let builder = self.builder;
        let (sequence, revised) = self.revision;
        let date = builder.season.date(day);
        let meets = || meets.iter().map(|&id| builder.meet_on(id, day));
        let same_time = |times: Vec<_>| times.first().copied().filter(|first| times.iter().all(|time| time == first));
        let when = match same_time(meets().map(|meet| meet.time).collect()).flatten() {
            Some(time) => When::Hours(date.and_time(time), date.and_time(time) + TimeDelta::hours(MEET_HOURS)),
            None => When::Day(date),
        };
        let mut places: Vec<&str> = meets().filter_map(|meet| meet.place.as_deref()).collect();
        places.dedup();
        lines.extend(meets().filter(|meet| meet.tentative).map(|meet| format!("{} is tentative", meet.name)));
        DayEvent {
            uid,
            sequence,
            revised,
            when,
            title,
            lines,
            place: (!places.is_empty()).then(|| phrases::and(&places)),
            tentative: meets().any(|meet| meet.tentative),
            busy: matches!(when, When::Hours(..)),
        }
    }

    /// A calendar of these events: `whose` identifies it in the season, and
    /// `name` says so; the team's has the season's name alone.
    fn calendar(&self, whose: &[&str], name: Option<&str>, events: Vec<DayEvent>) -> DayCalendar<'_> {
        let season = self.builder.season;
        let timed = events.iter().any(|event| matches!(event.when, When::Hours(..)));
        DayCalendar {
            uid: self.uid(&[&["calendar"], whose].concat()),
            name: name.map_or_else(|| season.name.clone(), |name| format!("{name}, {}", season.name)),
            revised: events.iter().map(|event| event.revised).max().unwrap_or(season.start),
            zone: self.zone.as_ref().filter(|_| timed),
            events,
        }
    }

    /// Identifies one thing of this season. Names hold no control characters, so no two things get the same one.
    fn uid(&self, parts: &[&str]) -> String {
        let season = self.builder.season;
        let mut hash = Sha256::new();
        for part in [season.name.as_str(), &season.start.to_string()].iter().chain(parts) {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let hash = hash.finalize();
        hash.iter().take(16).fold(String::with_capacity(32), |mut uid, byte| {
            let _ = write!(uid, "{byte:02x}");
            uid
        })
    }
}
