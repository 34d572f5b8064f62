//! W06: at most so many hard days in a week.

use crate::domain::day::Day;
use crate::domain::reason::{Cause, Reason};
use crate::domain::season::Week;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Rule};

/// Keeps ordinary workouts and long runs out of a week that has its hard days.
pub static RULE: Rule = Rule {
    code: "W06",
    name: "hard-days",
    brief: "at most `hard-days` hard days in a week, three by default; races and time trials always count and are never removed",
    docs: "\
A week has at most so many hard days as `hard-days` in [policy] says, three by default. Races and time trials always \
count and are never removed, nor is the workout before a race; it is the ordinary workouts that give way, the latest \
of the week first. The long run is no hard day, but it is a day of stress: it comes only into a week that has no \
more hard days than that, and never as a fifth day of stress.",
    parts: &[Part::Limits(limit)],
};

/// Why a week has no room for a workout.
pub(in crate::rules) const FULL: Reason = RULE.because("the week has its hard days already");

/// Hard days and long runs of a week, together, at most.
const MAX_STRESS_DAYS: usize = 4;

fn limit(board: &Board, day: Day, session: Session) -> Option<Reason> {
    let has_room = match session {
        Session::LongRun => has_room_for_long_run(board, day),
        session => !session.is_hard() || has_room(board, day),
    };
    (!has_room).then_some(FULL)
}

/// True when the week of `day` has room for one more hard day.
pub(in crate::rules) fn has_room(board: &Board, day: Day) -> bool {
    let Some(week) = board.cx.season.week_of(day) else { return false };
    // A workout that was dropped does not come back because the long run took another's place.
    let taken = week.days().filter(|&day| board.has_cause(day, Cause::TookWorkout)).count();
    let hard = hard_days(board, week, day);
    let long = long_runs(board, week, day);
    hard + taken < board.cx.athlete.hard_days && (long == 0 || hard + long < MAX_STRESS_DAYS)
}

/// True when the week of `day` has room for a long run on it.
pub(in crate::rules) fn has_room_for_long_run(board: &Board, day: Day) -> bool {
    let Some(week) = board.cx.season.week_of(day) else { return false };
    let hard = hard_days(board, week, day);
    hard <= board.cx.athlete.hard_days && hard + long_runs(board, week, day) < MAX_STRESS_DAYS
}

/// The hard days of a week, `day` aside.
fn hard_days(board: &Board, week: Week, day: Day) -> usize {
    week.days().filter(|&other| other != day && board.is_hard(other)).count()
}

/// The long runs of a week, `day` aside.
fn long_runs(board: &Board, week: Week, day: Day) -> usize {
    week.days().filter(|&other| other != day && board.session(other) == Some(Session::LongRun)).count()
}
