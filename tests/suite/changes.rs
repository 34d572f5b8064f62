//! What happens to a season's calendar, and the sheets that come of it: each
//! shape that real schedules show (`cases/schedules.csv`), as the whole sheet
//! of every week it touches.

use crate::common;
use insta::assert_snapshot;
use racepace::audit::audit_past;
use racepace::library::Library;
use racepace::plan::warnings;
use racepace::render::{self, Templates};
use racepace::sheet::SheetBuilder;

/// Ana of the varsity runs the 1600, Ben of the JV the 800; they train from 30 March to 31 May 2026.
fn season(keys: &str) -> String {
    format!(
        "athletes = [\n\
         {{ name = \"Ana Ruiz\", event = 1600, group = \"varsity\", goals = {{ 800 = \"2:20\", 1600 = \"5:20\" }} }},\n\
         {{ name = \"Ben Cole\", event = 800, group = \"jv\", goals = {{ 800 = \"2:08\" }} }},\n]\n\
         {keys}\n[season]\nname = \"Spring\"\nstart = 2026-03-30\nend = 2026-05-31\n"
    )
}

/// The team's sheets of these weeks. The plan is audited, and so is each plan
/// that was known before a change.
fn sheets(text: &str, weeks: std::ops::RangeInclusive<usize>) -> String {
    let (checked, planned) = common::planned(text);
    let library = Library::built_in();
    assert_eq!(audit_past(&checked.season, &planned, common::plan_of), []);
    let warnings = warnings::warnings(&checked.season, &planned);
    let builder = SheetBuilder::new(&checked.season, &planned, &library, &warnings);
    let templates = Templates::load(Vec::new(), &Default::default()).unwrap();
    let of_weeks = builder.weeks().iter().filter(|week| weeks.contains(&week.number));
    let sheets: Vec<String> =
        of_weeks.map(|&week| render::team_week_text(&builder, &templates, week).unwrap()).collect();
    sheets.join("\n\n")
}

/// Chaparral 2009: the league championships of Saturday are put off to
/// Wednesday on Friday, and Saturday has a hard practice.
#[test]
fn a_saturday_meet_is_put_off_to_wednesday_and_saturday_has_a_hard_practice() {
    let text = season(
        r#"meets = [
    { name = "League", date = 2026-05-02, kind = "championship", moved = { to = 2026-05-06, on = 2026-05-01 } },
]"#,
    );
    assert_snapshot!(sheets(&text, 5..=6));
}

/// The same with the practice as the coach's own word, given when the news came.
#[test]
fn the_hard_practice_in_place_of_the_meet_is_the_coachs_word() {
    let text = season(
        r#"
policy = { canceled-race = "easy" }
meets = [{ name = "League", date = 2026-05-02, moved = { to = 2026-05-06, on = 2026-05-01 } }]
days = [{ date = 2026-05-02, session = "workout", note = "intervals at 9:00", known = 2026-05-01 }]"#,
    );
    assert_snapshot!(sheets(&text, 5..=6));
}

#[test]
fn day_1_of_a_two_day_meet_slips_a_day_and_day_2_stays() {
    let text = season(
        r#"meets = [
    { name = "Classic", date = 2026-04-24, through = 2026-04-25, event-days = { 1600 = 2026-04-24, 800 = 2026-04-25, 3200 = 2026-04-24 }, moved = { day = 2026-04-24, to = 2026-04-25, on = 2026-04-23 } },
]"#,
    );
    assert_snapshot!(sheets(&text, 4..=4));
}

#[test]
fn the_rest_of_a_two_day_meet_is_made_up_later_when_its_first_day_was_raced() {
    let text = season(
        r#"meets = [
    { name = "Classic", date = 2026-04-24, through = 2026-04-25, event-days = { 1600 = [2026-04-24, 2026-04-25], 800 = 2026-04-24, 3200 = 2026-04-25 }, moved = { to = 2026-04-27, on = 2026-04-25 } },
]"#,
    );
    assert_snapshot!(sheets(&text, 4..=5));
}

