//! Every rule by small seasons: `tests/cases/rules/CODE-sentence.toml` holds a
//! season file, and beside it stands what is planned: each athlete's
//! decisions, the days that matter, warnings; or the errors of the file.
//!
//! A comment at the head of a season says which days matter and which other
//! case holds the same days:
//!
//! ```text
//! # days: 2026-04-13 to 2026-04-19
//! # workouts: 2026-04-13 to 2026-04-19
//! # runs: 2026-04-13 to 2026-04-19
//! # same days as: R16-another-case, 2026-03-02 to 2026-05-31
//! ```
//!
//! A new case needs no line of Rust: write the season, and let
//! `UPDATE_EXPECTED=1 cargo test` write what is planned.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use chrono::NaiveDate;

use crate::common::{self, expected};
use racepace::diag::codes::PROBLEMS;
use racepace::domain::calendar::RuleContext;
use racepace::domain::day::Day;
use racepace::domain::ids::AthleteId;
use racepace::domain::session::Session;
use racepace::plan::Plan;
use racepace::rules::RULES;
use racepace::rules::leads::r22_long_gap::{self, LongGap};
use racepace::season::Checked;

const FOLDER: &str = "tests/cases/rules";

/// A season file, and what its head says of it.
struct Case {
    /// As in `R05-no-lead-is-on-the-day-before-a-race`.
    name: String,
    text: String,
}

/// Days of a season, from one date to another.
type Period<'a> = (&'a str, &'a str);

impl Case {
    fn read(name: &str) -> Case {
        let text =
            fs::read_to_string(format!("{FOLDER}/{name}.toml")).unwrap_or_else(|error| panic!("{name}: {error}"));
        Case { name: name.to_owned(), text }
    }

    /// `R05` of `R05-no-lead-is-on-the-day-before-a-race`.
    fn code(&self) -> &str {
        self.name.split('-').next().unwrap()
    }

    /// What stands behind a word of the head, as in `# days: …`.
    fn head(&self, word: &str) -> Option<&str> {
        let head = self.text.lines().take_while(|line| line.starts_with('#'));
        let mut said = head.filter_map(|line| line.strip_prefix("# ")?.strip_prefix(word)?.strip_prefix(": "));
        said.next()
    }

    /// All that is planned, in words.
    fn account(&self) -> String {
        let (checked, plan) = match common::planned_or_errors(&self.text) {
            Ok(planned) => planned,
            Err(errors) => return errors,
        };
        let mut account = String::new();
        for id in checked.history.latest().athlete_ids() {
            let decisions = decisions(&checked, &plan, id);
            let days = self.head("days").map(period).map(|days| of_days(&checked, &plan, id, days));
            writeln!(account, "{}\n", checked.history.latest().athlete(id).name).unwrap();
            if self.code() == r22_long_gap::RULE.code {
                writeln!(account, "{}", long_gaps(&checked, &plan, id)).unwrap();
            }
            let workouts = self.head("workouts").map(period).map(|days| workouts(&checked, &plan, id, days));
            let runs = self.head("runs").map(period).map(|days| runs(&checked, &plan, id, days));
            [Some(decisions), days, workouts, runs].into_iter().flatten().filter(|part| !part.is_empty()).for_each(
                |part| {
                    writeln!(account, "{part}").unwrap();
                },
            );
        }
        account + &common::warning_lines(&self.text)
    }

    /// What these days hold, of every athlete.
    fn days(&self, days: Period) -> String {
        let (checked, plan) = common::planned(&self.text);
        checked.history.latest().athlete_ids().map(|id| of_days(&checked, &plan, id, days)).collect()
    }
}

/// `2026-04-13 to 2026-04-19`.
fn period(days: &str) -> Period<'_> {
    days.split_once(" to ").unwrap_or_else(|| panic!("\"{days}\" is not a period: write 2026-04-13 to 2026-04-19"))
}

fn of_days(checked: &Checked, plan: &Plan, id: AthleteId, (from, through): Period) -> String {
    common::day_lines(checked.history.latest(), plan, id, from, through)
}

/// The workouts of the library that an athlete runs on workout days, on long runs and for speed development, one a line.
fn workouts(checked: &Checked, plan: &Plan, id: AthleteId, (from, through): Period) -> String {
    let (season, shared) = (checked.history.latest(), plan.shared(id));
    let index = |date: &str| season.day(date.parse().unwrap()).index().unwrap();
    let line = |index: usize| {
        let shown = [Session::Workout, Session::LongRun, Session::SpeedDevelopment];
        let workout = shared.workouts[index].filter(|_| shown.contains(&shared.days[index].session))?;
        let date = season.date(Day::at(index)).format("%a %-d %b").to_string();
        Some(format!("{date:<10}  {}\n", plan.workouts.get(workout).id))
    };
    (index(from)..=index(through)).filter_map(line).collect()
}

