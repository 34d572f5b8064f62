//! One athlete's page for one week.
//!
//! Athletes who share a plan share nearly all of it: a [`SharedWeek`] is made once
//! for them, and each one's [`AthleteWeek`] adds their name, goals and times.

use schemars::JsonSchema;
use serde::Serialize;

use super::meet_line::time_and_place;
use super::splits::{self, SplitColumn, SplitRow};
use super::week::touches;
use super::{ChangeNote, SheetBuilder, phrases};
use crate::domain::day::{Day, aligned, spoken};
use crate::domain::event::Event;
use crate::domain::ids::AthleteId;
use crate::domain::season::Week;
use crate::library::WorkoutId;
use crate::plan::SharedPlan;

/// What the athletes who share a plan share of one week.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SharedWeek {
    /// The season's name.
    pub season: String,
    /// The phase, as `[[phases]]` names it; empty without one.
    pub phase: String,
    /// Their event: `1600`.
    pub event: String,
    /// The week's number, from 1.
    pub number: usize,
    /// How many weeks the season has.
    pub of: usize,
    /// `Mon 6 Apr to Sun 12 Apr 2026`.
    pub dates: String,
    /// `letter` or `a4`, when the season file names the paper.
    pub paper: Option<&'static str>,
    /// True when news made a day another: then the sheet explains the mark.
    pub marked: bool,
    /// Their days.
    #[serde(skip)]
    pub days: Vec<SharedDay>,
    /// Why each lead, or why none.
    pub whys: Vec<String>,
}

/// What the athletes who share a plan share of one day.
#[derive(Clone, Debug, JsonSchema)]
pub struct SharedDay {
    /// Its place in the season.
    #[schemars(skip)]
    day: Day,
    /// `Monday 6 April`.
    pub date: String,
    /// `Mon  6 Apr`, as wide on every day.
    pub short: String,
    /// What the athlete does, as `day.txt` or `day.html` makes it.
    #[schemars(with = "String")]
    pub training: Training,
    /// The race-pace session: its event and its workout.
    #[schemars(skip)]
    race_pace: Option<(Event, WorkoutId)>,
}

/// What an athlete does on a day. Equal days are put into words once.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Training {
    /// The kind of session, as in the season file.
    pub kind: &'static str,
    /// True for races, time trials, leads and workouts.
    pub hard: bool,
    /// What heads the day.
    pub title: &'static str,
    /// What is run, or where.
    pub lines: Vec<String>,
    /// What the coach adds.
    pub notes: Vec<String>,
    /// What comes before.
    pub warm_up: Option<String>,
    /// The strides.
    pub strides: Option<String>,
    /// The strength work.
    pub strength: Option<String>,
    /// What a race-pace session is for.
    pub purpose: Option<String>,
    /// True when a change of the calendar changed the day.
    pub changed: bool,
    /// The columns of the athlete's times; none when the session is not at race pace.
    pub columns: Vec<SplitColumn>,
    /// The athlete's times; nothing when the session is not at race pace.
    pub times: Option<SplitRow>,
}

/// One week of one athlete: what is the athlete's own. Templates find it beside
/// what is shared, with the times in `days`.
#[derive(Clone, Debug, JsonSchema)]
pub struct AthleteWeek<'a> {
    /// What athletes with the same plan share.
    #[schemars(flatten)]
    pub shared: &'a SharedWeek,
    /// The athlete's name, as sheets show it.
    pub name: &'a str,
    /// The athlete's goals: `800 in 2:20, 1600 in 5:20`; empty without any.
    pub goals: &'a str,
    /// For each day the athlete's times, when the session is at race pace.
    #[schemars(rename = "days", with = "Vec<SharedDay>", description = "The days of the athlete's week.")]
    pub times: Vec<Option<SplitRow>>,
    /// What became known that concerns the athlete, and what it changed for them.
    pub changes: Vec<ChangeNote>,
    /// True when a time is estimated.
    pub estimated: bool,
}

impl SheetBuilder<'_> {
    /// What the athletes who share a plan share of a week.
    pub fn shared_week(&self, shared: &SharedPlan, week: Week) -> SharedWeek {
        self.in_week(week).shared_sheet(shared, week)
    }

    fn shared_sheet(&self, shared: &SharedPlan, week: Week) -> SharedWeek {
        let days = week.days().map(|day| {
            let index = day.index().expect("a week lies within its season");
            let cell = self.cell(shared, day);
            let workout = shared.workouts[index].map(|workout| self.workouts.get(workout));
            let race_pace = self.race_pace(shared, day);
            let mut lines = cell.lines;
            if shared.days[index].session.is_contest() {
                lines.extend(shared.races_on(day).filter_map(|race| time_and_place(self.meet_on(race.meet, day))));
            }
            let training = Training {
                kind: cell.kind,
                hard: cell.hard,
                title: cell.title,
                lines,
                notes: cell.notes,
                warm_up: workout.and_then(|workout| workout.warm_up.clone()),
                strides: workout.and_then(|workout| workout.strides.clone()),
                strength: workout.and_then(|workout| workout.strength.clone()),
                purpose: workout.filter(|_| race_pace.is_some()).map(|workout| workout.purpose.clone()),
                columns: race_pace.map(|(_, id)| splits::columns(self.workouts.get(id))).unwrap_or_default(),
                times: None,
                changed: cell.changed,
            };
            let date = self.season.date(day);
            SharedDay { day, date: spoken(date), short: aligned(date), training, race_pace }
        });
        let days: Vec<SharedDay> = days.collect();
        let decisions = shared.decisions_on(week.last).iter().filter(|decision| touches(week, decision));
        let whys = decisions.map(|decision| {
            let meet = &self.season.meet(decision.meet).name;
            format!("{meet}: {}", phrases::decision(self.season, decision))
        });
        SharedWeek {
            season: self.season.name.clone(),
            phase: self.phases_of_plan(week, shared),
            marked: days.iter().any(|day| day.training.changed),
            event: shared.event_on(week.last).to_string(),
            number: week.number,
            of: self.weeks().len(),
            dates: self.dates(week),
            paper: self.paper(),
            days,
            whys: whys.collect(),
        }
    }

    /// An athlete's goals, as the athlete's page shows them, as known on a day.
    pub fn goals(&self, id: AthleteId, day: Day) -> String {
        let goals = self.athlete_on(id, day).goals;
        let goals = goals.iter().map(|(over, time)| format!("{over} in {time}"));
        goals.collect::<Vec<_>>().join(", ")
    }

    /// An athlete's page for a week that is `shared` with others; `goals` are
    /// those of [`SheetBuilder::goals`]. Each day has the times of the goals
    /// that were known on it.
    pub fn athlete_week<'a>(&'a self, id: AthleteId, goals: &'a str, shared: &'a SharedWeek) -> AthleteWeek<'a> {
        let name = self.name(id);
        let mut estimated = false;
        let times = shared.days.iter().map(|day| {
            let (event, workout) = day.race_pace?;
            let workout = self.workouts.get(workout);
            let athlete = self.athlete_on(id, day.day);
            let (row, any_estimated) = splits::row(name, athlete, workout, event, self.season.policy.rounding);
            estimated |= any_estimated;
            // A row of dashes says nothing.
            row.times.iter().any(|time| time != splits::NO_TIME).then_some(row)
        });
        let times = times.collect();
        let week = self.weeks()[shared.number - 1];
        let changes = if self.news_of_week(week).next().is_none() {
            Vec::new()
        } else {
            self.changes(week, &[(self.plan.shared(id), vec![id])], true)
        };
        AthleteWeek { shared, name, goals, times, changes, estimated }
    }
}
