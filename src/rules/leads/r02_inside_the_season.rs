//! R02: a lead lies inside the season.

use crate::domain::calendar::{Candidate, RuleContext};
use crate::domain::day::Day;
use crate::domain::reason::Reason;
use crate::rules::{Part, Rule};

/// Forbids days before the season and after its end, or after the athlete's own.
pub static RULE: Rule = Rule {
    code: "R02",
    name: "inside-the-season",
    brief: "forbids a lead before the season or the athlete's first day, after its end or the athlete's last day",
    docs: "\
A race in the first days of the season has its 48-hour or 72-hour day before the season starts; there is no practice \
then. An athlete whose season is over (`until`) has no workout either, and neither has one who joins later (`from`).",
    parts: &[Part::Forbids(forbid)],
};

fn forbid(candidate: &Candidate, cx: &RuleContext) -> Option<Reason> {
    let day = candidate.day();
    if day < Day::at(0) {
        Some(RULE.because("before the season starts"))
    } else if cx.season.last < day {
        Some(RULE.because("after the season ends"))
    } else if day < cx.athlete.from {
        Some(RULE.because("before this athlete's first day, {day}").on(cx.athlete.from))
    } else {
        let until = cx.athlete.until.filter(|until| *until < day)?;
        Some(RULE.because("after this athlete's season ends on {day}").on(until))
    }
}
