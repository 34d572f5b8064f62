//! R14: two events at one meet are warned of.

use crate::domain::calendar::Race;
use crate::rules::{Part, Rule};

/// Warns of two or more events at one meet.
pub static RULE: Rule = Rule {
    code: "R14",
    name: "no-doubling",
    brief: "warns when an athlete has two or more events at one meet",
    docs: "\
Doubling is one of the commonest mistakes with young runners: the second race is slower, and the week after it is lost. \
It is a warning, on the sheet as well; the coach decides.",
    part: Part::Elsewhere,
};

/// True when the athlete doubles.
pub fn doubles(race: &Race) -> bool {
    2 <= race.events.len()
}
