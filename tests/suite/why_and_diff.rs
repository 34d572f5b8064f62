//! `why` and `diff`: what stands on a day, what does not, and what a newer file makes of it.

use std::fs;

use crate::common::binary::{folder_with, racepace, stderr, stdout};
use crate::snapshot::assert_snapshot;
use serde_json::Value;

const SEASON: &str = r#"[season]
name = "Pine Creek 2026"
start = 2026-03-30
end = 2026-05-10

[[meets]]
name = "Classic"
date = 2026-04-11

[[meets]]
name = "Thursday Dual"
date = 2026-04-16
athletes = ["Ana Ruiz"]

[[meets]]
name = "Friday Quad"
date = 2026-04-17

[[meets]]
name = "League"
date = 2026-05-02

[[closed]]
from = 2026-04-20
through = 2026-04-21
why = "exams"

[[athletes]]
name = "Ana Ruiz"
event = 1600
group = "varsity"
goals = { 800 = "2:20", 1600 = "5:20" }

[[athletes]]
name = "Ben Cole"
event = 800
group = "jv"
goals = { 800 = "2:08" }

[[athletes]]
name = "Anders Holm"
event = 3200
group = "jv"
goals = { 3200 = "10:40" }

[[news]]
known = 2026-05-01
meet = "League"
date = 2026-05-06
"#;

fn why(arguments: &[&str]) -> String {
    let folder = folder_with(SEASON);
    let output = racepace(folder.path(), &[&["why"], arguments].concat());
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    stdout(&output)
}

