//! What changed, for a week's sheet: the news, and what became of the days.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::{NewsItem, SheetBuilder, phrases};
use crate::domain::day::{Day, short};
use crate::domain::ids::AthleteId;
use crate::domain::season::Week;
use crate::domain::session::Session;
use crate::plan::{Changed, SharedPlan};

/// One thing that became known, and what it changed.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ChangeNote {
    /// `Sat 2 May League is now Wed 6 May (known Fri 1 May)`.
    pub news: String,
    /// Whom it concerns: `everyone`, `varsity`, `12 athletes`; empty on an athlete's own page and where the news names
    /// them.
    pub who: String,
    /// What the news of this day changed: an entry for those for whom it changed the same. It stands with the last
    /// of the day's news.
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

/// A shared plan and its athletes.
pub(super) type Sharing<'a> = (&'a SharedPlan, Vec<AthleteId>);

impl SheetBuilder<'_> {
    /// The whole team, plan by plan.
    pub(super) fn sharing(&self) -> Vec<Sharing<'_>> {
        let by_plan = self.athletes_by_plan().into_iter().enumerate();
        let with_athletes = by_plan.filter(|(_, athletes)| !athletes.is_empty());
        with_athletes.map(|(number, athletes)| (self.plan.shared_at(number), athletes)).collect()
    }

    /// The days on which what a week's sheet tells became known.
    pub(super) fn told_in_week(&self, week: Week) -> BTreeSet<Day> {
        let told = self.news_of_week(week).map(|item| item.known);
        // Of absences and the like nothing is told but the days that are others.
        let known = self.history.versions()[1..].iter().map(|version| version.as_of);
        told.chain(known.filter(|&known| self.told_in(known).is_some_and(|told| told.number == week.number))).collect()
    }

    /// What is news for these athletes and touches the week: the news, and
    /// which days of this week and the next became what. Earlier days are
    /// over, and later ones are on later sheets. On an athlete's own page
    /// nobody is named.
    pub(super) fn changes(&self, week: Week, of: &[Sharing], own_page: bool) -> Vec<ChangeNote> {
        let near = |day: Day| week.first <= day && day <= week.last.plus(7);
        let concerned = |item: &&NewsItem| {
            let mut athletes = of.iter().flat_map(|(_, athletes)| athletes);
            item.athletes.is_empty() || athletes.any(|id| item.athletes.binary_search(id).is_ok())
        };
        let items: Vec<&NewsItem> = self.news_of_week(week).filter(concerned).collect();
        let mut notes: Vec<ChangeNote> = Vec::with_capacity(items.len());
        for of_day in items.chunk_by(|one, other| one.known == other.known) {
            notes.extend(of_day.iter().map(|item| ChangeNote {
                news: match item.why.as_str() {
                    "" => format!("{} (known {})", item.text, self.known(item.known)),
                    why => format!("{} ({why}, known {})", item.text, self.known(item.known)),
                },
                who: if own_page { String::new() } else { item.who.clone() },
                days: Vec::new(),
            }));
            if let (Some(item), Some(last)) = (of_day.first(), notes.last_mut()) {
                last.days = self.days_changed(item.known, &near, of, own_page);
            }
        }
        notes
    }

    /// The days of this week and the next that became others with what became known on a day.
    fn days_changed(&self, known: Day, near: &dyn Fn(Day) -> bool, of: &[Sharing], own_page: bool) -> Vec<ChangedDays> {
        let mut athletes_of: BTreeMap<Vec<(Day, String)>, Vec<AthleteId>> = BTreeMap::new();
        for (shared, athletes) in of {
            let step = shared.changes.iter().filter(|changed| changed.known == known && near(changed.day));
            let days: Vec<(Day, String)> = step.map(|changed| (changed.day, self.new_session(changed))).collect();
            if !days.is_empty() {
                athletes_of.entry(days).or_default().extend(athletes);
            }
        }
        let mut days: Vec<(AthleteId, ChangedDays)> = Vec::new();
        for (changed, mut athletes) in athletes_of {
            athletes.sort_unstable();
            let who = if own_page { String::new() } else { self.who(&athletes) };
            days.push((athletes[0], ChangedDays { who, what: self.new_sessions(&changed) }));
        }
        days.sort_by_key(|(first, _)| *first);
        days.into_iter().map(|(_, days)| days).collect()
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
            Session::Easy if same_kind => "another easy run".to_owned(),
            Session::LongRun if same_kind => "another long run".to_owned(),
            Session::Hours48 | Session::Hours72 if same_kind => format!("another {} workout", changed.now),
            now => phrases::became(now).to_owned(),
        }
    }

    /// `Sat 2 May becomes a workout, Mon 4 May the 48-hour workout`.
    fn new_sessions(&self, days: &[(Day, String)]) -> String {
        let listed = days.iter().take(MAX_DAYS).enumerate().map(|(index, (day, session))| {
            let verb = if index == 0 { " becomes" } else { "" };
            format!("{}{verb} {session}", short(self.season.date(*day)))
        });
        let listed = listed.collect::<Vec<_>>().join(", ");
        match days.len().saturating_sub(MAX_DAYS) {
            0 => listed,
            1 => format!("{listed}, and one more day changes"),
            more => format!("{listed}, and {more} more days change"),
        }
    }
}
