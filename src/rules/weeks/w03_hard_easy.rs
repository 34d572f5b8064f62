//! W03: hard days are followed by easy ones.

use crate::domain::day::Day;
use crate::domain::reason::{Cause, Reason};
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::weeks::w02_easy_after_race;
use crate::rules::{Part, Rule};

/// Keeps workouts and long runs away from hard days, and workouts from the days before a race.
pub static RULE: Rule = Rule {
    code: "W03",
    name: "hard-easy",
    brief: "no workout and no long run next to a hard day; no workout two days before a race, nor in the last three days \
            before the last championship",
    docs: "\
Races, time trials, 48-hour, 72-hour and ordinary workouts are hard days. An ordinary workout is never put next to \
one of them, nor is a long run: the body gets fit on the easy day in between. Nor is there one on the day after a \
long run that was run in place of a workout. Two days before a race or time trial that is not trained through stands \
the workout before that race or nothing hard, and in the last three days before the athlete's last championship \
there is no ordinary workout. A long run may be on the day after a race that is trained through \
(`long-run-after-race`). Two days that the coach's own [week] puts side by side stay side by side, when both are on \
their own day.",
    parts: &[Part::Limits(limit)],
};

/// No ordinary workout in so many days before the last championship.
const DAYS_BEFORE_CHAMPIONSHIP: i16 = 3;

fn limit(board: &Board, day: Day, session: Session) -> Option<Reason> {
    match session {
        Session::LongRun => why_no_long_run(board, day),
        session if session.is_hard() => why_not(board, day),
        _ => None,
    }
}

/// Why there is no workout on `day` that would be moved there, if something hinders it.
pub(in crate::rules) fn why_not(board: &Board, day: Day) -> Option<Reason> {
    beside(board, day).map(because_of).or_else(|| before_race(board, day))
}

/// Why the workout of the coach's week is not on its own day, if something hinders it.
pub(in crate::rules) fn why_not_on_its_day(board: &Board, day: Day) -> Option<Reason> {
    let beside = [day.before(), day.next()].into_iter().find(|&hard| board.is_hard(hard) && !is_pair(board, day, hard));
    beside.map(because_of).or_else(|| after_long_run(board, day)).or_else(|| before_race(board, day))
}

/// Why there is no workout on the day after a long run that was run and that the coach's week or word did not put there.
fn after_long_run(board: &Board, day: Day) -> Option<Reason> {
    let (run, athlete) = (day.before(), board.cx.athlete);
    let is_of_coach = athlete.practice.week_says(run) == Session::LongRun || athlete.day_override(run).is_some();
    let was_run = board.is_done(run) && board.session(run) == Some(Session::LongRun);
    (was_run && !is_of_coach).then(|| RULE.because("the day after the long run of {day}").on(run))
}

/// Why there is no long run on `day`, if a hard day is next to it.
pub(in crate::rules) fn why_no_long_run(board: &Board, day: Day) -> Option<Reason> {
    let is_own = board.cx.athlete.practice.week_says(day) == Session::LongRun;
    let hinders = |hard: &Day| {
        let is_pair = is_own && is_pair(board, day, *hard);
        let after_race = *hard < day
            && board.cx.athlete.race_days.contains(*hard)
            && w02_easy_after_race::leaves_room_for_long_run(&board.cx, *hard);
        board.is_hard(*hard) && !is_pair && !after_race
    };
    [day.before(), day.next()].into_iter().find(hinders).map(because_of)
}

fn before_race(board: &Board, day: Day) -> Option<Reason> {
    let athlete = board.cx.athlete;
    let race = day.plus(2);
    if athlete.race_days.contains(race) && !athlete.trained_through.contains(race) {
        return Some(RULE.because("two days before the race of {day}").on(race));
    }
    if board.session(race) == Some(Session::TimeTrial) || board.time_trials_to_come.contains(race) {
        return Some(RULE.because("two days before the time trial of {day}").on(race));
    }
    let days = athlete.days_to_championship(day).filter(|days| *days <= DAYS_BEFORE_CHAMPIONSHIP)?;
    Some(RULE.because("in the last three days before the championship of {day}").on(day.plus(days)))
}

/// True when the coach's own week puts a workout on `other`, next to `day`:
/// it is on its own day there, and the week did not become another in between.
fn is_pair(board: &Board, day: Day, other: Day) -> bool {
    let is_of_week = board.session(other) == Some(Session::Workout) && board.has_cause(other, Cause::OrdinaryWeek);
    is_of_week && !board.cx.athlete.practice.new_weeks.contains(day.max(other))
}

/// The reason that the hard day beside it gives.
fn because_of(hard: Day) -> Reason {
    RULE.because("next to the hard day on {day}").on(hard)
}

/// The hard neighbor of `day`, if there is one.
pub(in crate::rules) fn beside(board: &Board, day: Day) -> Option<Day> {
    [day.before(), day.next()].into_iter().find(|&day| board.is_hard(day))
}
