//! Promises that hold for every season, restated by an independent audit and
//! from what `plan.json` says.

use crate::common;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use racepace::audit::{audit, audit_past};
use racepace::domain::day::Day;
use racepace::domain::history::History;
use racepace::library::Library;
use racepace::plan::{Decision, Plan, plan};
use serde_json::Value;

/// A random season file with every feature: groups, entries, event days,
/// absences, closed days, words of the coach, changes of the calendar.
fn any_season() -> impl Strategy<Value = String> {
    (
        prop::collection::vec(any_meet(), 0..9),
        prop::collection::vec(any_athlete(), 1..6),
        prop::collection::vec(any_word(), 0..4),
        prop::collection::vec((0u32..60, 0u32..8), 0..3),
        any_head(),
    )
        .prop_map(|(meets, athletes, words, closed, head)| {
            let mut file = head;
            for (from, days) in closed {
                file += &format!("[[closed]]\nfrom = {}\nthrough = {}\n\n", date(from), date(from + days));
            }
            for (index, meet) in meets.iter().enumerate() {
                file += &format!("[[meets]]\nname = \"Meet {index}\"\n{meet}\n");
            }
            for (index, athlete) in athletes.iter().enumerate() {
                file += &format!("[[athletes]]\nname = \"Runner {index}\"\n{athlete}\n");
            }
            words.iter().for_each(|word| file += &format!("[[days]]\n{word}\n"));
            file
        })
}

fn date_in(history: &History, day: Day) -> String {
    history.latest().date(day).to_string()
}

fn date(day: u32) -> String {
    let start: chrono::NaiveDate = "2026-03-02".parse().unwrap();
    (start + chrono::Days::new(u64::from(day))).to_string()
}

fn any_head() -> impl Strategy<Value = String> {
    let week = prop::sample::select(vec![
        "",
        "[week]\nmonday = \"workout\"\ntuesday = \"workout\"\nfriday = \"workout\"\nsaturday = \"workout\"\n\n",
        "[week]\ntuesday = \"workout\"\nthursday = \"easy\"\nsaturday = \"easy\"\n\n",
        "[week]\ntuesday = \"easy\"\nthursday = \"speed-development\"\nsunday = \"long-run\"\n\n",
    ]);
    let off = prop::sample::select(vec!["[\"sunday\"]", "[]", "[\"saturday\", \"sunday\"]"]);
    let starts = prop::sample::select(vec!["monday", "sunday", "wednesday"]);
    let freed = prop::sample::select(vec!["workout", "time-trial", "easy", "off"]);
    (week, off, starts, freed).prop_map(|(week, off, starts, freed)| {
        format!(
            "[season]\nname = \"Random\"\nstart = {}\nend = {}\noff = {off}\nweek-starts = \"{starts}\"\n\
             championship-from = {}\n\n[policy]\ncanceled-race = \"{freed}\"\n\n{week}",
            date(0),
            date(69),
            date(40)
        )
    })
}

fn any_meet() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec!["dual", "invitational", "time-trial", "championship", "relays"]);
    let groups =
        prop::option::weighted(0.5, prop::sample::select(vec!["[\"varsity\"]", "[\"jv\"]", "[\"varsity\", \"jv\"]"]));
    let events = prop::option::weighted(0.2, prop::sample::select(vec!["[800]", "[1600, 3200]"]));
    let lead = prop::option::weighted(0.2, prop::sample::select(vec!["48-hour", "72-hour", "none"]));
    let entries = prop::option::weighted(
        0.2,
        prop::sample::select(vec![
            "{ 800 = [\"Runner 0\"], 1600 = [\"Runner 0\"] }",
            "{ 1600 = [\"Runner 0\"], 3200 = [\"Runner 0\"] }",
        ]),
    );
    (0u32..58, 0u32..3, kind, groups, events, lead, entries, 1u8..4).prop_map(
        |(day, more, kind, groups, events, lead, entries, priority)| {
            let mut meet = format!(
                "date = {}\nthrough = {}\nkind = \"{kind}\"\npriority = {priority}\n",
                date(day),
                date(day + more)
            );
            let mut add = |key: &str, value: Option<String>| {
                if let Some(value) = value {
                    meet += &format!("{key} = {value}\n");
                }
            };
            add("groups", groups.map(str::to_owned));
            add("events", events.map(str::to_owned));
            add("lead", lead.map(|lead| format!("\"{lead}\"")));
            add("entries", entries.map(str::to_owned));
            if more == 2 {
                add(
                    "event-days",
                    Some(format!("{{ 1600 = [{}, {}], 3200 = {} }}", date(day), date(day + 2), date(day + 1))),
                );
            }
            meet
        },
    )
}

