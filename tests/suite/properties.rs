//! Promises that hold for every season, restated by an independent audit and
//! from what `plan.json` says.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use racepace::audit::audit;
use racepace::domain::athlete::Athlete;
use racepace::domain::day::Day;
use racepace::domain::event::Event;
use racepace::domain::ids::AthleteId;
use racepace::domain::session::Session;
use racepace::domain::workout::{Workout, WorkoutKind};
use racepace::library::Library;
use racepace::plan::{Decision, Plan, plan};
use serde_json::Value;

use crate::common;
use crate::common::any_season::{any_lived_season, any_season};
use crate::plan_json::{list, names, text};

/// What `plan.json` says of one athlete.
fn of_athlete<'a>(plan: &'a Value, name: &str) -> Vec<&'a Value> {
    let lists = ["decisions", "days", "changes"].into_iter().flat_map(|key| list(plan, key));
    lists.filter(|entry| text(entry, "athlete") == name).collect()
}

/// The season file with a group of their own for each athlete, who goes where they went before.
fn everyone_alone(file: &str) -> String {
    let mut alone = String::new();
    let mut of_group: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (index, part) in file.split("group = \"").enumerate() {
        match part.split_once('"').filter(|_| 0 < index) {
            Some((group, rest)) => {
                let own = format!("{group} {index}");
                alone += &format!("group = \"{own}\"{rest}");
                of_group.entry(if group == "jv" { "jv" } else { "varsity" }).or_default().push(format!("\"{own}\""));
            }
            None => alone += part,
        }
    }
    let all = |group: &str| of_group.get(group).map_or_else(|| format!("\"{group}\""), |groups| groups.join(", "));
    let lists = alone.split("groups = [").enumerate().map(|(index, part)| match part.split_once(']') {
        Some((list, rest)) if 0 < index => {
            let list = list.replace("\"varsity\"", &all("varsity")).replace("\"jv\"", &all("jv"));
            format!("groups = [{list}]{rest}")
        }
        _ => part.to_owned(),
    });
    lists.collect()
}

/// The season file with its athletes the other way round.
fn athletes_turned(file: &str) -> String {
    let end = |from: usize| file[from..].find("[[days]]").map_or(file.len(), |at| from + at);
    let first = file.find("[[athletes]]").unwrap();
    let last = end(first);
    let mut athletes: Vec<&str> = file[first..last].split_inclusive("\n\n").collect();
    athletes.reverse();
    format!("{}{}{}", &file[..first], athletes.concat(), &file[last..])
}

/// The season with somebody who is named nowhere and never away: their plan is the group's line.
fn with_quiet(file: &str, event: u32) -> (Event, Plan, AthleteId, String) {
    let file = format!("{file}[[athletes]]\nname = \"Quiet\"\nevent = {event}\ngroup = \"varsity\"\n");
    let (checked, plan) = common::planned(&file);
    let mut athletes = checked.history.latest().athletes_with_ids();
    let (id, athlete) = athletes.find(|(_, athlete)| athlete.name.as_str() == "Quiet").unwrap();
    let event = athlete.event;
    (event, plan, id, file)
}

