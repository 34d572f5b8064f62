//! Every rule, by a small season: the season file in, the plan with its reasons out.
//!
//! The week that most tests look at is Monday 13 April to Sunday 19 April 2026.

use crate::common;
use crate::common::{athlete, days, days_of, decisions, decisions_of, errors, warned};
use insta::assert_snapshot;
use racepace::library::Library;

/// A season of spring 2026 with these keys, and Ana, who runs the 1600.
fn ana(keys: &str) -> String {
    team(&format!("athletes = [{{ name = \"Ana\", event = 1600, goals = {{ 1600 = \"5:20\" }} }}]\n{keys}"))
}

/// A season of spring 2026 with these keys.
fn team(keys: &str) -> String {
    format!(
        "{keys}\n[season]\nname = \"Spring\"\nstart = 2026-03-02\nend = 2026-05-31\nchampionship-from = 2026-05-04\n"
    )
}

/// Ana's week from Monday 13 April.
fn week(text: &str) -> String {
    days(text, "2026-04-13", "2026-04-19")
}

/// The first athlete's leads, each with its workout.
fn workouts(text: &str) -> String {
    let (checked, plan) = common::planned(text);
    let shared = plan.shared(checked.season.athlete_ids().next().unwrap());
    let library = Library::built_in();
    let told = shared.decisions.iter().map(|decision| {
        let day = decision.lead_day().unwrap();
        let workout = library.get(shared.workouts[day.index().unwrap()].unwrap());
        format!("{} {}: {}\n", checked.season.date(day), decision.lead.unwrap(), workout.id)
    });
    told.collect()
}

// ---- which workout before a race ----

