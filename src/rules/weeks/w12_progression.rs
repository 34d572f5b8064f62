//! W12: before the last championship long runs get short and fast.

use crate::domain::calendar::RuleContext;
use crate::domain::day::Day;
use crate::domain::reason::Reason;
use crate::domain::session::Session;
use crate::domain::volume::Volume;
use crate::rules::board::Board;
use crate::rules::{Part, Rule};

/// Makes long runs lower in volume before the last championship, and takes the last ones away.
pub static RULE: Rule = Rule {
    code: "W12",
    name: "progression",
    brief: "in the last 21 days before the last championship long runs are of lower volume, in the last five there is none",
    docs: "\
In the last three weeks before the athlete's last championship the long run is a short one that gets faster, and it \
takes no workout's place. In the last five days there is none. The days are counted to the last of the athlete's \
race days there.",
    parts: &[
        Part::Limits(limit),
        Part::Holds("plan::workouts: each long run is taken from the library in this volume"),
    ],
};

/// In so many days before the last championship long runs are of lower volume.
const LOWER: i16 = 21;
/// In so many days before it there is none.
const NONE: i16 = 5;

fn limit(board: &Board, day: Day, session: Session) -> Option<Reason> {
    why_no_long_run(&board.cx, day).filter(|_| session == Session::LongRun)
}

/// Why there is no long run on `day`, if it is too near to the last championship.
pub(in crate::rules) fn why_no_long_run(cx: &RuleContext, day: Day) -> Option<Reason> {
    let last = cx.athlete.championship_ends?;
    let is_near = cx.athlete.days_to_championship(day)? <= NONE;
    is_near.then(|| RULE.because("no long run in the last five days before the championship of {day}").on(last))
}

/// True when a long run may take the place of a workout on `day`.
pub(in crate::rules) fn may_replace_workout(cx: &RuleContext, day: Day) -> bool {
    volume(cx, day) == Volume::Higher
}

/// The volume of a long run on `day`.
pub fn volume(cx: &RuleContext, day: Day) -> Volume {
    match cx.athlete.days_to_championship(day) {
        Some(days) if days <= LOWER => Volume::Lower,
        _ => Volume::Higher,
    }
}
