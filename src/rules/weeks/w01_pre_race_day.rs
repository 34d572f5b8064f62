//! W01: the day before a race.

use crate::domain::day::Day;
use crate::domain::reason::{Cause, Reason};
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Pass, Rule};

/// Makes the day before a race pre-race.
pub static RULE: Rule = Rule {
    code: "W01",
    name: "pre-race-day",
    brief: "the day before a race is pre-race, before one that is trained through easy; without practice it stays off, and the sheet says so",
    docs: "\
The day before a race holds an easy run and strides, so that the legs are ready. On a day without practice it stays off, \
and the sheet says that a race is the next day. When that day is itself a race day, the race wins. Before a race that is \
trained through the day is easy: never hard, and never a long run.",
    parts: &[Part::Limits(limit), Part::Fills(&DAYS_BEFORE_RACES)],
};

const NEXT_DAY: Reason = RULE.because("the race at {meet} is the next day").from_cause(Cause::BeforeRace);
const NEXT_DAY_THOUGH_OFF: Reason =
    RULE.because("no pre-race run, though the race at {meet} is the next day").from_cause(Cause::BeforeRace);

fn limit(board: &Board, day: Day, _: Session) -> Option<Reason> {
    let race = board.cx.athlete.race_on(day.next())?;
    Some(NEXT_DAY.at(race.meet))
}

/// Makes days before races pre-race.
pub(in crate::rules) static DAYS_BEFORE_RACES: Pass = Pass(fill);

fn fill(board: &mut Board) {
    for race_day in board.cx.athlete.race_days.iter() {
        let day = race_day.before();
        if board.is_done(day) {
            continue;
        }
        let Some(race) = board.cx.athlete.race_on(race_day) else { continue };
        if board.is_open(day) {
            let is_trained_through = board.cx.athlete.trained_through.contains(race_day);
            let session = if is_trained_through { Session::Easy } else { Session::PreRace };
            board.set(day, session, NEXT_DAY.at(race.meet));
        } else if board.session(day) == Some(Session::Off) {
            board.add(day, NEXT_DAY_THOUGH_OFF.at(race.meet));
        }
    }
}
