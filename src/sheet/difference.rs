//! On which days two plans differ, for whom, and which meets are held otherwise.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde::Serialize;

use super::{SheetBuilder, phrases, splits};
use crate::domain::athlete::Athlete;
use crate::domain::day::{Day, short};
use crate::domain::event::{Event, TimedDistance, Times};
use crate::domain::ids::AthleteId;
use crate::domain::meet::Meet;
use crate::domain::session::Session;

/// What differs between the plans of two season files.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Difference {
    /// Athletes whose days differ in the same way, in the order of the newer file.
    pub changed: Vec<ChangedAthletes>,
    /// Meets that are held on another day, at another hour or in another place.
    pub meets: Vec<ChangedMeet>,
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
    /// Their ids in the newer file.
    #[serde(skip)]
    pub ids: Vec<AthleteId>,
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
    /// The times that differ in the same workout: `400 in 80`; none when the days differ in more than times.
    pub was_times: Vec<String>,
    /// The same times in the newer file, one for each.
    pub now_times: Vec<String>,
    /// Why it is so in the newer file, or why it was so when only the older season has the day.
    pub why: String,
    /// The code of the rule that says so; empty when only times differ.
    pub rule: &'static str,
}

/// A meet that is held otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedMeet {
    /// Its name.
    pub meet: String,
    /// When and where it was held: `Sat 18 Apr, 9:00 am, Arvada`; none when it is new.
    pub was: Option<String>,
    /// When and where it is held; none when it is no more in the file.
    pub now: Option<String>,
}

impl ChangedDay {
    /// True when the day holds the same in other times.
    pub fn is_times_only(&self) -> bool {
        !self.was_times.is_empty()
    }
}

impl Difference {
    /// True when nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.meets.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }

    /// For how many athletes a day differs, day by day.
    pub fn athlete_days(&self) -> usize {
        self.changed.iter().map(|changed| changed.days.len() * changed.athletes.len()).sum()
    }

    /// The same without days before `from` and after `through`: those whose days differ alike there are told together.
    #[must_use]
    pub fn within(self, from: NaiveDate, through: NaiveDate, newer: &SheetBuilder) -> Difference {
        let (from, through) = (from.to_string(), through.to_string());
        let mut alike: BTreeMap<Vec<ChangedDay>, Vec<AthleteId>> = BTreeMap::new();
        for ChangedAthletes { mut days, ids, .. } in self.changed {
            days.retain(|day| (&from..=&through).contains(&&day.date));
            alike.entry(days).or_default().extend(ids);
        }
        Difference { changed: newer.told_together(alike), ..self }
    }
}

