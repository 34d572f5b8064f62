//! What changed when the calendar did: the news, and what became of the days.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{SheetBuilder, phrases};
use crate::domain::day::{Day, short};
use crate::domain::ids::{AthleteId, OverrideId};
use crate::domain::season::{Change, News, Timetable, Week};
use crate::domain::session::Session;
use crate::plan::{Changed, SharedPlan};

/// What became known on one day, and what it changed.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ChangeNote {
    /// `Sat 2 May League is now Wed 6 May (known Fri 1 May)`.
    pub news: String,
    /// What it changed, for each of those for whom it changed the same.
    pub days: Vec<ChangedDays>,
}

/// Days that changed alike for some athletes.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ChangedDays {
    /// Whom it concerns: `everyone`, groups or names; empty on an athlete's own page.
    pub who: String,
    /// `Sat 2 May becomes a workout, Mon 4 May the 48-hour workout`.
    pub what: String,
}

/// So many days of one change are listed; of more, how many there are.
const MAX_DAYS: usize = 10;

/// Athletes who share a course; no athletes stand for the reader of his own page.
pub(super) type Sharing<'a> = (&'a SharedPlan, Vec<AthleteId>);

impl SheetBuilder<'_> {
    /// The whole team by its courses.
    pub(super) fn sharing(&self) -> Vec<Sharing<'_>> {
        let by_course = self.by_course().into_iter().enumerate();
        by_course.map(|(number, athletes)| (self.plan.shared_at(number), athletes)).collect()
    }

    /// What changed in the calendar of these athletes, where that touches the
    /// week: the news, and which days of this week and the next became what.
    /// Days before it are over, and later ones are on the later sheets.
    pub(super) fn changes(&self, week: Week, of: &[Sharing]) -> Vec<ChangeNote> {
        let near = |day: Day| week.first <= day && day <= week.last.plus(7);
        let news = self.news(of);
        let touching = news.into_iter().filter_map(|(known, told)| {
            let mut alike: BTreeMap<Vec<(Day, String)>, Vec<AthleteId>> = BTreeMap::new();
            for (shared, athletes) in of {
                let step = shared.changes.iter().filter(|changed| changed.known == known && near(changed.day));
                let days: Vec<(Day, String)> = step.map(|changed| (changed.day, self.became(changed))).collect();
                if !days.is_empty() {
                    alike.entry(days).or_default().extend(athletes);
                }
            }
            let mut touched = told.iter().flat_map(|(_, days)| days).chain(alike.keys().flatten().map(|(day, _)| day));
            if !week.contains(known) && !touched.any(|&day| week.contains(day)) {
                return None;
            }
            let told: Vec<String> = told.into_iter().map(|(told, _)| told).collect();
            let mut days: Vec<(AthleteId, ChangedDays)> = Vec::new();
            for (changed, mut athletes) in alike {
                athletes.sort_unstable();
                let first = athletes.first().copied().unwrap_or(AthleteId(0));
                days.push((first, ChangedDays { who: self.who(&athletes), what: self.days_became(&changed) }));
            }
            days.sort_by_key(|(first, _)| *first);
            Some(ChangeNote {
                news: format!("{} (known {})", told.join("; "), self.short(known)),
                days: days.into_iter().map(|(_, days)| days).collect(),
            })
        });
        touching.collect()
    }

    /// What became known on each day after the season's first about the meets
    /// and the days of these athletes, with the days of which it speaks.
    fn news(&self, of: &[Sharing]) -> BTreeMap<Day, Vec<(String, Vec<Day>)>> {
        let mut news: BTreeMap<Day, Vec<(String, Vec<Day>)>> = BTreeMap::new();
        for (id, meet) in self.season.meets_with_ids() {
            if meet.changes.is_empty() || !of.iter().any(|(shared, _)| shared.meets.binary_search(&id).is_ok()) {
                continue;
            }
            let mut before = meet.announced();
            for change in &meet.changes {
                let after = before.after(change);
                if Day::at(0) < change.known {
                    let (from, to) = moved_days(change, &before, &after);
                    let told = self.meet_news(&meet.name, change.news, &from, &to);
                    news.entry(change.known).or_default().push((told, from.into_iter().chain(to).collect()));
                }
                before = after;
            }
        }
        for (index, entry) in self.season.overrides.iter().enumerate() {
            let id = OverrideId(index as u32);
            if let Some(known) = entry.known.filter(|known| Day::at(0) < *known)
                && of.iter().any(|(shared, _)| shared.overrides.binary_search(&id).is_ok())
            {
                let told = format!("the coach's word for {}", self.short(entry.day));
                let told_already = news.entry(known).or_default();
                if !told_already.iter().any(|(already, _)| *already == told) {
                    told_already.push((told, vec![entry.day]));
                }
            }
        }
        news
    }

    /// `Sat 2 May League is now Wed 6 May`.
    fn meet_news(&self, meet: &str, news: News, from: &[Day], to: &[Day]) -> String {
        let (from, to) = (phrases::days(self.season, from), phrases::days(self.season, to));
        match news {
            News::Canceled => format!("{from} {meet} is canceled"),
            News::Moved { .. } => format!("{from} {meet} is now {to}"),
            News::MovedDay { .. } => format!("{from} of {meet} is now {to}"),
        }
    }

    /// What a day became: `a workout`, `the race at League`.
    fn became(&self, changed: &Changed) -> String {
        let same_kind = changed.was == changed.now;
        match changed.now {
            Session::Race if same_kind => {
                let meets = changed.meets.iter().map(|&meet| self.season.meet(meet).name.as_str());
                format!("the race at {}", phrases::and(&meets.collect::<Vec<_>>()))
            }
            Session::Workout if same_kind => "another workout".to_owned(),
            Session::Hours48 | Session::Hours72 if same_kind => format!("another {} workout", changed.now),
            now => phrases::became(now).to_owned(),
        }
    }

    /// `Sat 2 May becomes a workout, Mon 4 May the 48-hour workout`.
    fn days_became(&self, days: &[(Day, String)]) -> String {
        let said = days.iter().take(MAX_DAYS).enumerate().map(|(index, (day, became))| {
            let verb = if index == 0 { " becomes" } else { "" };
            format!("{}{verb} {became}", self.short(*day))
        });
        let said = said.collect::<Vec<_>>().join(", ");
        match days.len().saturating_sub(MAX_DAYS) {
            0 => said,
            1 => format!("{said}, and one more day changes"),
            more => format!("{said}, and {more} more days change"),
        }
    }

    fn short(&self, day: Day) -> String {
        short(self.season.date(day))
    }
}

/// The days that a change moves: where they were, and where they are now.
fn moved_days(change: &Change, before: &Timetable, after: &Timetable) -> (Vec<Day>, Vec<Day>) {
    let mut from: Vec<Day> = before.days().filter(|day| change.known <= *day).collect();
    let mut to: Vec<Day> = after.days().filter(|day| change.known <= *day).collect();
    if let News::MovedDay { day, to: new } = change.news {
        (from, to) = (vec![day], vec![new]);
    }
    for days in [&mut from, &mut to] {
        days.sort_unstable();
        days.dedup();
    }
    (from, to)
}
