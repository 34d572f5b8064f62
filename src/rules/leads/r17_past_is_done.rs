//! R17: what was run is done.

use crate::domain::calendar::{Candidate, Reason};
use crate::domain::day::Day;
use crate::rules::{Part, Rule};

/// Keeps the days before a change as they were.
pub static RULE: Rule = Rule {
    code: "R17",
    name: "past-is-done",
    brief: "days before a change became known stay as they were and count as done",
    docs: "\
When a meet is canceled or moved, only the day on which that became known and later days are planned again. What was \
planned before was run: it stays on the sheet, and its hard days count. A race whose lead was run already gets another \
one only when the race is now five or more days after that lead.",
    part: Part::Elsewhere,
};

/// A race so many days after a lead that was run for it may have another.
const DAYS_TO_ANOTHER: i16 = 5;

/// Why a race whose lead was run on `run` gets no other; `None` when it may.
pub fn already_run(race_day: Day, run: Day) -> Option<Reason> {
    let near = race_day.since(run) < DAYS_TO_ANOTHER;
    near.then(|| RULE.because("the workout for this race was run on {day}, before it was moved").on(run))
}

/// Why a race is not left without a lead, though one was run for it on `run`.
pub fn too_long_ago(run: Day) -> Reason {
    RULE.because("the one run on {day} is five or more days before the race").on(run)
}

/// Why a candidate is too late: its day is before the one on which the calendar changed.
pub fn over(candidate: &Candidate, known: Day) -> Option<Reason> {
    (candidate.day() < known).then(|| RULE.because("over when the calendar changed on {day}").on(known))
}
