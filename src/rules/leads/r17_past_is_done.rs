//! R17: what was run is done.

use crate::domain::calendar::{Candidate, RuleContext};
use crate::domain::day::Day;
use crate::domain::reason::{Cause, Reason};
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
    parts: &[
        Part::Forbids(forbid),
        Part::Holds("plan: the days before a change are taken over as they were"),
        Part::Holds("plan::leads: what was decided for a race is final once its days are over"),
    ],
};

/// A race so many days after a lead that was run for it may have another.
const DAYS_TO_ANOTHER: i16 = 5;

/// Why a race whose lead was run on `run` gets no other; `None` when it may.
pub fn already_run(race_day: Day, run: Day) -> Option<Reason> {
    let near = race_day.since(run) < DAYS_TO_ANOTHER;
    let why = RULE.because("the workout for this race was run on {day}, before the calendar changed");
    near.then(|| why.from_cause(Cause::AlreadyRun).on(run))
}

/// Why a race has the lead that was run for it on the right day, though the
/// meet had left the calendar meanwhile.
pub const RUN_ON_ITS_DAY: Reason = RULE.because("it was run on its day").from_cause(Cause::AlreadyRun);

/// Why a race is not left without a lead, though one was run for it on `run`.
pub fn too_long_ago(run: Day) -> Reason {
    RULE.because("the one run on {day} is five or more days before the race").on(run)
}

/// Days that were over when the calendar changed.
fn forbid(candidate: &Candidate, _: &RuleContext) -> Option<Reason> {
    let (day, known) = (candidate.day(), candidate.past.known);
    let over = Day::at(0) <= day && day < known;
    let why = RULE.because("over when the calendar changed on {day}").from_cause(Cause::DayOver);
    over.then(|| why.on(known))
}
