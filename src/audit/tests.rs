//! A good plan, broken in one way each: the audit names it.

use std::sync::Arc;

use super::*;
use crate::diag::{Findings, Sources};
use crate::domain::event::Event;
use crate::domain::history::History;
use crate::domain::workout::{Workout, WorkoutKind};
use crate::library::{Library, WorkoutId};
use crate::plan::plan;
use crate::rules::board::PlannedDay;
use crate::season::References;

/// Two races on Saturdays, a race on a Thursday, and an easy day of the coach.
const SEASON: &str = r#"
    [season]
    start = 2026-03-30
    end = 2026-05-10
    [[meets]]
    name = "Relays"
    date = 2026-04-11
    [[meets]]
    name = "Dual"
    date = 2026-04-16
    [[meets]]
    name = "League"
    date = 2026-05-02
    kind = "championship"
    [[days]]
    date = 2026-04-22
    session = "easy"
    [[athletes]]
    name = "Ana"
    event = 1600
    goals = { 1600 = "5:20" }
"#;

/// A season and its plan, which is good.
fn planned(text: &str) -> (History, Plan) {
    let mut sources = Sources::default();
    let file = sources.add("season.toml", text);
    let checked = crate::season::check(&sources, file, &References::default(), &mut Findings::default());
    let history = checked.unwrap().history;
    let plan = plan(&history, &Library::built_in());
    assert_eq!(audit(&history, &plan), []);
    (history, plan)
}

/// What the audit says once the plan of Ana is broken.
fn broken(break_it: impl FnOnce(&Season, &mut SharedPlan)) -> Vec<Finding> {
    let (history, mut plan) = planned(SEASON);
    break_it(history.latest(), plan.shared_at_mut(0));
    audit(&history, &plan)
}

/// What it says once these days hold something else.
fn with(days: &[(&str, Session)]) -> Vec<Finding> {
    broken(|season, shared| days.iter().for_each(|(date, session)| set(season, shared, date, *session)))
}

fn set(season: &Season, shared: &mut SharedPlan, date: &str, session: Session) {
    let index = season.day(date.parse().unwrap()).index().unwrap();
    assert_ne!(shared.days[index].session, session, "{date} is as it was");
    shared.days[index].session = session;
}

#[track_caller]
fn says(found: &[Finding], what: &str) {
    assert!(found.iter().any(|finding| finding.to_string() == what), "{found:#?}");
}

#[test]
fn the_plan_that_is_broken_here_is_the_one_these_tests_think_of() {
    let mut overrides = Vec::new();
    broken(|_, shared| {
        overrides.extend(shared.days[7..21].iter().map(|planned| planned.session.as_str()));
    });
    let first = ["speed-development", "workout", "easy", "48-hour", "pre-race", "race", "off"];
    let second = ["72-hour", "easy", "pre-race", "race", "easy", "long-run", "off"];
    assert_eq!(overrides, [first, second].concat());
}

#[test]
fn a_lead_that_no_race_has() {
    let found = with(&[("2026-04-08", Session::Hours72)]);
    says(&found, "Ana: 2026-04-08, 72-hour: no race has this lead [R09]");
    says(&found, "Ana: 2026-04-08, 72-hour: next to a hard day [W03]");
}

#[test]
fn a_lead_next_to_that_of_another_race() {
    let (history, mut plan) = planned(
        r#"
        [season]
        start = 2026-03-30
        end = 2026-05-10
        [[meets]]
        name = "Friday Dual"
        date = 2026-04-17
        [[meets]]
        name = "Relays"
        date = 2026-04-18
        [[athletes]]
        name = "Ana"
        event = 1600
        goals = { 1600 = "5:20" }
        "#,
    );
    Arc::make_mut(&mut plan.shared_at_mut(0).decisions[0]).lead = Some(Lead::Hours72);
    Arc::make_mut(&mut plan.shared_at_mut(0).decisions[1]).lead = Some(Lead::Hours72);
    set(history.latest(), plan.shared_at_mut(0), "2026-04-14", Session::Hours72);
    set(history.latest(), plan.shared_at_mut(0), "2026-04-15", Session::Hours72);
    says(&audit(&history, &plan), "Ana: the lead of 2026-04-15 is next to another lead [R07]");
}

