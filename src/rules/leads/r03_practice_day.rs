//! R03: a lead is on a day with practice.

use crate::domain::calendar::{Candidate, RuleContext};
use crate::domain::reason::Reason;
use crate::domain::session::Session;
use crate::rules::{Part, Rule};

/// Forbids off weekdays, closed days, days away, and days the coach gave to something else.
pub static RULE: Rule = Rule {
    code: "R03",
    name: "practice-day",
    brief: "forbids a lead on an off weekday, a closed day or a day the athlete is away",
    docs: "\
A lead needs a practice. It is never put on a weekday that `off` lists, on a day under [[closed]], on a day on which the \
athlete is away, or on a day for which [[days]] sets another session. Where that leaves neither the 48-hour nor the \
72-hour day, the race has no lead, and the sheet says so: no third day is invented.",
    parts: &[Part::Forbids(forbid)],
};

fn forbid(candidate: &Candidate, cx: &RuleContext) -> Option<Reason> {
    let day = candidate.day();
    match cx.athlete.day_override(day) {
        Some((_, Session::Off)) => Some(RULE.because("a day off by the coach's word")),
        // Hard sessions that the coach set are R07's.
        Some((_, session)) if session.is_hard() => None,
        Some(_) => Some(RULE.because("a day for which the coach set something else")),
        // A closed day says more than the weekday, and an absence nothing at all.
        None if cx.athlete.practice.closed.contains(day) => {
            Some(RULE.because("a day without practice{closed}").during(cx.athlete.practice.closed_by(day)))
        }
        None if cx.athlete.practice.off.contains(day) || cx.athlete.away.contains(day) => {
            Some(RULE.because("an off day"))
        }
        None => None,
    }
}
