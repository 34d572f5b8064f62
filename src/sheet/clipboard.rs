//! The clipboard sheet of one hard session: athletes × reps, each with its
//! target and an empty box to write in.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::cell::run_lines;
use super::{SheetBuilder, phrases, slugs, splits};
use crate::domain::day::{Day, short, spoken};
use crate::domain::event::Event;
use crate::domain::ids::{AthleteId, MeetId};
use crate::domain::workout::{Effort, Leg, Rep, Workout};
use crate::library::WorkoutId;

/// The most boxes that stand side by side on upright paper, each wide enough to write in.
const MAX_BOXES: usize = 10;

/// How many reps have boxes; the sheet says how many more there are.
const MAX_REPS: usize = 60;

/// One hard session with target times, and who runs it.
#[derive(Clone, Debug)]
pub struct HardSession {
    /// The name of its file, without ending: `2026-04-02-48-hour-1600`.
    pub slug: String,
    /// The day.
    pub day: Day,
    /// The workout.
    pub workout: WorkoutId,
    /// The athletes in file order, each with the event that their paces are for.
    pub athletes: Vec<(AthleteId, Event)>,
}

/// The sheet of one hard session.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Clipboard {
    /// The season's name.
    pub season: String,
    /// The week's number.
    pub number: usize,
    /// The name of its file, without ending: `2026-04-02-48-hour-1600`. ASCII letters, digits and `-` only.
    pub slug: String,
    /// `letter` or `a4`, when the season file names the paper.
    pub paper: Option<&'static str>,
    /// `Thursday 2 April 2026`.
    pub date: String,
    /// The workout's title.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// The meets that it leads to: `Foothills Invitational on Sat 4 Apr`; empty for an ordinary workout.
    pub before: String,
    /// What comes before the run.
    pub warm_up: Option<String>,
    /// What is run, with the recoveries, a line each.
    pub run: Vec<String>,
    /// The reps in running order, side by side as far as the paper goes: one table after the other.
    pub tables: Vec<ClipboardTable>,
    /// `4 more reps have no box`, when there are too many.
    pub more: Option<String>,
    /// True when a time is estimated: then the sheet explains the `~`.
    pub estimated: bool,
}

/// Athletes × reps.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ClipboardTable {
    /// `Reps 1 to 6`, when there are several tables; else empty.
    pub title: String,
    /// What heads the boxes: each rep.
    pub reps: Vec<RepHead>,
    /// True when a rep is broken into legs, which have a row of heads below that of the reps.
    pub broken: bool,
    /// How many boxes stand side by side.
    pub boxes: usize,
    /// A row for each athlete.
    pub rows: Vec<ClipboardRow>,
}

/// A rep as the head of its boxes.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RepHead {
    /// Which one of the session, from 1.
    pub number: usize,
    /// How far in all: `300`.
    pub distance: String,
    /// Its legs, a box each; one when it is not broken.
    pub legs: Vec<LegHead>,
    /// What comes after it: `3:00 rest`.
    pub recovery: Option<String>,
}

/// A part of a rep at one pace.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct LegHead {
    /// How far: `100`.
    pub distance: String,
    /// At which pace: `goal`, `800 pace`, `fastest`.
    pub pace: String,
}

/// One athlete.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ClipboardRow {
    /// The athlete's name, as sheets show it.
    pub name: String,
    /// The athlete's goal for the event raced: `5:20`, `~5:04` when it is estimated, or a dash.
    pub goal: String,
    /// A target for each box: `80`, `~72`; empty where there is none.
    pub targets: Vec<String>,
}

