//! Each athlete's calendar, version after version.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::domain::athlete::Athlete;
use crate::domain::calendar::{AthleteCalendar, PracticeDays, Race, SeasonCalendar};
use crate::domain::day::{Day, DaySet, weekday};
use crate::domain::event::EventSet;
use crate::domain::ids::{AthleteId, MeetId, OverrideId};
use crate::domain::meet::{Choice, Meet, MeetKind};
use crate::domain::overrides::DayOverride;
use crate::domain::season::Season;
use crate::domain::session::Session;
use crate::rules::leads::r12_own_event;

/// What is the same for every athlete whatever becomes known.
pub(super) fn season_calendar(season: &Season) -> SeasonCalendar {
    SeasonCalendar {
        start: season.start,
        last: season.day(season.end),
        weeks: season.weeks(),
        canceled_race: season.policy.canceled_race,
        short_turnaround: season.policy.short_turnaround.clone(),
        championship_from: season.championship_from.map(|date| season.day(date)),
    }
}

/// One version of the season, and the one before it: whom the difference
/// between the two concerns, and what their calendars are.
pub(super) struct Step<'a> {
    before: Option<&'a Season>,
    now: &'a Season,
    practice: Arc<PracticeDays>,
    /// True when days of everyone may be others.
    concerns_everyone: bool,
    changed_meets: Vec<MeetId>,
    new_overrides: Vec<OverrideId>,
}

