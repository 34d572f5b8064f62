//! W14: rested at the last championship.

use crate::domain::calendar::RuleContext;
use crate::domain::day::Day;
use crate::domain::volume::Percent;
use crate::rules::{Part, Rule};

/// Makes the two weeks before the last championship shorter.
pub static RULE: Rule = Rule {
    code: "W14",
    name: "taper",
    brief: "in the last two weeks before the last championship easy runs and ordinary workouts get shorter, as `taper` says",
    docs: "\
In the 14 to 8 days before the athlete's last race day at their last championship, easy minutes and the reps of \
ordinary workouts are at the first percentage of `taper` in [policy], 80 by default; in the last 7 days at the \
second, 60. Paces stay, and so do leads, pre-race days, long runs (those have W12) and races. Strength after all \
days but leads, pre-race days and races is light. `taper = [100, 100]` leaves the runs as they are.",
    parts: &[Part::Holds(
        "plan::workouts: each easy run and ordinary workout is taken from the library at this percentage",
    )],
};

/// So many days before the championship the taper begins.
const FIRST: i16 = 14;
/// In so many days before it the second percentage holds.
const LAST: i16 = 7;

/// The percentage of `day`; `None` outside of the taper.
pub(in crate::rules) fn percent(cx: &RuleContext, day: Day) -> Option<Percent> {
    let [second_last, last] = cx.season.taper;
    let days = cx.athlete.days_to_championship(day).filter(|&days| days <= FIRST)?;
    Some(if days <= LAST { last } else { second_last })
}
