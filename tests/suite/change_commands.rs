//! `cancel`, `move`, `away`, `back`, `goal` and `close`: one entry more in the season file, and what it does.

use std::fs;
use std::path::Path;

use crate::common::binary::{folder_with, racepace, stderr, stdout};
use crate::snapshot::assert_snapshot;

/// A season as a coach keeps it, with comments, blank lines and an order of their own.
pub(crate) const SEASON: &str = r#"# Pine Creek, our spring

[season]
name = "Pine Creek 2026"   # printed on every sheet
start = 2026-03-30
end = 2026-05-10

# --- meets ---

[[meets]]
date = 2026-04-18          # a Saturday
name = "Front Range Relays"
time = 09:00

[[meets]]
name = "Classic"
date = 2026-04-24
through = 2026-04-25
event-days = { 1600 = 2026-04-24, 800 = 2026-04-25, 3200 = 2026-04-24 }

[[meets]]
name = "Classic JV"
date = 2026-05-01
groups = ["jv"]

[[closed]]
from = 2026-04-27
through = 2026-04-28
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
"#;

/// The season file as it stands.
pub(crate) fn file(folder: &Path) -> String {
    fs::read_to_string(folder.join("season.toml")).unwrap()
}

/// What stands in the file behind all that was there before.
pub(crate) fn added(before: &str, folder: &Path) -> String {
    let after = file(folder);
    after.strip_prefix(before).unwrap_or_else(|| panic!("another byte is not as it was:\n{after}")).to_owned()
}

/// Runs a command that changes the file, and says what it added.
pub(crate) fn changed(folder: &Path, arguments: &[&str]) -> String {
    let before = file(folder);
    let output = racepace(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}\n{}", stderr(&output));
    added(&before, folder)
}