#[test]
fn a_meet_is_put_off_to_the_next_day() {
    let text =
        season(r#"meets = [{ name = "Dual", date = 2026-04-17, moved = { to = 2026-04-18, on = 2026-04-17 } }]"#);
    assert_snapshot!(sheets(&text, 3..=3));
}

#[test]
fn a_meet_is_held_a_day_earlier_because_of_the_forecast() {
    let text =
        season(r#"meets = [{ name = "Relays", date = 2026-04-18, moved = { to = 2026-04-17, on = 2026-04-14 } }]"#);
    assert_snapshot!(sheets(&text, 3..=3));
}

#[test]
fn a_meet_is_canceled_and_not_made_up_with_each_policy() {
    for policy in ["workout", "time-trial", "easy", "off"] {
        let text = season(&format!(
            "policy = {{ canceled-race = \"{policy}\" }}\n\
             meets = [{{ name = \"Relays\", date = 2026-04-18, canceled = 2026-04-17 }}]"
        ));
        assert_snapshot!(format!("canceled_and_not_made_up_{policy}"), sheets(&text, 3..=3));
    }
}

/// The 48-hour workout for Saturday was run on Thursday; the make-up is on
/// Friday, the day after it.
#[test]
fn a_make_up_is_on_the_day_after_the_natural_slot_of_the_48_hour_workout() {
    let text =
        season(r#"meets = [{ name = "Relays", date = 2026-04-18, moved = { to = 2026-04-17, on = 2026-04-17 } }]"#);
    assert_snapshot!(sheets(&text, 3..=3));
}

#[test]
fn a_meet_is_canceled_the_same_morning() {
    let text = season(r#"meets = [{ name = "Relays", date = 2026-04-18, canceled = 2026-04-18 }]"#);
    assert_snapshot!(sheets(&text, 3..=3));
}

#[test]
fn a_meet_is_moved_twice() {
    let text = season(
        r#"meets = [
    { name = "Relays", date = 2026-04-18, moved = [{ to = 2026-04-21, on = 2026-04-17 }, { to = 2026-04-25, on = 2026-04-21 }] },
]"#,
    );
    assert_snapshot!(sheets(&text, 3..=4));
}

#[test]
fn a_meet_is_moved_and_then_canceled() {
    let text = season(
        r#"meets = [{ name = "Relays", date = 2026-04-18, moved = { to = 2026-04-22, on = 2026-04-17 }, canceled = 2026-04-21 }]"#,
    );
    assert_snapshot!(sheets(&text, 3..=4));
}

#[test]
fn a_meet_is_moved_onto_another_meet() {
    let text = season(
        r#"meets = [
    { name = "Relays", date = 2026-04-18, moved = { to = 2026-04-22, on = 2026-04-16 } },
    { name = "Dual", date = 2026-04-22 },
]"#,
    );
    assert_snapshot!(sheets(&text, 3..=4));
}

/// Colorado: two weekends in a row, Friday and Saturday, lost to snow.
#[test]
fn two_weekends_in_a_row_are_lost() {
    let text = season(
        r#"meets = [
    { name = "Friday Dual", date = 2026-04-17, groups = ["jv"], canceled = 2026-04-16 },
    { name = "Relays", date = 2026-04-18, canceled = 2026-04-16 },
    { name = "Friday Quad", date = 2026-04-24, groups = ["jv"], canceled = 2026-04-23 },
    { name = "Classic", date = 2026-04-25, canceled = 2026-04-23 },
    { name = "League", date = 2026-05-02, kind = "championship" },
]"#,
    );
    assert_snapshot!(sheets(&text, 3..=5));
}

#[test]
fn a_whole_series_is_held_a_week_later() {
    let text = season(
        r#"meets = [
    { name = "Prelims", date = 2026-05-12, kind = "championship", moved = { to = 2026-05-19, on = 2026-05-10 } },
    { name = "Finals", date = 2026-05-16, kind = "championship", priority = 3, moved = { to = 2026-05-23, on = 2026-05-10 } },
]"#,
    );
    assert_snapshot!(sheets(&text, 6..=8));
}

#[test]
fn a_canceled_meet_was_the_only_reason_for_a_pre_race_day() {
    let text = season(
        r#"
week = { friday = "long-run", saturday = "easy" }
meets = [{ name = "Relays", date = 2026-04-18, canceled = 2026-04-17 }]"#,
    );
    assert_snapshot!(sheets(&text, 3..=3));
}