#[test]
fn before_a_meet_every_lead_that_was_not_taken_has_its_rules_and_its_cost() {
    assert_snapshot!(why(&["ana", "friday"]), @"
    Ana R., before Friday Quad (1600) on Friday 17 April: no workout
      because  neither day works; the 48-hour workout was preferred: the usual
               workout, two days before the race [R11 usual-lead]
      not      48-hour workout on Wednesday 15 April
                 - the day before the race at Thursday Dual [R05
                   pre-race-day-is-taken]
      not      72-hour workout on Tuesday 14 April
                 - next to the 72-hour workout of Monday 13 April for Thursday Dual
                   [R07 never-back-to-back]
                 - one hard day too many in the week of the workout for Thursday
                   Dual [R21 crowded-week]
                 - would cost Thursday Dual its workout [R09 cover-the-race]
    ");
    assert_snapshot!(why(&["ben", "Friday Quad"]), @"
    Ben C., before Friday Quad (800) on Friday 17 April: 72-hour workout on Tuesday
    14 April
        72-hour 800, higher
      because  short week after Saturday 11 April's race [R10 short-turnaround]
      not      48-hour workout on Wednesday 15 April
                 - possible, but the 72-hour workout is preferred: short week after
                   Saturday 11 April's race [R10 short-turnaround]
      not      no workout
                 - the race would be left without one [R09 cover-the-race]
    ");
}

#[test]
fn on_a_day_it_tells_what_stands_there_what_does_not_and_the_races_it_could_have_served() {
    assert_snapshot!(why(&["ana r", "2026-04-14"]), @"
    Ana R., Tuesday 14 April: Easy
        35 to 45 min easy
      because  the workout before the race, on Monday 13 April, takes its place [W05
               displaced-workout]
      not      workout
                 - next to the hard day on Monday 13 April [W03 hard-easy]
                 - the week has its hard days already [W06 hard-days]
      not      long run
                 - next to the hard day on Monday 13 April [W03 hard-easy]
                 - no long run this close to the race of Thursday 16 April [W07
                   long-run]
      not      speed development
                 - next to the race or the workout before one on Monday 13 April
                   [W08 speed-development]

    Ana R., before Thursday Dual (1600) on Thursday 16 April: 72-hour workout on
    Monday 13 April
        72-hour 1600, higher
      because  short week after Saturday 11 April's race [R10 short-turnaround]
      not      48-hour workout on Tuesday 14 April
                 - possible, but the 72-hour workout is preferred: short week after
                   Saturday 11 April's race [R10 short-turnaround]
      not      no workout
                 - the race would be left without one [R09 cover-the-race]

    Ana R., before Friday Quad (1600) on Friday 17 April: no workout
      because  neither day works; the 48-hour workout was preferred: the usual
               workout, two days before the race [R11 usual-lead]
      not      48-hour workout on Wednesday 15 April
                 - the day before the race at Thursday Dual [R05
                   pre-race-day-is-taken]
      not      72-hour workout on Tuesday 14 April
                 - next to the 72-hour workout of Monday 13 April for Thursday Dual
                   [R07 never-back-to-back]
                 - one hard day too many in the week of the workout for Thursday
                   Dual [R21 crowded-week]
                 - would cost Thursday Dual its workout [R09 cover-the-race]
    ");
    assert_snapshot!(why(&["ben", "2026-04-15"]), @"
    Ben C., Wednesday 15 April: Easy
        30 to 40 min easy
      because  as in the coach's week [W04 coach's-week]
      not      workout
                 - next to the hard day on Tuesday 14 April [W03 hard-easy]
      not      long run
                 - next to the hard day on Tuesday 14 April [W03 hard-easy]
                 - no long run this close to the race of Friday 17 April [W07
                   long-run]
      not      speed development
                 - next to the race or the workout before one on Tuesday 14 April
                   [W08 speed-development]

    Ben C., before Friday Quad (800) on Friday 17 April: 72-hour workout on Tuesday
    14 April
        72-hour 800, higher
      because  short week after Saturday 11 April's race [R10 short-turnaround]
      not      48-hour workout on Wednesday 15 April
                 - possible, but the 72-hour workout is preferred: short week after
                   Saturday 11 April's race [R10 short-turnaround]
      not      no workout
                 - the race would be left without one [R09 cover-the-race]
    ");
    assert_snapshot!(why(&["ben", "2026-04-20"]), @"
    Ben C., Monday 20 April: Off
        exams
      because  no practice (exams) [W09 off-day]
    ");
}

#[test]
fn on_a_day_that_changed_it_tells_what_was_there_until_when() {
    assert_snapshot!(why(&["ben", "2026-05-02"]), @"
    Ben C., Saturday 2 May: Workout
        3 × 1000 steady, 1:30 rest
        10 min easy
      because  League is not on this day anymore [R16 freed-day]
      before   until Fri 1 May: the race
      not      long run
                 - possible, but its place is taken [W04 coach's-week]
      not      speed development
                 - once a week, and this week on Monday 27 April [W08
                   speed-development]
    ");
    assert_snapshot!(why(&["ben", "2026-05-06"]), @"
    Ben C., Wednesday 6 May: Race
        League: 800
      because  League [R04 race-day-is-taken]
      before   until Fri 1 May: easy

    Ben C., before League (800) on Wednesday 6 May: 48-hour workout on Monday 4 May
        48-hour 800, 300s
      because  the usual workout, two days before the race [R11 usual-lead]
      before   a workout for this race was run on Thursday 30 April
      not      72-hour workout on Sunday 3 May
                 - an off day [R03 practice-day]
      not      no workout
                 - the one run on Thursday 30 April is five or more days before the
                   race [R17 past-is-done]
    ");
}

#[test]
fn who_or_what_is_meant_is_asked_when_it_is_not_clear() {
    let folder = folder_with(SEASON);
    let trouble = |arguments: &[&str]| {
        let output = racepace(folder.path(), &[&["why"], arguments].concat());
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()));
        stderr(&output)
    };
    assert_snapshot!(trouble(&["an", "League"]), @r#"
    racepace: "an" could be any of these:
      Ana Ruiz
      Anders Holm
    "#);
    assert_snapshot!(trouble(&["Bne Cole", "League"]), @r#"racepace: no athlete is named "Bne Cole"; did you mean "Ben Cole"?"#);
    assert_snapshot!(trouble(&["ben", "Thursday"]), @"racepace: Ben C. does not race at Thursday Dual: the meet does not take them: see its groups and athletes");
    assert_snapshot!(trouble(&["ben", "2027-01-01"]), @"racepace: 2027-01-01 is outside the season, which goes from 2026-03-30 through 2026-05-10");
}

#[test]
fn a_lead_that_was_run_says_where_its_race_is_since() {
    assert_snapshot!(why(&["ana", "2026-04-30"]), @"
    Ana R., Thursday 30 April: 48-hour workout
        for League
        2 × 400 at goal pace, 3:30 rest
        200 at goal pace, 3:00 rest
        300 as 100 at goal pace, 100 at 800 pace, 100 fastest
        10 min easy
      because  the usual workout, two days before the race [R11 usual-lead]
      since    Fri 1 May: League is on Wed 6 May
    ");
}

/// The beginning of the closed days, and before it that a meet is canceled.
const QUAD_IS_CANCELED: &str = "[[news]]\nknown = 2026-04-15\nmeet = \"Friday Quad\"\ncanceled = true\n\n[[closed]]\n";

/// Runs `diff` on the season and one in which something is replaced: exit code and what is printed.
fn diff(replace: &str, with: &str, more: &[&str]) -> (i32, String, String) {
    let folder = folder_with(SEASON);
    let newer = SEASON.replacen(replace, with, 1);
    fs::write(folder.path().join("newer.toml"), newer).unwrap();
    let output = racepace(folder.path(), &[&["diff", "season.toml", "newer.toml"], more].concat());
    (output.status.code().unwrap(), stdout(&output), stderr(&output))
}

#[test]
fn diff_of_the_same_plans_ends_with_0() {
    let (code, out, err) = diff("name = \"Pine Creek 2026\"", "name = \"Pine Creek\"", &[]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (0, "every athlete's days and times are the same, and every meet\n", "")
    );
}

#[test]
fn diff_groups_athletes_by_the_same_change_and_ends_with_1() {
    let (code, out, _) = diff("[[closed]]\n", QUAD_IS_CANCELED, &[]);
    assert_eq!(code, 1);
    assert_snapshot!(out, @"
    Friday Quad: Fri 17 Apr -> canceled

    Ana R.
      Fri 17 Apr  Race: Friday Quad    ->  Easy
                  the day after the race at Thursday Dual [W02]
      Sat 18 Apr  Easy                 ->  Long run
                  as in the coach's week [W04]
      Thu 23 Apr  Hills: 30 seconds    ->  Cruise 1000s
                  as in the coach's week [W04]
      Tue 28 Apr  Cruise 1000s         ->  Progression run
                  as in the coach's week [W04]
      Sat 2 May   Fartlek: 90 seconds  ->  Hills: 30 seconds
                  League is not on this day anymore [R16]

    Ben C.
      Thu 16 Apr  Pre-race           ->  Workout
                  as in the coach's week [W04]
      Fri 17 Apr  Race: Friday Quad  ->  Speed development
                  once a week, away from races and leads [W08]
      Sat 18 Apr  Easy               ->  Long run
                  as in the coach's week [W04]
      Thu 23 Apr  Hills: 20 seconds  ->  Cruise 1000s
                  as in the coach's week [W04]
      Sat 2 May   Cruise 1000s       ->  Steady run
                  League is not on this day anymore [R16]

    Anders H.
      Thu 16 Apr  Pre-race            ->  Workout
                  as in the coach's week [W04]
      Fri 17 Apr  Race: Friday Quad   ->  Speed development
                  once a week, away from races and leads [W08]
      Sat 18 Apr  Easy                ->  Long run
                  as in the coach's week [W04]
      Thu 23 Apr  Cruise 1000s        ->  Progression run
                  as in the coach's week [W04]
      Tue 28 Apr  Progression run     ->  Hills: 30 seconds
                  as in the coach's week [W04]
      Sat 2 May   Fartlek: 2 minutes  ->  Cruise 1000s
                  League is not on this day anymore [R16]
    ");
}

#[test]
fn diff_tells_who_came_and_who_went_and_which_days_are_no_more() {
    let (code, out, _) = diff("Anders Holm", "Dara Lind", &[]);
    assert_eq!(code, 1);
    assert_snapshot!(out, @"
    only in the newer file: Dara Lind
    only in the older file: Anders Holm
    ");
    let (_, out, _) = diff("end = 2026-05-10", "end = 2026-05-09", &[]);
    assert_snapshot!(out, @"
    everyone
      Sun 10 May  Off  ->  not in the season
                  no practice on this weekday [W09]
    ");
}

#[test]
fn diff_tells_times_from_the_day_on_and_why() {
    let goal = "[[news]]\nknown = 2026-04-13\nathletes = [\"Ben Cole\"]\ngoals = { 800 = \"2:04\" }\n\n[[closed]]\n";
    let (code, out, _) = diff("[[closed]]\n", goal, &[]);
    assert_eq!(code, 1);
    assert_snapshot!(out, @"
    Ben C.
      Tue 14 Apr  72-hour 800, higher: 600 at 1600 pace in ~1:48, now ~1:44.6; 300
                  in 48, now 46.5; 100 in 16, now 15.5; 100 at 400 pace in ~14.2,
                  now ~13.8
                  800 goal 2:08, now 2:04
      Tue 28 Apr  200s at goal pace: 200 in 32, now 31
      Thu 30 Apr  48-hour 800, 200s: 200 in 32, now 31; 100 in 16, now 15.5; 50 at
                  400 pace in ~7.1, now ~6.9
      and one more day in other times, Mon 4 May
    ");
}

#[test]
fn diff_tells_a_meets_hour_and_place() {
    let (code, out, _) = diff("date = 2026-04-11\n", "date = 2026-04-11\ntime = \"16:15\"\nplace = \"Arvada\"\n", &[]);
    assert_eq!(code, 1);
    assert_snapshot!(out, @"Classic: Sat 11 Apr -> Sat 11 Apr, 4:15 pm, Arvada");
}

#[test]
fn diff_for_programs_is_json() {
    let (code, out, _) = diff("[[closed]]\n", QUAD_IS_CANCELED, &["--format", "json"]);
    let difference: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &difference["version"], &difference["same"]), (1, &1.into(), &false.into()));
    let alike = &difference["changed"][0];
    assert_eq!(alike["athletes"], serde_json::json!(["Ana Ruiz"]));
    let days = alike["days"].as_array().unwrap();
    assert_eq!(
        days.iter().find(|day| day["date"] == "2026-04-17").unwrap(),
        &serde_json::json!({
            "date": "2026-04-17", "day": "Fri 17 Apr", "was": "race", "now": "easy",
            "was_title": "Race: Friday Quad", "now_title": "Easy", "was_times": [], "now_times": [],
            "why": "the day after the race at Thursday Dual", "rule": "W02",
        })
    );
    let (code, out, _) = diff("Pine Creek 2026", "Pine Creek", &["--format", "json"]);
    assert_eq!((code, out.contains("\"same\": true")), (0, true));
    let (_, out, _) = diff("date = 2026-04-11\n", "date = 2026-04-11\ntime = \"16:15\"\n", &["--format", "json"]);
    let difference: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        difference["meets"],
        serde_json::json!([{ "meet": "Classic", "was": "Sat 11 Apr", "now": "Sat 11 Apr, 4:15 pm" }])
    );
}

#[test]
fn diff_ends_with_2_when_a_file_has_errors_or_is_not_there() {
    let (code, out, err) = diff("5:20", "5:75", &[]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("error[S04]") && err.contains("newer.toml has 1 error, so there is no plan to compare"),
        "{err}"
    );
    let folder = folder_with(SEASON);
    let output = racepace(folder.path(), &["diff", "season.toml", "none.toml"]);
    assert_eq!(output.status.code(), Some(2));
}
