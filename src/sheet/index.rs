//! The page that a coach opens first: the season's weeks, with links to every file.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::changes::Sharing;
use super::week::week_id;
use super::{MeetLine, SheetBuilder, phrases};
use crate::domain::day::Day;
use crate::domain::ids::AthleteId;
use crate::domain::season::Week;
use crate::domain::warning::Warning;

/// A file of this or an earlier build that the index links to.
#[derive(Clone, Debug)]
pub struct LinkedFile {
    /// What it is about, which decides where its link goes.
    pub about: Subject,
    /// The text of its link: `Team week`, `plan.csv`.
    pub name: String,
    /// Where it is, from the index: `weeks/week-07.html`.
    pub path: String,
}

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The whole season.
    Season,
    /// A week of the team, by its number.
    Week(usize),
    /// An athlete's whole season.
    Athlete(AthleteId),
    /// A week of an athlete.
    AthleteWeek(AthleteId, usize),
}

/// The index.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Index {
    /// The season's name.
    pub season: String,
    /// `Mon 2 Mar to Sat 23 May 2026`.
    pub dates: String,
    /// `letter` or `a4`, when the season file names the paper.
    pub paper: Option<&'static str>,
    /// Links to the files about the whole season.
    pub links: Vec<Link>,
    /// What the coach should look at: it stands on no other page.
    pub warnings: Vec<IndexWarning>,
    /// How many more warnings there are than the page shows; the terminal has them all.
    pub more_warnings: usize,
    /// The weeks, by the month in which they begin.
    pub months: Vec<IndexMonth>,
    /// The athletes, in file order; none when they have no pages.
    pub athletes: Vec<IndexAthlete>,
    /// The heads of the columns of the athletes' pages: the weeks.
    pub columns: Vec<IndexColumn>,
}

/// What the coach should look at in the season file.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct IndexWarning {
    /// Its code, as `racepace rules` explains it.
    pub code: &'static str,
    /// What it is.
    pub text: String,
    /// What to do about it; empty when there is nothing to say.
    pub remedy: String,
}

/// More warnings than these are on the terminal only.
const MAX_WARNINGS: usize = 50;

/// The head of a column of the athletes' pages.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct IndexColumn {
    /// The week's number, from 1.
    pub number: usize,
    /// Its first day: `6 Apr`.
    pub first: String,
}

/// A link to a file.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Link {
    /// Its text.
    pub name: String,
    /// The path of the file, from the index.
    pub path: String,
}

/// The weeks that begin in a month.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct IndexMonth {
    /// `April 2026`.
    pub name: String,
    /// Its weeks.
    pub weeks: Vec<IndexWeek>,
}

/// A week of the index.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct IndexWeek {
    /// The week's number, from 1.
    pub number: usize,
    /// Its anchor on the page: `week-07`.
    pub id: String,
    /// Its first day: `Mon 6 Apr`.
    pub first: String,
    /// Its last day: `Sun 12 Apr`.
    pub last: String,
    /// Its meets.
    pub meets: Vec<MeetLine>,
    /// News about the calendar that touches the week.
    pub news: Vec<String>,
    /// Its sheets.
    pub links: Vec<Link>,
}

/// An athlete of the index.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct IndexAthlete {
    /// The athlete's name, as sheets show it.
    pub name: String,
    /// Links to the athlete's files of the whole season.
    pub links: Vec<Link>,
    /// For each week the path of the athlete's page, if there is one.
    pub weeks: Vec<Option<String>>,
}

impl SheetBuilder<'_> {
    /// The index of these files, with what was found in the season file; their links are in the same order.
    pub fn index(&self, files: &[LinkedFile], found: Vec<IndexWarning>) -> Index {
        let season = self.season;
        let sharing = self.sharing();
        let mut weeks: Vec<IndexWeek> = self.weeks().iter().map(|&week| self.index_week(week, &sharing)).collect();
        let mut athletes: Vec<IndexAthlete> = season.athlete_ids().map(|id| self.index_athlete(id)).collect();
        let mut links = Vec::new();
        for file in files {
            let link = || Link { name: file.name.clone(), path: file.path.clone() };
            match file.about {
                Subject::Season => links.push(link()),
                Subject::Week(number) => weeks[number - 1].links.push(link()),
                Subject::Athlete(id) => athletes[id.0 as usize].links.push(link()),
                Subject::AthleteWeek(id, number) => athletes[id.0 as usize].weeks[number - 1] = Some(file.path.clone()),
            }
        }
        athletes.retain(|athlete| !athlete.links.is_empty() || athlete.weeks.iter().any(Option::is_some));
        let last = season.day(season.end);
        Index {
            season: season.name.clone(),
            dates: self.dates(Week { number: 1, first: Day::at(0), last }),
            paper: self.paper(),
            links,
            more_warnings: found.len().saturating_sub(MAX_WARNINGS),
            warnings: self.with_shown_names(found),
            columns: self.weeks().iter().map(|week| self.index_column(week)).collect(),
            months: self.by_month(weeks),
            athletes,
        }
    }

    fn index_week(&self, week: Week, sharing: &[Sharing]) -> IndexWeek {
        let day = |day| phrases::period(self.season, day, day);
        IndexWeek {
            number: week.number,
            id: week_id(week),
            first: day(week.first),
            last: day(week.last),
            meets: self.meet_lines(week),
            news: self.changes(week, sharing, false).into_iter().map(|change| change.news).collect(),
            links: Vec::new(),
        }
    }

    /// The first of these warnings, with names as sheets show them.
    fn with_shown_names(&self, found: Vec<IndexWarning>) -> Vec<IndexWarning> {
        let season = self.season;
        let shown = |warning: &Warning, names: &str| phrases::warning(season, warning, names);
        let of_rules: HashMap<(&str, String), &Warning> = self
            .warnings
            .iter()
            .map(|warning| {
                let typed = phrases::some_names(season, &warning.athletes);
                ((warning.code, shown(warning, &typed)), warning)
            })
            .collect();
        let with_shown_names = |text: &str| {
            let named = season.athletes_with_ids().filter(|(_, athlete)| text.contains(athlete.name.as_str()));
            named.fold(text.to_owned(), |text, (id, athlete)| text.replace(athlete.name.as_str(), self.name(id)))
        };
        let warnings = found.into_iter().take(MAX_WARNINGS).map(|found| IndexWarning {
            code: found.code,
            remedy: with_shown_names(&found.remedy),
            text: match of_rules.get(&(found.code, found.text.clone())) {
                Some(warning) => shown(warning, &self.who(&warning.athletes)),
                None => with_shown_names(&found.text),
            },
        });
        warnings.collect()
    }

    fn index_column(&self, week: &Week) -> IndexColumn {
        IndexColumn { number: week.number, first: self.season.date(week.first).format("%-d %b").to_string() }
    }

    fn index_athlete(&self, id: AthleteId) -> IndexAthlete {
        let weeks = vec![None; self.weeks().len()];
        IndexAthlete { name: self.name(id).to_owned(), links: Vec::new(), weeks }
    }

    fn by_month(&self, weeks: Vec<IndexWeek>) -> Vec<IndexMonth> {
        let mut months: Vec<IndexMonth> = Vec::new();
        for (week, dates) in weeks.into_iter().zip(self.weeks()) {
            let name = self.season.date(dates.first).format("%B %Y").to_string();
            match months.last_mut() {
                Some(month) if month.name == name => month.weeks.push(week),
                _ => months.push(IndexMonth { name, weeks: vec![week] }),
            }
        }
        months
    }
}
