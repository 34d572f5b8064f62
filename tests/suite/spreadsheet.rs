//! `plan.csv` as a spreadsheet reads it.

use std::fs;

use crate::common::binary::{folder_with, racepace, stderr};
use crate::common::expected::matches_file;
use proptest::prelude::*;

/// `plan.csv` of a season, byte for byte.
fn plan_csv(season: &str) -> Vec<u8> {
    let folder = folder_with(season);
    let output = racepace(folder.path(), &["build", "--quiet", "--formats", "csv"]);
    assert!(output.status.success(), "{}", stderr(&output));
    fs::read(folder.path().join("season/plan.csv")).unwrap()
}

/// The rows below the head.
fn rows(csv: &[u8]) -> Vec<csv::StringRecord> {
    let csv = csv.strip_prefix("\u{feff}".as_bytes()).expect("Excel needs the mark to read UTF-8");
    csv::Reader::from_reader(csv).records().map(Result::unwrap).collect()
}

const TWO_ATHLETES: &str = r#"[season]
start = 2026-04-08
end = 2026-04-14
week-starts = "sunday"

[[meets]]
name = "League, \"final\""
date = 2026-04-11

[[athletes]]
name = "Zoë Ångström"
event = 1600
group = "varsity"
goals = { 1600 = "5:20" }

[[athletes]]
name = "=Ben"
event = 800
goals = { 800 = "2:02" }
away = [{ from = 2026-04-14 }]

[[days]]
date = 2026-04-12
note = "team breakfast"
"#;

#[test]
fn the_whole_file_is_a_row_for_each_athlete_and_day() {
    let csv = plan_csv(TWO_ATHLETES);
    assert_eq!(rows(&csv).len(), 2 * 7);
    let text = String::from_utf8(csv).unwrap();
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "{text:?}");
    // The mark at the beginning cannot be seen.
    matches_file("tests/expected/plan.csv", &text.replace("\r\n", "\n").replace('\u{feff}', "<BOM>"));
}

#[test]
fn every_athlete_has_a_row_for_each_day_of_a_long_season() {
    let season = fs::read_to_string("plans/season.toml").unwrap();
    let athletes = season.matches("[[athletes]]").count();
    let rows = rows(&plan_csv(&season));
    // 2 March through 23 May.
    assert_eq!(rows.len(), athletes * 83);
    let mut seen: Vec<(&str, &str)> = rows.iter().map(|row| (&row[0], &row[3])).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), rows.len(), "each of them once");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_a_text_begins_with_no_cell_is_a_formula_and_the_text_is_kept(
        text in "[=+@'＝-][ '=+@＋a1,()-]{0,5}x"
    ) {
        let season = TWO_ATHLETES.replace("=Ben", &text).replace("team breakfast", &text).replace("varsity", &text);
        let rows = rows(&plan_csv(&season));
        for cell in rows.iter().flatten() {
            let begins = cell.trim_start_matches([' ', '"', '\'']).starts_with(['=', '+', '-', '@', '＝', '＋']);
            prop_assert!(!begins || cell.starts_with('\''), "{:?}", cell);
        }
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (row, column) in [(0, 1), (4, 11), (7, 0)] {
            let cell = &rows[row][column];
            let same = cell == plain || cell.strip_prefix('\'') == Some(&plain);
            prop_assert!(same, "{:?} of {:?}", cell, plain);
        }
    }
}
