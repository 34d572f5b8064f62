//! R15: more events at one meet than the rules of the sport allow.

use crate::rules::{Part, Rule};

/// An error; it is found where the entries are read, in `season::check`.
pub static RULE: Rule = Rule {
    code: "R15",
    name: "event-limit",
    brief: "an error over `max-events-per-meet`",
    docs: "\
An athlete may enter only so many events at one meet; in most states it is four. `max-events-per-meet` in [policy] says \
how many. More than that is an error, because the entries cannot stand.",
    parts: &[Part::Holds("season::check: entries over the limit are an error, so there is no plan")],
};
