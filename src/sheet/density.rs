//! How large the type of a team's week may be.
//!
//! A page of HTML cannot measure itself. So it is reckoned here how high a
//! week stands on paper in each size of type, from the letters that fit on a
//! line, and the largest size is taken with which it fits on one page. The
//! proportions are those of `templates/week.html`; what comes of them is seen
//! when `.ci/pages` prints every week.
//!
//! Lengths are in tenths of a point.

use schemars::JsonSchema;
use serde::Serialize;

use super::times::TimesTable;
use super::week::{Cell, Grid, TeamWeek};

/// How a week is set.
#[derive(Clone, Debug, Default, JsonSchema, Serialize)]
pub struct Density {
    /// The size of the days' type, in points: `9.5`.
    pub days: String,
    /// The size of the type below them, in points.
    pub below: String,
    /// In how many columns what is below them stands.
    pub columns: usize,
    /// True when what is run follows the title on the same line.
    pub run_in: bool,
}

/// What the margins leave of Letter's height and of A4's width: it has to fit
/// on both.
const HEIGHT: usize = 7_400;
const WIDTH: usize = 5_500;

/// What is kept free where the type could be smaller, because a height is reckoned, not measured.
const IN_RESERVE: usize = 250;

/// Between the columns below the days.
const GAP: usize = 114;

/// Nothing is set smaller than this.
const SMALLEST: usize = 80;

/// How wide a table of times is in three columns of the smallest type, in
/// hundredths of the height of its type.
pub(super) const THIRD: usize = (WIDTH - 2 * GAP) / 3 * 100 / SMALLEST;

/// The size of the type, and whether titles are run in.
#[derive(Clone, Copy)]
struct Setting {
    days: usize,
    below: usize,
    columns: usize,
    run_in: bool,
}

/// The largest setting with which a week fits on a page; where even the
/// smallest takes more pages, the largest that takes no more than that.
pub(super) fn density(week: &TeamWeek) -> Density {
    let widest = week.times.iter().map(TimesTable::width).max().unwrap_or(0);
    let columns = |below| {
        let fits = |columns: &usize| widest * below / 100 <= (WIDTH - (columns - 1) * GAP) / columns;
        (1..=3).rev().find(fits).unwrap_or(1)
    };
    let setting = |days, below, run_in| Setting { days, below, columns: columns(below), run_in };
    let smallest = setting(SMALLEST, SMALLEST, true);
    let pages = |height: usize| height.div_ceil(HEIGHT);
    // The last bit of a page is worth it when it keeps a usual week whole.
    let reserve = if week.grids.len() == 1 { 0 } else { IN_RESERVE };
    let [of_days, of_all] = [smallest.days(week), smallest.height(week)].map(|height| pages(height + reserve));
    // Where a page ends some of it stays empty, because tables stay whole.
    let room = of_all * HEIGHT - (of_all - 1) * HEIGHT / 5 - IN_RESERVE;
    let fits = |setting: &Setting| pages(setting.days(week) + IN_RESERVE) <= of_days && setting.height(week) <= room;
    // The days come first; what room they leave is for what is below them.
    let large = (95..=160).rev().step_by(5).map(|days| (days, false));
    let days = large.chain([(95, true), (90, true), (86, true), (83, true)]);
    let mut settings = days.map(|(days, run_in)| setting(days, (days * 5 / 6).clamp(SMALLEST, 110), run_in));
    let chosen = settings.find(fits).unwrap_or(smallest);
    let larger = (chosen.below..=110.min(chosen.days)).rev();
    let chosen = larger.map(|below| setting(chosen.days, below, chosen.run_in)).find(fits).unwrap_or(chosen);
    let points = |tenths: usize| format!("{}.{}", tenths / 10, tenths % 10);
    Density { days: points(chosen.days), below: points(chosen.below), columns: chosen.columns, run_in: chosen.run_in }
}

