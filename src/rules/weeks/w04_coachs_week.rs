//! W04: what the coach's ordinary week says.

use crate::domain::reason::{Cause, Reason};
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Pass, Rule};

/// Fills the days that no other rule has filled.
pub static RULE: Rule = Rule {
    code: "W04",
    name: "coach's-week",
    brief: "otherwise the day holds what [week] says",
    docs: "\
[week] is the coach's ordinary week, a session for each weekday. Every day that no race, no lead and no other rule \
claims holds what it says.",
    parts: &[Part::Fills(&OTHER_DAYS)],
};

/// Why a day holds what the coach's week says.
pub(in crate::rules) const AS_PLANNED: Reason = RULE.because("as in the coach's week").from_cause(Cause::OrdinaryWeek);
const WITHOUT_ITS_WORKOUT: Reason = RULE.because("its workout is not on this day").from_cause(Cause::OrdinaryWeek);

/// Fills what is left as the coach's week says.
pub(in crate::rules) static OTHER_DAYS: Pass = Pass(fill);

fn fill(board: &mut Board) {
    for day in board.open_days() {
        let says = board.cx.athlete.practice.week_says(day);
        match says {
            // The workouts that stay are set by now (W05); this one was taken or dropped.
            Session::Workout => board.set(day, Session::Easy, WITHOUT_ITS_WORKOUT),
            // It is set last of all (W08), where the day allows it.
            Session::SpeedDevelopment => board.set(day, Session::Easy, AS_PLANNED),
            _ => board.set(day, says, AS_PLANNED),
        }
    }
}
