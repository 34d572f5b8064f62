//! The team's sheet for one week.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use schemars::JsonSchema;
use serde::Serialize;

use super::density::{self, Density};
use super::splits::{self, SplitTable};
use super::times::TimesTable;
use super::{ChangeNote, Routine, SheetBuilder, phrases};
use crate::domain::calendar::{AthleteCalendar, Cause, Race};
use crate::domain::day::{Day, DaySet, short};
use crate::domain::event::{Event, EventSet};
use crate::domain::ids::{AthleteId, GroupId, MeetId};
use crate::domain::season::{Meet, Week};
use crate::domain::session::Session;
use crate::domain::workout::Workout;
use crate::library::WorkoutId;
use crate::plan::{Decision, SharedPlan};

/// How far in the lines of a table stand in a text sheet.
const TEXT_INDENT: usize = 2;

/// The most columns that stand side by side.
const COLUMNS: usize = 4;

/// One week of the team.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct TeamWeek {
    /// The season's name.
    pub season: String,
    /// The week's number, from 1.
    pub number: usize,
    /// `week-07`: its files are named so, and its place in the index.
    pub id: String,
    /// How many weeks the season has.
    pub of: usize,
    /// `Mon 6 Apr to Sun 12 Apr 2026`.
    pub dates: String,
    /// `letter` or `a4`, when the season file says for which paper the sheet is.
    pub paper: Option<&'static str>,
    /// The week's meets.
    pub meets: Vec<MeetLine>,
    /// What became known about the calendar, and what it changed.
    pub changes: Vec<ChangeNote>,
    /// Days × columns, at most four columns side by side.
    pub grids: Vec<Grid>,
    /// Times for every race-pace session, day after day.
    pub splits: Vec<SplitTable>,
    /// The same times, for those who run the same together.
    pub times: Vec<TimesTable>,
    /// Why each lead, or why none.
    pub whys: Vec<WhyLine>,
    /// Warm-up, strides and strength of each kind of day.
    pub routines: Vec<Routine>,
    /// Where the athletes of a group do not have their lead on the same day, and why.
    pub apart: Vec<String>,
    /// What the coach should look at.
    pub warnings: Vec<String>,
    /// True when a time is estimated.
    pub estimated: bool,
    /// How large its type may be on paper.
    pub density: Density,
}

/// A meet, in a line.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct MeetLine {
    /// When: `Sat 11 Apr`.
    pub day: String,
    /// Its name.
    pub name: String,
    /// Time, place, who goes, which events on which day, whether it is tentative.
    pub details: String,
}

/// A table of days and columns.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Grid {
    /// A column for athletes whose week is the same.
    pub columns: Vec<Column>,
    /// A row for each day.
    pub rows: Vec<Row>,
}

/// Athletes whose week is the same.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Column {
    /// What they share: `1600, varsity`.
    pub head: String,
    /// Their names.
    pub athletes: Vec<String>,
}

/// One day across the columns.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Row {
    /// `Mon`.
    pub weekday: String,
    /// `6 Apr`.
    pub date: String,
    /// A cell for each column.
    pub cells: Vec<Cell>,
}

/// What one column does on one day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct Cell {
    /// The kind of session, as in the season file: for a template's own marks.
    pub kind: &'static str,
    /// True for races, time trials, leads and workouts.
    pub hard: bool,
    /// What heads the day: `48-hour workout`.
    pub title: &'static str,
    /// What is run, or where.
    pub lines: Vec<String>,
    /// What the coach adds.
    pub notes: Vec<String>,
    /// True when the day became another since the calendar changed.
    pub changed: bool,
    /// Over how many columns it stands where neighbors that do the same are
    /// joined: 0 when it is joined to the one before it.
    pub span: usize,
}

/// Why these athletes have this lead before a meet, or none.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct WhyLine {
    /// The meet.
    pub meet: String,
    /// The athletes' first race day there: `Sat 11 Apr`.
    pub day: String,
    /// What was decided, and why.
    pub why: String,
    /// Whom it concerns.
    pub athletes: String,
}