impl SheetBuilder<'_> {
    /// What differs in the plan of a `newer` season file. Athletes are the
    /// same when their names are.
    pub fn difference(&self, newer: &SheetBuilder) -> Difference {
        let old_ids: HashMap<String, AthleteId> =
            self.season.athlete_ids().map(|id| (self.season.athlete(id).name.key(), id)).collect();
        let mut added = Vec::new();
        let mut still_there = vec![false; self.season.athletes.len()];
        // Athletes who share a plan in both files and have the same paces differ alike: that is found out once.
        let mut sharing: BTreeMap<(usize, usize), Vec<AthleteId>> = BTreeMap::new();
        let mut changed: BTreeMap<Vec<ChangedDay>, Vec<AthleteId>> = BTreeMap::new();
        for id in newer.season.athlete_ids() {
            let Some(&old) = old_ids.get(&newer.season.athlete(id).name.key()) else {
                added.push(newer.season.athlete(id).name.to_string());
                continue;
            };
            still_there[old.0 as usize] = true;
            let shared = (self.plan.shared_number(old), newer.plan.shared_number(id));
            if self.has_the_same_paces(old, newer, id) {
                sharing.entry(shared).or_default().push(id);
            } else {
                let mut days = self.changed_days(shared.0, newer, shared.1);
                days.extend(self.other_times(old, newer, id));
                days.sort();
                changed.entry(days).or_default().push(id);
            }
        }
        for ((old, new), athletes) in sharing {
            changed.entry(self.changed_days(old, newer, new)).or_default().extend(athletes);
        }
        let removed = self.season.athletes_with_ids().filter(|(id, _)| !still_there[id.0 as usize]);
        let removed = removed.map(|(_, athlete)| athlete.name.to_string()).collect();
        Difference { changed: newer.told_together(changed), meets: self.changed_meets(newer), added, removed }
    }

    /// Those whose days differ alike, in the order of the file; whose days do not differ is left out.
    fn told_together(&self, mut alike: BTreeMap<Vec<ChangedDay>, Vec<AthleteId>>) -> Vec<ChangedAthletes> {
        alike.remove(&Vec::new());
        let told = alike.into_iter().map(|(days, mut ids)| {
            ids.sort_unstable();
            let athletes = ids.iter().map(|&id| self.season.athlete(id).name.to_string()).collect();
            ChangedAthletes { who: self.who(&ids), athletes, ids, days }
        });
        let mut told: Vec<ChangedAthletes> = told.collect();
        told.sort_by_key(|changed| changed.ids[0]);
        told
    }

    /// The dates on which a plan of this file and one of a newer file hold something else.
    fn changed_days(&self, old: usize, newer: &SheetBuilder, new: usize) -> Vec<ChangedDay> {
        let first = self.season.start.min(newer.season.start);
        let last = self.season.end.max(newer.season.end);
        let dates = first.iter_days().take_while(|date| *date <= last);
        let changed = dates.filter_map(|date| {
            let was = self.day_content(old, self.season.day(date));
            let now = newer.day_content(new, newer.season.day(date));
            let content = now.as_ref().or(was.as_ref())?;
            if was.as_ref().zip(now.as_ref()).is_some_and(|(was, now)| was.reads_like(now)) {
                return None;
            }
            let (why, rule) = (content.why.clone(), content.rule);
            // Of two kinds of session the kind is told, so that it is the same for every event.
            let kinds_differ = was.as_ref().map(|was| was.session) != now.as_ref().map(|now| now.session);
            let title = |content: &Option<DayContent>| match content {
                None => "not in the season".to_owned(),
                Some(content) if kinds_differ && !content.session.is_contest() => {
                    phrases::session(content.session).to_owned()
                }
                Some(content) => content.title.clone(),
            };
            let (mut was_title, mut now_title) = (title(&was), title(&now));
            if was_title == now_title {
                let run = |content: &Option<DayContent>| content.as_ref().map(|content| content.run.join("; "));
                let told = |content| run(content).filter(|run| !run.is_empty()).unwrap_or_else(|| was_title.clone());
                (was_title, now_title) = (told(&was), told(&now));
            }
            Some(ChangedDay {
                date: date.to_string(),
                day: short(date),
                was_title,
                now_title,
                was_times: Vec::new(),
                now_times: Vec::new(),
                was: was.map(|was| was.session.as_str()),
                now: now.map(|now| now.session.as_str()),
                why,
                rule,
            })
        });
        changed.collect()
    }

    /// What a plan holds on a day; `None` outside of the season.
    fn day_content(&self, shared: usize, day: Day) -> Option<DayContent> {
        let shared = self.plan.shared_at(shared);
        let index = day.index()?;
        let planned = shared.days.get(index)?;
        let workout = shared.workouts[index].map(|workout| self.workouts.get(workout));
        Some(DayContent {
            session: planned.session,
            title: phrases::title(self.season, planned, workout),
            run: self.cell(shared, day).lines,
            why: phrases::reason(self.season, &planned.why),
            rule: planned.why.code,
        })
    }

    /// True when an athlete runs at the same paces in both files, on every day.
    fn has_the_same_paces(&self, old: AthleteId, newer: &SheetBuilder, new: AthleteId) -> bool {
        self.season.policy.rounding == newer.season.policy.rounding && self.paces(old) == newer.paces(new)
    }

    /// What an athlete's paces come from, from each day on which that became another.
    fn paces(&self, id: AthleteId) -> Vec<(NaiveDate, Event, Times, Times)> {
        let mut paces: Vec<(NaiveDate, Event, Times, Times)> = Vec::new();
        for version in self.history.versions() {
            let Athlete { event, goals, bests, .. } = version.athlete(id);
            if paces.last().is_none_or(|&(_, last, goal, best)| (last, goal, best) != (*event, *goals, *bests)) {
                paces.push((version.date(version.as_of), *event, *goals, *bests));
            }
        }
        paces
    }

    /// The dates on which an athlete runs the same as in a newer file, in other times.
    fn other_times(&self, old: AthleteId, newer: &SheetBuilder, new: AthleteId) -> Vec<ChangedDay> {
        let (of_old, of_new) = (self.plan.shared_number(old), newer.plan.shared_number(new));
        let dates = self.season.start.iter_days().take_while(|date| *date <= self.season.end);
        let days = dates.filter_map(|date| {
            let (old_day, new_day) = (self.season.day(date), newer.season.day(date));
            let (was, now) = (self.day_content(of_old, old_day)?, newer.day_content(of_new, new_day)?);
            if !was.reads_like(&now) {
                return None;
            }
            let (was_times, now_times): (Vec<String>, Vec<String>) = (self.targets(old, old_day).into_iter())
                .zip(newer.targets(new, new_day))
                .filter(|(was, now)| was != now)
                .unzip();
            (!was_times.is_empty()).then(|| ChangedDay {
                date: date.to_string(),
                day: short(date),
                was: Some(was.session.as_str()),
                now: Some(now.session.as_str()),
                was_title: was.title,
                now_title: now.title,
                was_times,
                now_times,
                why: self.other_goals(old, old_day, newer, new, new_day),
                rule: "",
            })
        });
        days.collect()
    }

    /// An athlete's times for the legs of a day's workout: `400 in 80`.
    pub(super) fn targets(&self, id: AthleteId, day: Day) -> Vec<String> {
        let Some((event, workout)) = self.race_pace(self.plan.shared(id), day) else { return Vec::new() };
        let workout = self.workouts.get(workout);
        let athlete = self.athlete_on(id, day);
        let rounding = self.season.policy.rounding;
        let target = |leg| splits::target(leg, athlete, event, rounding).unwrap_or_else(|| splits::NO_TIME.to_owned());
        let legs = workout.paced_legs();
        let times = splits::columns(workout).into_iter().zip(&legs);
        times.map(|(column, leg)| format!("{} in {}", column.label, target(leg))).collect()
    }

    /// Why an athlete's times differ: `1600 goal 5:20, now 5:12`.
    fn other_goals(&self, old: AthleteId, old_day: Day, newer: &SheetBuilder, new: AthleteId, new_day: Day) -> String {
        let was = self.athlete_on(old, old_day);
        let now = newer.athlete_on(new, new_day);
        let said = [("goal", &was.goals, &now.goals), ("best", &was.bests, &now.bests)];
        let said = said.into_iter().flat_map(|(what, was, now)| {
            TimedDistance::ALL.into_iter().filter(|&over| was.get(over) != now.get(over)).map(move |over| {
                let time = |times: &Times| times.get(over).map_or_else(|| "none".to_owned(), |time| time.to_string());
                format!("{over} {what} {}, now {}", time(was), time(now))
            })
        });
        let said: Vec<String> = said.collect();
        if said.is_empty() { "the paces are rounded or estimated otherwise".to_owned() } else { said.join("; ") }
    }

    /// The meets that are held on other days, at another hour or elsewhere. Of several of one name the first is
    /// compared with the first.
    fn changed_meets(&self, newer: &SheetBuilder) -> Vec<ChangedMeet> {
        let mut old: HashMap<&str, Vec<String>> = HashMap::new();
        for (_, meet) in self.season.meets_with_ids() {
            old.entry(&meet.name).or_default().push(self.when_and_where(meet));
        }
        old.values_mut().for_each(|meets| meets.reverse());
        let mut changed = Vec::new();
        for (_, meet) in newer.season.meets_with_ids() {
            let was = old.get_mut(meet.name.as_str()).and_then(Vec::pop);
            let now = Some(newer.when_and_where(meet));
            if was != now {
                changed.push(ChangedMeet { meet: meet.name.clone(), was, now });
            }
        }
        for (_, meet) in self.season.meets_with_ids() {
            if let Some(was) = old.get_mut(meet.name.as_str()).and_then(Vec::pop) {
                changed.push(ChangedMeet { meet: meet.name.clone(), was: Some(was), now: None });
            }
        }
        changed
    }

    /// `Sat 18 Apr, 9:00 am, Arvada`.
    fn when_and_where(&self, meet: &Meet) -> String {
        let days: Vec<Day> = meet.days().iter().collect();
        if days.is_empty() {
            return "canceled".to_owned();
        }
        let parts = [Some(phrases::days(self.season, &days)), meet.time.map(phrases::time_of_day), meet.place.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// What a day holds, in words.
struct DayContent {
    session: Session,
    title: String,
    /// What is run, without anybody's times.
    run: Vec<String>,
    why: String,
    rule: &'static str,
}

impl DayContent {
    /// True when both are the same session, race and workout.
    fn reads_like(&self, other: &DayContent) -> bool {
        (self.session, &self.title) == (other.session, &other.title)
            && (self.session.is_contest() || self.run == other.run)
    }
}
