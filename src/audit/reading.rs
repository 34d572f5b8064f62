//! One athlete's season, read with loops of its own.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::athlete::Athlete;
use crate::domain::day::Day;
use crate::domain::event::MeetEvent;
use crate::domain::history::History;
use crate::domain::ids::AthleteId;
use crate::domain::lead::Lead;
use crate::domain::meet::{Choice, Meet, MeetKind};
use crate::domain::overrides::{DayOverride, Who};
use crate::domain::season::Season;
use crate::domain::session::Session;

/// One athlete's season, date by date, each as it was known on it.
pub(super) struct Reading {
    pub(super) dates: Vec<NaiveDate>,
    /// For each date, the meets raced.
    pub(super) racing: Vec<Vec<usize>>,
    /// For each date, whether the calendar gives practice.
    pub(super) practice: Vec<bool>,
    /// For each date, the session the coach set.
    pub(super) coach_sessions: Vec<Option<Session>>,
    /// The dates that a meet left.
    pub(super) freed: Vec<bool>,
    /// Each meet that is raced, as it was known when it was last raced.
    pub(super) as_raced: BTreeMap<usize, RaceFacts>,
    /// The first date that is judged: on it the last news became known.
    pub(super) from: usize,
}

/// A race on one date, with all that a lead depends on.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct RaceFacts {
    meet: usize,
    events: Vec<MeetEvent>,
    /// What the coach chose before it.
    pub(super) choice: Option<Choice>,
    priority: u8,
    pub(super) kind: MeetKind,
}

/// What one version of the season says of one date for an athlete.
#[derive(Clone, PartialEq, Eq)]
struct DateFacts {
    practice: bool,
    races: Vec<RaceFacts>,
    coach_sessions: Option<Session>,
}

impl Reading {
    pub(super) fn of(history: &History, id: AthleteId) -> Reading {
        let season = history.latest();
        let dates: Vec<NaiveDate> = season.start.iter_days().take_while(|date| *date <= season.end).collect();
        let count = dates.len();
        let mut facts: Vec<DateFacts> = Vec::with_capacity(count);
        let mut freed_by: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut from = 0;
        for (number, version) in history.versions().iter().enumerate() {
            let known = version.as_of.index().unwrap_or(0);
            let now: Vec<DateFacts> = (known..count).map(|index| date_facts(version, id, Day::at(index))).collect();
            let before = facts.split_off(known.min(facts.len()));
            if number == 0 || now != before {
                from = known;
            }
            for (index, (before, freed)) in before.iter().zip(&mut freed_by[known..]).enumerate() {
                freed.extend(before.races.iter().map(|race| race.meet));
                freed.retain(|&meet| !is_held(&version.meets[meet], Day::at(known + index)));
            }
            facts.extend(now);
        }
        let freed = freed_by.iter().zip(&facts).map(|(meets, facts)| !meets.is_empty() && facts.races.is_empty());
        Reading {
            as_raced: facts.iter().flat_map(|facts| &facts.races).map(|race| (race.meet, race.clone())).collect(),
            freed: freed.collect(),
            practice: facts.iter().map(|facts| facts.practice).collect(),
            coach_sessions: facts.iter().map(|facts| facts.coach_sessions).collect(),
            racing: facts.into_iter().map(|facts| facts.races.into_iter().map(|race| race.meet).collect()).collect(),
            from,
            dates,
        }
    }

    pub(super) fn races(&self, index: usize) -> bool {
        self.racing.get(index).is_some_and(|meets| !meets.is_empty())
    }

    pub(super) fn is_next_to_race(&self, index: usize) -> bool {
        self.races(index + 1) || index.checked_sub(1).is_some_and(|before| self.races(before))
    }

    /// Every meet that is raced, by its first race date.
    pub(super) fn races_in_order(&self) -> Vec<(NaiveDate, usize)> {
        let mut races: Vec<(NaiveDate, usize)> = Vec::new();
        for (date, meets) in self.dates.iter().zip(&self.racing) {
            for meet in meets {
                if races.iter().all(|(_, earlier)| earlier != meet) {
                    races.push((*date, *meet));
                }
            }
        }
        races.sort();
        races
    }

    /// The rule by which the calendar alone forbids a lead on a date.
    pub(super) fn forbids(&self, date: NaiveDate, lead: Lead) -> Option<&'static str> {
        let Some(index) = self.dates.iter().position(|other| *other == date) else { return Some("R02") };
        if self.coach_sessions[index] == Some(Session::from(lead)) {
            return None;
        }
        let free = self.coach_sessions[index].is_none() && self.practice[index];
        let before = index.checked_sub(1);
        let set_hard = |at: usize| self.coach_sessions.get(at).copied().flatten().is_some_and(Session::is_hard);
        let rules = [
            ("R03", !free),
            ("R04", self.races(index)),
            ("R05", self.races(index + 1)),
            ("R06", before.is_some_and(|before| self.races(before))),
            ("R07", set_hard(index + 1) || before.is_some_and(set_hard)),
        ];
        rules.into_iter().find(|(_, forbids)| *forbids).map(|(rule, _)| rule)
    }

    /// The indexes of each week's dates.
    pub(super) fn weeks(&self, starts: Weekday) -> Vec<Vec<usize>> {
        let mut weeks: Vec<Vec<usize>> = Vec::new();
        for (index, date) in self.dates.iter().enumerate() {
            match weeks.last_mut() {
                Some(week) if date.weekday() != starts => week.push(index),
                _ => weeks.push(vec![index]),
            }
        }
        weeks
    }
}

