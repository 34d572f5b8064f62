//! What was done stays as it was (R17).

use crate::audit::Finding;
use crate::domain::day::Day;
use crate::domain::history::History;
use crate::plan::Plan;

/// Everything in which a plan rewrites what was done when something became
/// known; empty when it rewrites nothing. `replan` plans a history.
pub fn audit_past(history: &History, plan: &Plan, replan: impl Fn(&History) -> Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    for version in &history.versions()[1..] {
        let known = version.as_of;
        let past = history.until(known.before());
        let before = replan(&past);
        let done = known.index().unwrap_or(0);
        for (id, athlete) in past.latest().athletes_with_ids() {
            let day_of = |plan: &Plan, day: usize| {
                let shared = plan.shared(id);
                shared.days.get(day).map(|planned| (planned.clone(), plan.workout_on(id, Day::at(day)).cloned()))
            };
            if let Some(day) = (0..done).find(|&day| day_of(plan, day) != day_of(&before, day)) {
                let (date, known) = (version.date(Day::at(day)), version.date(known));
                let what = format!("{date} was done before {known}, and is another now");
                findings.push(Finding { rule: "R17", athlete: athlete.name.to_string(), what });
            }
        }
    }
    findings
}
