//! Each athlete's calendar, version after version.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::domain::athlete::Athlete;
use crate::domain::calendar::{AthleteCalendar, PracticeDays, Race, SeasonCalendar};
use crate::domain::day::{Day, DaySet};
use crate::domain::event::EventSet;
use crate::domain::ids::{AthleteId, GroupId, MeetId, OverrideId};
use crate::domain::meet::{Choice, Meet, MeetKind};
use crate::domain::overrides::DayOverride;
use crate::domain::season::Season;
use crate::domain::session::Session;
use crate::domain::volume::Percent;
use crate::rules::leads::{r12_own_event, r20_train_through};

/// What is the same for every athlete whatever becomes known.
pub(super) fn season_calendar(season: &Season) -> SeasonCalendar {
    SeasonCalendar {
        start: season.start,
        last: season.day(season.end),
        weeks: season.weeks(),
        canceled_race: season.policy.canceled_race,
        long_run_after_race: season.policy.long_run_after_race,
        short_turnaround: season.policy.short_turnaround.clone(),
        taper: season.policy.taper,
        phases: Arc::clone(&season.phases),
        championship_from: season.championship_from.map(|date| season.day(date)),
    }
}

/// Somebody for whom a calendar is made: an athlete, or whoever a group's line is planned for.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    /// Their id, by which lists of names have them.
    pub(super) id: AthleteId,
    /// What was known of them in the version before; `None` in the first.
    pub(super) before: Option<&'a Athlete>,
    /// What is known of them.
    pub(super) athlete: &'a Athlete,
}

/// One version of the season, and the one before it: whom the difference
/// between the two concerns, and what their calendars are.
pub(super) struct Step<'a> {
    before: Option<&'a Season>,
    now: &'a Season,
    /// The days of each group, and last of those without one.
    practice: Vec<Arc<PracticeDays>>,
    /// Of each of these, whether their days or what is said of them may be others.
    concerns: Vec<bool>,
    changed_meets: Vec<MeetId>,
    new_overrides: Vec<OverrideId>,
}

