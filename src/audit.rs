//! Checks a finished plan again, from the season alone.
//!
//! It shares no code with the rules, the calendars or the planner: it reads
//! the season with loops of its own (`reading`), and asks of every decision
//! and every day whether the promises of the rules hold, one group of promises
//! a file. Debug builds run it on every plan that a command makes, tests on
//! every plan, and property tests on random seasons.
//!
//! Where the calendar changed after the season had started, the days before
//! the last change are done: they count, and [`audit`] does not judge them by
//! what is known now. [`audit_past`] goes back instead: to the plan as it was
//! known the day before each change, which has to hold the same days up to it.

mod days;
mod easy_days;
mod hard_days;
mod leads;
mod past;
mod reading;
mod repeats;
#[cfg(test)]
mod tests;
mod workouts;

use std::fmt;

use chrono::{Days, NaiveDate};

use crate::audit::reading::Reading;
use crate::domain::athlete::Athlete;
use crate::domain::history::History;
use crate::domain::ids::AthleteId;
use crate::domain::lead::Lead;
use crate::domain::season::{LongRunAfterRace, Season};
use crate::domain::session::Session;
use crate::plan::{Decision, Plan, SharedPlan};

pub use past::audit_past;

/// A promise that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The code of the rule that promises it.
    pub rule: &'static str,
    /// The athlete whose plan it is.
    pub athlete: String,
    /// How it is broken.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [{}]", self.athlete, self.what, self.rule)
    }
}

/// Everything in which a plan breaks a promise; empty when it keeps them all.
pub fn audit(history: &History, plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, athlete) in history.latest().athletes_with_ids() {
        let plan = AthletePlan::new(history, id, plan);
        let mut report = |rule, what| findings.push(Finding { rule, athlete: athlete.name.to_string(), what });
        if plan.is_whole(&mut report) {
            leads::check(&plan, &mut report);
            repeats::check(&plan, &mut report);
            days::check(&plan, &mut report);
            hard_days::check(&plan, &mut report);
            easy_days::check(&plan, &mut report);
            workouts::check(&plan, &mut report);
        }
    }
    findings
}

/// Takes in a broken promise: the rule, and how it is broken.
type Report<'a> = &'a mut dyn FnMut(&'static str, String);

/// What is planned for one athlete, beside what the season says.
struct AthletePlan<'a> {
    season: &'a Season,
    athlete: &'a Athlete,
    shared: &'a SharedPlan,
    plan: &'a Plan,
    /// The date on which anything became known last, of whomever.
    last_known: usize,
    reading: Reading,
    /// The session of each date.
    sessions: Vec<Session>,
    /// The dates of the leads.
    leads: Vec<NaiveDate>,
}

/// What decides about a date, in the order in which it wins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DecidedBy {
    /// The session that the coach set.
    Coach(Session),
    /// A race, or several.
    Race,
    /// That there is no practice.
    NoPractice,
    /// The lead of a race.
    Lead,
    /// A race on the next date.
    RaceNextDay,
    /// The rules of the week.
    Week,
}

impl<'a> AthletePlan<'a> {
    fn new(history: &'a History, id: AthleteId, plan: &'a Plan) -> AthletePlan<'a> {
        let (season, shared) = (history.latest(), plan.shared(id));
        let sessions = shared.days.iter().map(|planned| planned.session).collect();
        let decisions = shared.decisions.iter();
        let leads = decisions.filter_map(|decision| Some(lead_date(season, decision, decision.lead?))).collect();
        AthletePlan {
            season,
            athlete: season.athlete(id),
            shared,
            plan,
            last_known: season.as_of.index().unwrap_or(0),
            reading: Reading::of(history, id),
            sessions,
            leads,
        }
    }

    /// True for a date on which the coach set a lead.
    fn is_lead_of_coach(&self, date: NaiveDate) -> bool {
        let index = self.reading.dates.iter().position(|other| *other == date);
        index.and_then(|index| self.reading.coach_sessions[index]).is_some_and(Session::is_lead)
    }

    /// Whether every date is planned and every race decided. Without that, nothing else can be asked.
    fn is_whole(&self, report: Report) -> bool {
        let (planned, dates) = (self.sessions.len(), self.reading.dates.len());
        if planned != dates {
            report("W04", format!("{planned} days are planned of {dates}"));
        }
        let raced = self.reading.races_in_order();
        let decisions = self.shared.decisions.iter();
        let decided: Vec<(NaiveDate, usize)> =
            decisions.map(|decision| (self.season.date(decision.race_day), decision.meet.0 as usize)).collect();
        if raced != decided {
            report("R01", format!("races {raced:?}, but decisions are {decided:?}"));
        }
        planned == dates && raced == decided
    }

    fn date(&self, index: usize) -> NaiveDate {
        self.reading.dates[index]
    }

    /// What `[week]` says for a date.
    fn week_says(&self, index: usize) -> Session {
        self.reading.week_says[index]
    }

    fn decided_by(&self, index: usize) -> DecidedBy {
        let reading = &self.reading;
        match reading.coach_sessions[index] {
            Some(session) => DecidedBy::Coach(session),
            None if reading.races(index) => DecidedBy::Race,
            None if !reading.practice[index] => DecidedBy::NoPractice,
            None if self.leads.contains(&self.date(index)) => DecidedBy::Lead,
            None if reading.races(index + 1) => DecidedBy::RaceNextDay,
            None => DecidedBy::Week,
        }
    }

    /// The dates that are judged by what is known now, each with its session.
    fn judged(&self) -> impl Iterator<Item = (usize, Session)> {
        self.sessions.iter().copied().enumerate().skip(self.reading.from)
    }

    /// True when the long run may be on the date after this race.
    fn lets_long_run_follow(&self, race: usize) -> bool {
        match self.season.policy.long_run_after_race {
            LongRunAfterRace::TrainThrough => self.reading.trained_through[race],
            LongRunAfterRace::Any => true,
            LongRunAfterRace::Never => false,
        }
    }

    /// True for two dates of one `[week]`, both with its own session.
    fn is_pair(&self, one: usize, other: usize) -> bool {
        self.reading.week_since[one] == self.reading.week_since[other] && self.is_of_week(one) && self.is_of_week(other)
    }

    /// True for a session of the coach's week on its own date.
    fn is_of_week(&self, index: usize) -> bool {
        self.reading.coach_sessions[index].is_none()
            && self.sessions[index] == self.week_says(index)
            && self.shared.days[index].moved_from.is_none()
    }

    /// The judged dates on which the rules of the week decide.
    fn judged_week_days(&self) -> impl Iterator<Item = (usize, Session)> {
        self.judged().filter(|&(index, _)| self.decided_by(index) == DecidedBy::Week)
    }

    /// The sessions of the date before and the date after.
    fn neighbors(&self, index: usize) -> [Option<Session>; 2] {
        [index.checked_sub(1), Some(index + 1)].map(|index| self.sessions.get(index?).copied())
    }

    /// A broken promise about a date: `2026-04-08, workout: next to a hard day`.
    fn at(&self, index: usize, what: &str) -> String {
        format!("{}, {}: {what}", self.date(index), self.sessions[index])
    }
}

/// The date of a lead for a decided race.
fn lead_date(season: &Season, decision: &Decision, lead: Lead) -> NaiveDate {
    let days = match lead {
        Lead::Hours48 => 2,
        Lead::Hours72 => 3,
    };
    season.date(decision.race_day) - Days::new(days)
}
