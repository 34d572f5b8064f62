//! How large the type of a team's week is on paper.
//!
//! A page of HTML cannot measure itself. So the height of a week is estimated
//! here for each size of type, from the letters that fit on a line, and the
//! largest size is chosen with which the week fits on one page. The proportions
//! are those of `templates/html/week.html`; `.ci/pages` prints every week and
//! checks the result.
//!
//! Lengths are in tenths of a point.

use schemars::JsonSchema;
use serde::Serialize;

use super::times::TimesTable;
use super::{Grid, TeamWeek};
use crate::sheet::cell::Cell;
use crate::sheet::paper::average_lines;

/// How large the type of a week is on paper, and how it is laid out.
#[derive(Clone, Debug, Default, JsonSchema, Serialize)]
pub struct TypeSize {
    /// The size of the days' type, in points: `9.5`.
    pub days: String,
    /// The size of the type below the days, in points.
    pub below: String,
    /// How many columns the part below the days has.
    pub columns: usize,
    /// True when what is run follows the title on the same line.
    pub run_in: bool,
}

/// What the margins leave of Letter's height and of A4's width: a week has to
/// fit on both.
const HEIGHT: usize = 7_400;
const WIDTH: usize = 5_500;

/// The room left free where the type could be smaller, because a height is estimated, not measured.
const RESERVE: usize = 250;

/// The gap between the columns below the days.
const GAP: usize = 114;

/// The smallest type.
const MIN_SIZE: usize = 80;

/// How wide a table of times may be for three columns of the smallest type, in
/// hundredths of an em.
pub(super) const MAX_TIMES_WIDTH: usize = (WIDTH - 2 * GAP) / 3 * 100 / MIN_SIZE;

/// One size and layout that is tried.
#[derive(Clone, Copy)]
struct Setting {
    days: usize,
    below: usize,
    columns: usize,
    run_in: bool,
}

impl TypeSize {
    /// The largest size with which a week fits on a page; where even the smallest
    /// takes more pages, the largest that takes no more than that.
    pub(super) fn for_week(week: &TeamWeek) -> TypeSize {
        let widest = week.times.iter().map(TimesTable::width).max().unwrap_or(0);
        let columns = |below| {
            let fits = |columns: &usize| widest * below / 100 <= (WIDTH - (columns - 1) * GAP) / columns;
            (1..=3).rev().find(fits).unwrap_or(1)
        };
        let setting = |days, below, run_in| Setting { days, below, columns: columns(below), run_in };
        let smallest = setting(MIN_SIZE, MIN_SIZE, true);
        let pages = |height: usize| height.div_ceil(HEIGHT);
        // For a usual week, staying on one page is worth the last bit of it.
        let reserve = if week.grids.len() == 1 { 0 } else { RESERVE };
        let [of_days, of_all] = [smallest.days(week), smallest.height(week)].map(|height| pages(height + reserve));
        // The end of a page stays empty where a table that has to stay whole does not fit.
        let room = of_all * HEIGHT - (of_all - 1) * HEIGHT / 5 - RESERVE;
        let fits = |setting: &Setting| pages(setting.days(week) + RESERVE) <= of_days && setting.height(week) <= room;
        // The days come first; the part below them gets the room that they leave.
        let large = (95..=160).rev().step_by(5).map(|days| (days, false));
        let days = large.chain([(95, true), (90, true), (86, true), (83, true)]);
        let mut settings = days.map(|(days, run_in)| setting(days, (days * 5 / 6).clamp(MIN_SIZE, 110), run_in));
        let chosen = settings.find(fits).unwrap_or(smallest);
        let larger = (chosen.below..=110.min(chosen.days)).rev();
        let chosen = larger.map(|below| setting(chosen.days, below, chosen.run_in)).find(fits).unwrap_or(chosen);
        let points = |tenths: usize| format!("{}.{}", tenths / 10, tenths % 10);
        TypeSize {
            days: points(chosen.days),
            below: points(chosen.below),
            columns: chosen.columns,
            run_in: chosen.run_in,
        }
    }
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

/// How many lines a text takes in a column of the days: those are narrow, and at
/// the end of a line some letters' room stays empty.
fn broken_lines(letters: usize, size: usize, width: usize) -> usize {
    match average_lines(letters, size, width) {
        1 => 1,
        _ => average_lines(letters, size, width.saturating_sub(size / 2).max(size)),
    }
}

impl Setting {
    /// The height of a week.
    fn height(self, week: &TeamWeek) -> usize {
        self.days(week) + self.below(week)
    }