#[test]
fn move_adds_one_entry_and_shows_it_and_what_it_does_in_the_coming_week() {
    let folder = folder_with(SEASON);
    let arguments = ["move", "relays", "--to", "2026-04-22", "--known", "2026-04-17", "--why", "field under water"];
    let output = racepace(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_snapshot!(stdout(&output), @r#"
    season.toml
       43 + [[news]]
       44 + known = 2026-04-17
       45 + meet = "Front Range Relays"
       46 + date = 2026-04-22
       47 + why = "field under water"

    Front Range Relays: Sat 18 Apr, 9:00 am -> Wed 22 Apr, 9:00 am

    Ana R.
      Fri 17 Apr  Pre-race                  ->  Easy
                  as in the coach's week [W04]
      Sat 18 Apr  Race: Front Range Relays  ->  Workout
                  Front Range Relays is not on this day anymore [R16]
      Mon 20 Apr  Easy                      ->  48-hour workout
                  the usual workout, two days before the race [R11]
      Tue 21 Apr  72-hour workout           ->  Pre-race
                  the race at Front Range Relays is the next day [W01]
      Wed 22 Apr  Easy                      ->  Race: Front Range Relays
                  Front Range Relays [R04]

    Ben C.
      Fri 17 Apr  Pre-race                  ->  Easy
                  as in the coach's week [W04]
      Sat 18 Apr  Race: Front Range Relays  ->  Workout
                  Front Range Relays is not on this day anymore [R16]
      Mon 20 Apr  Speed development         ->  48-hour workout
                  the usual workout, two days before the race [R11]
      Tue 21 Apr  Long run                  ->  Pre-race
                  the race at Front Range Relays is the next day [W01]
      Wed 22 Apr  Easy                      ->  Race: Front Range Relays
                  Front Range Relays [R04]
      Thu 23 Apr  48-hour workout           ->  Easy
                  the day after the race at Front Range Relays [W02]

    Fri 17 Apr itself changes; if that day's practice is over, write this instead,
    and it stays as it was:
      [[news]]
      known = 2026-04-18
      meet = "Front Range Relays"
      date = 2026-04-22
      why = "field under water"
    "#);
    assert_snapshot!(stderr(&output), @"racepace: season.toml is changed; run racepace build to make the sheets");
    assert_snapshot!(added(SEASON, folder.path()), @r#"
    [[news]]
    known = 2026-04-17
    meet = "Front Range Relays"
    date = 2026-04-22
    why = "field under water"
    "#);
}

#[test]
fn each_command_adds_one_entry_in_its_own_words() {
    let folder = folder_with(SEASON);
    let changed = |arguments: &[&str]| changed(folder.path(), arguments);
    assert_snapshot!(changed(&["goal", "ruiz, ana", "1600m", "5:12", "--known", "2026-04-13"]), @r#"
    [[news]]
    known = 2026-04-13
    athletes = ["Ana Ruiz"]
    goals = { 1600 = "5:12" }
    "#);
    assert_snapshot!(changed(&["close", "2026-04-14", "--why", "snow"]), @r#"
    [[closed]]
    known = 2026-04-14
    from = 2026-04-14
    why = "snow"
    "#);
    assert_snapshot!(changed(&["close", "2026-04-15", "2026-04-16", "season.toml", "--known", "2026-04-14"]), @"
    [[closed]]
    known = 2026-04-14
    from = 2026-04-15
    through = 2026-04-16
    ");
    assert_snapshot!(changed(&["away", "ben", "2026-04-15", "back"]), @r#"
    [[news]]
    known = 2026-04-15
    athletes = ["Ben Cole"]
    away = { from = 2026-04-15, through = "back" }
    "#);
    assert_snapshot!(changed(&["back", "Ben C.", "--known", "2026-04-17"]), @r#"
    [[news]]
    known = 2026-04-17
    athletes = ["Ben Cole"]
    back = true
    "#);
    assert_snapshot!(changed(&["away", "ana", "2026-04-20", "2026-04-21", "--known", "2026-04-17"]), @r#"
    [[news]]
    known = 2026-04-17
    athletes = ["Ana Ruiz"]
    away = { from = 2026-04-20, through = 2026-04-21 }
    "#);
    assert_snapshot!(changed(&["away", "ana", "2026-04-29", "season.toml", "--known", "2026-04-17"]), @r#"
    [[news]]
    known = 2026-04-17
    athletes = ["Ana Ruiz"]
    away = { from = 2026-04-29 }
    "#);
    assert_snapshot!(changed(&["move", "relays", "--time", "4:15 pm", "--known", "2026-04-17"]), @r#"
    [[news]]
    known = 2026-04-17
    meet = "Front Range Relays"
    time = "16:15"
    "#);
    assert_snapshot!(changed(&["move", "Classic", "season.toml", "--day", "2026-04-24", "--to", "2026-04-25", "--known", "2026-04-23"]), @r#"
    [[news]]
    known = 2026-04-23
    meet = "Classic"
    day = 2026-04-24
    date = 2026-04-25
    "#);
    assert_snapshot!(changed(&["cancel", "2026-05-01", "--known", "2026-04-30"]), @r#"
    [[news]]
    known = 2026-04-30
    meet = "Classic JV"
    canceled = true
    "#);
}

#[test]
fn a_new_goal_shows_the_times_that_become_others() {
    let folder = folder_with(SEASON);
    let output = racepace(folder.path(), &["goal", "ana", "1600", "5:12", "--known", "2026-04-13"]);
    assert_snapshot!(stdout(&output), @r#"
    season.toml
       43 + [[news]]
       44 + known = 2026-04-13
       45 + athletes = ["Ana Ruiz"]
       46 + goals = { 1600 = "5:12" }

    Ana R.
      Thu 16 Apr  48-hour 1600, 600 and 400: 600 in 2:00, now 1:57; 400 in 80, now
                  78; 100 in 20, now 19.5
                  1600 goal 5:20, now 5:12
      Tue 21 Apr  72-hour 1600, higher: 600 in 2:00, now 1:57; 200 in 40, now 39
    "#);
}

#[test]
fn when_the_day_itself_changes_it_is_said_how_to_write_it_if_practice_is_over() {
    let last_line = |arguments: &[&str]| {
        let folder = folder_with(SEASON);
        let output = racepace(folder.path(), &[arguments, &["--dry-run"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let text = stdout(&output);
        text.rsplit_once("\n\n").unwrap().1.to_owned()
    };
    assert_snapshot!(last_line(&["cancel", "relays", "--known", "2026-04-17"]), @r#"
    Fri 17 Apr itself changes; if that day's practice is over, write this instead,
    and it stays as it was:
      [[news]]
      known = 2026-04-18
      meet = "Front Range Relays"
      canceled = true
    "#);
    assert_snapshot!(last_line(&["close", "2026-04-14", "2026-04-15"]), @"
    Tue 14 Apr itself changes; if that day's practice is over, write this instead,
    and it stays as it was:
      [[closed]]
      known = 2026-04-15
      from = 2026-04-15
      through = 2026-04-15
    ");
    assert_snapshot!(last_line(&["away", "ana", "2026-04-14"]), @"
    Tue 14 Apr itself changes; if that day's practice is over, this entry is not
    needed: the day was run as planned
    ");
    assert_snapshot!(last_line(&["cancel", "relays", "--known", "2026-04-18"]), @r#"
    Sat 18 Apr itself changes; if that day's practice is over, add what was run on
    it, as in
      [[days]]
      known = 2026-04-18
      date = 2026-04-18
      session = "easy"
    "#);
}

#[test]
fn what_was_run_is_proposed_for_those_alone_whose_day_changes() {
    let folder = folder_with(SEASON);
    let output = racepace(folder.path(), &["cancel", "Classic JV", "--known", "2026-05-01", "--dry-run"]);
    let text = stdout(&output);
    assert_snapshot!(text.rsplit_once("\n\n").unwrap().1, @r#"
    Fri 1 May itself changes; if that day's practice is over, add what was run on
    it, as in
      [[days]]
      known = 2026-05-01
      date = 2026-05-01
      groups = ["jv"]
      session = "easy"
    "#);
}

#[test]
fn a_day_that_was_canceled_is_held_after_all_on_another() {
    let folder = folder_with(SEASON);
    changed(folder.path(), &["cancel", "classic", "--day", "2026-04-25", "--known", "2026-04-24"]);
    let added = changed(
        folder.path(),
        &["move", "Classic", "--day", "2026-04-25", "--to", "2026-05-06", "--known", "2026-04-29"],
    );
    assert_snapshot!(added, @r#"
    [[news]]
    known = 2026-04-29
    meet = "Classic"
    day = 2026-04-25
    date = 2026-05-06
    "#);
}

#[test]
fn a_dry_run_shows_the_same_and_writes_nothing() {
    let folder = folder_with(SEASON);
    let arguments = ["cancel", "relays", "--known", "2026-04-17"];
    let dry = racepace(folder.path(), &[&arguments[..], &["--dry-run"]].concat());
    assert_eq!((dry.status.code(), file(folder.path())), (Some(0), SEASON.to_owned()));
    assert_eq!(stderr(&dry), "racepace: season.toml is as it was (--dry-run)\n");
    let real = racepace(folder.path(), &arguments);
    assert_eq!(stdout(&dry), stdout(&real));
    assert_ne!(file(folder.path()), SEASON);
}

#[test]
fn nonsense_is_refused_and_the_file_stays_as_it_was() {
    let folder = folder_with(SEASON);
    let refused = |arguments: &[&str]| {
        let before = file(folder.path());
        let output = racepace(folder.path(), arguments);
        assert_eq!(file(folder.path()), before);
        assert_ne!(output.status.code(), Some(0));
        format!("exit {}\n{}", output.status.code().unwrap(), stderr(&output))
    };
    assert_snapshot!(refused(&["cancel", "Sectionals", "--known", "2026-04-17"]), @r#"
    exit 2
    racepace: no meet is named "Sectionals"; the season file has:
      Front Range Relays, Sat 18 Apr
      Classic, Fri 24 Apr
      Classic JV, Fri 1 May
    "#);
    assert_snapshot!(refused(&["cancel", " ", "--known", "2026-04-17"]), @"
    exit 2
    racepace: name the meet; the name is empty
    ");
    assert_snapshot!(refused(&["cancel", "class", "--known", "2026-04-17"]), @r#"
    exit 2
    racepace: "class" could be any of these:
      Classic, Fri 24 Apr
      Classic JV, Fri 1 May
    "#);
    assert_snapshot!(refused(&["cancel", "relays", "--known", "last friday"]), @r#"
    exit 2
    racepace: "last friday" is not a date; write 2026-05-01, today, tomorrow or a weekday
    "#);
    assert_snapshot!(refused(&["move", "relays", "--to", "2026-04-16", "--known", "2026-04-17"]), @"
    exit 1
    error[S32]: the new day of Front Range Relays is on Thursday 16 April 2026, before this became known on Friday 17 April 2026
      --> season.toml:46:8
       |
    46 | date = 2026-04-16
       |        ^^^^^^^^^^
       |
       = help: write known = 2026-04-16 if it was known by then, or correct the dates

    racepace: season.toml is as it was: this change was not made because of the problems above
    ");
    assert_snapshot!(refused(&["move", "relays", "--to", "2026-06-16", "--known", "2026-04-17"]), @"
    exit 1
    error[S11]: the new day of Front Range Relays is on Tuesday 16 June 2026, after the season ends on Sunday 10 May 2026
      --> season.toml:46:8
       |
    46 | date = 2026-06-16
       |        ^^^^^^^^^^
       |
       = help: correct the date, or let the season end later

    racepace: season.toml is as it was: this change was not made because of the problems above
    ");
    assert_snapshot!(refused(&["cancel", "relays", "--known", "2026-04-19"]), @"
    exit 2
    racepace: Front Range Relays was over on Saturday 18 April; if it was not held then, add --known 2026-04-18
    ");
    assert_snapshot!(refused(&["move", "2026-04-25", "--to", "2026-04-27", "--known", "2026-04-23"]), @"
    exit 2
    racepace: Classic is held on several days: add --day 2026-04-25 for that day alone, or name the meet for all of it
    ");
    assert_snapshot!(refused(&["goal", "ana", "1600", "5.12", "--known", "2026-04-17"]), @r#"
    exit 2
    racepace: "5.12" is not minutes and seconds; write 5:12
    "#);
    assert_snapshot!(refused(&["goal", "ana", "marathon", "3:12:00"]), @r#"
    exit 2
    racepace: no goal is given over "marathon"; the distances are 400, 800, 1000, 1500, 1600, mile, 3000, 3200, 2mile and 5000
    "#);
    assert_snapshot!(refused(&["away", "zoe", "2026-04-17"]), @r#"
    exit 2
    racepace: no athlete is named "zoe"; the season file has:
      Ana Ruiz
      Ben Cole
    "#);
    assert_snapshot!(refused(&["away", "ana", "2026-04-15", "--known", "2026-04-17"]), @"
    exit 1
    error[S32]: the days away begin on Wednesday 15 April 2026, before this became known on Friday 17 April 2026
      --> season.toml:46:17
       |
    46 | away = { from = 2026-04-15 }
       |                 ^^^^^^^^^^
       |
       = help: write known = 2026-04-15 if it was known by then, or correct the dates

    racepace: season.toml is as it was: this change was not made because of the problems above
    ");
    assert_snapshot!(refused(&["back", "ana", "--known", "2026-04-17"]), @"
    exit 2
    racepace: Ana R. is not away on Friday 17 April
    ");
    assert_snapshot!(refused(&["close", "2026-04-17", "2026-04-15"]), @"
    exit 1
    error[S12]: the closed days end on Wednesday 15 April 2026, before they begin on Friday 17 April 2026
      --> season.toml:46:11
       |
    46 | through = 2026-04-15
       |           ^^^^^^^^^^
       |
       = help: swap the two dates, or correct one

    racepace: season.toml is as it was: this change was not made because of the problems above
    ");
    assert_snapshot!(refused(&["goal", "Ana", "1600", "5:12"]), @"
    exit 2
    racepace: the season was over on Sunday 10 May; say when this became known with --known DATE
    ");
    changed(folder.path(), &["cancel", "relays", "--known", "2026-04-17"]);
    assert_snapshot!(refused(&["cancel", "relays", "--known", "2026-04-18"]), @"
    exit 2
    racepace: Front Range Relays is already canceled
    ");
    assert_snapshot!(refused(&["move", "relays", "--time", "4:15 pm", "--known", "2026-04-18"]), @"
    exit 2
    racepace: Front Range Relays is canceled; if it is held after all, say on which day with --to DATE
    ");
    changed(folder.path(), &["cancel", "Classic", "season.toml", "--day", "2026-04-25", "--known", "2026-04-20"]);
    assert_snapshot!(refused(&["cancel", "Classic", "season.toml", "--day", "2026-04-25", "--known", "2026-04-21"]), @"
    exit 2
    racepace: Classic is already canceled on Saturday 25 April
    ");
    changed(folder.path(), &["away", "ben", "2026-04-15", "back", "--known", "2026-04-15"]);
    assert_snapshot!(refused(&["back", "ben", "--known", "2026-04-15"]), @"
    exit 2
    racepace: that Ben C. is away became known on Wednesday 15 April itself; if they are back on the next day, add --known 2026-04-16, and if they were never away, remove that entry from the season file
    ");
    // What was canceled may be held after all.
    changed(folder.path(), &["move", "relays", "--to", "2026-04-22", "--known", "2026-04-19"]);
}

#[test]
fn one_of_two_meets_of_one_name_is_told_by_its_day() {
    let folder = folder_with(&SEASON.replace("Classic JV", "Front Range Relays"));
    let refusal = racepace(folder.path(), &["cancel", "relays", "--known", "2026-04-30"]);
    assert_snapshot!(stderr(&refusal), @r#"
    racepace: "relays" could be any of these:
      Front Range Relays, Sat 18 Apr
      Front Range Relays, Fri 1 May
    "#);
    assert_snapshot!(changed(folder.path(), &["cancel", "2026-05-01", "--known", "2026-04-30"]), @r#"
    [[news]]
    known = 2026-04-30
    meet = "Front Range Relays"
    day = 2026-05-01
    canceled = true
    "#);
}

#[test]
fn a_move_onto_a_closed_day_is_made_with_a_warning() {
    let folder = folder_with(SEASON);
    let output = racepace(folder.path(), &["move", "relays", "--to", "2026-04-27", "--known", "2026-04-17"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("warning[S29]: Front Range Relays is on Monday 27 April"), "{}", stderr(&output));
}

#[test]
fn athletes_whose_next_days_change_alike_are_told_together() {
    let folder = folder_with(SEASON);
    let shown = |closed: &str| {
        let arguments = ["close", closed, "--why", "ice", "--known", "2026-04-06", "--dry-run"];
        let shown = stdout(&racepace(folder.path(), &arguments));
        shown.split_once("\n\n").expect("the entry comes first").1.to_owned()
    };
    assert_snapshot!(shown("2026-04-11"), @r#"
    everyone
      Sat 11 Apr  Long run  ->  Off
                  no practice (ice) [W09]
      Tue 14 Apr  Workout   ->  Long run
                  the long run takes the place of its workout [W07]

    1 more athlete day changes after that; racepace build shows it
    "#);
    // A day that was off, too.
    assert_snapshot!(shown("2026-04-12"), @r#"
    everyone
      Sun 12 Apr  Off  ->  ice
                  no practice (ice) [W09]
    "#);
}
