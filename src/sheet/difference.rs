//! On which days two plans differ, and for whom.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::{SheetBuilder, phrases};
use crate::domain::day::{Day, short};
use crate::domain::ids::AthleteId;
use crate::domain::session::Session;

/// What differs between the plans of two season files.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Difference {
    /// Athletes whose days differ in the same way, in the order of the newer file.
    pub changed: Vec<ChangedAthletes>,
    /// Athletes of the newer file alone.
    pub added: Vec<String>,
    /// Athletes of the older file alone.
    pub removed: Vec<String>,
}

/// Athletes whose days differ in the same way.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedAthletes {
    /// Who they are: `everyone`, groups, or names as sheets show them.
    pub who: String,
    /// Their names as typed.
    pub athletes: Vec<String>,
    /// The days that differ, in order.
    pub days: Vec<ChangedDay>,
}

/// A day that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ChangedDay {
    /// As `2026-05-02`.
    pub date: String,
    /// As `Sat 2 May`.
    pub day: String,
    /// The kind of session in the older file, as in `plan.json`; none when its season does not have the day.
    pub was: Option<&'static str>,
    /// The kind of session in the newer file, likewise.
    pub now: Option<&'static str>,
    /// What the older file has on the day: `Race: League`, `48-hour workout`;
    /// when both have the same kind of session, which workout it is.
    pub was_title: String,
    /// What the newer file has on it, likewise.
    pub now_title: String,
    /// Why it is so in the newer file, or why it was so when only the older season has the day.
    pub why: String,
    /// The code of the rule behind that.
    pub rule: &'static str,
}

impl Difference {
    /// True when nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }

    /// The same without days before `from` and after `through`.
    #[must_use]
    pub fn within(mut self, from: chrono::NaiveDate, through: chrono::NaiveDate) -> Difference {
        let (from, through) = (from.to_string(), through.to_string());
        for athletes in &mut self.changed {
            athletes.days.retain(|day| (&from..=&through).contains(&&day.date));
        }
        self.changed.retain(|athletes| !athletes.days.is_empty());
        self
    }
}

impl SheetBuilder<'_> {
    /// What differs in the plan of a `newer` season file. Athletes are the
    /// same when their names are.
    pub fn difference(&self, newer: &SheetBuilder) -> Difference {
        let old_ids: HashMap<&str, AthleteId> =
            self.season.athlete_ids().map(|id| (self.season.athlete(id).name.as_str(), id)).collect();
        let mut added = Vec::new();
        let mut still_there = vec![false; self.season.athletes.len()];
        // Athletes who share a plan before and after differ in the same way: that is worked out once.
        let mut of_plans: BTreeMap<(usize, usize), Vec<AthleteId>> = BTreeMap::new();
        for id in newer.season.athlete_ids() {
            match old_ids.get(newer.season.athlete(id).name.as_str()) {
                Some(&old) => {
                    still_there[old.0 as usize] = true;
                    let shared_plans = (self.plan.shared_number(old), newer.plan.shared_number(id));
                    of_plans.entry(shared_plans).or_default().push(id);
                }
                None => added.push(newer.season.athlete(id).name.clone()),
            }
        }
        let mut athletes_of: BTreeMap<Vec<ChangedDay>, Vec<AthleteId>> = BTreeMap::new();
        for ((old, new), athletes) in of_plans {
            let days = self.changed_days(old, newer, new);
            if !days.is_empty() {
                athletes_of.entry(days).or_default().extend(athletes);
            }
        }
        let mut changed: Vec<(Vec<AthleteId>, Vec<ChangedDay>)> =
            athletes_of.into_iter().map(|(days, athletes)| (athletes, days)).collect();
        changed.iter_mut().for_each(|(athletes, _)| athletes.sort_unstable());
        changed.sort_by_key(|(athletes, _)| athletes[0]);
        let names = |ids: &[AthleteId]| ids.iter().map(|&id| newer.season.athlete(id).name.clone()).collect();
        let changed = changed
            .into_iter()
            .map(|(ids, days)| ChangedAthletes { who: newer.who(&ids), athletes: names(&ids), days })
            .collect();
        let removed = self.season.athletes.iter().zip(still_there).filter(|(_, still_there)| !still_there);
        Difference { changed, added, removed: removed.map(|(athlete, _)| athlete.name.clone()).collect() }
    }

    /// The dates on which a shared plan and one of the newer file differ.
    fn changed_days(&self, old: usize, newer: &SheetBuilder, new: usize) -> Vec<ChangedDay> {
        let first = self.season.start.min(newer.season.start);
        let last = self.season.end.max(newer.season.end);
        let dates = first.iter_days().take_while(|date| *date <= last);
        let changed = dates.filter_map(|date| {
            let was = self.day_content(old, self.season.day(date));
            let now = newer.day_content(new, newer.season.day(date));
            let content = now.as_ref().or(was.as_ref())?;
            let same = match (&was, &now) {
                (Some(was), Some(now)) => (was.session, &was.title) == (now.session, &now.title),
                _ => false,
            };
            let (why, rule) = (content.why.clone(), content.rule);
            // When the kinds differ, the kind is named and not the workout, so that it reads the same for every event.
            let kinds_differ = was.as_ref().map(|was| was.session) != now.as_ref().map(|now| now.session);
            let title = |content: &Option<DayContent>| match content {
                None => "not in the season".to_owned(),
                Some(content) if kinds_differ && !content.session.is_contest() => {
                    phrases::session(content.session).to_owned()
                }
                Some(content) => content.title.clone(),
            };
            (!same).then(|| ChangedDay {
                date: date.to_string(),
                day: short(date),
                was_title: title(&was),
                now_title: title(&now),
                was: was.map(|was| was.session.as_str()),
                now: now.map(|now| now.session.as_str()),
                why,
                rule,
            })
        });
        changed.collect()
    }

    /// What a shared plan has on a day; `None` outside of the season.
    fn day_content(&self, shared: usize, day: Day) -> Option<DayContent> {
        let shared = self.plan.shared_at(shared);
        let index = day.index()?;
        let planned = shared.days.get(index)?;
        let workout = shared.workouts[index].map(|workout| self.workouts.get(workout));
        Some(DayContent {
            session: planned.session,
            title: phrases::title(self.season, planned, workout),
            why: phrases::reason(self.season, &planned.why),
            rule: planned.why.code,
        })
    }
}

/// What a plan has on a day, in words.
struct DayContent {
    session: Session,
    title: String,
    why: String,
    rule: &'static str,
}