#[test]
fn r01_a_race_has_the_48_hour_or_the_72_hour_workout_never_both() {
    let text = ana(r#"meets = [{ name = "Relays", date = 2026-04-18 }]"#);
    assert_snapshot!(decisions(&text), @"Sat 18 Apr, Relays: 48-hour on Thursday 16 April: the usual workout, two days before the race [R11]");
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  workout            as in the coach's week [W04]
    Wed 15 Apr  easy               as in the coach's week [W04]
    Thu 16 Apr  48-hour            the usual workout, two days before the race [R11]
    Fri 17 Apr  pre-race           the race at Relays is the next day [W01]
    Sat 18 Apr  race               Relays [R04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn r02_no_lead_is_before_the_season() {
    let text = ana(r#"meets = [{ name = "Opener", date = 2026-03-03 }]"#);
    assert_snapshot!(decisions(&text), @"Tue 3 Mar, Opener: none: 48-hour would be Sunday 1 March, before the season starts; 72-hour would be Saturday 28 February, before the season starts [R02 R11]");
}

#[test]
fn r02_nobody_races_after_the_end_of_his_own_season() {
    let text = team(
        r#"
meets = [{ name = "Relays", date = 2026-04-11 }, { name = "Classic", date = 2026-04-18 }]
athletes = [{ name = "Ana", event = 1600, goals = { 1600 = "5:20" }, until = 2026-04-16 }]
"#,
    );
    assert_snapshot!(decisions(&text), @"Sat 11 Apr, Relays: 48-hour on Thursday 9 April: the usual workout, two days before the race [R11]");
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  workout            as in the coach's week [W04]
    Wed 15 Apr  long-run           ten days without a long run [W07]
    Thu 16 Apr  workout            as in the coach's week [W04]
    Fri 17 Apr  off                this athlete's season is over [W09]
    Sat 18 Apr  off                this athlete's season is over [W09]
    Sun 19 Apr  off                this athlete's season is over [W09]
    ");
}

#[test]
fn r03_no_lead_is_on_an_off_weekday() {
    let text = ana(r#"meets = [{ name = "Dual", date = 2026-04-14 }]"#);
    assert_snapshot!(decisions(&text), @"Tue 14 Apr, Dual: 72-hour on Saturday 11 April; 48-hour would be Sunday 12 April, an off day [R03 R09 R13]");
}

#[test]
fn r03_no_lead_is_on_a_closed_day() {
    let text = ana(r#"
meets = [{ name = "Relays", date = 2026-04-18 }]
closed = [{ from = 2026-04-16, why = "exams" }]
"#);
    assert_snapshot!(decisions(&text), @"Sat 18 Apr, Relays: 72-hour on Wednesday 15 April; 48-hour would be Thursday 16 April, a day without practice (exams) [R03 R09 R13]");
}

#[test]
fn r03_no_lead_is_on_a_day_away_and_no_reason_is_told() {
    let text = team(
        r#"
meets = [{ name = "Relays", date = 2026-04-18 }]
athletes = [{ name = "Ana", event = 1600, goals = { 1600 = "5:20" }, away = [{ from = 2026-04-16 }] }]
"#,
    );
    assert_snapshot!(decisions(&text), @"Sat 18 Apr, Relays: 72-hour on Wednesday 15 April; 48-hour would be Thursday 16 April, an off day [R03 R09 R13]");
}

#[test]
fn r03_no_lead_is_on_a_day_for_which_the_coach_set_something_else() {
    let text = ana(r#"
meets = [{ name = "Relays", date = 2026-04-18 }]
days = [{ date = 2026-04-16, session = "easy" }, { date = 2026-04-15, session = "off" }]
"#);
    assert_snapshot!(decisions(&text), @"Sat 18 Apr, Relays: none: 48-hour would be Thursday 16 April, a day for which the coach set something else; 72-hour would be Wednesday 15 April, a day off by the coach's word [R03 R11]");
}

#[test]
fn r04_and_r05_no_lead_is_on_a_race_day_or_on_the_day_before_one() {
    let text = ana(r#"
meets = [
    { name = "Classic", date = 2026-04-11 },
    { name = "Dual", date = 2026-04-16 },
    { name = "Relays", date = 2026-04-18 },
]
"#);
    assert_snapshot!(decisions(&text), @r"
    Sat 11 Apr, Classic: 48-hour on Thursday 9 April: the usual workout, two days before the race [R11]
    Thu 16 Apr, Dual: 72-hour on Monday 13 April: a short week after the race of Saturday 11 April [R10 R13]
    Sat 18 Apr, Relays: none: 48-hour would be Thursday 16 April, the race at Dual; 72-hour would be Wednesday 15 April, the day before the race at Dual [R04 R05 R11]
    ");
}

#[test]
fn r06_no_lead_is_on_the_day_after_a_race() {
    let text = ana(r#"meets = [{ name = "Dual", date = 2026-04-13 }, { name = "Relays", date = 2026-04-16 }]"#);
    assert_snapshot!(decisions(&text), @r"
    Mon 13 Apr, Dual: 48-hour on Saturday 11 April: the usual workout, two days before the race [R11]
    Thu 16 Apr, Relays: none: 48-hour would be Tuesday 14 April, the day after the race at Dual; 72-hour would be Monday 13 April, the race at Dual [R04 R06 R11]
    ");
}

#[test]
fn r07_one_lead_does_not_serve_two_races_and_two_leads_are_not_back_to_back() {
    let text = ana(r#"meets = [{ name = "Friday Dual", date = 2026-04-17 }, { name = "Relays", date = 2026-04-18 }]"#);
    assert_snapshot!(decisions(&text), @r"
    Fri 17 Apr, Friday Dual: 48-hour on Wednesday 15 April: the usual workout, two days before the race [R11]
    Sat 18 Apr, Relays: none: 48-hour would be Thursday 16 April, the day before the race at Friday Dual; 72-hour would be Wednesday 15 April, the day of the 48-hour workout for Friday Dual [R05 R07 R11]
    ");
}

#[test]
fn r07_no_lead_is_next_to_a_hard_day_that_the_coach_set() {
    let text = ana(r#"
meets = [{ name = "Relays", date = 2026-04-18 }]
days = [{ date = 2026-04-15, session = "workout" }]
"#);
    assert_snapshot!(decisions(&text), @"Sat 18 Apr, Relays: none: 48-hour would be Thursday 16 April, next to the hard day that the coach set on Wednesday 15 April; 72-hour would be Wednesday 15 April, a hard day that the coach set [R07 R11]");
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  workout            the workout of Tuesday 14 April is moved here [W05]
    Tue 14 Apr  speed-development  once a week, away from races and leads [W08]; next to the hard day on Wednesday 15 April [W03]; its workout is moved to Monday 13 April [W05]
    Wed 15 Apr  workout            the coach's word [R08]
    Thu 16 Apr  easy               next to the hard day on Wednesday 15 April [W03]; its workout is dropped: no other day of the week is free for it [W05]
    Fri 17 Apr  pre-race           the race at Relays is the next day [W01]
    Sat 18 Apr  race               Relays [R04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn r08_what_the_coach_chose_is_obeyed_and_so_is_none() {
    let text = ana(r#"
meets = [
    { name = "Relays", date = 2026-04-11, lead = "72-hour" },
    { name = "Classic", date = 2026-04-18, lead = "none" },
    { name = "Trial", date = 2026-04-25, kind = "time-trial" },
    { name = "Big Trial", date = 2026-05-02, kind = "time-trial", lead = "48-hour" },
]
"#);
    assert_snapshot!(decisions(&text), @r"
    Sat 11 Apr, Relays: 72-hour on Wednesday 8 April: as the coach chose [R08 R13]
    Sat 18 Apr, Classic: none, as the coach chose [R08]
    Sat 25 Apr, Trial: none before a time trial unless the coach asks [R08]
    Sat 2 May, Big Trial: 48-hour on Thursday 30 April: as the coach chose [R08]
    ");
    assert_snapshot!(warned(&text), @"");
    // A race without a lead leaves Tuesday and Thursday to the coach's week.
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  workout            as in the coach's week [W04]
    Wed 15 Apr  long-run           ten days without a long run [W07]
    Thu 16 Apr  workout            as in the coach's week [W04]
    Fri 17 Apr  pre-race           the race at Classic is the next day [W01]
    Sat 18 Apr  race               Classic [R04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn r08_a_stated_lead_that_a_rule_forbids_is_replaced_with_a_warning() {
    let text = ana(r#"
meets = [{ name = "Relays", date = 2026-04-18, lead = "72-hour" }]
closed = [{ from = 2026-04-15, why = "exams" }]
"#);
    assert_snapshot!(decisions(&text), @"Sat 18 Apr, Relays: 48-hour on Thursday 16 April; 72-hour would be Wednesday 15 April, a day without practice (exams) [R03 R09]");
    assert_snapshot!(warned(&text), @"R08: Relays: the day of the 72-hour workout asked for is a day without practice (exams) (R03 practice-day): Ana");
}

#[test]
fn r08_a_stated_lead_that_gives_way_to_another_race_warns_too() {
    let text = ana(r#"
meets = [
    { name = "Friday Dual", date = 2026-04-17, lead = "48-hour" },
    { name = "Relays", date = 2026-04-18, priority = 2 },
]
"#);
    assert_snapshot!(decisions(&text), @r"
    Fri 17 Apr, Friday Dual: none: 48-hour would be Wednesday 15 April, the day of the 72-hour workout for Relays; 72-hour would be Tuesday 14 April, next to the 72-hour workout of Wednesday 15 April for Relays [R07 R08]
    Sat 18 Apr, Relays: 72-hour on Wednesday 15 April; 48-hour would be Thursday 16 April, the day before the race at Friday Dual [R05 R09 R13]
    ");
    assert_snapshot!(warned(&text), @"R08: Friday Dual: the day of the 48-hour workout asked for is the day of the 72-hour workout for Relays (R07 never-back-to-back): Ana");
}

#[test]
fn r09_some_lead_is_better_than_none_and_the_race_of_higher_priority_is_covered_first() {
    let text = ana(r#"
meets = [
    { name = "Friday Dual", date = 2026-04-17 },
    { name = "Championship", date = 2026-04-18, priority = 3 },
]
"#);
    assert_snapshot!(decisions(&text), @r"
    Fri 17 Apr, Friday Dual: none: 48-hour would be Wednesday 15 April, the day of the 72-hour workout for Championship; 72-hour would be Tuesday 14 April, next to the 72-hour workout of Wednesday 15 April for Championship [R07 R11]
    Sat 18 Apr, Championship: 72-hour on Wednesday 15 April; 48-hour would be Thursday 16 April, the day before the race at Friday Dual [R05 R09 R13]
    ");
}

#[test]
fn r10_five_and_six_days_after_a_race_the_72_hour_workout_is_preferred() {
    let text = ana(r#"
meets = [
    { name = "Relays", date = 2026-04-11 },
    { name = "Thursday Dual", date = 2026-04-16 },
    { name = "Open", date = 2026-04-25 },
    { name = "Friday Dual", date = 2026-05-01 },
]
"#);
    assert_snapshot!(decisions(&text), @r"
    Sat 11 Apr, Relays: 48-hour on Thursday 9 April: the usual workout, two days before the race [R11]
    Thu 16 Apr, Thursday Dual: 72-hour on Monday 13 April: a short week after the race of Saturday 11 April [R10 R13]
    Sat 25 Apr, Open: 48-hour on Thursday 23 April: the usual workout, two days before the race [R11]
    Fri 1 May, Friday Dual: 72-hour on Tuesday 28 April: a short week after the race of Saturday 25 April [R10 R13]
    ");
}

#[test]
fn r10_counts_from_the_last_day_of_the_race_before() {
    let text = ana(r#"
meets = [
    { name = "Two Days", date = 2026-04-10, through = 2026-04-11 },
    { name = "Dual", date = 2026-04-17 },
]
"#);
    assert_snapshot!(decisions(&text), @r"
    Fri 10 Apr, Two Days: 48-hour on Wednesday 8 April: the usual workout, two days before the race [R11]
    Fri 17 Apr, Dual: 72-hour on Tuesday 14 April: a short week after the race of Saturday 11 April [R10 R13]
    ");
}

#[test]
fn r10_holds_for_the_days_that_the_policy_lists() {
    let text = ana(r#"
policy = { short-turnaround = [7] }
meets = [{ name = "Relays", date = 2026-04-11 }, { name = "Dual", date = 2026-04-16 }, { name = "Classic", date = 2026-04-23 }]
"#);
    assert_snapshot!(decisions(&text), @r"
    Sat 11 Apr, Relays: 48-hour on Thursday 9 April: the usual workout, two days before the race [R11]
    Thu 16 Apr, Dual: 48-hour on Tuesday 14 April: the usual workout, two days before the race [R11]
    Thu 23 Apr, Classic: 72-hour on Monday 20 April: a short week after the race of Thursday 16 April [R10 R13]
    ");
}

#[test]
fn r11_else_the_48_hour_workout_is_preferred() {
    let text = ana(r#"meets = [{ name = "Monday Dual", date = 2026-04-13 }, { name = "Open", date = 2026-04-22 }]"#);
    assert_snapshot!(decisions(&text), @r"
    Mon 13 Apr, Monday Dual: 48-hour on Saturday 11 April: the usual workout, two days before the race [R11]
    Wed 22 Apr, Open: 48-hour on Monday 20 April: the usual workout, two days before the race [R11]
    ");
}

#[test]
fn r12_and_r14_with_two_events_the_workout_is_for_the_own_one_and_a_warning_is_given() {
    let text = ana(r#"
meets = [
    { name = "Relays", date = 2026-04-11, entries = { 800 = ["Ana"] } },
    { name = "Classic", date = 2026-04-18, entries = { 800 = ["Ana"], 1600 = ["Ana"] } },
    { name = "Open", date = 2026-04-25 },
]
"#);
    assert_snapshot!(workouts(&text), @r"
    2026-04-09 48-hour: 48-hour-800
    2026-04-16 48-hour: 48-hour-1600
    2026-04-23 48-hour: 48-hour-1600
    ");
    assert_snapshot!(warned(&text), @"R14: two or more events at Classic: Ana");
}

#[test]
fn r12_without_entries_nobody_races_where_his_event_is_not_run() {
    let text = ana(r#"
meets = [{ name = "Relays", date = 2026-04-11, events = [800] }, { name = "Classic", date = 2026-04-18, events = [1600] }]
"#);
    assert_snapshot!(decisions(&text), @"Sat 18 Apr, Classic: 48-hour on Thursday 16 April: the usual workout, two days before the race [R11]");
}

#[test]
fn r13_72_hour_workouts_are_of_higher_volume_until_the_championships_near() {
    let meets = r#"
meets = [
    { name = "Relays", date = 2026-04-18, lead = "72-hour" },
    { name = "League", date = 2026-05-09, lead = "72-hour" },
]
"#;
    assert_snapshot!(workouts(&ana(meets)), @r"
    2026-04-15 72-hour: 72-hour-1600-higher
    2026-05-06 72-hour: 72-hour-1600-lower
    ");
    let lower = r#"athletes = [{ name = "Ana", event = 3200, goals = { 3200 = "11:40" }, volume = "lower" }]"#;
    assert_snapshot!(workouts(&team(&format!("{meets}{lower}"))), @r"
    2026-04-15 72-hour: 72-hour-3200-lower
    2026-05-06 72-hour: 72-hour-3200-lower
    ");
    let higher = r#"athletes = [{ name = "Ana", event = 800, goals = { 800 = "2:20" }, volume = "higher" }]"#;
    assert_snapshot!(workouts(&team(&format!("{meets}{higher}"))), @r"
    2026-04-15 72-hour: 72-hour-800-higher
    2026-05-06 72-hour: 72-hour-800-higher
    ");
}

#[test]
fn r15_more_events_than_the_policy_allows_are_an_error() {
    let text = ana(r#"
policy = { max-events-per-meet = 2 }
meets = [{ name = "Relays", date = 2026-04-18, entries = { 800 = ["Ana"], 1600 = ["Ana"], 3200 = ["Ana"] } }]
"#);
    assert_snapshot!(errors(&text), @"R15: Ana is entered in 3 events at Relays, more than 2");
}

// ---- when the calendar changes ----

/// A Saturday meet that snow canceled on Friday, when its 48-hour workout had been run.
fn snowed_off(policy: &str) -> String {
    ana(&format!(
        "policy = {{ canceled-race = \"{policy}\" }}
meets = [{{ name = \"Relays\", date = 2026-04-18, canceled = 2026-04-17 }}]"
    ))
}

#[test]
fn r16_a_freed_day_becomes_what_the_policy_says() {
    assert_snapshot!(week(&snowed_off("workout")), @r"
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  workout            as in the coach's week [W04]
    Wed 15 Apr  easy               as in the coach's week [W04]
    Thu 16 Apr  48-hour            the usual workout, two days before the race [R11]
    Fri 17 Apr  easy               as in the coach's week [W04]
    Sat 18 Apr  workout            Relays is not on this day anymore [R16]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
    let saturday = |policy| days(&snowed_off(policy), "2026-04-18", "2026-04-18");
    assert_snapshot!(saturday("time-trial"), @"Sat 18 Apr  time-trial         Relays is not on this day anymore [R16]");
    assert_snapshot!(saturday("easy"), @"Sat 18 Apr  easy               Relays is not on this day anymore [R16]");
    assert_snapshot!(saturday("off"), @"Sat 18 Apr  off                Relays is not on this day anymore [R16]");
    assert_snapshot!(decisions(&snowed_off("workout")), @"");
}

#[test]
fn r16_a_freed_day_is_easy_when_a_race_follows_within_three_days_whatever_the_policy() {
    for policy in ["workout", "time-trial", "easy", "off"] {
        let text = ana(&format!(
            "policy = {{ canceled-race = \"{policy}\" }}
meets = [
    {{ name = \"Relays\", date = 2026-04-11, canceled = 2026-04-06 }},
    {{ name = \"Dual\", date = 2026-04-14, lead = \"none\" }},
]"
        ));
        let saturday = days(&text, "2026-04-11", "2026-04-11");
        assert!(saturday.contains("  easy "), "{policy}: {saturday}");
        assert!(saturday.contains("Relays is not on this day anymore, and the next race is near [R16]"), "{saturday}");
    }
}

#[test]
fn r16_a_freed_day_next_to_a_hard_day_is_easy() {
    let text = ana(r#"meets = [{ name = "Dual", date = 2026-04-15, canceled = 2026-04-08 }]"#);
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  workout            as in the coach's week [W04]
    Wed 15 Apr  easy               Dual is not on this day anymore, and a hard day is next to it [R16]
    Thu 16 Apr  workout            as in the coach's week [W04]
    Fri 17 Apr  easy               as in the coach's week [W04]
    Sat 18 Apr  long-run           as in the coach's week [W04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn r16_a_freed_day_before_or_after_a_race_stays_what_w01_and_w02_make_it() {
    let text = ana(r#"
meets = [
    { name = "Thursday Dual", date = 2026-04-16, canceled = 2026-04-08 },
    { name = "Friday Dual", date = 2026-04-17 },
    { name = "Relays", date = 2026-04-18, canceled = 2026-04-08 },
]
"#);
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  easy               the workout before the race, on Wednesday 15 April, takes its place [W05]
    Wed 15 Apr  48-hour            the usual workout, two days before the race [R11]
    Thu 16 Apr  pre-race           the race at Friday Dual is the next day [W01]
    Fri 17 Apr  race               Friday Dual [R04]
    Sat 18 Apr  easy               the day after the race at Friday Dual [W02]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn r16_and_r17_the_day_that_a_moved_meet_leaves_is_planned_anew_and_the_lead_is_not_run_twice() {
    let text = ana(r#"meets = [{ name = "Relays", date = 2026-04-18, moved = { to = 2026-04-20, on = 2026-04-17 } }]"#);
    assert_snapshot!(decisions(&text), @"Mon 20 Apr, Relays: none: the workout for this race was run on Thursday 16 April, before it was moved [R17]");
    assert_snapshot!(days(&text, "2026-04-13", "2026-04-21"), @r"
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  workout            as in the coach's week [W04]
    Wed 15 Apr  easy               as in the coach's week [W04]
    Thu 16 Apr  48-hour            the usual workout, two days before the race [R11]
    Fri 17 Apr  easy               as in the coach's week [W04]
    Sat 18 Apr  easy               Relays is not on this day anymore, and the next race is near [R16]
    Sun 19 Apr  off                no practice on this weekday [W09]; no pre-race run, though the race at Relays is the next day [W01]
    Mon 20 Apr  race               Relays [R04]
    Tue 21 Apr  easy               the day after the race at Relays [W02]; its workout is moved to Saturday 25 April [W05]
    ");
}

#[test]
fn r17_a_friday_meet_snowed_off_after_its_48_hour_workout_and_made_up_on_saturday_gets_no_other() {
    let moved = ana(r#"meets = [{ name = "Dual", date = 2026-04-17, moved = { to = 2026-04-18, on = 2026-04-17 } }]"#);
    assert_snapshot!(decisions(&moved), @"Sat 18 Apr, Dual: none: the workout for this race was run on Wednesday 15 April, before it was moved [R17]");
    assert_snapshot!(week(&moved), @r"
    Mon 13 Apr  workout            the workout of Thursday 16 April is moved here [W05]
    Tue 14 Apr  easy               the workout before the race, on Wednesday 15 April, takes its place [W05]
    Wed 15 Apr  48-hour            the usual workout, two days before the race [R11]
    Thu 16 Apr  pre-race           the race at Dual is the next day [W01]; its workout is moved to Monday 13 April [W05]
    Fri 17 Apr  pre-race           the race at Dual is the next day [W01]
    Sat 18 Apr  race               Dual [R04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
    let made_up = ana(r#"
meets = [
    { name = "Dual", date = 2026-04-17, canceled = 2026-04-17 },
    { name = "Make-up", date = 2026-04-18, lead = "48-hour" },
]
"#);
    assert_snapshot!(decisions(&made_up), @"Sat 18 Apr, Make-up: none: 48-hour would be Thursday 16 April, the day before the race at Dual; 72-hour would be Wednesday 15 April, the day of the 48-hour workout for Dual [R05 R07 R08]");
}

#[test]
fn r17_five_days_after_its_lead_was_run_a_moved_race_gets_another() {
    let text = ana(r#"meets = [{ name = "Relays", date = 2026-04-18, moved = { to = 2026-04-25, on = 2026-04-17 } }]"#);
    assert_snapshot!(decisions(&text), @"Sat 25 Apr, Relays: 48-hour on Thursday 23 April: the usual workout, two days before the race [R11]");
    assert_snapshot!(days(&text, "2026-04-16", "2026-04-25"), @r"
    Thu 16 Apr  48-hour            the usual workout, two days before the race [R11]
    Fri 17 Apr  easy               as in the coach's week [W04]
    Sat 18 Apr  workout            Relays is not on this day anymore [R16]
    Sun 19 Apr  off                no practice on this weekday [W09]
    Mon 20 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 21 Apr  workout            as in the coach's week [W04]
    Wed 22 Apr  long-run           ten days without a long run [W07]
    Thu 23 Apr  48-hour            the usual workout, two days before the race [R11]
    Fri 24 Apr  pre-race           the race at Relays is the next day [W01]
    Sat 25 Apr  race               Relays [R04]
    ");
}

#[test]
fn r17_a_meet_that_is_moved_earlier_gets_the_lead_that_is_still_ahead() {
    let text = ana(r#"meets = [{ name = "Relays", date = 2026-04-18, moved = { to = 2026-04-16, on = 2026-04-14 } }]"#);
    assert_snapshot!(decisions(&text), @"Thu 16 Apr, Relays: 48-hour on Tuesday 14 April: the usual workout, two days before the race [R11]");
    let too_late =
        ana(r#"meets = [{ name = "Relays", date = 2026-04-18, moved = { to = 2026-04-16, on = 2026-04-15 } }]"#);
    assert_snapshot!(decisions(&too_late), @"Thu 16 Apr, Relays: none: 48-hour would be Tuesday 14 April, a day on which something hard was already run; 72-hour would be Monday 13 April, next to the hard day already run on Tuesday 14 April [R07 R11]");
    assert_snapshot!(week(&too_late), @r"
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  workout            as in the coach's week [W04]
    Wed 15 Apr  pre-race           the race at Relays is the next day [W01]
    Thu 16 Apr  race               Relays [R04]
    Fri 17 Apr  easy               the day after the race at Relays [W02]
    Sat 18 Apr  workout            Relays is not on this day anymore [R16]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn r17_a_meet_may_move_twice_and_then_be_canceled() {
    let text = ana(r#"
[[meets]]
name = "Relays"
date = 2026-04-11
moved = [{ to = 2026-04-14, on = 2026-04-10 }, { to = 2026-04-18, on = 2026-04-13 }]
canceled = 2026-04-18
"#);
    assert_snapshot!(days(&text, "2026-04-08", "2026-04-19"), @r"
    Wed 8 Apr   easy               as in the coach's week [W04]
    Thu 9 Apr   48-hour            the usual workout, two days before the race [R11]
    Fri 10 Apr  easy               as in the coach's week [W04]
    Sat 11 Apr  72-hour            so that the race is not left without one [R09]
    Sun 12 Apr  off                no practice on this weekday [W09]
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  workout            Relays is not on this day anymore [R16]
    Wed 15 Apr  long-run           ten days without a long run [W07]
    Thu 16 Apr  48-hour            the usual workout, two days before the race [R11]
    Fri 17 Apr  pre-race           the race at Relays is the next day [W01]
    Sat 18 Apr  workout            Relays is not on this day anymore [R16]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn r17_a_day_that_was_raced_before_its_meet_was_canceled_stays_a_race() {
    let text = ana("meets = [\n\
         { name = \"Classic\", date = 2026-04-10, through = 2026-04-11, canceled = 2026-04-11 },\n\
         { name = \"Dual\", date = 2026-04-15 },\n]");
    assert_snapshot!(decisions(&text), @r"
    Fri 10 Apr, Classic: 48-hour on Wednesday 8 April: the usual workout, two days before the race [R11]
    Wed 15 Apr, Dual: 48-hour on Monday 13 April; 72-hour would be Sunday 12 April, an off day [R03 R09]
    ");
}

#[test]
fn r17_what_was_known_before_the_season_is_simply_the_calendar() {
    let changed = ana(r#"
meets = [
    { name = "Relays", date = 2026-04-18, canceled = 2026-02-20 },
    { name = "Dual", date = 2026-04-21, moved = { to = 2026-04-23, on = 2026-03-01 } },
]
"#);
    let plain = ana(r#"meets = [{ name = "Dual", date = 2026-04-23 }]"#);
    let season = |text: &str| days(text, "2026-03-02", "2026-05-31");
    assert_eq!(season(&changed), season(&plain));
    assert_eq!(decisions(&changed), decisions(&plain));
}

#[test]
fn r18_a_meet_that_stands_twice_is_warned_of_and_each_row_keeps_its_decision() {
    let text = ana(r#"
meets = [
    { name = "Relays", date = 2026-04-18 },
    { name = "Classic", date = 2026-04-24, through = 2026-04-25 },
    { name = "Relays", date = 2026-04-18 },
    { name = "Open", date = 2026-04-25 },
]
"#);
    assert_snapshot!(decisions(&text), @r"
    Sat 18 Apr, Relays: 48-hour on Thursday 16 April: the usual workout, two days before the race [R11]
    Sat 18 Apr, Relays: none: 48-hour would be Thursday 16 April, the day of the 48-hour workout for Relays; 72-hour would be Wednesday 15 April, next to the 48-hour workout of Thursday 16 April for Relays [R07 R11]
    Fri 24 Apr, Classic: 72-hour on Tuesday 21 April: a short week after the race of Saturday 18 April [R10 R13]
    Sat 25 Apr, Open: none: 48-hour would be Thursday 23 April, the day before the race at Classic; 72-hour would be Wednesday 22 April, next to the 72-hour workout of Tuesday 21 April for Classic [R05 R07 R11]
    ");
    assert_snapshot!(warned(&text), @r"
    R18: Relays stands twice, on the same day: Ana
    R18: Classic and Open are on the same day: Ana
    ");
}

#[test]
fn r18_is_silent_where_different_athletes_race_on_one_day() {
    let text = team(
        r#"
meets = [
    { name = "Varsity Relays", date = 2026-04-18, groups = ["varsity"] },
    { name = "JV Relays", date = 2026-04-18, groups = ["jv"] },
]
athletes = [
    { name = "Ana", event = 1600, group = "varsity", goals = { 1600 = "5:20" } },
    { name = "Ben", event = 1600, group = "jv", goals = { 1600 = "5:00" } },
]
"#,
    );
    assert_snapshot!(warned(&text), @"");
    assert_snapshot!(decisions_of(&text, "Ben"), @"Sat 18 Apr, JV Relays: 48-hour on Thursday 16 April: the usual workout, two days before the race [R11]");
}

#[test]
fn r19_a_lead_on_the_first_practice_day_is_warned_of() {
    let first = ana(r#"meets = [{ name = "Opener", date = 2026-03-04 }]"#);
    assert_snapshot!(warned(&first), @"R19: the 48-hour workout for Opener is on the first practice day of the season: Ana");
    let meets = r#"meets = [{ name = "Dual", date = 2026-03-25 }]"#;
    let after = |from: &str| ana(&format!("{meets}\nclosed = [{{ from = {from}, through = 2026-03-22 }}]"));
    assert_snapshot!(warned(&after("2026-03-20")), @"R19: the 48-hour workout for Dual is on the first practice day after Thursday 19 March: Ana");
    assert_snapshot!(warned(&after("2026-03-21")), @"");
}

// ---- who races, and when ----

#[test]
fn race_days_are_those_of_the_athletes_event_prelim_and_final() {
    let text = team(
        r#"
athletes = [
    { name = "Ana", event = 1600, goals = { 1600 = "5:20" } },
    { name = "Ben", event = 800, goals = { 800 = "2:05" } },
    { name = "Cleo", event = 3200, goals = { 3200 = "11:40" } },
]
[[meets]]
name = "League"
date = 2026-04-16
through = 2026-04-18
event-days = { 3200 = 2026-04-16, 800 = [2026-04-17, 2026-04-18], 1600 = 2026-04-18 }
"#,
    );
    for (name, race_days) in [("Ana", "Sat"), ("Ben", "Fri Sat"), ("Cleo", "Thu")] {
        let week = days_of(&text, name, "2026-04-13", "2026-04-19");
        let races: Vec<&str> = week.lines().filter(|day| day.contains("  race ")).map(|day| &day[..3]).collect();
        assert_eq!(races.join(" "), race_days, "{name}");
    }
    assert_snapshot!(decisions_of(&text, "Ana"), @"Sat 18 Apr, League: 48-hour on Thursday 16 April: the usual workout, two days before the race [R11]");
    assert_snapshot!(decisions_of(&text, "Ben"), @"Fri 17 Apr, League: 48-hour on Wednesday 15 April: the usual workout, two days before the race [R11]");
    assert_snapshot!(decisions_of(&text, "Cleo"), @"Thu 16 Apr, League: 48-hour on Tuesday 14 April: the usual workout, two days before the race [R11]");
}

#[test]
fn at_a_meet_of_four_days_without_event_days_every_day_is_a_race_day_and_the_lead_is_before_the_first() {
    let text = ana(r#"meets = [{ name = "Nationals", date = 2026-04-15, through = 2026-04-18 }]"#);
    assert_snapshot!(decisions(&text), @"Wed 15 Apr, Nationals: 48-hour on Monday 13 April: the usual workout, two days before the race [R11]");
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  48-hour            the usual workout, two days before the race [R11]
    Tue 14 Apr  pre-race           the race at Nationals is the next day [W01]; the workout before the race, on Monday 13 April, takes its place [W05]
    Wed 15 Apr  race               Nationals [R04]
    Thu 16 Apr  race               Nationals [R04]
    Fri 17 Apr  race               Nationals [R04]
    Sat 18 Apr  race               Nationals [R04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn who_is_away_on_a_day_of_a_meet_races_on_the_others() {
    let text = team(
        r#"
meets = [{ name = "Classic", date = 2026-04-17, through = 2026-04-18 }]
athletes = [{ name = "Ana", event = 1600, goals = { 1600 = "5:20" }, away = [{ from = 2026-04-17 }] }]
"#,
    );
    assert_snapshot!(decisions(&text), @"Sat 18 Apr, Classic: 48-hour on Thursday 16 April: the usual workout, two days before the race [R11]");
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  workout            as in the coach's week [W04]
    Wed 15 Apr  easy               as in the coach's week [W04]
    Thu 16 Apr  48-hour            the usual workout, two days before the race [R11]
    Fri 17 Apr  off                off [W09]; no pre-race run, though the race at Classic is the next day [W01]
    Sat 18 Apr  race               Classic [R04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

// ---- the rest of the week ----

#[test]
fn w01_the_day_before_a_race_is_pre_race_unless_it_is_a_race_day_itself() {
    let text = ana(r#"meets = [{ name = "Dual", date = 2026-04-17 }, { name = "Relays", date = 2026-04-18 }]"#);
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  easy               the workout before the race, on Wednesday 15 April, takes its place [W05]
    Wed 15 Apr  48-hour            the usual workout, two days before the race [R11]
    Thu 16 Apr  pre-race           the race at Dual is the next day [W01]; its workout is dropped: no other day of the week is free for it [W05]
    Fri 17 Apr  race               Dual [R04]
    Sat 18 Apr  race               Relays [R04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn w01_a_day_without_practice_before_a_race_stays_off_and_says_so() {
    let text = ana(r#"meets = [{ name = "Monday Dual", date = 2026-04-20 }]"#);
    assert_snapshot!(days(&text, "2026-04-18", "2026-04-20"), @r"
    Sat 18 Apr  48-hour            the usual workout, two days before the race [R11]
    Sun 19 Apr  off                no practice on this weekday [W09]; no pre-race run, though the race at Monday Dual is the next day [W01]
    Mon 20 Apr  race               Monday Dual [R04]
    ");
}

#[test]
fn w02_the_day_after_a_race_is_easy_or_pre_race_when_another_race_follows() {
    let text = ana(r#"meets = [{ name = "Dual", date = 2026-04-14 }, { name = "Open", date = 2026-04-16 }]"#);
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  pre-race           the race at Dual is the next day [W01]
    Tue 14 Apr  race               Dual [R04]
    Wed 15 Apr  pre-race           the race at Open is the next day [W01]
    Thu 16 Apr  race               Open [R04]
    Fri 17 Apr  easy               the day after the race at Open [W02]
    Sat 18 Apr  long-run           as in the coach's week [W04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn w03_a_workout_next_to_a_hard_day_moves_to_the_nearest_day_that_is_free() {
    let text = ana(r#"days = [{ date = 2026-04-15, session = "time-trial" }]"#);
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  workout            the workout of Tuesday 14 April is moved here [W05]
    Tue 14 Apr  easy               next to the hard day on Wednesday 15 April [W03]; its workout is moved to Monday 13 April [W05]
    Wed 15 Apr  time-trial         the coach's word [R08]
    Thu 16 Apr  easy               next to the hard day on Wednesday 15 April [W03]; its workout is moved to Friday 17 April [W05]
    Fri 17 Apr  workout            the workout of Thursday 16 April is moved here [W05]
    Sat 18 Apr  long-run           as in the coach's week [W04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn w03_a_workout_for_which_no_day_is_free_is_dropped_and_the_reason_is_kept() {
    let text = ana(r#"
days = [{ date = 2026-04-15, session = "time-trial" }]
closed = [{ from = 2026-04-17, through = 2026-04-18 }]
"#);
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  workout            the workout of Tuesday 14 April is moved here [W05]
    Tue 14 Apr  easy               next to the hard day on Wednesday 15 April [W03]; its workout is moved to Monday 13 April [W05]
    Wed 15 Apr  time-trial         the coach's word [R08]
    Thu 16 Apr  easy               next to the hard day on Wednesday 15 April [W03]; its workout is dropped: no other day of the week is free for it [W05]
    Fri 17 Apr  off                no practice [W09]
    Sat 18 Apr  off                no practice [W09]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn w04_a_week_without_races_is_the_coachs_week() {
    assert_snapshot!(days(&ana(""), "2026-03-02", "2026-03-08"), @r"
    Mon 2 Mar   speed-development  once a week, away from races and leads [W08]
    Tue 3 Mar   workout            as in the coach's week [W04]
    Wed 4 Mar   easy               as in the coach's week [W04]
    Thu 5 Mar   workout            as in the coach's week [W04]
    Fri 6 Mar   easy               as in the coach's week [W04]
    Sat 7 Mar   long-run           as in the coach's week [W04]
    Sun 8 Mar   off                no practice on this weekday [W09]
    ");
    let own = ana(
        r#"week = { monday = "workout", tuesday = "easy", thursday = "long-run", saturday = "speed-development" }"#,
    );
    assert_snapshot!(days(&own, "2026-03-02", "2026-03-08"), @r"
    Mon 2 Mar   workout            as in the coach's week [W04]
    Tue 3 Mar   easy               as in the coach's week [W04]
    Wed 4 Mar   easy               as in the coach's week [W04]
    Thu 5 Mar   long-run           as in the coach's week [W04]
    Fri 6 Mar   easy               as in the coach's week [W04]
    Sat 7 Mar   speed-development  as in the coach's week [W04]
    Sun 8 Mar   off                no practice on this weekday [W09]
    ");
}

#[test]
fn w05_the_usual_week_is_tuesday_workout_thursday_48_hour_saturday_race() {
    let text = ana(r#"meets = [{ name = "Relays", date = 2026-04-18 }]"#);
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  workout            as in the coach's week [W04]
    Wed 15 Apr  easy               as in the coach's week [W04]
    Thu 16 Apr  48-hour            the usual workout, two days before the race [R11]
    Fri 17 Apr  pre-race           the race at Relays is the next day [W01]
    Sat 18 Apr  race               Relays [R04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn w05_saturday_to_thursday_is_monday_72_hour_thursday_race_and_no_workout_on_tuesday() {
    let text = ana(r#"meets = [{ name = "Relays", date = 2026-04-11 }, { name = "Dual", date = 2026-04-16 }]"#);
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  72-hour            a short week after the race of Saturday 11 April [R10]
    Tue 14 Apr  easy               the workout before the race, on Monday 13 April, takes its place [W05]
    Wed 15 Apr  pre-race           the race at Dual is the next day [W01]
    Thu 16 Apr  race               Dual [R04]
    Fri 17 Apr  easy               the day after the race at Dual [W02]
    Sat 18 Apr  long-run           as in the coach's week [W04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn w05_workouts_pushed_out_before_and_after_a_race_move_to_the_nearest_free_day() {
    let text = ana(r#"meets = [{ name = "Trial", date = 2026-04-15, kind = "time-trial" }]"#);
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  workout            the workout of Tuesday 14 April is moved here [W05]
    Tue 14 Apr  pre-race           the race at Trial is the next day [W01]; its workout is moved to Monday 13 April [W05]
    Wed 15 Apr  time-trial         Trial [R04]
    Thu 16 Apr  easy               the day after the race at Trial [W02]; its workout is moved to Friday 17 April [W05]
    Fri 17 Apr  workout            the workout of Thursday 16 April is moved here [W05]
    Sat 18 Apr  long-run           as in the coach's week [W04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn w05_a_workout_that_finds_no_free_day_is_dropped_and_the_reason_is_kept() {
    let text = ana(r#"meets = [{ name = "Dual", date = 2026-04-14 }, { name = "Open", date = 2026-04-17 }]"#);
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  pre-race           the race at Dual is the next day [W01]
    Tue 14 Apr  race               Dual [R04]
    Wed 15 Apr  easy               the day after the race at Dual [W02]
    Thu 16 Apr  pre-race           the race at Open is the next day [W01]; its workout is dropped: no other day of the week is free for it [W05]
    Fri 17 Apr  race               Open [R04]
    Sat 18 Apr  easy               the day after the race at Open [W02]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn w06_a_fourth_hard_day_is_not_planned() {
    let keys = r#"week = { monday = "workout", tuesday = "easy", wednesday = "workout", thursday = "easy", friday = "workout", sunday = "workout" }"#;
    let text = ana(keys).replace("[season]", "[season]\noff = []");
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  workout            as in the coach's week [W04]
    Tue 14 Apr  speed-development  once a week, away from races and leads [W08]
    Wed 15 Apr  workout            as in the coach's week [W04]
    Thu 16 Apr  easy               as in the coach's week [W04]
    Fri 17 Apr  workout            as in the coach's week [W04]
    Sat 18 Apr  long-run           as in the coach's week [W04]
    Sun 19 Apr  easy               the week has three hard days already [W06]
    ");
}

#[test]
fn w06_races_count_and_are_never_removed() {
    let keys = r#"
week = { monday = "workout", tuesday = "easy", wednesday = "easy", thursday = "easy", friday = "easy", saturday = "workout" }
meets = [
    { name = "Trial", date = 2026-04-13, kind = "time-trial" },
    { name = "Dual", date = 2026-04-14 },
    { name = "Open", date = 2026-04-15 },
    { name = "Small Dual", date = 2026-04-17 },
]
"#;
    assert_snapshot!(week(&ana(keys)), @r"
    Mon 13 Apr  time-trial         Trial [R04]
    Tue 14 Apr  race               Dual [R04]
    Wed 15 Apr  race               Open [R04]
    Thu 16 Apr  pre-race           the race at Small Dual is the next day [W01]
    Fri 17 Apr  race               Small Dual [R04]
    Sat 18 Apr  easy               the day after the race at Small Dual [W02]; its workout is dropped: no other day of the week is free for it [W05]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn w07_ten_days_after_the_last_long_run_the_first_easy_day_away_from_races_becomes_one() {
    let text = ana(r#"
meets = [
    { name = "Relays", date = 2026-04-11 },
    { name = "Classic", date = 2026-04-18 },
    { name = "Open", date = 2026-04-25 },
]
"#);
    // The last one was on Saturday 4 April; Tuesday 14 April is the tenth day.
    assert_snapshot!(days(&text, "2026-04-04", "2026-04-25"), @r"
    Sat 4 Apr   long-run           as in the coach's week [W04]
    Sun 5 Apr   off                no practice on this weekday [W09]
    Mon 6 Apr   speed-development  once a week, away from races and leads [W08]
    Tue 7 Apr   workout            as in the coach's week [W04]
    Wed 8 Apr   easy               as in the coach's week [W04]
    Thu 9 Apr   48-hour            the usual workout, two days before the race [R11]
    Fri 10 Apr  pre-race           the race at Relays is the next day [W01]
    Sat 11 Apr  race               Relays [R04]
    Sun 12 Apr  off                no practice on this weekday [W09]
    Mon 13 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 14 Apr  workout            as in the coach's week [W04]
    Wed 15 Apr  long-run           ten days without a long run [W07]
    Thu 16 Apr  48-hour            the usual workout, two days before the race [R11]
    Fri 17 Apr  pre-race           the race at Classic is the next day [W01]
    Sat 18 Apr  race               Classic [R04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    Mon 20 Apr  speed-development  once a week, away from races and leads [W08]
    Tue 21 Apr  workout            as in the coach's week [W04]
    Wed 22 Apr  easy               as in the coach's week [W04]
    Thu 23 Apr  48-hour            the usual workout, two days before the race [R11]
    Fri 24 Apr  pre-race           the race at Open is the next day [W01]
    Sat 25 Apr  race               Open [R04]
    ");
}

#[test]
fn w07_no_long_run_is_within_three_days_before_a_race_or_on_the_day_after_one() {
    let text = ana(r#"
meets = [
    { name = "Friday Dual", date = 2026-04-17 },
    { name = "Monday Dual", date = 2026-04-27 },
]
"#);
    let saturdays = days(&text, "2026-04-18", "2026-04-18") + &days(&text, "2026-04-25", "2026-04-25");
    assert_snapshot!(saturdays, @r"
    Sat 18 Apr  easy               the day after the race at Friday Dual [W02]
    Sat 25 Apr  48-hour            the usual workout, two days before the race [R11]
    ");
}

#[test]
fn w07_no_long_run_is_in_the_last_21_days_before_the_last_championship() {
    let text = ana(r#"
meets = [
    { name = "League", date = 2026-05-09, kind = "championship" },
    { name = "State", date = 2026-05-23, kind = "championship" },
]
"#);
    let long: Vec<String> = days(&text, "2026-04-18", "2026-05-31")
        .lines()
        .filter(|day| day.contains("long-run"))
        .map(|day| day[..10].trim_end().to_owned())
        .collect();
    // 2 May is 21 days before State, so the long run of that Saturday is not run; the next is on the
    // first easy day that is not the day after State.
    assert_eq!(long, ["Sat 18 Apr", "Sat 25 Apr", "Mon 25 May", "Sat 30 May"]);
    assert_snapshot!(days(&text, "2026-05-02", "2026-05-02"), @"Sat 2 May   easy               no long run in the three weeks before the championship of Saturday 23 May [W07]");
}

#[test]
fn w08_speed_development_is_once_a_week_away_from_races_and_leads() {
    let text = ana(r#"meets = [{ name = "Dual", date = 2026-04-15 }]"#);
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  48-hour            the usual workout, two days before the race [R11]
    Tue 14 Apr  pre-race           the race at Dual is the next day [W01]; the workout before the race, on Monday 13 April, takes its place [W05]
    Wed 15 Apr  race               Dual [R04]
    Thu 16 Apr  easy               the day after the race at Dual [W02]; its workout is moved to Friday 17 April [W05]
    Fri 17 Apr  workout            the workout of Thursday 16 April is moved here [W05]
    Sat 18 Apr  long-run           as in the coach's week [W04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
    let full = ana(r#"meets = [{ name = "Dual", date = 2026-04-14 }, { name = "Open", date = 2026-04-17 }]"#);
    assert!(!week(&full).contains("speed-development"), "{}", week(&full));
}

#[test]
fn w09_closed_days_are_off_and_say_why_days_away_do_not_and_a_season_that_is_over_does() {
    let text = team(
        r#"
closed = [{ from = 2026-04-13, through = 2026-04-14, why = "exams" }]
athletes = [
    { name = "Ana", event = 1600, goals = { 1600 = "5:20" }, away = [{ from = 2026-04-16 }], until = 2026-04-17 },
]
"#,
    );
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  off                no practice (exams) [W09]
    Tue 14 Apr  off                no practice (exams) [W09]
    Wed 15 Apr  speed-development  once a week, away from races and leads [W08]
    Thu 16 Apr  off                off [W09]
    Fri 17 Apr  easy               as in the coach's week [W04]
    Sat 18 Apr  off                this athlete's season is over [W09]
    Sun 19 Apr  off                this athlete's season is over [W09]
    ");
}

#[test]
fn w09_a_meet_on_a_closed_day_is_raced() {
    let text = ana(r#"
closed = [{ from = 2026-04-13, through = 2026-04-17, why = "spring break" }]
meets = [{ name = "Relays", date = 2026-04-15 }]
"#);
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  off                no practice (spring break) [W09]
    Tue 14 Apr  off                no practice (spring break) [W09]; no pre-race run, though the race at Relays is the next day [W01]
    Wed 15 Apr  race               Relays [R04]
    Thu 16 Apr  off                no practice (spring break) [W09]
    Fri 17 Apr  off                no practice (spring break) [W09]
    Sat 18 Apr  long-run           as in the coach's week [W04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

// ---- the coach's word ----

#[test]
fn the_coachs_word_wins_and_the_narrowest_word_is_obeyed() {
    let text = team(
        r#"
days = [
    { date = 2026-04-14, session = "easy" },
    { date = 2026-04-14, session = "long-run", groups = ["jv"] },
    { date = 2026-04-14, session = "off", athletes = ["Cleo"] },
]
athletes = [
    { name = "Ana", event = 1600, group = "varsity", goals = { 1600 = "5:20" } },
    { name = "Ben", event = 1600, group = "jv", goals = { 1600 = "5:00" } },
    { name = "Cleo", event = 1600, group = "jv", goals = { 1600 = "5:30" } },
]
"#,
    );
    let (checked, plan) = common::planned(&text);
    let season = &checked.season;
    let tuesday = |name| common::told_days(season, &plan, athlete(season, name), "2026-04-14", "2026-04-14");
    assert_snapshot!(tuesday("Ana") + &tuesday("Ben") + &tuesday("Cleo"), @r"
    Tue 14 Apr  easy               the coach's word [R08]
    Tue 14 Apr  long-run           the coach's word [R08]
    Tue 14 Apr  off                the coach's word [R08]
    ");
}

#[test]
fn a_lead_that_the_coach_sets_on_the_right_day_is_the_lead_of_the_race() {
    let text = ana(r#"
meets = [{ name = "Relays", date = 2026-04-18 }]
days = [{ date = 2026-04-15, session = "72-hour" }]
"#);
    assert_snapshot!(decisions(&text), @"Sat 18 Apr, Relays: 72-hour on Wednesday 15 April; 48-hour would be Thursday 16 April, next to the hard day that the coach set on Wednesday 15 April [R07 R09 R13]");
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  workout            the workout of Thursday 16 April is moved here [W05]
    Tue 14 Apr  easy               the workout before the race, on Wednesday 15 April, takes its place [W05]
    Wed 15 Apr  72-hour            the coach's word [R08]
    Thu 16 Apr  easy               next to the hard day on Wednesday 15 April [W03]; its workout is moved to Monday 13 April [W05]
    Fri 17 Apr  pre-race           the race at Relays is the next day [W01]
    Sat 18 Apr  race               Relays [R04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn a_word_to_an_athlete_who_is_away_brings_him_to_practice() {
    let text = team(
        r#"
days = [
    { date = 2026-04-14, session = "workout" },
    { date = 2026-04-16, session = "easy", athletes = ["Ana"] },
]
athletes = [
    { name = "Ana", event = 1600, goals = { 1600 = "5:20" }, away = [{ from = 2026-04-13, through = 2026-04-17 }] },
]
"#,
    );
    assert_snapshot!(week(&text), @r"
    Mon 13 Apr  off                off [W09]
    Tue 14 Apr  off                off [W09]
    Wed 15 Apr  off                off [W09]
    Thu 16 Apr  easy               the coach's word [R08]
    Fri 17 Apr  off                off [W09]
    Sat 18 Apr  long-run           as in the coach's week [W04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

// ---- groups ----

/// Ana races on Thursday and Friday after a Saturday, and may have the workout
/// for one of the two, on Monday or on Tuesday; both are worth the same.
fn monday_or_tuesday(more: &str) -> String {
    team(&format!(
        r#"
meets = [
    {{ name = "Classic", date = 2026-04-11 }},
    {{ name = "Thursday Dual", date = 2026-04-16, athletes = ["Ana"] }},
    {{ name = "Friday Quad", date = 2026-04-17, lead = "72-hour" }},
]
athletes = [
    {{ name = "Ana", event = 1600, group = "varsity", goals = {{ 1600 = "5:20" }} }},
    {more}
]
"#
    ))
}

const BEN: &str = r#"{ name = "Ben", event = 800, group = "varsity", goals = { 800 = "2:10" } },"#;

#[test]
fn of_equally_good_plans_the_first_in_date_order_is_taken() {
    for others in ["", &BEN.replace("varsity", "jv")] {
        insta::allow_duplicates! { assert_snapshot!(decisions(&monday_or_tuesday(others)), @r"
        Sat 11 Apr, Classic: 48-hour on Thursday 9 April: the usual workout, two days before the race [R11]
        Thu 16 Apr, Thursday Dual: 72-hour on Monday 13 April: a short week after the race of Saturday 11 April [R10 R13]
        Fri 17 Apr, Friday Quad: none: 48-hour would be Wednesday 15 April, the day before the race at Thursday Dual; 72-hour would be Tuesday 14 April, next to the 72-hour workout of Monday 13 April for Thursday Dual [R05 R07 R08]
        ") }
    }
}

#[test]
fn of_equally_good_plans_the_one_that_keeps_the_group_on_one_day_is_taken() {
    let text = monday_or_tuesday(BEN);
    assert_snapshot!(decisions(&text), @r"
    Sat 11 Apr, Classic: 48-hour on Thursday 9 April: the usual workout, two days before the race [R11]
    Thu 16 Apr, Thursday Dual: none: 48-hour would be Tuesday 14 April, the day of the 72-hour workout for Friday Quad; 72-hour would be Monday 13 April, next to the 72-hour workout of Tuesday 14 April for Friday Quad; of equally good plans, the one that keeps the group together [R07 R09 R10]
    Fri 17 Apr, Friday Quad: 72-hour on Tuesday 14 April: as the coach chose; of equally good plans, the one that keeps the group together [R08 R09 R13]
    ");
    assert_snapshot!(decisions_of(&text, "Ben"), @r"
    Sat 11 Apr, Classic: 48-hour on Thursday 9 April: the usual workout, two days before the race [R11]
    Fri 17 Apr, Friday Quad: 72-hour on Tuesday 14 April: as the coach chose [R08 R13]
    ");
    // Whoever stands first in the file.
    let turned = monday_or_tuesday("").replace("athletes = [\n    {", &format!("athletes = [\n    {BEN}\n    {{"));
    assert_eq!(decisions_of(&turned, "Ana"), decisions(&text));
}

#[test]
fn nobody_gets_a_worse_plan_for_the_sake_of_his_group() {
    // Thursday counts more: now Monday is better for Ana, and Ben trains without her.
    let text = monday_or_tuesday(BEN).replace("athletes = [\"Ana\"]", "athletes = [\"Ana\"], priority = 2");
    assert_snapshot!(decisions(&text), @r"
    Sat 11 Apr, Classic: 48-hour on Thursday 9 April: the usual workout, two days before the race [R11]
    Thu 16 Apr, Thursday Dual: 72-hour on Monday 13 April: a short week after the race of Saturday 11 April [R10 R13]
    Fri 17 Apr, Friday Quad: none: 48-hour would be Wednesday 15 April, the day before the race at Thursday Dual; 72-hour would be Tuesday 14 April, next to the 72-hour workout of Monday 13 April for Thursday Dual [R05 R07 R08]
    ");
}

// ---- a second change in the same week ----

#[test]
fn r17_a_lead_that_was_run_is_remembered_while_its_meet_is_on_a_day_on_which_the_athlete_is_away() {
    let text = team(
        r#"
meets = [{ name = "Dual", date = 2026-04-18, moved = [{ to = 2026-04-27, on = 2026-04-17 }, { to = 2026-04-20, on = 2026-04-18 }] }]
athletes = [{ name = "Ana", event = 1600, goals = { 1600 = "5:20" }, away = [{ from = 2026-04-27, through = 2026-04-28 }] }]
"#,
    );
    assert_snapshot!(decisions(&text), @"Mon 20 Apr, Dual: none: the workout for this race was run on Thursday 16 April, before it was moved [R17]");
}

/// The workout of Tuesday gives way to Monday's race and is moved; then the calendar changes twice.
fn moved_from_tuesday(meets: &str) -> String {
    ana(&format!(
        r#"
policy = {{ canceled-race = "easy" }}
week = {{ tuesday = "workout", thursday = "easy", saturday = "easy" }}
meets = [{{ name = "Monday Dual", date = 2026-04-13, lead = "none" }}, {meets}]
"#
    ))
}

#[test]
fn w05_a_moved_workout_that_was_run_is_not_run_again_when_something_else_changes() {
    let text = moved_from_tuesday(
        r#"{ name = "Quad", date = 2026-04-16, lead = "none", moved = { to = 2026-05-01, on = 2026-04-15 } },
        { name = "League", date = 2026-05-09, moved = { to = 2026-05-11, on = 2026-04-16 } }"#,
    );
    assert_snapshot!(week(&text), @"
    Mon 13 Apr  race               Monday Dual [R04]
    Tue 14 Apr  easy               the day after the race at Monday Dual [W02]; its workout is moved to Saturday 18 April [W05]
    Wed 15 Apr  workout            the workout of Tuesday 14 April is moved here [W05]
    Thu 16 Apr  long-run           ten days without a long run [W07]; Quad is not on this day anymore, and a hard day is next to it [R16]
    Fri 17 Apr  speed-development  once a week, away from races and leads [W08]
    Sat 18 Apr  easy               as in the coach's week [W04]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn w05_a_workout_that_was_moved_twice_is_not_lost_when_something_else_changes() {
    let text = moved_from_tuesday(
        r#"{ name = "Quad", date = 2026-05-01, lead = "none", moved = { to = 2026-04-16, on = 2026-04-15 } },
        { name = "League", date = 2026-05-09, moved = { to = 2026-05-11, on = 2026-04-17 } }"#,
    );
    assert_snapshot!(week(&text), @"
    Mon 13 Apr  race               Monday Dual [R04]
    Tue 14 Apr  easy               the day after the race at Monday Dual [W02]; its workout is moved to Wednesday 15 April [W05]
    Wed 15 Apr  pre-race           the race at Quad is the next day [W01]
    Thu 16 Apr  race               Quad [R04]
    Fri 17 Apr  easy               the day after the race at Quad [W02]
    Sat 18 Apr  workout            the workout of Tuesday 14 April is moved here [W05]
    Sun 19 Apr  off                no practice on this weekday [W09]
    ");
}

#[test]
fn r16_moves_of_one_day_are_one_step_so_a_day_in_between_is_not_freed() {
    for policy in ["workout", "off"] {
        let moved = |moves: &str| {
            ana(&format!(
                "policy = {{ canceled-race = \"{policy}\" }}\n\
                 meets = [{{ name = \"Relays\", date = 2026-04-18, moved = [{moves}] }}]"
            ))
        };
        let twice = moved("{ to = 2026-04-25, on = 2026-04-15 }, { to = 2026-04-30, on = 2026-04-15 }");
        let once = moved("{ to = 2026-04-30, on = 2026-04-15 }");
        assert_eq!(days(&twice, "2026-03-02", "2026-05-31"), days(&once, "2026-03-02", "2026-05-31"));
    }
}

#[test]
fn w05_a_freed_day_that_was_run_takes_no_workout_from_another_day_when_something_else_changes() {
    let season = |far: &str| {
        format!(
            r#"
season = {{ start = 2026-03-02, end = 2026-05-10, off = [], week-starts = "sunday" }}
policy = {{ canceled-race = "time-trial" }}
meets = [
    {{ name = "Dual", date = 2026-03-10, moved = {{ to = 2026-03-17, on = 2026-03-10 }} }},
    {{ name = "Far", date = 2026-05-10 {far} }},
]
athletes = [{{ name = "Ana R.", event = 3200, goals = {{ 3200 = "11:00" }} }}]
"#
        )
    };
    let week = |far: &str| days(&season(far), "2026-03-08", "2026-03-14");
    assert_eq!(week(""), week(", canceled = 2026-03-11"));
    assert_snapshot!(week(""), @"
    Sun 8 Mar   48-hour            the usual workout, two days before the race [R11]
    Mon 9 Mar   pre-race           the race at Dual is the next day [W01]
    Tue 10 Mar  time-trial         Dual is not on this day anymore [R16]
    Wed 11 Mar  easy               as in the coach's week [W04]
    Thu 12 Mar  workout            as in the coach's week [W04]
    Fri 13 Mar  speed-development  once a week, away from races and leads [W08]
    Sat 14 Mar  long-run           as in the coach's week [W04]
    ");
}

#[test]
fn w05_no_workout_moves_beside_a_freed_day_that_is_off_so_that_it_stays_off_when_something_else_changes() {
    let season = |far: &str| {
        format!(
            r#"
season = {{ start = 2026-03-02, end = 2026-05-10 }}
policy = {{ canceled-race = "off" }}
closed = [{{ from = 2026-04-08, through = 2026-04-12 }}]
meets = [
    {{ name = "Dual", date = 2026-04-18, through = 2026-04-19, moved = {{ to = 2026-04-14, on = 2026-04-09 }} }},
    {{ name = "Far", date = 2026-05-10 {far} }},
]
athletes = [{{ name = "Ana R.", event = 800, goals = {{ 800 = "2:20" }} }}]
"#
        )
    };
    let weeks = |far: &str| days(&season(far), "2026-04-13", "2026-04-26");
    assert_eq!(weeks(""), weeks(", canceled = 2026-04-18"));
}