/// A random season file that has no error, with random news.
pub(crate) fn any_lived_season() -> impl Strategy<Value = String> {
    (any_season(), prop::collection::vec(any_news(), 0..8)).prop_map(|(mut file, news)| {
        for piece in news {
            let with_news = format!("{file}{piece}\n");
            // What the checker refuses is another test's business.
            if common::planned_or_errors(&with_news).is_ok() {
                file = with_news;
            }
        }
        file
    })
}

/// One piece of news, or one entry with `known`, of any kind.
fn any_news() -> impl Strategy<Value = String> {
    (0u32..66, 0usize..9, 0u32..8, 0usize..5, 0usize..22).prop_map(|(known, meet, later, runner, kind)| {
        let (known, day) = (date(known), date((known + later).min(69)));
        let news = |subject: &str, says: &str| format!("[[news]]\nknown = {known}\n{subject}{says}\n");
        let meet = format!("meet = \"Meet {meet}\"\n");
        let who = format!("athletes = [\"Runner {runner}\"]\n");
        match kind {
            0..4 => news(&meet, &format!("date = {day}")),
            4 => news(&meet, "canceled = true"),
            5 => news(&meet, "canceled = false"),
            6 => news(&meet, &format!("date = {day}\nday = {day}")),
            7 => news(&meet, "groups = [\"jv\"]"),
            8 => news(&meet, &format!("without = [\"Runner {runner}\"]")),
            9 => news(&meet, &format!("also = {{ 800 = [\"Runner {runner}\"], \"4x800\" = [\"Runner {runner}\"] }}")),
            10 => news(&meet, "lead = \"none\"\nkind = \"championship\"\npriority = 3"),
            11 => news(&who, "group = \"varsity\""),
            12 => news(&who, &format!("away = [{{ from = {day}, through = \"back\" }}]")),
            13 => news(&who, &format!("away = [{{ from = {day} }}]")),
            14 => news(&who, "back = true"),
            15 => news(&who, &format!("until = {day}")),
            16 => news(&who, "goals = { 800 = \"2:18\", 1600 = \"5:10\" }\nevent = 1600"),
            17 => news("groups = \"jv\"\n", &format!("away = [{{ from = {day} }}]")),
            18 => news("", "week = { monday = \"workout\", tuesday = \"easy\" }"),
            19 => format!("[[closed]]\nknown = {known}\nfrom = {day}\n\n"),
            20 => format!("[[days]]\nknown = {known}\ndate = {day}\nsession = \"workout\"\n\n"),
            _ => format!("[[meets]]\nknown = {known}\nname = \"Late {runner}\"\ndate = {day}\n\n"),
        }
    })
}

fn any_athlete() -> impl Strategy<Value = String> {
    let event = prop::sample::select(vec![800, 1600, 3200]);
    let group = prop::sample::select(vec!["varsity", "jv"]);
    let away = prop::option::weighted(0.3, (0u32..60, 0u32..6));
    let until = prop::option::weighted(0.1, 30u32..69);
    (event, group, away, until).prop_map(|(event, group, away, until)| {
        let mut athlete = format!("event = {event}\ngroup = \"{group}\"\ngoals = {{ {event} = \"11:00\" }}\n")
            .replace("{ 800 = \"11:00\"", "{ 800 = \"2:20\"")
            .replace("{ 1600 = \"11:00\"", "{ 1600 = \"5:20\"");
        if let Some((from, days)) = away {
            athlete += &format!("away = [{{ from = {}, through = {} }}]\n", date(from), date(from + days));
        }
        if let Some(until) = until {
            athlete += &format!("until = {}\n", date(until));
        }
        athlete
    })
}

