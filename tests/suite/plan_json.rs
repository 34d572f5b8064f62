//! `plan.json`: the keys that its version promises, in order, and what belongs together in it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use crate::common;
use crate::common::any_season::any_season;

/// The keys of an object, in the order of the alphabet.
fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

/// A list of `plan.json`.
pub(crate) fn list<'a>(plan: &'a Value, key: &str) -> &'a [Value] {
    plan[key].as_array().unwrap()
}

/// A text in an entry of such a list.
pub(crate) fn text<'a>(entry: &'a Value, key: &str) -> &'a str {
    entry[key].as_str().unwrap_or_else(|| panic!("{key} of {entry}"))
}

fn date_of(entry: &Value, key: &str) -> chrono::NaiveDate {
    text(entry, key).parse().unwrap()
}

/// The names of the athletes of a season file, in its order.
pub(crate) fn names(file: &str) -> Vec<&str> {
    let headed = file.split("[[athletes]]\nname = \"").skip(1);
    headed.map(|athlete| athlete.split_once('"').unwrap().0).collect()
}

/// Whether `plan.json` has the keys that its version promises, and no other.
fn check_keys(plan: &Value) -> Result<(), TestCaseError> {
    prop_assert_eq!(keys(plan), ["version", "season", "decisions", "days", "changes", "news", "diagnostics"]);
    prop_assert_eq!(&plan["version"], 1);
    prop_assert_eq!(keys(&plan["season"]), ["name", "start", "end"]);
    let decision = ["athlete", "meet", "event", "race_date", "lead", "date", "workout", "rules", "why"];
    let day = ["athlete", "date", "session", "meet", "workout", "title", "rules", "why"];
    let change = ["known", "athlete", "date", "was", "now", "why"];
    let news = ["known", "text", "athletes"];
    let diagnostic = ["code", "severity", "message", "line", "column"];
    for (list_of, expected) in [
        ("decisions", &decision[..]),
        ("days", &day),
        ("changes", &change),
        ("news", &news),
        ("diagnostics", &diagnostic),
    ] {
        for entry in list(plan, list_of) {
            prop_assert_eq!(keys(entry), expected);
        }
    }
    Ok(())
}

/// Whether every athlete has one entry for each date, in athlete order, then date order.
fn check_days(plan: &Value, athletes: &[&str]) -> Result<(), TestCaseError> {
    let (start, end) = (date_of(&plan["season"], "start"), date_of(&plan["season"], "end"));
    let dates: Vec<String> = start.iter_days().take_while(|date| *date <= end).map(|date| date.to_string()).collect();
    let expected: Vec<(&str, &str)> =
        athletes.iter().flat_map(|name| dates.iter().map(|date| (*name, date.as_str()))).collect();
    let found: Vec<(&str, &str)> =
        list(plan, "days").iter().map(|day| (text(day, "athlete"), text(day, "date"))).collect();
    prop_assert_eq!(found, expected);
    for day in list(plan, "days") {
        prop_assert!(!text(day, "title").is_empty() && !text(day, "why").is_empty(), "{}", day);
        prop_assert!(!list(day, "rules").is_empty(), "{}", day);
        prop_assert!(text(day, "session") != "off" || day["workout"].is_null() && day["meet"].is_null(), "{}", day);
    }
    Ok(())
}

/// Whether decisions are in athlete order, then date order, and each lead is
/// on its day, with its workout, which the day holds.
fn check_decisions(plan: &Value, athletes: &[&str]) -> Result<(), TestCaseError> {
    let days: BTreeMap<(&str, &str), &Value> =
        list(plan, "days").iter().map(|day| ((text(day, "athlete"), text(day, "date")), day)).collect();
    let place = |decision: &Value| {
        let athlete = athletes.iter().position(|name| *name == text(decision, "athlete")).unwrap();
        (athlete, date_of(decision, "race_date"))
    };
    prop_assert!(list(plan, "decisions").is_sorted_by_key(place));
    for decision in list(plan, "decisions") {
        prop_assert!(!text(decision, "why").is_empty() && !list(decision, "rules").is_empty(), "{}", decision);
        prop_assert!([800, 1600, 3200].contains(&decision["event"].as_i64().unwrap()), "{}", decision);
        let days_before = match text(decision, "lead") {
            "48-hour" => 2,
            "72-hour" => 3,
            lead => {
                prop_assert_eq!(lead, "none");
                prop_assert!(decision["date"].is_null() && decision["workout"].is_null(), "{}", decision);
                continue;
            }
        };
        let date = date_of(decision, "date");
        prop_assert_eq!((date_of(decision, "race_date") - date).num_days(), days_before);
        let day = days[&(text(decision, "athlete"), text(decision, "date"))];
        prop_assert_eq!(&day["session"], &decision["lead"]);
        prop_assert_eq!(&day["workout"], &decision["workout"]);
        prop_assert!(decision["workout"].is_string(), "{}", decision);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn plan_json_is_whole_and_in_order_and_the_same_twice(file in any_season()) {
        let bytes = common::plan_json(&file);
        prop_assert_eq!(&bytes, &common::plan_json(&file));
        let plan: Value = serde_json::from_slice(&bytes).unwrap();
        let athletes = names(&file);
        check_keys(&plan)?;
        check_days(&plan, &athletes)?;
        check_decisions(&plan, &athletes)?;
    }
}
