//! `build` notices edits that change days that are over and say not since when they are known.

use std::fs;
use std::path::Path;

use crate::common::binary::{files, folder_with, racepace, stderr};
use crate::snapshot::assert_snapshot;

const SEASON: &str = r#"[season]
name = "Pine Creek 2026"
start = 2026-03-30
end = 2026-04-26

[[meets]]
name = "Relays"
date = 2026-04-18

[[athletes]]
name = "Ana Ruiz"
event = 1600
group = "varsity"
goals = { 1600 = "5:20" }

[[athletes]]
name = "Ben Cole"
event = 800
group = "jv"
goals = { 800 = "2:08" }
"#;

/// Builds, then again with another season file: what the second build says, its summary left out.
fn said(newer: &str, today: &str) -> String {
    let folder = folder_with(SEASON);
    assert!(build(folder.path(), today).is_empty());
    fs::write(folder.path().join("season.toml"), newer).unwrap();
    let said = build(folder.path(), today);
    assert_eq!(build(folder.path(), today), "", "it is said once");
    said
}

fn build(folder: &Path, today: &str) -> String {
    let output = racepace(folder, &["build", "--week", "1", "--formats", "txt", "--today", today]);
    assert!(output.status.success(), "{}", stderr(&output));
    stderr(&output).split("racepace: ").filter(|said| !said.contains(" files in ")).collect()
}

