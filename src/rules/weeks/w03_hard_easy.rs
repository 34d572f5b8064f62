//! W03: hard days are followed by easy ones.

use crate::domain::calendar::Reason;
use crate::domain::day::Day;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Rule};

/// Keeps workouts away from other hard days.
pub static RULE: Rule = Rule {
    code: "W03",
    name: "hard-easy",
    brief: "no workout next to a hard day",
    docs: "\
Races, time trials, 48-hour, 72-hour and ordinary workouts are hard days. An ordinary workout is never put next to one of \
them: the body gets fit on the easy day in between.",
    parts: &[Part::Limits(limit)],
};

fn limit(board: &Board, day: Day, session: Session) -> Option<Reason> {
    let hard = beside(board, day).filter(|_| session.is_hard())?;
    Some(because_of(hard))
}

/// The reason that the hard day beside it gives.
pub(in crate::rules) fn because_of(hard: Day) -> Reason {
    RULE.because("next to the hard day on {day}").on(hard)
}

/// True when no neighbor of `day` is hard.
pub(in crate::rules) fn allows(board: &Board, day: Day) -> bool {
    beside(board, day).is_none()
}

/// The hard neighbor of `day`, if there is one.
pub(in crate::rules) fn beside(board: &Board, day: Day) -> Option<Day> {
    [day.before(), day.next()].into_iter().find(|&day| board.is_hard(day))
}