impl<'a> Step<'a> {
    /// The first version.
    pub(super) fn first(now: &'a Season) -> Step<'a> {
        let practice: Vec<Arc<PracticeDays>> = groups(now).map(|group| Arc::new(practice_days(now, group))).collect();
        let (changed_meets, new_overrides) = (Vec::new(), Vec::new());
        Step { before: None, now, concerns: vec![true; practice.len()], practice, changed_meets, new_overrides }
    }

    /// The version after this one.
    pub(super) fn next(&self, now: &'a Season) -> Step<'a> {
        let before = self.now;
        let known = now.as_of;
        let new_phase = now.phases.iter().any(|phase| phase.known == known);
        let same_days = Arc::ptr_eq(&before.closures, &now.closures) && before.week == now.week && !new_phase;
        let same_groups = Arc::ptr_eq(&before.groups, &now.groups);
        let of_groups = groups(now).zip(&self.practice).map(|(group, days)| {
            let is_same =
                same_groups || group.is_none_or(|GroupId(at)| before.groups[at as usize] == now.groups[at as usize]);
            if same_days && is_same {
                (Arc::clone(days), false)
            } else {
                (Arc::new(days.until_then(known, &practice_days(now, group))), true)
            }
        });
        let (practice, concerns) = of_groups.unzip();
        let meets = before.meets.iter().zip(now.meets.iter()).enumerate();
        let changed = meets.filter(|(_, (before, now))| now.known == known || !Arc::ptr_eq(before, now));
        Step {
            before: Some(before),
            now,
            practice,
            concerns,
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

    /// An athlete, as they are and were known.
    pub(super) fn athlete(&self, id: AthleteId) -> Member<'a> {
        Member { id, before: self.before.map(|before| before.athlete(id)), athlete: self.now.athlete(id) }
    }

    /// True when their calendar may be another than before.
    pub(super) fn may_concern(&self, Member { id, before: before_athlete, athlete: now }: Member) -> bool {
        let (Some(before), Some(before_athlete)) = (self.before, before_athlete) else { return true };
        let races_otherwise = |meet: &MeetId| {
            let what = |season: &Season, athlete: &Athlete| -> Option<RaceFacts> {
                let meet = season.meet(*meet);
                let events = meet.events_of(id, athlete);
                let is_there = meet.known <= season.as_of && !events.is_empty();
                is_there.then(|| {
                    (events, meet.days_of(events), meet.kind, meet.choice_for(id), (meet.priority, meet.train_through))
                })
            };
            what(before, before_athlete) != what(self.now, now)
        };
        self.concerns[place(self.now, now.group)]
            || now.known == self.known()
            || !std::ptr::eq(before_athlete, now)
            || self.changed_meets.iter().any(races_otherwise)
            || self.new_overrides.iter().any(|&entry| self.now.day_override(entry).who.includes(id, now))
    }

    /// Their calendar, whose past is that of the calendar before.
    pub(super) fn calendar(&self, member: Member, before: Option<&AthleteCalendar>) -> AthleteCalendar {
        let (mut calendar, known) = match before {
            None => (self.fresh(member, Day::at(0)), Day::at(0)),
            Some(before) => {
                let no_longer_held = |meet, day| !self.now.meet(meet).days().contains(day);
                (before.until_then(self.known(), self.fresh(member, self.known()), no_longer_held), self.known())
            }
        };
        r20_train_through::mark(&mut calendar, known, |race| self.now.meet(race.meet));
        calendar.with_last_days()
    }

    /// The calendar as if nothing had been known before, without the meets that are over on the day `from`.
    fn fresh(&self, Member { id, athlete, .. }: Member, from: Day) -> AthleteCalendar {
        let season = self.now;
        let last = season.day(season.end);
        let away = athlete.away();
        let mut not_on_the_team = DaySet::default();
        not_on_the_team.insert_through(Day::at(0), athlete.from.before());
        not_on_the_team.insert_through(season.last_day(athlete).next(), last);
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
                meet_starts: meet.days().first().unwrap_or(first),
                trained_through: None,
            });
        }
        // Stable, so that races on one day stay in file order.
        races.sort_by_key(|race| race.first);
        let race_days = races.iter().fold(DaySet::default(), |all, race| all.or(&race.days));
        let absent = away.or(&not_on_the_team);
        let Overrides { sessions, not_followed, notes } = self.overrides(id, athlete, &absent, &race_days);
        let of_group = athlete.group.map(|GroupId(at)| &season.groups[at as usize]);
        AthleteCalendar {
            event: athlete.event,
            group: athlete.group,
            volume: athlete.volume,
            minutes: of_group.map_or(Percent::ALL, |group| group.minutes).times(athlete.load),
            reps: of_group.map_or(Percent::ALL, |group| group.reps).times(athlete.load),
            hard_days: of_group.and_then(|group| group.hard_days).unwrap_or(season.policy.hard_days),
            long_run_every: of_group.and_then(|group| group.long_run_every).unwrap_or(season.policy.long_run_every),
            from: athlete.from,
            until: season.until(athlete),
            races,
            race_days,
            trained_through: DaySet::default(),
            last_race_day: None,
            championship_ends: None,
            away,
            not_on_the_team,
            practice: Arc::clone(self.practice_of(athlete)),
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
            for day in entry.days().filter(|day| !absent.contains(*day) && self.leaves(athlete, entry, *day, race_days))
            {
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

    /// The days of an athlete's group.
    fn practice_of(&self, athlete: &Athlete) -> &Arc<PracticeDays> {
        &self.practice[place(self.now, athlete.group)]
    }

    /// True when the calendar leaves a day to the coach's choice for it.
    fn leaves(&self, athlete: &Athlete, entry: &DayOverride, day: Day, race_days: &DaySet) -> bool {
        let closed_later = self
            .now
            .closed_by(day)
            .is_some_and(|closed| entry.known.or_calendar() < self.now.closed(closed).known.or_calendar());
        let practice = self.practice_of(athlete);
        let free = !practice.off.contains(day) && !practice.closed.contains(day) && !race_days.contains(day);
        !closed_later && (entry.through.is_none() || free)
    }
}

/// What a meet is to somebody who races there.
type RaceFacts = (EventSet, DaySet, MeetKind, Option<Choice>, (u8, Option<bool>));

/// What the coach chose for an athlete's days, by day.
#[derive(Default)]
struct Overrides {
    sessions: Vec<(Day, OverrideId, Session)>,
    not_followed: Vec<(Day, OverrideId)>,
    notes: Vec<(Day, OverrideId)>,
}

/// Every group, and last those without one.
fn groups(season: &Season) -> impl Iterator<Item = Option<GroupId>> {
    (0..season.groups.len()).map(|at| Some(GroupId(at as u32))).chain([None])
}

/// The place of a group among these.
fn place(season: &Season, group: Option<GroupId>) -> usize {
    group.map_or(season.groups.len(), |GroupId(at)| at as usize)
}

/// The days of a group, as if nothing had been known before.
fn practice_days(season: &Season, group: Option<GroupId>) -> PracticeDays {
    let days = || (0..season.days()).map(Day::at);
    let week_says: Vec<Session> = days().map(|day| season.ordinary_session(group, day)).collect();
    let phases: Vec<_> = days().map(|day| season.phase_on(group, day)).collect();
    let off = days().zip(&week_says).filter(|(_, session)| **session == Session::Off).map(|(day, _)| day);
    let week_of = |at: usize| phases[at].map(|id| season.phase(id).week).unwrap_or_default();
    PracticeDays {
        off: season.off.iter().chain(off).collect(),
        new_weeks: (1..phases.len()).filter(|&at| week_of(at - 1) != week_of(at)).map(Day::at).collect(),
        closed: season.closures.iter().map(|&(day, _)| day).collect(),
        closed_by: season.closures.to_vec(),
        week_says,
        phases,
    }
}