    /// The height from the head through the days.
    fn days(self, week: &TeamWeek) -> usize {
        let head_and_legend = 440;
        let meets: usize = week
            .meets
            .iter()
            .map(|meet| letters(&meet.day) + letters(&meet.name) + letters(&meet.details) + 10)
            .map(|letters| average_lines(letters, self.days * 11 / 10, WIDTH) * self.days * 13 / 10)
            .sum();
        let grids: usize = week.grids.iter().map(|grid| self.grid(grid)).sum();
        head_and_legend + meets + self.changes(week) + grids
    }

    fn changes(self, week: &TeamWeek) -> usize {
        if week.changes.is_empty() {
            return 0;
        }
        // In bold, a third larger than the days.
        let texts = week.changes.iter().map(|change| letters(&change.news) + letters(&change.who) + 4);
        let lines: usize = texts.map(|letters| average_lines(letters, self.days * 14 / 10, WIDTH)).sum();
        lines * self.days * 16 / 10 + self.days + 140
    }

    fn grid(self, grid: &Grid) -> usize {
        let width = (WIDTH - self.days * 7) / grid.columns.len().max(1);
        let heads = grid.columns.iter().map(|column| {
            let names = column.athletes.iter().map(|name| letters(name) + 2).sum();
            let title = broken_lines(letters(&column.head), self.days * 13 / 10, width - self.days);
            let names = broken_lines(names, self.days, width - self.days);
            title * self.days * 15 / 10 + self.days / 5 + names * self.days * 115 / 100
        });
        let rows = grid.rows.iter().map(|row| {
            let cells = row.cells.iter().filter(|cell| 0 < cell.span);
            cells.map(|cell| self.cell(cell, cell.span * width - self.days)).max().unwrap_or(0)
        });
        heads.max().unwrap_or(0) + rows.sum::<usize>() + 80
    }

    fn cell(self, cell: &Cell, width: usize) -> usize {
        let texts = || cell.lines.iter().chain(&cell.notes).map(|line| letters(line) + 1);
        let title = (letters(cell.title) + 2) * 14 / 10;
        let is_run_in = self.run_in || 1 < cell.span || !(cell.hard || cell.kind == "speed-development");
        let tenths = if is_run_in {
            broken_lines(title + texts().sum::<usize>(), self.days, width) * 115 / 10 + 8
        } else {
            texts().map(|letters| broken_lines(letters, self.days, width)).sum::<usize>() * 12 + 20
        };
        tenths * self.days / 10
    }

    /// The height of the splits, the reasons and the routines, in columns of
    /// about one length in which tables and paragraphs stay whole.
    fn below(self, week: &TeamWeek) -> usize {
        let width = (WIDTH - (self.columns - 1) * GAP) / self.columns;
        let tables = week.times.iter().map(|table| {
            let heads = if table.sessions.len() == 1 { 3 } else { 4 };
            (table.rows.len() + heads) * 124 + 50
        });
        let paragraph = |texts: &[&String]| {
            let letters: usize = texts.iter().map(|text| letters(text) + 4).sum();
            average_lines(letters, self.below, width) * 113 + 15
        };
        let whys = week.whys.iter().map(|line| paragraph(&[&line.day, &line.meet, &line.why, &line.athletes]));
        let routines =
            week.routines.iter().map(|line| paragraph(&[&line.days, &line.warm_up, &line.strides, &line.strength]));
        let sections: [Vec<usize>; 4] = [
            tables.collect(),
            whys.collect(),
            week.apart.iter().map(|line| paragraph(&[line])).collect(),
            routines.collect(),
        ];
        let heading = 200;
        let with_heading = |section: Vec<usize>| {
            section.into_iter().enumerate().map(move |(at, height)| if at == 0 { heading + height } else { height })
        };
        let blocks: Vec<usize> = sections.into_iter().flat_map(with_heading).collect();
        column_height(&blocks, self.columns) * self.below / 100
    }
}

/// The least height of so many columns into which all blocks fit in order.
fn column_height(blocks: &[usize], columns: usize) -> usize {
    let fits = |height: usize| {
        let (mut column, mut filled) = (1, 0);
        for block in blocks {
            if height < filled + block {
                (column, filled) = (column + 1, 0);
            }
            filled += block;
        }
        column <= columns
    };
    let (mut least, mut most) = (blocks.iter().copied().max().unwrap_or(0), blocks.iter().sum());
    while least < most {
        let middle = (least + most) / 2;
        if fits(middle) { most = middle } else { least = middle + 1 }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_low_as_whole_blocks_allow() {
        assert_eq!(column_height(&[], 3), 0);
        assert_eq!(column_height(&[5, 5, 5], 3), 5);
        assert_eq!(column_height(&[4, 4, 4, 4], 3), 8);
        assert_eq!(column_height(&[9, 1, 1, 1], 2), 9);
        assert_eq!(column_height(&[1, 2, 3], 1), 6);
    }
}