/// How many lines so many letters take, each a little less than half as wide as it is high.
fn lines(letters: usize, size: usize, width: usize) -> usize {
    (letters * size * 48 / 100).div_ceil(width).max(1)
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

impl Setting {
    /// How high a week stands.
    fn height(self, week: &TeamWeek) -> usize {
        self.days(week) + self.below(week)
    }

    /// How high it stands from the head through the days.
    fn days(self, week: &TeamWeek) -> usize {
        let head_and_legend = 440;
        let meets: usize = week
            .meets
            .iter()
            .map(|meet| letters(&meet.day) + letters(&meet.name) + letters(&meet.details) + 10)
            .map(|letters| lines(letters, self.days * 11 / 10, WIDTH) * self.days * 13 / 10)
            .sum();
        let grids: usize = week.grids.iter().map(|grid| self.grid(grid)).sum();
        head_and_legend + meets + self.changes(week) + grids
    }

    fn changes(self, week: &TeamWeek) -> usize {
        if week.changes.is_empty() {
            return 0;
        }
        let said = week.changes.iter().flat_map(|change| {
            let days = change.days.iter().map(|days| letters(&days.who) + letters(&days.what) + 2);
            days.chain([letters(&change.news)])
        });
        let lines: usize = said.map(|letters| lines(letters, self.days, WIDTH)).sum();
        lines * self.days * 12 / 10 + self.days + 140
    }

    fn grid(self, grid: &Grid) -> usize {
        let width = (WIDTH - self.days * 7) / grid.columns.len().max(1);
        let heads = grid.columns.iter().map(|column| {
            let names = column.athletes.iter().map(|name| letters(name) + 2).sum();
            self.days * 17 / 10 + lines(names, self.days, width - self.days) * self.days * 115 / 100
        });
        let rows = grid.rows.iter().map(|row| {
            let cells = row.cells.iter().filter(|cell| 0 < cell.span);
            cells.map(|cell| self.cell(cell, cell.span * width - self.days)).max().unwrap_or(0)
        });
        heads.max().unwrap_or(0) + rows.sum::<usize>() + 80
    }

    fn cell(self, cell: &Cell, width: usize) -> usize {
        let said = || cell.lines.iter().chain(&cell.notes).map(|line| letters(line) + 1);
        let title = (letters(cell.title) + 2) * 14 / 10;
        let is_run_in = self.run_in || 1 < cell.span || !(cell.hard || cell.kind == "speed-development");
        let tenths = if is_run_in {
            lines(title + said().sum::<usize>(), self.days, width) * 115 / 10 + 8
        } else {
            said().map(|letters| lines(letters, self.days, width)).sum::<usize>() * 12 + 20
        };
        tenths * self.days / 10
    }

    /// How high the splits, the reasons and the routines stand, in columns of
    /// about one length in which tables and paragraphs stay whole.
    fn below(self, week: &TeamWeek) -> usize {
        let width = (WIDTH - (self.columns - 1) * GAP) / self.columns;
        let tables = week.times.iter().map(|table| {
            let heads = if table.sessions.len() == 1 { 3 } else { 4 };
            (table.rows.len() + heads) * 124 + 50
        });
        let paragraph = |texts: &[&String]| {
            let letters: usize = texts.iter().map(|text| letters(text) + 4).sum();
            lines(letters, self.below, width) * 113 + 15
        };
        let whys = week.whys.iter().map(|line| paragraph(&[&line.day, &line.meet, &line.why, &line.athletes]));
        let routines = week.routines.iter().map(|of| paragraph(&[&of.days, &of.warm_up, &of.strides, &of.strength]));
        let sections: [Vec<usize>; 5] = [
            tables.collect(),
            whys.collect(),
            week.apart.iter().map(|line| paragraph(&[line])).collect(),
            week.warnings.iter().map(|line| paragraph(&[line])).collect(),
            routines.collect(),
        ];
        let heading = 200;
        let with_heading = |section: Vec<usize>| {
            section.into_iter().enumerate().map(move |(at, height)| if at == 0 { heading + height } else { height })
        };
        let blocks: Vec<usize> = sections.into_iter().flat_map(with_heading).collect();
        balanced(&blocks, self.columns) * self.below / 100
    }
}

/// The least height of so many columns in which all blocks stand in order.
fn balanced(blocks: &[usize], columns: usize) -> usize {
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
        assert_eq!(balanced(&[], 3), 0);
        assert_eq!(balanced(&[5, 5, 5], 3), 5);
        assert_eq!(balanced(&[4, 4, 4, 4], 3), 8);
        assert_eq!(balanced(&[9, 1, 1, 1], 2), 9);
        assert_eq!(balanced(&[1, 2, 3], 1), 6);
    }

    #[test]
    fn a_text_takes_the_lines_that_its_letters_need() {
        // 100 letters of 10 points are about 480 points wide.
        assert_eq!(lines(100, 100, 4_800), 1);
        assert_eq!(lines(101, 100, 4_800), 2);
        assert_eq!(lines(0, 100, 4_800), 1);
    }
}
