//! In which days two plans differ, and for whom.

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
    pub changed: Vec<Alike>,
    /// Athletes of the newer file alone.
    pub added: Vec<String>,
    /// Athletes of the older file alone.
    pub removed: Vec<String>,
}

/// Athletes whose days differ in the same way.
#[derive(Clone, Debug, Serialize)]
pub struct Alike {
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
    /// Why it holds that now, or why it held what it did when the day is no more.
    pub why: String,
    /// The code of the rule that says so.
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
        for alike in &mut self.changed {
            alike.days.retain(|day| (&from..=&through).contains(&&day.date));
        }
        self.changed.retain(|alike| !alike.days.is_empty());
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
        let mut kept = vec![false; self.season.athletes.len()];
        // Athletes who share a course in both plans differ alike: that is found out once.
        let mut of_courses: BTreeMap<(usize, usize), Vec<AthleteId>> = BTreeMap::new();
        for id in newer.season.athlete_ids() {
            match old_ids.get(newer.season.athlete(id).name.as_str()) {
                Some(&old) => {
                    kept[old.0 as usize] = true;
                    let shared_plans = (self.plan.shared_number(old), newer.plan.shared_number(id));
                    of_courses.entry(shared_plans).or_default().push(id);
                }
                None => added.push(newer.season.athlete(id).name.clone()),
            }
        }
        let mut alike: BTreeMap<Vec<ChangedDay>, Vec<AthleteId>> = BTreeMap::new();
        for ((old, new), athletes) in of_courses {
            let days = self.changed_days(old, newer, new);
            if !days.is_empty() {
                alike.entry(days).or_default().extend(athletes);
            }
        }
        let mut changed: Vec<(Vec<AthleteId>, Vec<ChangedDay>)> =
            alike.into_iter().map(|(days, athletes)| (athletes, days)).collect();
        changed.iter_mut().for_each(|(athletes, _)| athletes.sort_unstable());
        changed.sort_by_key(|(athletes, _)| athletes[0]);
        let names = |ids: &[AthleteId]| ids.iter().map(|&id| newer.season.athlete(id).name.clone()).collect();
        let changed = changed
            .into_iter()
            .map(|(ids, days)| Alike { who: newer.who(&ids), athletes: names(&ids), days })
            .collect();
        let removed = self.season.athletes.iter().zip(kept).filter(|(_, kept)| !kept);
        Difference { changed, added, removed: removed.map(|(athlete, _)| athlete.name.clone()).collect() }
    }

    /// The dates on which a course of this plan and one of a newer plan hold something else.
    fn changed_days(&self, old: usize, newer: &SheetBuilder, new: usize) -> Vec<ChangedDay> {
        let first = self.season.start.min(newer.season.start);
        let last = self.season.end.max(newer.season.end);
        let dates = first.iter_days().take_while(|date| *date <= last);
        let changed = dates.filter_map(|date| {
            let was = self.held(old, self.season.day(date));
            let now = newer.held(new, newer.season.day(date));
            let told = now.as_ref().or(was.as_ref())?;
            let same = match (&was, &now) {
                (Some(was), Some(now)) => (was.session, &was.title) == (now.session, &now.title),
                _ => false,
            };
            let (why, rule) = (told.why.clone(), told.rule);
            // Of two kinds of session the kind is told, so that it is the same for every event.
            let kinds_differ = was.as_ref().map(|was| was.session) != now.as_ref().map(|now| now.session);
            let title = |held: &Option<Held>| match held {
                None => "not in the season".to_owned(),
                Some(held) if kinds_differ && !held.session.is_contest() => phrases::session(held.session).to_owned(),
                Some(held) => held.title.clone(),
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

    /// What a course holds on a day; `None` outside of the season.
    fn held(&self, shared: usize, day: Day) -> Option<Held> {
        let shared = self.plan.shared_at(shared);
        let index = day.index()?;
        let planned = shared.days.get(index)?;
        let workout = shared.workouts[index].map(|workout| self.workouts.get(workout));
        Some(Held {
            session: planned.session,
            title: phrases::title(self.season, planned, workout),
            why: phrases::reason(self.season, &planned.why),
            rule: planned.why.code,
        })
    }
}

/// What a day holds, in words.
struct Held {
    session: Session,
    title: String,
    why: String,
    rule: &'static str,
}
