//! R06: the day after a race is easy.

use crate::domain::calendar::{Candidate, RuleContext};
use crate::domain::reason::Reason;
use crate::rules::{Part, Rule};

/// Forbids the day after a race.
pub static RULE: Rule = Rule {
    code: "R06",
    name: "rest-after-race",
    brief: "forbids a lead on the day after one of the athlete's race days",
    docs: "\
A race is the hardest day of the week. The day after it is for recovery, so no lead is put there, however soon the next \
race comes.",
    parts: &[Part::Forbids(forbid)],
};

fn forbid(candidate: &Candidate, cx: &RuleContext) -> Option<Reason> {
    let race = cx.athlete.race_on(candidate.day().before())?;
    Some(RULE.because("the day after the race at {meet}").at(race.meet))
}
