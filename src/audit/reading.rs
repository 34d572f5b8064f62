//! One athlete's season, read with loops of its own.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::athlete::Athlete;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::ids::AthleteId;
use crate::domain::lead::Lead;
use crate::domain::meet::{Change, Meet, News};
use crate::domain::season::{Season, Who};
use crate::domain::session::Session;

/// One athlete's season, date by date.
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
    /// The first date that is judged: on it the last news became known.
    pub(super) from: usize,
}

/// For each announced date of a meet, whether the athlete races on it, and when it is held.
type HeldDates = Vec<(bool, Option<NaiveDate>)>;

impl Reading {
    pub(super) fn of(season: &Season, id: AthleteId, athlete: &Athlete) -> Reading {
        let dates: Vec<NaiveDate> = season.start.iter_days().take_while(|date| *date <= season.end).collect();
        let count = dates.len();
        let mut reading = Reading {
            practice: dates.iter().map(|date| is_practice(season, athlete, *date)).collect(),
            racing: vec![Vec::new(); count],
            coach_sessions: vec![None; count],
            freed: vec![false; count],
            from: 0,
            dates,
        };
        let news = reading.add_meets(season, id, athlete).max(reading.add_coachs_sessions(season, id, athlete));
        reading.from = reading.dates.iter().position(|date| news <= *date).unwrap_or(count);
        for (freed, racing) in reading.freed.iter_mut().zip(&reading.racing) {
            *freed &= racing.is_empty();
        }
        reading
    }

    /// Adds the meets that the athlete races, with what freed days; returns when the last of it became known.
    fn add_meets(&mut self, season: &Season, id: AthleteId, athlete: &Athlete) -> NaiveDate {
        let mut last_news = season.start;
        for (number, meet) in season.meets.iter().enumerate() {
            let events = events(meet, id, athlete);
            if events.is_empty() {
                continue;
            }
            let races_on = |held: &HeldDates, date: NaiveDate| {
                let there = date <= season.date(athlete.until) && !is_away(season, athlete, date);
                held.contains(&(true, Some(date))) && there
            };
            let mut held = announced(season, meet, &events);
            let mut before = held.clone();
            for (number, change) in meet.changes.iter().enumerate() {
                let known = season.date(change.known);
                last_news = last_news.max(known);
                // The changes of one day are one: what was held before the first of them.
                if meet.changes[..number].last().is_none_or(|earlier| earlier.known != change.known) {
                    before = held.clone();
                }
                apply(season, change, &mut held);
                let is_last = meet.changes.get(number + 1).is_none_or(|later| later.known != change.known);
                if season.start < known && is_last {
                    for (freed, date) in self.freed.iter_mut().zip(&self.dates) {
                        *freed |= races_on(&before, *date) && !races_on(&held, *date);
                    }
                }
            }
            for (meets, _) in self.racing.iter_mut().zip(&self.dates).filter(|(_, date)| races_on(&held, **date)) {
                meets.push(number);
            }
        }
        last_news
    }

    /// Adds the sessions that the coach set, the narrowest entry of each date
    /// and of two alike the later one; returns when the last became known.
    fn add_coachs_sessions(&mut self, season: &Season, id: AthleteId, athlete: &Athlete) -> NaiveDate {
        let mut last_news = season.start;
        let mut narrowest = vec![0; self.dates.len()];
        for entry in &season.overrides {
            let narrowness = match &entry.who {
                Who::Everyone => 1,
                Who::Groups(groups) if groups.iter().any(|group| Some(*group) == athlete.group) => 2,
                Who::Athletes(athletes) if athletes.contains(&id) => 3,
                Who::Groups(_) | Who::Athletes(_) => continue,
            };
            let date = season.date(entry.day);
            if let Some(known) = entry.known {
                last_news = last_news.max(season.date(known));
            }
            let absent = is_away(season, athlete, date) || season.date(athlete.until) < date;
            if absent && !matches!(entry.who, Who::Athletes(_)) {
                continue;
            }
            let Some(index) = self.dates.iter().position(|other| *other == date) else { continue };
            if entry.session.is_some() && narrowest[index] <= narrowness {
                narrowest[index] = narrowness;
                self.coach_sessions[index] = entry.session;
            }
        }
        last_news
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
        let free = match self.coach_sessions[index] {
            Some(session) => session == Session::from(lead),
            None => self.practice[index],
        };
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

fn is_away(season: &Season, athlete: &Athlete, date: NaiveDate) -> bool {
    athlete.away.iter().any(|day| season.date(day) == date)
}

fn is_practice(season: &Season, athlete: &Athlete, date: NaiveDate) -> bool {
    let date_of = |day: Day| season.date(day);
    let closed = season.closed.iter().any(|closed| date_of(closed.from) <= date && date <= date_of(closed.through));
    let off = season.off.iter().any(|day| date_of(day) == date);
    !closed && !off && !is_away(season, athlete, date) && date <= date_of(athlete.until)
}

/// The events that the athlete races at a meet; none when it does not take them.
fn events(meet: &Meet, id: AthleteId, athlete: &Athlete) -> Vec<Event> {
    let takes_group = meet.groups.as_ref().is_none_or(|groups| groups.iter().any(|of| Some(*of) == athlete.group));
    if !takes_group || meet.athletes.as_ref().is_some_and(|athletes| !athletes.contains(&id)) {
        return Vec::new();
    }
    match &meet.entries {
        Some(entries) => {
            entries.iter().filter(|(entered, _)| *entered == id).flat_map(|(_, events)| events.iter()).collect()
        }
        None => meet.events.iter().filter(|event| *event == athlete.event).collect(),
    }
}

/// The dates of a meet as it was announced.
fn announced(season: &Season, meet: &Meet, events: &[Event]) -> HeldDates {
    let dates = season.date(meet.first).iter_days().take_while(|date| *date <= season.date(meet.last));
    let races_on = |date: NaiveDate| {
        events.iter().any(|event| match &meet.event_days[*event as usize] {
            Some(days) => days.iter().any(|day| season.date(day) == date),
            None => true,
        })
    };
    dates.map(|date| (races_on(date), Some(date))).collect()
}

/// Moves or cancels what was not yet held when a change became known.
fn apply(season: &Season, change: &Change, held: &mut HeldDates) {
    let known = season.date(change.known);
    let left = held.iter_mut().map(|(_, date)| date).filter(|date| date.is_some_and(|date| known <= date));
    let left: Vec<&mut Option<NaiveDate>> = left.collect();
    let first = left.iter().filter_map(|date| **date).min();
    for date in left {
        *date = match (change.news, *date, first) {
            (News::Moved { to }, Some(date), Some(first)) => Some(date + (season.date(to) - first)),
            (News::MovedDay { day, to }, Some(date), _) if date == season.date(day) => Some(season.date(to)),
            (News::MovedDay { .. }, stays, _) => stays,
            _ => None,
        };
    }
}
