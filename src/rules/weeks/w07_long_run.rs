//! W07: the long run.

use crate::domain::day::Day;
use crate::domain::reason::{Cause, Reason};
use crate::domain::season::Week;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::weeks::{
    r16_freed_day, w02_easy_after_race, w03_hard_easy, w04_coachs_week, w06_hard_days, w10_first_day_back,
    w11_season_over, w12_progression,
};
use crate::rules::{Part, Pass, Rule};

/// Keeps the long run alive when Saturdays are race days, and away from races and hard days.
pub static RULE: Rule = Rule {
    code: "W07",
    name: "long-run",
    brief: "one long run a week, on its day in [week]; else on an easy day, or in place of a workout, when ten days have passed \
            without one (`long-run-every`)",
    docs: "\
A week has one long run at most. The day for which [week] says long-run keeps it, unless a hard day is next to it, a \
race is at most two days later, one was the day before, or a long run that took its place was run already (W02, W03, \
W06, W10 and W12 say more). With races on Saturdays it would be lost: so when `long-run-every` days, ten by default, \
have passed without one, the first free easy day of the week becomes the long run; where there is none, the long run \
takes the place of the first workout of the week whose day allows it. Neither is less than five days before or after \
another long run.",
    parts: &[Part::Limits(limit), Part::Fills(&LONG_RUNS_IN_PLACE), Part::Fills(&LONG_RUNS)],
};

/// Why a long run is on the day of a workout.
const TAKES_PLACE: Reason = RULE.because("the long run takes the place of its workout").from_cause(Cause::TookWorkout);

/// A long run that is not on its own day is at least so many days from another.
const DAYS_APART: i16 = 5;

fn limit(board: &Board, day: Day, session: Session) -> Option<Reason> {
    if session != Session::LongRun {
        return None;
    }
    near_race(board, day)
        .or_else(|| {
            let week = board.cx.season.week_of(day)?;
            let mut days = week.days().chain((1..DAYS_APART).flat_map(|days| [day.plus(-days), day.plus(days)]));
            let other = days.find(|&other| other != day && board.session(other) == Some(Session::LongRun))?;
            Some(RULE.because("the long run is on {day}").on(other))
        })
        .or_else(|| {
            let is_own = board.cx.athlete.practice.week_says(day) == Session::LongRun;
            let last =
                board.days().filter(|&other| other < day && board.session(other) == Some(Session::LongRun)).last();
            let last = last.unwrap_or(board.cx.athlete.from.max(Day::at(0)));
            let too_soon = !is_own && day.since(last) < board.cx.athlete.long_run_every;
            too_soon.then(|| RULE.because("it is not long enough since {day}").on(last))
        })
}

fn near_race(board: &Board, day: Day) -> Option<Reason> {
    let athlete = board.cx.athlete;
    if athlete.race_days.contains(day.before())
        && !w02_easy_after_race::leaves_room_for_long_run(&board.cx, day.before())
    {
        return Some(RULE.because("no long run on the day after a race"));
    }
    let hinders = |race: &Day| {
        athlete.race_days.contains(*race) && (race.since(day) <= 1 || !athlete.trained_through.contains(*race))
    };
    let race = [day.next(), day.plus(2)].into_iter().find(hinders)?;
    Some(RULE.because("no long run this close to the race of {day}").on(race))
}

/// Why there is no long run on `day`, if something hinders it.
fn why_not(board: &Board, day: Day) -> Option<Reason> {
    near_race(board, day)
        .or_else(|| w03_hard_easy::why_no_long_run(board, day))
        .or_else(|| (!w06_hard_days::has_room_for_long_run(board, day)).then_some(w06_hard_days::FULL))
        .or_else(|| w12_progression::why_no_long_run(&board.cx, day))
        .or_else(|| w10_first_day_back::why_easy(day, &board.cx))
        .or_else(|| w11_season_over::why_easy(day, &board.cx))
}

/// Why there is no long run on its own day, if one that took its place is run already.
fn already_run(board: &Board, day: Day) -> Option<Reason> {
    let (athlete, week) = (board.cx.athlete, board.cx.season.week_of(day)?);
    let near = week.days().chain((1..DAYS_APART).map(|days| day.plus(-days)));
    let mut done = near.filter(|&other| other < day && board.is_done(other));
    let took_its_place = |other: &Day| {
        board.session(*other) == Some(Session::LongRun)
            && athlete.practice.week_says(*other) != Session::LongRun
            && athlete.day_override(*other).is_none()
    };
    let run = done.find(took_its_place)?;
    Some(RULE.because("the long run was on {day}").on(run))
}

/// Leaves the long runs of the coach's week on their days, where these allow it.
pub(in crate::rules) static LONG_RUNS_IN_PLACE: Pass = Pass(keep);

fn keep(board: &mut Board) {
    let athlete = board.cx.athlete;
    // What becomes of a freed day is the business of R16.
    let is_its_day = |day: Day| athlete.practice.week_says(day) == Session::LongRun && athlete.freed_by(day).is_none();
    let days: Vec<Day> = board.days().filter(|&day| is_its_day(day) && board.is_open_or_easy(day)).collect();
    for day in days {
        match why_not(board, day).or_else(|| already_run(board, day)) {
            Some(why) => board.set(day, Session::Easy, why),
            None if board.is_open(day) => board.set(day, Session::LongRun, w04_coachs_week::AS_PLANNED),
            // The day after a race that leaves room for it (W02).
            None if board.has_cause(day, Cause::AfterRace) => {
                board.replace(day, Session::LongRun, w04_coachs_week::AS_PLANNED);
            }
            None => {}
        }
    }
}

/// Finds a day for the long run where the last one is long ago.
pub(in crate::rules) static LONG_RUNS: Pass = Pass(fill);

fn fill(board: &mut Board) {
    let season = board.cx.season;
    let mut last = board.cx.athlete.from;
    for &week in &season.weeks {
        let of_week = week.days().rev().find(|&day| board.session(day) == Some(Session::LongRun));
        last = last.max(of_week.or_else(|| overdue(board, week, last)).unwrap_or(last));
    }
}

/// Puts a long run into a week that has none, if so many days have passed
/// since the `last` one and a day is found for it, and returns that day.
fn overdue(board: &mut Board, week: Week, last: Day) -> Option<Day> {
    let every = board.cx.athlete.long_run_every;
    let allows = |day: &Day| {
        let next_is_near = || (1..DAYS_APART).any(|days| board.session(day.plus(days)) == Some(Session::LongRun));
        let is_long_ago = every.max(DAYS_APART) <= day.since(last);
        is_long_ago && why_not(board, *day).is_none() && !next_is_near() && !r16_freed_day::beside_off(board, *day)
    };
    if let Some(day) = week.days().filter(|&day| board.is_free_easy(day)).find(allows) {
        board.replace(day, Session::LongRun, RULE.because("the last long run is long enough ago"));
        return Some(day);
    }
    let is_free = |day: &Day| w12_progression::may_replace_workout(&board.cx, *day) && board.is_free_workout(*day);
    let day = week.days().filter(is_free).find(allows)?;
    board.replace(day, Session::LongRun, TAKES_PLACE);
    Some(day)
}
