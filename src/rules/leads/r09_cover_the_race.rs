//! R09: some lead is better than none, and the score that makes this exact.

use crate::domain::ids::MeetId;
use crate::domain::lead::Lead;
use crate::domain::meet::Choice;
use crate::domain::reason::Reason;
use crate::rules::board::Board;
use crate::rules::{Part, Pass, Rule};

/// Prefers some lead over none, and a race of higher priority before one of lower.
pub static RULE: Rule = Rule {
    code: "R09",
    name: "cover-the-race",
    brief: "prefers some lead over none, and a race of higher priority before one of lower",
    docs: "\
A race with a lead scores its priority times 1000, and its priority times 10 more when the lead is the preferred \
one. A race without one scores 0, or its priority times 1010 when none is what is preferred. The plan is the one \
with the best total over the athlete's whole season, found exactly; among equal ones the first in date order, \
48-hour before 72-hour before none. So no race is left bare that could have been covered, and where only one of two \
can be, the more important one is. Where two plans of an athlete are equally good, the one is taken that has more \
lead days in common with the group's line: the plan of somebody of their group and event who is never away and goes \
wherever the group goes. Nobody's plan is worse for it, and none depends on another athlete's.",
    parts: &[Part::Holds("plan::leads: the plan is the one with the best score"), Part::Fills(&LEAD_DAYS)],
};

/// What a race scores with this lead or with none.
pub fn score(lead: Option<Lead>, preferred: Choice, priority: u8) -> u32 {
    let priority = u32::from(priority);
    match (lead, preferred) {
        (Some(lead), Choice::Lead(preferred)) if lead == preferred => priority * 1010,
        (Some(_), _) => priority * 1000,
        (None, Choice::None) => priority * 1010,
        (None, Choice::Lead(_)) => 0,
    }
}

/// Why a race that can have a lead is not left without one.
pub const NOT_WITHOUT: Reason = RULE.because("the race would be left without one");

/// Why a lead is taken that is not the preferred one.
pub const SECOND_BEST: Reason = RULE.because("so that the race is not left without one");

/// Why a choice is taken that is not the first of equally good ones.
pub const WITH_THE_GROUP: Reason = RULE.because("of equally good plans, the one that keeps the group together");

/// What it would cost another race, when `meet` has `instead` and not what was `chosen` for it.
pub fn cost(meet: MeetId, chosen: Option<Lead>, instead: Option<Lead>) -> Option<Reason> {
    let sentence = match (chosen, instead) {
        (Some(_), None) => "would cost {meet} its workout",
        (Some(Lead::Hours48), Some(Lead::Hours72)) => {
            "would leave {meet} with the 72-hour workout in place of the 48-hour one"
        }
        (Some(Lead::Hours72), Some(Lead::Hours48)) => {
            "would leave {meet} with the 48-hour workout in place of the 72-hour one"
        }
        (None, Some(_)) => "would give a workout to {meet}",
        _ => return None,
    };
    Some(RULE.because(sentence).at(meet))
}

/// Puts the leads that were chosen on their days.
pub(in crate::rules) static LEAD_DAYS: Pass = Pass(fill);

fn fill(board: &mut Board) {
    for lead in board.leads {
        board.set_for_meet(lead.day, lead.session, lead.meet, lead.why);
    }
}
