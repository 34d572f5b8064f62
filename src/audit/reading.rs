//! One athlete's season, read with loops of its own.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::athlete::Athlete;
use crate::domain::day::Day;
use crate::domain::event::MeetEvent;
use crate::domain::group::{Phase, SaidWeek};
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
    /// The dates whose races are all trained through (R20).
    pub(super) trained_through: Vec<bool>,
    /// The meets that are trained through.
    trained_meets: BTreeMap<usize, bool>,
    /// The athlete's first date with the team.
    pub(super) first: usize,
    /// Each meet that is raced, as it was known when it was last raced.
    pub(super) as_raced: BTreeMap<usize, RaceFacts>,
    /// For each date, what `[week]` says.
    pub(super) week_says: Vec<Session>,
    /// So many hard days in a week at most, as is known last.
    pub(super) hard_days: usize,
    /// For each date, since when its `[week]` is what it is.
    pub(super) week_since: Vec<usize>,
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
    train_through: Option<bool>,
    pub(super) kind: MeetKind,
}

/// What one version of the season says of one date for an athlete.
#[derive(Clone, PartialEq, Eq)]
struct DateFacts {
    week: Session,
    week_of_phase: SaidWeek,
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
        let mut most = hard_days(&history.versions()[0], id);
        let mut week_since = vec![0; count];
        let mut trained: BTreeMap<usize, bool> = BTreeMap::new();
        for (number, version) in history.versions().iter().enumerate() {
            let known = version.as_of.index().unwrap_or(0);
            let now: Vec<DateFacts> = (known..count).map(|index| date_facts(version, id, Day::at(index))).collect();
            let before = facts.split_off(known.min(facts.len()));
            let now_most = hard_days(version, id);
            let is_another_limit = std::mem::replace(&mut most, now_most) != now_most;
            if number == 0 || now != before || is_another_limit {
                from = known;
            }
            let is_another = |(before, now): (&DateFacts, &DateFacts)| before.week != now.week;
            if before.iter().zip(&now).any(is_another) {
                week_since[known..].fill(known);
            }
            for (index, (before, freed)) in before.iter().zip(&mut freed_by[known..]).enumerate() {
                freed.extend(before.races.iter().map(|race| race.meet));
                freed.retain(|&meet| !is_held(&version.meets[meet], Day::at(known + index)));
            }
            facts.extend(now);
            let to_come: BTreeSet<usize> =
                facts[known..].iter().flat_map(|facts| &facts.races).map(|race| race.meet).collect();
            trained.extend(to_come.into_iter().map(|meet| (meet, is_trained_through(&facts, meet))));
        }
        for index in 1..count {
            if facts[index].week_of_phase != facts[index - 1].week_of_phase {
                week_since[index..].iter_mut().for_each(|since| *since = index.max(*since));
            }
        }
        let all_trained = |facts: &DateFacts| {
            !facts.races.is_empty() && facts.races.iter().all(|race| trained.get(&race.meet) == Some(&true))
        };
        let freed = freed_by.iter().zip(&facts).map(|(meets, facts)| !meets.is_empty() && facts.races.is_empty());
        Reading {
            as_raced: facts.iter().flat_map(|facts| &facts.races).map(|race| (race.meet, race.clone())).collect(),
            freed: freed.collect(),
            trained_through: facts.iter().map(all_trained).collect(),
            trained_meets: trained.clone(),
            hard_days: most,
            week_says: facts.iter().map(|facts| facts.week).collect(),
            week_since,
            first: season.athlete(id).from.index().unwrap_or(0),
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

    /// True when a meet is trained through.
    pub(super) fn trained_through_meet(&self, meet: usize) -> bool {
        self.trained_meets.get(&meet) == Some(&true)
    }

    /// True on a date of a race or time trial that is not trained through.
    pub(super) fn races_in_earnest(&self, index: usize) -> bool {
        self.races(index) && !self.trained_through[index]
    }

    /// True when there is practice on a date, by the calendar or the coach's word.
    fn has_practice(&self, index: usize) -> bool {
        self.coach_sessions[index].map_or(self.practice[index], |session| session != Session::Off)
    }

    /// True on the first practice date, and on the first after three or more without practice or race.
    pub(super) fn is_first_day_back(&self, index: usize) -> bool {
        let is_practice = |index: usize| self.has_practice(index) && !self.races(index);
        let rested = index
            .checked_sub(3)
            .is_some_and(|from| (from..index).all(|before| !self.has_practice(before) && !self.races(before)));
        is_practice(index) && (rested || (0..index).all(|before| !is_practice(before)))
    }

    /// The last date of a race that is more than a time trial.
    pub(super) fn last_race(&self) -> Option<usize> {
        let in_earnest = |meets: &Vec<usize>| meets.iter().any(|meet| self.as_raced[meet].kind != MeetKind::TimeTrial);
        self.racing.iter().rposition(in_earnest)
    }

    /// The last date of the last championship.
    pub(super) fn last_championship(&self) -> Option<usize> {
        let is_one = |meets: &Vec<usize>| meets.iter().any(|meet| self.as_raced[meet].kind == MeetKind::Championship);
        self.racing.iter().rposition(is_one)
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

/// True when a meet is trained through: as it says itself, or as a dual of priority 1, without a word on its
/// lead, with another meet at most four days away.
fn is_trained_through(facts: &[DateFacts], meet: usize) -> bool {
    let races = |of: &dyn Fn(&RaceFacts) -> bool| -> Vec<usize> {
        (0..facts.len()).filter(|index| facts[*index].races.iter().any(of)).collect()
    };
    let own = races(&|race| race.meet == meet);
    let Some(race) = own.last().and_then(|last| facts[*last].races.iter().find(|race| race.meet == meet)) else {
        return false;
    };
    let others = races(&|race| race.meet != meet && race.kind != MeetKind::TimeTrial);
    race.train_through.unwrap_or_else(|| {
        race.kind == MeetKind::Dual
            && race.priority == 1
            && race.choice.is_none()
            && own.iter().any(|day| others.iter().any(|other| day.abs_diff(*other) <= 4))
    })
}

/// So many hard days in a week at most.
fn hard_days(season: &Season, id: AthleteId) -> usize {
    let athlete = season.athlete(id);
    let of_group = athlete.group.and_then(|group| season.groups[group.0 as usize].hard_days);
    of_group.unwrap_or(season.policy.hard_days)
}

/// The phase of an athlete on a day.
pub(super) fn phase<'a>(season: &'a Season, athlete: &Athlete, day: Day) -> Option<&'a Phase> {
    let names = |phase: &Phase, group| phase.groups.as_ref().is_some_and(|groups| groups.contains(&group));
    let mut holding: Option<&Phase> = None;
    for phase in season.phases.iter().filter(|phase| phase.known <= season.as_of && phase.from <= day) {
        let is_own = phase.groups.is_none() || athlete.group.is_some_and(|group| names(phase, group));
        let goes_on = match phase.through {
            Some(through) => day <= through,
            None => !season.phases.iter().any(|next| {
                let covers = match (&next.groups, &phase.groups) {
                    (None, _) => true,
                    (Some(_), None) => false,
                    (Some(next), Some(groups)) => groups.iter().all(|group| next.contains(group)),
                };
                covers && next.known <= season.as_of && phase.from < next.from && next.from <= day
            }),
        };
        let wins = holding.is_none_or(|other| match (phase.groups.is_some(), other.groups.is_some()) {
            (true, false) => true,
            (false, true) => false,
            _ => other.from <= phase.from,
        });
        if is_own && goes_on && wins {
            holding = Some(phase);
        }
    }
    holding
}

fn date_facts(season: &Season, id: AthleteId, day: Day) -> DateFacts {
    let athlete = season.athlete(id);
    let absent = !is_there(season, athlete, day);
    let mut races = Vec::new();
    for (number, meet) in season.meets.iter().enumerate().filter(|(_, meet)| meet.known <= season.as_of && !absent) {
        let events = events(meet, id, athlete);
        if events.iter().any(|event| is_run_on(meet, *event, day)) {
            let choice = meet.leads.iter().find(|(_, athletes)| athletes.contains(&id));
            let choice = choice.map_or(meet.lead, |(choice, _)| *choice);
            let Meet { priority, train_through, kind, .. } = *meet.as_ref();
            races.push(RaceFacts { meet: number, events, choice, priority, train_through, kind });
        }
    }
    let phase = phase(season, athlete, day);
    let week_of_phase = phase.map(|phase| phase.week).unwrap_or_default();
    let weekday = season.date(day).weekday();
    let at = weekday.num_days_from_monday() as usize;
    let of_group = athlete.group.and_then(|group| season.groups[group.0 as usize].week[at]);
    let week = match phase.is_some_and(|phase| phase.groups.is_some()) {
        true => week_of_phase[at].or(of_group),
        false => of_group.or(week_of_phase[at]),
    };
    let week = week.unwrap_or_else(|| season.week_says(weekday));
    let closed = season.closures.iter().find(|(closed, _)| *closed == day).map(|(_, by)| season.closed(*by));
    let is_off = season.off.contains(day) || week == Session::Off;
    let practice = !absent && closed.is_none() && !is_off;
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
    DateFacts { week, week_of_phase, practice, races, coach_sessions }
}

/// True on the team, and not away.
fn is_there(season: &Season, athlete: &Athlete, day: Day) -> bool {
    let away = athlete.absences.iter().any(|absence| absence.from <= day && day <= absence.through);
    let of_group = athlete.group.and_then(|group| season.groups[group.0 as usize].until);
    let last_day = athlete.until.or(of_group).unwrap_or(season.day(season.end));
    athlete.known <= season.as_of && athlete.from <= day && day <= last_day && !away
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