#[test]
fn a_lead_on_a_day_that_cannot_hold_it_and_one_that_the_days_do_not_have() {
    let found = broken(|season, shared| {
        Arc::make_mut(&mut shared.decisions[1]).lead = Some(Lead::Hours48);
        set(season, shared, "2026-04-13", Session::Easy);
    });
    says(&found, "Ana: 2026-04-14 should hold the 48-hour workout, and holds Some(Easy) [R09]");
    let (history, plan) = planned(SEASON);
    let mut season = history.latest().clone();
    season.off.insert(season.day("2026-04-09".parse().unwrap()));
    let history = History::new(season, Vec::new());
    says(&audit(&history, &plan), "Ana: the lead of 2026-04-09 for Relays is on a day that cannot hold it [R03]");
}

#[test]
fn a_race_left_without_a_lead_that_it_could_have() {
    let found = broken(|season, shared| {
        Arc::make_mut(&mut shared.decisions[0]).lead = None;
        set(season, shared, "2026-04-09", Session::Easy);
    });
    says(&found, "Ana: Relays has no lead, and the 48-hour day is free [R09]");
}

#[test]
fn a_decision_that_is_missing() {
    let found = broken(|_, shared| {
        shared.decisions.remove(1);
    });
    assert!(
        found[0].to_string().starts_with("Ana: races [(2026-04-11, 0), (2026-04-16, 1), (2026-05-02, 2)]"),
        "{found:#?}"
    );
}

#[test]
fn a_workout_next_to_a_race() {
    let found = with(&[("2026-04-17", Session::Workout)]);
    says(&found, "Ana: 2026-04-17, workout: the day after a race is not easy [W02]");
    says(&found, "Ana: 2026-04-17, workout: next to a hard day [W03]");
}

#[test]
fn a_workout_next_to_a_lead() {
    says(&with(&[("2026-04-14", Session::Workout)]), "Ana: 2026-04-14, workout: next to a hard day [W03]");
}

#[test]
fn a_pre_race_day_that_is_blank_and_one_without_a_race() {
    let found = with(&[("2026-04-10", Session::Off)]);
    says(&found, "Ana: 2026-04-10, off: the day before a race is not what that race asks for [W01]");
    says(&with(&[("2026-04-08", Session::PreRace)]), "Ana: 2026-04-08, pre-race: no race follows [W01]");
}

#[test]
fn a_race_day_without_the_race_and_a_race_without_a_meet() {
    let found = with(&[("2026-04-11", Session::TimeTrial)]);
    says(&found, "Ana: 2026-04-11, time-trial: a race day does not hold the race [R04]");
    says(&with(&[("2026-04-25", Session::Race)]), "Ana: 2026-04-25, race: there is no race [R04]");
}

#[test]
fn a_fourth_hard_day() {
    // Tuesday workout, Thursday workout, and these two.
    let found = with(&[("2026-03-30", Session::Workout), ("2026-04-04", Session::Workout)]);
    says(&found, "Ana: the week of 2026-03-30 has 4 hard days [W06]");
}

#[test]
fn a_long_run_the_day_before_another() {
    let found = with(&[("2026-04-03", Session::LongRun)]);
    says(&found, "Ana: 2026-04-03, long-run: less than five days from another long run [W07]");
    says(&found, "Ana: 2026-04-03, long-run: next to a hard day [W03]");
    says(&found, "Ana: the week of 2026-03-30 has two long runs [W07]");
}

#[test]
fn a_long_run_close_to_a_race_or_a_championship() {
    let found = with(&[("2026-04-14", Session::LongRun)]);
    says(&found, "Ana: 2026-04-14, long-run: too close to a race [W07]");
    let found = with(&[("2026-04-27", Session::LongRun)]);
    says(&found, "Ana: 2026-04-27, long-run: in the last days before the last championship [W12]");
}

