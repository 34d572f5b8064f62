//! What the coach should look at: what the rules warn of, each thing once for
//! all whom it concerns.

use std::collections::BTreeMap;

use crate::domain::calendar::RuleContext;
use crate::domain::season::Season;
use crate::domain::warning::Warning;
use crate::plan::{Plan, SharedPlan};
use crate::rules;
use crate::rules::outcome::{Outcome, RaceOutcome};

/// Every warning that the coach has not accepted, by rule, then by meet.
pub fn warnings(season: &Season, plan: &Plan) -> Vec<Warning> {
    let of_shared: Vec<Vec<Warning>> = (0..plan.shared_plans())
        .map(|number| rules::warnings(&outcome(season, plan, plan.shared_at(number))))
        .collect();
    let mut found: BTreeMap<_, Warning> = BTreeMap::new();
    for id in season.athlete_ids() {
        for warning in &of_shared[plan.shared_number(id)] {
            // The reasons may differ from athlete to athlete; it is one warning all the same.
            let about = (warning.code, warning.meet, warning.other, warning.lead, warning.part, warning.sentence);
            found.entry(about).or_insert_with(|| warning.clone()).athletes.push(id);
        }
    }
    let is_open = |warning: &Warning| {
        let meets = [warning.meet, warning.other];
        !meets.into_iter().any(|meet| season.accepts(warning.code, meet))
    };
    found.into_values().filter(is_open).collect()
}

fn outcome<'a>(season: &'a Season, plan: &'a Plan, shared: &'a SharedPlan) -> Outcome<'a> {
    let decided = shared.calendar.races.iter().zip(&shared.decisions);
    let races = decided.map(|(race, decision)| {
        let rejected = decision.rejected.iter();
        let forbidden = rejected.filter_map(|rejected| Some((rejected.lead, *rejected.first()?))).collect();
        RaceOutcome { race, lead: decision.lead, why: decision.why, forbidden }
    });
    let cx = RuleContext { season: &plan.calendar, athlete: &shared.calendar };
    Outcome { season, cx, races: races.collect() }
}
