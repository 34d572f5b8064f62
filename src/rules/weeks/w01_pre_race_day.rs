//! W01: the day before a race.

use crate::domain::calendar::Reason;
use crate::domain::day::Day;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Rule};

/// Makes the day before a race pre-race.
pub static RULE: Rule = Rule {
    code: "W01",
    name: "pre-race-day",
    brief: "the day before a race is pre-race; without practice it stays off, and the sheet says so",
    docs: "\
The day before a race holds an easy run and strides, so that the legs are ready. On a day without practice it stays off, \
and the sheet says that a race is the next day. When that day is itself a race day, the race wins.",
    part: Part::Limits(limit),
};

fn limit(board: &Board, day: Day, _: Session) -> Option<Reason> {
    let race = board.cx.athlete.race_on(day.next())?;
    Some(RULE.because("the race at {meet} is the next day").at(race.meet))
}

pub(in crate::rules) fn fill(board: &mut Board) {
    for race_day in board.cx.athlete.race_days.iter() {
        let day = race_day.before();
        let Some(race) = board.cx.athlete.race_on(race_day) else { continue };
        if board.is_open(day) {
            board.set(day, Session::PreRace, RULE.because("the race at {meet} is the next day").at(race.meet));
        } else if board.session(day) == Some(Session::Off) {
            board.add(day, RULE.because("no pre-race run, though the race at {meet} is the next day").at(race.meet));
        }
    }
}
