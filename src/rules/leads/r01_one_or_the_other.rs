//! R01: never both leads for one race.

use crate::rules::{Part, Rule};

/// Holds by construction: a decision has room for one lead only.
pub static RULE: Rule = Rule {
    code: "R01",
    name: "one-or-the-other",
    brief: "forbids both leads for one race",
    docs: "\
Before a race an athlete runs the 48-hour workout or the 72-hour workout or none of them, never both. \
Both groove goal pace and then run fast, faster, fastest; two of them before one race would leave nothing for the race.",
    parts: &[Part::Holds("domain::lead: a race has room for one lead")],
};
