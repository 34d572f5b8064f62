//! `racepace build`: what it writes, keeps, removes and prints.

use std::fs;

use crate::common::binary::{SMALL, files, folder, folder_with, racepace, stderr, stdout};
use crate::common::expected::matches_file;
use racepace::render::OUTPUTS;

#[test]
fn build_in_an_empty_folder_says_how_to_start() {
    let folder = folder();
    let output = racepace(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output), "");
    let told = stderr(&output);
    assert!(told.contains("there is no season.toml here") && told.contains("[[athletes]]"), "{told}");
    // What it says to save is a season that builds.
    let season: String =
        told.lines().filter_map(|line| line.strip_prefix("  ")).skip(1).map(|l| format!("{l}\n")).collect();
    fs::write(folder.path().join("season.toml"), season).unwrap();
    let output = racepace(folder.path(), &["build", "--quiet"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn build_takes_the_season_here_before_the_one_in_plans() {
    let folder = folder_with(SMALL);
    fs::create_dir(folder.path().join("plans")).unwrap();
    fs::write(folder.path().join("plans/season.toml"), SMALL.replace("Small", "Other")).unwrap();
    assert!(stdout(&racepace(folder.path(), &["build"])).contains("Small"));
    fs::remove_file(folder.path().join("season.toml")).unwrap();
    assert!(stdout(&racepace(folder.path(), &["build"])).contains("Other"));
    assert!(folder.path().join("plans/season/weeks/week-01.html").is_file());
}

#[test]
#[cfg_attr(feature = "pdf", ignore = "counts files without PDF")]
fn build_prints_the_text_sheets_it_writes_and_the_rest_on_standard_error() {
    let folder = folder_with(SMALL);
    let output = racepace(folder.path(), &["build"]);
    let weeks: Vec<String> = (1..=3)
        .map(|n| fs::read_to_string(folder.path().join(format!("season/weeks/week-0{n}.txt"))).unwrap())
        .collect();
    assert_eq!(stdout(&output), weeks.join("\n\n"));
    assert_eq!(stderr(&output), "racepace: 25 files in season, 25 new or changed\n");
    let output = racepace(folder.path(), &["build", "--week", "2", "--formats", "html"]);
    assert_eq!(stdout(&output), weeks[1], "the week is printed even when no text is written");
    let output = racepace(folder.path(), &["build", "--quiet"]);
    assert_eq!((stdout(&output), stderr(&output)), (String::new(), String::new()));
}

#[test]
fn every_file_that_is_built_is_in_the_catalog() {
    let folder = folder_with(&SMALL.replace("event = 1600", "event = 1600\ngroup = \"varsity\""));
    racepace(folder.path(), &["build", "--quiet"]);
    let built = files(&folder.path().join("season"));
    // What is in braces is any text that has no slash.
    let fits = |pattern: &str, path: &str| {
        let fixed: Vec<&str> = pattern.split(['{', '}']).step_by(2).collect();
        let mut rest = path.strip_prefix(fixed[0])?;
        for (index, part) in fixed.iter().enumerate().skip(1) {
            let at = if index + 1 == fixed.len() { rest.strip_suffix(part)?.len() } else { rest.find(part)? };
            rest = (!rest[..at].contains('/')).then_some(&rest[at + part.len()..])?;
        }
        rest.is_empty().then_some(())
    };
    let mut unseen: Vec<&str> = OUTPUTS.iter().map(|kind| kind.path).collect();
    for (path, _) in built.iter().filter(|(path, _)| path != "manifest.json") {
        let (stem, ending) = path.rsplit_once('.').unwrap();
        let mut kinds = OUTPUTS.iter().filter(|kind| kind.formats.iter().any(|format| format.extension() == ending));
        let kind = kinds.find(|kind| fits(kind.path, stem).is_some()).unwrap_or_else(|| panic!("{path}"));
        unseen.retain(|seen| *seen != kind.path);
    }
    assert_eq!(unseen, [""; 0], "every kind of file is built");
}

#[test]
fn a_weeks_sheet_has_all_that_a_coach_pins_to_the_wall() {
    let season = format!(
        "{SMALL}{}",
        r#"
[[meets]]
name = "Wednesday Dual"
date = 2026-04-08
time = 16:15
entries = { 800 = ["Ana Ruiz"], 1600 = ["Ana Ruiz"] }

[[athletes]]
name = "Ben Tanaka"
event = 800
goals = { 800 = "2:02" }

[[days]]
date = 2026-04-07
athletes = ["Ben Tanaka"]
session = "off"
note = "school trip"
"#
    );
    let folder = folder_with(&season);
    matches_file("tests/expected/week.txt", &stdout(&racepace(folder.path(), &["show", "--week", "2"])));
}

#[test]
fn building_again_touches_nothing_and_gives_the_same_bytes() {
    let folder = folder_with(SMALL);
    racepace(folder.path(), &["build", "--quiet"]);
    let before = files(&folder.path().join("season"));
    let stamp = |name: &str| fs::metadata(folder.path().join("season").join(name)).unwrap().modified().unwrap();
    let stamps: Vec<_> = before.iter().map(|(name, _)| stamp(name)).collect();
    let output = racepace(folder.path(), &["build"]);
    assert!(stderr(&output).contains("0 new or changed"));
    assert_eq!(files(&folder.path().join("season")), before);
    assert_eq!(before.iter().map(|(name, _)| stamp(name)).collect::<Vec<_>>(), stamps);
}

#[test]
fn a_season_with_an_error_leaves_every_earlier_sheet_as_it_was() {
    let folder = folder_with(SMALL);
    racepace(folder.path(), &["build", "--quiet"]);
    let before = files(&folder.path().join("season"));
    fs::write(folder.path().join("season.toml"), SMALL.replace("5:20", "5:75")).unwrap();
    let output = racepace(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output), "");
    assert!(stderr(&output).starts_with("error[S04]: Ana Ruiz: the seconds after the colon must be below 60"));
    assert_eq!(files(&folder.path().join("season")), before);
}

#[test]
fn a_sheet_edited_by_hand_is_kept_and_named_until_forced() {
    let folder = folder_with(SMALL);
    racepace(folder.path(), &["build", "--quiet"]);
    let sheet = folder.path().join("season/weeks/week-02.txt");
    fs::write(&sheet, "mine\n").unwrap();
    let output = racepace(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("season/weeks/week-02.txt stays as it is: it was edited by hand"));
    assert_eq!(fs::read_to_string(&sheet).unwrap(), "mine\n");
    racepace(folder.path(), &["build", "--force", "--quiet"]);
    assert!(fs::read_to_string(&sheet).unwrap().starts_with("WEEK 2"));
}

#[test]
#[cfg_attr(feature = "pdf", ignore = "counts files without PDF")]
fn sheets_that_are_no_longer_made_are_removed_and_nothing_else() {
    let folder = folder_with(SMALL);
    racepace(folder.path(), &["build", "--quiet"]);
    fs::write(folder.path().join("season/notes.txt"), "keep").unwrap();
    let shorter = SMALL.replace("end = 2026-04-19", "end = 2026-04-12");
    fs::write(folder.path().join("season.toml"), shorter).unwrap();
    let output = racepace(folder.path(), &["build"]);
    assert!(stderr(&output).contains("6 old ones deleted"), "{}", stderr(&output));
    assert!(!folder.path().join("season/weeks/week-03.html").exists());
    assert_eq!(fs::read_to_string(folder.path().join("season/notes.txt")).unwrap(), "keep");
}

#[test]
#[cfg_attr(feature = "pdf", ignore = "counts files without PDF")]
fn formats_that_are_not_asked_for_stay_as_they_are() {
    let folder = folder_with(SMALL);
    racepace(folder.path(), &["build", "--quiet"]);
    let before = files(&folder.path().join("season"));
    fs::write(folder.path().join("season.toml"), SMALL.replace("5:20", "5:12")).unwrap();
    racepace(folder.path(), &["build", "--quiet", "--formats", "html"]);
    let after = files(&folder.path().join("season"));
    let of = |files: &[(String, Vec<u8>)], ending: &str| -> Vec<(String, Vec<u8>)> {
        files.iter().filter(|(name, _)| name.ends_with(ending) && name != "manifest.json").cloned().collect()
    };
    for kept in [".txt", ".md", ".json", ".csv", ".ics"] {
        assert_eq!(of(&before, kept), of(&after, kept), "{kept}");
    }
    assert_ne!(of(&before, ".html"), of(&after, ".html"));
    let summary = stderr(&racepace(folder.path(), &["build", "--week", "1"]));
    assert!(summary.starts_with("racepace: 25 files in season"), "{summary}");
    assert!(!summary.contains("stays"), "the earlier sheets are still known as its own: {summary}");
}

#[test]
#[cfg_attr(feature = "pdf", ignore = "counts files without PDF")]
fn what_the_season_file_leaves_out_is_not_made_and_no_longer_kept() {
    let folder = folder_with(SMALL);
    let made = || -> Vec<String> { files(&folder.path().join("season")).into_iter().map(|(name, _)| name).collect() };
    let write = |output: &str| fs::write(folder.path().join("season.toml"), format!("{SMALL}{output}")).unwrap();
    racepace(folder.path(), &["build", "--quiet"]);
    write("[output]\nformats = [\"csv\", \"text\"]\nsheets = [\"weeks\"]\n");
    let summary = stderr(&racepace(folder.path(), &["build", "--week", "1"]));
    assert_eq!(summary, "racepace: 4 files in season, 0 new or changed, 21 old ones deleted\n");
    assert_eq!(made(), ["manifest.json", "plan.csv", "weeks/week-01.txt", "weeks/week-02.txt", "weeks/week-03.txt"]);
    // The command goes before the file, for the formats that it names.
    racepace(folder.path(), &["build", "--quiet", "--formats", "md"]);
    assert_eq!(made().len(), 5 + 3);
    write("[output]\nsheets = []\n");
    racepace(folder.path(), &["build", "--quiet"]);
    let calendars = ["calendars/athletes/ana-r.ics", "calendars/team.ics"];
    assert_eq!(made(), [&calendars[..], &["index.html", "manifest.json", "plan.csv", "plan.json"]].concat());
}

#[test]
fn the_paper_of_the_season_file_is_on_every_page_and_without_it_none_is() {
    let folder = folder_with(SMALL);
    let pages = || -> Vec<String> {
        racepace(folder.path(), &["build", "--quiet"]);
        let made = files(&folder.path().join("season")).into_iter().filter(|(name, _)| name.ends_with(".html"));
        made.map(|(_, page)| String::from_utf8(page).unwrap()).collect()
    };
    assert!(pages().iter().all(|page| page.contains("@page { margin:") && !page.contains("size: a4;")));
    fs::write(folder.path().join("season.toml"), format!("{SMALL}[output]\npaper = \"a4\"\n")).unwrap();
    assert!(pages().iter().all(|page| page.contains("@page { size: a4; margin:")));
}

#[test]
#[cfg_attr(feature = "pdf", ignore = "counts files without PDF")]
fn only_the_files_that_a_change_of_one_meet_touches_are_written() {
    let second = "\n[[meets]]\nname = \"Dual\"\ndate = 2026-04-01\n\n[[athletes]]\nname = \"Ben\"\nevent = 800\n\
                  goals = { 800 = \"2:02\" }\n";
    let at = |place: &str| {
        SMALL.replace("name = \"League\"\n", &format!("name = \"League\"\nplace = \"{place}\"\n")) + second
    };
    let folder = folder_with(&at("Arvada"));
    let build = || racepace(folder.path(), &["build", "--week", "1"]);
    let stamped = || -> Vec<(String, Vec<u8>, std::time::SystemTime)> {
        let built = files(&folder.path().join("season")).into_iter();
        let stamp = |name: &str| fs::metadata(folder.path().join("season").join(name)).unwrap().modified().unwrap();
        built.map(|(name, bytes)| (name.clone(), bytes, stamp(&name))).collect()
    };
    build();
    let before = stamped();
    fs::write(folder.path().join("season.toml"), at("Lakewood")).unwrap();
    let summary = stderr(&build());
    let mut written = Vec::new();
    for ((name, old, stamp), (same, new, now)) in before.iter().zip(stamped()) {
        assert_eq!(*name, same);
        assert_eq!(*old != new, *stamp != now, "{name}: written exactly when its bytes are others");
        if *stamp != now && name != "manifest.json" {
            written.push(name.as_str());
        }
    }
    // The place stands on the pages of the week of the meet and in calendars, and nowhere in the plan.
    assert_eq!(
        written,
        [
            "athletes/ana-r/week-02.html",
            "athletes/ana-r/week-02.txt",
            "athletes/ben/week-02.html",
            "athletes/ben/week-02.txt",
            "calendars/athletes/ana-r.ics",
            "calendars/athletes/ben.ics",
            "calendars/team.ics",
            "cards/week-02.html",
            "weeks/week-02.html",
            "weeks/week-02.md",
            "weeks/week-02.txt",
        ]
    );
    assert!(summary.contains("racepace: 36 files in season, 11 new or changed"), "{summary}");
    let before = stamped();
    build();
    assert!(stamped() == before, "an unchanged build writes nothing");
}

#[test]
fn an_athlete_is_told_where_and_when_and_that_a_meet_moved() {
    let placed = SMALL.replace("date = 2026-04-11\n", "date = 2026-04-11\ntime = \"16:15\"\nplace = \"Lakewood\"\n");
    let season = format!("{placed}\n[[news]]\nknown = 2026-04-10\nmeet = \"League\"\ndate = 2026-04-14\n");
    let folder = folder_with(&season);
    let page = stdout(&racepace(folder.path(), &["show", "--athlete", "Ana", "--week", "3"]));
    assert!(page.contains("Sat 11 Apr League is now Tue 14 Apr (known Fri 10 Apr)"), "{page}");
    assert!(page.contains("League: 1600\n") && page.contains("4:15 pm, Lakewood\n"), "{page}");
    let page = stdout(&racepace(folder.path(), &["show", "--athlete", "Ana", "--week", "2"]));
    assert!(page.contains("Saturday 11 April") && page.contains(" #\n"), "changed days are marked: {page}");
}

#[test]
fn a_template_beside_the_season_file_wins() {
    let folder = folder_with(SMALL);
    fs::write(folder.path().join("week.txt"), "Our week {{ number }}: {{ season }}\n").unwrap();
    fs::create_dir(folder.path().join("templates")).unwrap();
    fs::write(folder.path().join("templates/athlete.txt"), "{{ name }}\n").unwrap();
    assert_eq!(stdout(&racepace(folder.path(), &["build", "--week", "2"])), "Our week 2: Small\n");
    let page = fs::read_to_string(folder.path().join("season/athletes/ana-r/week-01.txt")).unwrap();
    assert_eq!(page, "Ana R.\n");
}

#[test]
fn a_broken_template_is_shown_with_its_place_before_anything_is_written() {
    let folder = folder_with(SMALL);
    for (text, place, said) in [
        ("Week {{ number }}\n{% if %}\n", "week.html:2:7", "error[T01]"),
        ("Week {{ number }}\n{{ nummer }}\n", "week.html:2:4", "nummer"),
        ("{{ number | roman }}\n", "week.html:1:", "roman"),
        ("{% extends \"none.html\" %}\n", "week.html:1:1", "none.html"),
    ] {
        fs::write(folder.path().join("week.html"), text).unwrap();
        let output = racepace(folder.path(), &["build"]);
        assert_eq!(output.status.code(), Some(1), "{text}");
        let told = stderr(&output);
        assert!(told.contains(place) && told.contains(said), "{text}\n{told}");
        assert!(files(&folder.path().join("season")).is_empty(), "{text}: nothing is written");
    }
}

#[test]
fn workouts_beside_the_season_file_replace_by_id() {
    let folder = folder_with(SMALL);
    let own = "[[workouts]]\nid = \"48-hour-1600\"\nsession = \"48-hour\"\nevent = 1600\ntitle = \"Ours\"\n\
               for = \"the kick\"\nrun = [\"5x300 @ goal, rest 2:00\"]\n";
    fs::write(folder.path().join("workouts.toml"), own).unwrap();
    let shown = stdout(&racepace(folder.path(), &["show", "--week", "2"]));
    assert!(shown.contains("5 × 300 at goal pace, 2:00 rest"), "{shown}");
    fs::write(folder.path().join("workouts.toml"), own.replace("5x300 @ goal", "5x300 @ gaol")).unwrap();
    let output = racepace(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout(&output).contains("error[L01]") && stdout(&output).contains("workouts.toml:7:"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn a_broken_text_template_stops_a_build_that_only_prints_it() {
    let folder = folder_with(SMALL);
    fs::write(folder.path().join("week.txt"), "{{ nobody }}").unwrap();
    let output = racepace(folder.path(), &["build", "--formats", "html"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output), "");
    assert_eq!(stderr(&output).matches("error[T01]").count(), 1, "{}", stderr(&output));
    assert!(files(&folder.path().join("season")).is_empty(), "nothing is written");
}
