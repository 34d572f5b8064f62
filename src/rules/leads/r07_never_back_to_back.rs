//! R07: leads and other hard days are never back to back.

use crate::domain::calendar::{Candidate, Race, RuleContext};
use crate::domain::day::Day;
use crate::domain::lead::Lead;
use crate::domain::reason::Reason;
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
    parts: &[
        Part::Forbids(forbid_beside_coachs),
        Part::Forbids(forbid_beside_done),
        Part::Holds("plan::leads: the search takes no two leads that are too close"),
    ],
};

/// Hard days that the coach set.
fn forbid_beside_coachs(candidate: &Candidate, cx: &RuleContext) -> Option<Reason> {
    let day = candidate.day();
    let hard = |day: Day| cx.athlete.day_override(day).filter(|(_, session)| session.is_hard());
    // A lead that the coach set here is that of the first race it is before, and of no other.
    if hard(day).is_some() {
        return Some(RULE.because("a hard day that the coach set"));
    }
    let neighbor = [day.before(), day.next()].into_iter().find(|&day| hard(day).is_some())?;
    Some(RULE.because("next to the hard day that the coach set on {day}").on(neighbor))
}

/// Hard days that are done.
fn forbid_beside_done(candidate: &Candidate, _: &RuleContext) -> Option<Reason> {
    let day = candidate.day();
    let neighbor = [day, day.before(), day.next()].into_iter().find(|&day| candidate.past.hard_days.contains(day))?;
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

/// Why no lead is on `day` beside the lead of another race.
pub fn beside_lead(day: Day, other: &Race, lead: Lead) -> Option<Reason> {
    let taken = lead.day(other.first);
    let sentence = match (day == taken, lead) {
        _ if !too_close(day, taken) => return None,
        (true, Lead::Hours48) => "the day of the 48-hour workout for {meet}",
        (true, Lead::Hours72) => "the day of the 72-hour workout for {meet}",
        (false, Lead::Hours48) => "next to the 48-hour workout of {day} for {meet}",
        (false, Lead::Hours72) => "next to the 72-hour workout of {day} for {meet}",
    };
    Some(RULE.because(sentence).on(taken).at(other.meet))
}