#[test]
fn an_absence_that_is_typed_on_race_morning_is_noticed_with_what_to_write() {
    let newer = SEASON.replace("goals = { 1600", "away = [{ from = 2026-04-18 }]\ngoals = { 1600");
    assert_snapshot!(said(&newer, "2026-04-18"), @r#"
    days that are over read differently than in the last build:
      Ana R.
        Tue 14 Apr  Workout          ->  300s at 800 pace, 300 at 800 pace in ~53.3
        Thu 16 Apr  48-hour workout  ->  Workout
        Fri 17 Apr  Pre-race         ->  Easy
      Days that were run stay as they were when the file says since when a thing is
      known. In an entry that is new, write
        known = 2026-04-18
      If you edited an older entry, change it back, and write at the end of the
      file, with what is new,
        [[news]]
        known = 2026-04-18
        athletes = ["Ana Ruiz"]
      or, of a meet, meet = with its name
    "#);
}

#[test]
fn a_new_goal_is_noticed_and_a_day_that_is_not_over_is_not() {
    let newer = SEASON.replace("2:08", "2:04");
    assert_snapshot!(said(&newer, "2026-04-08"), @"");
    assert_eq!(said(&newer, "2026-03-30"), "");
}

#[test]
fn a_meet_that_is_typed_late_is_proposed_with_its_own_day() {
    let newer = format!("{SEASON}\n[[meets]]\nname = \"Late\"\ndate = 2026-04-11\n");
    assert_snapshot!(said(&newer, "2026-04-16"), @r#"
    days that are over read differently than in the last build:
      Ana R.
        Thu 9 Apr   Workout   ->  48-hour workout
        Fri 10 Apr  Easy      ->  Pre-race
        Sat 11 Apr  Long run  ->  Race
        Tue 14 Apr  Workout   ->  Long run
      Ben C.
        Tue 7 Apr   Workout   ->  600s at 1600 pace, 600 at 1600 pace in ~1:48, 200
                                  in 32
        Thu 9 Apr   Workout   ->  48-hour workout
        Fri 10 Apr  Easy      ->  Pre-race
        Sat 11 Apr  Long run  ->  Race
        Tue 14 Apr  Workout   ->  Long run
      Days that were run stay as they were when the file says since when a thing is
      known. In an entry that is new, write
        known = 2026-04-11
      If you edited an older entry, change it back, and write at the end of the
      file, with what is new,
        [[news]]
        known = 2026-04-11
        athletes = ["Ana Ruiz", "Ben Cole"]
      or, of a meet, meet = with its name
    "#);
    // What is proposed is taken, and then there is nothing to say.
    assert_eq!(said(&format!("{newer}known = 2026-04-11\n"), "2026-04-16"), "");
}

#[test]
fn somebody_new_and_somebody_who_is_gone_are_noticed() {
    let joe = "\n[[athletes]]\nname = \"Late Joe\"\nevent = 800\ngoals = { 800 = \"2:30\" }\n";
    assert_snapshot!(said(&format!("{SEASON}{joe}"), "2026-04-08"), @"
    days that are over read differently than in the last build:
      Late J.
        Mon 30 Mar  not in the file  ->  Easy
        Tue 31 Mar  not in the file  ->  Workout
        Wed 1 Apr   not in the file  ->  Easy
        Thu 2 Apr   not in the file  ->  Workout
        Fri 3 Apr   not in the file  ->  Easy
        and 3 more
      Days that were run stay as they were when the file says since when a thing is
      known. In an entry that is new, write
        known = 2026-04-08
    ");
    assert_eq!(said(&format!("{SEASON}{joe}known = 2026-04-08\n"), "2026-04-08"), "");
    let (others, _) = SEASON.split_once("\n[[athletes]]\nname = \"Ben Cole\"").unwrap();
    assert_snapshot!(said(others, "2026-04-08"), @r#"
    days that are over read differently than in the last build:
      Ben Cole
        Mon 30 Mar  Easy     ->  not in the file
        Tue 31 Mar  Workout  ->  not in the file
        Wed 1 Apr   Easy     ->  not in the file
        Thu 2 Apr   Workout  ->  not in the file
        Fri 3 Apr   Easy     ->  not in the file
        and 3 more
      Days that were run stay as they were when the file says since when a thing is
      known. Put the entry back, and write at the end of the file
        [[news]]
        known = 2026-04-08
        athletes = ["Ben Cole"]
        until = 2026-04-07
    "#);
    let until = "\n[[news]]\nknown = 2026-04-08\nathletes = [\"Ben Cole\"]\nuntil = 2026-04-07\n";
    assert_eq!(said(&format!("{SEASON}{until}"), "2026-04-08"), "");
    // A name that is corrected is no other athlete.
    assert_eq!(said(&SEASON.replace("Ben Cole", "Benn Cole"), "2026-04-16"), "");
}

#[test]
fn what_says_since_when_it_is_known_is_no_surprise() {
    let absence = "\n[[news]]\nknown = 2026-04-18\nathletes = [\"Ana Ruiz\"]\naway = { from = 2026-04-18 }\n";
    assert_eq!(said(&format!("{SEASON}{absence}"), "2026-04-20"), "");
    // The goal is not the news's: the days before it are told, those after it are not.
    let both = format!("{}{absence}", SEASON.replace("2:08", "2:04"));
    let told = said(&both, "2026-05-10");
    assert!(told.contains("Ben C.") && !told.contains("Apr 2"), "{told}");
}

#[test]
fn names_layout_and_what_is_printed_of_a_meet_are_not_compared() {
    for (from, to) in [("Relays", "Front Range Relays"), ("Ana Ruiz", "ANA RUIZ"), ("Pine Creek", "Elm Creek")] {
        assert_eq!(said(&SEASON.replace(from, to), "2026-05-10"), "", "{from}");
    }
    let rounded = SEASON.replace("[[meets]]", "[policy]\nnames = \"full\"\nrounding = \"second\"\n\n[[meets]]");
    assert_eq!(said(&rounded, "2026-05-10"), "");
}

#[test]
fn the_sheets_and_the_manifest_do_not_depend_on_the_day_of_the_build() {
    let built = |today| {
        let folder = folder_with(SEASON);
        build(folder.path(), "2026-03-30");
        fs::write(folder.path().join("season.toml"), SEASON.replace("2:08", "2:04")).unwrap();
        build(folder.path(), today);
        files(&folder.path().join("season"))
    };
    assert!(built("2026-03-30") == built("2026-05-10"));
}

#[test]
fn a_manifest_without_digests_or_with_nonsense_warns_of_nothing() {
    let folder = folder_with(SEASON);
    build(folder.path(), "2026-05-10");
    let manifest = folder.path().join("season/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let mut document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let days = document["plan"]["days"].clone();
    for plan in [
        serde_json::Value::Null,
        serde_json::json!("x"),
        serde_json::json!({ "version": env!("CARGO_PKG_VERSION"), "start": "2026-03-30", "known": [], "days": { "ana ruiz": "é€" } }),
        serde_json::json!({ "version": "0.0.1", "start": "2026-03-30", "known": [], "days": days }),
    ] {
        document["plan"] = plan;
        fs::write(&manifest, document.to_string()).unwrap();
        fs::write(folder.path().join("season.toml"), SEASON.replace("2:08", "2:04")).unwrap();
        assert_eq!(build(folder.path(), "2026-05-10"), "");
        fs::write(folder.path().join("season.toml"), SEASON).unwrap();
    }
}