fn any_word() -> impl Strategy<Value = String> {
    let who = prop::sample::select(vec!["", "groups = [\"jv\"]\n", "athletes = [\"Runner 0\"]\n"]);
    let session = prop::sample::select(vec!["easy", "off", "workout", "48-hour", "72-hour", "time-trial", "long-run"]);
    let known = prop::option::weighted(0.3, 0u32..5);
    (0u32..69, who, session, known).prop_map(|(day, who, session, known)| {
        let known = known.map(|before| format!("known = {}\n", date(day.saturating_sub(before)))).unwrap_or_default();
        format!("date = {}\n{who}session = \"{session}\"\nnote = \"as told\"\n{known}", date(day))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn days_before_each_piece_of_news_stay_as_they_were_planned_without_it(file in any_lived_season()) {
        let (checked, now) = common::planned(&file);
        prop_assert_eq!(audit_past(&checked.history, &now, common::plan_of), [], "{}", file);
    }

    #[test]
    fn decisions_of_races_that_were_run_stay(file in any_lived_season()) {
        let (checked, now) = common::planned(&file);
        for version in &checked.history.versions()[1..] {
            let past = checked.history.until(version.as_of.before());
            let before = common::plan_of(&past);
            for id in past.latest().athlete_ids() {
                let run = |plan: &Plan| -> Vec<Arc<Decision>> {
                    let decisions = plan.shared(id).decisions.iter();
                    decisions.filter(|decision| decision.race_day < version.as_of).cloned().collect()
                };
                let known = date_in(&checked.history, version.as_of);
                prop_assert_eq!(run(&before), run(&now), "known {}\n{}", known, &file);
            }
        }
    }

    #[test]
    fn who_is_not_concerned_is_not_planned_again(file in any_season(), known in 1u32..66, runner in 0usize..5) {
        let (checked, before) = common::planned(&file);
        let news = format!(
            "[[news]]\nknown = {0}\nathletes = [\"Runner {runner}\"]\naway = [{{ from = {0} }}]\n", date(known)
        );
        let Ok((_, after)) = common::planned_or_errors(&format!("{file}{news}")) else { return Ok(()) };
        for (id, athlete) in checked.history.latest().athletes_with_ids() {
            if athlete.name.as_str() != format!("Runner {runner}") {
                let plan = |plan: &Plan| (plan.shared(id).days.clone(), plan.shared(id).workouts.clone());
                prop_assert_eq!(plan(&before), plan(&after), "{}\n{}", athlete.name, file);
            }
        }
    }

    #[test]
    fn news_on_the_first_day_equals_the_plain_file(file in any_season(), runner in 0usize..5) {
        let line = format!("name = \"Runner {runner}\"\n");
        prop_assume!(file.contains(&line));
        let with_until = format!("{file}[[news]]\nknown = {}\nathletes = [\"Runner {runner}\"]\nuntil = {}\nvolume = \"lower\"\n", date(0), date(50));
        let mut plain = String::new();
        let mut of_runner = false;
        for text in file.lines() {
            of_runner = if text.starts_with('[') { false } else { of_runner || format!("{text}\n") == line };
            if !(of_runner && text.starts_with("until")) {
                plain += text;
                plain.push('\n');
            }
            if format!("{text}\n") == line {
                plain += &format!("until = {}\nvolume = \"lower\"\n", date(50));
            }
        }
        let of = |text: &str| -> Value {
            let mut plan: Value = serde_json::from_slice(&common::plan_json(text)).unwrap();
            // The news itself stands in one file alone, and so do the lines that a warning points at.
            let object = plan.as_object_mut().unwrap();
            object.remove("news");
            object.remove("diagnostics");
            plan
        };
        prop_assert_eq!(of(&with_until), of(&plain), "{}", plain);
    }

    #[test]
    fn the_order_of_news_in_the_file_does_not_matter_where_it_says_different_things(
        file in any_season(), known in 1u32..60, runner in 0usize..5,
    ) {
        let pieces = [
            format!("[[news]]\nknown = {0}\nathletes = [\"Runner {runner}\"]\naway = [{{ from = {0} }}]\n", date(known)),
            format!("[[news]]\nknown = {}\ngroups = \"jv\"\naway = [{{ from = {} }}]\n", date(known), date(known + 2)),
            format!("[[news]]\nknown = {}\nathletes = [\"Runner {runner}\"]\ngroup = \"jv\"\n", date(known)),
            format!("[[closed]]\nknown = {}\nfrom = {}\n", date(known), date(known + 1)),
        ];
        let one: String = file.clone() + &pieces.concat();
        let other: String = file.clone() + &pieces.iter().rev().cloned().collect::<String>();
        let (Ok((checked, one)), Ok((_, other))) =
            (common::planned_or_errors(&one), common::planned_or_errors(&other)) else { return Ok(()) };
        for id in checked.history.latest().athlete_ids() {
            prop_assert_eq!(&one.shared(id).days, &other.shared(id).days, "{}", file);
        }
    }

    #[test]
    fn news_of_a_meet_weeks_away_leaves_the_weeks_until_then_alone(file in any_season(), known in 1u32..48) {
        let last_meet = format!("[[meets]]\nname = \"Far\"\nkind = \"time-trial\"\ndate = {}\n", date(69));
        let canceled = format!("[[news]]\nknown = {}\nmeet = \"Far\"\ncanceled = true\n", date(known));
        let (checked, before) = common::planned(&format!("{file}{last_meet}"));
        let (_, after) = common::planned(&format!("{file}{last_meet}{canceled}"));
        for id in checked.history.latest().athlete_ids() {
            let weeks = |plan: &Plan| -> Vec<_> {
                let shared = plan.shared(id);
                shared.days[..49].iter().map(|day| day.session).zip(shared.workouts[..49].to_vec()).collect()
            };
            prop_assert_eq!(weeks(&before), weeks(&after), "known {}\n{}", date(known), file);
        }
    }

    #[test]
    fn the_changes_listed_are_the_days_that_differ_from_the_plan_as_it_was_known_before(file in any_lived_season()) {
        let history = common::season(&file).history;
        let season = history.latest();
        let plan: Value = serde_json::from_slice(&common::plan_json(&file)).unwrap();
        let listed: BTreeSet<[&str; 5]> = list(&plan, "changes")
            .iter()
            .map(|change| ["known", "athlete", "date", "was", "now"].map(|key| text(change, key)))
            .filter(|[.., was, now]| was != now)
            .collect();
        let mut differ = BTreeSet::new();
        for version in &history.versions()[1..] {
            let known = version.as_of;
            let (past, present) = (history.until(known.before()), history.until(known));
            let (before, after) = (common::plan_of(&past), common::plan_of(&present));
            for (id, athlete) in past.latest().athletes_with_ids() {
                for (index, (was, now)) in before.shared(id).days.iter().zip(&after.shared(id).days).enumerate() {
                    if was.session != now.session {
                        let date = |day| season.date(day).to_string();
                        let name = athlete.name.to_string();
                        let (was, now) = (was.session.to_string(), now.session.to_string());
                        differ.insert([date(known), name, date(Day::at(index)), was, now]);
                    }
                }
            }
        }
        let differ: BTreeSet<[&str; 5]> = differ.iter().map(|change| change.each_ref().map(String::as_str)).collect();
        prop_assert_eq!(listed, differ, "{}", file);
    }

    #[test]
    fn a_note_changes_no_day(file in any_lived_season(), known in 1u32..69) {
        let (checked, before) = common::planned(&file);
        let note = format!("[[days]]\ndate = {}\nnote = \"bus at 7\"\nknown = {}\n", date(69), date(known));
        let (_, after) = common::planned(&format!("{file}{note}"));
        for id in checked.history.latest().athlete_ids() {
            let sessions = |plan: &Plan| -> Vec<_> {
                let shared = plan.shared(id);
                shared.days.iter().map(|day| day.session).zip(shared.workouts.clone()).collect()
            };
            prop_assert_eq!(sessions(&before), sessions(&after), "known {}\n{}", date(known), file);
        }
    }

    #[test]
    fn every_plan_keeps_every_promise(file in any_lived_season()) {
        let checked = common::season(&file);
        let plan = plan(&checked.history, &Library::built_in());
        prop_assert_eq!(audit(&checked.history, &plan), [], "{}", file);
    }
}

/// The keys of an object, in the order of the alphabet.
fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

fn list<'a>(plan: &'a Value, key: &str) -> &'a [Value] {
    plan[key].as_array().unwrap()
}

