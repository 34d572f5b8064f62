//! What a sheet may say: every string final, every split rounded.
//!
//! A [`Book`] holds a planned season and makes the view models that templates
//! and `plan.json` are filled from: [`TeamWeek`], [`AthleteWeek`],
//! [`CardSheet`], [`Clipboard`], [`Overview`]; and [`Calendars`] those for
//! phones. Templates decide where a string stands, never what it says.

mod athlete;
mod calendar;
mod card;
mod changes;
mod clipboard;
mod difference;
mod fit;
mod names;
mod overview;
pub mod say;
mod splits;
mod week;
mod why;

use crate::domain::output::Paper;
use crate::domain::season::{AthleteId, Meet, MeetId, Season, Timetable, Week};
use crate::library::Library;
use crate::plan::Plan;
use crate::plan::warnings::Warning;

pub use athlete::{AthleteWeek, CourseDay, CourseWeek, Training};
pub use calendar::{Calendars, CourseDays, DayCalendar, DayEvent, When, Zone};
pub use card::{Card, CardDay, CardPage, CardSheet};
pub use changes::{ChangeNote, ChangedDays};
pub use clipboard::{Clipboard, ClipboardRow, ClipboardTable, HardSession, LegHead, RepHead};
pub use difference::{Alike, ChangedDay, Difference};
pub use overview::{LegendMark, Overview, OverviewLine, OverviewMeet, OverviewWeek, Phase, Strip};
pub use splits::{SplitColumn, SplitRow, SplitTable};
pub use week::{Cell, Column, Grid, MeetLine, Routine, Row, TeamWeek, WhyLine};
pub use why::{Account, Alternative, Told};

/// How many columns a line of a text sheet has: what Letter and A4 hold in the usual type.
pub const TEXT_WIDTH: usize = 78;

/// A planned season, ready to be put on sheets.
pub struct Book<'a> {
    /// The season.
    pub season: &'a Season,
    /// Its plan.
    pub plan: &'a Plan,
    /// The workouts that the plan names.
    pub workouts: &'a Library,
    /// What the coach should look at.
    pub warnings: &'a [Warning],
    /// How many columns a line of text has.
    pub text_width: usize,
    names: Vec<String>,
    timetables: Vec<Timetable>,
    /// How many athletes are in each group.
    group_sizes: Vec<usize>,
}

impl<'a> Book<'a> {
    /// Opens a book on a plan.
    pub fn new(season: &'a Season, plan: &'a Plan, workouts: &'a Library, warnings: &'a [Warning]) -> Book<'a> {
        let timetables = season.meets.iter().map(Meet::timetable).collect();
        let mut group_sizes = vec![0; season.groups.len()];
        for group in season.athletes.iter().filter_map(|athlete| athlete.group) {
            group_sizes[group.0 as usize] += 1;
        }
        let names = names::shown(season);
        Book { season, plan, workouts, warnings, text_width: TEXT_WIDTH, names, timetables, group_sizes }
    }

    /// The days of a meet as they are known now.
    pub fn timetable(&self, id: MeetId) -> &Timetable {
        &self.timetables[id.0 as usize]
    }

    /// The name of an athlete as sheets show it.
    pub fn name(&self, id: AthleteId) -> &str {
        &self.names[id.0 as usize]
    }

    /// A file name for each athlete, in file order: ASCII letters, digits and
    /// `-` only, unique also without regard to case, none of them reserved.
    pub fn slugs(&self) -> Vec<String> {
        names::slugs(&self.names, "athlete")
    }

    /// A file name for each group, as for athletes.
    pub fn group_slugs(&self) -> Vec<String> {
        names::slugs(&self.season.groups, "group")
    }

    /// For each course of the plan, its athletes in file order.
    pub fn by_course(&self) -> Vec<Vec<AthleteId>> {
        let mut athletes = vec![Vec::new(); self.plan.courses()];
        for id in self.season.athlete_ids() {
            athletes[self.plan.course_number(id)].push(id);
        }
        athletes
    }

    /// The paper that the season file names, in the words of style sheets.
    pub fn paper(&self) -> Option<&'static str> {
        self.season.output.paper.map(Paper::as_str)
    }

    /// The weeks of the season.
    pub fn weeks(&self) -> &[Week] {
        &self.plan.frame.weeks
    }
}
