//! `cancel`, `move`, `away`, `back`, `goal` and `close`: one entry more in the season file, and what it does.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::common::binary::{folder, folder_with, racepace, stderr, stdout};
use crate::snapshot::assert_snapshot;

/// A season as a coach keeps it, with comments, blank lines and an order of their own.
const SEASON: &str = r#"# Pine Creek, our spring

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

fn file(folder: &Path) -> String {
    fs::read_to_string(folder.join("season.toml")).unwrap()
}

/// What stands in the file behind all that was there before.
fn added(before: &str, folder: &Path) -> String {
    let after = file(folder);
    after.strip_prefix(before).unwrap_or_else(|| panic!("another byte is not as it was:\n{after}")).to_owned()
}

/// Runs a command that changes the file, and says what it added.
fn changed(folder: &Path, arguments: &[&str]) -> String {
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
      Tue 21 Apr  Workout                   ->  Pre-race
                  the race at Front Range Relays is the next day [W01]
      Wed 22 Apr  Long run                  ->  Race: Front Range Relays
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
      Tue 14 Apr  600, 400, 200: three paces: 600 at 3200 pace in ~2:06, now ~2:03;
                  400 in 80, now 78
                  1600 goal 5:20, now 5:12
      Thu 16 Apr  48-hour 1600: 400 in 80, now 78; 200 in 40, now 39
      Tue 21 Apr  72-hour 1600, higher: 600 in 2:00, now 1:57; 100 in 20, now 19.5

    3 more athlete days change after that; racepace build shows them all
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
fn every_other_byte_stays_whatever_the_file_ends_in() {
    let windows = format!("\u{feff}{}", SEASON.replace('\n', "\r\n"));
    for text in [
        windows.clone(),
        windows.trim_end().to_owned(),
        SEASON.trim_end().to_owned(),
        format!("{SEASON}\n\n"),
        format!("{SEASON}# the end"),
        format!("{SEASON}\n[policy]\nnames = \"full\""),
        format!("{SEASON}\n[[news]]\nknown = 2026-04-02\nathletes = [\"Ana Ruiz\"]\n[news.goals]\n1600 = \"5:18\"\n"),
    ] {
        let folder = folder_with(&text);
        let added = changed(folder.path(), &["cancel", "relays", "--known", "2026-04-17"]);
        let line_end = if text.contains('\r') { "\r\n" } else { "\n" };
        let entry = "[[news]]\nknown = 2026-04-17\nmeet = \"Front Range Relays\"\ncanceled = true\n";
        assert_eq!(added.trim_start_matches(['\r', '\n']), entry.replace('\n', line_end), "{text:?}");
        assert_eq!(added.matches('\n').count(), added.matches(line_end).count());
        assert!(racepace(folder.path(), &["check"]).status.success());
    }
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
    exit 1
    error[S04]: "5.12" is not minutes and seconds
      --> season.toml:46:18
       |
    46 | goals = { 1600 = "5.12" }
       |                  ^^^^^^
       |
       = help: write 1600 = "5:12"

    racepace: season.toml is as it was: this change was not made because of the problems above
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
    assert!(stderr(&output).starts_with("warning[S29]: Front Range Relays"), "{}", stderr(&output));
}

#[test]
fn a_season_file_with_errors_is_not_changed() {
    let folder = folder_with(&SEASON.replace("5:20", "5:75"));
    let before = file(folder.path());
    let output = racepace(folder.path(), &["cancel", "relays", "--known", "2026-04-17"]);
    assert_eq!((output.status.code(), file(folder.path())), (Some(1), before));
    assert!(stderr(&output).starts_with("error[S04]"), "{}", stderr(&output));
}

#[test]
fn entries_in_another_form_are_left_to_the_coach() {
    let closed = "[[closed]]\nfrom = 2026-04-27\nthrough = 2026-04-28\nwhy = \"exams\"\n";
    let season = SEASON.replace(closed, "");
    let folder = folder_with(&format!(
        "closed = [{{ from = 2026-04-27 }}]\nnews = [{{ known = 2026-04-02, athletes = [\"Ben Cole\"], goals = {{ 800 = \"2:06\" }} }}]\n{season}"
    ));
    let before = file(folder.path());
    for arguments in [["cancel", "relays"], ["close", "2026-04-20"]] {
        let output = racepace(folder.path(), &[&arguments[..], &["--known", "2026-04-17"]].concat());
        assert_eq!((output.status.code(), file(folder.path())), (Some(2), before.clone()));
    }
    let output = racepace(folder.path(), &["cancel", "relays", "--known", "2026-04-17"]);
    assert_snapshot!(stderr(&output), @r#"racepace: season.toml:2: "news" is written in another form here; write each entry under a heading [[news]] of its own, and try again"#);
}

/// The file is replaced whole: a run that is killed leaves it as it was, and
/// what such a run left beside it does not hinder the next one.
#[test]
fn what_a_killed_run_left_is_cleared_and_nothing_is_left_beside_the_file() {
    let folder = folder_with(SEASON);
    for name in [".season.toml.racepace-new", ".season.toml.0.racepace-new"] {
        fs::write(folder.path().join(name), "half a fi").unwrap();
    }
    fs::write(folder.path().join(".season.toml.racepace-lock"), "").unwrap();
    changed(folder.path(), &["cancel", "relays", "--known", "2026-04-17"]);
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["season.toml"]);
}

#[test]
fn while_another_run_changes_the_file_it_is_refused_and_stays_as_it_was() {
    let folder = folder_with(SEASON);
    let lock = racepace::publish::Lock::of_file(&folder.path().join("season.toml")).unwrap();
    let arguments = ["cancel", "relays", "--known", "2026-04-17"];
    let output = racepace(folder.path(), &arguments);
    assert_eq!((output.status.code(), file(folder.path())), (Some(2), SEASON.to_owned()));
    assert_snapshot!(stderr(&output), @"racepace: season.toml: another racepace is writing there; try again when it is done");
    assert!(racepace(folder.path(), &[&arguments[..], &["--dry-run"]].concat()).status.success(), "reading goes on");
    drop(lock);
    assert!(racepace(folder.path(), &arguments).status.success());
}

#[test]
fn of_many_commands_at_once_each_that_says_so_is_in_the_file() {
    let folder = folder_with(SEASON);
    let days: Vec<String> = (1..=24).map(|day| format!("2026-04-{day:02}")).collect();
    let running: Vec<Child> = days
        .iter()
        .map(|day| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_racepace"));
            command.current_dir(folder.path()).args(["away", "ben", day, "--known", "2026-04-01"]);
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        })
        .collect();
    let ended: Vec<Option<i32>> = running.into_iter().map(|mut child| child.wait().unwrap().code()).collect();
    let after = added(SEASON, folder.path());
    for (day, code) in days.iter().zip(&ended) {
        let is_in_it = after.contains(&format!("away = {{ from = {day} }}"));
        assert_eq!((is_in_it, *code), if is_in_it { (true, Some(0)) } else { (false, Some(2)) }, "{day}");
    }
    assert!(ended.contains(&Some(0)));
    assert!(racepace(folder.path(), &["check"]).status.success());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_kill_at_any_moment_leaves_the_file_old_or_new() {
    let folder = folder_with(SEASON);
    let arguments = ["cancel", "relays", "--known", "2026-04-17"];
    for milliseconds in 0..30 {
        fs::write(folder.path().join("season.toml"), SEASON).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_racepace"));
        command.current_dir(folder.path()).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        let after = added(SEASON, folder.path());
        assert!(after.is_empty() || after.ends_with("canceled = true\n"), "{after}");
    }
    fs::write(folder.path().join("season.toml"), SEASON).unwrap();
    changed(folder.path(), &arguments);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no litter stays");
}

#[cfg(unix)]
#[test]
fn a_link_to_the_season_file_stays_a_link_and_the_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;

    let home = folder();
    let real = home.path().join("real.toml");
    fs::write(&real, SEASON).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    let folder = folder();
    std::os::unix::fs::symlink(&real, folder.path().join("season.toml")).unwrap();
    let output = racepace(folder.path(), &["cancel", "relays", "--known", "2026-04-17"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(fs::symlink_metadata(folder.path().join("season.toml")).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().ends_with("canceled = true\n"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
}

/// Output that ends as a closed pipe does.
struct Closed;

impl std::io::Write for Closed {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_file_is_changed_and_diff_says_so_though_nobody_listens() {
    let folder = folder_with(SEASON);
    let path = folder.path().join("season.toml");
    let old = folder.path().join("old.toml");
    fs::copy(&path, &old).unwrap();
    let (path, old) = (path.to_str().unwrap(), old.to_str().unwrap());
    let run = |arguments: &[&str]| {
        let arguments = std::iter::once("racepace").chain(arguments.iter().copied()).map(Into::into);
        racepace::cli::run(arguments, racepace::cli::Terminal::default(), &mut Closed, &mut std::io::sink())
    };
    run(&["cancel", "relays", path, "--known", "2026-04-17"]);
    assert!(file(folder.path()).ends_with("canceled = true\n"));
    assert_eq!(run(&["diff", old, path]), racepace::cli::Exit::Errors, "they differ");
    assert_eq!(run(&["diff", old, old]), racepace::cli::Exit::Done, "they are the same");
}
