//! The commands as a coach runs them: streams, exit codes, files.

use crate::common::binary::{SMALL, folder, folder_with, racepace, stderr, stdout};
use crate::snapshot::assert_snapshot;

#[test]
fn nothing_is_colored_in_a_pipe() {
    let folder = folder_with(&SMALL.replace("5:20", "5:75"));
    for arguments in [&["check"][..], &["build"], &["rules"], &["--help"], &["biuld"]] {
        let output = racepace(folder.path(), arguments);
        assert!(!(stdout(&output) + &stderr(&output)).contains('\u{1b}'), "{arguments:?}");
    }
}

#[test]
fn weeks_are_asked_for_by_number_or_date() {
    let folder = folder_with(SMALL);
    let by_number = racepace(folder.path(), &["show", "--week", "2"]);
    let by_date = racepace(folder.path(), &["show", "--week", "2026-04-08"]);
    assert_eq!(stdout(&by_number), stdout(&by_date));
    assert!(stdout(&by_number).starts_with("WEEK 2  Mon 6 Apr to Sun 12 Apr 2026\n"));
    for (week, said) in [
        ("9", "there is no week 9: the season has 3 weeks"),
        ("0", "there is no week 0"),
        ("2026-06-01", "outside the season"),
        ("soon", "\"soon\" is not a week"),
    ] {
        let output = racepace(folder.path(), &["show", "--week", week]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
    assert!(!folder.path().join("season").exists(), "show writes nothing");
}

#[test]
fn an_athlete_is_asked_for_by_a_part_of_the_name() {
    let folder = folder_with(&format!(
        "{SMALL}\n[[athletes]]\nname = \"Ana Rossi\"\nevent = 800\ngoals = {{ 800 = \"2:30\" }}\n"
    ));
    let page = stdout(&racepace(folder.path(), &["show", "--athlete", "ruiz", "--week", "2"]));
    assert!(page.starts_with("ANA RU.  WEEK 2"), "{page}");
    let output = racepace(folder.path(), &["show", "--athlete", "ana"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output), "racepace: \"ana\" could be any of these:\n  Ana Ruiz\n  Ana Rossi\n");
    let output = racepace(folder.path(), &["show", "--athlete", "Anna Ruiz"]);
    assert!(stderr(&output).contains("did you mean \"Ana Ruiz\"?"), "{}", stderr(&output));
}

#[test]
fn pace_prints_a_split_table() {
    let folder = folder();
    let output = racepace(folder.path(), &["pace", "5:20", "1600"]);
    crate::snapshot::assert_snapshot!(stdout(&output), @"
    5:20 for 1600 is 80 a lap

         100        20
         200        40
         300        60
         400        80
         500      1:40
         600      2:00
         700      2:20
         800      2:40
         900      3:00
        1000      3:20

    laps
         400        80
         800      2:40
        1200      4:00
        1600      5:20
    ");
    let output = racepace(folder.path(), &["pace", "18:45", "5000", "600", "1000", "mile"]);
    crate::snapshot::assert_snapshot!(stdout(&output), @"
         600      2:15
        1000      3:45
        mile    6:02.1
    ");
    let output = racepace(folder.path(), &["pace", "9:20", "2mile", "mile"]);
    assert_eq!(stdout(&output), "    mile      4:40\n");
    for (arguments, said) in [
        (["pace", "5:75", "1600"], "the seconds after the colon must be below 60"),
        (["pace", "5:20", "sixteen"], "this is not a distance"),
        (["pace", "5.20", "1600"], "faster than anybody runs one; write minutes as 5:20"),
    ] {
        let output = racepace(folder.path(), &arguments);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()));
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
}

#[test]
fn rules_explains_a_rule_or_a_problem_by_code_or_name() {
    let folder = folder();
    let by_code = stdout(&racepace(folder.path(), &["rules", "r06"]));
    assert!(by_code.starts_with("R06 rest-after-race\n\nA race is the hardest day"), "{by_code}");
    assert_eq!(by_code, stdout(&racepace(folder.path(), &["rules", "rest-after-race"])));
    assert_eq!(by_code, stdout(&racepace(folder.path(), &["rules", "R6"])));
    // One name of two rules shows both.
    let first_day_back = stdout(&racepace(folder.path(), &["rules", "first-day-back"]));
    assert!(first_day_back.starts_with("R19 first-day-back\n") && first_day_back.contains("\nW10 first-day-back\n"));
    assert!(stdout(&racepace(folder.path(), &["rules", "S04"])).starts_with("S04 not-a-time\n"));
    let all = stdout(&racepace(folder.path(), &["rules"]));
    for rule in racepace::rules::RULES {
        assert!(all.contains(rule.name), "{}", rule.code);
    }
    let output = racepace(folder.path(), &["rules", "R66"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_wrong_command_is_told_on_standard_error_and_help_on_standard_output() {
    let folder = folder();
    let output = racepace(folder.path(), &["biuld"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()));
    assert!(stderr(&output).contains("build"), "{}", stderr(&output));
    let output = racepace(folder.path(), &["--help"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    assert!(!stdout(&output).contains('\u{1b}'), "no color in a pipe");
}
#[test]
fn a_season_file_that_cannot_be_read_is_a_failure() {
    let folder = folder();
    let output = racepace(folder.path(), &["build", "gone.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("racepace: gone.toml cannot be read"), "{}", stderr(&output));
}

#[test]
fn check_reads_the_season_back_in_80_columns() {
    let season = format!(
        "{SMALL}{}",
        r#"
[[closed]]
from = 2026-04-13
through = 2026-04-14
why = "exams"

[[meets]]
name = "Wednesday Dual"
date = 2026-04-08
time = "16:15"
place = "Arvada"
groups = ["varsity"]

[[athletes]]
name = "Ben Tanaka"
event = 800
group = "varsity"
goals = { 800 = "2:02" }

[[athletes]]
name = "Cy Doe"
event = 800
group = "varsity"
goals = { 800 = "2:12" }
away = [{ from = 2026-04-08 }]

[[athletes]]
name = "Max Hall"
event = 1600
goals = { mile = "5:10" }

[[athletes]]
name = "Dee Fox"
event = 3200
group = "jv"
"#
    );
    let folder = folder_with(&season);
    let text = stdout(&racepace(folder.path(), &["check"]));
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert_snapshot!(text, @r#"
    warning[S23]: Dee Fox: there is no goal and no best, so there are no splits
      --> season.toml:46:8
       |
    46 | name = "Dee Fox"
       |        ^^^^^^^^^
       |
       = help: add a line: goals = { 3200 = "11:40" }

    MEETS
    Wed 8 Apr   Wednesday Dual, 4:15 pm, Arvada
                1 goes: Ben T.
                3 stay: Ana R., Max H. and Dee F.
                not going from its groups: Cy D. (away)
                first race; 48-hour workout
    Sat 11 Apr  League
                5 go: everyone
                3 days after the last race (1), first race (4); 48-hour workout (4),
                no workout (1)

    ATHLETES
    800 varsity: 2 athletes, goals 2:02 (Ben T.) to 2:12 (Cy D.)
    1600: 2 athletes, goals ~5:08 (Max H.) to 5:20 (Ana R.)
    3200 jv: 1 athlete, no goal

    CLOSED
    Mon 13 Apr to Tue 14 Apr (2 days), exams

    season.toml: 1 warning (5 athletes, 2 meets, 3 weeks)
    "#);
    let json = stdout(&racepace(folder.path(), &["check", "--format", "json"]));
    assert!(!json.contains("MEETS"));
}
