//! What was done stays as it was (R17).

use crate::audit::Finding;
use crate::domain::day::Day;
use crate::domain::ids::AthleteId;
use crate::domain::season::Season;
use crate::plan::Plan;

/// Everything in which a plan rewrites what was done when the calendar
/// changed; empty when it rewrites nothing. `replan` plans a season.
pub fn audit_past(season: &Season, plan: &Plan, replan: impl Fn(&Season) -> Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    for known in season.news_days() {
        let before = replan(&season.as_known_on(known.before()));
        let done = known.index().unwrap_or(0);
        for (index, athlete) in season.athletes.iter().enumerate() {
            let id = AthleteId(index as u32);
            let day_of = |plan: &Plan, day: usize| {
                let shared = plan.shared(id);
                shared.days.get(day).map(|planned| (planned.clone(), shared.workouts.get(day).copied().flatten()))
            };
            if let Some(day) = (0..done).find(|&day| day_of(plan, day) != day_of(&before, day)) {
                let (date, known) = (season.date(Day::at(day)), season.date(known));
                let what = format!("{date} was done before {known}, and is another now");
                findings.push(Finding { rule: "R17", athlete: athlete.name.clone(), what });
            }
        }
    }
    findings
}
