//! `cancel` and `move`: one line in the season file, and what it does.

use std::fs;
use std::path::Path;

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

/// The lines that one text has and the other has not, with `+` and `-`.
fn changed_lines(before: &str, after: &str) -> String {
    let gone = before.lines().filter(|line| !after.contains(line)).map(|line| format!("- {line}\n"));
    let new = after.lines().filter(|line| !before.contains(line)).map(|line| format!("+ {line}\n"));
    gone.chain(new).collect()
}

#[test]
fn move_adds_one_line_and_shows_it_and_what_it_does_in_the_coming_week() {
    let folder = folder_with(SEASON);
    let output = racepace(folder.path(), &["move", "relays", "--to", "2026-04-22", "--on", "2026-04-17"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_snapshot!(stdout(&output), @"
    season.toml
       12 + moved = { to = 2026-04-22, on = 2026-04-17 }

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
    ");
    assert_snapshot!(stderr(&output), @"racepace: season.toml is changed; run racepace build to make the sheets");
    let after = file(folder.path());
    assert_snapshot!(changed_lines(SEASON, &after), @"+ moved = { to = 2026-04-22, on = 2026-04-17 }");
    let line = "moved = { to = 2026-04-22, on = 2026-04-17 }\n";
    assert_eq!(after.replacen(line, "", 1), SEASON, "every other byte is as it was");
}

#[test]
fn a_second_move_makes_a_list_of_the_two_and_a_cancellation_stands_below_it() {
    let folder = folder_with(SEASON);
    for arguments in [
        &["move", "relays", "--to", "2026-04-22", "--on", "2026-04-17"][..],
        &["move", "2026-04-22", "--to", "2026-04-23", "--on", "2026-04-20"],
        &["cancel", "Front Range", "--on", "2026-04-22"],
    ] {
        let output = racepace(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    assert_snapshot!(changed_lines(SEASON, &file(folder.path())), @"
    + moved = [{ to = 2026-04-22, on = 2026-04-17 }, { to = 2026-04-23, on = 2026-04-20 }]
    + canceled = 2026-04-22
    ");
}

#[test]
fn one_day_of_a_meet_moves_alone() {
    let folder = folder_with(SEASON);
    let arguments = ["move", "Classic", "--day", "2026-04-24", "--to", "2026-04-25", "--on", "2026-04-23"];
    let output = racepace(folder.path(), &arguments);
    assert_snapshot!(stdout(&output), @"
    season.toml
       19 + moved = { day = 2026-04-24, to = 2026-04-25, on = 2026-04-23 }

    Ana R.
      Thu 23 Apr  Pre-race       ->  Workout
                  as in the coach's week [W04]
      Fri 24 Apr  Race: Classic  ->  Pre-race
                  the race at Classic is the next day [W01]
      Sat 25 Apr  Easy           ->  Race: Classic
                  Classic [R04]
    ");
    assert!(
        file(folder.path()).contains(
            "through = 2026-04-25\nmoved = { day = 2026-04-24, to = 2026-04-25, on = 2026-04-23 }\nevent-days"
        )
    );
}

#[test]
fn windows_line_ends_and_a_missing_last_one_are_kept() {
    let windows = SEASON.replace('\n', "\r\n");
    let folder = folder_with(windows.trim_end());
    let output = racepace(folder.path(), &["cancel", "relays", "--on", "2026-04-17"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let after = file(folder.path());
    assert_eq!(after.replacen("canceled = 2026-04-17\r\n", "", 1), windows.trim_end());
}

#[test]
fn a_dry_run_shows_the_same_and_writes_nothing() {
    let folder = folder_with(SEASON);
    let arguments = ["cancel", "relays", "--on", "2026-04-17"];
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
    assert_snapshot!(refused(&["cancel", "Sectionals", "--on", "2026-04-17"]), @r#"
    exit 2
    racepace: no meet is named "Sectionals"; the season file has:
      Front Range Relays, Sat 18 Apr
      Classic, Fri 24 Apr
      Classic JV, Fri 1 May
    "#);
    assert_snapshot!(refused(&["cancel", " ", "--on", "2026-04-17"]), @"
    exit 2
    racepace: name the meet; the name is empty
    ");
    assert_snapshot!(refused(&["cancel", "class", "--on", "2026-04-17"]), @r#"
    exit 2
    racepace: "class" could be any of these:
      Classic, Fri 24 Apr
      Classic JV, Fri 1 May
    "#);
    assert_snapshot!(refused(&["cancel", "relays", "--on", "last friday"]), @r#"
    exit 2
    racepace: "last friday" is not a date; write 2026-05-01, or today
    "#);
    assert_snapshot!(refused(&["move", "relays", "--to", "2026-04-16", "--on", "2026-04-17"]), @"
    exit 1
    error[S18]: Front Range Relays: the move to Thursday 16 April 2026 became known only on Friday 17 April 2026
      --> season.toml:12:16
       |
    12 | moved = { to = 2026-04-16, on = 2026-04-17 }
       |                ^^^^^^^^^^
       |
       = help: correct one of the two dates

    racepace: season.toml is as it was: this change was not made because of the problems above
    ");
    assert_snapshot!(refused(&["move", "relays", "--to", "2026-06-16", "--on", "2026-04-17"]), @"
    exit 1
    error[S11]: the new day of Front Range Relays is on Tuesday 16 June 2026, after the season ends on Sunday 10 May 2026
      --> season.toml:12:16
       |
    12 | moved = { to = 2026-06-16, on = 2026-04-17 }
       |                ^^^^^^^^^^
       |
       = help: correct the date, or let the season end later

    racepace: season.toml is as it was: this change was not made because of the problems above
    ");
    assert_snapshot!(refused(&["cancel", "relays", "--on", "2026-04-19"]), @"
    exit 1
    error[S18]: Front Range Relays: this became known on Sunday 19 April 2026, after the meet was over
      --> season.toml:12:12
       |
    12 | canceled = 2026-04-19
       |            ^^^^^^^^^^
       |
       = help: correct the day on which it became known

    racepace: season.toml is as it was: this change was not made because of the problems above
    ");
    assert_snapshot!(refused(&["move", "2026-04-25", "--to", "2026-04-27", "--on", "2026-04-23"]), @"
    exit 2
    racepace: Classic is held on several days: add --day 2026-04-25 to move that day alone, or name the meet to move all of it
    ");
    let output = racepace(folder.path(), &["move", "relays", "--to", "2026-04-20", "--on", "2026-04-16"]);
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot!(refused(&["move", "relays", "--to", "2026-04-22", "--on", "2026-04-15"]), @"
    exit 2
    racepace: Front Range Relays was already moved, which became known on Thursday 16 April; --on cannot be before that
    ");
    let output = racepace(folder.path(), &["cancel", "relays", "--on", "2026-04-17"]);
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot!(refused(&["cancel", "relays", "--on", "2026-04-18"]), @"
    exit 2
    racepace: Front Range Relays is already canceled, which became known on Friday 17 April
    ");
    assert_snapshot!(refused(&["move", "relays", "--to", "2026-04-22", "--on", "2026-04-18"]), @"
    exit 2
    racepace: Front Range Relays is already canceled, which became known on Friday 17 April
    ");
}

#[test]
fn a_move_onto_a_closed_day_is_made_with_a_warning() {
    let folder = folder_with(SEASON);
    let output = racepace(folder.path(), &["move", "relays", "--to", "2026-04-27", "--on", "2026-04-17"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        stderr(&output)
            .starts_with("warning[S29]: Front Range Relays is moved to Monday 27 April, a closed day (exams)")
    );
    assert!(file(folder.path()).contains("moved = { to = 2026-04-27, on = 2026-04-17 }"));
}

#[test]
fn a_season_file_with_errors_is_not_edited() {
    let folder = folder_with(&SEASON.replace("5:20", "5:75"));
    let before = file(folder.path());
    let output = racepace(folder.path(), &["cancel", "relays", "--on", "2026-04-17"]);
    assert_eq!((output.status.code(), file(folder.path())), (Some(1), before));
    assert!(stderr(&output).starts_with("error[S04]"), "{}", stderr(&output));
}

#[test]
fn what_is_written_in_an_unusual_way_is_left_to_the_coach() {
    let folder = folder_with(&SEASON.replace("time = 09:00\n", "moved.to = 2026-04-22\nmoved.on = 2026-04-17\n"));
    let before = file(folder.path());
    let output = racepace(folder.path(), &["move", "relays", "--to", "2026-04-23", "--on", "2026-04-20"]);
    assert_eq!((output.status.code(), file(folder.path())), (Some(2), before));
    assert_snapshot!(stderr(&output), @"racepace: season.toml:10: Front Range Relays is written in a way that only you can change; edit it by hand");
}

/// The file is replaced whole: a run that is killed leaves it as it was, and
/// what such a run left beside it does not hinder the next one.
#[test]
fn what_a_killed_run_left_is_cleared_and_nothing_is_left_beside_the_file() {
    let folder = folder_with(SEASON);
    fs::write(folder.path().join(".season.toml.racepace-new"), "half a fi").unwrap();
    fs::write(folder.path().join(".season.toml.racepace-lock"), "").unwrap();
    let output = racepace(folder.path(), &["cancel", "relays", "--on", "2026-04-17"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["season.toml"]);
}

#[test]
fn while_another_run_changes_the_file_it_is_refused_and_stays_as_it_was() {
    let folder = folder_with(SEASON);
    let lock = racepace::publish::Lock::of_file(&folder.path().join("season.toml")).unwrap();
    let arguments = ["cancel", "relays", "--on", "2026-04-17"];
    let output = racepace(folder.path(), &arguments);
    assert_eq!((output.status.code(), file(folder.path())), (Some(2), SEASON.to_owned()));
    assert_snapshot!(stderr(&output), @"racepace: season.toml: another racepace is writing there; try again when it is done");
    assert!(racepace(folder.path(), &[&arguments[..], &["--dry-run"]].concat()).status.success(), "reading goes on");
    drop(lock);
    assert!(racepace(folder.path(), &arguments).status.success());
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
    let output = racepace(folder.path(), &["cancel", "relays", "--on", "2026-04-17"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(fs::symlink_metadata(folder.path().join("season.toml")).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().contains("canceled = 2026-04-17"));
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
    run(&["cancel", "relays", path, "--on", "2026-04-17"]);
    assert!(file(folder.path()).contains("canceled = 2026-04-17"));
    assert_eq!(run(&["diff", old, path]), racepace::cli::Exit::Errors, "they differ");
    assert_eq!(run(&["diff", old, old]), racepace::cli::Exit::Done, "they are the same");
}