fn text<'a>(entry: &'a Value, key: &str) -> &'a str {
    entry[key].as_str().unwrap_or_else(|| panic!("{key} of {entry}"))
}

fn date_of(entry: &Value, key: &str) -> chrono::NaiveDate {
    text(entry, key).parse().unwrap()
}

/// The names of the athletes of a season file, in its order.
fn names(file: &str) -> Vec<&str> {
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

/// What `plan.json` says of one athlete.
fn of_athlete<'a>(plan: &'a Value, name: &str) -> Vec<&'a Value> {
    let lists = ["decisions", "days", "changes"].into_iter().flat_map(|key| list(plan, key));
    lists.filter(|entry| text(entry, "athlete") == name).collect()
}

/// The season file with a group of his own for each athlete, who goes where he went before.
fn everyone_alone(file: &str) -> String {
    let mut alone = String::new();
    let mut of_group: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (index, part) in file.split("group = \"").enumerate() {
        match part.split_once('"').filter(|_| 0 < index) {
            Some((group, rest)) => {
                let own = format!("{group} {index}");
                alone += &format!("group = \"{own}\"{rest}");
                of_group.entry(if group == "jv" { "jv" } else { "varsity" }).or_default().push(format!("\"{own}\""));
            }
            None => alone += part,
        }
    }
    let all = |group: &str| of_group.get(group).map_or_else(|| format!("\"{group}\""), |groups| groups.join(", "));
    let lists = alone.split("groups = [").enumerate().map(|(index, part)| match part.split_once(']') {
        Some((list, rest)) if 0 < index => {
            let list = list.replace("\"varsity\"", &all("varsity")).replace("\"jv\"", &all("jv"));
            format!("groups = [{list}]{rest}")
        }
        _ => part.to_owned(),
    });
    lists.collect()
}