/// What an athlete runs, and the strength after it, one day a line.
fn runs(checked: &Checked, plan: &Plan, id: AthleteId, (from, through): Period) -> String {
    let season = checked.history.latest();
    let first: NaiveDate = from.parse().unwrap();
    let dates = first.iter_days().take_while(|date| *date <= through.parse().unwrap());
    let line = |date: NaiveDate| {
        let workout = plan.workout_on(id, season.day(date))?;
        let run: Vec<String> = workout.run.iter().map(ToString::to_string).collect();
        let strength = workout.strength.as_deref().unwrap_or("none");
        let date = date.format("%a %-d %b").to_string();
        Some(format!("{date:<10}  {:<18}  {}; strength: {strength}\n", workout.session.to_string(), run.join("; ")))
    };
    dates.filter_map(line).collect()
}

/// An athlete's long stretches without a race, one a line.
fn long_gaps(checked: &Checked, plan: &Plan, id: AthleteId) -> String {
    let season = checked.history.latest();
    let cx = RuleContext { season: &plan.calendar, athlete: &plan.shared(id).calendar };
    let day = |day: Day| season.date(day).format("%a %-d %b").to_string();
    let line = |gap: LongGap| {
        let time_trial =
            gap.time_trial.map_or("no Saturday is free".to_owned(), |at| format!("time trial on {}", day(at)));
        format!("{} to {}: {time_trial}\n", day(gap.from), day(gap.to))
    };
    r22_long_gap::gaps(&cx, season.as_of).into_iter().map(line).collect()
}

/// An athlete's decisions, one a line, each with the workout that is run.
fn decisions(checked: &Checked, plan: &Plan, id: AthleteId) -> String {
    let shared = plan.shared(id);
    let workout = |index: usize| {
        let workout = shared.workouts[shared.decisions[index].lead_day()?.index()?]?;
        Some(format!(", {}", plan.workouts.get(workout).id))
    };
    let lines = common::decision_lines(checked.history.latest(), plan, id);
    lines.lines().enumerate().map(|(index, line)| format!("{line}{}\n", workout(index).unwrap_or_default())).collect()
}

/// The names of the files here that end so, in the order of the alphabet.
fn names(extension: &str) -> BTreeSet<String> {
    let paths = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let here = paths.filter(|path| path.extension().is_some_and(|of| of == extension));
    here.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

fn cases() -> impl Iterator<Item = Case> {
    names("toml").into_iter().map(|name| Case::read(&name))
}

#[test]
fn what_is_planned_for_each_case_is_what_stands_beside_it() {
    for case in cases() {
        expected::matches_file(&format!("{FOLDER}/{}.txt", case.name), &case.account());
    }
}

#[test]
fn cases_that_are_to_hold_the_same_days_do() {
    let mut compared = 0;
    for case in cases() {
        let Some((other, days)) = case.head("same days as").and_then(|said| said.split_once(", ")) else { continue };
        assert_eq!(case.days(period(days)), Case::read(other).days(period(days)), "{}", case.name);
        compared += 1;
    }
    assert!(5 <= compared, "the heads of the cases are read");
}

#[test]
fn every_rule_has_a_case_and_every_case_a_rule() {
    let codes: BTreeSet<String> = cases().map(|case| case.code().to_owned()).collect();
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.code.to_owned()).collect();
    assert_eq!(codes, rules);
}

#[test]
fn no_text_stands_beside_a_case_that_is_gone() {
    if !expected::update() {
        assert_eq!(names("txt"), names("toml"));
    }
}

#[test]
fn every_case_begins_with_the_sentence_that_it_shows() {
    for case in cases() {
        let first = case.text.lines().next().unwrap();
        assert!(first.starts_with("# ") && first.ends_with('.'), "{}: {first}", case.name);
    }
}

#[test]
fn every_warning_has_the_code_of_a_rule_or_of_a_problem() {
    let known = |code: &str| RULES.iter().any(|rule| rule.code == code) || PROBLEMS.iter().any(|of| of.code == code);
    for case in cases().filter(|case| common::planned_or_errors(&case.text).is_ok()) {
        for line in common::warning_lines(&case.text).lines() {
            assert!(known(line.split(':').next().unwrap()), "{}: {line}", case.name);
        }
    }
}
