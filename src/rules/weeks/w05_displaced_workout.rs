//! W05: where the workouts of the coach's week go.

use crate::domain::calendar::Race;
use crate::domain::day::{Day, DaySet};
use crate::domain::reason::Reason;
use crate::domain::season::Week;
use crate::domain::session::Session;
use crate::rules::board::{Board, DisplacedWorkout};
use crate::rules::weeks::{r16_freed_day, w03_hard_easy, w04_coachs_week, w06_hard_days};
use crate::rules::{Part, Pass, Rule};

/// Keeps, takes, moves or drops the workouts of the coach's week.
pub static RULE: Rule = Rule {
    code: "W05",
    name: "displaced-workout",
    brief: "every race takes the place of one workout of its week, by its lead or itself; a workout pushed out otherwise moves or is dropped",
    docs: "\
Every race takes the place of exactly one workout of its week. Its lead takes the nearest one (the earlier one on a \
tie) when it is in the same week; else the race does: the one of its own day, else the nearest. A meet of several \
days takes one, on its first race day; a time trial and a race without a lead take one, too. A workout that a \
pre-race day, the day after a race, a first day back, a hard day, or a race or lead on its day pushes out otherwise \
moves to the nearest day of the same week that all rules allow (the earlier one on a tie), but never to the day of \
the long run, nor next to it; when there is none it is dropped, and the reason is kept. So the usual week reads \
Tuesday workout, Thursday 48-hour, Saturday race; and Saturday to Thursday reads Monday 72-hour, Thursday race, and \
no workout on Tuesday.",
    parts: &[Part::Fills(&WORKOUTS_IN_PLACE), Part::Fills(&WORKOUT_MOVES), Part::Fills(&WORKOUT_SWAPS)],
};

/// Keeps the workouts whose day can hold them, and says which are displaced.
pub(in crate::rules) static WORKOUTS_IN_PLACE: Pass = Pass(keep);

/// Moves the displaced workouts to other days, or drops them.
pub(in crate::rules) static WORKOUT_MOVES: Pass = Pass(move_displaced);

/// Says of each workout whose place a race takes that it is not run.
pub(in crate::rules) static WORKOUT_SWAPS: Pass = Pass(explain_swaps);

fn keep(board: &mut Board) {
    for week in board.open_weeks() {
        for day in take_places(board, week).iter() {
            if !is_settled_by_the_past(board, day) {
                keep_or_displace(board, day);
            }
        }
    }
}

/// When the calendar changes in the middle of a week, some of it is done: a workout that was moved and not run is
/// still to be run, and one that was run on another day is not run again.
fn is_settled_by_the_past(board: &mut Board, day: Day) -> bool {
    if let Some(why) = board.is_owed(day) {
        board.displaced_workouts.push(DisplacedWorkout { day, why });
    }
    let Some(run) = board.run_elsewhere(day) else { return false };
    let why = match board.session(run) {
        Some(Session::LongRun) => RULE.because("the long run of {day} took its place"),
        _ => RULE.because("its workout was run on {day}"),
    };
    if board.is_open(day) {
        board.set(day, Session::Easy, why.on(run));
    } else {
        board.add(day, why.on(run));
    }
    true
}

fn keep_or_displace(board: &mut Board, day: Day) {
    // A freed day, one that the coach set, and one after the last race have no workout to be moved.
    if board.cx.athlete.freed_by(day).is_some() || !(board.is_open_or_easy(day) || board.is_race_or_lead(day)) {
        return;
    }
    // Pre-race (W01), the day after a race (W02), a first day back (W10), or a race or lead that takes another's place.
    let displaced = board.why(day).or_else(|| w03_hard_easy::why_not_on_its_day(board, day));
    if let Some(why) = displaced {
        board.displaced_workouts.push(DisplacedWorkout { day, why });
    } else if !w06_hard_days::has_room(board, day) {
        board.set(day, Session::Easy, w06_hard_days::FULL);
    } else {
        board.set(day, Session::Workout, w04_coachs_week::AS_PLANNED);
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
    for (day, why) in std::mem::take(&mut board.places_taken) {
        if board.is_open(day) {
            board.set(day, Session::Easy, why);
        } else if board.is_open_or_easy(day) || board.session(day) == Some(Session::Workout) {
            board.add(day, why);
        }
    }
}

/// Lets every race of a week take the place of one of the coach's workouts, and returns the days of those that are left.
fn take_places(board: &mut Board, week: Week) -> DaySet {
    let athlete = board.cx.athlete;
    let is_workout = |day: &Day| athlete.practice.week_says(*day) == Session::Workout;
    let is_there = |day: &Day| board.cx.practice(*day) || athlete.race_days.contains(*day);
    let mut workouts: DaySet = week.days().filter(is_workout).filter(is_there).collect();
    let of_race = |race: &Race| {
        let lead = board.leads.iter().find(|lead| lead.meet == race.meet).map(|lead| lead.day);
        match lead.filter(|&day| week.contains(day)) {
            Some(lead) => (lead, RULE.because("the workout before the race, on {day}, takes its place").on(lead)),
            None => (race.first, RULE.because("the race of {day} takes its place").on(race.first)),
        }
    };
    let of_races = athlete.races.iter().filter(|race| week.contains(race.first)).map(of_race);
    // A lead that was run for a race that is not held anymore was a workout all the same.
    let is_left_over = |day: &Day| {
        board.meet(*day).is_some_and(|meet| board.is_lead(*day) && athlete.races.iter().all(|race| race.meet != meet))
    };
    let left_over = |day: Day| (day, RULE.because("the workout of {day} takes its place").on(day));
    let taking: Vec<(Day, Reason)> = of_races.chain(week.days().filter(is_left_over).map(left_over)).collect();
    for (by, why) in taking {
        let Some(nearest) = workouts.iter().min_by_key(|day| (day.since(by).abs(), *day)) else { break };
        workouts.remove(nearest);
        if nearest != by {
            board.places_taken.push((nearest, why));
        }
    }
    workouts
}

/// The nearest day of the same week that may hold a workout displaced from `from`.
fn nearest(board: &Board, from: Day) -> Option<Day> {
    let week = board.cx.season.week_of(from)?;
    let is_long_run = |day: Day| board.cx.athlete.practice.week_says(day) == Session::LongRun;
    let near_long_run = |day: Day| {
        [day.before(), day, day.next()].into_iter().any(is_long_run) || board.is_beside(day, Session::LongRun)
    };
    week.days()
        .filter(|&day| {
            day != from && board.is_open(day) && !near_long_run(day) && !r16_freed_day::beside_off(board, day)
        })
        .filter(|&day| w03_hard_easy::why_not(board, day).is_none() && w06_hard_days::has_room(board, day))
        .min_by_key(|day| (day.since(from).abs(), *day))
}