fn date_facts(season: &Season, id: AthleteId, day: Day) -> DateFacts {
    let athlete = season.athlete(id);
    let absent = !is_there(season, athlete, day);
    let mut races = Vec::new();
    for (number, meet) in season.meets.iter().enumerate().filter(|(_, meet)| meet.known <= season.as_of && !absent) {
        let events = events(meet, id, athlete);
        if events.iter().any(|event| is_run_on(meet, *event, day)) {
            let choice = meet.leads.iter().find(|(_, athletes)| athletes.contains(&id)).map(|(choice, _)| *choice);
            let choice = choice.or(meet.lead);
            races.push(RaceFacts { meet: number, events, choice, priority: meet.priority, kind: meet.kind });
        }
    }
    let closed = season.closures.iter().find(|(closed, _)| *closed == day).map(|(_, by)| season.closed(*by));
    let practice = !absent && closed.is_none() && !season.off.contains(day);
    let choices = season.overrides.iter().enumerate().filter(|(_, entry)| {
        let leaves = entry.through.is_none() || (practice && races.is_empty());
        let is_over = closed.is_some_and(|closed| entry.known.or_calendar() < closed.known.or_calendar());
        let is_race = races.is_empty() || entry.session.is_some_and(Session::is_contest);
        let last = entry.through.unwrap_or(entry.day);
        let is_on = entry.day <= day && day <= last && entry.known <= season.as_of;
        is_on && leaves && !is_over && is_race && entry.session.is_some() && narrowness(entry, id, athlete).is_some()
    });
    let holds = choices.min_by_key(|(number, entry)| {
        (Reverse(narrowness(entry, id, athlete)), Reverse(entry.known.or_calendar()), Reverse(*number))
    });
    let coach_sessions = holds.filter(|_| !absent).and_then(|(_, entry)| entry.session);
    DateFacts { practice, races, coach_sessions }
}

/// True on the team, and not away.
fn is_there(season: &Season, athlete: &Athlete, day: Day) -> bool {
    let away = athlete.absences.iter().any(|absence| absence.from <= day && day <= absence.through);
    athlete.known <= season.as_of && athlete.from <= day && day <= athlete.until && !away
}

/// How narrowly an entry is meant for this athlete; `None` when it is not.
fn narrowness(entry: &DayOverride, id: AthleteId, athlete: &Athlete) -> Option<u8> {
    match &entry.who {
        Who::Everyone => Some(1),
        Who::Groups(groups) => groups.iter().any(|group| Some(*group) == athlete.group).then_some(2),
        Who::Athletes(athletes) => athletes.contains(&id).then_some(3),
    }
}

/// The events that the athlete races at a meet, absences aside.
fn events(meet: &Meet, id: AthleteId, athlete: &Athlete) -> Vec<MeetEvent> {
    if meet.without.contains(&id) {
        return Vec::new();
    }
    let named_in = |entries: &BTreeMap<MeetEvent, Vec<AthleteId>>| -> Vec<MeetEvent> {
        entries.iter().filter(|(_, athletes)| athletes.contains(&id)).map(|(event, _)| *event).collect()
    };
    let (also, instead) = (named_in(&meet.also), named_in(&meet.instead));
    let takes_group = meet.groups.as_ref().is_none_or(|groups| groups.iter().any(|of| Some(*of) == athlete.group));
    let goes = takes_group && meet.athletes.as_ref().is_none_or(|athletes| athletes.contains(&id));
    let own = match &meet.entries {
        Some(entries) => named_in(entries),
        None if goes || !also.is_empty() || !instead.is_empty() => {
            let own = MeetEvent::from(athlete.event);
            [own].into_iter().filter(|own| meet.events.contains(*own)).collect()
        }
        None => Vec::new(),
    };
    let mut events = if instead.is_empty() { own } else { instead };
    events.extend(also);
    events.sort_unstable();
    events.dedup();
    events
}

fn is_held(meet: &Meet, day: Day) -> bool {
    meet.schedule.held().contains(day)
}

fn is_run_on(meet: &Meet, event: MeetEvent, day: Day) -> bool {
    is_held(meet, day) && meet.schedule.event_days(event).is_none_or(|days| days.contains(day))
}