#[test]
fn speed_development_next_to_a_lead_or_twice_a_week() {
    let found = with(&[("2026-04-08", Session::SpeedDevelopment)]);
    says(&found, "Ana: 2026-04-08, speed-development: next to a race or a lead [W08]");
    says(&found, "Ana: the week of 2026-04-06 has speed development twice [W08]");
}

#[test]
fn a_session_on_an_off_day() {
    says(&with(&[("2026-04-19", Session::Easy)]), "Ana: 2026-04-19, easy: there is no practice [W09]");
}

#[test]
fn a_word_of_the_coach_that_is_not_obeyed() {
    let found = with(&[("2026-04-22", Session::LongRun)]);
    says(&found, "Ana: 2026-04-22, long-run: the coach's word is not obeyed [R08]");
}

/// A dual and its make-up five days later, which gets a workout of its own.
const CHANGED: &str = r#"
    [season]
    start = 2026-03-30
    end = 2026-05-10
    [[meets]]
    name = "Dual"
    date = 2026-04-11
    [[athletes]]
    name = "Ana"
    event = 1600
    goals = { 1600 = "5:20" }
    [[news]]
    known = 2026-04-10
    meet = "Dual"
    date = 2026-04-15
"#;

#[test]
fn a_workout_that_is_run_twice_for_one_race() {
    let (history, mut plan) = planned(CHANGED);
    let shared = plan.shared_at_mut(0);
    assert_eq!(shared.days[10].session, Session::Hours48, "run on 9 April");
    assert_eq!(shared.days[14].session, Session::Hours48, "and on 13 April, six days before the race");
    // As if the first one had been run on Saturday, four days before it.
    shared.days[12] = shared.days[10].clone();
    says(&audit(&history, &plan), "Ana: 2026-04-13: the workout for Dual is run twice [R17]");
}

#[test]
fn a_workout_that_the_coach_sets_again_is_run_again() {
    let later = CHANGED.replace("date = 2026-04-15", "date = 2026-04-13");
    let set = "[[days]]\nknown = 2026-04-10\ndate = 2026-04-11\nsession = \"48-hour\"\n";
    let (history, plan) = planned(&format!("{later}{set}"));
    let sessions = |index: usize| plan.shared_at(0).days[index].session;
    assert_eq!([sessions(10), sessions(12)], [Session::Hours48, Session::Hours48], "on 9 and on 11 April");
    assert_eq!(audit(&history, &plan), []);
}

/// A meet of two days, of which Ana races on the first, and what is said of it on the second.
fn said_after_their_race(kind: &str, says: &str) -> (History, Plan) {
    let days = "date = 2026-04-24\nthrough = 2026-04-25\nevent-days = { 1600 = 2026-04-24, 3200 = 2026-04-25 }";
    let (season, _) = CHANGED.split_once("[[news]]").unwrap();
    let season = season.replace("date = 2026-04-11", &format!("{days}\nkind = \"{kind}\""));
    planned(&format!("{season}[[news]]\nknown = 2026-04-25\nmeet = \"Dual\"\n{says}\n"))
}

#[test]
fn a_meet_that_is_a_championship_only_since_they_raced_there() {
    let (history, plan) = said_after_their_race("dual", "kind = \"championship\"");
    let is_long = |day: &PlannedDay| day.session == Session::LongRun;
    assert!(plan.shared_at(0).days[4..24].iter().any(is_long), "a long run in the three weeks before");
    assert_eq!(audit(&history, &plan), []);
}

#[test]
fn a_time_trial_that_is_a_race_only_since_they_ran_it() {
    let (history, plan) = said_after_their_race("time-trial", "kind = \"dual\"");
    assert_eq!(plan.shared_at(0).days[25].session, Session::TimeTrial);
    assert_eq!(plan.shared_at(0).decisions[0].lead, None);
    assert_eq!(audit(&history, &plan), []);
}

