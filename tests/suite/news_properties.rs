//! What news must not change, whatever becomes known and in whatever order.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use racepace::audit::audit_past;
use racepace::domain::day::Day;
use racepace::domain::ids::AthleteId;
use racepace::domain::workout::Workout;
use racepace::plan::{Decision, Plan};
use serde_json::Value;

use crate::common;
use crate::common::any_season::{any_lived_season, any_season, date, date_in};
use crate::plan_json::{list, text};

/// What an athlete runs on each day.
fn workouts(plan: &Plan, id: AthleteId) -> Vec<Option<Workout>> {
    (0..plan.shared(id).days.len()).map(|index| plan.workout_on(id, Day::at(index)).cloned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn days_before_each_piece_of_news_stay_as_they_were_planned_without_it(file in any_lived_season()) {
        let (checked, now) = common::planned(&file);
        prop_assert_eq!(audit_past(&checked.history, &now, common::plan_of), [], "{}", file);
    }

    #[test]
    fn decisions_of_races_that_were_run_stay(file in any_lived_season()) {
        let (checked, now) = common::planned(&file);
        for version in &checked.history.versions()[1..] {
            let past = checked.history.until(version.as_of.before());
            let before = common::plan_of(&past);
            for id in past.latest().athlete_ids() {
                let run = |plan: &Plan| -> Vec<Arc<Decision>> {
                    let decisions = plan.shared(id).decisions.iter();
                    decisions.filter(|decision| decision.race_day < version.as_of).cloned().collect()
                };
                let known = date_in(&checked.history, version.as_of);
                prop_assert_eq!(run(&before), run(&now), "known {}\n{}", known, &file);
            }
        }
    }

    #[test]
    fn who_is_not_concerned_is_not_planned_again(file in any_season(), known in 1u32..66, runner in 0usize..5) {
        let (checked, before) = common::planned(&file);
        let news = format!(
            "[[news]]\nknown = {0}\nathletes = [\"Runner {runner}\"]\naway = [{{ from = {0} }}]\n", date(known)
        );
        let Ok((_, after)) = common::planned_or_errors(&format!("{file}{news}")) else { return Ok(()) };
        for (id, athlete) in checked.history.latest().athletes_with_ids() {
            if athlete.name.as_str() != format!("Runner {runner}") {
                let plan = |plan: &Plan| (plan.shared(id).days.clone(), workouts(plan, id));
                prop_assert_eq!(plan(&before), plan(&after), "{}\n{}", athlete.name, file);
            }
        }
    }

    #[test]
    fn news_on_the_first_day_equals_the_plain_file(file in any_season(), runner in 0usize..5) {
        let line = format!("name = \"Runner {runner}\"\n");
        prop_assume!(file.contains(&line));
        let with_until = format!("{file}[[news]]\nknown = {}\nathletes = [\"Runner {runner}\"]\nuntil = {}\nvolume = \"lower\"\n", date(0), date(50));
        let mut plain = String::new();
        let mut of_runner = false;
        for text in file.lines() {
            of_runner = if text.starts_with('[') { false } else { of_runner || format!("{text}\n") == line };
            if !(of_runner && text.starts_with("until")) {
                plain += text;
                plain.push('\n');
            }
            if format!("{text}\n") == line {
                plain += &format!("until = {}\nvolume = \"lower\"\n", date(50));
            }
        }
        let of = |text: &str| -> Value {
            let mut plan: Value = serde_json::from_slice(&common::plan_json(text)).unwrap();
            // The news itself stands in one file alone, and so do the lines that a warning points at.
            let object = plan.as_object_mut().unwrap();
            object.remove("news");
            object.remove("diagnostics");
            plan
        };
        prop_assert_eq!(of(&with_until), of(&plain), "{}", plain);
    }

    #[test]
    fn the_order_of_news_in_the_file_does_not_matter_where_it_says_different_things(
        file in any_season(), known in 1u32..60, runner in 0usize..5,
    ) {
        let pieces = [
            format!("[[news]]\nknown = {0}\nathletes = [\"Runner {runner}\"]\naway = [{{ from = {0} }}]\n", date(known)),
            format!("[[news]]\nknown = {}\ngroups = \"jv\"\naway = [{{ from = {} }}]\n", date(known), date(known + 2)),
            format!("[[news]]\nknown = {}\nathletes = [\"Runner {runner}\"]\ngroup = \"jv\"\n", date(known)),
            format!("[[closed]]\nknown = {}\nfrom = {}\n", date(known), date(known + 1)),
        ];
        let one: String = file.clone() + &pieces.concat();
        let other: String = file.clone() + &pieces.iter().rev().cloned().collect::<String>();
        let (Ok((checked, one)), Ok((_, other))) =
            (common::planned_or_errors(&one), common::planned_or_errors(&other)) else { return Ok(()) };
        for id in checked.history.latest().athlete_ids() {
            prop_assert_eq!(&one.shared(id).days, &other.shared(id).days, "{}", file);
        }
    }

    #[test]
    fn news_of_a_meet_weeks_away_leaves_the_weeks_until_then_alone(file in any_season(), known in 1u32..48) {
        let last_meet = format!("[[meets]]\nname = \"Far\"\nkind = \"time-trial\"\ndate = {}\n", date(69));
        let canceled = format!("[[news]]\nknown = {}\nmeet = \"Far\"\ncanceled = true\n", date(known));
        let (checked, before) = common::planned(&format!("{file}{last_meet}"));
        let (_, after) = common::planned(&format!("{file}{last_meet}{canceled}"));
        for id in checked.history.latest().athlete_ids() {
            let weeks = |plan: &Plan| -> Vec<_> {
                let shared = plan.shared(id);
                shared.days[..49].iter().map(|day| day.session).zip(workouts(plan, id)).collect()
            };
            prop_assert_eq!(weeks(&before), weeks(&after), "known {}\n{}", date(known), file);
        }
    }

    #[test]
    fn the_changes_listed_are_the_days_that_differ_from_the_plan_as_it_was_known_before(file in any_lived_season()) {
        let history = common::season(&file).history;
        let season = history.latest();
        let plan: Value = serde_json::from_slice(&common::plan_json(&file)).unwrap();
        let listed: BTreeSet<[&str; 5]> = list(&plan, "changes")
            .iter()
            .map(|change| ["known", "athlete", "date", "was", "now"].map(|key| text(change, key)))
            .filter(|[.., was, now]| was != now)
            .collect();
        let mut differ = BTreeSet::new();
        for version in &history.versions()[1..] {
            let known = version.as_of;
            let (past, present) = (history.until(known.before()), history.until(known));
            let (before, after) = (common::plan_of(&past), common::plan_of(&present));
            for (id, athlete) in past.latest().athletes_with_ids() {
                for (index, (was, now)) in before.shared(id).days.iter().zip(&after.shared(id).days).enumerate() {
                    if was.session != now.session {
                        let date = |day| season.date(day).to_string();
                        let name = athlete.name.to_string();
                        let (was, now) = (was.session.to_string(), now.session.to_string());
                        differ.insert([date(known), name, date(Day::at(index)), was, now]);
                    }
                }
            }
        }
        let differ: BTreeSet<[&str; 5]> = differ.iter().map(|change| change.each_ref().map(String::as_str)).collect();
        prop_assert_eq!(listed, differ, "{}", file);
    }

    #[test]
    fn a_note_changes_no_day(file in any_lived_season(), known in 1u32..69) {
        let (checked, before) = common::planned(&file);
        let note = format!("[[days]]\ndate = {}\nnote = \"bus at 7\"\nknown = {}\n", date(69), date(known));
        let (_, after) = common::planned(&format!("{file}{note}"));
        for id in checked.history.latest().athlete_ids() {
            let sessions = |plan: &Plan| -> Vec<_> {
                let shared = plan.shared(id);
                shared.days.iter().map(|day| day.session).zip(workouts(plan, id)).collect()
            };
            prop_assert_eq!(sessions(&before), sessions(&after), "known {}\n{}", date(known), file);
        }
    }
}
