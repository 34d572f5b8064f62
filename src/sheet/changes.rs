//! What changed with the calendar: the news, and what became of the days.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{SheetBuilder, phrases};
use crate::domain::day::{Day, short};
use crate::domain::ids::{AthleteId, OverrideId};
use crate::domain::meet::{Change, News, Timetable};
use crate::domain::season::Week;
use crate::domain::session::Session;
use crate::plan::{Changed, SharedPlan};

/// What became known on one day, and what it changed.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ChangeNote {
    /// `Sat 2 May League is now Wed 6 May (known Fri 1 May)`.
    pub news: String,
    /// What it changed: an entry for those for whom it changed the same.
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

/// How many days of one change are listed; beyond that, they are counted.
const MAX_DAYS: usize = 10;

/// A shared plan and its athletes; without athletes, it is that of the reader of an athlete's own page.
pub(super) type Sharing<'a> = (&'a SharedPlan, Vec<AthleteId>);

impl SheetBuilder<'_> {
    /// The whole team, plan by plan.
    pub(super) fn sharing(&self) -> Vec<Sharing<'_>> {
        let by_plan = self.athletes_by_plan().into_iter().enumerate();
        by_plan.map(|(number, athletes)| (self.plan.shared_at(number), athletes)).collect()
    }

    /// What changed in the calendar of these athletes, as far as it touches the
    /// week: the news, and which days of this week and the next became what.
    /// Earlier days are over, and later ones are on later sheets.
    pub(super) fn changes(&self, week: Week, of: &[Sharing]) -> Vec<ChangeNote> {
        let near = |day: Day| week.first <= day && day <= week.last.plus(7);
        let news = self.news(of);
        let notes = news.into_iter().filter_map(|(known, items)| {
            let mut athletes_of: BTreeMap<Vec<(Day, String)>, Vec<AthleteId>> = BTreeMap::new();
            for (shared, athletes) in of {
                let step = shared.changes.iter().filter(|changed| changed.known == known && near(changed.day));
                let days: Vec<(Day, String)> = step.map(|changed| (changed.day, self.new_session(changed))).collect();
                if !days.is_empty() {
                    athletes_of.entry(days).or_default().extend(athletes);
                }
            }
            let mut touched =
                items.iter().flat_map(|(_, days)| days).chain(athletes_of.keys().flatten().map(|(day, _)| day));
            if !week.contains(known) && !touched.any(|&day| week.contains(day)) {
                return None;
            }
            let sentences: Vec<String> = items.into_iter().map(|(sentence, _)| sentence).collect();
            let mut days: Vec<(AthleteId, ChangedDays)> = Vec::new();
            for (changed, mut athletes) in athletes_of {
                athletes.sort_unstable();
                let first = athletes.first().copied().unwrap_or(AthleteId(0));
                days.push((first, ChangedDays { who: self.who(&athletes), what: self.new_sessions(&changed) }));
            }
            days.sort_by_key(|(first, _)| *first);
            Some(ChangeNote {
                news: format!("{} (known {})", sentences.join("; "), self.short(known)),
                days: days.into_iter().map(|(_, days)| days).collect(),
            })
        });
        notes.collect()
    }

    /// What became known on each day after the season's first about the meets
    /// and the days of these athletes: sentences, each with the days it is about.
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
                    let sentence = self.meet_news(&meet.name, change.news, &from, &to);
                    news.entry(change.known).or_default().push((sentence, from.into_iter().chain(to).collect()));
                }
                before = after;
            }
        }
        for (index, entry) in self.season.overrides.iter().enumerate() {
            let id = OverrideId(index as u32);
            if let Some(known) = entry.known.filter(|known| Day::at(0) < *known)
                && of.iter().any(|(shared, _)| shared.overrides.binary_search(&id).is_ok())
            {
                let sentence = format!("the coach's word for {}", self.short(entry.day));
                let items = news.entry(known).or_default();
                if !items.iter().any(|(other, _)| *other == sentence) {
                    items.push((sentence, vec![entry.day]));
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
    fn new_session(&self, changed: &Changed) -> String {
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
    fn new_sessions(&self, days: &[(Day, String)]) -> String {
        let listed = days.iter().take(MAX_DAYS).enumerate().map(|(index, (day, session))| {
            let verb = if index == 0 { " becomes" } else { "" };
            format!("{}{verb} {session}", self.short(*day))
        });
        let listed = listed.collect::<Vec<_>>().join(", ");
        match days.len().saturating_sub(MAX_DAYS) {
            0 => listed,
            1 => format!("{listed}, and one more day changes"),
            more => format!("{listed}, and {more} more days change"),
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
