//! A season of 32 athletes as it was lived: `tests/cases/year/season.toml`, and its sheets of the weeks in which
//! something became known.

use std::collections::BTreeSet;
use std::fs;

use chrono::NaiveDate;
use racepace::audit::audit_past;
use racepace::domain::day::Day;
use racepace::domain::season::Week;
use racepace::plan::warnings;
use racepace::render::{self, Templates};
use racepace::sheet::SheetBuilder;
use serde_json::Value;

use crate::common;
use crate::common::expected::matches_file;

fn season() -> String {
    fs::read_to_string("tests/cases/year/season.toml").unwrap()
}

/// The team's sheets as text, week by week.
fn sheets(text: &str) -> Vec<(Week, String)> {
    let (checked, planned) = common::planned(text);
    let warnings = warnings::warnings(checked.history.latest(), &planned);
    let builder = SheetBuilder::new(&checked.history, &planned, &warnings);
    let templates = Templates::load(Vec::new(), &Default::default()).unwrap();
    let weeks = builder.weeks().iter();
    weeks.map(|&week| (week, render::team_week_text(&builder, &templates, week).unwrap())).collect()
}

/// The entries of a season file, each with the day on which it became known.
fn entries(text: &str) -> Vec<(&str, Option<NaiveDate>)> {
    let starts: Vec<usize> = text.match_indices("\n[").map(|(at, _)| at + 1).collect();
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let entries = std::iter::once(0..starts[0]).chain(starts.iter().zip(ends).map(|(&start, end)| start..end));
    let known = |entry: &str| entry.lines().find_map(|line| line.strip_prefix("known = "))?.parse().ok();
    entries.map(|range| &text[range]).map(|entry| (entry, known(entry))).collect()
}

/// The season file as it was before `day`.
fn before(text: &str, day: NaiveDate) -> String {
    let stood = entries(text).into_iter().filter(|(_, known)| known.is_none_or(|known| known < day));
    stood.map(|(entry, _)| entry).collect()
}

fn known_days(text: &str) -> BTreeSet<NaiveDate> {
    entries(text).into_iter().filter_map(|(_, known)| known).collect()
}

#[test]
fn the_sheets_of_the_weeks_in_which_something_became_known() {
    let text = season();
    let (checked, _) = common::planned(&text);
    let history = checked.history;
    let known: Vec<Day> = history.known_days();
    let mut shown = 0;
    for (week, sheet) in sheets(&text) {
        // What becomes known on a week's last day is told on the next sheet.
        if known.iter().any(|&day| week.first <= day.plus(1) && day <= week.last) {
            matches_file(&format!("tests/cases/year/week-{:02}.txt", week.number), &sheet);
            shown += 1;
        }
    }
    assert_eq!(fs::read_dir("tests/cases/year").unwrap().count(), shown + 1);
}

#[test]
fn it_has_what_happens_in_a_season() {
    let text = season();
    let (checked, plan) = common::planned(&text);
    let history = &checked.history;
    let latest = history.latest();
    assert_eq!(latest.athlete_ids().count(), 32);
    assert_eq!(latest.groups.len(), 4);
    assert_eq!(latest.meets_with_ids().count(), 16);
    assert!(15 <= history.known_days().len());
    assert_eq!(audit_past(history, &plan, common::plan_of), []);
}

#[test]
fn lived_day_by_day_no_sheet_of_a_week_that_is_over_is_ever_another() {
    let text = season();
    let last = sheets(&text);
    let start: NaiveDate = "2026-03-02".parse().unwrap();
    let days = known_days(&text);
    assert!(15 <= days.len());
    for day in days {
        let index = usize::try_from((day - start).num_days()).unwrap();
        let was = sheets(&before(&text, day));
        for ((week, was), (_, is)) in was.iter().zip(&last).filter(|((week, _), _)| week.last < Day::at(index)) {
            assert_eq!(was, is, "week {} as it was known before {day}", week.number);
        }
    }
}

/// Of `plan.json`, the days and the decisions of races that are before a date.
fn rows_before(plan: &Value, date: &str) -> Vec<Value> {
    let rows = |list: &str, key: &str| -> Vec<Value> {
        let is_before = |row: &&Value| row[key].as_str().unwrap() < date;
        plan[list].as_array().unwrap().iter().filter(is_before).cloned().collect()
    };
    [rows("days", "date"), rows("decisions", "race_date")].concat()
}

#[test]
fn lived_day_by_day_what_was_run_is_never_another() {
    let text = season();
    let plan = |text: &str| serde_json::from_slice::<Value>(&common::plan_json(text)).unwrap();
    let last = plan(&text);
    for day in known_days(&text) {
        let date = day.to_string();
        let is: BTreeSet<String> = rows_before(&last, &date).iter().map(Value::to_string).collect();
        for was in rows_before(&plan(&before(&text, day)), &date) {
            assert!(is.contains(&was.to_string()), "before {day}: {was}");
        }
    }
}
