//! W05: where the workouts of the coach's week go.

use crate::domain::calendar::Reason;
use crate::domain::day::{Day, DaySet};
use crate::domain::season::Week;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::leads::r16_freed_day;
use crate::rules::weeks::{w03_hard_easy, w04_coachs_week, w06_three_hard_days};
use crate::rules::{Part, Rule};

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
    part: Part::Elsewhere,
};

/// Sets every ordinary workout of the season. Those that stay come first,
/// then the freed days (R16), then those that move, so that none moves beside another.
pub(in crate::rules) fn fill(board: &mut Board) {
    let weeks = board.cx.season.weeks.clone();
    let mut pushed: Vec<(Week, Day, Reason)> = Vec::new();
    let mut taken: Vec<(Day, Day)> = Vec::new();
    for &week in &weeks {
        let (stay, by_leads) = taken_places(board, week);
        taken.extend(by_leads);
        for day in stay.iter() {
            // When the calendar changes in the middle of a week, some of it is done.
            if let Some(why) = board.is_owed(day) {
                pushed.push((week, day, why));
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
            if !board.is_open_or_easy(day) || board.cx.athlete.freed.contains(day) {
                continue;
            }
            if let Some(why) = board.why(day) {
                // Pre-race (W01) or the day after a race (W02).
                pushed.push((week, day, why));
            } else if let Some(hard) = w03_hard_easy::beside(board, day) {
                pushed.push((week, day, w03_hard_easy::because_of(hard)));
            } else if !w06_three_hard_days::has_room(board, day) {
                board.set(day, Session::Easy, w06_three_hard_days::FULL);
            } else {
                board.set(day, Session::Workout, w04_coachs_week::RULE.because("as in the coach's week"));
            }
        }
    }
    r16_freed_day::fill(board);
    for (week, from, why) in pushed {
        // The day is filled before its workout moves, so that it can say where to.
        let to = nearest(board, week, from);
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
    for (day, lead) in taken {
        let why = RULE.because("the workout before the race, on {day}, takes its place").on(lead);
        if board.is_open(day) {
            board.set(day, Session::Easy, why);
        } else if board.is_open_or_easy(day) || board.session(day) == Some(Session::Workout) {
            board.add(day, why);
        }
    }
}

/// Of the days for which the coach's week says workout, those whose workout
/// stays, and those whose place a lead on another day takes, with that day.
fn taken_places(board: &Board, week: Week) -> (DaySet, Vec<(Day, Day)>) {
    let frame = board.cx.season;
    let holds = |day: Day, kind: fn(Session) -> bool| board.session(day).is_some_and(kind);
    // What fills a freed day is no race, and must not look like one when that day is done.
    let freed = |day: Day| board.why(day).is_some_and(|why| why.code == r16_freed_day::RULE.code);
    let workouts = week.days().filter(|&day| frame.week_says(day) == Session::Workout);
    let mut left: DaySet = workouts.filter(|&day| !holds(day, Session::is_contest) || freed(day)).collect();
    let mut taken = Vec::new();
    for lead in week.days().filter(|&day| holds(day, Session::is_lead)) {
        let Some(nearest) = left.iter().min_by_key(|day| (day.since(lead).abs(), *day)) else { break };
        left.remove(nearest);
        if nearest != lead {
            taken.push((nearest, lead));
        }
    }
    (left, taken)
}

/// The nearest day of the week that may hold a workout pushed out of `from`.
fn nearest(board: &Board, week: Week, from: Day) -> Option<Day> {
    week.days()
        .filter(|&day| day != from && board.is_open(day) && board.cx.season.week_says(day) != Session::Off)
        .filter(|&day| !beside_freed(board, day))
        .filter(|&day| w03_hard_easy::allows(board, day) && w06_three_hard_days::has_room(board, day))
        .min_by_key(|day| (day.since(from).abs(), *day))
}

/// True next to a freed day that is off, which it is only without a hard day next to it (R16).
fn beside_freed(board: &Board, day: Day) -> bool {
    let off = |day: Day| {
        board.session(day) == Some(Session::Off)
            && board.why(day).is_some_and(|why| why.code == r16_freed_day::RULE.code)
    };
    off(day.before()) || off(day.next())
}