#[test]
fn a_moved_workout_that_is_run_twice() {
    let (history, mut plan) = planned(CHANGED);
    let season = history.latest();
    let moved_from = Some(season.day("2026-04-07".parse().unwrap()));
    for date in ["2026-04-06", "2026-04-08"] {
        let index = season.day(date.parse().unwrap()).index().unwrap();
        plan.shared_at_mut(0).days[index].moved_from = moved_from;
    }
    says(&audit(&history, &plan), "Ana: 2026-04-08: a workout that was moved is run twice [W05]");
}

#[test]
fn two_hard_days_in_a_row_of_which_the_first_was_done() {
    let (history, mut plan) = planned(CHANGED);
    set(history.latest(), plan.shared_at_mut(0), "2026-04-08", Session::Workout);
    says(&audit(&history, &plan), "Ana: 2026-04-09, 48-hour: the second of two hard days in a row [W03]");
}

#[test]
fn a_day_that_was_done_and_is_another_now() {
    let (history, mut plan) = planned(CHANGED);
    let replan = |history: &History| crate::plan::plan(history, &Library::built_in());
    assert_eq!(audit_past(&history, &plan, replan), []);
    set(history.latest(), plan.shared_at_mut(0), "2026-04-09", Session::Easy);
    says(&audit_past(&history, &plan, replan), "Ana: 2026-04-09 was done before 2026-04-10, and is another now [R17]");
    let (history, mut plan) = planned(CHANGED);
    plan.shared_at_mut(0).workouts[10] = None;
    says(&audit_past(&history, &plan, replan), "Ana: 2026-04-09 was done before 2026-04-10, and is another now [R17]");
}

#[test]
fn a_day_too_many_or_too_few() {
    let found = broken(|_, shared| {
        shared.days.pop();
    });
    says(&found, "Ana: 41 days are planned of 42 [W04]");
}

/// What it says once Ana runs on a day what she runs on another, or what `change` makes of a workout.
fn with_workout(date: &str, change: impl FnOnce(&Plan, usize) -> WorkoutId) -> Vec<Finding> {
    let (history, mut plan) = planned(SEASON);
    let index = history.latest().day(date.parse().unwrap()).index().unwrap();
    let id = change(&plan, index);
    plan.shared_at_mut(0).workouts[index] = Some(id);
    audit(&history, &plan)
}

/// The first of the library that is run as it is in it.
fn of_library(plan: &Plan, is_it: impl Fn(&Workout) -> bool) -> WorkoutId {
    plan.workouts.iter().find(|(_, workout)| is_it(workout)).unwrap().0
}

#[test]
fn a_workout_of_the_wrong_kind_and_one_that_stands_twice_in_its_week() {
    let kind = |kind| move |workout: &Workout| workout.kind == Some(kind) && workout.event == Some(Event::M1600);
    let found = with_workout("2026-03-31", |plan, _| of_library(plan, kind(WorkoutKind::RacePace)));
    says(&found, "Ana: 2026-03-31, workout: the workout is not of the kind that its week asks for [W13]");
    let found = with_workout("2026-04-02", |plan, at| plan.shared_at(0).workouts[at - 2].unwrap());
    says(&found, "Ana: 2026-04-02, workout: the workout is in its week twice [W13]");
}

#[test]
fn a_taper_that_is_not_run() {
    let whole = |plan: &Plan, at: usize| {
        let id = plan.workouts.get(plan.shared_at(0).workouts[at].unwrap()).id.clone();
        of_library(plan, |workout| workout.id == id)
    };
    let found = with_workout("2026-04-29", whole);
    says(&found, "Ana: 2026-04-29, easy: the run is longer than it should be [W14]");
    let found = with_workout("2026-04-28", whole);
    says(&found, "Ana: 2026-04-28, workout: the reps are not as many as they should be [W14]");
    says(&found, "Ana: 2026-04-28, workout: the strength is not light [W14]");
}