impl SheetBuilder<'_> {
    /// The team's sheet for a week.
    pub fn team_week(&self, week: Week) -> TeamWeek {
        let cells_of: Vec<Vec<Cell>> =
            (0..self.plan.shared_plans()).map(|number| self.cells(self.plan.shared_at(number), week)).collect();
        // Courses are numbered in the order of their first athletes, so columns are, too.
        let mut columns: Vec<(&[Cell], Vec<AthleteId>)> = Vec::new();
        let mut column_of_cells: HashMap<&[Cell], usize> = HashMap::new();
        let column_of: Vec<usize> = cells_of
            .iter()
            .map(|cells| {
                *column_of_cells.entry(cells).or_insert_with(|| {
                    columns.push((cells, Vec::new()));
                    columns.len() - 1
                })
            })
            .collect();
        for id in self.season.athlete_ids() {
            columns[column_of[self.plan.shared_number(id)]].1.push(id);
        }
        columns.sort_by_key(|(_, athletes)| {
            let first = self.season.athlete(athletes[0]);
            (first.group, first.event)
        });
        // As many tables as are needed, and as wide as each other.
        let tables = columns.len().div_ceil(COLUMNS).max(1);
        let grids =
            columns.chunks(columns.len().div_ceil(tables).max(1)).map(|columns| self.grid(week, columns)).collect();
        let splits = self.splits(week);
        let mut sheet = TeamWeek {
            season: self.season.name.clone(),
            number: week.number,
            id: week_id(week),
            of: self.weeks().len(),
            dates: self.dates(week),
            paper: self.paper(),
            meets: self.meet_lines(week),
            changes: self.changes(week, &self.sharing()),
            grids,
            estimated: splits.iter().any(|table| table.estimated),
            splits,
            times: self.times(week),
            whys: self.whys(week),
            apart: self.apart(week),
            routines: self.routines(week),
            warnings: self.week_warnings(week),
            density: Density::default(),
        };
        sheet.density = density::density(&sheet);
        sheet
    }

    /// `Mon 6 Apr to Sun 12 Apr 2026`.
    pub(super) fn dates(&self, week: Week) -> String {
        let last = self.season.date(week.last);
        format!("{} {}", phrases::period(self.season, week.first, week.last), last.format("%Y"))
    }

    fn grid(&self, week: Week, columns: &[(&[Cell], Vec<AthleteId>)]) -> Grid {
        let rows = week.days().enumerate().map(|(index, day)| {
            let date = self.season.date(day);
            Row {
                weekday: date.format("%a").to_string(),
                date: date.format("%-d %b").to_string(),
                cells: joined(columns.iter().map(|(cells, _)| cells[index].clone()).collect()),
            }
        });
        Grid {
            rows: rows.collect(),
            columns: columns
                .iter()
                .map(|(_, athletes)| Column {
                    head: self.head(athletes),
                    athletes: athletes.iter().map(|&id| self.name(id).to_owned()).collect(),
                })
                .collect(),
        }
    }

    /// What athletes share: events and groups.
    pub(super) fn head(&self, athletes: &[AthleteId]) -> String {
        let (events, groups) = (self.events_of(athletes), self.groups_of(athletes));
        if groups.is_empty() { events } else { format!("{events}, {groups}") }
    }

    /// The events of athletes: `800 and 1600`.
    pub(super) fn events_of(&self, athletes: &[AthleteId]) -> String {
        phrases::events(athletes.iter().map(|&id| self.season.athlete(id).event).collect())
    }

    /// The groups of athletes; empty when they are in none.
    pub(super) fn groups_of(&self, athletes: &[AthleteId]) -> String {
        let groups: BTreeSet<_> = athletes.iter().filter_map(|&id| self.season.athlete(id).group).collect();
        phrases::and(&groups.into_iter().map(|group| self.season.group(group)).collect::<Vec<_>>())
    }

    /// What a course holds on each day of a week.
    fn cells(&self, shared: &SharedPlan, week: Week) -> Vec<Cell> {
        week.days().map(|day| self.cell(shared, day)).collect()
    }

    /// What a course holds on one day.
    pub fn cell(&self, shared: &SharedPlan, day: Day) -> Cell {
        let index = day.index().expect("a week lies within its season");
        let planned = &shared.days[index];
        let workout = shared.workouts[index].map(|id| self.workouts.get(id));
        let lines = match planned.session {
            Session::Race | Session::TimeTrial => self.race_lines(&shared.calendar, day),
            Session::Off => self.off_lines(shared, day),
            _ => workout.map(run_lines).unwrap_or_default(),
        };
        let notes = shared.calendar.notes.iter().filter(|(of, _)| *of == day);
        Cell {
            kind: planned.session.as_str(),
            hard: planned.session.is_hard(),
            title: phrases::session(planned.session),
            lines,
            notes: notes.filter_map(|&(_, id)| self.season.day_override(id).note.clone()).collect(),
            changed: shared.changes.iter().any(|changed| changed.day == day),
            span: 1,
        }
    }

    fn race_lines(&self, calendar: &AthleteCalendar, day: Day) -> Vec<String> {
        let on_day = calendar.races.iter().filter(|race| race.days.contains(day));
        on_day.map(|race| format!("{}: {}", self.season.meet(race.meet).name, self.raced_on(race, day))).collect()
    }

    /// The events of a race that are run on a day: `800 and 1600`, `800 final`.
    pub(super) fn raced_on(&self, race: &Race, day: Day) -> String {
        let meet = self.season.meet(race.meet);
        let timetable = self.timetable(race.meet);
        let events: Vec<String> = race
            .events
            .iter()
            .filter_map(|event| {
                let Some(days) = &meet.event_days[event as usize] else { return Some(event.to_string()) };
                let count = days.iter().count();
                let on_day =
                    days.iter().enumerate().filter(|&(_, announced)| timetable.held_on(announced) == Some(day));
                let rounds = on_day.map(|(at, _)| if at + 1 == count { "final" } else { "prelim" });
                let rounds: Vec<&str> = rounds.collect();
                match rounds.as_slice() {
                    [] => None,
                    _ if count == 1 => Some(event.to_string()),
                    rounds => Some(format!("{event} {}", phrases::and(rounds))),
                }
            })
            .collect();
        phrases::and(&events)
    }

    fn off_lines(&self, shared: &SharedPlan, day: Day) -> Vec<String> {
        let planned = &shared.days[day.index().unwrap_or(0)];
        let closed = planned.why.closed.and_then(|closed| self.season.closed(closed).why.clone());
        let race_next = planned
            .notes
            .iter()
            .filter(|also| also.cause == Cause::BeforeRace)
            .map(|also| phrases::reason(self.season, also));
        closed.into_iter().chain(race_next).collect()
    }

    pub(super) fn meet_lines(&self, week: Week) -> Vec<MeetLine> {
        let mut lines: Vec<(Day, MeetLine)> = Vec::new();
        for (id, meet) in self.season.meets_with_ids() {
            let held: DaySet = self.timetable(id).days().collect();
            let Some(first) = held.iter().find(|&day| week.contains(day)) else { continue };
            let mut details: Vec<String> = whereabouts(meet).into_iter().collect();
            details.extend(
                meet.groups.as_ref().map(|groups| {
                    phrases::and(&groups.iter().map(|&group| self.season.group(group)).collect::<Vec<_>>())
                }),
            );
            details.extend(self.events_by_day(id, &held));
            if meet.tentative {
                details.push("tentative".to_owned());
            }
            let day = phrases::days(self.season, &held.iter().collect::<Vec<_>>());
            lines.push((first, MeetLine { day, name: meet.name.clone(), details: details.join(", ") }));
        }
        lines.sort_by_key(|(first, _)| *first);
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// `3200 on Fri 24 Apr`, for each day of a meet that says which events are on it.
    fn events_by_day(&self, id: MeetId, held: &DaySet) -> Vec<String> {
        let (meet, timetable) = (self.season.meet(id), self.timetable(id));
        let said = held.iter().filter_map(|day| {
            let on_day = |event: &Event| {
                let announced = meet.event_days[*event as usize];
                announced.is_some_and(|days| days.iter().any(|announced| timetable.held_on(announced) == Some(day)))
            };
            let events: EventSet = meet.events.iter().filter(on_day).collect();
            (!events.is_empty()).then(|| format!("{} on {}", phrases::events(events), short(self.season.date(day))))
        });
        said.collect()
    }

    /// For every race-pace session of the week, every athlete's times.
    fn splits(&self, week: Week) -> Vec<SplitTable> {
        let mut tables: BTreeMap<(Day, Event, WorkoutId), Vec<AthleteId>> = BTreeMap::new();
        for id in self.season.athlete_ids() {
            let shared = self.plan.shared(id);
            for day in week.days() {
                if let Some((event, workout)) = self.race_pace(shared, day) {
                    tables.entry((day, event, workout)).or_default().push(id);
                }
            }
        }
        tables
            .into_iter()
            .map(|((day, event, id), athletes)| {
                let workout = self.workouts.get(id);
                let rows: Vec<_> = athletes
                    .iter()
                    .map(|&id| {
                        let athlete = self.season.athlete(id);
                        splits::row(self.name(id), athlete, workout, event, self.season.policy.rounding)
                    })
                    .collect();
                let estimated = rows.iter().any(|(_, estimated)| *estimated);
                let mut rows: Vec<_> = rows.into_iter().map(|(row, _)| row).collect();
                splits::align(&mut rows);
                let columns = splits::columns(workout);
                SplitTable {
                    day: short(self.season.date(day)),
                    title: workout.title.clone(),
                    run: run_lines(workout),
                    text: splits::text(&columns, &rows, self.text_width - TEXT_INDENT),
                    columns,
                    estimated,
                    rows,
                }
            })
            .collect()
    }

    /// The race-pace session of a day: its workout and the event it is for.
    pub(super) fn race_pace(&self, shared: &SharedPlan, day: Day) -> Option<(Event, WorkoutId)> {
        let index = day.index()?;
        let id = shared.workouts[index]?;
        let workout = self.workouts.get(id);
        if !shared.days[index].session.is_hard() || workout.paced_legs().is_empty() {
            return None;
        }
        Some((workout.event.unwrap_or(shared.calendar.event), id))
    }

    fn whys(&self, week: Week) -> Vec<WhyLine> {
        // What is said of a course is put into words once.
        let said: Vec<Vec<(Day, MeetId, String)>> = (0..self.plan.shared_plans())
            .map(|number| {
                let decisions = self.plan.shared_at(number).decisions.iter().filter(|decision| touches(week, decision));
                let said = |decision| phrases::decision(self.season, decision);
                decisions.map(|decision| (decision.race_day, decision.meet, said(decision))).collect()
            })
            .collect();
        let mut lines: BTreeMap<&(Day, MeetId, String), Vec<AthleteId>> = BTreeMap::new();
        for id in self.season.athlete_ids() {
            for line in &said[self.plan.shared_number(id)] {
                lines.entry(line).or_default().push(id);
            }
        }
        let mut racing: BTreeMap<MeetId, usize> = BTreeMap::new();
        for ((_, meet, _), athletes) in &lines {
            *racing.entry(*meet).or_default() += athletes.len();
        }
        lines
            .into_iter()
            .map(|((day, meet, why), athletes)| WhyLine {
                meet: self.season.meet(*meet).name.clone(),
                day: short(self.season.date(*day)),
                why: why.clone(),
                athletes: if athletes.len() == racing[meet] && 1 < athletes.len() {
                    "everyone who races".to_owned()
                } else {
                    self.who(&athletes)
                },
            })
            .collect()
    }

    /// For each group and meet, who has the lead on which day, when that differs.
    fn apart(&self, week: Week) -> Vec<String> {
        type Part<'d> = (Vec<AthleteId>, &'d Decision);
        let mut days: BTreeMap<(Option<GroupId>, MeetId), BTreeMap<Option<Day>, Part>> = BTreeMap::new();
        for id in self.season.athlete_ids() {
            let group = self.season.athlete(id).group;
            for decision in self.plan.shared(id).decisions.iter().filter(|decision| touches(week, decision)) {
                let of_meet = days.entry((group, decision.meet)).or_default();
                of_meet.entry(decision.lead_day()).or_insert_with(|| (Vec::new(), decision)).0.push(id);
            }
        }
        let split = days.into_iter().filter(|((group, _), days)| group.is_some() && 1 < days.len());
        let said = split.filter_map(|((group, meet), days)| {
            let mut parts: Vec<Part> = days.into_values().collect();
            // The largest part first, of equal ones the earlier day, and none last.
            parts.sort_by_key(|(athletes, decision)| (std::cmp::Reverse(athletes.len()), decision.lead.is_none()));
            let most = parts.first()?.1;
            let part = |(athletes, decision): &Part| {
                let who = self.who(athletes);
                let what = match (decision.lead, decision.lead_day()) {
                    (Some(lead), Some(day)) => format!("{lead} on {} for {who}", short(self.season.date(day))),
                    _ => format!("no workout for {who}"),
                };
                match decision {
                    same if *same == most => what,
                    other if other.race_day != most.race_day => {
                        format!("{what}, racing on {}", short(self.season.date(other.race_day)))
                    }
                    other => format!("{what} ({})", phrases::evidence(self.season, other)),
                }
            };
            let parts: Vec<String> = parts.iter().map(part).collect();
            let group = self.season.group(group?);
            Some(format!("{group} before {}: {}", self.season.meet(meet).name, parts.join("; ")))
        });
        said.collect()
    }

    fn week_warnings(&self, week: Week) -> Vec<String> {
        let shown = self.warnings.iter().filter(|warning| {
            warning.on_week_sheet && self.timetable(warning.meet).days().any(|day| week.contains(day))
        });
        let names = |ids: &[AthleteId]| phrases::and(&ids.iter().map(|&id| self.name(id)).collect::<Vec<_>>());
        shown.map(|warning| phrases::warning(self.season, warning, &names(&warning.athletes))).collect()
    }
}

