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
mod news;
mod overview;
mod paper;
mod phase;
mod phone;
pub mod phrases;
mod routine;
mod slugs;
mod splits;
mod terminal;
mod week;
mod who;
mod why;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::athlete::Athlete;
use crate::domain::day::Day;
use crate::domain::history::History;
use crate::domain::ids::{AthleteId, MeetId};
use crate::domain::meet::Meet;
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
pub use digest::{Listed, PlanDigest, UndatedEdit};
pub use index::{Index, IndexAthlete, IndexColumn, IndexMonth, IndexWarning, IndexWeek, Link, LinkedFile, Subject};
pub use meet_line::MeetLine;
pub use news::NewsItem;
pub use overview::{LegendMark, Overview, OverviewLine, OverviewMeet, OverviewWeek, Phase, Strip};
pub use phone::{Calendars, DayCalendar, DayEvent, SharedCalendar, When, Zone};
pub use routine::Routine;
pub use splits::{SplitColumn, SplitRow, SplitTable};
pub use terminal::columns_of;
pub use week::{Column, Grid, RacePaceSession, Row, TeamWeek, TimesTable, TypeSize, WhyLine};
use who::Squad;
pub use why::{Account, Alternative, CitedReason};

/// How many columns a line of a text sheet has: what Letter and A4 hold in the usual type.
pub const TEXT_WIDTH: usize = 78;

/// A planned season, and the way from it to sheets.
pub struct SheetBuilder<'a> {
    /// The season and all that became known in it.
    pub history: &'a History,
    /// The season as it is known last; for a week's sheets, as it was known on the week's last day.
    pub season: &'a Season,
    /// Its plan.
    pub plan: &'a Plan,
    /// The workouts that the plan names.
    pub workouts: &'a Library,
    /// What the coach should look at.
    pub warnings: &'a [Warning],
    /// How many columns a line of text has.
    pub text_width: usize,
    /// The name of each athlete of the file, as sheets show it: a newcomer changes nobody's.
    names: Arc<Vec<String>>,
    /// Who is on the sheets.
    team: Arc<Team>,
    /// The season and the team of each week's sheets.
    weeks: Arc<Vec<(&'a Season, Arc<Team>)>>,
    /// What became known, in words.
    news: Arc<Vec<NewsItem>>,
    /// The days of news whose changes a week's sheets mark.
    marked: BTreeSet<Day>,
}

/// The athletes who are on a sheet.
struct Team {
    /// In file order.
    athletes: Vec<AthleteId>,
    /// How many athletes each squad has.
    squads: BTreeMap<Squad, usize>,
}

impl Team {
    fn new(season: &Season, athletes: Vec<AthleteId>) -> Arc<Team> {
        let squads = who::squads(season, athletes.iter().copied());
        Arc::new(Team { athletes, squads })
    }
}

impl<'a> SheetBuilder<'a> {
    /// The sheets of a planned season.
    pub fn new(history: &'a History, plan: &'a Plan, warnings: &'a [Warning]) -> SheetBuilder<'a> {
        let season = history.latest();
        let names = Arc::new(names::display_names(season));
        let weeks = plan.calendar.weeks.iter().map(|week| {
            let season = history.on(week.last);
            let is_there = |id: &AthleteId| {
                let athlete = season.athlete(*id);
                athlete.from <= week.last && week.first <= season.last_day(athlete)
            };
            (season, Team::new(season, season.athlete_ids().filter(is_there).collect()))
        });
        let weeks = Arc::new(weeks.collect());
        let team = Team::new(season, season.athlete_ids().collect());
        let text_width = TEXT_WIDTH;
        let (news, marked) = (Arc::default(), BTreeSet::new());
        let workouts = &plan.workouts;
        let builder =
            SheetBuilder { history, season, plan, workouts, warnings, text_width, names, team, weeks, news, marked };
        let news = Arc::new(builder.news_items());
        SheetBuilder { news, ..builder }
    }

    /// The builder of a week's sheets: who is on them, what they are called
    /// and what is known of them is that of the week's last day.
    #[must_use]
    pub fn in_week(&self, week: Week) -> SheetBuilder<'a> {
        let (season, team) = &self.weeks[week.number - 1];
        SheetBuilder {
            season,
            team: Arc::clone(team),
            names: Arc::clone(&self.names),
            weeks: Arc::clone(&self.weeks),
            news: Arc::clone(&self.news),
            marked: self.told_in_week(week),
            ..*self
        }
    }

    /// The builder for what is said as it was known on a day: groups, and who is on the team.
    fn as_known_on(&self, day: Day) -> SheetBuilder<'a> {
        let season = self.history.on(day);
        let athletes = season.athletes_with_ids().filter(|(_, athlete)| day <= season.last_day(athlete));
        SheetBuilder {
            season,
            team: Team::new(season, athletes.map(|(id, _)| id).collect()),
            names: Arc::clone(&self.names),
            weeks: Arc::clone(&self.weeks),
            news: Arc::clone(&self.news),
            marked: BTreeSet::new(),
            ..*self
        }
    }

    /// Who is on the sheets, in file order.
    pub fn athletes(&self) -> &[AthleteId] {
        &self.team.athletes
    }

    /// True when an athlete is on the sheets of a week.
    pub fn is_on_sheets_of(&self, id: AthleteId, week: Week) -> bool {
        self.weeks[week.number - 1].1.athletes.binary_search(&id).is_ok()
    }

    /// An athlete as they were known on a day.
    pub fn athlete_on(&self, id: AthleteId, day: Day) -> &'a Athlete {
        self.history.on(day).athlete(id)
    }

    /// True when an athlete was on the team on a day, as it was known on it.
    pub fn is_on_the_team(&self, id: AthleteId, day: Day) -> bool {
        let season = self.history.on(day);
        season.is_on_the_team(season.athlete(id), day)
    }

    /// A meet as it was known on a day.
    pub fn meet_on(&self, id: MeetId, day: Day) -> &'a Meet {
        self.history.on(day).meet(id)
    }

    /// The name of an athlete as sheets show it.
    pub fn name(&self, id: AthleteId) -> &str {
        &self.names[id.0 as usize]
    }

    /// The goal of an athlete over their event as sheets show it: `5:20`, `~5:04`, or a dash.
    pub fn goal(&self, id: AthleteId) -> String {
        let athlete = self.season.athlete(id);
        splits::goal(athlete, athlete.event)
    }

    /// A file name for each athlete, in file order: ASCII letters, digits and
    /// `-` only, unique also without regard to case, none of them reserved.
    pub fn slugs(&self) -> Vec<String> {
        slugs::athlete_slugs(self.season, &self.names)
    }

    /// A file name for each group, as for athletes.
    pub fn group_slugs(&self) -> Vec<String> {
        slugs::slugs(&self.season.groups.iter().map(|group| group.name.clone()).collect::<Vec<_>>(), "group")
    }

    /// For each shared plan, its athletes in file order.
    pub fn athletes_by_plan(&self) -> Vec<Vec<AthleteId>> {
        let mut athletes = vec![Vec::new(); self.plan.shared_plans()];
        for &id in self.athletes() {
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