impl SheetBuilder<'_> {
    /// Every hard session with target times except races and time trials, day by
    /// day; on one day in the order of the library.
    pub fn hard_sessions(&self) -> Vec<HardSession> {
        let mut found: BTreeMap<(Day, WorkoutId), Vec<(AthleteId, Event)>> = BTreeMap::new();
        for (number, athletes) in self.athletes_by_plan().into_iter().enumerate() {
            let shared = self.plan.shared_at(number);
            for day in self.weeks().iter().flat_map(|week| week.days()) {
                let contest = shared.days[day.index().expect("weeks lie within their season")].session.is_contest();
                if let Some((event, workout)) = self.race_pace(shared, day).filter(|_| !contest) {
                    let there = athletes.iter().filter(|id| self.is_on_the_team(**id, day));
                    found.entry((day, workout)).or_default().extend(there.map(|&id| (id, event)));
                }
            }
        }
        let name = |(day, workout): &(Day, WorkoutId)| {
            format!("{} {}", self.season.date(*day), self.workouts.get(*workout).id)
        };
        let slugs = slugs::slugs(&found.keys().map(name).collect::<Vec<_>>(), "session");
        let sessions = found.into_iter().zip(slugs).map(|(((day, workout), mut athletes), slug)| {
            athletes.sort_unstable();
            HardSession { slug, day, workout, athletes }
        });
        sessions.collect()
    }

    /// The clipboard sheet of a hard session.
    pub fn clipboard(&self, session: &HardSession) -> Clipboard {
        match self.plan.calendar.week_of(session.day) {
            Some(week) => self.in_week(week).clipboard_sheet(session),
            None => self.clipboard_sheet(session),
        }
    }

    fn clipboard_sheet(&self, session: &HardSession) -> Clipboard {
        let workout = self.workouts.get(session.workout);
        let all = parts(workout);
        let boxed = all.partition_point(|part| part.number <= MAX_REPS);
        let more = all.last().map_or(0, |last| last.number.saturating_sub(MAX_REPS));
        let blocks = side_by_side(&all[..boxed]);
        let tables: Vec<ClipboardTable> = blocks
            .iter()
            .map(|parts| ClipboardTable {
                title: if 1 < blocks.len() { rep_numbers(parts) } else { String::new() },
                reps: parts.iter().map(Part::head).collect(),
                broken: parts.iter().any(|part| 1 < part.legs.len()),
                boxes: parts.iter().map(|part| part.legs.len()).sum(),
                rows: session
                    .athletes
                    .iter()
                    .map(|&(id, event)| self.clipboard_row(id, event, session.day, parts))
                    .collect(),
            })
            .collect();
        let estimated = tables.iter().flat_map(|table| &table.rows).any(|row| {
            splits::is_estimated(&row.goal) || row.targets.iter().any(|target| splits::is_estimated(target))
        });
        let date = self.season.date(session.day);
        Clipboard {
            season: self.season.name.clone(),
            number: self.plan.calendar.week_of(session.day).map_or(0, |week| week.number),
            slug: session.slug.clone(),
            paper: self.paper(),
            date: format!("{} {}", spoken(date), date.format("%Y")),
            title: workout.title.clone(),
            purpose: workout.purpose.clone(),
            before: self.leads_to(session),
            warm_up: workout.warm_up.clone(),
            run: run_lines(workout),
            tables,
            more: match more {
                0 => None,
                1 => Some("1 more rep has no box".to_owned()),
                more => Some(format!("{more} more reps have no box")),
            },
            estimated,
        }
    }

    fn clipboard_row(&self, id: AthleteId, event: Event, day: Day, parts: &[Part]) -> ClipboardRow {
        let athlete = self.athlete_on(id, day);
        let legs = parts.iter().flat_map(|part| part.legs);
        let target = |leg| splits::target(leg, athlete, event, self.season.policy.rounding).unwrap_or_default();
        ClipboardRow {
            name: self.name(id).to_owned(),
            goal: splits::goal(athlete, event),
            targets: legs.map(target).collect(),
        }
    }

    /// The meets that a lead is for, each with the athletes' first race day there unless it is canceled.
    fn leads_to(&self, session: &HardSession) -> String {
        let index = session.day.index().expect("a session lies within the season");
        let meets = session.athletes.iter().filter_map(|&(id, _)| {
            let shared = self.plan.shared(id);
            let meet = shared.days[index].meet?;
            let decision = shared.decisions_on(session.day).iter().find(|decision| decision.meet == meet);
            Some((decision.map(|decision| decision.race_day), meet))
        });
        let meets: BTreeSet<(Option<Day>, MeetId)> = meets.collect();
        let meets = meets.into_iter().map(|(day, meet)| {
            let name = &self.season.meet(meet).name;
            day.map_or_else(|| name.clone(), |day| format!("{name} on {}", short(self.season.date(day))))
        });
        phrases::and(&meets.collect::<Vec<_>>())
    }
}

/// One rep of a session, or as much of it as one table has room for.
struct Part<'w> {
    /// The rep's number in the session, from 1.
    number: usize,
    rep: &'w Rep,
    legs: &'w [Leg],
    recovery: Option<String>,
}

impl Part<'_> {
    fn head(&self) -> RepHead {
        let leg = |leg: &Leg| LegHead { distance: leg.distance.to_string(), pace: splits::pace(leg.effort) };
        RepHead {
            number: self.number,
            distance: self.rep.distance().map(|distance| distance.to_string()).unwrap_or_default(),
            legs: self.legs.iter().map(leg).collect(),
            recovery: self.recovery.clone(),
        }
    }
}

/// The timed reps of a workout, in running order; easy running and minutes are not timed.
fn parts(workout: &Workout) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut number = 0;
    for set in &workout.run {
        let Rep::Legs(legs) = &set.rep else { continue };
        if legs.iter().all(|leg| leg.effort == Effort::Easy) {
            continue;
        }
        for _ in 0..set.times {
            number += 1;
            let recovery = set.recovery.map(|recovery| recovery.to_string());
            let of_rep =
                legs.chunks(MAX_BOXES).map(|legs| Part { number, rep: &set.rep, legs, recovery: recovery.clone() });
            parts.extend(of_rep);
        }
    }
    parts
}

/// The reps in tables of about one width, none wider than the paper; no part is broken up.
fn side_by_side<'a, 'w>(parts: &'a [Part<'w>]) -> Vec<&'a [Part<'w>]> {
    let boxes: usize = parts.iter().map(|part| part.legs.len()).sum();
    let widest = boxes.div_ceil(boxes.div_ceil(MAX_BOXES).max(1));
    let (mut tables, mut first, mut wide) = (Vec::new(), 0, 0);
    for (index, part) in parts.iter().enumerate() {
        if first < index && widest < wide + part.legs.len() {
            tables.push(&parts[first..index]);
            (first, wide) = (index, 0);
        }
        wide += part.legs.len();
    }
    tables.push(&parts[first..]);
    tables
}

/// `Rep 1`, `Reps 1 to 6`.
fn rep_numbers(parts: &[Part]) -> String {
    match (parts.first(), parts.last()) {
        (Some(first), Some(last)) if first.number < last.number => format!("Reps {} to {}", first.number, last.number),
        (Some(first), _) => format!("Rep {}", first.number),
        _ => String::new(),
    }
}
