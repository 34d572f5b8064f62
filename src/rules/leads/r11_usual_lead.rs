//! R11: otherwise the 48-hour workout.

use crate::domain::calendar::{Race, RuleContext};
use crate::domain::lead::Lead;
use crate::domain::meet::Choice;
use crate::domain::reason::Reason;
use crate::rules::{Part, Rule};

/// Prefers the 48-hour workout.
pub static RULE: Rule = Rule {
    code: "R11",
    name: "usual-lead",
    brief: "prefers the 48-hour workout",
    docs: "\
In most weeks the race is on Saturday and the workout before it on Thursday, two days before. There is no study that \
proves it; it is what coaches do and find to work.",
    parts: &[Part::Prefers(prefer)],
};

fn prefer(_: &Race, _: &RuleContext) -> Option<(Choice, Reason)> {
    Some((Choice::Lead(Lead::Hours48), RULE.because("the usual workout, two days before the race")))
}
