//! The week around the leads: seasons written by hand, day by day.

use crate::common;
use racepace::domain::day::Day;
use racepace::domain::ids::AthleteId;
use racepace::domain::session::Session;
use racepace::domain::volume::Volume;
use racepace::rules::weeks::w12_progression;
use serde_json::Value;

/// A season of one line a week, as it is written by hand: `2026-03-23 sd W easy W easy LONG off`.
fn weeks(file: &str, athlete: &str) -> Vec<String> {
    let checked = common::season(file);
    let plan = racepace::plan::plan(&checked.history, &racepace::library::Library::built_in());
    let season = checked.history.latest();
    let id = season.athlete_ids().find(|&id| season.athlete(id).name.as_str() == athlete).unwrap();
    let words = |week: &racepace::domain::season::Week| {
        let days = week.days().map(|day| word(&plan, id, day));
        format!("{} {}", season.date(week.first), days.collect::<Vec<_>>().join(" "))
    };
    plan.calendar.weeks.iter().map(words).collect()
}

fn word(plan: &racepace::plan::Plan, id: AthleteId, day: Day) -> &'static str {
    let shared = plan.shared(id);
    let cx = racepace::domain::calendar::RuleContext { season: &plan.calendar, athlete: &shared.calendar };
    match shared.days[day.index().unwrap()].session {
        Session::Race if shared.calendar.trained_through.contains(day) => "race(tt)",
        Session::Race | Session::TimeTrial => "RACE",
        Session::PreRace => "pre",
        Session::Hours48 => "48",
        Session::Hours72 => "72",
        Session::Workout => "W",
        Session::LongRun if w12_progression::volume(&cx, day) == Volume::Lower => "long-lower",
        Session::LongRun => "LONG",
        Session::Easy => "easy",
        Session::SpeedDevelopment => "sd",
        Session::Off => "off",
    }
}

#[test]
fn the_worked_seasons_are_planned_as_a_coach_wrote_them() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../cases/week_cases.json")).unwrap();
    assert_eq!(cases.len(), 3);
    for case in &cases {
        for (athlete, expected) in case["weeks"].as_object().unwrap() {
            let expected: Vec<&str> = expected.as_array().unwrap().iter().map(|week| week.as_str().unwrap()).collect();
            let planned = weeks(case["toml"].as_str().unwrap(), athlete);
            assert_eq!(planned, expected, "{}: {athlete}", case["name"]);
        }
    }
}
