//! Whole seasons: the files under plans/, as they are planned.

use crate::common;
use crate::common::expected::matches_file;
use std::collections::BTreeMap;

use racepace::domain::day::Day;
use racepace::domain::ids::AthleteId;
use racepace::domain::season::Season;
use racepace::plan::Plan;
use racepace::sheet::phrases;

const PLANS: [(&str, &str); 3] = [
    ("season", include_str!("../../plans/season.toml")),
    ("greylock-2009", include_str!("../../plans/greylock-2009.toml")),
    ("tartan-2020", include_str!("../../plans/tartan-2020.toml")),
];

fn plan_text(name: &str) -> &'static str {
    PLANS.iter().find(|(plan, _)| *plan == name).unwrap().1
}

/// The fields of a line of comma-separated values, some of them in quotes.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().unwrap().push(c),
        }
    }
    fields
}

#[test]
fn every_meet_of_a_published_schedule_is_in_its_season_file_on_its_day() {
    let rows: Vec<Vec<String>> = include_str!("../cases/schedules.csv").lines().skip(1).map(fields).collect();
    for (case, plan) in [("GREYLOCK2009", "greylock-2009"), ("ISD622_2020", "tartan-2020")] {
        let season = common::season(plan_text(plan)).history.latest().clone();
        let mut meets = Vec::new();
        for row in rows.iter().filter(|row| row[0] == case) {
            let [_, _, year, start, end, weekday, name, remark, ..] = row.as_slice() else { panic!("{row:?}") };
            let date: chrono::NaiveDate = start.parse().unwrap();
            assert_eq!((end, &date.format("%a").to_string()), (start, weekday), "{name}");
            assert!(start.starts_with(year.as_str()), "{name}");
            if remark == "season start not a meet" {
                assert_eq!(season.start, date);
                continue;
            }
            meets.push((date, name.clone()));
        }
        let planned: Vec<_> =
            season.meets.iter().map(|meet| (season.date(meet.days().first().unwrap()), meet.name.clone())).collect();
        assert_eq!(planned, meets, "{plan}");
        assert!(season.meets.iter().all(|meet| meet.days().iter().count() == 1), "{plan}");
    }
}

#[test]
fn every_season_file_of_the_folder_is_planned_here() {
    let mut files: Vec<String> = std::fs::read_dir("plans")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned()))
        .filter(|name| name != "workouts")
        .collect();
    files.sort();
    let mut planned: Vec<&str> = PLANS.iter().map(|(name, _)| *name).collect();
    planned.sort_unstable();
    assert_eq!(files, planned);
}

/// The rules whose days need no word of explanation in a table.
const PLAIN: [&str; 5] = ["W01", "W02", "W04", "R04", "W08"];

/// An athlete's season: a line for each week, the decisions, and every day
/// that is something else than the coach's week and the races make it.
fn table(season: &Season, plan: &Plan, id: AthleteId) -> String {
    let shared = plan.shared(id);
    let mut text = String::new();
    for week in &plan.calendar.weeks {
        let date = season.date(week.first).format("%-d %b").to_string();
        let days: Vec<String> = week
            .days()
            .map(|day| {
                let planned = &shared.days[day.index().unwrap()];
                format!("{:<7}", common::word(planned.session))
            })
            .collect();
        text += &format!("{:>2}  {date:>6}  {}\n", week.number, days.join(" "));
    }
    text += "\nleads\n";
    for line in common::decision_lines(season, plan, id).lines() {
        text += &format!("  {line}\n");
    }
    text += "\ndays\n";
    for (index, planned) in shared.days.iter().enumerate() {
        let on_off_weekday =
            planned.why.code == "W09" && season.off.contains(Day::at(index)) && planned.notes.is_empty();
        let is_plain = PLAIN.contains(&planned.why.code) && planned.why.sentence != "its workout is not on this day";
        if planned.notes.is_empty() && (planned.session.is_lead() || on_off_weekday || is_plain) {
            continue;
        }
        let date = season.date(Day::at(index));
        let mut why = format!("{} [{}]", phrases::reason(season, &planned.why), planned.why.code);
        for also in &planned.notes {
            why += &format!("; {} [{}]", phrases::reason(season, also), also.code);
        }
        text += &format!("  {}, {}: {why}\n", date.format("%a %-d %b"), common::word(planned.session));
    }
    text
}

/// The tables of a season file, each under the names of those it is for.
fn tables(name: &str) -> String {
    let (checked, plan) = common::planned(plan_text(name));
    let season = checked.history.latest();
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for id in season.athlete_ids() {
        let table = table(season, &plan, id);
        let at = *seen.entry(table.clone()).or_insert_with(|| {
            groups.push((table, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(season.athlete(id).name.as_str());
    }
    let told = groups.iter().map(|(table, names)| format!("== {}\n\n{table}", names.join(", ")));
    told.collect::<Vec<_>>().join("\n") + "\nwarnings\n" + &common::warning_lines(plan_text(name))
}

#[test]
fn the_example_season_is_planned_as_its_sheets_say() {
    matches_file("tests/expected/plan-of-season.txt", &tables("season"));
}

#[test]
fn mount_greylock_2009_with_two_meets_a_week_is_planned_by_the_rules() {
    matches_file("tests/expected/plan-of-greylock-2009.txt", &tables("greylock-2009"));
}

#[test]
fn tartan_2020_with_three_squads_is_planned_by_the_rules() {
    matches_file("tests/expected/plan-of-tartan-2020.txt", &tables("tartan-2020"));
}
