//! Every file that the shipped seasons are built into, by its hash, so that a changed byte is noticed; and one week of
//! the example season as it is built (`plans/sheets`), so that a reviewer sees what changed.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::common::binary::{self, files, folder, racepace, stderr};
use crate::common::expected::matches_file;
use crate::common::links::links;

/// The files of a folder, as path and bytes.
type Files = Vec<(String, Vec<u8>)>;

/// Every season that ships, and every file that it is built into.
static BUILT: LazyLock<Vec<(String, Files)>> = LazyLock::new(|| {
    let build = |season: String| {
        let out = folder();
        let out = out.path().join("out");
        let file = format!("plans/{season}.toml");
        let formats = "text,markdown,html,json,csv,ics";
        let arguments = ["build", &file, "--quiet", "--formats", formats, "--out", out.to_str().unwrap()];
        let output = racepace(Path::new("."), &arguments);
        assert!(output.status.success(), "{season}\n{}", stderr(&output));
        (season, files(&out))
    };
    shipped().into_iter().map(build).collect()
});

fn hashes(files: &Files) -> String {
    let mut lines = String::new();
    for (path, bytes) in files {
        let hash: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        writeln!(lines, "{hash}  {path}").unwrap();
    }
    lines
}

/// The season files that ship, without their ending.
fn shipped() -> Vec<String> {
    let entries = fs::read_dir("plans").unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut seasons: Vec<String> = entries.filter_map(|name| name.strip_suffix(".toml").map(str::to_owned)).collect();
    seasons.sort();
    assert!(3 <= seasons.len(), "{seasons:?}");
    seasons
}

#[test]
fn every_file_of_the_shipped_seasons_is_the_same_to_the_byte() {
    for (season, files) in &*BUILT {
        matches_file(&format!("tests/golden/{season}.txt"), &hashes(files));
    }
}

/// What of the example season is kept to look at: all that is made for week 5.
const SHOWN: [&str; 10] = [
    "index.html",
    "overview.html",
    "weeks/week-05.html",
    "weeks/week-05.md",
    "weeks/week-05.txt",
    "athletes/ana-ru/week-05.html",
    "athletes/ana-ru/week-05.txt",
    "cards/week-05.html",
    "clipboard/2026-04-02-48-hour-1600.html",
    "calendars/athletes/ana-ru.ics",
];

#[test]
fn one_week_of_the_example_season_in_each_format_is_kept_to_look_at() {
    let (_, files) = BUILT.iter().find(|(season, _)| season == "season").unwrap();
    let file = |path: &str| {
        let (_, bytes) = files.iter().find(|(name, _)| name == path).unwrap_or_else(|| panic!("there is no {path}"));
        String::from_utf8(bytes.clone()).unwrap()
    };
    let mut kept = BTreeMap::from(SHOWN.map(|path| (path.to_owned(), file(path))));
    kept.insert("plan.csv".to_owned(), week_5_of_csv(&file("plan.csv")));
    kept.insert("plan.json".to_owned(), week_5_of_json(&file("plan.json")));
    for (path, text) in &kept {
        matches_file(&format!("plans/sheets/{path}"), text);
    }
    let lying_there: Vec<String> = binary::files(Path::new("plans/sheets")).into_iter().map(|(path, _)| path).collect();
    assert_eq!(lying_there, kept.into_keys().collect::<Vec<_>>());
}

/// True for the dates of week 5, which begins on 30 March.
fn is_in_week_5(date: &str) -> bool {
    ("2026-03-30"..="2026-04-05").contains(&date)
}

/// The head of `plan.csv`, and the rows of week 5.
fn week_5_of_csv(csv: &str) -> String {
    let is_shown = |(index, line): &(usize, &str)| *index == 0 || line.split(',').any(is_in_week_5);
    csv.split_inclusive('\n').enumerate().filter(is_shown).map(|(_, line)| line).collect()
}

/// `plan.json` with only the first athlete, and of the days only week 5.
fn week_5_of_json(json: &str) -> String {
    let mut plan: Value = serde_json::from_str(json).unwrap();
    let first = plan["decisions"][0]["athlete"].clone();
    for part in ["decisions", "days", "changes"] {
        let entries = plan[part].as_array_mut().unwrap();
        entries.retain(|entry| entry["athlete"] == first);
    }
    plan["days"].as_array_mut().unwrap().retain(|day| is_in_week_5(day["date"].as_str().unwrap()));
    format!("{plan:#}\n")
}

#[test]
fn every_shipped_page_is_for_print_loads_nothing_leads_to_its_neighbors_and_is_not_to_be_indexed() {
    for (season, files) in &*BUILT {
        let pages = files.iter().filter(|(name, _)| name.ends_with(".html"));
        let mut seen = 0;
        for (name, bytes) in pages {
            // A pattern is drawn in the page itself.
            let page = String::from_utf8(bytes.clone()).unwrap().replace("url(#", "");
            for needed in ["<html lang=\"en\">", "content=\"noindex\"", "@page", "<main", "</html>"] {
                assert!(page.contains(needed), "{name}: {needed}");
            }
            for unwanted in ["<script", "<link", "src=", "@import", "url(", "http:", "https:"] {
                assert!(!page.contains(unwanted), "{name}: {unwanted}");
            }
            for (path, _) in links(name, &page) {
                assert!(files.iter().any(|(name, _)| *name == path), "{name}: there is no {path}");
            }
            seen += 1;
        }
        assert!(100 < seen, "{season}: {seen} pages");
    }
}
