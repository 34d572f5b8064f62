//! R05: the day before a race is pre-race.

use crate::domain::calendar::{Candidate, RuleContext};
use crate::domain::reason::Reason;
use crate::rules::{Part, Rule};

/// Forbids the day before a race.
pub static RULE: Rule = Rule {
    code: "R05",
    name: "pre-race-day-is-taken",
    brief: "forbids a lead on the day before any of the athlete's race days",
    docs: "\
The day before a race is the pre-race day: an easy run and strides. With two races close together, the lead day of the \
second can fall on the pre-race day of the first; then it is not used.",
    parts: &[Part::Forbids(forbid)],
};

fn forbid(candidate: &Candidate, cx: &RuleContext) -> Option<Reason> {
    let race = cx.athlete.race_on(candidate.day().next())?;
    Some(RULE.because("the day before the race at {meet}").at(race.meet))
}
