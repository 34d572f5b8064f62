//! Seasons for tests: text in, checked season and plan out.

pub(crate) mod any_season;
pub(crate) mod binary;
pub(crate) mod expected;
pub(crate) mod links;

use racepace::audit;
use racepace::diag::{Diagnostic, Findings, Severity, Sources};
use racepace::domain::day::Day;
use racepace::domain::history::History;
use racepace::domain::ids::AthleteId;
use racepace::domain::season::Season;
use racepace::domain::session::Session;
use racepace::domain::warning::Warning;
use racepace::library::Library;
use racepace::plan::{self, Plan, warnings};
use racepace::render::PlanFile;
use racepace::rules;
use racepace::season::{self, Checked, References};
use racepace::sheet::{SheetBuilder, phrases};

/// The checked season of a text, and its errors, one a line.
fn checked(text: &str) -> (Option<Checked>, String) {
    let mut sources = Sources::default();
    let file = sources.add("season.toml", text);
    let mut findings = Findings::default();
    let checked = season::check(&sources, file, &references(&Library::built_in()), &mut findings);
    let errors = findings.into_sorted().into_iter().filter(|found| found.severity == Severity::Error);
    (checked, errors.map(|found| format!("{}: {}\n", found.code, found.message)).collect())
}

/// The checked season of a text that has no error.
pub(crate) fn season(text: &str) -> Checked {
    let (checked, errors) = checked(text);
    checked.unwrap_or_else(|| panic!("{errors}\n{text}"))
}

/// The plan of a text that has no error.
pub(crate) fn planned(text: &str) -> (Checked, Plan) {
    let checked = season(text);
    let plan = plan_of(&checked.history);
    (checked, plan)
}

/// What a season file may name of the library and the rules.
pub(crate) fn references(library: &Library) -> References<'_> {
    References { workouts: library.sessions(), rules: rules::warning_codes() }
}

/// The library of a season.
pub(crate) fn library(history: &History) -> Library {
    Library::built_in().with_choices(history.latest())
}

/// The plan of a season, audited.
pub(crate) fn plan_of(history: &History) -> Plan {
    let plan = plan::plan(history, &library(history));
    assert_eq!(audit::audit(history, &plan), []);
    plan
}

/// The plan of a text, or the errors that it has.
pub(crate) fn planned_or_errors(text: &str) -> Result<(Checked, Plan), String> {
    match checked(text) {
        (Some(_), _) => Ok(planned(text)),
        (None, errors) => Err(errors),
    }
}

/// The decisions of the first athlete, as `48`, `72` or `none`.
pub(crate) fn leads(text: &str) -> Vec<String> {
    let (checked, plan) = planned(text);
    let first = checked.history.latest().athlete_ids().next().unwrap();
    plan.shared(first)
        .decisions
        .iter()
        .map(|decision| decision.lead.map_or("none".to_owned(), |lead| lead.as_str()[..2].to_owned()))
        .collect()
}

/// An athlete's decisions, one a line: race day, meet, rules, why.
pub(crate) fn decision_lines(season: &Season, plan: &Plan, id: AthleteId) -> String {
    let of_one = plan.shared(id).decisions.iter().map(|decision| {
        let date = season.date(decision.race_day).format("%a %-d %b");
        let rules = phrases::decision_rules(decision).join(" ");
        format!("{date}, {}: {} [{rules}]\n", season.meet(decision.meet).name, phrases::decision(season, decision))
    });
    of_one.collect()
}

/// An athlete's days, one a line: date, session, why, rules.
pub(crate) fn day_lines(season: &Season, plan: &Plan, id: AthleteId, from: &str, through: &str) -> String {
    let day = |date: &str| season.day(date.parse().unwrap()).index().unwrap();
    let of_one = (day(from)..=day(through)).map(|index| {
        let planned = &plan.shared(id).days[index];
        let date = season.date(Day::at(index)).format("%a %-d %b").to_string();
        let mut why = format!("{} [{}]", phrases::reason(season, &planned.why), planned.why.code);
        for also in &planned.notes {
            why += &format!("; {} [{}]", phrases::reason(season, also), also.code);
        }
        format!("{date:<10}  {:<17}  {why}\n", planned.session.as_str())
    });
    of_one.collect()
}

/// The planner's warnings, one a line.
pub(crate) fn warning_lines(text: &str) -> String {
    let (checked, plan) = planned(text);
    let found = warnings::warnings(checked.history.latest(), &plan);
    let who = |warning: &Warning| phrases::some_names(checked.history.latest(), &warning.athletes);
    let text = |warning| phrases::warning(checked.history.latest(), warning, &who(warning));
    found.iter().map(|warning| format!("{}: {}\n", warning.code, text(warning))).collect()
}

/// `plan.json` of a season without errors.
pub(crate) fn plan_json(text: &str) -> Vec<u8> {
    let (checked, plan) = planned(text);
    let warnings = warnings::warnings(checked.history.latest(), &plan);
    let builder = SheetBuilder::new(&checked.history, &plan, &warnings);
    let mut sources = Sources::default();
    sources.add("season.toml", text);
    let diagnostic = |warning: &Warning| {
        let place = checked.spans.warned_part(warning).clone();
        let message = phrases::warning(
            checked.history.latest(),
            warning,
            &phrases::some_names(checked.history.latest(), &warning.athletes),
        );
        Diagnostic::warning(warning.code, Some(place), message).help(warning.remedy)
    };
    let diagnostics: Vec<_> = warnings.iter().map(diagnostic).collect();
    let mut bytes = Vec::new();
    PlanFile { builder: &builder, sources: &sources, diagnostics: &diagnostics }.write(&mut bytes).unwrap();
    bytes
}

/// A session as a season table has it, in at most seven letters.
pub(crate) const fn word(session: Session) -> &'static str {
    match session {
        Session::Race => "RACE",
        Session::TimeTrial => "TRIAL",
        Session::PreRace => "pre",
        Session::Hours48 => "48-hour",
        Session::Hours72 => "72-hour",
        Session::Workout => "workout",
        Session::LongRun => "long",
        Session::Easy => "easy",
        Session::SpeedDevelopment => "speed",
        Session::Off => "-",
    }
}
