//! R04: a race day holds the race.

use crate::domain::calendar::{Candidate, Reason, RuleContext};
use crate::rules::{Part, Rule};

/// Forbids race days.
pub static RULE: Rule = Rule {
    code: "R04",
    name: "race-day-is-taken",
    brief: "forbids a lead on one of the athlete's race days",
    docs: "\
On a race day the race is the work. A lead is never put on any of the athlete's race days, of this meet or of another.",
    part: Part::Forbids(judge),
};

fn judge(candidate: &Candidate, cx: &RuleContext) -> Option<Reason> {
    let race = cx.athlete.race_on(candidate.day())?;
    Some(RULE.because("the race at {meet}").at(race.meet))
}
