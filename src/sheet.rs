//! What a sheet may say: every string final, every split rounded.
//!
//! A [`SheetBuilder`] has a planned season and makes the view models that templates
//! are filled from: [`TeamWeek`], [`AthleteWeek`], [`CardSheet`], [`Clipboard`],
//! [`Overview`], [`Index`]; and [`Calendars`] makes those for phones. A template
//! decides where a string goes, never what it says.
//!
//! Text has one measure for paper, `paper`, and one for the terminal and plain
//! text, `terminal`.

mod athlete;
mod card;
mod cell;
mod changes;
mod clipboard;
mod difference;
mod digest;
mod index;
mod meet_line;
mod names;
mod overview;
mod paper;
mod phone;
pub mod phrases;
mod routine;
mod splits;
mod terminal;
mod week;
mod why;

use std::collections::BTreeMap;

use crate::domain::ids::{AthleteId, MeetId};
use crate::domain::meet::{Meet, Timetable};
use crate::domain::output::Paper;
use crate::domain::season::{Season, Week};
use crate::domain::warning::Warning;
use crate::library::Library;
use crate::plan::Plan;

pub use athlete::{AthleteWeek, SharedDay, SharedWeek, Training};
pub use card::{Card, CardDay, CardPage, CardSheet};
pub use cell::Cell;
pub use changes::{ChangeNote, ChangedDays};
pub use clipboard::{Clipboard, ClipboardRow, ClipboardTable, HardSession, LegHead, RepHead};
pub use difference::{ChangedAthletes, ChangedDay, ChangedMeet, Difference};
pub use digest::{PlanDigest, UndatedEdit};
pub use index::{Index, IndexAthlete, IndexColumn, IndexMonth, IndexWeek, Link, LinkedFile, Subject};
pub use meet_line::MeetLine;
use names::Squad;
pub use overview::{LegendMark, Overview, OverviewLine, OverviewMeet, OverviewWeek, Phase, Strip};
pub use phone::{Calendars, DayCalendar, DayEvent, SharedCalendar, When, Zone};
pub use routine::Routine;
pub use splits::{SplitColumn, SplitRow, SplitTable};
pub use terminal::columns_of;
pub use week::{Column, Grid, RacePaceSession, Row, TeamWeek, TimesTable, TypeSize, WhyLine};
pub use why::{Account, Alternative, CitedReason};

/// How many columns a line of a text sheet has: what Letter and A4 hold in the usual type.
pub const TEXT_WIDTH: usize = 78;

/// A planned season, and the way from it to sheets.
pub struct SheetBuilder<'a> {
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
    /// How many athletes each squad has.
    squads: BTreeMap<Squad, usize>,
}

impl<'a> SheetBuilder<'a> {
    /// The sheets of a planned season.
    pub fn new(season: &'a Season, plan: &'a Plan, workouts: &'a Library, warnings: &'a [Warning]) -> SheetBuilder<'a> {
        let timetables = season.meets.iter().map(Meet::timetable).collect();
        let squads = names::squads(season, season.athlete_ids());
        let names = names::display_names(season);
        SheetBuilder { season, plan, workouts, warnings, text_width: TEXT_WIDTH, names, timetables, squads }
    }

    /// The days of a meet, with all changes.
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

    /// For each shared plan, its athletes in file order.
    pub fn athletes_by_plan(&self) -> Vec<Vec<AthleteId>> {
        let mut athletes = vec![Vec::new(); self.plan.shared_plans()];
        for id in self.season.athlete_ids() {
            athletes[self.plan.shared_number(id)].push(id);
        }
        athletes
    }

    /// The paper that the season file names, as style sheets name it.
    pub fn paper(&self) -> Option<&'static str> {
        self.season.output.paper.map(Paper::as_str)
    }

    /// The weeks of the season.
    pub fn weeks(&self) -> &[Week] {
        &self.plan.calendar.weeks
    }
}
