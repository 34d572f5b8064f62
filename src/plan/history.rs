//! What was known when: the calendars of each athlete, version after version.

use crate::domain::athlete::{Athlete, Volume};
use crate::domain::calendar::{AthleteCalendar, Race, SeasonCalendar};
use crate::domain::day::{Day, DaySet, weekday};
use crate::domain::event::{Event, EventSet};
use crate::domain::ids::{AthleteId, ClosedId, GroupId, MeetId, OverrideId};
use crate::domain::meet::{Meet, MeetKind, Timetable};
use crate::domain::season::{Season, Who};
use crate::domain::session::Session;
use crate::rules::leads::r12_own_event;

/// What is the same for every athlete.
pub(super) fn season_calendar(season: &Season) -> SeasonCalendar {
    let mut closed = DaySet::default();
    let mut closed_by: Vec<(Day, ClosedId)> = Vec::new();
    for (index, period) in season.closed.iter().enumerate() {
        let mut days = DaySet::default();
        days.insert_through(period.from, period.through);
        closed_by.extend(days.without(&closed).iter().map(|day| (day, ClosedId(index as u32))));
        closed = closed.or(&days);
    }
    closed_by.sort_unstable();
    SeasonCalendar {
        start: season.start,
        last: season.day(season.end),
        off: season.off,
        closed,
        closed_by,
        weeks: season.weeks(),
        week_says: (0..season.days()).map(|index| season.week_says(weekday(season.start, Day::at(index)))).collect(),
        canceled_race: season.policy.canceled_race,
        short_turnaround: season.policy.short_turnaround.clone(),
        championship_from: season.championship_from.map(|date| season.day(date)),
    }
}

/// The days of every meet as they were announced, and after each change.
pub(super) struct Timetables(Vec<(Timetable, Vec<(Day, Timetable)>)>);

impl Timetables {
    pub(super) fn of(season: &Season) -> Timetables {
        let of_meet = |meet: &Meet| {
            let announced = meet.announced();
            let changed = meet.changes.iter().scan(announced.clone(), |timetable, change| {
                *timetable = timetable.after(change);
                Some((change.known, timetable.clone()))
            });
            let changed = changed.collect();
            (announced, changed)
        };
        Timetables(season.meets.iter().map(of_meet).collect())
    }
}

/// What of a season concerns an athlete. Athletes whom the same concerns have
/// the same calendar whatever becomes known, and are planned once.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct PlanKey {
    /// Their training group, with which they trains where it costs nothing.
    pub(super) group: Option<GroupId>,
    event: Event,
    volume: Option<Volume>,
    until: Day,
    away: DaySet,
    /// The meets that take them, with the events they run there and the one their workout is for.
    meets: Vec<(MeetId, EventSet, Event)>,
    /// The coach's words that are meant for them.
    overrides: Vec<OverrideId>,
}

impl PlanKey {
    pub(super) fn of(season: &Season, id: AthleteId) -> PlanKey {
        let athlete = season.athlete(id);
        let meets = season.meets_with_ids().filter(|(_, meet)| meet.takes(id, athlete)).filter_map(|(at, meet)| {
            let events = meet.events_of(id, athlete);
            Some((at, events, r12_own_event::event(events, athlete.event)?))
        });
        let overrides =
            season.overrides.iter().enumerate().map(|(index, day_override)| (OverrideId(index as u32), day_override));
        let for_him = overrides.filter(|(_, day_override)| {
            // A word to everyone is not meant for somebody who is not there.
            let there = !athlete.away.contains(day_override.day) && day_override.day <= athlete.until;
            day_override.who.includes(id, athlete) && (there || matches!(day_override.who, Who::Athletes(_)))
        });
        let &Athlete { group, event, volume, until, away, .. } = athlete;
        let overrides = for_him.map(|(id, _)| id).collect();
        PlanKey { group, event, volume, until, away, meets: meets.collect(), overrides }
    }
}

/// An athlete's calendar while the season goes on and more of it becomes known.
pub(super) struct CalendarHistory<'a> {
    season: &'a Season,
    key: PlanKey,
    /// For each meet of the concern, their days there as they are known, and
    /// the changes that are not known yet.
    race_days: Vec<(DaySet, &'a [(Day, Timetable)])>,
    /// The days that a change freed, and the meet that was to be on them.
    freed_by: Vec<(Day, MeetId)>,
}

