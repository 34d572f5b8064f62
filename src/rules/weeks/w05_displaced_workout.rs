//! W05: where the workouts of the coach's week go.

use crate::domain::calendar::Cause;
use crate::domain::day::{Day, DaySet};
use crate::domain::season::Week;
use crate::domain::session::Session;
use crate::rules::board::{Board, DisplacedWorkout};
use crate::rules::weeks::{w03_hard_easy, w04_coachs_week, w06_three_hard_days};
use crate::rules::{Part, Pass, Rule};

/// Keeps, takes, moves or drops the workouts of the coach's week.
pub static RULE: Rule = Rule {
    code: "W05",
    name: "displaced-workout",
    brief: "a lead takes the place of the nearest workout of its week; a workout pushed out moves or is dropped",
    docs: "\
A lead is a workout, so it takes the place of the nearest workout of its week (the earlier one on a tie), and a race takes \
the place of a workout on its own day. A workout that a pre-race day, the day after a race or a hard day pushes out \
otherwise moves to the nearest day of the same week that all rules allow (the earlier one on a tie); when there is none it \
is dropped, and the reason is kept. So the usual week reads Tuesday workout, Thursday 48-hour, Saturday race; and Saturday \
to Thursday reads Monday 72-hour, Thursday race, and no workout on Tuesday.",
    parts: &[Part::Fills(&WORKOUTS_IN_PLACE), Part::Fills(&WORKOUT_MOVES), Part::Fills(&WORKOUT_SWAPS)],
};

/// Keeps the workouts whose day can hold them, and says which are displaced.
pub(in crate::rules) static WORKOUTS_IN_PLACE: Pass = Pass(keep);

/// Moves the displaced workouts to other days, or drops them.
pub(in crate::rules) static WORKOUT_MOVES: Pass = Pass(move_displaced);

/// Says of each workout whose place a lead takes that it is not run.
pub(in crate::rules) static WORKOUT_SWAPS: Pass = Pass(explain_swaps);

fn keep(board: &mut Board) {
    for week in board.open_weeks() {
        for day in places(board, week).workouts.iter() {
            // When the calendar changes in the middle of a week, some of it is done.
            if let Some(why) = board.is_owed(day) {
                board.displaced_workouts.push(DisplacedWorkout { day, why });
            }
            if let Some(run) = board.run_elsewhere(day) {
                let why = RULE.because("its workout was run on {day}").on(run);
                if board.is_open(day) {
                    board.set(day, Session::Easy, why)
                } else {
                    board.add(day, why)
                }
                continue;
            }
            // A day off, a freed one and one that the coach set has no workout to be moved.
            if !board.is_open_or_easy(day) || board.cx.athlete.freed_by(day).is_some() {
                continue;
            }
            if let Some(why) = board.why(day) {
                // Pre-race (W01) or the day after a race (W02).
                board.displaced_workouts.push(DisplacedWorkout { day, why });
            } else if let Some(hard) = w03_hard_easy::beside(board, day) {
                board.displaced_workouts.push(DisplacedWorkout { day, why: w03_hard_easy::because_of(hard) });
            } else if !w06_three_hard_days::has_room(board, day) {
                board.set(day, Session::Easy, w06_three_hard_days::FULL);
            } else {
                board.set(day, Session::Workout, w04_coachs_week::AS_PLANNED);
            }
        }
    }
}

fn move_displaced(board: &mut Board) {
    for DisplacedWorkout { day: from, why } in std::mem::take(&mut board.displaced_workouts) {
        // The day is filled before its workout moves, so that it can say where to.
        let to = nearest(board, from);
        board.set(from, Session::Easy, why);
        let became = match to {
            Some(to) => {
                board.set_moved_workout(to, from, RULE.because("the workout of {day} is moved here").on(from));
                RULE.because("its workout is moved to {day}").on(to)
            }
            None => RULE.because("its workout is dropped: no other day of the week is free for it"),
        };
        board.add(from, became);
    }
}

fn explain_swaps(board: &mut Board) {
    for week in board.open_weeks() {
        for (day, lead) in places(board, week).swaps {
            let why = RULE.because("the workout before the race, on {day}, takes its place").on(lead);
            if board.is_open(day) {
                board.set(day, Session::Easy, why);
            } else if board.is_open_or_easy(day) || board.session(day) == Some(Session::Workout) {
                board.add(day, why);
            }
        }
    }
}

/// The days of a week for which the coach's week says workout.
struct Places {
    /// Those whose workout is not taken.
    workouts: DaySet,
    /// Those whose place a lead on another day takes, with that day.
    swaps: Vec<(Day, Day)>,
}

fn places(board: &Board, week: Week) -> Places {
    let holds = |day: Day, kind: fn(Session) -> bool| board.session(day).is_some_and(kind);
    // What fills a freed day is no race, and must not look like one when that day is done.
    let raced = |day: Day| holds(day, Session::is_contest) && !board.has_cause(day, Cause::FreedDay);
    let mut workouts: DaySet = week
        .days()
        .filter(|&day| board.cx.athlete.practice.week_says(day) == Session::Workout && !raced(day))
        .collect();
    let mut swaps = Vec::new();
    for lead in week.days().filter(|&day| holds(day, Session::is_lead)) {
        let Some(nearest) = workouts.iter().min_by_key(|day| (day.since(lead).abs(), *day)) else { break };
        workouts.remove(nearest);
        if nearest != lead {
            swaps.push((nearest, lead));
        }
    }
    Places { workouts, swaps }
}

/// The nearest day of the same week that may hold a workout displaced from `from`.
fn nearest(board: &Board, from: Day) -> Option<Day> {
    let week = board.cx.season.week_of(from)?;
    week.days()
        .filter(|&day| day != from && board.is_open(day) && board.cx.athlete.practice.week_says(day) != Session::Off)
        .filter(|&day| !beside_freed(board, day))
        .filter(|&day| w03_hard_easy::allows(board, day) && w06_three_hard_days::has_room(board, day))
        .min_by_key(|day| (day.since(from).abs(), *day))
}

/// True next to a freed day that is off, which it is only without a hard day next to it (R16).
fn beside_freed(board: &Board, day: Day) -> bool {
    let off = |day: Day| board.session(day) == Some(Session::Off) && board.has_cause(day, Cause::FreedDay);
    off(day.before()) || off(day.next())
}
