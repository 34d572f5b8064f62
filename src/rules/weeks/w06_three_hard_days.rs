//! W06: at most three hard days in a week.

use crate::domain::calendar::Reason;
use crate::domain::day::Day;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Rule};

/// Keeps ordinary workouts out of a week that has three hard days.
pub static RULE: Rule = Rule {
    code: "W06",
    name: "three-hard-days",
    brief: "at most three hard days in a week; races and time trials always count and are never removed",
    docs: "\
A week has at most three hard days. Races and time trials always count and are never removed, nor is the workout before a \
race; it is the ordinary workouts that give way.",
    parts: &[Part::Limits(limit)],
};

/// Why a week has no room for a workout.
pub(in crate::rules) const FULL: Reason = RULE.because("the week has three hard days already");

fn limit(board: &Board, day: Day, session: Session) -> Option<Reason> {
    (session.is_hard() && !has_room(board, day)).then_some(FULL)
}

/// The most hard days in a week.
const MAX_HARD_DAYS: usize = 3;

/// True when the week of `day` has room for one more hard day.
pub(in crate::rules) fn has_room(board: &Board, day: Day) -> bool {
    let Some(week) = board.cx.season.week_of(day) else { return false };
    week.days().filter(|&day| board.is_hard(day)).count() < MAX_HARD_DAYS
}
