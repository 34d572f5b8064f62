//! What was known when: the calendars of each athlete, version after version.

use crate::domain::calendar::{Calendar, Frame, Race};
use crate::domain::day::{Day, DaySet, weekday};
use crate::domain::event::{Event, EventSet};
use crate::domain::season::{
    Athlete, AthleteId, ClosedId, Meet, MeetId, MeetKind, Season, Timetable, Who, Word, WordId,
};
use crate::domain::session::Session;
use crate::plan::History;
use crate::rules::leads::r12_own_event;

/// What is the same for every athlete.
pub(super) fn frame(season: &Season) -> Frame {
    let mut closed = DaySet::default();
    let mut closed_by: Vec<(Day, ClosedId)> = Vec::new();
    for (index, period) in season.closed.iter().enumerate() {
        let mut days = DaySet::default();
        days.insert_through(period.from, period.through);
        closed_by.extend(days.without(&closed).iter().map(|day| (day, ClosedId(index as u32))));
        closed = closed.or(&days);
    }
    closed_by.sort_unstable();
    Frame {
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

/// The days on which an athlete races, meet by meet, as it is known at some time.
struct RaceDays<'a> {
    /// For each meet that concerns him, his days and the changes that are not known yet.
    of_meets: Vec<(DaySet, &'a [(Day, Timetable)])>,
    /// The days that a change freed, and the meet that was to be on them.
    freed_by: Vec<(Day, MeetId)>,
}

/// What of a season concerns one athlete.
struct Concern<'a> {
    season: &'a Season,
    athlete: &'a Athlete,
    /// The meets that take him, with the events he runs there and the one his workout is for.
    meets: Vec<(MeetId, &'a Meet, EventSet, Event)>,
    /// The coach's words that are meant for him.
    words: Vec<(WordId, &'a Word)>,
}

/// An athlete's calendar as it was known on the first day of the season, and
/// on each later day that changed something for him. What became known up to
/// the first day is simply the calendar; several changes of one day are one.
pub(super) fn history(season: &Season, timetables: &Timetables, id: AthleteId) -> History {
    let concern = Concern::of(season, id);
    let changes = concern.meets.iter().flat_map(|(_, meet, ..)| &meet.changes).map(|change| change.known);
    let told = concern.words.iter().filter_map(|(_, word)| word.known);
    let mut known_days: Vec<Day> = changes.chain(told).filter(|&day| Day::at(0) < day).collect();
    known_days.push(Day::at(0));
    known_days.sort_unstable();
    known_days.dedup();
    let mut race_days = RaceDays::announced(&concern, timetables);
    let mut history: History = Vec::with_capacity(known_days.len());
    for known in known_days {
        race_days.go_on(&concern, known);
        let calendar = concern.calendar(&race_days, known);
        if history.last().is_none_or(|(_, before)| *before != calendar) {
            history.push((known, calendar));
        }
    }
    history
}

impl<'a> RaceDays<'a> {
    fn announced(concern: &Concern, timetables: &'a Timetables) -> RaceDays<'a> {
        let of_meet = |&(id, meet, events, _): &(MeetId, &Meet, EventSet, Event)| {
            let (announced, changed) = &timetables.0[id.0 as usize];
            (concern.race_days(meet, events, announced), changed.as_slice())
        };
        RaceDays { of_meets: concern.meets.iter().map(of_meet).collect(), freed_by: Vec::new() }
    }

    /// Takes in what becomes known up to `known`.
    fn go_on(&mut self, concern: &Concern, known: Day) {
        for ((days, changes), &(id, meet, events, _)) in self.of_meets.iter_mut().zip(&concern.meets) {
            while let [(on, timetable), later @ ..] = *changes
                && *on <= known
            {
                let before = std::mem::replace(days, concern.race_days(meet, events, timetable));
                // What was known by the season's first day frees nothing: it is simply the calendar.
                if Day::at(0) < *on {
                    self.freed_by.extend(before.without(days).iter().map(|day| (day, id)));
                }
                *changes = later;
            }
        }
    }
}

impl<'a> Concern<'a> {
    fn of(season: &'a Season, id: AthleteId) -> Concern<'a> {
        let athlete = season.athlete(id);
        let meets =
            season.meets_with_ids().filter(|(_, meet)| meet.takes(id, athlete)).filter_map(|(meet_id, meet)| {
                let events = meet.events_of(id, athlete);
                Some((meet_id, meet, events, r12_own_event::event(events, athlete.event)?))
            });
        let words = season.words.iter().enumerate().map(|(index, word)| (WordId(index as u32), word));
        let for_him = words.filter(|(_, word)| {
            // A word to everyone is not meant for somebody who is not there.
            let there = !athlete.away.contains(word.day) && word.day <= athlete.until;
            word.who.includes(id, athlete) && (there || matches!(word.who, Who::Athletes(_)))
        });
        Concern { season, athlete, meets: meets.collect(), words: for_him.collect() }
    }

    /// The calendar as it was known on the morning of `known`.
    fn calendar(&self, race_days: &RaceDays, known: Day) -> Calendar {
        let mut races: Vec<Race> = Vec::new();
        let mut freed_by = race_days.freed_by.clone();
        for (&(meet_id, meet, events, event), &(days, _)) in self.meets.iter().zip(&race_days.of_meets) {
            let Some(first) = days.first() else { continue };
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
        let (words, notes) = self.words(known);
        Calendar {
            event: self.athlete.event,
            volume: self.athlete.volume,
            until: self.athlete.until,
            races,
            race_days,
            away: self.athlete.away,
            freed: freed_by.iter().map(|&(day, _)| day).collect(),
            freed_by,
            words,
            notes,
        }
    }

    /// The days on which he races at a meet of this timetable: his events'
    /// days when `event-days` says so, else every day of the meet; never a day
    /// on which he is away, nor one after the end of his season.
    fn race_days(&self, meet: &Meet, events: EventSet, timetable: &Timetable) -> DaySet {
        let mut days = DaySet::default();
        for event in events.iter() {
            match meet.event_days[event as usize] {
                Some(of_event) => of_event.iter().filter_map(|day| timetable.held_on(day)).for_each(|d| days.insert(d)),
                None => timetable.days().for_each(|day| days.insert(day)),
            }
        }
        let last = self.athlete.until.min(self.season.day(self.season.end));
        days.iter().filter(|&day| day <= last && !self.athlete.away.contains(day)).collect()
    }

    /// The coach's words that were known: those that set a session, one a
    /// day, and those that only add a note.
    fn words(&self, known: Day) -> (SessionWords, NoteWords) {
        let told = self.words.iter().filter(|(_, word)| word.known.is_none_or(|day| day <= known));
        let mut sessions: Vec<(Day, u8, WordId, Session)> = Vec::new();
        let mut notes = Vec::new();
        for &(id, word) in told {
            if word.note.is_some() {
                notes.push((word.day, id));
            }
            if let Some(session) = word.session {
                sessions.push((word.day, word.who.narrowness(), id, session));
            }
        }
        notes.sort_unstable();
        // The narrowest word of a day is kept; of two alike the later one.
        sessions.sort_unstable_by_key(|&(day, narrowness, word, _)| (day, std::cmp::Reverse((narrowness, word))));
        sessions.dedup_by_key(|(day, ..)| *day);
        (sessions.into_iter().map(|(day, _, word, session)| (day, word, session)).collect(), notes)
    }
}

/// The coach's words that set a session, by day.
type SessionWords = Vec<(Day, WordId, Session)>;
/// The coach's words that only add a note, by day.
type NoteWords = Vec<(Day, WordId)>;
