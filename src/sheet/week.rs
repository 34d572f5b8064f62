//! The team's sheet for one week.

mod lead_reasons;
mod times;
mod type_size;

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::cell::Cell;
use super::meet_line::MeetLine;
use super::splits::SplitTable;
use super::{ChangeNote, Routine, SheetBuilder, phrases};
use crate::domain::ids::AthleteId;
use crate::domain::season::Week;
use crate::plan::Decision;

pub use lead_reasons::WhyLine;
pub use times::{RacePaceSession, TimesTable};
pub use type_size::TypeSize;

/// The most columns that stand side by side.
const MAX_COLUMNS: usize = 4;

/// One week of the team.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct TeamWeek {
    /// The season's name.
    pub season: String,
    /// The phase, as `[[phases]]` names it; empty without one.
    pub phase: String,
    /// The week's number, from 1.
    pub number: usize,
    /// `week-07`: the name of its files, and of its place in the index.
    pub id: String,
    /// How many weeks the season has.
    pub of: usize,
    /// `Mon 6 Apr to Sun 12 Apr 2026`.
    pub dates: String,
    /// `letter` or `a4`, when the season file names the paper.
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
    /// True when news made a day another: then the sheet explains the mark.
    pub marked: bool,
    /// True when a time is estimated: then the sheet explains the `~`.
    pub estimated: bool,
    /// How large its type is on paper.
    pub type_size: TypeSize,
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

impl SheetBuilder<'_> {
    /// The team's sheet for a week.
    pub fn team_week(&self, week: Week) -> TeamWeek {
        self.in_week(week).team_sheet(week)
    }

    fn team_sheet(&self, week: Week) -> TeamWeek {
        let cells = |shared| week.days().map(|day| self.cell(shared, day)).collect();
        let cells_of: Vec<Vec<Cell>> =
            (0..self.plan.shared_plans()).map(|number| cells(self.plan.shared_at(number))).collect();
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
        for &id in self.athletes() {
            columns[column_of[self.plan.shared_number(id)]].1.push(id);
        }
        // Nobody who has this plan is on the sheet of this week.
        columns.retain(|(_, athletes)| !athletes.is_empty());
        columns.sort_by_key(|(_, athletes)| {
            let first = self.season.athlete(athletes[0]);
            (first.group, first.event, athletes[0])
        });
        // As many tables as are needed, and as wide as each other.
        let tables = columns.len().div_ceil(MAX_COLUMNS).max(1);
        let grids =
            columns.chunks(columns.len().div_ceil(tables).max(1)).map(|columns| self.grid(week, columns)).collect();
        let splits = self.splits(week);
        let mut sheet = TeamWeek {
            season: self.season.name.clone(),
            phase: self.phases(week, self.athletes()),
            number: week.number,
            id: week_id(week),
            of: self.weeks().len(),
            dates: self.dates(week),
            paper: self.paper(),
            meets: self.meet_lines(week),
            changes: self.changes(week, &self.sharing(), false),
            grids,
            marked: columns.iter().any(|(cells, _)| cells.iter().any(|cell| cell.changed)),
            estimated: splits.iter().any(|table| table.estimated),
            splits,
            times: self.times(week, type_size::MAX_TIMES_WIDTH),
            whys: self.whys(week),
            apart: self.split_groups(week),
            routines: self.routines(week),
            type_size: TypeSize::default(),
        };
        sheet.type_size = TypeSize::for_week(&sheet);
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
                cells: joined_where_equal(columns.iter().map(|(cells, _)| cells[index].clone()).collect()),
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
}

/// How a week is named in addresses: `week-07`.
pub(super) fn week_id(week: Week) -> String {
    format!("week-{:02}", week.number)
}

/// The cells of a row, each joined to the one before it when the two are equal.
fn joined_where_equal(mut cells: Vec<Cell>) -> Vec<Cell> {
    let equal_to_last: Vec<bool> = cells.windows(2).map(|pair| pair[0] == pair[1]).collect();
    let mut first = 0;
    for (index, is_equal) in (1..).zip(equal_to_last) {
        if is_equal {
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
