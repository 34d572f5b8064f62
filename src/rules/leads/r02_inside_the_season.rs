//! R02: a lead lies inside the season.

use crate::domain::calendar::{Candidate, Reason, RuleContext};
use crate::domain::day::Day;
use crate::rules::{Part, Rule};

/// Forbids days before the season and after its end, or after the athlete's own.
pub static RULE: Rule = Rule {
    code: "R02",
    name: "inside-the-season",
    brief: "forbids a lead before the season's start, after its end, or after the athlete's last day",
    docs: "\
A race in the first days of the season has its 48-hour or 72-hour day before the season starts; there is no practice \
then. An athlete whose season is over (`until`) has no workout either.",
    parts: &[Part::Forbids(forbid)],
};

fn forbid(candidate: &Candidate, cx: &RuleContext) -> Option<Reason> {
    let day = candidate.day();
    if day < Day::at(0) {
        Some(RULE.because("before the season starts"))
    } else if cx.season.last < day {
        Some(RULE.because("after the season ends"))
    } else if cx.athlete.until < day {
        Some(RULE.because("after this athlete's season ends on {day}").on(cx.athlete.until))
    } else {
        None
    }
}
