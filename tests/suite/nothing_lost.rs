//! Of what a coach wrote nothing is lost when a command changes the season file: every other byte,
//! two commands at once, a kill at any moment, links.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::change_commands::{SEASON, added, changed, file};
use crate::common::binary::{folder, folder_with, racepace, stderr};
use crate::snapshot::assert_snapshot;

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