/// How a week is named in addresses: `week-07`.
pub(super) fn week_id(week: Week) -> String {
    format!("week-{:02}", week.number)
}

/// The cells of a row; one that holds what the cell before it holds is joined to it.
fn joined(mut cells: Vec<Cell>) -> Vec<Cell> {
    let alike: Vec<bool> = cells.windows(2).map(|pair| pair[0] == pair[1]).collect();
    let mut first = 0;
    for (index, alike) in (1..).zip(alike) {
        if alike {
            cells[index].span = 0;
            cells[first].span += 1;
        } else {
            first = index;
        }
    }
    cells
}

/// True when the race or its lead is in the week.
pub(super) fn touches(week: Week, decision: &Decision) -> bool {
    week.contains(decision.race_day) || decision.lead_day().is_some_and(|day| week.contains(day))
}

/// When a meet starts and where it is, as far as the coach says.
pub(super) fn whereabouts(meet: &Meet) -> Option<String> {
    let said: Vec<String> = meet.time.map(phrases::time_of_day).into_iter().chain(meet.place.clone()).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// What is run, a line each.
pub(super) fn run_lines(workout: &Workout) -> Vec<String> {
    workout.run.iter().map(|set| together(set.to_string())).collect()
}

/// What is read in one breath stays on one line of a narrow column: the spaces
/// in `3 × 400` and before a unit do not break.
pub(super) fn together(line: String) -> String {
    [" ×", "× ", " rest", " jog", " walk", " min"]
        .into_iter()
        .fold(line, |line, words| line.replace(words, &words.replace(' ', "\u{a0}")))
}