impl<'a> Step<'a> {
    /// The first version.
    pub(super) fn first(now: &'a Season) -> Step<'a> {
        let practice = Arc::new(practice_days(now));
        let (changed_meets, new_overrides) = (Vec::new(), Vec::new());
        Step { before: None, now, practice, concerns_everyone: true, changed_meets, new_overrides }
    }

    /// The version after this one.
    pub(super) fn next(&self, now: &'a Season) -> Step<'a> {
        let before = self.now;
        let known = now.as_of;
        let same_days = Arc::ptr_eq(&before.closures, &now.closures) && before.week == now.week;
        let practice = if same_days {
            Arc::clone(&self.practice)
        } else {
            Arc::new(self.practice.until_then(known, &practice_days(now)))
        };
        let meets = before.meets.iter().zip(now.meets.iter()).enumerate();
        let changed = meets.filter(|(_, (before, now))| now.known == known || !Arc::ptr_eq(before, now));
        Step {
            before: Some(before),
            now,
            practice,
            concerns_everyone: !same_days,
            changed_meets: changed.map(|(index, _)| MeetId(index as u32)).collect(),
            new_overrides: now
                .overrides_with_ids()
                .filter(|(_, entry)| entry.known == known)
                .map(|(id, _)| id)
                .collect(),
        }
    }

    /// The day on which it became known.
    pub(super) fn known(&self) -> Day {
        self.now.as_of
    }

    /// True when this athlete's calendar may be another than before.
    pub(super) fn may_concern(&self, id: AthleteId) -> bool {
        let (now, index) = (&self.now.athletes[id.0 as usize], id.0 as usize);
        let Some(before) = self.before else { return true };
        let before_athlete = &before.athletes[index];
        let races_otherwise = |meet: &MeetId| {
            let what = |season: &Season, athlete: &Athlete| -> Option<RaceFacts> {
                let meet = season.meet(*meet);
                let events = meet.events_of(id, athlete);
                let is_there = meet.known <= season.as_of && !events.is_empty();
                is_there.then(|| (events, meet.days_of(events), meet.kind, meet.choice_for(id), meet.priority))
            };
            what(before, before_athlete) != what(self.now, now)
        };
        self.concerns_everyone
            || now.known == self.known()
            || !Arc::ptr_eq(before_athlete, now)
            || self.changed_meets.iter().any(races_otherwise)
            || self.new_overrides.iter().any(|&entry| self.now.day_override(entry).who.includes(id, now))
    }

    /// An athlete's calendar, whose past is that of the calendar before.
    pub(super) fn calendar(&self, id: AthleteId, before: Option<&AthleteCalendar>) -> AthleteCalendar {
        match before {
            None => self.fresh(id, Day::at(0)),
            Some(before) => before.until_then(self.known(), self.fresh(id, self.known()), |meet, day| {
                let meet = self.now.meet(meet);
                !meet.days().contains(day)
            }),
        }
    }

    /// The calendar as if nothing had been known before, without the meets that are over on the day `from`.
    fn fresh(&self, id: AthleteId, from: Day) -> AthleteCalendar {
        let season = self.now;
        let athlete = season.athlete(id);
        let last = season.day(season.end);
        let away = athlete.away();
        let mut not_on_the_team = DaySet::default();
        not_on_the_team.insert_through(Day::at(0), athlete.from.before());
        not_on_the_team.insert_through(athlete.until.next(), last);
        let mut races: Vec<Race> = Vec::new();
        let to_come = |meet: &Meet| meet.days().last().is_some_and(|last| from <= last);
        for (meet_id, meet) in season.meets_with_ids().filter(|(_, meet)| to_come(meet)) {
            let events = meet.events_of(id, athlete);
            let Some(event) = r12_own_event::event(events, athlete.event) else { continue };
            let days = meet.days_of(events).without(&away).without(&not_on_the_team);
            let Some(first) = days.first() else { continue };
            races.push(Race {
                meet: meet_id,
                days,
                first,
                event,
                events,
                time_trial: meet.kind == MeetKind::TimeTrial,
                championship: meet.kind == MeetKind::Championship,
                choice: meet.choice_for(id),
                priority: meet.priority,
            });
        }
        // Stable, so that races on one day stay in file order.
        races.sort_by_key(|race| race.first);
        let race_days = races.iter().fold(DaySet::default(), |all, race| all.or(&race.days));
        let absent = away.or(&not_on_the_team);
        let Overrides { sessions, not_followed, notes } = self.overrides(id, athlete, &absent, &race_days);
        AthleteCalendar {
            event: athlete.event,
            group: athlete.group,
            volume: athlete.volume,
            from: athlete.from,
            until: athlete.until,
            races,
            race_days,
            away,
            not_on_the_team,
            practice: Arc::clone(&self.practice),
            freed_by: Vec::new(),
            overrides: sessions,
            not_followed,
            notes,
        }
    }

    /// The coach's choices that hold for an athlete. An absence wins over them,
    /// and so does a closure that became known later; a race stays a race.
    fn overrides(&self, id: AthleteId, athlete: &Athlete, absent: &DaySet, race_days: &DaySet) -> Overrides {
        let mut found = Overrides::default();
        for (entry_id, entry) in self.now.overrides_with_ids().filter(|(_, entry)| entry.who.includes(id, athlete)) {
            for day in entry.days().filter(|day| !absent.contains(*day) && self.leaves(entry, *day, race_days)) {
                if entry.note.is_some() {
                    found.notes.push((day, entry_id));
                }
                match entry.session {
                    Some(session) if race_days.contains(day) && !session.is_contest() => {
                        found.not_followed.push((day, entry_id));
                    }
                    Some(session) => found.sessions.push((day, entry_id, session)),
                    None => {}
                }
            }
        }
        found.notes.sort_unstable();
        found.not_followed.sort_unstable();
        // The narrowest choice of a day holds; of two alike the one known later, then the later in the file.
        let rank = |id: OverrideId| {
            let entry = self.now.day_override(id);
            Reverse((entry.who.narrowness(), entry.known.or_calendar(), id))
        };
        found.sessions.sort_unstable_by_key(|&(day, id, _)| (day, rank(id)));
        found.sessions.dedup_by_key(|(day, ..)| *day);
        found
    }

    /// True when the calendar leaves a day to the coach's choice for it.
    fn leaves(&self, entry: &DayOverride, day: Day, race_days: &DaySet) -> bool {
        let closed_later = self
            .now
            .closed_by(day)
            .is_some_and(|closed| entry.known.or_calendar() < self.now.closed(closed).known.or_calendar());
        let practice = &self.practice;
        let free = !practice.off.contains(day) && !practice.closed.contains(day) && !race_days.contains(day);
        !closed_later && (entry.through.is_none() || free)
    }
}

/// What a meet is to somebody who races there.
type RaceFacts = (EventSet, DaySet, MeetKind, Option<Choice>, u8);

/// What the coach chose for an athlete's days, by day.
#[derive(Default)]
struct Overrides {
    sessions: Vec<(Day, OverrideId, Session)>,
    not_followed: Vec<(Day, OverrideId)>,
    notes: Vec<(Day, OverrideId)>,
}

/// The days of everyone, as if nothing had been known before.
fn practice_days(season: &Season) -> PracticeDays {
    PracticeDays {
        off: season.off,
        closed: season.closures.iter().map(|&(day, _)| day).collect(),
        closed_by: season.closures.to_vec(),
        week_says: (0..season.days()).map(|index| season.week_says(weekday(season.start, Day::at(index)))).collect(),
    }
}