/// The ordinary workout of a day, if the coach did not set it.
fn ordinary(plan: &Plan, id: AthleteId, day: Day) -> Option<&Workout> {
    let set = plan.shared(id).calendar.day_override(day).is_some();
    plan.workout_on(id, day).filter(|workout| !set && workout.session == Session::Workout)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_plan_keeps_every_promise(file in any_lived_season()) {
        let checked = common::season(&file);
        let plan = plan(&checked.history, &Library::built_in());
        prop_assert_eq!(audit(&checked.history, &plan), [], "{}", file);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn nobodys_plan_is_worse_for_the_sake_of_their_group(file in any_season()) {
        // Without news, so that each plan is the best one and not the rest of another.
        let told = ["moved =", "canceled =", "known ="];
        let lines = file.lines().filter(|line| !told.iter().any(|told| line.starts_with(told)));
        let file: String = lines.map(|line| format!("{line}\n")).collect();
        let alone = everyone_alone(&file);
        let total = |text: &str| -> Vec<u32> {
            let (checked, plan) = common::planned(text);
            let worth = |decision: &Decision| match (decision.lead, decision.preferred) {
                (_, None) => 1010,
                (Some(_), Some(_)) => 1000,
                (None, Some(_)) => 0,
            };
            let priority = |decision: &Decision| u32::from(checked.history.latest().meet(decision.meet).priority);
            let of = |id| plan.shared(id).decisions.iter().map(|one| priority(one) * worth(one)).sum();
            checked.history.latest().athlete_ids().map(of).collect()
        };
        prop_assert_eq!(total(&file), total(&alone), "{}", file);
    }

    #[test]
    fn an_athletes_plan_does_not_depend_on_the_order_of_the_file(file in any_season()) {
        let plan: Value = serde_json::from_slice(&common::plan_json(&file)).unwrap();
        let other_way_round = athletes_turned(&file);
        prop_assert!(names(&other_way_round).iter().eq(names(&file).iter().rev()), "{}", other_way_round);
        let turned: Value = serde_json::from_slice(&common::plan_json(&other_way_round)).unwrap();
        for name in names(&file) {
            prop_assert_eq!(of_athlete(&plan, name), of_athlete(&turned, name), "{}", file);
        }
    }

    #[test]
    fn those_of_a_group_and_event_who_have_a_workout_of_one_kind_on_a_day_have_the_same_one(file in any_season()) {
        let (checked, plan) = common::planned(&file);
        let athletes: Vec<(AthleteId, &Athlete)> = checked.history.latest().athletes_with_ids().collect();
        let together = |one: &Athlete, other: &Athlete| one.group.is_some() && one.group == other.group && one.event == other.event;
        for (number, (one, athlete)) in athletes.iter().enumerate() {
            for (other, _) in athletes[..number].iter().filter(|(_, other)| together(athlete, other)) {
                for day in (0..plan.shared(*one).days.len()).map(Day::at) {
                    let (Some(own), Some(theirs)) = (ordinary(&plan, *one, day), ordinary(&plan, *other, day)) else { continue };
                    if own.kind == theirs.kind {
                        prop_assert_eq!(&own.id, &theirs.id, "{:?}\n{}", day, file);
                    }
                }
            }
        }
    }

    #[test]
    fn the_two_forms_of_the_48_hour_workout_take_turns(file in any_season(), event in prop::sample::select(vec![800, 1600, 3200])) {
        let (_, plan, id, _) = with_quiet(&file, event);
        let is_by_rules = |day: &Day| plan.shared(id).calendar.day_override(*day).is_none();
        let days = (0..plan.shared(id).days.len()).map(Day::at);
        let forms = days.map(|day| (is_by_rules(&day), plan.workout_on(id, day)));
        let forms: Vec<(bool, &str)> = forms
            .filter_map(|(by_rules, workout)| Some((by_rules, workout.filter(|workout| workout.session == Session::Hours48)?.id.as_str())))
            .collect();
        for pair in forms.windows(2).filter(|pair| pair.iter().all(|(by_rules, _)| *by_rules)) {
            prop_assert_ne!(pair[0].1, pair[1].1, "{}", file);
        }
    }

    #[test]
    fn every_workout_of_a_kind_has_its_turn_in_as_many_weeks_as_there_are(file in any_season(), event in prop::sample::select(vec![800, 1600, 3200])) {
        let (athlete_event, plan, id, file) = with_quiet(&file, event);
        for kind in WorkoutKind::ALL {
            let all = plan.workouts.ordinary(athlete_event, kind).len();
            let by_week = plan.calendar.weeks.iter().map(|week| -> Vec<&Workout> {
                week.days().filter_map(|day| plan.workout_on(id, day)).filter(|workout| workout.kind == Some(kind)).collect()
            });
            let by_week: Vec<Vec<&Workout>> = by_week.filter(|week| !week.is_empty()).collect();
            for weeks in by_week.windows(all) {
                let used: BTreeSet<&str> = weeks.iter().flatten().map(|workout| workout.id.as_str()).collect();
                prop_assert_eq!(used.len(), all, "{} of {}\n{}", kind, athlete_event, file);
            }
        }
    }

    #[test]
    fn a_swap_of_two_days_changes_no_other_days_workout(file in any_season(), from in 0usize..69) {
        // With somebody of each group's line, so that it is seen which days move besides.
        let lines = ["varsity", "jv"].into_iter().flat_map(|group| [800, 1600, 3200].map(|event| (group, event)));
        let lines = lines.map(|(group, event)| {
            format!("[[athletes]]\nname = \"Quiet {group} {event}\"\nevent = {event}\ngroup = \"{group}\"\n\n")
        });
        let file = file.clone() + &lines.collect::<String>();
        let (checked, before) = common::planned(&file);
        let ids: Vec<AthleteId> = checked.history.latest().athlete_ids().collect();
        // Who is never away has most of the days that can be swapped.
        let quiet = *ids.last().unwrap();
        let weeks = &checked.history.latest().weeks();
        let in_one_week = |from: usize| weeks.iter().any(|week| [from, from + 1].into_iter().all(|day| week.contains(Day::at(day))));
        let is_one = |from: &usize| in_one_week(*from) && ordinary(&before, quiet, Day::at(*from)).is_some()
            && before.shared(quiet).days.get(from + 1).is_some_and(|day| day.session == Session::Easy);
        let Some(from) = (from..69).find(is_one) else { return Ok(()) };
        let date = |index: usize| common::any_season::date(index as u32);
        let swap = format!(
            "[[days]]\ndate = {}\nsession = \"easy\"\n\n[[days]]\ndate = {}\nsession = \"workout\"\n\n", date(from), date(from + 1)
        );
        let (_, after) = common::planned(&format!("{file}{swap}"));
        let others = || (0..70).filter(|day| ![from, from + 1].contains(day));
        let session = |plan: &Plan, id, day: usize| plan.shared(id).days[day].session;
        // For whoever has other sessions on the two days, or another day moves with them, it is no swap; and where one of
        // the workouts of `[week]` was missing, the one that is swapped comes to stand for it, and may be of its kind.
        let is_as_before = |id: &AthleteId| others().all(|day| session(&before, *id, day) == session(&after, *id, day));
        let kind = |plan: &Plan, id, day| plan.workout_on(id, Day::at(day)).and_then(|workout| workout.kind);
        let of = |plan: &Plan, id: &AthleteId| [from, from + 1].map(|day| (session(plan, *id, day), kind(plan, *id, day)));
        let is_swapped = |id: &AthleteId| {
            let [first, second] = of(&before, id);
            [[first, second], [second, first]].contains(&of(&after, id))
        };
        prop_assume!(ids.iter().all(|id| is_as_before(id) && is_swapped(id)));
        for id in ids {
            for day in others().map(Day::at) {
                if let (Some(was), Some(now)) = (ordinary(&before, id, day), ordinary(&after, id, day)) {
                    prop_assert_eq!(&was.id, &now.id, "{:?}\n{}{}", day, file, swap);
                }
            }
        }
    }
}