#[test]
fn several_changes_of_one_day_are_one_step() {
    let text = season(
        r#"meets = [
    { name = "Dual", date = 2026-04-17, canceled = 2026-04-15 },
    { name = "Relays", date = 2026-04-18, moved = [{ to = 2026-04-21, on = 2026-04-15 }, { to = 2026-04-23, on = 2026-04-15 }] },
]"#,
    );
    assert_snapshot!(sheets(&text, 3..=4));
}

#[test]
fn where_a_group_is_not_together_the_sheet_says_who_has_what_and_why() {
    let text = season(
        r#"
meets = [{ name = "Relays", date = 2026-04-18, event-days = { 1600 = 2026-04-18 }, events = [1600] }]"#,
    );
    let text = text.replace(
        "athletes = [\n",
        "athletes = [\n\
         { name = \"Dara Lind\", event = 1600, group = \"varsity\", goals = { 1600 = \"5:30\" } },\n\
         { name = \"Elif Kaya\", event = 1600, group = \"varsity\", goals = { 1600 = \"5:40\" }, away = [{ from = 2026-04-16 }] },\n\
         { name = \"Finn Moss\", event = 1600, group = \"varsity\", goals = { 1600 = \"4:40\" }, away = [{ from = 2026-04-15, through = 2026-04-16 }] },\n",
    );
    let sheet = sheets(&text, 3..=3);
    let told = sheet.split("NOT TOGETHER\n").nth(1).unwrap().split("\n\n").next().unwrap();
    assert_snapshot!(told, @"
    varsity before Relays: 48-hour on Thu 16 Apr for Dara L. and Ana R.; 72-hour
      on Wed 15 Apr for Elif K. (48-hour would be Thursday 16 April, an off
      day); no workout for Finn M. (48-hour would be Thursday 16 April, an off
      day; 72-hour would be Wednesday 15 April, an off day)
    ");
}

/// What a team's sheet of week 3 says in its box.
fn box_of_week_3(keys: &str) -> String {
    let sheet = sheets(&season(keys), 3..=3);
    sheet.split("WHAT CHANGED\n").nth(1).unwrap().split("\n\n").next().unwrap().to_owned()
}

#[test]
fn a_canceled_meet_is_told_when_another_takes_its_day_or_was_on_it_as_well() {
    assert_snapshot!(box_of_week_3(
        r#"meets = [
    { name = "League", date = 2026-04-18, canceled = 2026-04-15 },
    { name = "Dual", date = 2026-04-25, moved = { to = 2026-04-18, on = 2026-04-15 } },
]"#
    ), @"
    Sat 18 Apr League is canceled; Sat 25 Apr Dual is now Sat 18 Apr (known Wed
      15 Apr)
      everyone: Sat 18 Apr becomes the race at Dual, Thu 23 Apr a workout, Fri
        24 Apr easy, Sat 25 Apr a workout
    ");
    assert_snapshot!(box_of_week_3(
        r#"meets = [
    { name = "League", date = 2026-04-18, canceled = 2026-04-15 },
    { name = "Relays", date = 2026-04-18, canceled = 2026-04-15 },
]"#
    ), @"
    Sat 18 Apr League is canceled; Sat 18 Apr Relays is canceled (known Wed 15
      Apr)
      everyone: Thu 16 Apr becomes a workout, Fri 17 Apr easy, Sat 18 Apr a
        workout
    ");
}

#[test]
fn an_earlier_step_is_told_with_the_meet_that_was_known_then() {
    let told = box_of_week_3(
        r#"meets = [
    { name = "Alpha", date = 2026-04-18, canceled = 2026-04-14 },
    { name = "Beta", date = 2026-04-25, moved = [{ to = 2026-04-18, on = 2026-04-14 }, { to = 2026-05-07, on = 2026-04-15 }] },
    { name = "Gamma", date = 2026-05-02, moved = { to = 2026-04-18, on = 2026-04-15 } },
]"#,
    );
    assert_snapshot!(told, @"
    Sat 18 Apr Alpha is canceled; Sat 25 Apr Beta is now Sat 18 Apr (known Tue
      14 Apr)
      everyone: Sat 18 Apr becomes the race at Beta, Thu 23 Apr a workout, Fri
        24 Apr easy, Sat 25 Apr a workout
    Sat 18 Apr Beta is now Thu 7 May; Sat 2 May Gamma is now Sat 18 Apr (known
      Wed 15 Apr)
      everyone: Sat 18 Apr becomes the race at Gamma
    ");
}
