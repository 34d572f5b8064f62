//! R13: higher volume early, lower in the championship season.

use crate::domain::athlete::Volume;
use crate::domain::calendar::RuleContext;
use crate::domain::day::Day;
use crate::rules::{Part, Rule};

/// Says which volume a 72-hour workout has.
pub static RULE: Rule = Rule {
    code: "R13",
    name: "volume-by-season",
    brief: "72-hour workouts are of higher volume before `championship-from`, of lower from then on",
    docs: "\
There are two 72-hour workouts for each event. The one of higher volume is run before the date `championship-from`, the \
one of lower volume on it and after it; without that date, always the higher. An athlete's own `volume` goes before the date.",
    parts: &[Part::Holds("plan: each 72-hour workout is taken from the library in this volume")],
};

/// The volume of a 72-hour workout run on `day`.
pub fn volume(day: Day, cx: &RuleContext) -> Volume {
    cx.athlete.volume.unwrap_or(match cx.season.championship_from {
        Some(from) if from <= day => Volume::Lower,
        _ => Volume::Higher,
    })
}
