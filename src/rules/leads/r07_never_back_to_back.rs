//! R07: leads and other hard days are never back to back.

use crate::domain::calendar::{Candidate, Race, Reason, RuleContext};
use crate::domain::day::Day;
use crate::domain::lead::Lead;
use crate::domain::session::Session;
use crate::rules::{Part, Rule};

/// Forbids days on or next to another lead, or a hard day that is done or set by the coach.
pub static RULE: Rule = Rule {
    code: "R07",
    name: "never-back-to-back",
    brief: "forbids a lead next to another lead or to a hard day that is done or set by the coach; \
            and one lead for two races",
    docs: "\
Two hard days in a row make the second one a bad one. A lead is never on or next to another race's lead, and never next \
to a hard day that has been run already or that the coach set under [[days]]. One workout never serves two races: the \
race that comes off better in the season's total has it.",
    part: Part::Forbids(judge),
};

/// What the calendar alone says: hard days that the coach set.
fn judge(candidate: &Candidate, cx: &RuleContext) -> Option<Reason> {
    let day = candidate.day();
    let hard = |day: Day| cx.athlete.day_override(day).filter(|(_, session)| session.is_hard());
    if hard(day).is_some_and(|(_, session)| session != Session::from(candidate.lead)) {
        return Some(RULE.because("a hard day that the coach set"));
    }
    let neighbor = [day.before(), day.next()].into_iter().find(|&day| hard(day).is_some())?;
    Some(RULE.because("next to the hard day that the coach set on {day}").on(neighbor))
}

/// Why a candidate cannot stand beside hard days that are done.
pub fn beside_done(candidate: &Candidate, is_done_hard: impl Fn(Day) -> bool) -> Option<Reason> {
    let day = candidate.day();
    let neighbor = [day, day.before(), day.next()].into_iter().find(|&day| is_done_hard(day))?;
    let sentence = if neighbor == day {
        "a day on which something hard was already run"
    } else {
        "next to the hard day already run on {day}"
    };
    Some(RULE.because(sentence).on(neighbor))
}

/// True when two lead days are too close: the same day, or next to each other.
pub fn too_close(one: Day, other: Day) -> bool {
    one.since(other).abs() <= 1
}

/// Why a candidate cannot stand beside another race's lead.
pub fn beside_lead(candidate: &Candidate, other: &Race, lead: Lead) -> Option<Reason> {
    let (day, taken) = (candidate.day(), lead.day(other.first));
    let sentence = match (day == taken, lead) {
        _ if !too_close(day, taken) => return None,
        (true, Lead::Hours48) => "the day of the 48-hour workout for {meet}",
        (true, Lead::Hours72) => "the day of the 72-hour workout for {meet}",
        (false, Lead::Hours48) => "next to the 48-hour workout of {day} for {meet}",
        (false, Lead::Hours72) => "next to the 72-hour workout of {day} for {meet}",
    };
    Some(RULE.because(sentence).on(taken).at(other.meet))
}