impl<'a> CalendarHistory<'a> {
    /// The outlook before anything became known but what was announced.
    pub(super) fn new(season: &'a Season, timetables: &'a Timetables, key: PlanKey) -> CalendarHistory<'a> {
        let announced = |&(id, events, _): &(MeetId, EventSet, Event)| {
            let (announced, changed) = &timetables.0[id.0 as usize];
            (race_days(season, &key, id, events, announced), changed.as_slice())
        };
        let race_days = key.meets.iter().map(announced).collect();
        CalendarHistory { season, key, race_days, freed_by: Vec::new() }
    }

    /// The meets that concern the athlete, in file order.
    pub(super) fn meets(&self) -> Vec<MeetId> {
        self.key.meets.iter().map(|&(id, ..)| id).collect()
    }

    /// The coach's words that are meant for them, in file order.
    pub(super) fn overrides(&self) -> Vec<OverrideId> {
        self.key.overrides.clone()
    }

    /// The first day of the season, and each later one on which something
    /// becomes known that may change the calendar, in order. What becomes
    /// known up to the first day is simply the calendar; several changes of
    /// one day are one.
    pub(super) fn news_days(&self) -> Vec<Day> {
        let meets = self.key.meets.iter().flat_map(|&(id, ..)| &self.season.meet(id).changes);
        let overrides = self.key.overrides.iter().filter_map(|&id| self.season.day_override(id).known);
        let later = meets.map(|change| change.known).chain(overrides).filter(|&day| Day::at(0) < day);
        let mut days: Vec<Day> = std::iter::once(Day::at(0)).chain(later).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Takes in what becomes known up to the morning of `known`, and gives
    /// the calendar. Days are asked for in order.
    pub(super) fn as_of(&mut self, known: Day) -> AthleteCalendar {
        for ((days, changes), &(id, events, _)) in self.race_days.iter_mut().zip(&self.key.meets) {
            let before = *days;
            // Several changes of one day are one step: only what comes of them counts.
            while let [(on, timetable), later @ ..] = *changes
                && *on <= known
            {
                *days = race_days(self.season, &self.key, id, events, timetable);
                *changes = later;
            }
            if Day::at(0) < known {
                self.freed_by.extend(before.without(days).iter().map(|day| (day, id)));
            }
        }
        self.calendar(known)
    }

    fn calendar(&self, known: Day) -> AthleteCalendar {
        let mut races: Vec<Race> = Vec::new();
        let mut freed_by = self.freed_by.clone();
        for (&(meet_id, events, event), &(days, _)) in self.key.meets.iter().zip(&self.race_days) {
            let Some(first) = days.first() else { continue };
            let meet = self.season.meet(meet_id);
            races.push(Race {
                meet: meet_id,
                days,
                first,
                event,
                events,
                time_trial: meet.kind == MeetKind::TimeTrial,
                championship: meet.kind == MeetKind::Championship,
                choice: meet.lead,
                priority: meet.priority,
            });
        }
        // Stable, so that races on one day stay in file order.
        races.sort_by_key(|race| race.first);
        let race_days = races.iter().fold(DaySet::default(), |all, race| all.or(&race.days));
        freed_by.retain(|&(day, _)| !race_days.contains(day));
        freed_by.sort_unstable();
        freed_by.dedup_by_key(|&mut (day, _)| day);
        let (overrides, notes) = self.overrides_known(known);
        AthleteCalendar {
            event: self.key.event,
            volume: self.key.volume,
            until: self.key.until,
            races,
            race_days,
            away: self.key.away,
            freed: freed_by.iter().map(|&(day, _)| day).collect(),
            freed_by,
            overrides,
            notes,
        }
    }

    /// The coach's words that were known: those that set a session, one a
    /// day, and those that only add a note.
    fn overrides_known(&self, known: Day) -> (SessionOverrides, NoteOverrides) {
        let told = self.key.overrides.iter().map(|&id| (id, self.season.day_override(id)));
        let told = told.filter(|(_, day_override)| day_override.known.is_none_or(|day| day <= known));
        let mut sessions: Vec<(Day, u8, OverrideId, Session)> = Vec::new();
        let mut notes = Vec::new();
        for (id, day_override) in told {
            if day_override.note.is_some() {
                notes.push((day_override.day, id));
            }
            if let Some(session) = day_override.session {
                sessions.push((day_override.day, day_override.who.narrowness(), id, session));
            }
        }
        notes.sort_unstable();
        // The narrowest word of a day is kept; of two alike the later one.
        sessions.sort_unstable_by_key(|&(day, narrowness, day_override, _)| {
            (day, std::cmp::Reverse((narrowness, day_override)))
        });
        sessions.dedup_by_key(|(day, ..)| *day);
        (sessions.into_iter().map(|(day, _, day_override, session)| (day, day_override, session)).collect(), notes)
    }
}

/// The coach's words that set a session, by day.
type SessionOverrides = Vec<(Day, OverrideId, Session)>;
/// The coach's words that only add a note, by day.
type NoteOverrides = Vec<(Day, OverrideId)>;

/// The days on which an athlete races at a meet of this timetable: their events'
/// days when `event-days` says so, else every day of the meet; never a day on
/// which they are away, nor one after the end of their season.
fn race_days(season: &Season, key: &PlanKey, id: MeetId, events: EventSet, timetable: &Timetable) -> DaySet {
    let meet = season.meet(id);
    let mut days = DaySet::default();
    for event in events.iter() {
        match meet.event_days[event as usize] {
            Some(of_event) => of_event.iter().filter_map(|day| timetable.held_on(day)).for_each(|day| days.insert(day)),
            None => timetable.days().for_each(|day| days.insert(day)),
        }
    }
    let last = key.until.min(season.day(season.end));
    days.iter().filter(|&day| day <= last && !key.away.contains(day)).collect()
}
