//! W07: the long run.

use crate::domain::calendar::Reason;
use crate::domain::day::Day;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Pass, Rule};

/// Keeps the long run alive when Saturdays are race days, and away from races.
pub static RULE: Rule = Rule {
    code: "W07",
    name: "long-run",
    brief: "after ten days without a long run the first easy day far enough from races becomes one; \
            none in the last 21 days before the last championship",
    docs: "\
With races on Saturdays the long run would be lost. When ten days have passed without one, the first easy day that is at \
least three days before a race and not the day after one becomes the long run, unless the next day is one already. No long run is nearer to a race than that, \
and there is none in the last 21 days before the athlete's last championship.",
    parts: &[Part::Limits(limit), Part::Fills(&LONG_RUNS)],
};

fn limit(board: &Board, day: Day, session: Session) -> Option<Reason> {
    if session != Session::LongRun {
        return None;
    }
    let is_other =
        |other: &Day| board.session(*other) == Some(Session::LongRun) && day.since(*other).abs() < DAYS_WITHOUT;
    hinders(board, day).or_else(|| {
        let other = board.days().find(is_other)?;
        let sentence =
            if other < day { "less than ten days after the long run of {day}" } else { "the long run is on {day}" };
        Some(RULE.because(sentence).on(other))
    })
}

/// So many days without a long run call for one.
const DAYS_WITHOUT: i16 = 10;
/// A long run is at least so many days before a race.
const DAYS_BEFORE_RACE: i16 = 3;
/// No long run in so many days before the last championship.
const TAPER: i16 = 21;

/// Why there is no long run on `day`, if something hinders it.
pub(in crate::rules) fn hinders(board: &Board, day: Day) -> Option<Reason> {
    let athlete = board.cx.athlete;
    if athlete.race_days.contains(day.before()) {
        return Some(RULE.because("no long run on the day after a race"));
    }
    if let Some(race) = athlete.race_days.first_after(day)
        && race.since(day) < DAYS_BEFORE_RACE
    {
        return Some(RULE.because("no long run this close to the race of {day}").on(race));
    }
    let championship = athlete.last_championship().filter(|&last| day < last && last.since(day) <= TAPER)?;
    Some(RULE.because("no long run in the three weeks before the championship of {day}").on(championship))
}

/// Makes an easy day the long run where the last one is long ago.
pub(in crate::rules) static LONG_RUNS: Pass = Pass(fill);

fn fill(board: &mut Board) {
    let mut last = Day::at(0);
    for day in board.days() {
        if board.session(day) == Some(Session::LongRun) {
            last = day;
        } else if board.session(day.next()) == Some(Session::LongRun) {
            // The coach's own long run is on the next day: two in a row would be too much.
        } else if DAYS_WITHOUT <= day.since(last) && board.is_free_easy(day) && hinders(board, day).is_none() {
            board.replace(day, Session::LongRun, RULE.because("ten days without a long run"));
            last = day;
        }
    }
}
