//! `show` and `build` on a terminal.
use crate::common::expected::matches_file;
use std::ffi::OsString;
use std::fs;

use racepace::cli::{self, Exit, Terminal};
use unicode_width::UnicodeWidthStr;

const SEASON: &str = r#"
[season]
name = "Track 2026"
start = 2026-03-30
end = 2026-04-26

[policy]
names = "full"

[[meets]]
name = "The Invitational of All the Schools Along the River"
date = 2026-04-18
place = "Arvada"

[[athletes]]
name = "李小龙 王"
event = 1600
goals = { 1600 = "5:20" }

[[athletes]]
name = "Zoe\u0308 Ångström-Featherstonehaugh"
event = 800
goals = { 800 = "2:20" }

[[athletes]]
name = "Ben"
event = 3200
goals = { 3200 = "11:05" }
"#;

/// What `show` prints on a terminal of so many columns, with its color codes.
fn shown(arguments: &[&str], columns: Option<usize>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("season.toml");
    fs::write(&file, SEASON).unwrap();
    let mut out = Vec::new();
    let mut err = Vec::new();
    let command: Vec<OsString> = ["racepace", "show"]
        .into_iter()
        .chain(arguments.iter().copied())
        .map(Into::into)
        .chain([file.into()])
        .collect();
    let terminal = Terminal { columns, watched: false };
    let exit = cli::run(command, terminal, &mut out, &mut err);
    assert_eq!(exit, Exit::Done, "{}", String::from_utf8_lossy(&err));
    String::from_utf8(out).unwrap()
}

fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[test]
fn every_line_fits_the_terminal() {
    for columns in [40, 57, 78, 100] {
        for arguments in [["--week", "all"], ["--week", "3"], ["--athlete", "李小龙 王"], ["--athlete", "Zoe"]] {
            let text = plain(&shown(&arguments, Some(columns)));
            for line in text.lines() {
                assert!(line.width() <= columns, "{columns} columns, {arguments:?}: {line:?}");
            }
        }
    }
    let widest = |columns| plain(&shown(&["--week", "all"], Some(columns))).lines().map(UnicodeWidthStr::width).max();
    assert_eq!(widest(30), widest(40), "on a narrower terminal nothing would line up");
    assert_eq!(widest(300), widest(100), "longer lines are hard to read");
    assert!(widest(57) < widest(78) && widest(78) < widest(100));
}

#[test]
fn without_a_terminal_a_week_is_as_wide_as_on_paper() {
    let text = plain(&shown(&["--week", "3"], None));
    assert_eq!(text, plain(&shown(&["--week", "3"], Some(78))));
}

#[test]
fn names_of_wide_and_combining_characters_line_up() {
    let text = plain(&shown(&["--week", "3"], None));
    let (_, splits) = text.split_once("RACE PACE SPLITS").unwrap();
    let mut rows = 0;
    for table in splits.split("\n\n").filter(|block| block.contains("Athlete")) {
        let lines: Vec<&str> = table.lines().skip_while(|line| !line.trim_start().starts_with("Athlete")).collect();
        let [head, row] = lines[..2] else { panic!("{table}") };
        // The goals stand flush right below their head.
        let end = |line: &str, upto: &str| line[..line.find(upto).unwrap() + upto.len()].width();
        let goal = ["5:20", "2:20", "11:05"].into_iter().find(|goal| row.contains(goal)).unwrap();
        assert_eq!(end(head, "goal"), end(row, goal), "{table}");
        rows += 1;
    }
    assert!(3 <= rows, "{text}");
}

#[test]
fn a_table_of_times_that_is_too_wide_stands_in_blocks_with_the_names_in_each() {
    let text = plain(&shown(&["--week", "3"], Some(40)));
    let (_, splits) = text.split_once("RACE PACE SPLITS").unwrap();
    let (splits, _) = splits.split_once("WHY THIS").unwrap();
    matches_file("tests/expected/splits-too-wide.txt", &format!("{}\n", splits.trim()));
}

#[test]
fn color_is_sparing_and_changes_no_character() {
    let text = shown(&["--week", "3"], Some(78));
    let codes = text.matches("\u{1b}[").count();
    assert!(0 < codes && codes < 2 * text.lines().count(), "{codes}");
    assert!(text.starts_with("\u{1b}[1mWEEK 3"), "{text}");
    assert!(!plain(&text).contains('\u{1b}'));
}

/// What `build` prints, on standard output and on standard error.
fn built(arguments: &[&str], columns: Option<usize>) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("season.toml");
    fs::write(&file, format!("{SEASON}\n[[meets]]\nname = \"Dual\"\ndate = 2026-04-18\n")).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let command = ["racepace", "build", "--formats", "html,txt"].into_iter().chain(arguments.iter().copied());
    let command: Vec<OsString> = command.map(Into::into).chain([file.into()]).collect();
    let exit = cli::run(command, Terminal { columns, watched: false }, &mut out, &mut err);
    let (out, err) = (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap());
    assert_eq!(exit, Exit::Done, "{err}");
    (plain(&out), plain(&err).replace(folder.path().to_str().unwrap(), "."))
}

#[test]
fn on_a_terminal_build_prints_the_week_of_today_and_then_what_to_print_and_to_look_at_again() {
    let weeks = |(out, _): (String, String)| -> Vec<usize> {
        (1..=4).filter(|week| out.contains(&format!("WEEK {week}  "))).collect()
    };
    assert_eq!(weeks(built(&["--today", "2026-04-15"], Some(80))), [3]);
    assert_eq!(weeks(built(&["--today", "2026-03-01"], Some(80))), [1], "when there is none, the first");
    assert_eq!(weeks(built(&["--today", "2026-04-15", "--week", "all"], Some(80))), [1, 2, 3, 4]);
    assert_eq!(weeks(built(&["--today", "2026-04-15"], None)), [1, 2, 3, 4], "into a pipe all are printed");
    let (_, err) = built(&["--today", "2026-04-15"], Some(80));
    let at = |text: &str| err.find(text).unwrap_or_else(|| panic!("{text}\n{err}"));
    assert!(at("to print: ") < at("warning[") && at("warning[") < at("new or changed"), "{err}");
    assert!(!built(&["--today", "2026-04-15"], None).1.contains("to print"));
}