/// The season file with its athletes the other way round.
fn athletes_turned(file: &str) -> String {
    let end = |from: usize| file[from..].find("[[days]]").map_or(file.len(), |at| from + at);
    let first = file.find("[[athletes]]").unwrap();
    let last = end(first);
    let mut athletes: Vec<&str> = file[first..last].split_inclusive("\n\n").collect();
    athletes.reverse();
    format!("{}{}{}", &file[..first], athletes.concat(), &file[last..])
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

    #[test]
    fn nobodys_plan_is_worse_for_the_sake_of_his_group(file in any_season()) {
        // Without news, so that each plan is the best one and not the rest of another.
        let told = ["moved =", "canceled =", "known ="];
        let lines = file.lines().filter(|line| !told.iter().any(|told| line.starts_with(told)));
        let file: String = lines.map(|line| format!("{line}\n")).collect();
        let alone = everyone_alone(&file);
        let total = |text: &str| -> Vec<u32> {
            let (checked, plan) = common::planned(text);
            let worth = |decision: &Decision| match (decision.lead, decision.preferred) {
                (_, None) => 1010,
                (Some(_), Some(_)) => 1000,
                (None, Some(_)) => 0,
            };
            let priority = |decision: &Decision| u32::from(checked.history.latest().meet(decision.meet).priority);
            let of = |id| plan.shared(id).decisions.iter().map(|one| priority(one) * worth(one)).sum();
            checked.history.latest().athlete_ids().map(of).collect()
        };
        prop_assert_eq!(total(&file), total(&alone), "{}", file);
    }

    #[test]
    fn an_athletes_plan_does_not_depend_on_the_order_of_the_file(file in any_season()) {
        let plan: Value = serde_json::from_slice(&common::plan_json(&file)).unwrap();
        let other_way_round = athletes_turned(&file);
        prop_assert!(names(&other_way_round).iter().eq(names(&file).iter().rev()), "{}", other_way_round);
        let turned: Value = serde_json::from_slice(&common::plan_json(&other_way_round)).unwrap();
        for name in names(&file) {
            prop_assert_eq!(of_athlete(&plan, name), of_athlete(&turned, name), "{}", file);
        }
    }
}
